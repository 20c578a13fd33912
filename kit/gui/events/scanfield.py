"""The field that scanners type into: no input method swallows letters, a scanner that says everything twice is heard once."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kit.gui import icons
from kit.i18n import _

SAME_MS = 2500
PAUSE_MS = 120
BADGE = "LB"
BADGE_LENGTH = 16


class ScanField(QLineEdit):
    """`scanned(text)` comes with Enter (or Tab after a badge), `typed(text)` shortly after the last key."""

    scanned = Signal(str)
    typed = Signal(str)
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setProperty("role", "huge")
        self.setPlaceholderText(_("Scan a badge, or type pinyin, initials or a number"))
        self.setAccessibleName(_("Scan field"))
        self.addAction(icons.icon("qr", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaxLength(200)
        self._last = ""
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._timer.start())

    def event(self, event: QEvent) -> bool:
        """Take Tab as the end of a badge: some scanners send it instead of Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab and self._badge():
            self._scan()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._scan()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._timer.start()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def _badge(self) -> bool:
        text = self.text().strip().upper()
        return len(text) >= BADGE_LENGTH and text.startswith(BADGE)

    def _scan(self) -> None:
        text = self.text().strip()
        self._timer.stop()
        self.clear()
        if not text or (text == self._last and self._since.isValid() and self._since.elapsed() < SAME_MS):
            return
        self._last = text
        self._since.restart()
        self.scanned.emit(text)
