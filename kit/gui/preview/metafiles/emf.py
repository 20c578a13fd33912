"""Enhanced metafiles: their records, in the numbers and layouts of [MS-EMF]."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QImage, QPainter, QTransform

from kit.gui.preview.metafiles import emf_bitmaps as inner
from kit.gui.preview.metafiles import emf_lines as lines
from kit.gui.preview.metafiles import emf_state as state
from kit.gui.preview.metafiles import figures, inks
from kit.gui.preview.metafiles.canvas import Canvas, Spent

HEADER, END, COMMENT = 88, 14, 70
SILENT = {1, 13, 16, 21, 23, 26, 28, 29, 48, 49, 50, 51, 52, 53, 57, 58, 69, COMMENT, 98, 99, 100, 101, 102, 111, 115, 120}
Record = bytes  # a record without its number and length
Do = Callable[[Canvas, Record], object]


def is_one(data: bytes) -> bool:
    """Tell whether bytes are an enhanced metafile."""
    return len(data) >= HEADER and data[40:44] == b" EMF"


def play(data: bytes, painter: QPainter, image: QImage) -> bool:
    """Draw a metafile over a whole picture; returns whether everything that it drew is shown or at least something."""
    canvas = _canvas(data, painter, image)
    at = 0
    try:
        while at + 8 <= len(data):
            number, size = struct.unpack_from("<II", data, at)
            if size < 8 or number == END:
                break
            canvas.pay(1)
            do = RECORDS.get(number)
            if do is not None:
                _done(do, canvas, data[at + 8 : at + size])
            elif number not in SILENT or (number == COMMENT and data[at + 12 : at + 16] == b"EMF+"):
                canvas.strange = True
            at += size
    except Spent:
        pass
    canvas.finish()
    return canvas.shown or not canvas.strange


def _done(do: Do, canvas: Canvas, record: Record) -> None:
    """Do what a record says; one that is cut short is left out."""
    try:
        do(canvas, record)
    except (struct.error, ValueError, OverflowError):
        return


def _canvas(data: bytes, painter: QPainter, image: QImage) -> Canvas:
    """Return what draws: the frame of the metafile, in the pixels of its device, fills the picture."""
    bounds, frame = struct.unpack_from("<4i", data, 8), struct.unpack_from("<4i", data, 24)
    pixels, millimetres = struct.unpack_from("<2i", data, 72), struct.unpack_from("<2i", data, 80)
    px, py = (p / m if p > 0 and m > 0 else 4.0 for p, m in zip(pixels, millimetres, strict=True))
    left, top, wide, high = frame[0] * px / 100, frame[1] * py / 100, (frame[2] - frame[0]) * px / 100, (frame[3] - frame[1]) * py / 100
    if wide <= 0 or high <= 0:
        left, top, wide, high = bounds[0], bounds[1], max(bounds[2] - bounds[0], 1), max(bounds[3] - bounds[1], 1)
    sx, sy = image.width() / wide, image.height() / high
    return Canvas(painter, image, QTransform(sx, 0, 0, sy, -left * sx, -top * sy), (px, py))


def _opaque(value: int) -> bool:
    return value == 2


def _winding(value: int) -> bool:
    return value == 2


RECORDS: dict[int, Do] = {
    9: partial(state.pair, name="extent"), 10: partial(state.pair, name="origin"), 11: partial(state.pair, name="view_extent"),
    12: partial(state.pair, name="view_origin"), 17: partial(state.put, name="mode"), 18: partial(state.put, name="opaque", made=_opaque),
    19: partial(state.put, name="winding", made=_winding), 20: partial(state.put, name="rop"), 22: partial(state.put, name="align"),
    24: partial(state.put, name="ink", made=inks.colour), 25: partial(state.put, name="ground", made=inks.colour), 33: state.save,
    34: state.restore, 35: state.world, 36: state.world_changed, 37: state.select, 38: state.pen, 39: state.brush, 40: state.forget,
    82: state.face, 93: state.pattern, 94: state.pattern, 95: state.long_pen,
    2: partial(lines.curve, short=False, on=False), 3: partial(lines.line, short=False, closed=True),
    4: partial(lines.line, short=False, closed=False), 5: partial(lines.curve, short=False, on=True),
    6: partial(lines.line_to, short=False), 7: partial(lines.lines, short=False, closed=False),
    8: partial(lines.lines, short=False, closed=True), 85: partial(lines.curve, short=True, on=False),
    86: partial(lines.line, short=True, closed=True), 87: partial(lines.line, short=True, closed=False),
    88: partial(lines.curve, short=True, on=True), 89: partial(lines.line_to, short=True),
    90: partial(lines.lines, short=True, closed=False), 91: partial(lines.lines, short=True, closed=True), 27: lines.move, 54: lines.step,
    42: partial(lines.form, make=figures.ellipse), 43: partial(lines.form, make=figures.box), 44: lines.rounded,
    45: partial(lines.form, make=figures.arc, filled=False), 46: partial(lines.form, make=figures.chord),
    47: partial(lines.form, make=figures.pie), 59: lines.begin, 60: lines.end, 61: lines.close,
    62: partial(lines.paint, filled=True, stroked=False), 63: partial(lines.paint, filled=True, stroked=True),
    64: partial(lines.paint, filled=False, stroked=True), 67: lines.clip_path, 68: lines.begin, 30: lines.clip_box, 75: lines.clip_region,
    76: inner.blit, 77: inner.blit, 114: partial(inner.blit, clear=True), 80: inner.to_device, 81: inner.stretch,
    83: partial(inner.text, wide=False), 84: partial(inner.text, wide=True),
}  # fmt: skip
