"""The exact picture: LibreOffice draws the slide a person looks at in the background, one at a time, dropped when another is looked at."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from kit.content import office
from kit.gui import jobs

if TYPE_CHECKING:
    from kit.errors import KitError
    from kit.ops.pages import Pages

Find = Callable[[], "Pages"]
Slide = tuple[Hashable, int, int]  # deck, number, part
WIDTH = 1280
PAUSE = 700  # milliseconds a person looks at a slide before LibreOffice is asked
FILTER = 'impress_png_Export:{{"PixelWidth":{{"type":"long","value":"{w}"}},"PixelHeight":{{"type":"long","value":"{h}"}}}}'


class Exact(QObject):
    """`made(slide, image)` brings a picture that was asked for; `folder` is where they lie, `wanted()` whether anybody wants them."""

    made = Signal(object, object)

    def __init__(self, folder: Path, wanted: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder, self._wanted = folder, wanted
        self._asked: tuple[Slide, Find] | None = None
        self._now: Slide | None = None
        self._job: jobs.Job | None = None
        self._had: set[Slide] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._begin)

    @property
    def on(self) -> bool:
        """Whether there is a LibreOffice and its pictures are wanted."""
        return self._wanted() and bool(office.program())

    def ask(self, slide: Slide, find: Find) -> None:
        """Ask for the picture of the slide a person looks at now; what was asked for another is dropped."""
        if slide in self._had or slide == self._now or (self._asked is not None and self._asked[0] == slide) or not self.on:
            return
        self._asked = (slide, find)
        if self._job is not None:
            self._job.cancel()
        self._timer.start()

    def _begin(self) -> None:
        if self._job is not None or self._asked is None:
            return
        (slide, find), self._asked = self._asked, None
        self._now = slide
        work = partial(picture, find, slide[1:], self.folder)
        self._job = jobs.start(work, partial(self._done, slide), partial(self._failed, slide), owner=self)

    def _done(self, slide: Slide, image: QImage) -> None:
        self._had.add(slide)
        if not image.isNull():
            self.made.emit(slide, image)
        self._next()

    def _failed(self, slide: Slide, error: KitError) -> None:
        """Stay with the painted picture; what was only dropped is asked for again when it is looked at again."""
        if error.code not in (jobs.CANCELLED, "office.cancelled"):
            self._had.add(slide)
        self._next()

    def _next(self) -> None:
        self._job = self._now = None
        if self._asked is not None and not self._timer.isActive():
            self._begin()


def file(folder: Path, pages: Pages, number: int, part: int = 0) -> Path:
    """Return where the exact picture of a slide is kept."""
    return folder / f"{pages.digest}-{pages.place(number, part)}-{WIDTH}-office.png"


def picture(find: Find, which: tuple[int, int], folder: Path, cancelled: Callable[[], bool] | None = None) -> QImage:
    """Return LibreOffice's picture of a slide (number and part), from the disk or made now; an empty one where the slide is not there."""
    pages = find()
    kept = file(folder, pages, *which)
    image = QImage(str(kept))
    if not image.isNull() or not pages.place(*which):
        return image
    with tempfile.TemporaryDirectory(prefix="lectern-") as place:
        deck, size = _alone(pages, pages.place(*which), Path(place) / "slide.pptx")
        high = max(1, min(round(WIDTH * size[1] / max(size[0], 1)), WIDTH * 4))
        options = FILTER.format(w=WIDTH, h=high)
        made = office.convert(deck, "png", Path(place) / "out", folder.parent / "office", options=options, cancelled=cancelled)
        folder.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".part")
        beside.write_bytes(made.read_bytes())
        beside.replace(kept)
    return QImage(str(kept))


def _alone(pages: Pages, place: int, path: Path) -> tuple[Path, tuple[int, int]]:
    """Write one slide as a deck of its own that counts from the slide's number; returns it with its size."""
    from kit.decks import link, scene

    source = (
        link.Source(path=pages.source, slides=(place,))
        if isinstance(pages.source, Path)
        else link.Source(data=pages.source, name="slides", slides=(place,))
    )
    link.join([source], path)
    deck = scene.read(path)
    _count_from(path, place)
    return path, (deck.width, deck.height)


def _count_from(path: Path, number: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/presentation.xml" and b"firstSlideNum" not in data:
                data = data.replace(b"<p:presentation ", f'<p:presentation firstSlideNum="{number}" '.encode(), 1)
            new.writestr(name, data)
    path.write_bytes(made.getvalue())
