"""Bitmaps and words of enhanced metafiles."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from kit.gui.preview.metafiles import bitmaps, figures, inks
from kit.gui.preview.metafiles.canvas import Canvas

Record = bytes  # a record without its number and length
Four = tuple[int, int, int, int]


def text(canvas: Canvas, record: Record, *, wide: bool) -> None:
    """Write words (ExtTextOutA, ExtTextOutW)."""
    x, y, count, start, options, left, top, right, bottom, steps = struct.unpack_from("<2i3I4iI", record, 28)
    if options & 0x02 and not options & 0x100:
        canvas.fill(canvas.box(left, top, right - left, bottom - top), canvas.state.ground)
    if options & 0x10:  # numbers of glyphs, which are no letters
        return
    data = cut(record, start, count * (2 if wide else 1))
    page = inks.PAGES.get(canvas.state.face.charset, "cp1252")
    text = data.decode("utf-16-le" if wide else page, "ignore")
    units = [len(char.encode("utf-16-le" if wide else page, "ignore")) // (2 if wide else 1) for char in text]
    canvas.write(text, (x, y), figures.shared(_numbers(record, steps - 8, count, 2 if options & 0x2000 else 1), units))


def _numbers(record: Record, at: int, count: int, every: int) -> Sequence[float]:
    count = min(count, (len(record) - at) // (4 * every)) if 0 < at < len(record) else 0
    return [float(one) for one in struct.unpack_from(f"<{count * every}i", record, at)[::every]] if count > 0 else []


def cut(record: Record, start: int, size: int) -> bytes:
    """Return a stretch that is counted from the start of the whole record."""
    return record[start - 8 : start - 8 + size] if start >= 8 else b""


def blit(canvas: Canvas, record: Record, *, clear: bool = False) -> None:
    """Lay a bitmap: BitBlt, StretchBlt and AlphaBlend, which begin alike."""
    x, y, w, h, way, sx, sy = struct.unpack_from("<4iI2i", record, 16)
    start, long, bits, size = struct.unpack_from("<4I", record, 76)
    sw, sh = struct.unpack_from("<2i", record, 92) if len(record) >= 100 and start != 100 else (w, h)
    header, data = cut(record, start, long), cut(record, bits, size)
    image = canvas.bitmap(header, data, clear=clear) if long else None
    canvas.blit(canvas.box(x, y, w, h), image, QRectF(sx, sy, sw, sh), bitmaps.COPY if clear else way)


def stretch(canvas: Canvas, record: Record) -> None:
    """Lay a bitmap into a box (StretchDIBits)."""
    x, y, sx, sy, sw, sh, start, long, bits, size, _use, way, w, h = struct.unpack_from("<6i6I2i", record, 16)
    _below(canvas, record, (start, long, bits, size), (x, y, w, h), (sx, sy, sw, sh), way)


def to_device(canvas: Canvas, record: Record) -> None:
    """Lay a bitmap as large as it is (SetDIBitsToDevice)."""
    x, y, sx, sy, sw, sh, start, long, bits, size = struct.unpack_from("<6i4I", record, 16)
    _below(canvas, record, (start, long, bits, size), (x, y, sw, sh), (sx, sy, sw, sh), bitmaps.COPY)


def _below(canvas: Canvas, record: Record, parts: Four, to: Four, source: Four, way: int) -> None:
    """Lay a bitmap whose places are counted from its bottom."""
    image = canvas.bitmap(cut(record, *parts[:2]), cut(record, *parts[2:])) if parts[1] else None
    x, y, w, h = source
    top = image.height() - y - h if image is not None else y
    canvas.blit(canvas.box(*to), image, QRectF(x, top, w, h), way)
