"""The last lines of the door: time, name, how it ended, in the colour of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kit.gui import theme
from kit.gui.events import words
from kit.gui.records import RECORD, Column, Index, RecordsModel

if TYPE_CHECKING:
    from kit.events.door import CheckIn
    from kit.events.event import Event

HEIGHT = 44


class Lines(QListView):
    """Shows lines of the ledger, the newest first; `picked(line)` tells which is chosen, None for none."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.event_: Event | None = None
        self.records: RecordsModel[CheckIn] = RecordsModel([Column("", self._said)])
        self.setModel(self.records)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setProperty("framed", True)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.picked.emit(now.data(RECORD)))

    def show_lines(self, event: Event, lines: tuple[CheckIn, ...]) -> None:
        """Show these lines; the choice stays on the line it was on."""
        chosen = self.line()
        self.event_ = event
        self.records.show(lines)
        place = next((n for n, line in enumerate(lines) if chosen and line.id == chosen.id), -1)
        if place >= 0:
            self.setCurrentIndex(self.records.index(place, 0))
        elif chosen:
            self.picked.emit(None)

    def line(self) -> CheckIn | None:
        """Return the chosen line."""
        found: CheckIn | None = self.currentIndex().data(RECORD)
        return found

    def _said(self, line: CheckIn) -> str:
        at = words.clock(self.event_, line.corrected_at) if self.event_ else ""
        return f"{at} {line.name} {line.dept}: {words.outcome(line)}"


class _Painter(QStyledItemDelegate):
    """Paints one line: a stripe in its colour, the name, and at the right how it ended and when."""

    def __init__(self, view: Lines) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(HEIGHT * theme.look().scale))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        look, line = theme.look(), index.data(RECORD)
        event = self._view.event_
        if line is None or event is None:
            return
        rect, ink = QRectF(option.rect), look.colour(words.ink(words.kind(line)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(rect.x() + 8, rect.y() + 10, 4, rect.height() - 20), 2, 2)
        self._words(painter, rect.adjusted(24, 0, -12, 0), line, ink)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, line: CheckIn, ink: Any) -> None:
        look, middle = theme.look(), Qt.AlignmentFlag.AlignVCenter
        assert self._view.event_ is not None
        plain, bold = look.font(13), look.font(15, QFont.Weight.DemiBold)
        told, at = words.outcome(line), words.clock(self._view.event_, line.corrected_at)
        right = QFontMetrics(plain).horizontalAdvance(told) + 72
        painter.setFont(bold)
        painter.setPen(look.colour("ink"))
        name = QFontMetrics(bold).elidedText(line.name, Qt.TextElideMode.ElideRight, int(rect.width() - right))
        painter.drawText(rect, middle, name)
        used = QFontMetrics(bold).horizontalAdvance(name) + 10
        painter.setFont(plain)
        painter.setPen(look.colour("muted"))
        room = rect.width() - right - used
        if line.dept and room > 30:
            painter.drawText(
                rect.adjusted(used, 0, 0, 0), middle, QFontMetrics(plain).elidedText(line.dept, Qt.TextElideMode.ElideRight, int(room))
            )
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, at)
        painter.setPen(ink)
        painter.drawText(rect.adjusted(0, 0, -56, 0), middle | Qt.AlignmentFlag.AlignRight, told)
