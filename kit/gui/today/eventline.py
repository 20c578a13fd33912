"""One event on Today: its day as a leaf of a calendar, title, place, countdown and how many are expected or in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kit.gui import theme, when
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.ops.events import EventRow

LEAF = 56
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class EventLine(QPushButton):
    """A line that is one button; `tick(now)` counts down."""

    def __init__(self, row: EventRow, now: datetime, call: Callable[[], object]) -> None:
        super().__init__()
        self.row = row
        self.countdown = ""
        self.setProperty("kind", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: call())
        self.tick(now)

    def sizeHint(self) -> QSize:
        return QSize(320, round((LEAF + 20) * max(1.0, theme.look().scale)))

    @property
    def place(self) -> str:
        """When and where, in the time of the event."""
        event = self.row.event
        starts, ends = event.local(event.starts_at), event.local(event.ends_at)
        words = [f"{starts:%H:%M}–{ends:%H:%M}", event.place]
        return " · ".join(word for word in words if word)

    @property
    def people(self) -> str:
        """How many are in of how many, or how many are expected."""
        counts = self.row.counts
        if counts.present:
            return _("{present} of {registered} in").format(present=counts.present, registered=counts.registered)
        n = counts.registered
        return ngettext("{n} on the roster", "{n} on the roster", n).format(n=n) if n else _("no roster yet")

    def tick(self, now: datetime) -> None:
        """Say how long it is from `now`."""
        event = self.row.event
        said = when.until(now, event.starts_at, event.ends_at)
        if said != self.countdown:
            self.countdown = said
            self.setAccessibleName(f"{event.title}, {when.day(event.local(event.starts_at))}, {self.place}, {said}, {self.people}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.height() - 20
        self._leaf(painter, QRectF(10, 10, side, side))
        left, high = side + 26, look.px(15) + 8
        top = (self.height() - high - look.px(13) - 8) // 2
        right = self._countdown(painter, QRect(left, top, self.width() - left - 14, high))
        title = QRect(left, top, self.width() - left - right - 40, high)
        font = look.font(15, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        text = QFontMetrics(font).elidedText(self.row.event.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, MIDDLE, text)
        painter.setFont(look.font(13))
        painter.setPen(look.colour("muted"))
        below = QRect(left, top + high, title.width(), look.px(13) + 8)
        place = QFontMetrics(look.font(13)).elidedText(self.place, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, MIDDLE, place)
        painter.end()

    def _leaf(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the day: its number large, the month under it."""
        look, event = theme.look(), self.row.event
        local = event.local(event.starts_at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(rect, 8, 8)
        painter.setPen(look.colour("accent_ink"))
        painter.setFont(look.font(20, QFont.Weight.DemiBold))
        painter.drawText(rect.adjusted(0, 4, 0, -rect.height() * 0.36), Qt.AlignmentFlag.AlignCenter, str(local.day))
        painter.setFont(look.font(12))
        painter.drawText(rect.adjusted(0, rect.height() * 0.54, 0, -5), Qt.AlignmentFlag.AlignCenter, when.month(local))

    def _countdown(self, painter: QPainter, rect: QRect) -> int:
        """Write countdown, try-out mark and people at the right; returns the width used."""
        look, event = theme.look(), self.row.event
        font, small = look.font(13, QFont.Weight.DemiBold), look.font(13)
        painter.setFont(font)
        painter.setPen(look.colour("accent_ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | MIDDLE, self.countdown)
        below = rect.translated(0, rect.height())
        people = f"{_('Try-out')} · {self.people}" if event.tryout else self.people
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        painter.drawText(QRect(below.x(), below.y(), below.width(), look.px(13) + 8), Qt.AlignmentFlag.AlignRight | MIDDLE, people)
        return max(QFontMetrics(font).horizontalAdvance(self.countdown), QFontMetrics(small).horizontalAdvance(people))
