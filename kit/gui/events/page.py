"""The page Events: the list, and one event with its overview, door, roster, feedback, sheets and prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton

from kit import happenings, i18n
from kit.context import Kit
from kit.gui import icons, jobs, widgets
from kit.gui.bridge import Bridge
from kit.gui.events import asking, words, work
from kit.gui.events.dialog import EventDialog
from kit.gui.events.listing import Listing
from kit.gui.events.made import Made
from kit.gui.events.outside import Outside
from kit.gui.events.view import TABS, EventView
from kit.gui.events.work import Seen
from kit.gui.page import Page, PageSpec
from kit.i18n import _
from kit.ops import events

if TYPE_CHECKING:
    from kit.events.event import Event
    from kit.ops.events import EventRow

LOOK_MS = 2000
NAMES = "EventCreated EventChanged EventDeleted RosterImported PeopleMerged CheckedIn Voided Responded LiveChanged SharingChanged DeckBuilt"
FOLLOWED = tuple(getattr(happenings, name) for name in NAMES.split())


class EventsPage(Page):
    """Shows the list, or the event `code`."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self.code = ""
        self._title = ""
        self.seen: Seen | None = None
        self._looking = False
        self._again = False
        self._pulse: tuple[int, ...] = ()
        self._build_tools()
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._feel)
        self._timer.start()
        self.follow(*FOLLOWED)
        self._to_list()

    def _build_tools(self) -> None:
        self.back = widgets.icon_button("chevron-left", _("All events"), self.show_list)
        self.badge = widgets.Badge()
        line = self.header.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(0, self.back)
        line.insertWidget(2, self.badge)
        self.more = QToolButton()
        self.more.setIcon(icons.icon("more"))
        self.more.setToolTip(_("More about this event"))
        self.more.setAccessibleName(_("More about this event"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.change = self.menu.addAction(icons.icon("edit"), _("Change event…"), self.ask_change)
        self.shut = self.menu.addAction(icons.icon("lock"), _("Close event"), self.close_or_open)
        self.outside = Outside(self, self.menu)
        self.delete = self.menu.addAction(icons.icon("trash"), _("Delete try-out"), self.delete_tryout)
        self.more.setMenu(self.menu)
        self.tools.addWidget(self.more)

    def _build(self) -> None:
        self.listing = Listing()
        self.listing.opened.connect(self.open_)
        self.listing.wanted.connect(self.new)
        self.listing.tried.connect(self.try_out)
        self.listing.taken.connect(self.outside.ask_take)
        self.view = EventView(self.kit)
        self.view.phones.connect(lambda: self.asks.emit("sharing"))
        self.view.failed.connect(self.said)
        self.view.told.connect(lambda text: self.say(text, "success"))
        self.made = Made(self)
        self.view.offered.connect(lambda text, action, call: self.say(text, "success", action, call))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.view)
        self.body.addWidget(self.stack)

    def refresh(self) -> None:
        """Look again; while a look is under way, once more after it."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        if self.code:
            jobs.start(partial(work.look, self.kit, self.code), self._looked, self._lost, owner=self)
        else:
            jobs.start(partial(events.all, self.kit), self._listed, self._lost, owner=self)

    def _listed(self, rows: tuple[EventRow, ...]) -> None:
        if not self.code:
            self.listing.show_rows(rows)
        self._done()

    def _looked(self, seen: Seen) -> None:
        if seen.overview.event.code == self.code:
            self._show(seen)
        self._done()

    def _lost(self, error: Any) -> None:
        self._done()
        self.said(error)
        if getattr(error, "code", "") in ("event.unknown", "event.gone"):
            self.show_list()

    def _done(self) -> None:
        self._looking = False
        if self._again:
            self.refresh()

    def _feel(self) -> None:
        """Notice what other processes wrote."""
        if self.isVisible():
            jobs.start(partial(work.pulse, self.kit), self._felt, lambda _error: None, owner=self)

    def _felt(self, pulse: tuple[int, ...]) -> None:
        rotating = self.seen is not None and self.seen.overview.event.rotating
        if rotating or self.view.due() or (self._pulse and pulse != self._pulse):
            self.refresh()
        self._pulse = pulse

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        event, phase = seen.overview.event, seen.overview.phase
        self._title = event.title
        state = _("Try-out") if event.tryout else words.phase(phase)
        self.badge.show_(state, "warning" if event.tryout else words.PHASE_KINDS[phase])
        self.shut.setText(_("Open event again") if event.closed_at else _("Close event"))
        self.delete.setVisible(event.tryout)
        self._fit()
        self.view.show_seen(seen)

    def _fit(self) -> None:
        """Give the title what room there is: place and time beside it go first, then it is cut; its whole text is the tip."""
        told = self._beside()
        for n in range(len(told), 0, -1):
            self.subtitle.setText(" · ".join(told[:n]))
            room = self._room()
            if self.title.fontMetrics().horizontalAdvance(self._title) <= room:
                break
        self.subtitle.setToolTip(" · ".join(told))
        self.title.setText(self.title.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(self._title if self.title.text() != self._title else "")

    def _beside(self) -> list[str]:
        """Return what stands beside the title, the most needed first."""
        event = self.seen.overview.event if self.seen else None
        return [word for word in (event.code, words.start(event), event.place) if word] if event else [""]

    def _room(self) -> int:
        others = (self.back, self.badge, self.subtitle, self.more, self.primary)
        used = sum(thing.sizeHint().width() + 12 for thing in others if not thing.isHidden()) + 24
        return max(120, self.header.width() - used) if self.header.isVisible() else self.title.maximumWidth()

    def resizeEvent(self, event: object) -> None:
        if self.seen:
            self._fit()

    def open_(self, what: Any) -> None:
        """Show the event with this code, or (code, part of it)."""
        code, tab = what if isinstance(what, tuple) else (str(what), "")
        self.code = code
        if tab or self.seen is None or self.seen.overview.event.code != code:
            self.view.turn(tab or TABS[0])
        jobs.start(partial(work.opened, self.kit, code), self._arrived, self._lost, owner=self)

    def _arrived(self, seen: Seen) -> None:
        if seen.overview.event.code != self.code:
            return
        self.stack.setCurrentIndex(1)
        for made in (self.back, self.more):
            made.show()
        self._primary(_("Projector"), "screen", lambda: self.show_projector())
        self._show(seen)

    def show_list(self) -> None:
        """Go back to all events."""
        self._to_list()
        self.refresh()

    def _to_list(self) -> None:
        self.code, self.seen = "", None
        self.stack.setCurrentIndex(0)
        for made in (self.back, self.more, self.badge):
            made.hide()
        self._title = _(self.spec.title)
        self.title.setText(self._title)
        self.subtitle.setText("")
        self._primary(_("New event"), "plus", self.new)

    def _primary(self, text: str, icon: str, call: Any) -> None:
        if not self.primary.isHidden():
            self.primary.clicked.disconnect()
        self.set_primary(text, icon, call)

    def in_event(self) -> bool:
        """Whether one event is shown."""
        return bool(self.code)

    def new(self) -> None:
        """Ask for an event and make it."""
        jobs.start(partial(work.options, self.kit), self._ask_new, owner=self)

    def _ask_new(self, options: work.Options) -> None:
        self.dialog = EventDialog(self, options.draft, options.workshops, options.forms, new=True)
        self.dialog.accepted.connect(
            lambda: jobs.start(partial(events.create, self.kit, self.dialog.draft()), self._made, owner=self),
        )
        self.dialog.open()

    def try_out(self) -> None:
        """Make the event to practise with."""
        jobs.start(partial(events.try_out, self.kit, i18n.current()), self._made, owner=self)

    def _made(self, event: Event) -> None:
        self.open_(event.code)

    def ask_change(self) -> None:
        """Ask how the event is to be changed."""
        if self.code:
            jobs.start(partial(work.options, self.kit, self.code), self._ask_changed, owner=self)

    def _ask_changed(self, options: work.Options) -> None:
        self.dialog = EventDialog(self, options.draft, options.workshops, options.forms, new=False)
        self.dialog.accepted.connect(
            lambda: jobs.start(partial(events.change, self.kit, self.code, self.dialog.draft()), owner=self),
        )
        self.dialog.open()

    def close_or_open(self) -> None:
        """Close the event, or open it again."""
        if self.seen:
            verb = events.reopen if self.seen.overview.event.closed_at else events.close
            jobs.start(partial(verb, self.kit, self.code), owner=self)

    def delete_tryout(self) -> None:
        """Delete a try-out after one question."""
        text = _("The try-out goes with all its people, check-ins and answers. This cannot be undone.")
        if self.seen and self.seen.overview.event.tryout and asking.sure(self, _("Delete try-out"), text):
            code = self.code
            self.show_list()
            jobs.start(partial(events.delete_tryout, self.kit, code), lambda _done: self.refresh(), owner=self)

    def show_projector(self) -> None:
        """Show the code on the second screen."""
        self.view.show_projector("checkin")

    def to_door(self) -> None:
        """Turn to the door, ready to scan."""
        self.view.turn("door")

    def import_list(self) -> None:
        """Turn to the roster and choose a list."""
        self.view.turn("roster")
        self.view.roster.choose()

    def can_undo(self) -> bool:
        """Whether two records were merged or parted a moment ago."""
        return self.in_event() and self.view.roster.menu.stack.canUndo()

    def can_redo(self) -> bool:
        """Whether that was taken back."""
        return self.in_event() and self.view.roster.menu.stack.canRedo()

    def undo(self) -> None:
        """Take the last merging or parting of records back."""
        self.view.roster.menu.undo()

    def redo(self) -> None:
        """Do it again."""
        self.view.roster.menu.redo()

    def keep(self) -> Any:
        """Keep which event and which part of it is shown over a change of language."""
        return (self.code, self.view.tab()) if self.code else None

    def bring_back(self, kept: Any) -> None:
        """Show it again."""
        self.open_(kept)
