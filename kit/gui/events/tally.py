"""What the room sees of a poll and of its own questions, large and light on dark: painted for the second screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.events.live import Ask, Poll
    from kit.ops.live import Live

PAPER, SOFT, BAR, TRACK = QColor("#FFFFFF"), QColor("#B9C6CA"), QColor("#1B8577"), QColor("#22323A")
ASKS = 4


class Tally(QWidget):
    """Shows the latest poll that is open or shown, and below it the most supported questions that may be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Live | None = None

    def show_live(self, found: Live) -> None:
        """Show what goes on now."""
        self.found = found
        self.setAccessibleName("; ".join(self.lines()))
        self.update()

    def lines(self) -> list[str]:
        """Return what is to be read, for those who listen to the screen."""
        poll, asks = self._shown()
        told = [poll.question, *(f"{bar.text}: {bar.n}" if poll.shown else bar.text for bar in poll.bars)] if poll else []
        return [*told, *(ask.text for ask in asks)]

    def _shown(self) -> tuple[Poll | None, list[Ask]]:
        found = self.found
        polls = [poll for poll in found.polls[:1] if poll.open or poll.shown] if found else []
        asks = [ask for ask in found.asks if ask.state == "shown"][:ASKS] if found else []
        return (polls[0] if polls else None), asks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = max(12.0, min(self.width() / 44, self.height() / 24))
        poll, asks = self._shown()
        y = unit
        if poll:
            y = self._words(painter, poll.question, y, unit * 1.9, PAPER, bold=True) + unit
            for bar in poll.bars:
                y = self._bar(painter, bar.text, bar.n, poll.n, poll.shown, y, unit)
            said = ngettext("{n} answer", "{n} answers", poll.n).format(n=poll.n)
            y = self._words(painter, said if poll.open else f"{said} · {_('closed')}", y, unit, SOFT) + unit
        if asks:
            y = self._words(painter, _("Questions from the room"), y, unit, SOFT) + unit * 0.4
        for ask in asks:
            y = self._words(painter, f"▲ {ask.n}   {ask.text}", y, unit * 1.25, PAPER) + unit * 0.5
        if not poll and not asks:
            self._words(painter, _("Ask the speaker: on your phone, after check-in"), self.height() / 3, unit * 1.6, PAPER, bold=True)

    def _words(self, painter: QPainter, text: str, y: float, size: float, colour: QColor, *, bold: bool = False) -> float:
        """Set text over the whole width; returns where it ends."""
        font = QFont(self.font())
        font.setPixelSize(round(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        room = QRectF(0, y, self.width(), max(0.0, self.height() - y))
        painter.drawText(room, int(flags), text)
        return y + painter.boundingRect(room, int(flags), text).height()

    def _bar(self, painter: QPainter, text: str, n: int, all_: int, shown: bool, y: float, unit: float) -> float:
        height, width = unit * 2.1, float(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(TRACK)
        painter.drawRoundedRect(QRectF(0, y, width, height), 8, 8)
        share = n / all_ if all_ and shown else 0.0
        if share:
            painter.setBrush(BAR)
            painter.drawRoundedRect(QRectF(0, y, width * share, height), 8, 8)
        font = QFont(self.font())
        font.setPixelSize(round(unit * 1.15))
        painter.setFont(font)
        painter.setPen(PAPER)
        inner = QRectF(unit * 0.7, y, width - unit * 1.4, height)
        count = f"{n}  ·  {share:.0%}" if shown else ""
        room = inner.width() - QFontMetricsF(font).horizontalAdvance(count) - unit
        words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        return y + height + unit * 0.5
