"""Paragraphs and runs of a text body with their resolved look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.decks.opc import Rel, xml
from kit.decks.opc.xml import q
from kit.decks.scene import styles
from kit.decks.scene.styles import Layer, Level
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Paragraph, Run

_WORDS, _PROPS, _WARP = q("a:t"), q("a:rPr"), q("a:prstTxWarp")
_FIT = {"normAutofit": "shrink", "spAutoFit": "grow", "noAutofit": "none"}


@dataclass(frozen=True)
class Body:
    """How a text body lies in its shape."""

    anchor: str = "t"
    insets: tuple[int, int, int, int] = (91440, 45720, 91440, 45720)
    wrap: bool = True
    autofit: str = "none"
    scale: float = 1.0
    columns: int = 1
    vertical: str = ""
    gap: int = 0
    centred: bool = False
    warp: str = ""


def body(nodes: list[xml.Element]) -> Body:
    """Return the body properties of a shape and those it inherits, nearest first."""
    found: dict[str, str] = {}
    fit: xml.Element | None = None
    warp = ""
    for node in reversed(nodes):
        props = node.find(f"{q('p:txBody')}/{q('a:bodyPr')}")
        if props is None:
            continue
        found.update(xml.attributes(props))
        if (bent := props.find(_WARP)) is not None:
            warp = bent.get("prst") or ""
        said = next((child for child in props if xml.local(child) in _FIT), None)
        if said is not None:  # what a layout would shrink stays as large as it is until somebody types
            fit = said if node is nodes[0] or xml.local(said) != "normAutofit" else None
    left, top, right, bottom = (
        _whole(found.get(key), usual) for key, usual in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
    )
    scale = _whole((fit.get("fontScale") if fit is not None else None) or None, 100_000) / 100_000
    autofit = _FIT[xml.local(fit)] if fit is not None else "none"
    return Body(
        found.get("anchor", "t"),
        (left, top, right, bottom),
        found.get("wrap") != "none",
        autofit,
        scale,
        max(_whole(found.get("numCol"), 1), 1),
        "" if found.get("vert", "horz") == "horz" else found["vert"],
        max(_whole(found.get("spcCol"), 0), 0),
        found.get("anchorCtr") in ("1", "true") or (found.get("wrap") == "none" and autofit == "grow"),
        warp,
    )


def paragraphs(
    node: xml.Element | None, layers: tuple[Layer, ...], theme: Theme, scale: float, rels: dict[str, Rel], own: str
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text body; `own` is the colour that the shape's style gives its text."""
    if node is None:
        return ()
    return tuple(_paragraph(par, layers, theme, scale, rels, own) for par in node.iterfind(q("a:p")))


def _paragraph(par: xml.Element, layers: tuple[Layer, ...], theme: Theme, scale: float, rels: dict[str, Rel], own: str) -> Paragraph:
    props = par.find(q("a:pPr"))
    level = min(max(_whole(props.get("lvl") if props is not None else None, 0), 0), 8)
    base = styles.resolve(layers, level) | styles.paragraph(props, theme)
    runs = []
    for child in _stretches(par):
        name = xml.local(child)
        if name in ("r", "fld"):
            words, props = _told(child)
            runs.append(_run(words, props, base, theme, scale, rels, own, (child.get("type") or "") if name == "fld" else ""))
        elif name == "br":
            runs.append(_run("\v", child.find(q("a:rPr")), base, theme, scale, rels, own, ""))
        elif name == "AlternateContent" or name == "m":
            words = "".join(n.text or "" for n in child.iter() if xml.local(n) == "t")
            runs.append(_run(words, None, base, theme, scale, rels, own, ""))
    end = styles.run(par.find(q("a:endParaRPr")), theme) if not runs else {}
    size: float = end["size"] if "size" in end else base["size"]
    before, after = base["before"], base["after"]
    if before < 0 or after < 0:  # parts of the largest letters
        most = max((run.size for run in runs), default=size * scale)
        before, after = before if before >= 0 else -before * most, after if after >= 0 else -after * most
    return Paragraph(
        tuple(runs),
        level,
        base["align"],
        base["bullet"],
        base["left"],
        base["indent"],
        base["spacing"],
        before,
        after,
        round(size * scale, 2),
        base["mark_colour"],
        base["mark_font"],
        base["mark_size"],
        base["mark_start"],
        base["rtl"],
        base["hangs"],
    )


def _stretches(par: xml.Element) -> Iterator[xml.Element]:
    """Return what a paragraph consists of; of an equation the line of text that stands in for it, where there is one."""
    for child in par:
        instead = child.find(q("mc:Fallback")) if xml.local(child) == "AlternateContent" else None
        if instead is not None and len(instead):
            yield from instead
        else:
            yield child


def _told(node: xml.Element) -> tuple[str, xml.Element | None]:
    """Return the words and the properties of a run."""
    words, props = "", None
    for child in node:
        if child.tag == _WORDS:
            words += child.text or ""
        elif child.tag == _PROPS:
            props = child
    return words, props


def _run(words: str, props: xml.Element | None, base: Level, theme: Theme, scale: float, rels: dict[str, Rel], own: str, field: str) -> Run:
    said = styles.run(props, theme)
    look = base | said
    link = props.find(q("a:hlinkClick")) if props is not None else None
    colour = look["colour"] or own or theme.colours.get(theme.mapping.get("tx1", "dk1"), "000000")
    leads = _link(link, rels)
    if leads and link is not None:
        colour, look["underline"] = _linked(link, theme) or colour, True
    return Run(
        words,
        round(look["size"] * scale, 2),
        look["bold"],
        look["italic"],
        colour,
        theme.font(look["font"] or "+mn-lt"),
        theme.font(look["ea"]),
        leads,
        field,
        look["underline"],
        look["strike"],
        look["raised"],
        look["caps"],
        look["spaced"],
        look["opacity"],
        not look["font"],
        base["blended"] and "blended" not in said and not leads,
    )


def _linked(link: xml.Element, theme: Theme) -> str:
    """Return the colour that the theme gives a link, "" where the link keeps the colour of its words."""
    if any(xml.local(node) == "hlinkClr" and node.get("val") == "tx" for node in link.iter()):
        return ""
    return theme.colours.get(theme.mapping.get("hlink", "hlink"), "")


def _link(node: xml.Element | None, rels: dict[str, Rel]) -> str:
    rel = rels.get(node.get(q("r:id")) or "") if node is not None else None
    if rel is None:
        return ""
    return rel.target if rel.external else "slide"


def _whole(value: str | None, usual: int) -> int:
    try:
        return int(float(value.rstrip("%")) * (1000 if value.endswith("%") else 1)) if value else usual
    except ValueError:
        return usual
