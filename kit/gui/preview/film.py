"""A film: one deck read as a scene, its slides painted one by one when asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QImage, QPainter

from kit.decks import scene
from kit.decks.opc import Package
from kit.decks.scene.values import Slide
from kit.errors import KitError
from kit.gui.preview import painter as painter_
from kit.gui.preview.pictures import Album
from kit.gui.preview.stage import colour


class Film:
    """Paints the slides of a deck (a file or its bytes); close it when done."""

    def __init__(self, source: Path | bytes, name: str = "") -> None:
        self.deck = scene.read(source, name)
        self._package = Package.open(source, name)
        self._album = Album(self._read)

    def __enter__(self) -> Film:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._package.close()

    def image(self, number: int, width: int, said: int = 0) -> QImage:
        """Return the picture of slide `number` (from 1), `width` pixels wide; an empty one when there is no such slide.

        `said` is the number that stands on it where it is not its own.
        """
        if not 1 <= number <= len(self.deck.slides):
            return QImage()
        slide = self.deck.slides[number - 1]
        return painter_.paint(self.deck, replace(slide, number=said) if said else slide, width, self._album)

    def draw(self, painter: QPainter, image: QImage, slide: Slide) -> None:
        """Draw a slide with a painter on anything, in the pixels of `image`."""
        painter.fillRect(image.rect(), colour(slide.background or "FFFFFF"))
        painter.setClipRect(image.rect())
        painter_.draw(painter, image, self.deck, slide, self._album)

    def _read(self, part: str) -> bytes:
        try:
            return self._package.read(part)
        except KitError:
            return b""
