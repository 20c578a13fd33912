"""When time is short: what to leave out so that everybody gets home on time, done with one click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kit.gui import widgets
from kit.gui.workshops import words
from kit.i18n import _
from kit.workshops.run import Run
from kit.workshops.timing import CatchUp

SHORT = 120.0  # seconds over the end that are worth a word


class CatchUpPanel(QFrame):
    """Says how much the run will be over and which optional cues to drop; `dropped(ids)` asks to skip them."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setProperty("kind", "warning")
        self.found: CatchUp | None = None
        self.head = widgets.label("", "strong", wrap=True)
        self.told = widgets.label("", wrap=True)
        self.steps = widgets.label("", "small", wrap=True)
        self.drop = widgets.button(_("Leave them out"), "skip", self._drop)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(12, 10, 12, 10)
        lay.setSpacing(6)
        for thing in (self.head, self.told, self.steps):
            lay.addWidget(thing)
        lay.addLayout(widgets.row(self.drop, 1))
        self.hide()

    def show_(self, run: Run, found: CatchUp) -> None:
        """Show what to do, or hide when there is time."""
        self.found = found
        self.setVisible(found.short >= SHORT and run.started_at is not None and run.ended_at is None)
        over = words.minutes(found.short)
        self.head.setText(_("As it goes, it ends {over} late, at {time}.").format(over=over, time=words.local(found.ends, run.zone)))
        named = "\n".join(f"• {cue.title} ({words.minutes(cue.minutes * 60)})" for cue in found.drop)
        after = words.local(found.ends_after, run.zone)
        if found.drop:
            lead = _("Without these it ends at {time}:") if found.enough else _("Without these it still ends late, at {time}:")
            self.told.setText(lead.format(time=after) + "\n" + named)
        else:
            self.told.setText(_("No cue may be left out: shorten what comes, or tell the room."))
        names = ", ".join(step.text for step in found.steps[:3]) + (" …" if len(found.steps) > 3 else "")
        self.steps.setText(_("Steps that may wait: {steps}").format(steps=names))
        self.steps.setVisible(bool(found.steps))
        self.drop.setVisible(bool(found.drop))

    def _drop(self) -> None:
        if self.found:
            self.dropped.emit(tuple(cue.id for cue in self.found.drop))
