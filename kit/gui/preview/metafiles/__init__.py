"""Windows metafiles (EMF, WMF) as pictures: their common records played at the size that is needed; a hostile file only costs so much."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from kit.gui.preview.metafiles import emf, wmf

MOST, LARGEST = 64 * 1024 * 1024, 4096  # bytes of an unpacked file, pixels of a side
ONE_POINT = 2835  # dots a metre at which a point is a pixel
ZIPPED, PLACEABLE = b"\x1f\x8b", b"\xd7\xcd\xc6\x9a"


def is_one(data: bytes) -> bool:
    """Tell whether bytes are a metafile, packed or not."""
    return data[:2] == ZIPPED or emf.is_one(data) or data[:4] == PLACEABLE or (data[:2] in (b"\1\0", b"\2\0") and data[2:4] == b"\x09\0")


def drawn(data: bytes, wanted: QSize) -> QImage | None:
    """Draw a metafile as a picture of `wanted` pixels on nothing; None when nothing of it can be drawn here."""
    if data[:2] == ZIPPED:
        data = _unpacked(data)
    if not is_one(data) or data[:2] == ZIPPED:
        return None
    wide, high = (min(max(side, 1), LARGEST) for side in (wanted.width(), wanted.height()))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    image.setDotsPerMeterX(ONE_POINT)
    image.setDotsPerMeterY(ONE_POINT)
    painter = QPainter(image)
    try:
        inner = data if emf.is_one(data) else wmf.embedded(data)
        shown = emf.play(inner, painter, image) if emf.is_one(inner) else wmf.play(data, painter, image)
    except struct.error:
        shown = False
    finally:
        painter.end()
    return image if shown else None


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MOST)
    except zlib.error:
        return b""
