"""Placeholders of a template as text sees them: place, insets, anchor, and each list level with sizes, indents and signs resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kit.decks.author.corporate import faces
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Level, Style
from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.decks.scene import sheets, styles
from kit.decks.scene.sheets import Sheet

DEPTH = 5
FEET = ("dt", "ftr", "sldNum")
TITLES = ("title", "ctrTitle")
TEXTS = ("", "body", "subTitle")
LEAST = 14.0  # points: no running text is smaller
GAP = round(0.1 * INCH)
CAPITALS = 1.25  # how much wider text runs that a template sets in capitals
INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
ALIGN = {"l": "l", "ctr": "ctr", "r": "r", "just": "l", "dist": "l", "justLow": "l", "thaiDist": "l"}


@dataclass(frozen=True)
class Holder:
    """A placeholder: its kind ("" takes anything), idx and name, its place in EMU, how its text is set, and its own words.

    `home` is where the layout has it when its text may take more room: a box that `grows` with its text, or whose lines are `unbroken`.
    `colours` are those of its levels; `inks` others in their place, `larger` sizes in place of smaller ones ("" and 0: as they are),
    and `moved` says that the template has it elsewhere.
    """

    kind: str
    idx: int
    name: str
    box: Box
    style: Style
    words: str = ""
    home: Box | None = None
    grows: bool = False
    unbroken: bool = False
    colours: tuple[str, ...] = ()
    inks: tuple[str, ...] = ()
    larger: tuple[float, ...] = ()
    moved: bool = False

    @property
    def area(self) -> int:
        """Width times height."""
        return self.box.w * self.box.h


def resolved(sheet: Sheet, holder: sheets.Holder, page: tuple[int, int]) -> Holder | None:
    """Return a placeholder with what it inherits; None when it has no place, or lies outside the page."""
    chain = sheets.chain(sheet, holder.type, holder.index)
    nodes = [holder.node, *(one.node for one in chain if one.node is not holder.node)]
    box = next((found for node in nodes if (found := _box(node)) is not None), None)
    kind = next((one.type for one in (holder, *chain) if one.type), "")
    if holder.type == "" or kind == "obj":
        kind = ""
    if box is None or box.w <= 0 or box.h <= 0 or box.x >= page[0] or box.y >= page[1]:
        return None
    named = next((node.get("name") or "" for node in holder.node.iter(q("p:cNvPr"))), "")
    words = "".join(node.text or "" for node in holder.node.iter(q("a:t"))).strip() if kind in FEET else ""
    field = next(holder.node.iter(q("a:fld")), None)
    told = _told(sheet, kind, chain)
    larger = tuple(LEAST if one["size"] < LEAST and kind in TEXTS else 0.0 for one in told)
    told = [one | {"size": max(one["size"], more)} for one, more in zip(told, larger, strict=True)]
    style = _style(sheet, kind, told, nodes, page)
    grows, unbroken = _fitting(nodes) == "spAutoFit", _body(nodes, "wrap", "square") == "none"
    colours = tuple(str(one["colour"]) for one in told)
    words = "" if field is not None else words
    return Holder(kind, holder.index, named, box, style, words, None, grows, unbroken, colours, larger=larger)


def spread(holder: Holder, others: tuple[Holder, ...], marks: tuple[Box, ...], page: tuple[int, int]) -> Holder:
    """Return a placeholder whose box follows its text with all the room that it may take before it meets something else."""
    box, edge = holder.box, round(page[1] * 0.94)
    short = holder.style.size >= 20 and box.w < 0.45 * page[0] and box.h < 0.12 * page[1]
    if (holder.unbroken or short) and holder.style.align == "l":
        beside = [one for one in (*marks, *(other.box for other in others)) if one.y < box.bottom and one.bottom > box.y]
        edges = [one.x - GAP for one in beside if one.x >= box.right]
        box = Box(box.x, box.y, max(min([*edges, page[0] - max(box.x, GAP)]) - box.x, box.w), box.h)
    elif holder.unbroken and holder.style.align == "ctr":
        room = max(min(box.x, page[0] - box.right) - GAP, 0)
        box = Box(box.x - room, box.y, box.w + 2 * room, box.h)
    if holder.grows and holder.style.anchor == "t":
        below = [one.box.y for one in others if one.box.y >= holder.box.bottom - GAP // 2 and _across(one.box, box)]
        below += [one.y for one in marks if one.y > page[1] * 0.7 and _across(one, box)]
        most = round(holder.style.size * 3.2 * POINT) if holder.kind in TITLES else page[1]
        box = Box(box.x, box.y, box.w, max(min([*below, edge]) - box.y, box.h) if most > box.h else box.h)
        box = Box(box.x, box.y, box.w, min(box.h, max(most, holder.box.h)))
    return holder if box == holder.box else replace(holder, box=box, home=holder.box)


def _across(one: Box, other: Box) -> bool:
    return one.x < other.right and one.right > other.x


def _fitting(nodes: list[xml.Element]) -> str:
    """Return how a placeholder deals with too much text, as the nearest one says that says it."""
    for node in nodes:
        props = node.find(f"{q('p:txBody')}/{q('a:bodyPr')}")
        for child in props if props is not None else ():
            if xml.local(child).endswith("utofit") or xml.local(child) == "spAutoFit":
                return xml.local(child)
    return ""


def _box(node: xml.Element) -> Box | None:
    frame = next((found for found in (node.find(f"{q('p:spPr')}/{q('a:xfrm')}"), node.find(q("p:xfrm"))) if found is not None), None)
    off, ext = (frame.find(q("a:off")), frame.find(q("a:ext"))) if frame is not None else (None, None)
    if off is None or ext is None:
        return None
    return Box(int(off.get("x") or 0), int(off.get("y") or 0), int(ext.get("cx") or 0), int(ext.get("cy") or 0))


def _told(sheet: Sheet, kind: str, chain: list[sheets.Holder]) -> list[styles.Level]:
    """Return what a placeholder says of its levels with what it inherits."""
    master = sheets.bottom(sheet)
    layers = (*(one.layer for one in chain), master.text_styles.get(sheets.style_of(kind or "body"), {}), master.defaults)
    return [styles.resolve(layers, level) for level in range(DEPTH)]


def _style(sheet: Sheet, kind: str, told: list[styles.Level], nodes: list[xml.Element], page: tuple[int, int]) -> Style:
    """Return how the text of a placeholder is set, and how small it may get."""
    first = told[0]
    major = kind in TITLES
    face = sheet.theme.font(first["font"]) or sheet.theme.font("+mj-lt" if major else "+mn-lt") or "Arial"
    own = face if first["font"] != ("+mj-lt" if major else "+mn-lt") else ""
    tall, wide = faces.measure(face)
    wide *= CAPITALS if _capitals(sheet, kind, nodes) else 1.0
    size = float(first["size"])
    levels_ = tuple(_level(one, _spaces(sheet, kind, nodes, n, one["size"]), size) for n, one in enumerate(told))
    return Style(
        size,
        _floor(size, major=major, page=page),
        bold=bool(first["bold"]),
        colour=first["colour"] or "tx1",
        align=ALIGN.get(first["align"], "l"),
        anchor=_body(nodes, "anchor", "t") if _body(nodes, "anchor", "t") in ("t", "ctr", "b") else "t",
        major=major,
        spacing=levels_[0].spacing * tall,
        before=levels_[0].before,
        inset=_inset(nodes),
        levels=levels_,
        face=own,
        wide=wide,
    )


def _floor(size: float, *, major: bool, page: tuple[int, int]) -> float:
    """Return the smallest size: titles shrink less far than text, small pages let them be smaller."""
    if major:
        return min(size, max(18.0, round(28 * min(1.0, page[1] / 6858000)), size * 0.6))
    return min(size, 14.0)


def _level(one: dict[str, Any], spaces: tuple[float, float], most: float) -> Level:
    """Return one level; a deeper one that its template sets larger than the first is no larger than that here."""
    spacing = float(one["spacing"])
    if spacing <= 0:  # points of a line that is set solid
        spacing = max(-spacing / (one["size"] * 1.2), 0.7)
    before, after = spaces
    given = float(one["size"])
    mark, font = str(one["bullet"]), str(one["mark_font"])
    return Level(min(given, most), int(one["left"]), int(one["indent"]), mark, font, before + after, spacing, given)


def _spaces(sheet: Sheet, kind: str, nodes: list[xml.Element], level: int, size: float) -> tuple[float, float]:
    """Return the space before and after a paragraph in points; per cents are of a line of its size."""
    own = _lists(sheet, kind, nodes)
    return _space(own, "spcBef", level, size), _space(own, "spcAft", level, size)


def _space(lists: list[xml.Element | None], name: str, level: int, size: float) -> float:
    for one in lists:
        node = one.find(f"{q(f'a:lvl{level + 1}pPr')}/{q(f'a:{name}')}") if one is not None else None
        if node is not None and len(node):
            value = node[0].get("val") or "0"
            number = float(value.rstrip("%"))
            if xml.local(node[0]) == "spcPts":
                return number / 100
            return number / (100 if value.endswith("%") else 100_000) * size * 1.2
    return 0.0


def _capitals(sheet: Sheet, kind: str, nodes: list[xml.Element]) -> bool:
    for one in _lists(sheet, kind, nodes):
        run = one.find(f"{q('a:lvl1pPr')}/{q('a:defRPr')}") if one is not None else None
        if run is not None and run.get("cap") is not None:
            return run.get("cap") == "all"
    return False


def _lists(sheet: Sheet, kind: str, nodes: list[xml.Element]) -> list[xml.Element | None]:
    """Return the list styles that a placeholder inherits, nearest first."""
    root = sheets.bottom(sheet).root
    own = [node.find(f"{q('p:txBody')}/{q('a:lstStyle')}") for node in nodes]
    return [*own, root.find(f"{q('p:txStyles')}/{q('p:' + sheets.style_of(kind or 'body'))}")]


def _body(nodes: list[xml.Element], name: str, default: str) -> str:
    for node in nodes:
        props = node.find(f"{q('p:txBody')}/{q('a:bodyPr')}")
        if props is not None and (value := props.get(name)) is not None:
            return value
    return default


def _inset(nodes: list[xml.Element]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (_number(_body(nodes, name, str(default)), default) / INCH for name, default in INSETS)
    return left, top, right, bottom


def _number(value: str, default: int) -> int:
    try:
        return int(value)
    except ValueError:
        return default
