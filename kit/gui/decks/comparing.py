"""A module in a finished deck beside what it is now: pictures of both, slide by slide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kit.context import Kit
from kit.gui import widgets
from kit.i18n import _
from kit.ops import versions

if TYPE_CHECKING:
    from kit.decks.lineage import State

WIDTH = 400
Pair = tuple[QImage | None, QImage | None]


def pairs(kit: Kit, deck: Path, state: State) -> tuple[Pair, ...]:
    """Return the pictures of a module's slides in the deck and of those it would have now."""
    from kit.gui.preview.film import Film

    with Film(deck) as film:
        before = [film.image(number, WIDTH) for number in state.slides]
    with Film(versions.pages(kit, deck, state), "now") as film:
        now = [film.image(number, WIDTH) for number in range(1, len(film.deck.slides) + 1)]
    return tuple(zip_longest(before, now))


class CompareDialog(QDialog):
    """Shows both; nothing can be changed here."""

    def __init__(self, module: str, shown: Sequence[Pair], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare"))
        self.resize(QSize(2 * WIDTH + 120, 640))
        inner, area = QWidget(), QScrollArea()
        grid = QGridLayout(inner)
        grid.setSpacing(12)
        for column, text in enumerate((_("In the deck"), _("As the module is now"))):
            grid.addWidget(widgets.label(text, "strong"), 0, column)
        for row, pair in enumerate(shown, 1):
            for column, image in enumerate(pair):
                grid.addWidget(_picture(image, row), row, column)
        grid.setRowStretch(len(shown) + 1, 1)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.addWidget(widgets.label(module, "heading"))
        lay.addWidget(area, 1)
        lay.addLayout(widgets.row(1, widgets.button(_("Close"), call=self.reject)))


def _picture(image: QImage | None, number: int) -> QLabel:
    made = QLabel(_("no such slide") if image is None else "")
    made.setFixedWidth(WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if image is not None:
        made.setPixmap(QPixmap.fromImage(image))
        made.setAccessibleName(_("Slide {n}").format(n=number))
    return made
