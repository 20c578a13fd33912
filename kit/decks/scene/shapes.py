"""Shapes of a sheet in slide coordinates: geometry, fills and text inherited from layout and master."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kit.decks.opc import Package, Rel, xml
from kit.decks.opc.xml import q
from kit.decks.scene import charts, diagrams, looks, pins, sheets, styles, tables, text
from kit.decks.scene.numbers import whole
from kit.decks.scene.plots import Chart
from kit.decks.scene.sheets import Holder, Sheet
from kit.decks.scene.values import Shape

_KINDS = {"sp": "text", "pic": "picture", "cxnSp": "line", "graphicFrame": "other", "contentPart": "other"}
_FRAMES = {"table": "table", "chart": "chart", "chartex": "chart", "diagram": "diagram", "ole": "object"}
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_DSP = b"http://schemas.microsoft.com/office/drawing/2008/diagram"
_CDR = b"http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_DRAWN = re.compile(rb"""relId=["']([^"']+)["']""")


@dataclass(frozen=True)
class Space:
    """How the coordinates of a group become those of the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x: float = 0.0
    y: float = 0.0
    rotation: float = 0.0
    group: str = ""
    hidden: bool = False

    def box(self, x: int, y: int, w: int, h: int) -> tuple[int, int, int, int]:
        """Return a box of the group in slide coordinates."""
        return round(self.x + x * self.scale_x), round(self.y + y * self.scale_y), round(w * self.scale_x), round(h * self.scale_y)


def of(sheet: Sheet, rels: dict[str, Rel], package: Package, *, holders: bool = True) -> tuple[Shape, ...]:
    """Return the shapes of a sheet from back to front; without placeholders when they only show through (`holders` False)."""
    tree = sheet.root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    return tuple(_walk(tree, Space(), sheet, rels, package, holders)) if tree is not None else ()


def _walk(tree: xml.Element, space: Space, sheet: Sheet, rels: dict[str, Rel], package: Package, holders: bool) -> Iterator[Shape]:
    for node in tree:
        name = xml.local(node)
        if name == "AlternateContent":
            branch = node.find(q("mc:Fallback"))
            choice = node.find(q("mc:Choice"))
            found = [list(_walk(inner, space, sheet, rels, package, holders)) for inner in (choice, branch) if inner is not None]
            known = [shapes for shapes in found if any(_known(shape) for shape in shapes)]
            yield from next(iter(known or [shapes for shapes in found if shapes]), [])
        elif name == "grpSp":
            yield from _walk(node, _inside(node, space), sheet, rels, package, holders)
        elif name in _KINDS and (holders or sheets.holder_of(node) is None):
            yield _shape(node, name, space, sheet, rels, package)


def _known(shape: Shape) -> bool:
    """Tell whether what a shape is can be told; of a chart of a newer kind the picture that stands in for it is taken."""
    return shape.kind != "other" and (shape.kind != "chart" or shape.chart is not None)


def _inside(node: xml.Element, space: Space) -> Space:
    """Return the space of a group's children."""
    props = node.find(f"{q('p:nvGrpSpPr')}/{q('p:cNvPr')}")
    name = space.group or ((props.get("name") or "group") if props is not None else "group")
    hidden = space.hidden or (props is not None and props.get("hidden") in ("1", "true"))
    frame = node.find(f"{q('p:grpSpPr')}/{q('a:xfrm')}")
    outer, inner = _box(frame), _box(frame, "chOff", "chExt")
    if outer is None or inner is None:
        return replace(space, group=name, hidden=hidden)
    sx = outer[2] / inner[2] if inner[2] else 1.0
    sy = outer[3] / inner[3] if inner[3] else 1.0
    x, y, _, _ = space.box(*outer)
    scale_x, scale_y = space.scale_x * sx, space.scale_y * sy
    return Space(scale_x, scale_y, x - inner[0] * scale_x, y - inner[1] * scale_y, space.rotation + _rotation(frame), name, hidden)


def _shape(node: xml.Element, name: str, space: Space, sheet: Sheet, rels: dict[str, Rel], package: Package) -> Shape:
    mark = sheets.holder_of(node)
    type_, index = (mark.get("type") or "obj", sheets.index_of(mark)) if mark is not None else ("", 0)
    inherited = sheets.chain(sheet.below, mark.get("type") or "", index) if mark is not None else []
    nodes = [node, *(holder.node for holder in inherited)]
    about = next((child.find(q("p:cNvPr")) for child in node if xml.local(child).startswith("nv")), None)
    frame = next((f for n in nodes if (f := _frame(n)) is not None), None)
    box = _box(frame)
    x, y, w, h = space.box(*box) if box is not None else (0, 0, 0, 0)
    kind, picture = _kind(node, name, rels)
    body = text.body(nodes)
    return Shape(
        kind=kind,
        id=whole(about, "id"),
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
        paragraphs=text.paragraphs(node.find(q("p:txBody")), _layers(node, sheet, inherited, mark), sheet.theme, body.scale, rels, ""),
        cells=tables.cells(node, sheet, (x, y), rels) if kind == "table" else (),
        picture=picture,
        crop=_crop(node),
        group=space.group,
        hidden=space.hidden or (about is not None and about.get("hidden") in ("1", "true")),
        placed=box is not None,
        flip=_flipped(frame),
        chart=_chart(node, sheet, rels, package) if kind == "chart" else None,
        inside=inside(node, sheet, rels, package, (x, y, w, h)) if (inside := _INSIDE.get(kind)) is not None else (),
        **_looks(nodes, sheet),
        **_lies(body),
    )


def _looks(nodes: list[xml.Element], sheet: Sheet) -> dict[str, Any]:
    """Return paint and outline of a shape by the names that a Shape has for them."""
    look, form = looks.look(nodes, sheet), looks.form(nodes)
    paint = {name: getattr(look, name) for name in ("fill", "gradient", "opacity", "line", "dash", "ends", "shadow")}
    ground = nodes[0].get("useBgFill") in ("1", "true")
    if (faded := _faded(nodes[0])) < 1:
        paint["opacity"] = faded
    return {**paint, "ground": ground, "line_width": look.width, "geometry": form.name, "adjust": form.adjust, "outlines": form.outlines}


def _faded(node: xml.Element) -> float:
    """Return how opaque the picture of a shape is."""
    faded = next(node.iter(q("a:alphaModFix")), None) if xml.local(node) == "pic" else None
    return whole(faded, "amt") / 100_000 if faded is not None and faded.get("amt") else 1.0


def _lies(body: text.Body) -> dict[str, Any]:
    """Return how the words lie in a shape."""
    return {name: getattr(body, name) for name in ("anchor", "insets", "wrap", "autofit", "columns", "vertical", "gap", "centred", "warp")}


def _chart(node: xml.Element, sheet: Sheet, rels: dict[str, Rel], package: Package) -> Chart | None:
    part = _charted(node, rels, package)
    return charts.read(package, part, sheet.theme) if part else None


def _charted(node: xml.Element, rels: dict[str, Rel], package: Package) -> str:
    """Return the part of a chart, "" where there is none."""
    named = next(node.iter(q("c:chart")), None)
    rel = rels.get(named.get(q("r:id")) or "") if named is not None else None
    return rel.target if rel is not None and not rel.external and package.has(rel.target) else ""


def _pinned(node: xml.Element, sheet: Sheet, rels: dict[str, Rel], package: Package, at: diagrams.Box) -> tuple[Shape, ...]:
    """Return what somebody has drawn on a chart."""
    chart = _charted(node, rels, package)
    part = package.related(chart, "chartUserShapes") if chart else ""
    if not part or not package.has(part):
        return ()
    root = xml.parse(package.read(part).replace(_CDR, xml.NS["p"].encode()), part, package.file)
    found: list[Shape] = []
    for anchor in root:
        if xml.local(anchor) == "relSizeAnchor" and pins.place(anchor, at):
            found += _walk(anchor, Space(), sheet, package.rels(part), package, True)
    return tuple(found)


def _drawing(node: xml.Element, sheet: Sheet, rels: dict[str, Rel], package: Package, at: diagrams.Box) -> tuple[Shape, ...]:
    """Return what a diagram shows: the shapes that the program which made it left beside it, else what it says in boxes."""
    ids = next(node.iter(q("dgm:relIds")), None)
    data = rels.get(ids.get(q("r:dm")) or "") if ids is not None else None
    if data is None or not package.has(data.target):
        return ()
    named = _DRAWN.search(package.read(data.target))
    rel = rels.get(named[1].decode()) if named else None
    if rel is None or not package.has(rel.target):
        return diagrams.read(package.root(data.target), sheet.theme, at)
    root = xml.parse(package.read(rel.target).replace(_DSP, xml.NS["p"].encode()), rel.target, package.file)
    tree = root.find(q("p:spTree"))
    return tuple(_walk(tree, Space(x=at[0], y=at[1]), sheet, package.rels(rel.target), package, True)) if tree is not None else ()


def _layers(node: xml.Element, sheet: Sheet, inherited: list[Holder], mark: xml.Element | None) -> tuple[styles.Layer, ...]:
    """Return the text layers of a shape, nearest first."""
    own = styles.layer(node.find(f"{q('p:txBody')}/{q('a:lstStyle')}"), sheet.theme)
    base, said = sheets.bottom(sheet), _own(node, sheet)
    styled: tuple[styles.Layer, ...] = ({-1: said},) if said else ()
    if mark is None:
        return (own, *styled, base.defaults)
    type_ = next((h.type for h in inherited if h.type), mark.get("type") or "")
    style = base.text_styles.get(sheets.style_of(type_), {})
    return (own, *styled, *(holder.layer for holder in inherited), style, base.defaults)


def _own(node: xml.Element, sheet: Sheet) -> styles.Level:
    """Return the colour and the fonts that a shape's style gives its text."""
    named = node.find(f"{q('p:style')}/{q('a:fontRef')}")
    if named is None:
        return {}
    ink, kind = sheet.theme.colour(named), {"minor": "mn", "major": "mj"}.get(named.get("idx") or "")
    said: styles.Level = {"colour": ink} if ink else {}
    return said | {"font": f"+{kind}-lt", "ea": f"+{kind}-ea"} if kind else said


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


def _crop(node: xml.Element) -> tuple[float, float, float, float]:
    crop = next((n for fill in node.iter(q("p:blipFill"), q("a:blipFill")) for n in fill.iter(q("a:srcRect"))), None)
    if crop is None:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (whole(crop, key) / 100_000 for key in ("l", "t", "r", "b"))
    return left, top, right, bottom


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
    return whole(place, "x"), whole(place, "y"), whole(size, "cx"), whole(size, "cy")


def _flipped(frame: xml.Element | None) -> tuple[bool, bool]:
    return (False, False) if frame is None else (frame.get("flipH") in ("1", "true"), frame.get("flipV") in ("1", "true"))


def _rotation(frame: xml.Element | None) -> float:
    return whole(frame, "rot") / 60_000


_INSIDE = {"diagram": _drawing, "chart": _pinned}
