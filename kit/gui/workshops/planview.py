"""A run of show as a timed table, with what a cue asks and says below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.records import Column, RecordsTable
from kit.gui.workshops import words
from kit.i18n import N_, _
from kit.workshops.plan import Cue, Plan


class PlanView(QWidget):
    """Shows a plan; nothing can be changed here."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        columns: list[Column[Cue]] = [
            Column(N_("When"), self._when, self._place, width=108),
            Column(N_("Minutes"), lambda cue: f"{cue.minutes:g}" if cue.timed else "", lambda cue: cue.minutes, "right", 68),
            Column(N_("Cue"), lambda cue: cue.title, tip=lambda cue: cue.title),
            Column(N_("Role"), lambda cue: words.said(cue.role), width=84),
            Column(N_("Phase"), lambda cue: words.said(cue.phase), width=88),
            Column(N_("Steps"), self._steps, lambda cue: len(cue.steps), width=112),
            Column(N_("May go"), lambda cue: _("optional") if cue.timed and cue.droppable else "", width=84),
        ]
        self.table: RecordsTable[Cue] = RecordsTable(columns, _("Run of show"))
        self.table.picked.connect(self._show_cue)
        self.detail = _Detail()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 8, 0, 0)
        lay.addWidget(split)

    def show_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self.plan = plan
        self.table.show_records(plan.cues)
        if self.table.record() is None and plan.timed:
            self.table.pick(plan.timed[0].id)
        self._show_cue(self.table.record())

    def _show_cue(self, cue: Cue | None) -> None:
        self.detail.show_cue(cue)

    def _when(self, cue: Cue) -> str:
        return words.planned(cue) or words.offset(self.plan.nominal(cue.id) if self.plan else 0)

    def _place(self, cue: Cue) -> int:
        return self.plan.cues.index(cue) if self.plan else 0

    def _steps(self, cue: Cue) -> str:
        musts = sum(step.must for step in cue.steps)
        if not cue.steps:
            return ""
        return _("{n}, {musts} must").format(n=len(cue.steps), musts=musts) if musts else str(len(cue.steps))


class _Detail(QScrollArea):
    """What attendees see, what the host notes, and the steps of one cue."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(120)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.steps = widgets.label("", wrap=True)
        self.notes = widgets.label("", "muted", wrap=True)
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(8, 8, 8, 8)
        lay.setSpacing(8)
        for one in (self.steps, self.text, self.notes):
            one.setWordWrap(True)
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lay.addWidget(one)
        lay.addStretch(1)
        self.setWidget(inside)

    def show_cue(self, cue: Cue | None) -> None:
        """Show another cue, or none."""
        steps = [f"☐ {step.text}" + (f"  · {_('must')}" if step.must else "") for step in cue.steps] if cue else []
        for label, text in ((self.steps, "\n".join(steps)), (self.text, cue.text if cue else ""), (self.notes, cue.notes if cue else "")):
            label.setText(text)
            label.setVisible(bool(text))
