"""The list at the left: runs that are going on, runs of show to choose from, runs that ended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.records import Column, RecordsTable
from kit.gui.workshops import words
from kit.i18n import N_, NAMES, _
from kit.ops.workshops import PlanRow
from kit.workshops.run import Run

ENDED_SHOWN = 4


class Library(QFrame):
    """`picked(row)` tells the run of show that is chosen, `opened(run)` a run that is asked for."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(300)
        self.setMaximumWidth(420)
        columns: list[Column[PlanRow]] = [
            Column(N_("Workshop"), lambda row: row.plan.title, tip=lambda row: str(row.path)),
            Column(N_("Language"), lambda row: NAMES.get(row.plan.lang, row.plan.lang), width=76),
            Column(N_("Minutes"), lambda row: str(row.plan.minutes or ""), lambda row: row.plan.minutes, "right", 72),
        ]
        self.table: RecordsTable[PlanRow] = RecordsTable(columns, _("Workshops"), key=key)
        self.table.picked.connect(self.picked)
        self.going = widgets.Section(_("Going on"))
        self.ended = widgets.Section(_("Ended"))
        self.going_rows, self.ended_rows = QWidget(), QWidget()
        for box in (self.going_rows, self.ended_rows):
            inner = QVBoxLayout(box)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(2)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        for thing in (self.going, self.going_rows, self.table, self.ended, self.ended_rows):
            lay.addWidget(thing)
        lay.setStretch(2, 1)

    def show_rows(self, rows: Sequence[PlanRow], runs: Sequence[Run], lang: str) -> None:
        """Show these runs of show (those in `lang` first) and these runs."""
        ordered = sorted(rows, key=lambda row: (row.plan.lang not in ("", lang), row.plan.title))
        self.table.show_records(ordered)
        if self.table.record() is None and ordered:
            self.table.pick(key(ordered[0]))
        self._fill(self.going, self.going_rows, [run for run in runs if run.ended_at is None])
        self._fill(self.ended, self.ended_rows, [run for run in runs if run.ended_at is not None][:ENDED_SHOWN])

    def _fill(self, head: QWidget, box: QWidget, runs: Sequence[Run]) -> None:
        lay = box.layout()
        assert lay is not None
        while (item := lay.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for run in runs:
            began = words.local(run.started_at, run.zone) if run.started_at else ""
            note = " ".join(word for word in (_(words.STATUS[run.status]), began) if word)
            icon = "check" if run.ended_at else "pause" if run.status == "held" else "play"
            lay.addWidget(widgets.RowButton(words.named(run), icon, partial(self.opened.emit, run), note))
        head.setVisible(bool(runs))
        box.setVisible(bool(runs))


def key(row: PlanRow) -> tuple[str, str]:
    """Return what tells one run of show from another."""
    return row.plan.name, row.plan.lang
