"""Who has answered, where the form lets the host see that: a list by name that leads to no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.people.person import Person

Row = tuple["Person", bool]


class Respondents(QDialog):
    """Shows who was expected or came, and whether they have answered, as it was when it was opened.

    It does not follow what happens: a name that turns up together with an answer would tell whose it is.
    """

    def __init__(self, parent: QWidget, rows: tuple[Row, ...], *, named: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who has answered"))
        self.resize(640, 560)
        self.table: RecordsTable[Row] = RecordsTable(_columns(), _("Who has answered"), key=lambda row: int(row[0].id))
        self.table.show_records(sorted(rows, key=lambda row: row[0].sort_key))
        self.open_ = QCheckBox(_("Only who has not answered"))
        self.open_.toggled.connect(self._keep)
        done = sum(answered for _person, answered in rows)
        head = widgets.label(_("{n} of {all} have answered.").format(n=done, all=len(rows)), "section")
        pseudonymous = _("The list leads to no answer, and does not change while it is open, so that nobody can be told by the moment.")
        told = _("Answers are kept with names: the workbook has them.") if named else pseudonymous
        buttons = QDialogButtonBox()
        buttons.addButton(widgets.button(_("Close"), call=self.accept), QDialogButtonBox.ButtonRole.AcceptRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(12)
        lay.addLayout(widgets.row(head, 1, self.open_))
        lay.addWidget(widgets.label(told, "muted", wrap=True))
        lay.addWidget(self.table, 1)
        lay.addWidget(buttons)

    def _keep(self, only_open: bool) -> None:
        self.table.proxy.keep(lambda row: not (only_open and row[1]))


def _columns() -> tuple[Column[Row], ...]:
    return (
        Column(N_("Name"), lambda row: row[0].name, sort=lambda row: row[0].sort_key),
        Column(N_("Employee no."), lambda row: row[0].emp_no, width=120),
        Column(N_("Department"), lambda row: row[0].dept, width=160),
        Column(
            N_("State"),
            lambda row: _("Has answered") if row[1] else _("Not yet"),
            width=120,
            tint=lambda row: "success_ink" if row[1] else "muted",
        ),
    )
