"""Pictures of a deck: decoded once at the size they are needed, cropped and drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageReader

from kit.gui.preview import metafiles
from kit.gui.preview.stage import Stage

Crop = tuple[float, float, float, float]
MOST = 64  # decoded pictures kept of one deck
SPARE = 1.5


def draw(stage: Stage, rect: QRectF, part: str, crop: Crop = (0.0, 0.0, 0.0, 0.0)) -> bool:
    """Draw a picture into `rect`; returns whether it could be read."""
    left, top = crop[:2]
    wide, high = _shown(crop)
    image = _taken(stage, rect, part, crop)
    if image is None or image.isNull():
        return False
    w, h = image.width(), image.height()
    source = QRectF(left * w, top * h, wide * w, high * h)
    inside = source.intersected(QRectF(0, 0, w, h))  # a negative crop leaves a margin
    if inside.isEmpty():
        return True
    sx, sy = rect.width() / source.width(), rect.height() / source.height()
    x, y = rect.left() + (inside.left() - source.left()) * sx, rect.top() + (inside.top() - source.top()) * sy
    stage.painter.drawImage(QRectF(x, y, inside.width() * sx, inside.height() * sy), image, inside)
    return True


def lost(stage: Stage, rect: QRectF, part: str, crop: Crop = (0.0, 0.0, 0.0, 0.0)) -> bool:
    """Tell whether a deck does not hold a picture: it is only linked, or its part is missing."""
    image = _taken(stage, rect, part, crop) if part else QImage()
    return image is not None and image.isNull()


def _taken(stage: Stage, rect: QRectF, part: str, crop: Crop) -> QImage | None:
    wide, high = _shown(crop)
    return stage.media(part, round(rect.width() / wide), round(rect.height() / high))


def _shown(crop: Crop) -> tuple[float, float]:
    left, top, right, bottom = crop
    return max(1 - left - right, 0.01), max(1 - top - bottom, 0.01)


@dataclass
class Album:
    """Decodes a deck's pictures and keeps them; `read(part)` gives their bytes."""

    read: Callable[[str], bytes]
    kept: dict[str, QImage | None] = field(default_factory=dict)

    def __call__(self, part: str, width: int, height: int) -> QImage | None:
        """Return a picture large enough for `width` × `height` pixels: an empty one when it is lost, None when it cannot be read."""
        known = self.kept.get(part)
        if part in self.kept and (known is None or known.width() >= width or known.text("whole")):
            return known
        data = self.read(part)
        made = decoded(data, QSize(width, height)) if data else QImage()
        if len(self.kept) >= MOST:
            self.kept.pop(next(iter(self.kept)))
        self.kept[part] = made
        return made


def decoded(data: bytes, wanted: QSize) -> QImage | None:
    """Decode a picture, at once smaller where it is much larger than `wanted`; None when it is none."""
    if metafiles.is_one(data):
        return metafiles.drawn(data, wanted)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read(buffer, wanted)


def _read(buffer: QBuffer, wanted: QSize) -> QImage | None:
    """Read the picture in a buffer; the reader is gone before the buffer is."""
    reader = QImageReader(buffer)
    reader.setAutoTransform(False)
    size = reader.size()
    smaller = size.isValid() and size.width() > wanted.width() * SPARE and size.height() > wanted.height() * SPARE
    if smaller and wanted.width() > 0 and wanted.height() > 0:
        part = max(wanted.width() / size.width(), wanted.height() / size.height())
        reader.setScaledSize(QSize(max(1, round(size.width() * part)), max(1, round(size.height() * part))))
    image = reader.read()
    if image.isNull():
        return None
    if not smaller:
        image.setText("whole", "1")
    kind = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return image.convertToFormat(kind)
