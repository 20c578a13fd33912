"""Tables: cells with their places, and the fills, edges and letters that the table's style gives them."""

from __future__ import annotations

from dataclasses import dataclass

from kit.decks.opc import Rel, xml
from kit.decks.opc.xml import q
from kit.decks.scene import sheets, text
from kit.decks.scene.numbers import whole
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.styles import Layer, Level
from kit.decks.scene.theme import Theme
from kit.decks.scene.values import Cell, Edge

MEDIUM = {  # the style that PowerPoint gives new tables and does not always write: id -> accent
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1",
    "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3",
    "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5",
    "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
}
GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
SIDES = ("left", "top", "right", "bottom")
WHITE = Edge("FFFFFF", 12700)


@dataclass(frozen=True)
class Region:
    """What a part of a style (whole table, first row, a band …) says; None where it says nothing."""

    fill: str | None = None
    edges: tuple[tuple[str, Edge], ...] = ()
    level: tuple[tuple[str, object], ...] = ()


def cells(node: xml.Element, sheet: Sheet, at: tuple[int, int], rels: dict[str, Rel]) -> tuple[Cell, ...]:
    """Return the cells of the table in a frame whose corner lies at `at`."""
    table = next(node.iter(q("a:tbl")), None)
    if table is None:
        return ()
    props, base = table.find(q("a:tblPr")), sheets.bottom(sheet)
    widths = [whole(column, "w") for column in table.iterfind(f"{q('a:tblGrid')}/{q('a:gridCol')}")]
    rows = table.findall(q("a:tr"))
    styled = style(props, base, sheet.theme)
    found, y = [], at[1]
    for row, line in enumerate(rows):
        height = whole(line, "h")
        for column, cell in enumerate(line.iterfind(q("a:tc"))):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            wide, high = max(whole(cell, "gridSpan"), 1), max(whole(cell, "rowSpan"), 1)
            box = (at[0] + sum(widths[:column]), y, sum(widths[column : column + wide]), sum(whole(r, "h") for r in rows[row : row + high]))
            parts = [styled[name] for name in _regions(props, row, column, len(rows), len(widths)) if name in styled]
            ends = (column == 0, row == 0, column + wide >= len(widths), row + high >= len(rows))
            found.append(_cell(cell, (row, column), box, parts, ends, sheet.theme, base.defaults, rels))
        y += height
    return tuple(found)


def _cell(
    node: xml.Element,
    place: tuple[int, int],
    box: tuple[int, int, int, int],
    parts: list[Region],
    ends: tuple[bool, bool, bool, bool],
    theme: Theme,
    defaults: Layer,
    rels: dict[str, Rel],
) -> Cell:
    props = node.find(q("a:tcPr"))
    level: Level = {name: value for part in parts for name, value in part.level}
    own = theme.fill(props)
    fill = own if own is not None else next((part.fill for part in reversed(parts) if part.fill is not None), "")
    edges = [_edge(parts, side, outer) for side, outer in zip(SIDES, ends, strict=True)]
    for n, name in enumerate(("lnL", "lnT", "lnR", "lnB")):
        stroke = props.find(q(f"a:{name}")) if props is not None else None
        if stroke is not None and theme.fill(stroke) is not None:
            edges[n] = Edge(theme.fill(stroke) or "", whole(stroke, "w") or 12700)
    insets = tuple(
        whole(props, key) if props is not None and props.get(key) else usual
        for key, usual in (("marL", 91440), ("marT", 45720), ("marR", 91440), ("marB", 45720))
    )
    anchor = (props.get("anchor") or "t") if props is not None else "t"
    lines = text.paragraphs(node.find(q("a:txBody")), ({-1: level}, defaults), theme, 1.0, rels, "")
    return Cell(*place, *box, lines, fill, (edges[0], edges[1], edges[2], edges[3]), anchor, (insets[0], insets[1], insets[2], insets[3]))


def _edge(parts: list[Region], side: str, outer: bool) -> Edge:
    """Return the edge that the style gives a side: at the rim the side's own, between cells the inner one."""
    inner = "insideV" if side in ("left", "right") else "insideH"
    for n, part in enumerate(reversed(parts)):
        edges = dict(part.edges)
        rim = outer or n < len(parts) - 1  # the first row and the like have sides of their own
        if rim and side in edges:
            return edges[side]
        if not outer and inner in edges:
            return edges[inner]
    return Edge()


def _regions(props: xml.Element | None, row: int, column: int, rows: int, columns: int) -> list[str]:
    """Return the parts of the style that apply to a cell, the strongest last."""
    on = {key for key in ("firstRow", "lastRow", "firstCol", "lastCol", "bandRow", "bandCol") if _said(props, key)}
    found = ["wholeTbl"]
    if "bandCol" in on:
        found.append("band2V" if (column - ("firstCol" in on)) % 2 else "band1V")
    if "bandRow" in on:
        found.append("band2H" if (row - ("firstRow" in on)) % 2 else "band1H")
    ends = (("firstCol", column == 0), ("lastCol", column == columns - 1), ("lastRow", row == rows - 1), ("firstRow", row == 0))
    return found + [name for name, there in ends if there and name in on]


def _said(props: xml.Element | None, key: str) -> bool:
    return props is not None and props.get(key) in ("1", "true")


def style(props: xml.Element | None, base: Sheet, theme: Theme) -> dict[str, Region]:
    """Return the regions of the style that a table names; the common ones are known where the deck does not hold them."""
    named = props.find(q("a:tableStyleId")) if props is not None else None
    name = (named.text or "").strip() if named is not None else ""
    node = base.tables.get(name)
    if node is not None:
        return {xml.local(part): _region(part, theme) for part in node if xml.local(part) != "tblBg"}
    if name == GRID:
        ink = Edge(theme.colours.get(theme.mapping.get("tx1", "dk1"), "000000"), 12700)
        return {"wholeTbl": Region(None, tuple((side, ink) for side in (*SIDES, "insideH", "insideV")))}
    return _medium(theme.colours.get(MEDIUM[name], "4472C4")) if name in MEDIUM else {}


def _medium(accent: str) -> dict[str, Region]:
    edges = tuple((side, WHITE) for side in (*SIDES, "insideH", "insideV"))
    strong = (("bold", True), ("colour", "FFFFFF"))
    head = Region(accent, (("bottom", Edge("FFFFFF", 38100)),), strong)
    foot = Region(accent, (("top", Edge("FFFFFF", 38100)),), strong)
    side = Region(accent, (), strong)
    band = Region(mixed(accent, 0.4))
    whole_ = Region(mixed(accent, 0.2), edges)
    return {"wholeTbl": whole_, "band1H": band, "band1V": band, "firstRow": head, "lastRow": foot, "firstCol": side, "lastCol": side}


def mixed(colour: str, part: float) -> str:
    """Return `part` of RRGGBB in white."""
    return "".join(f"{round(255 - (255 - int(colour[i : i + 2], 16)) * part):02X}" for i in (0, 2, 4))


def _region(node: xml.Element, theme: Theme) -> Region:
    words, look = node.find(q("a:tcTxStyle")), node.find(q("a:tcStyle"))
    level: list[tuple[str, object]] = []
    if words is not None:
        level += [(name, words.get(key) == "on") for key, name in (("b", "bold"), ("i", "italic")) if words.get(key) in ("on", "off")]
        if colour := theme.colour(words):
            level.append(("colour", colour))
    if look is None:
        return Region(level=tuple(level))
    fill = theme.fill(look.find(q("a:fill")))
    if fill is None:
        ref = look.find(q("a:fillRef"))
        fill = theme.colour(ref) if ref is not None and ref.get("idx") not in (None, "0") else None
    return Region(fill, tuple(_edges(look.find(q("a:tcBdr")), theme)), tuple(level))


def _edges(node: xml.Element | None, theme: Theme) -> list[tuple[str, Edge]]:
    found = []
    for side in node if node is not None else ():
        stroke, ref = side.find(q("a:ln")), side.find(q("a:lnRef"))
        if stroke is not None:
            found.append((xml.local(side), Edge(theme.fill(stroke) or "", whole(stroke, "w") or 12700)))
        elif ref is not None:
            found.append((xml.local(side), Edge(theme.colour(ref), 12700)))
    return found
