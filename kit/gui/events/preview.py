"""Before a list is taken: which columns it has, and what becomes of each row and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from kit.content.cells import column_name
from kit.context import Kit
from kit.gui import jobs, widgets
from kit.gui.events import words, work
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, said

if TYPE_CHECKING:
    from kit.people.matching import Import, Verdict

TWICE = "roster.twice"
KINDS = ("new", "update", "duplicate", "error")
SAID = {"new": N_("{n} new"), "update": N_("{n} updated"), "duplicate": N_("{n} repeated"), "error": N_("{n} left out")}


def _reason(verdict: Verdict) -> str:
    changes = (f"{_(words.FIELDS[field])}: {new}" for field, old, new in verdict.changes)
    return " · ".join([said(verdict.reason)] if verdict.reason else []) + (" (" + ", ".join(changes) + ")" if verdict.changes else "")


COLUMNS: tuple[Column[Verdict], ...] = (
    Column(N_("Row"), lambda v: f"{v.row.number}", sort=lambda v: v.row.number, align="right", width=60),
    Column(
        N_("Verdict"),
        lambda v: _(words.VERDICTS[v.kind]),
        sort=lambda v: KINDS.index(v.kind),
        width=100,
        tint=lambda v: words.ink(words.VERDICT_KINDS[v.kind]),
    ),
    Column(N_("Name"), lambda v: v.draft.name, width=140),
    Column(N_("Employee no."), lambda v: v.draft.emp_no, width=110),
    Column(N_("Department"), lambda v: v.draft.dept, width=130),
    Column(N_("Why"), _reason, tip=_reason),
)


class Preview(QDialog):
    """Shows a judged list; columns may be chosen otherwise, and two rows that look like one person said to be two."""

    failed = Signal(object)

    def __init__(self, parent: QWidget, kit: Kit, code: str, path: Path, judged: Import) -> None:
        super().__init__(parent)
        self.kit, self.code, self.path = kit, code, path
        self.apart: set[int] = set()
        self.columns: dict[str, QComboBox] = {}
        self._judging = jobs.Latest(self)
        self.setWindowTitle(_("Import {name}").format(name=path.name))
        self.resize(1080, 640)
        self.badges = {kind: widgets.Badge() for kind in KINDS}
        self.notes = widgets.label("", "small", wrap=True)
        self.table = RecordsTable(COLUMNS, _("Rows"), key=lambda v: v.row.number)
        self.table.picked.connect(self._picked)
        self.two = widgets.button(_("They are two people"), "users", self.say_two)
        self.take = widgets.button("", "import", self.accept, kind="primary")
        self._lay(judged)
        self._show(judged)

    def _lay(self, judged: Import) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.two, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(widgets.button(_("Cancel"), call=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(12)
        lay.addLayout(self._mapping(judged))
        lay.addLayout(widgets.row(*self.badges.values(), 1))
        lay.addWidget(self.notes)
        lay.addWidget(self.table, 1)
        lay.addWidget(buttons)

    def _mapping(self, judged: Import) -> QGridLayout:
        """Return one choice of column for each field, as it was recognised."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        titles = judged.roster.header.titles
        for place, (field, text) in enumerate(words.FIELDS.items()):
            box = QComboBox()
            box.setAccessibleName(_(text))
            box.addItem("–", "")
            for number, title in enumerate(titles):
                if title or any(number < len(titles) for _row in judged.roster.rows[:1]):
                    box.addItem(f"{column_name(number)}  {title}", column_name(number))
            known = judged.roster.header.columns.get(field)
            box.setCurrentIndex(box.findData(column_name(known)) if known is not None else 0)
            box.activated.connect(lambda _place: self.judge())
            self.columns[field] = box
            grid.addWidget(widgets.label(_(text), "small"), 0, place)
            grid.addWidget(box, 1, place)
        return grid

    def wish(self) -> tuple[Path, dict[str, str], frozenset[int]]:
        """Return the file, the chosen columns, and the rows that are people of their own."""
        chosen = {field: str(box.currentData()) for field, box in self.columns.items() if box.currentData()}
        return self.path, chosen, frozenset(self.apart)

    def judge(self) -> None:
        """Judge the list anew with the choices made."""
        self._judging.start(partial(work.preview, self.kit, self.code, *self.wish()), self._show, self.failed.emit)

    def say_two(self) -> None:
        """Say that the picked row is another person than the row it looks like."""
        verdict = self.table.record()
        if verdict is not None:
            self.apart.add(verdict.row.number)
            self.judge()

    def _show(self, judged: Import) -> None:
        self.table.show_records(judged.verdicts)
        for kind, badge in self.badges.items():
            n = judged.count(kind)  # type: ignore[arg-type]
            badge.show_(_(SAID[kind]).format(n=n) if n else "", words.VERDICT_KINDS[kind])
        n = len(judged.taken)
        self.take.setText(_("Take {n} rows").format(n=n))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(n > 0)
        notes = [said(finding) for finding in judged.roster.findings[:3]]
        if judged.roster.unused:
            notes.append(_("Not used: {titles}").format(titles=", ".join(judged.roster.unused)))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._picked(self.table.record())

    def _picked(self, verdict: Verdict | None) -> None:
        self.two.setVisible(bool(verdict and verdict.reason and verdict.reason.code == TWICE))
