"""Find words in the module that is being written: a line above the words that comes with Ctrl+F and goes with Escape."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from kit.gui import theme, widgets
from kit.gui.slides.source import Source
from kit.i18n import _


class Seeker(QWidget):
    """Marks every place of the words sought; Enter goes to the next, Shift+Enter to the one before."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.places: list[tuple[int, int]] = []
        self.field = widgets.SearchField(_("Find in these words"))
        self.field.textChanged.connect(lambda _text: self.look(move=True))
        self.field.installEventFilter(self)
        self.count = widgets.label("", "small")
        back = widgets.icon_button("up", _("The one before"), lambda: self.step(-1), size=16)
        on = widgets.icon_button("down", _("The next"), lambda: self.step(1), size=16)
        close = widgets.icon_button("close", _("Close"), self.leave, size=16)
        line = widgets.row(self.field, self.count, back, on, close, spacing=4)
        line.setContentsMargins(0, 0, 0, 8)
        line.setStretch(0, 1)
        self.setLayout(line)
        source.textChanged.connect(lambda: self.look() if self.isVisible() else None)
        self.hide()

    def begin(self) -> None:
        """Put the cursor into the field, with the words that are picked."""
        picked = self.source.textCursor().selectedText()
        self.show()
        if picked and "\u2029" not in picked:
            self.field.setText(picked)
        self.field.setFocus()
        self.field.selectAll()
        self.look()

    def leave(self) -> None:
        """Go back into the words, where the cursor is."""
        self.hide()
        self.source.setExtraSelections([])
        self.source.setFocus()

    def look(self, move: bool = False) -> None:
        """Find every place; with `move` the cursor goes to the first at or behind it."""
        sought = self.field.text()
        text = self.source.toPlainText()
        found = re.finditer(re.escape(sought), text, re.IGNORECASE) if sought else ()
        self.places = [(_units(text[: one.start()]), _units(one[0])) for one in found]
        self._mark()
        if move and self.places:
            start = self.source.textCursor().selectionStart()
            self._go(next((n for n, (at, _long) in enumerate(self.places) if at >= start), 0))
        else:
            self._tell(-1)

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the end."""
        if not self.places:
            return
        cursor = self.source.textCursor()
        if by > 0:
            found = [n for n, (at, _long) in enumerate(self.places) if at >= cursor.selectionEnd()]
            self._go(found[0] if found else 0)
        else:
            found = [n for n, (at, _long) in enumerate(self.places) if at < cursor.selectionStart()]
            self._go(found[-1] if found else len(self.places) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _go(self, number: int) -> None:
        at, long = self.places[number]
        cursor = self.source.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + long, QTextCursor.MoveMode.KeepAnchor)
        self.source.setTextCursor(cursor)
        self.source.ensureCursorVisible()
        self._tell(number)

    def _tell(self, number: int) -> None:
        count = len(self.places)
        place = f"{number + 1} / {count}" if number >= 0 else str(count)
        self.count.setText("" if not self.field.text() else place if count else _("Not found"))

    def _mark(self) -> None:
        marks = []
        for at, long in self.places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.source.document())
            mark.cursor.setPosition(at)
            mark.cursor.setPosition(at + long, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(theme.look().colour("warning_soft"))
            marks.append(mark)
        self.source.setExtraSelections(marks)


def _units(text: str) -> int:
    """Return how many places of a Qt document a text takes: an emoji is two there."""
    return len(text.encode("utf-16-le")) // 2
