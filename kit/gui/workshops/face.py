"""The big clock: readable from the back of the room, amber when little is left, red when time is over."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kit.gui import theme

TOKENS = {"warning": "warning_ink", "danger": "error_ink", "overtime": "error_ink", "held": "muted"}


class Face(QWidget):
    """Shows a time as large as its room allows, with a bar of what is left below."""

    def __init__(self, least: int = 96) -> None:
        super().__init__()
        self.text, self.phase, self.left = "", "", 0.0
        self.setMinimumHeight(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(420, max(120, self.minimumHeight()))

    def show_(self, text: str, phase: str, left: float) -> None:
        """Show `text` in the colour of `phase`; `left` is the share (0 to 1) of the bar."""
        if (text, phase, round(left, 3)) == (self.text, self.phase, round(self.left, 3)):
            return
        if text[:-2] != self.text[:-2]:
            self.setAccessibleName(text)  # each ten seconds, not each second: it is read aloud
        self.text, self.phase, self.left = text, phase, left
        self.update()

    @property
    def token(self) -> str:
        """The colour it is shown in."""
        return TOKENS.get(self.phase, "ink")

    def paintEvent(self, event: QPaintEvent) -> None:
        look, bar = theme.look(), 10.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(0, 0, self.width(), self.height() - bar - 8)
        painter.setFont(_fitting(look.font(20, QFont.Weight.DemiBold), self.text, room))
        painter.setPen(look.colour(self.token))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text)
        track = QRectF(0, self.height() - bar, self.width(), bar)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(track, 5, 5)
        if self.left > 0:
            painter.setBrush(look.colour(TOKENS.get(self.phase, "accent")))
            painter.drawRoundedRect(QRectF(0, track.y(), max(bar, track.width() * min(1.0, self.left)), bar), 5, 5)
        painter.end()


def _fitting(font: QFont, text: str, room: QRectF) -> QFont:
    """Return the font as large as the text fits into the room; every digit counts as a wide one, so that it does not jump."""
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(100)
    metrics = QFontMetricsF(font)
    wide = sum(metrics.horizontalAdvance("0" if sign.isdigit() else sign) for sign in text) or 1.0
    size = min(room.height() * 100 / metrics.height() * 1.12, room.width() * 100 / wide * 0.98)
    font.setPixelSize(max(12, int(size)))
    return font
