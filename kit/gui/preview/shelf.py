"""The shelf: pictures of slides asked for by views, painted one deck at a time off the window's thread, kept in memory and on disk."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache

from kit.gui import jobs
from kit.gui.preview import exact as exact_
from kit.gui.preview.exact import Exact, Slide

if TYPE_CHECKING:
    from kit.errors import KitError
    from kit.ops.pages import Pages

WIDTH = 800
WIDE = 9 / 16
PAUSE = 40  # milliseconds in which a view may ask for more before work begins
KEPT = 160  # pictures in memory
STORED = 3000  # pictures on disk
AT_ONCE = 12  # slides painted before the window hears of them
VERSION = 5  # of the way slides are painted
GROUND = QColor("#E6EAEB")
MOST_PARTS = 40
Find = Callable[[], "Pages"]
Place = tuple[int, int]  # number and part


class Shelf(QObject):
    """Gives pictures of slides; `painted` comes when more are there. `folder` is where they lie on disk.

    `exact()` tells whether LibreOffice's pictures shall take the place of painted ones where a slide is looked at.
    """

    painted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None, exact: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self.folder = folder
        self.exact = Exact(folder, exact, self)
        self.exact.made.connect(self._replaced)
        self._images: OrderedDict[Slide, QImage] = OrderedDict()
        self._wanted: OrderedDict[Hashable, tuple[Find, set[int]]] = OrderedDict()
        self._missing: set[tuple[Hashable, int]] = set()
        self._busy = False

    @property
    def quiet(self) -> bool:
        """Whether everything asked for has been painted."""
        return not self._busy

    def pixmap(
        self, key: Hashable, number: int, find: Find, width: int, ratio: float, *, part: int = 0, large: bool = False
    ) -> QPixmap | None:
        """Return slide `number` of the deck that `find` will give, in a box of 16:9; None while it is being painted or cannot be.

        `key` says which deck it is, as long as it looks the same; `part` (from 0) is one of a slide that was split; `large` tells that
        a person looks at this one.
        """
        if large:
            self.exact.ask((key, number, part), find)
        image = self._images.get((key, number, part))
        if image is None:
            self._ask(key, number, find)
            return None
        self._images.move_to_end((key, number, part))
        name, made = f"page/{image.cacheKey()}/{width}/{ratio}", QPixmap()
        if not QPixmapCache.find(name, made):
            made = boxed(image, QSize(width, round(width * WIDE)), ratio)
            QPixmapCache.insert(name, made)
        return made

    def parts(self, key: Hashable, number: int) -> int:
        """Return over how many slides a slide goes, as far as it has been painted."""
        return max(1, sum((key, number, part) in self._images for part in range(MOST_PARTS)))

    def _ask(self, key: Hashable, number: int, find: Find) -> None:
        if (key, number) in self._missing:
            return
        self._wanted.setdefault(key, (find, set()))[1].add(number)
        self._wanted.move_to_end(key)
        if not self._busy:
            self._busy = True
            QTimer.singleShot(PAUSE, self, self._next)

    def _next(self) -> None:
        """Work on the deck that was asked for last: it is what a person sees."""
        if not self._wanted:
            self._busy = False
            return
        key, (find, numbers) = self._wanted.popitem()
        some = tuple(sorted(numbers))
        now, later = some[:AT_ONCE], set(some[AT_ONCE:])
        if later:
            self._wanted[key] = (find, later)
        work = partial(pictures, find, now, self.folder, self.exact.on)
        jobs.start(work, partial(self._done, key, now), partial(self._failed, key, now), owner=self)

    def _done(self, key: Hashable, numbers: tuple[int, ...], found: Mapping[Place, QImage]) -> None:
        self._missing.update((key, number) for number in numbers if (number, 0) not in found)
        for (number, part), image in found.items():
            self._images[(key, number, part)] = image
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.painted.emit()
        self._next()

    def _replaced(self, slide: Slide, image: QImage) -> None:
        self._images[slide] = image
        self.painted.emit()

    def _failed(self, key: Hashable, numbers: tuple[int, ...], error: KitError) -> None:
        """Leave the views with what they show instead; the library says what is wrong with the file."""
        self._missing.update((key, number) for number in numbers)
        self._next()


def boxed(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Return a picture in a box of `size`, whole, with the rest left plain."""
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(GROUND)
    fitted = image.size().scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    small = image.scaled(fitted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(ratio)
    place = QRect(0, 0, fitted.width(), fitted.height())
    place.moveCenter(made.rect().center())
    painter = QPainter(made)
    painter.drawImage(QRectF(place.x() / ratio, place.y() / ratio, place.width() / ratio, place.height() / ratio), small)
    painter.end()
    return made


def pictures(find: Find, numbers: tuple[int, ...], folder: Path, exact: bool = False) -> dict[Place, QImage]:
    """Return the pictures of slides by number and part, from the disk (LibreOffice's first where `exact`) or painted now.

    What cannot be painted is left out.
    """
    pages = find()
    places = [(number, part) for number in numbers for part in range(min(pages.parts(number), MOST_PARTS))]
    found: dict[Place, QImage] = {}
    for number, part in places:
        image = QImage(str(exact_.file(folder, pages, number, part))) if exact else QImage()
        image = QImage(str(_file(folder, pages, number, part))) if image.isNull() else image
        if not image.isNull():
            found[number, part] = image
    missing = [place for place in places if place not in found and pages.place(*place)]
    return found | _painted(pages, missing, folder) if missing else found


def _painted(pages: Pages, places: list[Place], folder: Path) -> dict[Place, QImage]:
    from kit.gui.preview.film import Film

    found = {}
    with Film(pages.source, pages.digest) as film:
        for number, part in places:
            image = film.image(pages.place(number, part), WIDTH)
            if not image.isNull():
                found[number, part] = image
                _keep(image, _file(folder, pages, number, part))
    return found


def _file(folder: Path, pages: Pages, number: int, part: int) -> Path:
    return folder / f"{pages.digest}-{pages.place(number, part)}-{WIDTH}-{VERSION}.png"


def _keep(image: QImage, path: Path) -> None:
    """Keep a picture on disk; a disk that is full costs nothing but time."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if image.save(str(beside), "PNG", 80):  # type: ignore[call-overload]
            beside.replace(path)
        _prune(path.parent)
    except OSError:
        return


def _prune(folder: Path) -> None:
    """Let the oldest pictures go once there are many more than a library has."""
    names = list(folder.glob("*.png"))
    if len(names) > STORED:
        for old in sorted(names, key=lambda path: path.stat().st_mtime)[: STORED // 4]:
            old.unlink(missing_ok=True)


@dataclass(frozen=True)
class Look:
    """One slide on a shelf, as a large preview asks for it."""

    shelf: Shelf
    key: Hashable
    number: int
    find: Find

    def pixmap(self, width: int, ratio: float, part: int = 0) -> QPixmap | None:
        """Return its picture, None until there is one."""
        return self.shelf.pixmap(self.key, self.number, self.find, width, ratio, part=part, large=True)

    @property
    def parts(self) -> int:
        """Over how many slides it goes."""
        return self.shelf.parts(self.key, self.number)
