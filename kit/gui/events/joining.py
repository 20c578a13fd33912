"""One person, two records: choose the other one, say which stays, and see what follows before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from kit.gui import widgets
from kit.gui.events import words
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.people.doubles import Double

WHY = {
    "email": N_("Same e-mail"),
    "phone": N_("Same phone number"),
    "name": N_("Same name"),
    "sound": N_("Names sound alike"),
}


class Joining(QDialog):
    """Offers everybody else at the event, likely doubles of `entry` first; `pair()` is (who stays, who goes) when accepted."""

    def __init__(self, parent: QWidget, entry: Attendance, entries: Sequence[Attendance], doubles: Sequence[Double]) -> None:
        super().__init__(parent)
        self.entry = entry
        self._why = _reasons(entry, doubles)
        self.setWindowTitle(_("Same person"))
        self.resize(820, 620)
        self.do = widgets.button(_("One person"), "users", self.accept, kind="primary")
        self.table = RecordsTable(self._columns(), _("The other record"), key=lambda one: one.badge)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _one: self.do.setFocus())
        self.field = widgets.SearchField(_("Search name, pinyin, number or department"))
        self.field.searched.connect(lambda _text: self._keep())
        self.stays = (QRadioButton(), QRadioButton())
        for made in self.stays:
            made.toggled.connect(lambda _on: self._say())
        self.told = widgets.label("", "muted", wrap=True)
        self._lay()
        others = [one for one in entries if one.badge != entry.badge]
        self.table.show_records(sorted(others, key=lambda one: (int(one.person.id) not in self._why, one.person.sort_key)))
        self._keep()
        if self._why:
            self.table.selectRow(0)
        self._picked(self.table.record())

    def _columns(self) -> tuple[Column[Attendance], ...]:
        return (
            Column(N_("Name"), lambda one: one.person.name, sort=lambda one: (int(one.person.id) not in self._why, one.person.sort_key)),
            Column(N_("Employee no."), lambda one: one.person.emp_no, width=120),
            Column(N_("Department"), lambda one: one.person.dept, width=150),
            Column(N_("Came as"), lambda one: _("Walk-in") if one.walk_in else _("Roster"), width=100),
            Column(N_("State"), words.status, width=110, tint=words.status_ink),
            Column(N_("Why"), lambda one: self._why.get(int(one.person.id), ""), width=150, tint=lambda _one: "accent"),
        )

    def _lay(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(widgets.button(_("Cancel"), call=self.reject), QDialogButtonBox.ButtonRole.RejectRole)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 20, 24, 16)
        lay.setSpacing(12)
        lay.addWidget(widgets.label(_("Which other record is {name}, too?").format(name=_who(self.entry)), "section", wrap=True))
        lay.addWidget(self.field)
        lay.addWidget(self.table, 1)
        lay.addWidget(widgets.label(_("Which record stays?"), "section"))
        for made in self.stays:
            lay.addWidget(made)
        lay.addWidget(self.told)
        lay.addWidget(buttons)

    def choose(self, person_id: int) -> None:
        """Pick the record of this person, if it is here."""
        for one in self.table.records.records:
            if int(one.person.id) == person_id:
                self.table.pick(one.badge)

    def _picked(self, other: Attendance | None) -> None:
        self.do.setEnabled(other is not None)
        for made in self.stays:
            made.setVisible(other is not None)
        if other is None:
            self.told.setText(_("Pick the other record above."))
            return
        for made, one in zip(self.stays, (self.entry, other), strict=True):
            made.setText(f"{_who(one)} · {_('Walk-in') if one.walk_in else _('Roster')}")
        self.stays[1 if _weight(other) < _weight(self.entry) else 0].setChecked(True)
        self._say()

    def _say(self) -> None:
        other = self.table.record()
        if other is None:
            return
        kept, gone = self._ends(other)
        lines = [_("{name} stands for both; nothing is deleted, both badges work, and it can be taken back.").format(name=_who(kept))]
        if kept.present and gone.present:
            lines.append(_("Both are in: they count as one person, by the first check-in."))
        if gone.walk_in != kept.walk_in:
            lines.append(_("The walk-in counts as somebody from the roster."))
        self.told.setText("\n".join(lines))

    def _ends(self, other: Attendance) -> tuple[Attendance, Attendance]:
        return (other, self.entry) if self.stays[1].isChecked() else (self.entry, other)

    def pair(self) -> tuple[Attendance, Attendance] | None:
        """Return who stays and who goes, None without another record."""
        other = self.table.record()
        return self._ends(other) if other else None

    def _keep(self) -> None:
        from kit.people import person

        asked = self.field.text().strip()

        def test(one: Attendance) -> bool:
            return not asked or person.rank(one.person, asked) is not None or asked.casefold() in one.person.dept.casefold()

        self.table.proxy.keep(test)


def _who(entry: Attendance) -> str:
    return " · ".join(word for word in (entry.person.name, entry.person.emp_no, entry.person.dept) if word)


def _weight(entry: Attendance) -> tuple[bool, bool, int]:
    """Return by what the record that stays is proposed: a number, the roster, then age."""
    return (not entry.person.emp_no, entry.walk_in, int(entry.person.id))


def _reasons(entry: Attendance, doubles: Sequence[Double]) -> dict[int, str]:
    """Return why each likely double of a person is one."""
    mine = int(entry.person.id)
    ends = [(int(one.kept.id), int(one.gone.id), _(WHY[one.why])) for one in doubles]
    return {other: why for kept, gone, why in ends for other in {kept, gone} - {mine} if mine in (kept, gone)}
