"""Shapes of a sheet in slide coordinates: geometry, fills and text inherited from layout and master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.decks.opc import Package, Rel, xml
from kit.decks.opc.xml import q
from kit.decks.scene import sheets, styles, text
from kit.decks.scene.sheets import Holder, Sheet
from kit.decks.scene.values import Cell, Shape

_KINDS = {"sp": "text", "pic": "picture", "cxnSp": "line", "graphicFrame": "other", "contentPart": "other"}
_FRAMES = {"table": "table", "chart": "chart", "chartex": "chart", "diagram": "diagram", "ole": "object"}
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@dataclass(frozen=True)
class Space:
    """How the coordinates of a group become those of the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x: float = 0.0
    y: float = 0.0
    rotation: float = 0.0
    group: str = ""

    def box(self, x: int, y: int, w: int, h: int) -> tuple[int, int, int, int]:
        """Return a box of the group in slide coordinates."""
        return round(self.x + x * self.scale_x), round(self.y + y * self.scale_y), round(w * self.scale_x), round(h * self.scale_y)


def of(sheet: Sheet, rels: dict[str, Rel], package: Package, *, holders: bool = True) -> tuple[Shape, ...]:
    """Return the shapes of a sheet from back to front; without placeholders when they only show through (`holders` False)."""
    tree = sheet.root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    return tuple(_walk(tree, Space(), sheet, rels, holders)) if tree is not None else ()


def _walk(tree: xml.Element, space: Space, sheet: Sheet, rels: dict[str, Rel], holders: bool) -> Iterator[Shape]:
    for node in tree:
        name = xml.local(node)
        if name == "AlternateContent":
            branch = node.find(q("mc:Fallback"))
            choice = node.find(q("mc:Choice"))
            found = [list(_walk(inner, space, sheet, rels, holders)) for inner in (choice, branch) if inner is not None]
            known = [shapes for shapes in found if any(shape.kind != "other" for shape in shapes)]
            yield from next(iter(known or [shapes for shapes in found if shapes]), [])
        elif name == "grpSp":
            yield from _walk(node, _inside(node, space), sheet, rels, holders)
        elif name in _KINDS and (holders or sheets.holder_of(node) is None):
            yield _shape(node, name, space, sheet, rels)


def _inside(node: xml.Element, space: Space) -> Space:
    """Return the space of a group's children."""
    props = node.find(f"{q('p:nvGrpSpPr')}/{q('p:cNvPr')}")
    name = space.group or ((props.get("name") or "group") if props is not None else "group")
    frame = node.find(f"{q('p:grpSpPr')}/{q('a:xfrm')}")
    outer, inner = _box(frame), _box(frame, "chOff", "chExt")
    if outer is None or inner is None:
        return Space(space.scale_x, space.scale_y, space.x, space.y, space.rotation, name)
    sx = outer[2] / inner[2] if inner[2] else 1.0
    sy = outer[3] / inner[3] if inner[3] else 1.0
    x, y, _, _ = space.box(*outer)
    scale_x, scale_y = space.scale_x * sx, space.scale_y * sy
    return Space(scale_x, scale_y, x - inner[0] * scale_x, y - inner[1] * scale_y, space.rotation + _rotation(frame), name)


def _shape(node: xml.Element, name: str, space: Space, sheet: Sheet, rels: dict[str, Rel]) -> Shape:
    mark = sheets.holder_of(node)
    type_, index = (mark.get("type") or "obj", sheets.index_of(mark)) if mark is not None else ("", 0)
    inherited = sheets.chain(sheet.below, mark.get("type") or "", index) if mark is not None else []
    nodes = [node, *(holder.node for holder in inherited)]
    about = next((child.find(q("p:cNvPr")) for child in node if xml.local(child).startswith("nv")), None)
    frame = next((f for n in nodes if (f := _frame(n)) is not None), None)
    box = _box(frame)
    x, y, w, h = space.box(*box) if box is not None else (0, 0, 0, 0)
    kind, picture = _kind(node, name, rels)
    fill, line, width = _paint(nodes, sheet)
    body = text.body(nodes)
    return Shape(
        kind=kind,
        id=_int(about, "id"),
        name=(about.get("name") or "") if about is not None else "",
        x=x,
        y=y,
        w=w,
        h=h,
        rotation=(_rotation(frame) + space.rotation) % 360,
        description=(about.get("descr") or "") if about is not None else "",
        decorative=about is not None and any(n.get("val") in ("1", "true") for n in about.iter(_DECORATIVE)),
        placeholder=type_,
        index=index,
        paragraphs=text.paragraphs(
            node.find(q("p:txBody")), _layers(node, sheet, inherited, mark), sheet.theme, body.scale, rels, _own(node, sheet)
        ),
        cells=_cells(node, sheet, (x, y), rels) if kind == "table" else (),
        picture=picture,
        crop=_crop(node),
        fill=fill,
        line=line,
        line_width=width,
        geometry=_geometry(nodes),
        anchor=body.anchor,
        insets=body.insets,
        wrap=body.wrap,
        autofit=body.autofit,
        columns=body.columns,
        group=space.group,
        hidden=about is not None and about.get("hidden") in ("1", "true"),
        placed=box is not None,
    )


def _layers(node: xml.Element, sheet: Sheet, inherited: list[Holder], mark: xml.Element | None) -> tuple[styles.Layer, ...]:
    """Return the text layers of a shape, nearest first."""
    own = styles.layer(node.find(f"{q('p:txBody')}/{q('a:lstStyle')}"), sheet.theme)
    base = sheets.bottom(sheet)
    if mark is None:
        return (own, base.defaults)
    type_ = next((h.type for h in inherited if h.type), mark.get("type") or "")
    style = base.text_styles.get(sheets.style_of(type_), {})
    return (own, *(holder.layer for holder in inherited), style, base.defaults)


def _own(node: xml.Element, sheet: Sheet) -> str:
    """Return the colour a shape's style gives its text, "" when it has none."""
    return sheet.theme.colour(node.find(f"{q('p:style')}/{q('a:fontRef')}"))


def _kind(node: xml.Element, name: str, rels: dict[str, Rel]) -> tuple[str, str]:
    """Return the kind of a shape and the part of its picture."""
    if name == "pic":
        media = node.find(f"{q('p:nvPicPr')}/{q('p:nvPr')}")
        moving = media is not None and any(xml.local(n) in ("videoFile", "audioFile", "quickTimeFile") for n in media)
        return "media" if moving else "picture", _blip(node, rels)
    if name == "graphicFrame":
        data = node.find(f"{q('a:graphic')}/{q('a:graphicData')}")
        uri = (data.get("uri") or "") if data is not None else ""
        kind = _FRAMES.get(uri.rsplit("/", 1)[-1], "other")
        return kind, _blip(node, rels) if kind == "object" else ""
    if name == "sp" and node.find(f"{q('p:spPr')}/{q('a:blipFill')}") is not None:
        return "text", _blip(node, rels)
    return _KINDS[name], ""


def _blip(node: xml.Element, rels: dict[str, Rel]) -> str:
    for blip in node.iter(q("a:blip")):
        rel = rels.get(blip.get(q("r:embed")) or "")
        if rel is not None and not rel.external:
            return rel.target
    return ""


def _paint(nodes: list[xml.Element], sheet: Sheet) -> tuple[str, str, int]:
    """Return fill, line colour and line width of a shape, inherited or from its style."""
    fill: str | None = None
    line: str | None = None
    width = 0
    for node in nodes:
        props = node.find(q("p:spPr"))
        if props is None:
            continue
        fill = sheet.theme.fill(props) if fill is None else fill
        stroke = props.find(q("a:ln"))
        if stroke is not None and line is None:
            line, width = sheet.theme.fill(stroke), _int(stroke, "w") or 12700
    style = nodes[0].find(q("p:style"))
    if style is not None:
        fill = _styled(style, "fillRef", sheet) if fill is None else fill
        if line is None:
            line, width = _styled(style, "lnRef", sheet), width or 12700
    return fill or "", line or "", width if line else 0


def _styled(style: xml.Element, name: str, sheet: Sheet) -> str:
    node = style.find(q(f"a:{name}"))
    if node is None or node.get("idx") in (None, "0"):
        return ""
    return sheet.theme.colour(node)


def _geometry(nodes: list[xml.Element]) -> str:
    for node in nodes:
        props = node.find(q("p:spPr"))
        for child in props if props is not None else ():
            if xml.local(child) == "prstGeom":
                return child.get("prst") or "rect"
            if xml.local(child) == "custGeom":
                return "custom"
    return "rect"


def _crop(node: xml.Element) -> tuple[float, float, float, float]:
    crop = next((n for fill in node.iter(q("p:blipFill"), q("a:blipFill")) for n in fill.iter(q("a:srcRect"))), None)
    if crop is None:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (_int(crop, key) / 100_000 for key in ("l", "t", "r", "b"))
    return left, top, right, bottom


def _cells(node: xml.Element, sheet: Sheet, at: tuple[int, int], rels: dict[str, Rel]) -> tuple[Cell, ...]:
    """Return the cells of a table with their places."""
    table = next(node.iter(q("a:tbl")), None)
    if table is None:
        return ()
    widths = [_int(column, "w") for column in table.iterfind(f"{q('a:tblGrid')}/{q('a:gridCol')}")]
    base, found, y = (sheets.bottom(sheet).defaults,), [], at[1]
    for row, line in enumerate(table.iterfind(q("a:tr"))):
        height = _int(line, "h")
        for column, cell in enumerate(line.iterfind(q("a:tc"))):
            span = max(_int(cell, "gridSpan"), 1)
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            lines = text.paragraphs(cell.find(q("a:txBody")), base, sheet.theme, 1.0, rels, "")
            fill = sheet.theme.fill(cell.find(q("a:tcPr"))) or ""
            x, w = at[0] + sum(widths[:column]), sum(widths[column : column + span])
            found.append(Cell(row, column, x, y, w, height * max(_int(cell, "rowSpan"), 1), lines, fill))
        y += height
    return tuple(found)


def _frame(node: xml.Element) -> xml.Element | None:
    """Return the element that places a shape."""
    found = node.find(q("p:xfrm"))
    if found is None:
        found = node.find(f"{q('p:spPr')}/{q('a:xfrm')}")
    return found if found is not None and found.find(q("a:off")) is not None else None


def _box(frame: xml.Element | None, off: str = "off", ext: str = "ext") -> tuple[int, int, int, int] | None:
    if frame is None:
        return None
    place, size = frame.find(q(f"a:{off}")), frame.find(q(f"a:{ext}"))
    if place is None or size is None:
        return None
    return _int(place, "x"), _int(place, "y"), _int(size, "cx"), _int(size, "cy")


def _rotation(frame: xml.Element | None) -> float:
    return _int(frame, "rot") / 60_000


def _int(node: xml.Element | None, key: str) -> int:
    value = node.get(key) if node is not None else None
    try:
        return int(float((value or "0").rstrip("%")))
    except ValueError:
        return 0
