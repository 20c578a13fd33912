"""The languages in which a module is there: one button each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.slides.inspector import clear
from kit.i18n import NAMES


class Languages(QWidget):
    """`opened(path)` comes when another language is picked."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(4)

    def show_(self, found: dict[str, Path], now: Path) -> None:
        """Show these languages, `now` pressed; one alone needs no button."""
        clear(self.line)
        for lang, path in sorted(found.items(), reverse=True) if len(found) > 1 else ():
            made = widgets.button(NAMES.get(lang, lang.upper() or "–"), call=partial(self.opened.emit, path), kind="quiet")
            made.setCheckable(True)
            made.setChecked(path == now)
            self.line.addWidget(made)
