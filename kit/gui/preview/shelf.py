"""The shelf: pictures of slides asked for by views, painted one deck at a time off the window's thread, kept in memory and on disk."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache

from kit.gui import jobs

if TYPE_CHECKING:
    from kit.errors import KitError
    from kit.ops.pages import Pages

WIDTH = 800
WIDE = 9 / 16
PAUSE = 40  # milliseconds in which a view may ask for more before work begins
KEPT = 40  # pictures in memory
STORED = 3000  # pictures on disk
AT_ONCE = 12  # slides painted before the window hears of them
VERSION = 1  # of the way slides are painted
GROUND = QColor("#E6EAEB")
Find = Callable[[], "Pages"]


class Shelf(QObject):
    """Gives pictures of slides; `painted` comes when more are there. `folder` is where they lie on disk."""

    painted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._images: OrderedDict[tuple[Hashable, int], QImage] = OrderedDict()
        self._wanted: OrderedDict[Hashable, tuple[Find, set[int]]] = OrderedDict()
        self._missing: set[tuple[Hashable, int]] = set()
        self._busy = False

    def pixmap(self, key: Hashable, number: int, find: Find, width: int, ratio: float) -> QPixmap | None:
        """Return slide `number` of the deck that `find` will give, in a box of 16:9; None while it is being painted or cannot be.

        `key` says which deck it is, as long as it looks the same.
        """
        name = f"page/{key!r}/{number}/{width}/{ratio}"
        made = QPixmap()
        if QPixmapCache.find(name, made):
            return made
        image = self._images.get((key, number))
        if image is None:
            self._ask(key, number, find)
            return None
        self._images.move_to_end((key, number))
        made = boxed(image, QSize(width, round(width * WIDE)), ratio)
        QPixmapCache.insert(name, made)
        return made

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
        work = partial(pictures, find, now, self.folder)
        jobs.start(work, partial(self._done, key, now), partial(self._failed, key, now), owner=self)

    def _done(self, key: Hashable, numbers: tuple[int, ...], found: Mapping[int, QImage]) -> None:
        for number in numbers:
            if number in found:
                self._images[(key, number)] = found[number]
            else:
                self._missing.add((key, number))
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.painted.emit()
        self._next()

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


def pictures(find: Find, numbers: tuple[int, ...], folder: Path) -> dict[int, QImage]:
    """Return the pictures of slides by number, from the disk or painted now; what cannot be painted is left out."""
    pages = find()
    found: dict[int, QImage] = {}
    for number in numbers:
        image = QImage(str(_file(folder, pages, number)))
        if not image.isNull():
            found[number] = image
    missing = [number for number in numbers if number not in found and pages.place(number)]
    return found | _painted(pages, missing, folder) if missing else found


def _painted(pages: Pages, numbers: list[int], folder: Path) -> dict[int, QImage]:
    from kit.gui.preview.film import Film

    found = {}
    with Film(pages.source, pages.digest) as film:
        for number in numbers:
            image = film.image(pages.place(number), WIDTH)
            if not image.isNull():
                found[number] = image
                _keep(image, _file(folder, pages, number))
    return found


def _file(folder: Path, pages: Pages, number: int) -> Path:
    return folder / f"{pages.digest}-{pages.place(number)}-{WIDTH}-{VERSION}.png"


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
