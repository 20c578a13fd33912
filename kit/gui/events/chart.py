"""Arrivals over time: a column for each five minutes, the start of the event marked."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kit.gui import theme
from kit.i18n import _, ngettext

LEFT, RIGHT, TOP, BOTTOM = 36, 12, 24, 24
STEP = timedelta(minutes=5)
WIDEST, LABEL_ROOM, SHOWN_MOST = 28, 64, 288


class Arrivals(QWidget):
    """Columns of how many came in; times are those of the event's clock."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[tuple[datetime, int], ...] = ()
        self._start: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)

    def show_(self, columns: tuple[tuple[datetime, int], ...], start: datetime) -> None:
        """Show these (start of five minutes, people), both on the event's clock."""
        self._columns, self._start = columns[-SHOWN_MOST:], start
        people = sum(n for _at, n in columns)
        self.setAccessibleName(ngettext("Arrivals: {n} person", "Arrivals: {n} people", people).format(n=people))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.look().font(12))
        if self._columns:
            self._paint(painter, QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM))
        else:
            painter.setPen(theme.look().colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Nobody has come in yet."))
        painter.end()

    def _paint(self, painter: QPainter, room: QRectF) -> None:
        look = theme.look()
        most = _round_up(max(n for _at, n in self._columns))
        self._scale(painter, room, most)
        pitch = min(room.width() / len(self._columns), WIDEST * 2.0)
        width = max(1.0, min(WIDEST, pitch * 0.72))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        for place, (_at, n) in enumerate(self._columns):
            height = room.height() * n / most
            if n:
                painter.drawRoundedRect(QRectF(room.x() + place * pitch + (pitch - width) / 2, room.bottom() - height, width, height), 2, 2)
        self._times(painter, room, pitch)
        self._mark_start(painter, room, pitch)

    def _scale(self, painter: QPainter, room: QRectF, most: int) -> None:
        look = theme.look()
        for part in (0, 0.5, 1) if most > 1 else (0, 1):
            y = room.bottom() - room.height() * part
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(room.x(), y), QPointF(room.right(), y))
            painter.setPen(look.colour("muted"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, LEFT - 8, 16), right, f"{most * part:g}")

    def _times(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        every = max(1, -int(-LABEL_ROOM // pitch))
        painter.setPen(theme.look().colour("muted"))
        for place in range(0, len(self._columns), every):
            at = self._columns[place][0]
            painter.drawText(QRectF(room.x() + place * pitch, room.bottom() + 4, LABEL_ROOM, 18), Qt.AlignmentFlag.AlignLeft, f"{at:%H:%M}")

    def _mark_start(self, painter: QPainter, room: QRectF, pitch: float) -> None:
        """Draw a line where the event starts, if that lies within what is shown."""
        if self._start is None:
            return
        x = room.x() + pitch * ((self._start - self._columns[0][0]) / STEP)
        if room.x() <= x <= room.x() + pitch * len(self._columns):
            painter.setPen(QPen(theme.look().colour("warning_ink"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, room.y() - 4), QPointF(x, room.bottom()))
            painter.drawText(QRectF(x + 4, 0, 200, TOP - 6), Qt.AlignmentFlag.AlignVCenter, _("Start"))


def _round_up(most: int) -> int:
    """Return the top of the scale: an even number with room above the highest column."""
    for top in (1, 2, 4, 6, 8, 10, 14, 20, 30, 40, 60, 80, 100, 140, 200, 300, 400, 600, 1000, 2000, 5000):
        if most <= top:
            return top
    return most
