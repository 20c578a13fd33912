"""Brushes and pens of shapes, and the heads of arrows."""

from __future__ import annotations

from math import atan2, cos, hypot, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainterPath, QPen, QPolygonF, QRadialGradient

from kit.decks.scene.values import Gradient, Shadow, Shape
from kit.gui.preview.stage import Stage, colour, stops

DASHES: dict[str, list[float]] = {"dot": [1, 3], "sysDot": [1, 1], "dash": [4, 3], "sysDash": [3, 1], "lgDash": [8, 3],
    "dashDot": [4, 3, 1, 3], "sysDashDot": [3, 1, 1, 1], "lgDashDot": [8, 3, 1, 3], "lgDashDotDot": [8, 3, 1, 3, 1, 3]}  # fmt: skip
LENGTH, HALF, LEAST = 3.0, 1.5, 2.0


def brush(shape: Shape, rect: QRectF) -> QBrush:
    """Return what fills a shape in `rect`."""
    if shape.gradient is not None and shape.gradient.stops:
        return gradient(shape.gradient, rect)
    return QBrush(colour(shape.fill, shape.opacity)) if shape.fill else QBrush(Qt.BrushStyle.NoBrush)


def gradient(made: Gradient, rect: QRectF) -> QBrush:
    """Return a gradient over `rect`."""
    centre = rect.center()
    if made.path:
        x, y = made.centre
        centre = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        far = hypot(rect.width(), rect.height()) / 2  # wherever its centre lies
        radial = QRadialGradient(centre, max(far, 1.0))
        for place, value in stops(made):
            radial.setColorAt(place, value)
        return QBrush(radial)
    turn = radians(made.angle)
    reach = (abs(cos(turn)) * rect.width() + abs(sin(turn)) * rect.height()) / 2
    way = QPointF(cos(turn) * reach, sin(turn) * reach)
    linear = QLinearGradient(centre - way, centre + way)
    for place, value in stops(made):
        linear.setColorAt(place, value)
    return QBrush(linear)


def pen(shape: Shape, stage: Stage) -> QPen:
    """Return what draws the line of a shape; never thinner than a hair that is seen."""
    if not shape.line:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(colour(shape.line), max(shape.line_width * stage.unit, 0.6))
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape.dash in DASHES:
        made.setDashPattern(DASHES[shape.dash])
    return made


def shadow(stage: Stage, cast: Shadow, path: QPainterPath, line: float = 0.0) -> None:
    """Draw a shadow under a path that is filled and drawn `line` wide after it: the wider it fades, the more rings it has."""
    blur = cast.blur * stage.unit
    rings = 1 if blur < 1 else min(4, 1 + round(blur / 2))
    painter = stage.painter
    painter.save()
    painter.translate(cast.x * stage.unit, cast.y * stage.unit)
    ink = colour(cast.colour, cast.opacity / rings)
    painter.setBrush(ink)
    for ring in range(rings):
        wide = line + (blur * (1 - ring / rings) if rings > 1 else 0.0)
        painter.setPen(QPen(ink, wide) if wide else QPen(Qt.PenStyle.NoPen))
        painter.drawPath(path)
    painter.restore()


def heads(stage: Stage, shape: Shape, path: QPainterPath) -> None:
    """Draw the arrow heads at the ends of a path."""
    if not any(shape.ends) or path.isEmpty():
        return
    wide = max(shape.line_width * stage.unit, LEAST * stage.points(0.75))
    stage.painter.setBrush(colour(shape.line))
    stage.painter.setPen(Qt.PenStyle.NoPen)
    for kind, at, before in ((shape.ends[0], 0.0, 0.02), (shape.ends[1], 1.0, 0.98)):
        if kind:
            _head(stage, kind, path.pointAtPercent(at), path.pointAtPercent(before), wide)


def _head(stage: Stage, kind: str, tip: QPointF, before: QPointF, wide: float) -> None:
    if kind == "oval":
        stage.painter.drawEllipse(tip, wide * HALF, wide * HALF)
        return
    turn = atan2(tip.y() - before.y(), tip.x() - before.x())
    back = QPointF(cos(turn) * wide * LENGTH, sin(turn) * wide * LENGTH)
    side = QPointF(-sin(turn) * wide * HALF, cos(turn) * wide * HALF)
    if kind == "diamond":
        stage.painter.drawPolygon(QPolygonF([tip + back / 2, tip + side, tip - back / 2, tip - side]))
    else:
        stage.painter.drawPolygon(QPolygonF([tip, tip - back + side, tip - back - side]))
