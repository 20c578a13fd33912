"""The words of a module to type in: line numbers and problems in the margin, colours, completion of names that are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QToolTip, QWidget

from kit.gui import icons, theme, widgets
from kit.gui.slides.colouring import Colours
from kit.i18n import _

MARK = 16
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".bmp", ".tif", ".tiff", ".webp")
LAYOUT = re.compile(r"<!--(?:.*[\s;])?_?layout:\s*([\w-]*)$")
DEPTH = re.compile(r"<!--(?:.*[\s;])?depth:\s*([\w-]*)$")
CODE = ("Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono", "Liberation Mono")
FRONT = re.compile(r"^([\w-]*)$")
WORST = {"error": ("error", "error_ink"), "warning": ("warning", "warning_ink"), "note": ("info", "info_ink")}


class Source(QPlainTextEdit):
    """`at_line(n)` follows the cursor, `pictured(paths or QImage)` comes when pictures are dropped or pasted.

    Problems are given by line (from 1) as severity and words.
    """

    at_line = Signal(int)
    pictured = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.problems: Mapping[int, tuple[str, str]] = {}
        self.setAccessibleName(_("The module's words"))
        self.setObjectName("surface")
        self.setFont(fixed())
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self.colours = Colours(self.document())
        self.margin = _Margin(self)
        self._line = 0
        self._complete()
        self.blockCountChanged.connect(lambda _n: self._measure())
        self.updateRequest.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._moved)
        self._measure()

    def show_problems(self, found: Mapping[int, tuple[str, str]]) -> None:
        """Mark these lines in the margin."""
        self.problems = found
        self.margin.update()

    def line(self) -> int:
        """Return the line of the cursor, from 1."""
        return self.textCursor().blockNumber() + 1

    def go(self, line: int) -> None:
        """Put the cursor at the beginning of a line and show it."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(max(line, 1) - 1)))
        self.centerCursor()

    def take(self, text: str) -> None:
        """Put other words in the place of all, the cursor on the same line, as an edit that can be taken back."""
        line, cursor = self.line(), QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.go(line)

    def replace_in(self, line: int, old: str, new: str) -> bool:
        """Put `new` in the place of `old` on a line, or below it where it is not there, as an edit that can be taken back."""
        block = self.document().findBlockByNumber(max(line, 1) - 1)
        while block.isValid():
            at = block.text().find(old)
            if at >= 0:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + at)
                cursor.setPosition(block.position() + at + len(old), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(new)
                return True
            block = block.next()
        return False

    def insert_picture(self, name: str) -> None:
        """Put a picture's line below the cursor's; what it shows can be typed at once."""
        cursor = self.textCursor()
        text = cursor.block().text().strip()
        before = "\n\n" if text and not text.startswith("!") else "\n" if text else ""
        if text:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"{before}![]({name})")
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(name) + 3)
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(widgets.dropped_files(source, PICTURES)) or source.hasImage() or (source.hasText() and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if paths := widgets.dropped_files(source, PICTURES):
            self.pictured.emit(paths)
        elif source.hasImage() and not source.hasText():
            self.pictured.emit(source.imageData())
        else:
            super().insertFromMimeData(source)

    def margin_width(self) -> int:
        """Return how wide the margin is."""
        return self.fontMetrics().horizontalAdvance("9") * max(len(str(self.blockCount())), 2) + MARK + 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.margin.setGeometry(QRect(inside.left(), inside.top(), self.margin_width() - 4, inside.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.offered
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            event.ignore()  # the list of names takes them
            return
        asked = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not asked:
            super().keyPressEvent(event)
        if asked or event.text().strip() or (popup.isVisible() and event.key() == Qt.Key.Key_Backspace):
            self._offer(asked)

    def _measure(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self.margin.scroll(0, by)
        else:
            self.margin.update(0, rect.y(), self.margin.width(), rect.height())

    def _moved(self) -> None:
        if self.line() != self._line:
            self._line = self.line()
            self.margin.update()
            self.at_line.emit(self._line)

    def _complete(self) -> None:
        self.names = QStringListModel(self)
        self.completer = QCompleter(self.names, self)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.activated.connect(self._take)
        self.offered = QListView()
        self.offered.setObjectName("offers")
        self.offered.setAccessibleName(_("Names that fit here"))
        self.completer.setPopup(self.offered)

    def _offer(self, asked: bool) -> None:
        """Offer the names that can stand where the cursor is."""
        typed, names = self.known()
        if not names or (len(typed) < 2 and not asked and not self.textCursor().block().text().startswith("<!--")):
            self.offered.hide()
            return
        self.names.setStringList(list(names))
        self.completer.setCompletionPrefix(typed)
        popup = self.offered
        if not self.completer.completionCount() or (self.completer.completionCount() == 1 and self.completer.currentCompletion() == typed):
            popup.hide()
            return
        place = self.cursorRect()
        place.translate(self.margin_width(), 4)
        place.setWidth(popup.sizeHintForColumn(0) + 40)
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        self.completer.complete(place)

    def known(self) -> tuple[str, Sequence[str]]:
        """Return what is typed so far of a name that is known, and the names there are: layouts, depths, keys of the front matter."""
        from kit.decks.module import front
        from kit.decks.module.model import DEPTHS, LAYOUTS

        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        for pattern, names in ((LAYOUT, LAYOUTS), (DEPTH, DEPTHS)):
            if found := pattern.search(before):
                return found[1], names
        found = FRONT.match(before)
        return (found[1], front.KEYS) if found and self._in_front() else ("", ())

    def _in_front(self) -> bool:
        return self.textCursor().blockNumber() > 0 and self.textCursor().block().previous().userState() == 1

    def _take(self, name: str) -> None:
        typed, names = self.known()
        from kit.decks.module import front

        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed))
        cursor.insertText(name + (": " if names is front.KEYS else ""))
        self.setTextCursor(cursor)


class _Margin(QWidget):
    """Line numbers, and a mark where something is to be mended."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._source = source
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._source.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        source, look = self._source, theme.look()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("surface"))
        painter.setFont(source.font())
        block, metrics = source.firstVisibleBlock(), source.fontMetrics()
        top = source.blockBoundingGeometry(block).translated(source.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            line = block.blockNumber() + 1
            painter.setPen(look.colour("ink" if line == source.line() else "muted"))
            base = round(top + block.layout().lineAt(0).ascent())  # Chinese lines are higher: numbers stand on the words' own line
            number = str(line)
            painter.drawText(self.width() - 8 - metrics.horizontalAdvance(number), base, number)
            if line in source.problems:
                name, role = WORST[source.problems[line][0]]
                at = QPoint(4, base - (metrics.capHeight() + MARK) // 2)
                painter.drawPixmap(at, icons.pixmap(name, MARK, role, self.devicePixelRatioF()))
            top += source.blockBoundingRect(block).height()
            block = block.next()
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            line = self._source.cursorForPosition(QPoint(4, event.pos().y())).blockNumber() + 1
            QToolTip.showText(event.globalPos(), self._source.problems.get(line, ("", ""))[1], self)
            return True
        return super().event(event)


def fixed() -> QFont:
    """Return the font in which sources are written: the system's own for code where it names one."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    own = system.families() if QFontInfo(system).fixedPitch() else []
    font = QFont([*own, *CODE, *theme.CHINESE])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(theme.look().px(13))
    return font
