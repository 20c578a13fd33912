"""The text defaults of a presentation are part of its look: where the new deck's differ, a source's are written where they count."""

from __future__ import annotations

import copy as copies
import hashlib

from lxml import etree

from kit.decks.link.build import Build
from kit.decks.link.deck import Deck
from kit.decks.opc import xml
from kit.decks.opc.xml import q

Level = dict[tuple[str, str], "str | xml.Element"]  # (place, name) -> value; places: pPr, child, rPr, run

_LEVELS = tuple(f"lvl{n}pPr" for n in range(1, 10))
_CHILD = ("lnSpc", "spcBef", "spcAft", "buClr", "buSz", "buFont", "bu", "tabLst", "defRPr", "extLst")
_RUN = ("ln", "fill", "effect", "highlight", "uLn", "uFill", "latin", "ea", "cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_SILENT = frozenset({"lang", "altLang", "noProof", "dirty", "smtClean", "err", "kumimoji", "bmk", "eaLnBrk", "latinLnBrk", "fontAlgn"})
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_NEUTRAL: Level = {
    ("pPr", "marL"): "0",
    ("pPr", "marR"): "0",
    ("pPr", "indent"): "0",
    ("pPr", "algn"): "l",
    ("pPr", "defTabSz"): "914400",
    ("pPr", "rtl"): "0",
    ("pPr", "hangingPunct"): "0",
    ("rPr", "sz"): "1800",
    ("rPr", "b"): "0",
    ("rPr", "i"): "0",
    ("rPr", "u"): "none",
    ("rPr", "strike"): "noStrike",
    ("rPr", "cap"): "none",
    ("rPr", "spc"): "0",
    ("rPr", "baseline"): "0",
    ("rPr", "kern"): "0",
    ("child", "lnSpc"): etree.fromstring(f'<a:lnSpc {_A}><a:spcPct val="100000"/></a:lnSpc>'),
    ("child", "spcBef"): etree.fromstring(f'<a:spcBef {_A}><a:spcPts val="0"/></a:spcBef>'),
    ("child", "spcAft"): etree.fromstring(f'<a:spcAft {_A}><a:spcPts val="0"/></a:spcAft>'),
    ("child", "bu"): etree.fromstring(f"<a:buNone {_A}/>"),
    ("run", "fill"): etree.fromstring(f'<a:solidFill {_A}><a:schemeClr val="tx1"/></a:solidFill>'),
    ("run", "latin"): etree.fromstring(f'<a:latin {_A} typeface="+mn-lt"/>'),
    ("run", "ea"): etree.fromstring(f'<a:ea {_A} typeface="+mn-ea"/>'),
    ("run", "cs"): etree.fromstring(f'<a:cs {_A} typeface="+mn-cs"/>'),
}
_COLOURED = frozenset({("run", "fill"), ("run", "latin"), ("run", "ea"), ("run", "cs")})


def difference(build: Build, deck: Deck) -> tuple[Level, ...]:
    """Return, for the nine levels, what a source's defaults say otherwise than the new deck's."""
    key = ("defaults", id(build))
    if key not in deck.memo:
        scale = build.scale(deck)
        if deck is build.base or (scale == 1 and _told(_node(deck)) == _told(_node(build.base))):
            deck.memo[key] = ({},) * 9
        else:
            theirs, ours = _defaults(deck), _defaults(build.base)
            deck.memo[key] = tuple(_differ(_scaled(a, scale), b) for a, b in zip(theirs, ours, strict=True))
    found: tuple[Level, ...] = deck.memo[key]
    return found


def mark(build: Build, deck: Deck) -> bytes:
    """Return what tells masters of this source apart from equal ones under other defaults."""
    levels = difference(build, deck)
    if not any(levels):
        return b""
    return hashlib.sha256(repr([sorted((k, _told(v)) for k, v in level.items()) for level in levels]).encode()).digest()


def of_sheet(build: Build, deck: Deck, root: xml.Element) -> bool:
    """Write the differing defaults into the text boxes and tables of a slide, layout or master; returns whether anything changed."""
    levels = difference(build, deck)
    if not any(levels):
        return False
    changed = False
    for body in root.iter(q("p:txBody"), q("a:txBody")):
        owner = body.getparent()
        if owner is None or (owner.tag == q("p:sp") and owner.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}") is not None):
            continue
        styled = owner.tag == q("a:tc") or owner.find(f"{q('p:style')}/{q('a:fontRef')}") is not None  # the style says font and colour
        used = _used(body)
        if used:
            wanted = tuple(level if n in used else {} for n, level in enumerate(levels))
            changed = _into(_list_style(body), wanted, _COLOURED if styled else frozenset()) or changed
    return changed


def of_master(build: Build, deck: Deck, root: xml.Element) -> bool:
    """Write the differing defaults into the text styles of a master, where they say nothing themselves."""
    levels = difference(build, deck)
    styles = root.find(q("p:txStyles"))
    if styles is None or not any(levels):
        return False
    for style in styles:
        if xml.local(style) in ("titleStyle", "bodyStyle"):
            _into(
                style, tuple(level if style.find(q(f"a:{name}")) is not None else {} for name, level in zip(_LEVELS, levels, strict=True))
            )
        elif xml.local(style) == "otherStyle":
            _into(style, levels)
    return True


def unsay(build: Build, root: xml.Element) -> None:
    """Take out of the new deck's defaults what every program does anyway and some source leaves unsaid.

    It looks the same in PowerPoint; programs with other defaults (titles of 44 points) keep them only while nothing is said.
    """
    theirs = [_defaults(deck) for deck in build.decks if deck is not build.base]
    node = root.find(q("p:defaultTextStyle"))
    for n, name in enumerate(_LEVELS):
        level = node.find(q(f"a:{name}")) if node is not None else None
        run = level.find(q("a:defRPr")) if level is not None else None
        if level is None or run is None:
            continue
        said = _level(level)
        for key, neutral in _NEUTRAL.items():
            if key in said and _told(said[key]) == _told(neutral) and any(key not in other[n] for other in theirs):
                _take(level if key[0] in ("pPr", "child") else run, key)


def _take(node: xml.Element, key: tuple[str, str]) -> None:
    """Remove an attribute or the children of a slot."""
    if key[0] in ("pPr", "rPr"):
        if key[1] in node.attrib:
            del node.attrib[key[1]]
        return
    order = _CHILD if key[0] == "child" else _RUN
    for child in [child for child in node if xml.local(child) and _group(xml.local(child), order) == key[1]]:
        node.remove(child)


def _node(deck: Deck) -> xml.Element | None:
    return deck.root.find(q("p:defaultTextStyle"))


def _defaults(deck: Deck) -> tuple[Level, ...]:
    if ("levels",) not in deck.memo:
        node = _node(deck)
        deck.memo[("levels",)] = tuple(_level(node.find(q(f"a:{name}")) if node is not None else None) for name in _LEVELS)
    found: tuple[Level, ...] = deck.memo[("levels",)]
    return found


def _level(node: xml.Element | None) -> Level:
    """Return what a level says, by place and name."""
    found: Level = {}
    if node is None:
        return found
    found |= {("pPr", k): v for k, v in xml.attributes(node) if k not in _SILENT}
    for child in node:
        name = xml.local(child)
        if name == "defRPr":
            found |= {("rPr", k): v for k, v in xml.attributes(child) if k not in _SILENT and not k.startswith("{")}
            found |= {("run", _group(xml.local(one), _RUN)): one for one in child if xml.local(one)}
        elif name:
            found["child", _group(name, _CHILD)] = child
    return found


def _group(name: str, known: tuple[str, ...]) -> str:
    """Return the slot that an element takes: fills share one, kinds of bullets share one …"""
    if name in known:
        return name
    if name.endswith("Fill") or name == "noFill":
        return "uFill" if name.startswith("u") else "fill"
    if name.startswith("effect"):
        return "effect"
    if name.startswith("uLn"):
        return "uLn"
    return next((slot for slot in ("buClr", "buSz", "buFont") if name.startswith(slot)), "bu" if name.startswith("bu") else "extLst")


def _differ(theirs: Level, ours: Level) -> Level:
    """Return what must be said so that text looks as under `theirs` while `ours` applies."""
    found: Level = {}
    for key in {**theirs, **ours}:
        value = theirs.get(key, _NEUTRAL.get(key))
        if value is not None and key[1] != "extLst" and _told(value) != _told(ours.get(key, _NEUTRAL.get(key))):
            found[key] = value
    return found


def _scaled(level: Level, scale: float) -> Level:
    """Return the level for text that is fitted to another slide size."""
    if scale == 1:
        return level
    made = dict(level)
    for key in (("rPr", "sz"), ("pPr", "marL"), ("pPr", "indent"), ("pPr", "defTabSz")):
        value = made.get(key, _NEUTRAL.get(key))
        if isinstance(value, str) and value.lstrip("-").isdigit():
            made[key] = str(round(int(value) * scale))
    return made


def _told(value: str | xml.Element | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return etree.tostring(value, method="c14n", exclusive=True).decode()


def _used(body: xml.Element) -> set[int]:
    """Return the levels on which a text body has words."""
    found = set()
    for par in body.iterfind(q("a:p")):
        if par.find(f".//{q('a:t')}") is not None:
            props = par.find(q("a:pPr"))
            level = (props.get("lvl") or "0") if props is not None else "0"
            found.add(int(level) if level.isdigit() else 0)
    return found


def _list_style(body: xml.Element) -> xml.Element:
    """Return the list style of a text body, made where the schema wants it."""
    found = body.find(q("a:lstStyle"))
    if found is None:
        found = etree.Element(q("a:lstStyle"))
        body.insert(1 if len(body) and xml.local(body[0]) == "bodyPr" else 0, found)
    return found


def _into(style: xml.Element, levels: tuple[Level, ...], without: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Write levels into a list style where it says nothing itself."""
    changed = False
    for n, level in enumerate(levels):
        own = style.find(q(f"a:{_LEVELS[n]}"))
        said = _level(own)
        new = {key: value for key, value in level.items() if key not in said and key not in without}
        if not new:
            continue
        if own is None:
            own = etree.Element(q(f"a:{_LEVELS[n]}"))
            at = sum(1 for child in style if xml.local(child) in ("defPPr", *_LEVELS[:n]))
            style.insert(at, own)
        _say(own, new)
        changed = True
    return changed


def _say(node: xml.Element, new: Level) -> None:
    run = node.find(q("a:defRPr"))
    if run is None:
        run = etree.Element(q("a:defRPr"))
        _insert(node, run, _CHILD)
    for (place, name), value in new.items():
        if isinstance(value, str):
            (node if place == "pPr" else run).set(name, value)
        else:
            _insert(node if place == "child" else run, copies.deepcopy(value), _CHILD if place == "child" else _RUN)


def _insert(node: xml.Element, child: xml.Element, order: tuple[str, ...]) -> None:
    """Put a child where the schema wants it."""
    child.tail = None
    rank = order.index(_group(xml.local(child), order))
    at = sum(1 for other in node if xml.local(other) and order.index(_group(xml.local(other), order)) <= rank)
    node.insert(at, child)
