"""Steps to tick: what must be done is marked, what can be left out is lighter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.i18n import _
from kit.workshops.plan import Cue, Step
from kit.workshops.run import Run


class Checklist(QScrollArea):
    """The steps of some cues; `ticked(step id, done)` comes for each click or press of Space."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Checklist"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: dict[str, StepRow] = {}
        self._shown: tuple[str, ...] = ()

    def show_cues(self, run: Run, cues: Sequence[Cue], *, titled: bool = False) -> None:
        """Show the steps of `cues`, each cue under its title if `titled`; rows stay when only ticks changed."""
        shown = (str(run.id), *(step.id for cue in cues for step in cue.steps))
        if shown != self._shown:
            self._shown = shown
            self._build(cues, titled)
        for step_id, row in self.rows.items():
            row.show_done(step_id in run.ticks)

    def _build(self, cues: Sequence[Cue], titled: bool) -> None:
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(0, 0, 8, 0)
        lay.setSpacing(6)
        self.rows = {}
        for cue in cues:
            if titled and cue.steps:
                lay.addWidget(widgets.label(cue.title, "section", wrap=True))
            for step in cue.steps:
                self.rows[step.id] = StepRow(step)
                self.rows[step.id].ticked.connect(self.ticked)
                lay.addWidget(self.rows[step.id])
        if not self.rows:
            lay.addWidget(widgets.label(_("Nothing to tick here."), "muted"))
        lay.addStretch(1)
        self.setWidget(inside)


class StepRow(QWidget):
    """One step: its box, its words over as many lines as they need, and whether it is a must."""

    ticked = Signal(str, bool)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.box = QCheckBox()
        told = _("{step} (must)").format(step=step.text) if step.must else step.text
        self.box.setAccessibleName(told)
        self.box.clicked.connect(lambda done: self.ticked.emit(step.id, done))
        self.words = _Words(step.text, self.box)
        self.words.setProperty("role", "" if step.must else "muted")
        line = widgets.row(self.box, self.words, spacing=4)
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        if step.owner:
            line.addWidget(widgets.label(step.owner, "small"), 0, Qt.AlignmentFlag.AlignTop)
        if step.must:
            line.addWidget(widgets.Badge(_("must"), "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_done(self, done: bool) -> None:
        """Show whether it is ticked."""
        self.box.setChecked(done)
        widgets.restyle(self.words, "role", "muted" if done or not self.step.must else "")


class _Words(QLabel):
    """Words beside a box that tick it when clicked."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()
