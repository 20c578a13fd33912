"""Lines, areas, paths and clips of enhanced metafiles."""

from __future__ import annotations

import struct
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from kit.gui.preview.metafiles import figures
from kit.gui.preview.metafiles.canvas import Canvas, Points

Record = bytes  # a record without its number and length


def _points(record: Record, at: int, count: int, short: bool) -> list[tuple[float, float]]:
    """Return places; only as many as the record has room for."""
    form, size = ("h", 4) if short else ("i", 8)
    count = max(min(count, (len(record) - at) // size), 0)
    numbers = struct.unpack_from(f"<{count * 2}{form}", record, at)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def line(canvas: Canvas, record: Record, *, short: bool, closed: bool) -> None:
    """Draw a polygon or a polyline."""
    found = _points(record, 20, struct.unpack_from("<I", record, 16)[0], short)
    canvas.draw(figures.polygon(canvas.points(found), closed=closed), filled=closed)


def line_to(canvas: Canvas, record: Record, *, short: bool) -> None:
    """Draw a polyline from where the metafile is (PolylineTo)."""
    found = _points(record, 20, struct.unpack_from("<I", record, 16)[0], short)
    if found:
        canvas.line_to(canvas.points(found), canvas.points([canvas.state.at])[0])
        canvas.state.at = found[-1]


def lines(canvas: Canvas, record: Record, *, short: bool, closed: bool) -> None:
    """Draw several polygons or polylines at once."""
    parts, total = struct.unpack_from("<2I", record, 16)
    parts = min(parts, (len(record) - 24) // 4)
    counts = struct.unpack_from(f"<{parts}I", record, 24)
    found = canvas.points(_points(record, 24 + parts * 4, total, short))
    canvas.draw(figures.polygons(found, counts, closed=closed), filled=closed)


def curve(canvas: Canvas, record: Record, *, short: bool, on: bool) -> None:
    """Draw Bézier curves from their first point or from where the metafile is (`on`)."""
    found: Points = _points(record, 20, struct.unpack_from("<I", record, 16)[0], short)
    found = [canvas.state.at, *found] if on else found
    if len(found) < 4:
        return
    points = canvas.points(found)
    path = canvas.path if on and canvas.collecting and canvas.path is not None else QPainterPath()
    if not path.elementCount() or path.currentPosition() != points[0]:
        path.moveTo(points[0])
    for n in range(1, len(points) - 2, 3):
        path.cubicTo(points[n], points[n + 1], points[n + 2])
    if path is not canvas.path:
        canvas.draw(path, filled=False)
    if on:
        canvas.state.at = found[-1]


def form(canvas: Canvas, record: Record, *, make: Callable[..., QPainterPath], filled: bool = True) -> None:
    """Draw a figure that is given by a box and places after it."""
    left, top, right, bottom, *rest = struct.unpack(f"<{len(record) // 4}i", record[: len(record) // 4 * 4])
    box = canvas.box(left, top, right - left, bottom - top).normalized()
    canvas.draw(make(box, canvas.points(list(zip(rest[::2], rest[1::2], strict=False)))), filled=filled)


def rounded(canvas: Canvas, record: Record) -> None:
    """Draw a box with round corners (RoundRect)."""
    left, top, right, bottom, wide, high = struct.unpack_from("<6i", record)
    canvas.rounded((left, top, right, bottom), wide, high)


def move(canvas: Canvas, record: Record) -> None:
    """Go somewhere without drawing (MoveToEx)."""
    canvas.state.at = struct.unpack_from("<2i", record)
    if canvas.collecting and canvas.path is not None:
        canvas.path.moveTo(canvas.points([canvas.state.at])[0])


def step(canvas: Canvas, record: Record) -> None:
    """Draw a line from where the metafile is (LineTo)."""
    to = struct.unpack_from("<2i", record)
    canvas.line_to(canvas.points([to]), canvas.points([canvas.state.at])[0])
    canvas.state.at = to


def begin(canvas: Canvas, record: Record) -> None:
    """Begin to collect a path (BeginPath)."""
    canvas.path, canvas.collecting = QPainterPath(), True


def end(canvas: Canvas, record: Record) -> None:
    """End collecting (EndPath)."""
    canvas.collecting = False


def close(canvas: Canvas, record: Record) -> None:
    """Close the figure of the path (CloseFigure)."""
    if canvas.path is not None and canvas.path.elementCount():
        canvas.path.closeSubpath()


def paint(canvas: Canvas, record: Record, *, filled: bool, stroked: bool) -> None:
    """Draw what was collected (FillPath, StrokePath, StrokeAndFillPath)."""
    path, canvas.path, canvas.collecting = canvas.path, None, False
    if path is not None:
        canvas.draw(path, filled=filled, stroked=stroked)


def clip_path(canvas: Canvas, record: Record) -> None:
    """Draw only within the path (SelectClipPath)."""
    path, canvas.path, canvas.collecting = canvas.path, None, False
    if path is not None:
        canvas.clip(path, anew=struct.unpack_from("<I", record)[0] == 5)


def clip_box(canvas: Canvas, record: Record) -> None:
    """Draw only within a box (IntersectClipRect)."""
    left, top, right, bottom = struct.unpack_from("<4i", record)
    path = QPainterPath()
    path.addRect(canvas.box(left, top, right - left, bottom - top).normalized())
    canvas.clip(path)


def clip_region(canvas: Canvas, record: Record) -> None:
    """Draw only within boxes, which are in the pixels of the device."""
    size, way = struct.unpack_from("<2I", record)
    if not size or way not in (1, 5):
        return canvas.clip(None) if way == 5 else None
    count = min(struct.unpack_from("<I", record, 16)[0], (len(record) - 40) // 16)
    canvas.pay(count)
    path = QPainterPath()
    for n in range(count):
        left, top, right, bottom = struct.unpack_from("<4i", record, 40 + n * 16)
        path.addRect(canvas.place.mapRect(QRectF(left, top, right - left, bottom - top)))
    return canvas.clip(path, anew=way == 5)
