"""What enhanced metafiles set: coordinates, colours, pens, brushes, letters."""

from __future__ import annotations

import struct
from collections.abc import Callable

from PySide6.QtGui import QTransform

from kit.gui.preview.metafiles import inks
from kit.gui.preview.metafiles.canvas import Canvas
from kit.gui.preview.metafiles.emf_bitmaps import Record, cut
from kit.gui.preview.metafiles.inks import Brush, Face, Pen


def pair(canvas: Canvas, record: Record, *, name: str) -> None:
    """Set an origin or an extent of the coordinates (SetWindowOrgEx, SetViewportExtEx …)."""
    x, y = struct.unpack_from("<2i", record)
    setattr(canvas.state, name, (float(x), float(y)))


def put(canvas: Canvas, record: Record, *, name: str, made: Callable[[int], object] = int) -> None:
    """Set one number of the state (SetTextAlign, SetBkMode …)."""
    setattr(canvas.state, name, made(struct.unpack_from("<I", record)[0]))


def world(canvas: Canvas, record: Record) -> None:
    """Set the world transform (SetWorldTransform)."""
    canvas.state.world = QTransform(*struct.unpack_from("<6f", record))


def world_changed(canvas: Canvas, record: Record) -> None:
    """Reset, multiply or set the world transform (ModifyWorldTransform)."""
    change, way = QTransform(*struct.unpack_from("<6f", record)), struct.unpack_from("<I", record, 24)[0]
    old = canvas.state.world
    canvas.state.world = {1: QTransform(), 2: change * old, 3: old * change, 4: change}.get(way, old)


def select(canvas: Canvas, record: Record) -> None:
    """Take a tool in hand, of the file or of stock (SelectObject)."""
    handle = struct.unpack_from("<I", record)[0]
    canvas.select(inks.stock(handle & 0xFF) if handle & 0x80000000 else canvas.tools.get(handle))


def forget(canvas: Canvas, record: Record) -> None:
    """Let go of a tool (DeleteObject)."""
    canvas.tools.pop(struct.unpack_from("<I", record)[0], None)


def pen(canvas: Canvas, record: Record) -> None:
    """Make a pen (CreatePen)."""
    handle, style, width, _high, colour = struct.unpack_from("<IIiiI", record)
    canvas.tools[handle] = Pen(style, width, inks.colour(colour))


def long_pen(canvas: Canvas, record: Record) -> None:
    """Make a pen whose width may be in pixels (ExtCreatePen)."""
    handle, _bmi, _bmis, _bits, _size, style, width, _brush, colour = struct.unpack_from("<9I", record)
    canvas.tools[handle] = Pen(style, width if style & 0x10000 else 0.0, inks.colour(colour))


def brush(canvas: Canvas, record: Record) -> None:
    """Make a brush (CreateBrushIndirect)."""
    handle, style, colour, hatch = struct.unpack_from("<4I", record)
    canvas.tools[handle] = Brush(style, inks.colour(colour), hatch)


def pattern(canvas: Canvas, record: Record) -> None:
    """Make a brush of a bitmap (CreateDIBPatternBrushPt)."""
    handle, _use, start, long, bits, size = struct.unpack_from("<6I", record)
    canvas.tools[handle] = Brush(3, inks.colour(0x808080), 0, canvas.bitmap(cut(record, start, long), cut(record, bits, size)))


def face(canvas: Canvas, record: Record) -> None:
    """Make a font (ExtCreateFontIndirectW)."""
    handle, height, _width, turn, _tilt, weight = struct.unpack_from("<Iiiiii", record)
    italic, underline, strike, charset = struct.unpack_from("<4B", record, 24)
    name = record[32:96].decode("utf-16-le", "ignore").split("\0")[0]
    canvas.tools[handle] = Face(height, turn, weight >= 600, bool(italic), bool(underline), bool(strike), charset, name)


def restore(canvas: Canvas, record: Record) -> None:
    """Go back to a kept state (RestoreDC)."""
    canvas.restore(struct.unpack_from("<i", record)[0])


def save(canvas: Canvas, record: Record) -> None:
    """Keep the state (SaveDC)."""
    canvas.save()
