"""The strip above the answers: from when on they are taken, and the one click that opens the feedback before the start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kit.gui import widgets
from kit.gui.events import words
from kit.gui.events.work import Seen
from kit.i18n import _


class Opening(QFrame):
    """`wanted(early)` asks to take answers from now on, or from the start on."""

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.early = False
        self.said = widgets.label("", "", wrap=True)
        self.do = widgets.button(_("Open now"), call=lambda: self.wanted.emit(not self.early))
        line = widgets.row(widgets.picture("clock", 20, "muted"), self.said, self.do, spacing=10)
        line.setContentsMargins(16, 8, 8, 8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_seen(self, seen: Seen) -> None:
        """Show it while the event has not begun and asks something."""
        event, now = seen.overview.event, seen.at
        waits = now is not None and now < event.starts_at and event.closed_at is None and "feedback" in seen.codes
        self.setVisible(waits)
        if not waits or now is None:
            return
        self.early = seen.opens is None and event.feedback_at is not None
        self.do.setVisible(self.early or seen.opens is not None)
        if seen.opens:
            told = _("Feedback opens with the start: {time}. Until then phones say so.")
            self.said.setText(told.format(time=words.coming(event, seen.opens, now)))
            self.do.setText(_("Open now"))
        elif self.early:
            self.said.setText(
                _("Opened before the start: answers are taken since {time}.").format(time=words.coming(event, event.asks_from, now))
            )
            self.do.setText(_("Wait for the start"))
        else:
            self.said.setText(_("This form is answered before the event: answers are taken now."))
