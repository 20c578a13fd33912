"""One event: its parts side by side as tabs, and the window for the second screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QTabWidget, QWidget

from kit import i18n
from kit.context import Kit
from kit.gui import jobs
from kit.gui.events import work
from kit.gui.events.door import DoorTab
from kit.gui.events.feedback import FeedbackTab
from kit.gui.events.live import LiveTab
from kit.gui.events.overview import OverviewTab
from kit.gui.events.prints import PrintsTab
from kit.gui.events.projector import Projector
from kit.gui.events.roster import RosterTab
from kit.gui.events.sheets import SheetsTab
from kit.gui.events.work import Seen
from kit.i18n import _, ngettext
from kit.ops import events

if TYPE_CHECKING:
    from kit.forms.model import Form
    from kit.ops.live import Live
    from kit.people.person import Person

TABS = ("overview", "door", "roster", "feedback", "live", "sheets", "prints")


class EventView(QTabWidget):
    """Overview, door, roster, feedback, sheets and prints; `wanted(what, lang)` asks for a workbook, `ordered(order)` for a print."""

    phones = Signal()
    failed = Signal(object)
    told = Signal(str)
    offered = Signal(str, str, object)
    wanted = Signal(str, str)
    ordered = Signal(object)
    asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.seen: Seen | None = None
        self.projector: Projector | None = None
        self._asking = jobs.Latest(self)
        self.overview, self.door, self.roster = OverviewTab(), DoorTab(kit), RosterTab(kit)
        self.feedback, self.live, self.sheets, self.prints = FeedbackTab(), LiveTab(kit), SheetsTab(), PrintsTab()
        self.setDocumentMode(True)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        texts = (_("Overview"), _("Door"), _("Roster"), _("Feedback"), _("Live"), _("Sheets"), _("Prints"))
        for widget, text in zip(self._tabs(), texts, strict=True):
            self.addTab(widget, text)
        self._connect()

    def _connect(self) -> None:
        self.currentChanged.connect(lambda _place: self._turned())
        for tab in (self.overview, self.door):
            tab.phones.connect(self.phones)
        self.door.projector.connect(self.show_projector)
        self.live.projector.connect(self.show_projector)
        self.live.seen.connect(self._live)
        self.roster.failed.connect(self.failed)
        self.roster.told.connect(self.told)
        self.roster.menu.offered.connect(self.offered)
        self.roster.template.connect(lambda: self.wanted.emit("template", i18n.current()))
        self.sheets.wanted.connect(self.wanted)
        self.feedback.forms.connect(self.work_on_form)
        self.feedback.opening.wanted.connect(self._open_feedback)
        self.feedback.compare.connect(lambda _code: self._turned())
        self.prints.wanted.connect(self.ordered)
        self.prints.asked.connect(self.asked)

    def _tabs(self) -> tuple[QWidget, ...]:
        return (self.overview, self.door, self.roster, self.feedback, self.live, self.sheets, self.prints)

    def said(self, error: object) -> None:
        """Pass on why something was refused."""
        self.failed.emit(error)

    def tab(self) -> str:
        """Return which part is in front."""
        return TABS[self.currentIndex()]

    def turn(self, tab: str) -> None:
        """Bring a part to the front."""
        self.setCurrentIndex(TABS.index(tab))
        self._turned()

    def show_seen(self, seen: Seen) -> None:
        """Show the event as it is now."""
        self.seen = seen
        for tab in (self.overview, self.door, self.roster, self.feedback.opening, self.sheets, self.prints):
            tab.show_seen(seen)
        if self.projector:
            self.projector.show_seen(seen)
        self._turned(focus=False)

    def _turned(self, *, focus: bool = True) -> None:
        if self.tab() == "feedback" and self.seen:
            code = self.seen.overview.event.code
            earlier = self.feedback.earlier.currentData() or ""
            self._asking.start(partial(work.answers, self.kit, code, i18n.current(), earlier), self._answered)
        elif self.seen and (self.tab() == "live" or self.projector):
            self.live.show_seen(self.seen)
        if self.tab() == "door" and focus:
            self.door.field.setFocus()

    def _open_feedback(self, early: bool) -> None:
        """Take answers from now on, or wait for the start; the page shows it when it has happened."""
        verb = events.open_feedback if early else events.feedback_from_start
        if self.seen:
            jobs.start(partial(verb, self.kit, self.seen.overview.event.code), None, self.said, owner=self)

    def due(self) -> bool:
        """Whether feedback has opened since we looked."""
        return bool(self.seen and self.seen.opens and self.kit.now() >= self.seen.opens)

    def _answered(self, made: work.Answers) -> None:
        self.feedback.offer(made.earlier)
        self.feedback.show_results(made.found, made.compared)

    def work_on_form(self, what: str) -> None:
        """Edit the event's form, begin a new one, or take one from another form tool."""
        if what == "edit" and self.seen:
            jobs.start(partial(work.form_of, self.kit, self.seen.overview.event.code), self._edit_form, owner=self)
        elif what == "new":
            self._edit_form(None)
        elif what == "who" and self.seen:
            jobs.start(partial(work.respondents, self.kit, self.seen.overview.event.code), self._show_who, self.said, owner=self)
        elif what == "import":
            file, _kind = QFileDialog.getOpenFileName(self, _("Import XLSForm…"), "", "XLSForm (*.xlsx)")
            if file:
                jobs.start(partial(work.take_form, self.kit, Path(file)), self._took_form, owner=self)

    def _show_who(self, found: tuple[bool, tuple[tuple[Person, bool], ...]]) -> None:
        from kit.gui.events.respondents import Respondents

        named, rows = found
        Respondents(self.window(), rows, named=named).open()

    def _took_form(self, form: Form) -> None:
        for finding in form.findings[:1]:
            n = len(form.findings)
            told = ngettext("{n} thing is not asked the same way: {first}", "{n} things are not asked the same way: {first}", n)
            self.told.emit(told.format(n=n, first=finding.said(_)))
        self._edit_form(form)

    def _edit_form(self, form: Form | None) -> None:
        from kit.gui.forms.dialog import FormDialog

        FormDialog(self, self.kit, form).open()

    def show_projector(self, what: str = "checkin") -> None:
        """Show a code on the second screen."""
        if self.seen is None:
            return
        if self.projector is None:
            self.projector = Projector()
            self.projector.closed.connect(self._projector_closed)
        self.projector.show_seen(self.seen)
        self.projector.choose(what)
        self.live.show_seen(self.seen)
        self.projector.open_on(self.window())

    def _live(self, found: Live) -> None:
        if self.projector:
            self.projector.tally.show_live(found)

    def _projector_closed(self) -> None:
        if self.projector:
            self.projector.deleteLater()
            self.projector = None
