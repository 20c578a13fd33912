"""Outlines of metafiles' figures in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath


def polygon(points: Sequence[QPointF], *, closed: bool) -> QPainterPath:
    """Return the outline through points."""
    path = QPainterPath()
    for n, point in enumerate(points):
        path.lineTo(point) if n else path.moveTo(point)
    if closed and points:
        path.closeSubpath()
    return path


def polygons(points: Sequence[QPointF], counts: Iterable[int], *, closed: bool) -> QPainterPath:
    """Return outlines through so many points each."""
    path, start = QPainterPath(), 0
    for count in counts:
        if start >= len(points):
            break
        path.addPath(polygon(points[start : start + count], closed=closed))
        start += count
    return path


def box(rect: QRectF, _ends: Sequence[QPointF] = ()) -> QPainterPath:
    """Return a rectangle."""
    path = QPainterPath()
    path.addRect(rect)
    return path


def ellipse(rect: QRectF, _ends: Sequence[QPointF] = ()) -> QPainterPath:
    """Return an ellipse."""
    path = QPainterPath()
    path.addEllipse(rect)
    return path


def arc(rect: QRectF, ends: Sequence[QPointF]) -> QPainterPath:
    """Return a stretch of an ellipse, to the left from where the first of `ends` is seen to the second."""
    path = QPainterPath()
    start, sweep = _sweep(rect, ends)
    path.arcMoveTo(rect, start)
    path.arcTo(rect, start, sweep)
    return path


def chord(rect: QRectF, ends: Sequence[QPointF]) -> QPainterPath:
    """Return the same, closed by a line."""
    path = arc(rect, ends)
    path.closeSubpath()
    return path


def pie(rect: QRectF, ends: Sequence[QPointF]) -> QPainterPath:
    """Return the same, closed at the centre."""
    path = QPainterPath()
    path.moveTo(rect.center())
    path.arcTo(rect, *_sweep(rect, ends))
    path.closeSubpath()
    return path


def shared(steps: Sequence[float], units: Sequence[int]) -> list[float]:
    """Return the steps of letters of which some take several of those that are given; nothing where they are too few."""
    found, at = [], 0
    for count in units:
        found.append(sum(steps[at : at + count]))
        at += count
    return found if at <= len(steps) else []


def _sweep(rect: QRectF, ends: Sequence[QPointF]) -> tuple[float, float]:
    start, end = (_angle(rect, point) for point in (*ends, QPointF(), QPointF())[:2])
    return start, (end - start) % 360 or 360.0


def _angle(rect: QRectF, to: QPointF) -> float:
    """Return at what angle a point is seen from the centre of an ellipse, in degrees to the left of its right."""
    seen = to - rect.center()
    return QLineF(QPointF(0, 0), QPointF(seen.x() / (rect.width() or 1), seen.y() / (rect.height() or 1))).angle()
