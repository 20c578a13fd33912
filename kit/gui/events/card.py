"""The answer to a scan, to be read from across a table: green, yellow or red, the name large, one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kit.gui import icons, theme, widgets

NAME_SIZE = 40
ICONS = {"success": "success", "warning": "warning", "error": "error", "info": "info"}


class Card(QWidget):
    """Shows the last answer; before the first one it says what to do."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._kind = "info"
        self.name = widgets.label("", wrap=True)
        self.told = widgets.label(hint, "lead", wrap=True)
        self.action = widgets.button("", kind="")
        self.action.hide()
        self._call: Callable[[], object] | None = None
        self.action.clicked.connect(lambda _checked=False: self._call and self._call())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(132)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.told)
        words.addStretch(1)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(88, 12, 20, 12)
        lay.setSpacing(16)
        lay.addLayout(words, 1)
        lay.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.name.hide()
        theme.changes.changed.connect(self._colour)
        self._colour()

    def show_(self, kind: str, name: str, told: str, action: str = "", call: Callable[[], object] | None = None) -> None:
        """Show an answer of a kind: success, warning, error or info."""
        self._kind, self._call = kind, call
        self.name.setText(name)
        self.name.setVisible(bool(name))
        self.told.setText(told)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{name}: {told}" if name else told)
        self._colour()

    def sizeHint(self) -> QSize:
        return QSize(480, 132)

    def _colour(self) -> None:
        look = theme.look()
        ink = getattr(look.tokens, f"{self._kind}_ink")
        self.name.setStyleSheet(f"color: {ink}; font-size: {look.px(NAME_SIZE)}px; font-weight: 600")
        self.told.setStyleSheet(f"color: {ink}; font-size: {look.px(15)}px")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.look().colour(f"{self._kind}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        icons.paint(painter, QRectF(24, self.height() / 2 - 20, 40, 40), ICONS[self._kind], f"{self._kind}_ink")
        painter.end()
