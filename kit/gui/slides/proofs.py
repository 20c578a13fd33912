"""What is being written, as pictures: compiled and painted off the window's thread, only what a key press has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kit.gui import jobs
from kit.ops.writing import Bench, Proof, Shown

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kit.context import Kit
    from kit.errors import KitError

PAUSE = 10  # milliseconds after the last key before work begins
WIDTH = 960
KEPT = 120


@dataclass(frozen=True)
class Page:
    """A slide with its picture."""

    slide: Shown
    image: QImage


@dataclass(frozen=True)
class Printed:
    """The slides of one state of a file's words, and what was found in it."""

    path: Path
    proof: Proof
    pages: tuple[Page, ...]


class Proofs(QObject):
    """`printed(Printed)` comes after `ask`; while one state is made only the latest asked for waits."""

    printed = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = Bench(kit)
        self._images: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()
        self._asked: tuple[Path, str] | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._next)

    @property
    def quiet(self) -> bool:
        """Whether everything asked for has been printed."""
        return not self._busy and self._asked is None

    def ask(self, path: Path, text: str) -> None:
        """Ask for the slides of a module as `text` makes them."""
        self._asked = (path, text)
        self._timer.start()

    def _next(self) -> None:
        if self._busy or self._asked is None:
            return
        (path, text), self._asked, self._busy = self._asked, None, True
        jobs.start(partial(printed, self.bench, self._images, path, text), self._done, partial(self._failed, path), owner=self)

    def _done(self, made: Printed) -> None:
        self._busy = False
        self.printed.emit(made)
        self._next()

    def _failed(self, path: Path, error: KitError) -> None:
        """Go on with what is asked for next; a mistake of ours has its own dialog already."""
        self._busy = False
        from kit.errors import Finding

        self.printed.emit(Printed(path, Proof((), (Finding(error.code, error.text, error.fields, severity="error"),)), ()))
        self._next()


def printed(
    bench: Bench, images: OrderedDict[tuple[str, int, int], QImage], path: Path, text: str, cancelled: Callable[[], bool] | None = None
) -> Printed:
    """Return the slides with their pictures; a picture is painted once."""
    from kit.gui.preview.film import Film

    proof = bench.proof(path, text, cancelled)
    pages = []
    for number, slide in enumerate(proof.slides, 1):
        key = (slide.key, slide.place, number)
        if key not in images:
            with Film(slide.data, path.name) as film:
                images[key] = film.image(slide.place, WIDTH, number)
        images.move_to_end(key)
        pages.append(Page(slide, images[key]))
    while len(images) > KEPT:
        images.popitem(last=False)
    return Printed(path, proof, tuple(pages))
