"""The line above the pictures: what is sought, how much was found, modules or single slides, pictures or a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QWidget

from kit.gui import theme, widgets
from kit.i18n import _

NARROW = 600


def leads(field: QWidget, view: QAbstractItemView) -> None:
    """Let the arrow down go from a search field into what it found."""

    def go() -> None:
        index = view.currentIndex()
        view.setFocus()
        view.setCurrentIndex(index if index.isValid() else view.model().index(0, 0))  # picked too, not only the cursor's place

    QShortcut(QKeySequence(Qt.Key.Key_Down), field, go).setContext(Qt.ShortcutContext.WidgetShortcut)


class SearchBar(QWidget):
    """One line where there is room for it, else two; `by(modules)` and `lay_out(grid)` are told what is pressed."""

    def __init__(self, by: Callable[[bool], object], lay_out: Callable[[bool], object]) -> None:
        super().__init__()
        self.field = widgets.SearchField(_("Search titles, text, notes and tags"))
        self.count = widgets.label("", "small")
        self.modules = widgets.button(_("Modules"), call=partial(by, True), kind="quiet")
        self.single = widgets.button(_("Single slides"), call=partial(by, False), kind="quiet")
        self.grid = widgets.icon_button("grid", _("As pictures"), partial(lay_out, True), size=16)
        self.list = widgets.icon_button("list", _("As a list"), partial(lay_out, False), size=16)
        for made in (self.modules, self.single, self.grid, self.list):
            made.setCheckable(True)
        self.modules.setChecked(True)
        self.grid.setChecked(True)
        choice = widgets.row(self.count, 1, self.modules, self.single, self.grid, self.list, spacing=4)
        choice.insertSpacing(1, 8)
        choice.setContentsMargins(0, 0, 0, 0)
        self.choice = QWidget()
        self.choice.setLayout(choice)
        self.lines = QGridLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        self.lines.setColumnStretch(0, 1)
        self.lines.addWidget(self.field, 0, 0)
        self.lines.addWidget(self.choice, 0, 1)
        self.setMinimumWidth(self.choice.minimumSizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme.look().scale
        at = (1, 0) if narrow else (0, 1)
        if self.lines.itemAtPosition(*at) is None:
            self.lines.removeWidget(self.choice)
            self.lines.addWidget(self.choice, *at)
