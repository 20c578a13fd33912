"""The look of the deck for slides of another one: the nearest layout of the template, placeholders mapped, what changes told."""

from __future__ import annotations

import copy as copies
from dataclasses import dataclass, field

from lxml import etree

from kit.decks.link import masters
from kit.decks.link.build import Build, Placed
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import names, xml
from kit.decks.opc.xml import q
from kit.decks.scene import shapes, sheets
from kit.decks.scene.sheets import Holder, Sheet
from kit.decks.scene.values import Run, Shape
from kit.errors import Finding, Word
from kit.i18n import N_

HOLDERS = {
    "": N_("content"),
    "title": N_("title"),
    "ctrTitle": N_("title"),
    "subTitle": N_("subtitle"),
    "body": N_("text"),
    "pic": N_("picture"),
    "chart": N_("chart"),
    "tbl": N_("table"),
    "dgm": N_("diagram"),
    "media": N_("film or sound"),
}
_SHIFTS = (
    N_('The text "{text}" has another size: {old} → {new}.'),
    N_('The text "{text}" has another font: {old} → {new}.'),
    N_('The text "{text}" has another colour: {old} → {new}.'),
)
_TITLE = frozenset({"title", "ctrTitle"})
_FOOT = frozenset({"dt", "ftr", "sldNum"})
_TEXT = frozenset({"", "obj", "body", "subTitle"})


@dataclass(eq=False)
class Match:
    """A layout of the template for a slide, and the sheets before and after."""

    name: str
    before: Sheet
    after: Sheet
    taken: set[tuple[str, int]] = field(default_factory=set)


def wanted(build: Build, placed: Placed | None) -> bool:
    """Tell whether a slide takes the look of the deck."""
    return placed is not None and placed.look == "deck" and placed.deck is not build.base


def layout(build: Build, placed: Placed, name: str) -> Part | None:
    """Return the layout of the template that fits best for a slide on the source's layout `name`, None when the template has none."""
    before = _sheet(placed.deck, name)
    scored = [(_score(before, after, placed), -n, part) for n, (part, after) in enumerate(_offered(build))]
    if not scored:
        return None
    best = max(scored)[2]
    build.state.setdefault("rebound", {})[placed.number] = Match(best, before, _sheet(build.base, best))
    return masters.layout(build, build.base, best)


def slide(build: Build, placed: Placed, root: xml.Element) -> bool:
    """Map the placeholders of a slide to those of its new layout and tell which text looks different; returns whether it was re-bound."""
    match: Match | None = build.state.get("rebound", {}).get(placed.number)
    if match is None:
        return False
    rels = placed.deck.package.rels(placed.name)
    was = {s.id: s for s in shapes.of(sheets.above(placed.deck.package, placed.name, match.before, root), rels, placed.deck.package)}
    for node in list(root.iter(q("p:sp"), q("p:pic"), q("p:graphicFrame"))):
        mark = sheets.holder_of(node)
        if mark is not None:
            _map(placed, match, node, mark)
    _own_colours(root)
    now = shapes.of(sheets.above(placed.deck.package, placed.name, match.after, root), rels, placed.deck.package)
    text = N_('The slide took the layout "{layout}" of the deck.')
    placed.changed.append(Finding("link.rebound", text, {"layout": match.after.name}, severity="note"))
    placed.changed += [f for shape in now if shape.id in was for f in _shifts(was[shape.id], shape)]
    return True


def _offered(build: Build) -> list[tuple[str, Sheet]]:
    """Return the layouts of the template with their sheets."""
    if "offered" not in build.state:
        base, found = build.base, []
        for rel in base.package.rels(base.presentation).values():
            if rel.kind == "slideMaster" and base.package.has(rel.target):
                found += [(name, _sheet(base, name)) for name in masters.layouts_of(base, rel.target)]
        build.state["offered"] = found
    offered: list[tuple[str, Sheet]] = build.state["offered"]
    return offered


def _sheet(deck: Deck, name: str) -> Sheet:
    key = ("sheet", names.key(name))
    if key not in deck.memo:
        master = deck.package.related(name, "slideMaster")
        above = ("sheet", names.key(master))
        if master and above not in deck.memo:
            deck.memo[above] = sheets.master(deck.package, master, deck.root.find(q("p:defaultTextStyle")))
        deck.memo[key] = sheets.above(deck.package, name, deck.memo.get(above))
    found: Sheet = deck.memo[key]
    return found


def _score(before: Sheet, after: Sheet, placed: Placed) -> tuple[int, int, int]:
    """Tell how well a layout fits: same name, same type, as few placeholders without a partner as possible."""
    mine = sorted(_role(h.type) for h in before.holders if h.type not in _FOOT)
    theirs = sorted(_role(h.type) for h in after.holders if h.type not in _FOOT)
    common = sum(min(mine.count(role), theirs.count(role)) for role in set(mine))
    kind = before.root.get("type")
    same = int(before.name.strip().lower() == after.name.strip().lower()) * 2 + int(kind is not None and kind == after.root.get("type"))
    return (1 if same and common == len(mine) else 0, common * 2 - len(mine) - len(theirs), same)


def _role(type_: str) -> str:
    return "title" if type_ in _TITLE else "text" if type_ in _TEXT else type_


def _map(placed: Placed, match: Match, node: xml.Element, mark: xml.Element) -> None:
    """Point a placeholder to its partner on the new layout; one without partner becomes a plain shape where it was."""
    type_, index = mark.get("type") or "", sheets.index_of(mark)
    partner = _partner(match, type_, index)
    if partner is None:
        _free(match, node, mark, type_, index)
        if type_ not in _FOOT:
            text = N_("A placeholder ({kind}) has no place in the layout of the deck; it stays where it was.")
            placed.changed.append(Finding("link.placeholder-freed", text, {"kind": Word(HOLDERS.get(type_, HOLDERS[""]))}))
        return
    match.taken.add((partner.type, partner.index))
    for key, value in (("type", partner.type), ("idx", str(partner.index) if partner.index else "")):
        if value:
            mark.set(key, value)
        elif key in mark.attrib:
            del mark.attrib[key]


def _partner(match: Match, type_: str, index: int) -> Holder | None:
    """Find the partner: by type and index, then by type, then by role and nearest in place."""
    free = [h for h in match.after.holders if (h.type, h.index) not in match.taken]
    for fits in (
        lambda h: (h.type, h.index) == (type_, index),
        lambda h: h.type == type_,
        lambda h: _role(h.type) == _role(type_),
    ):
        found = [h for h in free if fits(h)]
        if found:
            own = next((h for h in match.before.holders if h.index == index), None)
            return min(found, key=lambda h: _distance(own, h))
    return None


def _distance(a: Holder | None, b: Holder) -> int:
    one, two = (_place(h.node) if h is not None else None for h in (a, b))
    return abs(one[0] - two[0]) + abs(one[1] - two[1]) if one and two else 0


def _place(node: xml.Element) -> tuple[int, int] | None:
    off = node.find(f"{q('p:spPr')}/{q('a:xfrm')}/{q('a:off')}")
    return (int(off.get("x") or 0), int(off.get("y") or 0)) if off is not None else None


def _free(match: Match, node: xml.Element, mark: xml.Element, type_: str, index: int) -> None:
    """Make a placeholder a plain shape with the place and list style it inherited."""
    inherited = sheets.chain(match.before, type_, index)
    props, frame = node.find(q("p:spPr")), None
    for holder in inherited:
        frame = holder.node.find(f"{q('p:spPr')}/{q('a:xfrm')}")
        if frame is not None:
            break
    if props is not None and props.find(q("a:xfrm")) is None and frame is not None:
        props.insert(0, copies.deepcopy(frame))
    if props is not None and node.tag == q("p:sp") and props.find(q("a:prstGeom")) is None and props.find(q("a:custGeom")) is None:
        shape = etree.Element(q("a:prstGeom"), prst="rect")
        etree.SubElement(shape, q("a:avLst"))
        at = 1 if len(props) and xml.local(props[0]) == "xfrm" else 0
        props.insert(at, shape)
    xml.drop(mark)


def _own_colours(root: xml.Element) -> None:
    """Let the slide use the colours of its new master."""
    override = root.find(f"{q('p:clrMapOvr')}/{q('a:overrideClrMapping')}")
    if override is not None and (parent := override.getparent()) is not None:
        parent.replace(override, etree.Element(q("a:masterClrMapping")))


def _shifts(before: Shape, after: Shape) -> list[Finding]:
    """Tell which runs of a shape look different: size, font or colour."""
    found = []
    old = [run for par in before.paragraphs for run in par.runs]
    new = [run for par in after.paragraphs for run in par.runs]
    for one, two in zip(old, new, strict=False):
        if one.text.strip():
            found += [
                Finding("link.run-changed", text, {"text": one.text.strip()[:40], "old": str(a), "new": str(b)}, severity="note")
                for text, a, b in zip(_SHIFTS, _looks(one), _looks(two), strict=True)
                if a != b
            ]
    return found


def _looks(run: Run) -> tuple[object, object, object]:
    return run.size, run.font, run.colour
