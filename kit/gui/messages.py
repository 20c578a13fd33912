"""The message bar: what the window has to say slides in at the bottom, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from kit.gui import theme, widgets
from kit.i18n import _

STAYS = 6000
SLIDES = 160
INKS = {kind: f"{kind}_ink" for kind in ("info", "success", "warning", "error")}


class MessageBar(QFrame):
    """Lies over the bottom of its parent; what is no error goes by itself, an error stays until it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("message")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = widgets.button("", kind="quiet")
        self.action.clicked.connect(self._act)
        self.action.hide()
        self.close_ = widgets.icon_button("close", _("Close"), self.go_away, size=16)
        self._call: Callable[[], object] | None = None
        self._icon: QWidget = widgets.picture("info", 20, "info_ink")
        self._lay = QHBoxLayout(self)
        self._lay.setContentsMargins(14, 8, 8, 8)
        self._lay.setSpacing(10)
        self._lay.addWidget(self._icon)
        self._lay.addWidget(self.text, 1)
        self._lay.addWidget(self.action)
        self._lay.addWidget(self.close_)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_away)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(SLIDES)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, kind: str = "info", action: str = "", call: Callable[[], object] | None = None) -> None:
        """Say `text`; a newer message takes the place of an older one."""
        self.text.setText(text)
        self.setAccessibleName(text)
        widgets.restyle(self, "kind", kind)
        self.text.setStyleSheet(f"color: {getattr(theme.look().tokens, INKS[kind])}")
        self._icon.setParent(None)
        self._icon = widgets.picture(kind, 20, INKS[kind])
        self._lay.insertWidget(0, self._icon)
        self._call = call
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self._appear()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.stop()
        if kind != "error":
            self._timer.start(STAYS + 40 * len(text))

    def go_away(self) -> None:
        """Hide the message."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._slide.stop()
            self._place()
        return False

    def _act(self) -> None:
        call, self._call = self._call, None
        self.go_away()
        if call:
            call()

    def _appear(self) -> None:
        home = self._place()
        self.show()
        self.raise_()
        self._slide.stop()
        self._slide.setStartValue(home + QPoint(0, self.height() + 24))
        self._slide.setEndValue(home)
        self._slide.start()

    def _place(self) -> QPoint:
        """Lie centred above the lower edge, and above a bar with buttons that is there, as wide as the words need."""
        parent = self._over
        least = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 130 + self.action.sizeHint().width()
        width = max(280, min(parent.width() - 48, 720, least))
        self.setFixedSize(width, self._lay.totalHeightForWidth(width))
        bars = [bar.mapTo(parent, QPoint()).y() for bar in parent.findChildren(QFrame, "workbar") if bar.isVisible()]
        edge = min((at for at in bars if at > 0), default=parent.height() - 12)
        home = QPoint((parent.width() - self.width()) // 2, edge - self.height() - 12)
        self.move(home)
        return home
