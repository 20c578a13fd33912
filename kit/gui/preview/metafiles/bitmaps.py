"""Bitmaps inside metafiles: read within bounds, laid down by raster operation."""

from __future__ import annotations

import struct

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

MOST = 24_000_000  # pixels
COPY, AND, PAINT, INVERT, NOT_COPY = 0xCC0020, 0x8800C6, 0xEE0086, 0x660046, 0x330008
PATTERN, PAINTED_WHITE, PAINTED_BLACK, NOTHING = 0xF00021, 0xFF0062, 0x000042, 0xAA0029
WAYS = {AND: QPainter.CompositionMode.CompositionMode_Multiply, PAINT: QPainter.CompositionMode.CompositionMode_Screen}


def read(header: bytes, bits: bytes) -> QImage | None:
    """Return the bitmap of a DIB whose header (with its colours) and bits are given, None when it is none or too large."""
    if not size(header):
        return None
    start = 14 + len(header)
    image = QImage()
    image.loadFromData(b"BM" + struct.pack("<IHHI", start + len(bits), 0, 0, start) + header + bits)
    return image if not image.isNull() else None


def head(data: bytes) -> int:
    """Return how many bytes the header of a DIB has with its colours, 0 when it is none."""
    if len(data) < 16:
        return 0
    size = struct.unpack_from("<I", data)[0]
    if size == 12:
        bits = struct.unpack_from("<H", data, 10)[0]
        return 12 + (3 << bits if bits <= 8 else 0)
    if not 40 <= size <= 124 or len(data) < size:
        return 0
    bits, way = struct.unpack_from("<HI", data, 14)
    used = struct.unpack_from("<I", data, 32)[0]
    colours = min(used or (1 << bits if bits <= 8 else 0), 256)
    return int(size + colours * 4 + (12 if way == 3 and size == 40 else 0))


def size(header: bytes) -> int:
    """Return how many pixels a bitmap has, 0 when that cannot be or is too many."""
    if len(header) < 16:
        return 0
    form = "<ii" if struct.unpack_from("<I", header)[0] >= 40 else "<HH"
    wide, high = struct.unpack_from(form, header, 4)
    found = int(wide * abs(high)) if wide > 0 else 0
    return found if found <= MOST else 0


def see_through(header: bytes, bits: bytes) -> QImage | None:
    """Return a bitmap of 32 bits with its transparency."""
    if not size(header) or struct.unpack_from("<H", header, 14)[0] != 32:
        return read(header, bits)
    wide, high = struct.unpack_from("<ii", header, 4)
    if len(bits) < wide * abs(high) * 4:
        return None
    image = QImage(bits, wide, abs(high), wide * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return image.mirrored(False, True) if high > 0 else image


def lay(painter: QPainter, to: QRectF, image: QImage, source: QRectF, way: int) -> None:
    """Draw a part of a bitmap over what is there; `to` may run backwards, which mirrors it."""
    turned = image.mirrored(to.width() < 0, to.height() < 0) if to.width() < 0 or to.height() < 0 else image
    if way == NOT_COPY:
        turned = turned.copy()
        turned.invertPixels()
    painter.save()
    painter.setCompositionMode(WAYS.get(way, QPainter.CompositionMode.CompositionMode_SourceOver))
    painter.drawImage(to.normalized(), turned, source)
    painter.restore()


def masked(image: QImage, mask: QImage) -> QImage:
    """Return a bitmap that is seen only where its mask is black."""
    made = image.convertToFormat(QImage.Format.Format_ARGB32)
    seen = mask.scaled(made.size()).convertToFormat(QImage.Format.Format_Grayscale8)
    seen.invertPixels()
    made.setAlphaChannel(seen)
    return made
