"""The outlines of shapes: the preset geometries that decks use most, and those that a deck draws itself."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from kit.decks.scene.values import Outline, Shape
from kit.gui.preview import ornaments, polygons
from kit.gui.preview.ornaments import Adjust, Make

OPEN = frozenset(
    {"line", "straightConnector1", "arc", "leftBrace", "rightBrace", "leftBracket", "rightBracket", "bracketPair", "bracePair"}
    | {f"{kind}Connector{n}" for kind in ("bent", "curved") for n in range(2, 6)}
)


def outline(shape: Shape, w: float, h: float) -> list[tuple[QPainterPath, bool, bool]]:
    """Return the paths of a shape of `w` × `h` pixels from its own corner, each with whether it is filled and whether drawn."""
    if shape.geometry == "custom":
        return [(_drawn(one, w, h), one.filled, one.stroked) for one in shape.outlines]
    path = QPainterPath()
    adjust = dict(shape.adjust)
    if shape.geometry in polygons.POINTS:
        points = polygons.POINTS[shape.geometry](w, h, adjust)
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        path.closeSubpath()
    else:
        PRESETS.get(shape.geometry, _rect)(path, w, h, adjust)
    return [(path, shape.geometry not in OPEN, True)]


def known(name: str) -> bool:
    """Tell whether a geometry is drawn as what it is."""
    return name in PRESETS or name in polygons.POINTS or name == "custom"


def _drawn(one: Outline, w: float, h: float) -> QPainterPath:
    """Return a path of the deck's own."""
    path = QPainterPath()
    sx, sy = w / one.w if one.w else 1.0, h / one.h if one.h else 1.0
    for step, numbers in one.steps:
        points = [QPointF(x * sx, y * sy) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        match step, len(points):
            case "move", 1:
                path.moveTo(points[0])
            case "line", 1:
                path.lineTo(points[0])
            case "cubic", 3:
                path.cubicTo(points[0], points[1], points[2])
            case "quad", 2:
                path.quadTo(points[0], points[1])
            case "arc", 2:
                _arc(path, numbers[0] * sx, numbers[1] * sy, numbers[2] / 60_000, numbers[3] / 60_000)
            case "close", _:
                path.closeSubpath()
    return path


def _arc(path: QPainterPath, rx: float, ry: float, start: float, sweep: float) -> None:
    """Go on from where the path is along an ellipse, in degrees clockwise."""
    if rx <= 0 or ry <= 0:
        return
    at, turn = path.currentPosition(), radians(start)
    angle = atan2(sin(turn) * rx, cos(turn) * ry)  # the file's angles are those that one sees
    centre = QPointF(at.x() - rx * cos(angle), at.y() - ry * sin(angle))
    path.arcTo(QRectF(centre.x() - rx, centre.y() - ry, 2 * rx, 2 * ry), -degrees(angle), -sweep)


def _rect(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.addRect(0, 0, w, h)


def _ellipse(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.addEllipse(QRectF(0, 0, w, h))


def _round(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    radius = min(w, h) * min(max(adjust.get("adj", 16667), 0), 50_000) / 100_000
    path.addRoundedRect(QRectF(0, 0, w, h), radius, radius)


def _corners(*which: int) -> Make:
    """Return what draws a rectangle with these corners round, clockwise from the left top; the first handle is for them."""

    def make(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
        radius = min(w, h) * min(max(adjust.get("adj1", adjust.get("adj", 16667)), 0), 50_000) / 100_000
        lt, rt, rb, lb = (radius if n in which else 0.0 for n in range(4))
        path.moveTo(lt, 0)
        path.lineTo(w - rt, 0)
        path.quadTo(w, 0, w, rt) if rt else None
        path.lineTo(w, h - rb)
        path.quadTo(w, h, w - rb, h) if rb else None
        path.lineTo(lb, h)
        path.quadTo(0, h, 0, h - lb) if lb else None
        path.lineTo(0, lt)
        path.quadTo(0, 0, lt, 0) if lt else None
        path.closeSubpath()

    return make


def _pill(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.addRoundedRect(QRectF(0, 0, w, h), min(w, h) / 2, min(w, h) / 2)


def _line(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.moveTo(0, 0)
    path.lineTo(w, h)


def _bent(count: int) -> Make:
    def make(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
        x = w * adjust.get("adj1", 50_000) / 100_000
        y = h * adjust.get("adj2", 50_000) / 100_000
        corners: dict[int, list[tuple[float, float]]] = {
            2: [(w, 0)],
            3: [(x, 0), (x, h)],
            4: [(x, 0), (x, y), (w, y)],
            5: [(x, 0), (x, y), (w - x, y), (w - x, h)],
        }
        path.moveTo(0, 0)
        for px, py in [*corners[count], (w, h)]:
            path.lineTo(px, py)

    return make


def _curved(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    x = w * adjust.get("adj1", 50_000) / 100_000
    path.moveTo(0, 0)
    path.cubicTo(x / 2, 0, x, h / 4, x, h / 2)
    path.cubicTo(x, h * 3 / 4, (w + x) / 2, h, w, h)


def _quarter(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.moveTo(0, 0)
    path.cubicTo(w / 2, 0, w, h / 2, w, h)


def _can(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    lid = min(w, h) * adjust.get("adj", 25_000) / 100_000
    path.moveTo(0, lid / 2)
    path.arcTo(QRectF(0, 0, w, lid), 180, -180)
    path.lineTo(w, h - lid / 2)
    path.arcTo(QRectF(0, h - lid, w, lid), 0, -180)
    path.closeSubpath()
    path.moveTo(0, lid / 2)
    path.arcTo(QRectF(0, 0, w, lid), 180, 180)


def _cube(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    d = min(w, h) * adjust.get("adj", 25_000) / 100_000
    outer = [(0, d), (d, 0), (w, 0), (w, h - d), (w - d, h), (0, h)]
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in outer]))
    path.closeSubpath()
    path.moveTo(0, d)
    path.lineTo(w - d, d)
    path.lineTo(w, 0)
    path.moveTo(w - d, d)
    path.lineTo(w - d, h)


def _donut(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    d = min(w, h) * adjust.get("adj", 25_000) / 100_000
    path.addEllipse(QRectF(0, 0, w, h))
    path.addEllipse(QRectF(d, d, max(w - 2 * d, 0), max(h - 2 * d, 0)))


def _frame(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    d = min(w, h) * adjust.get("adj1", 12_500) / 100_000
    path.addRect(0, 0, w, h)
    path.addRect(d, d, max(w - 2 * d, 0), max(h - 2 * d, 0))


def _pie(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    start, end = adjust.get("adj1", 0) / 60_000, adjust.get("adj2", 16_200_000) / 60_000
    path.moveTo(w / 2, h / 2)
    path.arcTo(QRectF(0, 0, w, h), -start, -((end - start) % 360))
    path.closeSubpath()


def _chord(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    start, end = adjust.get("adj1", 2_700_000) / 60_000, adjust.get("adj2", 16_200_000) / 60_000
    path.arcMoveTo(QRectF(0, 0, w, h), -start)
    path.arcTo(QRectF(0, 0, w, h), -start, -((end - start) % 360))
    path.closeSubpath()


def _arc_line(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    start, end = adjust.get("adj1", 16_200_000) / 60_000, adjust.get("adj2", 0) / 60_000
    path.arcMoveTo(QRectF(0, 0, w, h), -start)
    path.arcTo(QRectF(0, 0, w, h), -start, -((end - start) % 360))


def _block_arc(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    start, end = adjust.get("adj1", 10_800_000) / 60_000, adjust.get("adj2", 0) / 60_000
    d, sweep = min(w, h) * adjust.get("adj3", 25_000) / 100_000, (end - start) % 360
    path.arcMoveTo(QRectF(0, 0, w, h), -start)
    path.arcTo(QRectF(0, 0, w, h), -start, -sweep)
    path.arcTo(QRectF(d, d, max(w - 2 * d, 0.1), max(h - 2 * d, 0.1)), -start - sweep, sweep)
    path.closeSubpath()


def _tear(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    path.moveTo(w / 2, 0)
    path.lineTo(w, 0)
    path.lineTo(w, h / 2)
    path.arcTo(QRectF(0, 0, w, h), 0, -270)
    path.closeSubpath()


PRESETS: dict[str, Make] = {
    "rect": _rect,
    "flowChartProcess": _rect,
    "textBox": _rect,
    "ellipse": _ellipse,
    "flowChartConnector": _ellipse,
    "roundRect": _round,
    "flowChartAlternateProcess": _round,
    "flowChartTerminator": _pill,
    "round1Rect": _corners(1),
    "round2SameRect": _corners(0, 1),
    "round2DiagRect": _corners(0, 2),
    "line": _line,
    "straightConnector1": _line,
    "bentConnector2": _bent(2),
    "bentConnector3": _bent(3),
    "bentConnector4": _bent(4),
    "bentConnector5": _bent(5),
    "curvedConnector2": _quarter,
    "curvedConnector3": _curved,
    "curvedConnector4": _curved,
    "curvedConnector5": _curved,
    "can": _can,
    "flowChartMagneticDisk": _can,
    "cube": _cube,
    "donut": _donut,
    "frame": _frame,
    "pie": _pie,
    "chord": _chord,
    "arc": _arc_line,
    "blockArc": _block_arc,
    "teardrop": _tear,
    "heart": ornaments.heart,
    "cloud": ornaments.cloud,
    "cloudCallout": ornaments.callout(ornaments.cloud, -20_833, 62_500),
    "wedgeRectCallout": ornaments.callout(_rect, -20_833, 62_500),
    "wedgeRoundRectCallout": ornaments.callout(_round, -20_833, 62_500),
    "wedgeEllipseCallout": ornaments.callout(_ellipse, -20_833, 62_500),
    "leftBrace": ornaments.brace(False, True),
    "rightBrace": ornaments.brace(True, True),
    "leftBracket": ornaments.brace(False, False),
    "rightBracket": ornaments.brace(True, False),
    "bracketPair": ornaments.brackets,
    "bracePair": ornaments.brackets,
    "flowChartDocument": ornaments.document,
    "foldedCorner": ornaments.folded,
    "smileyFace": ornaments.smile,
    "gear6": ornaments.gear,
    "gear9": ornaments.gear,
    "borderCallout1": ornaments.bordered,
    "borderCallout2": ornaments.bordered,
}
