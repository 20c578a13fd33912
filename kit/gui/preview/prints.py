"""Pictures of a whole deck without a window: for the command line and for files made from the preview."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

from kit.gui.preview.film import Film

_kept: list[QCoreApplication] = []


def pictures(source: Path | bytes, width: int, slides: Sequence[int] = (), name: str = "") -> Iterator[bytes]:
    """Yield the slides of a deck (a file or its bytes) as PNG, `width` pixels wide: all, or those numbered (from 1).

    Needs no window and no display. Raises KitError for a deck that cannot be read.
    """
    ready()
    with Film(source, name) as film:
        for number in slides or range(1, len(film.deck.slides) + 1):
            yield png(film.image(number, width))


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file; the same picture gives the same bytes."""
    data, buffer = QByteArray(), QBuffer()
    image.setDotsPerMeterX(0)
    image.setDotsPerMeterY(0)
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())


def ready() -> None:
    """Make what letters need where no window has made it: Qt's application, without a display on Linux."""
    if QCoreApplication.instance() is not None:
        return
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _kept.append(QGuiApplication(["lectern"]))
