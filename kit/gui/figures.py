"""Numbers to see at a glance: a big figure with its label, and bars that show how answers are spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kit.gui import theme, widgets


class Figure(QWidget):
    """A big number, what it counts under it, and perhaps what it is out of."""

    def __init__(self, name: str, value: str = "–", note: str = "") -> None:
        super().__init__()
        self.value = widgets.label(value, "display")
        self.name = widgets.label(name, "muted")
        self.note = widgets.label(note, "small")
        self.note.setVisible(bool(note))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        for thing in (self.value, self.name, self.note):
            lay.addWidget(thing)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._tell()

    def show_(self, value: str, note: str = "") -> None:
        """Show another value."""
        self.value.setText(value)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.name.text()}: {self.value.text()} {self.note.text()}".strip())


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value, how the value reads, and a token for its colour."""

    label: str
    value: float
    said: str = ""
    token: str = "accent"


class Bars(QWidget):
    """Horizontal bars with their labels at the left and their values at the end, all on one scale."""

    def __init__(self, bars: Sequence[Bar] = (), *, label_width: int = 160, most: float = 0.0) -> None:
        super().__init__()
        self._label_width = label_width
        self._most = most
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_(bars)

    def show_(self, bars: Sequence[Bar], most: float = 0.0) -> None:
        """Show these bars; `most` is the value of a full bar, else the largest is."""
        self._bars = tuple(bars)
        self._most = most or self._most
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.said or bar.value}" for bar in self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, len(self._bars) * self._step())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, len(self._bars) * self._step())

    def _step(self) -> int:
        return theme.look().px(13) + 15

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = self._most or max((bar.value for bar in self._bars), default=0.0) or 1.0
        plain, bold = look.font(13), look.font(12, QFont.Weight.DemiBold)
        told = max((QFontMetrics(bold).horizontalAdvance(bar.said) for bar in self._bars), default=0) + 12
        room = max(20, self.width() - self._label_width - told - 8)
        for row, bar in enumerate(self._bars):
            top = row * self._step()
            painter.setFont(plain)
            painter.setPen(look.colour("ink"))
            text = QFontMetrics(plain).elidedText(bar.label, Qt.TextElideMode.ElideRight, self._label_width)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, self._label_width, self._step()), middle, text)
            track = QRectF(self._label_width + 8, top + self._step() / 2 - 5, room, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sunken"))
            painter.drawRoundedRect(track, 5, 5)
            if bar.value > 0:
                painter.setBrush(look.colour(bar.token))
                painter.drawRoundedRect(QRectF(track.x(), track.y(), max(10.0, room * min(1.0, bar.value / most)), 10), 5, 5)
            painter.setFont(bold)
            painter.setPen(look.colour("muted"))
            painter.drawText(QRectF(track.right() + 8, top, told, self._step()), middle, bar.said)
        painter.end()
