"""The roster: who is expected and who is in; a list is brought in by drag, or chosen, and looked at before it is taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from kit.context import Kit
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.gui.events import asking, words, work
from kit.gui.events.preview import Preview
from kit.gui.events.rostermenu import RosterMenu
from kit.gui.events.work import Entered, Seen
from kit.gui.records import Column, RecordsTable
from kit.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.events.event import Event
    from kit.people.matching import Import

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")


class RosterTab(QWidget):
    """Shows everybody; `failed(error)` and `told(text)` go to the message bar."""

    failed = Signal(object)
    told = Signal(str)
    template = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.code = ""
        self._event: Event | None = None
        self.setAcceptDrops(True)
        self.table = RecordsTable(self._columns(), _("Roster"), key=lambda entry: entry.badge)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _entry: self.let_in())
        self.field = widgets.SearchField(_("Search name, pinyin, number or department"))
        self.field.searched.connect(lambda _text: self._keep())
        self.count = widgets.label("", "small")
        self.in_ = widgets.button(_("Check in"), "check", self.let_in)
        self.back = widgets.button(_("Take back…"), "undo", self.ask_void)
        self.bring = widgets.button(_("Import list…"), "import", self.choose)
        self.menu = RosterMenu(kit, self)
        self.menu.failed.connect(self.failed)
        self.menu.blank.connect(self.template)
        self.empty = self._empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        bar = widgets.row(self.field, self.count, self.in_, self.back, self.menu, self.bring)
        bar.setStretch(0, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 16, 0, 0)
        lay.setSpacing(12)
        lay.addLayout(bar)
        lay.addWidget(self.stack, 1)
        self._picked(None)

    def _columns(self) -> tuple[Column[Attendance], ...]:
        def came(entry: Attendance) -> str:
            return words.clock(self._event, entry.first_in) if self._event else ""

        return (
            Column(N_("Name"), lambda entry: entry.person.name, sort=lambda entry: entry.person.sort_key),
            Column(N_("Employee no."), lambda entry: entry.person.emp_no, width=120),
            Column(N_("Department"), lambda entry: entry.person.dept, width=160),
            Column(N_("State"), words.status, width=120, tint=words.status_ink),
            Column(N_("In at"), came, sort=lambda entry: entry.first_in.timestamp() if entry.first_in else 0.0, width=80),
            Column(N_("Came as"), lambda entry: _("Walk-in") if entry.walk_in else _("Roster"), width=120),
            Column(N_("E-mail"), lambda entry: entry.person.email, width=190),
            Column(N_("Phone number"), lambda entry: entry.person.phone, width=130),
        )

    def _empty(self) -> widgets.EmptyState:
        text = _(
            "Drop a list here, .xlsx or .csv: columns like 姓名, 工号, 部门 are recognised, and you see what becomes of each row first."
        )
        return widgets.EmptyState("users", _("Nobody is expected yet"), text, _("Import list…"), self.choose)

    def show_seen(self, seen: Seen) -> None:
        """Show the event's people as they are now."""
        self._event, self.code = seen.overview.event, seen.overview.event.code
        self.table.show_records(seen.entries)
        self.stack.setCurrentIndex(1 if seen.entries else 0)
        self.menu.show_seen(seen)
        self._keep()
        self._picked(self.table.record())

    def choose(self) -> None:
        """Choose a list to bring in."""
        kinds = _("Lists") + f" ({' '.join('*' + end for end in ENDINGS)})"
        name, _kind = QFileDialog.getOpenFileName(self, _("Import list"), "", kinds)
        if name:
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Show what would become of each row of a list."""
        jobs.start(partial(work.preview, self.kit, self.code, path), partial(self._preview, path), self.failed.emit, owner=self)

    def _preview(self, path: Path, judged: Import) -> None:
        self.preview = Preview(self, self.kit, self.code, path, judged)
        self.preview.failed.connect(self.failed)
        self.preview.finished.connect(self._decided)
        self.preview.open()

    def _decided(self, yes: int) -> None:
        if yes:
            wish = self.preview.wish()
            jobs.start(partial(work.import_, self.kit, self.code, *wish), self._taken, self.failed.emit, owner=self)

    def _taken(self, judged: Import) -> None:
        n = len(judged.taken)
        text = ngettext("{n} person was taken into the roster.", "{n} people were taken into the roster.", n).format(n=n)
        self.menu.offered.emit(text, _("Take the list back…") if n else "", self.menu.ask_back)

    def let_in(self) -> None:
        """Check in the picked person."""
        entry = self.table.record()
        if entry and not entry.present:
            jobs.start(partial(work.let_in, self.kit, self.code, entry.badge), self._entered, self.failed.emit, owner=self)

    def ask_void(self) -> None:
        """Ask why the picked person's check-in is taken back, and take it back."""
        entry = self.table.record()
        reason = asking.reason(self, entry.person.name) if entry and entry.present else ""
        if entry and reason:
            jobs.start(partial(work.void, self.kit, entry.checkin_id, reason), None, self.failed.emit, owner=self)

    def _entered(self, entered: Entered) -> None:
        line = entered.line
        if line and not line.counts:
            self.failed.emit(KitError(f"door.{line.outcome}", "{name}: {outcome}", name=line.name, outcome=words.outcome(line)))

    def _picked(self, entry: Attendance | None) -> None:
        self.in_.setEnabled(bool(entry and not entry.present))
        self.back.setEnabled(bool(entry and entry.present))
        self.menu.pick(entry)

    def _keep(self) -> None:
        from kit.people import person

        asked = self.field.text().strip()

        def test(entry: Attendance) -> bool:
            return not asked or person.rank(entry.person, asked) is not None or asked.casefold() in entry.person.dept.casefold()

        self.table.proxy.keep(test)
        n = self.table.proxy.rowCount()
        self.count.setText(ngettext("{n} person", "{n} people", n).format(n=n))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if widgets.dropped_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in widgets.dropped_files(event.mimeData(), ENDINGS)[:1]:
            self.bring_in(path)
