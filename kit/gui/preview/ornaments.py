"""Outlines with curves of their own: hearts, clouds, callouts, braces, folded pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

Adjust = Mapping[str, int]
Make = Callable[[QPainterPath, float, float, Adjust], object]


def heart(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a heart."""
    path.moveTo(w / 2, h / 4)
    path.cubicTo(w * 0.71, -h / 3, w * 1.49, h / 4, w / 2, h)
    path.cubicTo(-w * 0.49, h / 4, w * 0.29, -h / 3, w / 2, h / 4)


def cloud(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a cloud of eight circles."""
    path.setFillRule(path.fillRule().WindingFill)
    for x, y, rx, ry in ((0.25, 0.4, 0.2, 0.26), (0.48, 0.3, 0.2, 0.28), (0.72, 0.36, 0.2, 0.28), (0.8, 0.62, 0.19, 0.25),
        (0.55, 0.7, 0.22, 0.28), (0.28, 0.66, 0.2, 0.25), (0.14, 0.55, 0.13, 0.18), (0.5, 0.5, 0.3, 0.3)):  # fmt: skip
        part = QPainterPath()
        part.addEllipse(QRectF((x - rx) * w, (y - ry) * h, 2 * rx * w, 2 * ry * h))
        path.swap(path.united(part))


def callout(inner: Make, x: int, y: int) -> Make:
    """Return what draws a bubble with a tip where the first two handles say."""

    def make(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
        inner(path, w, h, {"adj": adjust.get("adj3", 16667)})
        tip = QPointF(w / 2 + w * adjust.get("adj1", x) / 100_000, h / 2 + h * adjust.get("adj2", y) / 100_000)
        turn = atan2((tip.y() - h / 2) * w, (tip.x() - w / 2) * h)
        side = min(w, h) * 0.16
        across = QPointF(-sin(turn) * side, cos(turn) * side)
        base = QPointF(w / 2 + cos(turn) * w * 0.3, h / 2 + sin(turn) * h * 0.3)
        tail = QPainterPath()
        tail.addPolygon(QPolygonF([base + across, tip, base - across]))
        tail.closeSubpath()
        path.swap(path.united(tail))

    return make


def brace(mirrored: bool, pointed: bool) -> Make:
    """Return what draws a brace (`pointed`) or a bracket, opening to the right unless `mirrored`."""

    def make(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
        def x(value: float) -> float:
            return w - value if mirrored else value

        if not pointed:
            path.moveTo(x(w), 0)
            path.cubicTo(x(w * 0.4), 0, x(0), h * 0.03, x(0), h * 0.08)
            path.lineTo(x(0), h * 0.92)
            path.cubicTo(x(0), h * 0.97, x(w * 0.4), h, x(w), h)
            return
        r = min(min(w, h) * adjust.get("adj1", 8333) / 100_000, h / 4)
        y = h * adjust.get("adj2", 50_000) / 100_000
        path.moveTo(x(w), 0)
        path.quadTo(x(w / 2), 0, x(w / 2), r)
        path.lineTo(x(w / 2), y - r)
        path.quadTo(x(w / 2), y, x(0), y)
        path.quadTo(x(w / 2), y, x(w / 2), y + r)
        path.lineTo(x(w / 2), h - r)
        path.quadTo(x(w / 2), h, x(w), h)

    return make


def brackets(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a pair of brackets."""
    r = min(w, h) * adjust.get("adj", 16667) / 100_000
    for a, b in ((r, 0.0), (w - r, w)):
        path.moveTo(a, 0)
        path.quadTo(b, 0, b, r)
        path.lineTo(b, h - r)
        path.quadTo(b, h, a, h)


def document(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a page with a torn bottom."""
    path.moveTo(0, 0)
    path.lineTo(w, 0)
    path.lineTo(w, h * 0.8)
    path.cubicTo(w / 2, h * 0.8, w / 2, h * 1.1, 0, h * 0.93)
    path.closeSubpath()


def folded(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a page with a folded corner."""
    d = min(w, h) * adjust.get("adj", 16667) / 100_000
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ((0, 0), (w, 0), (w, h - d), (w - d, h), (0, h))]))
    path.closeSubpath()
    path.moveTo(w - d, h)
    path.lineTo(w - d * 0.8, h - d * 0.8)
    path.lineTo(w, h - d)


def smile(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a smiling face."""
    path.addEllipse(QRectF(0, 0, w, h))
    for x in (0.34, 0.66):
        path.addEllipse(QPointF(w * x, h * 0.36), w * 0.05, h * 0.05)
    mouth = QRectF(w * 0.25, h * 0.45, w * 0.5, h * 0.32)
    path.arcMoveTo(mouth, 200)
    path.arcTo(mouth, 200, 140)


def gear(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a gear."""
    for n in range(72):
        far = 1.0 if (n // 4) % 2 else 0.8
        angle = n * pi / 36
        point = QPointF(w / 2 * (1 + far * cos(angle)), h / 2 * (1 + far * sin(angle)))
        path.lineTo(point) if n else path.moveTo(point)
    path.closeSubpath()


def bordered(path: QPainterPath, w: float, h: float, adjust: Adjust) -> None:
    """Draw a box with a line to what it speaks of."""
    path.addRect(0, 0, w, h)
    places = [adjust.get(f"adj{n}", usual) / 100_000 for n, usual in enumerate((18_750, -8_333, 112_500, -38_333), 1)]
    path.moveTo(places[1] * w, places[0] * h)
    path.lineTo(places[3] * w, places[2] * h)
