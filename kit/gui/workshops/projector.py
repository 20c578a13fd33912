"""What the room sees on the second screen: the cue, what to do, the time left."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kit.gui import theme, widgets
from kit.gui.workshops import words
from kit.gui.workshops.face import Face
from kit.i18n import _
from kit.workshops import timing
from kit.workshops.run import Run


class Projector(QWidget):
    """A window of its own; Escape closes it, F11 fills the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Projector"))
        self.resize(1120, 630)
        self.title, self.text, self.next = QLabel(), QLabel(), QLabel()
        for one in (self.title, self.text, self.next):
            one.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.next.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.face = Face(80)
        foot = widgets.row(self.face, self.next, spacing=32)
        foot.setStretch(0, 2)
        foot.setStretch(1, 3)
        self.room = QVBoxLayout(self)
        self.room.addWidget(self.title)
        self.room.addWidget(self.text, 5)
        self.room.addLayout(foot, 2)

    def show_run(self, run: Run, now: datetime) -> None:
        """Show where the run stands."""
        cue = run.cue or (run.next_cue if not run.ended_at else None)
        shown = timing.clock(run, now)
        self._say(self.title, cue.title if cue else run.plan.title)
        self._say(self.text, (cue.text if cue else "") or ("" if cue else _("Thank you for coming.")))
        follows = run.next_cue if run.cue else None
        self._say(self.next, _("Next: {title}").format(title=follows.title) if follows else "")
        left = shown.remaining / shown.allotted if shown.allotted else 0.0
        text = words.clock(shown.remaining) if run.cue else words.local(now, run.zone)
        self.face.show_(text, "held" if run.status == "held" else shown.phase, left)

    def place(self) -> None:
        """Fill the second screen where there is one, else open as an ordinary window."""
        screens = QGuiApplication.screens()
        owner = self.parentWidget()
        mine = owner.screen() if owner else QGuiApplication.primaryScreen()
        other = next((screen for screen in screens if screen is not mine), None)
        if other is None:
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let words grow with the screen."""
        super().resizeEvent(event)
        tall = max(320, self.height())
        margin = tall // 16
        self.room.setContentsMargins(margin, margin, margin, margin)
        self.room.setSpacing(margin // 2)
        ink, muted = theme.look().tokens.ink, theme.look().tokens.muted
        self.title.setStyleSheet(f"font-size: {tall // 12}px; font-weight: 600; color: {ink};")
        self.text.setStyleSheet(f"font-size: {tall // 24}px; color: {ink};")
        self.next.setStyleSheet(f"font-size: {tall // 26}px; color: {muted};")

    def _say(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
