"""The page Today: what comes next, what is in work, what needs a person, and four things to begin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kit.context import Kit
from kit.gui import actions, theme, when, widgets
from kit.gui.bridge import Bridge
from kit.gui.page import Page, PageSpec, named
from kit.gui.today import work
from kit.gui.today.eventline import EventLine
from kit.gui.today.work import Day, Need
from kit.happenings import (
    CheckedIn,
    DeckBuilt,
    EventChanged,
    EventCreated,
    EventDeleted,
    LibraryChanged,
    ProgrammeChanged,
    RosterImported,
    RunChanged,
    Voided,
)
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.ops.decks import DeckRow

QUICK = ("events.new", "decks.new", "slides.import_")
MINUTE = 20_000
NEEDS = 10
WIDEST = 1440


class TodayPage(Page):
    """What comes next and what needs a person."""

    def __init__(self, kit: Kit, bridge: Bridge, spec: PageSpec) -> None:
        super().__init__(kit, bridge, spec)
        self.day: Day | None = None
        self.lines: list[EventLine] = []
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._tick()
        happenings = (EventCreated, EventChanged, EventDeleted, RosterImported, CheckedIn, Voided)
        self.follow(*happenings, LibraryChanged, DeckBuilt, RunChanged, ProgrammeChanged)

    def _build(self) -> None:
        self.events, self.decks = Part(_("Next events")), Part(_("Decks in work"))
        self.needs, self.quick = Part(_("Needs you")), Part(_("Begin"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((left, (self.events, self.decks)), (right, (self.needs, self.quick))):
            column.setSpacing(24)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        inside = QWidget()
        both = QHBoxLayout(inside)
        both.setContentsMargins(24, 8, 24, 24)
        both.setSpacing(32)
        both.addLayout(left, 5)
        both.addLayout(right, 3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        inside.setMaximumWidth(WIDEST)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scroll)
        self.quick.show_(self._quick())

    def _quick(self) -> Iterable[QWidget]:
        """Yield one line for each thing to begin."""
        known = {action.id: action for action in actions.ACTIONS}
        for id_ in QUICK:
            if id_ in known:
                action = known[id_]
                icon = named(action.group).icon if action.icon == "plus" else action.icon
                made = widgets.RowButton(_(action.text), icon, partial(self.asks.emit, id_), role="accent")
                made.setToolTip(_(action.help))
                yield made
        yield widgets.RowButton(_("Run a workshop"), "workshops", partial(self.go, "workshops"), role="accent")

    def refresh(self) -> None:
        """Read everything again."""
        self.latest.start(partial(work.look, self.kit), self._loaded)

    def _loaded(self, day: Day) -> None:
        self.day = day
        self.lines = [EventLine(row, day.at, partial(self.go, "events", row.event.code)) for row in day.coming[: work.SHOWN]]
        self.events.show_(self.lines or [self._nothing(_("No event is coming up."), "events.new")])
        self.decks.show_([self._deck(row) for row in day.decks[:6]] or [self._nothing(_("No deck yet."), "decks.new")])
        found = work.needs(day)
        self.needs.show_([self._need(need) for need in found[:NEEDS]] or [self._nothing(_("Nothing is waiting for you."))])
        self.needs.count(len(found))

    def _nothing(self, text: str, action_id: str = "") -> QWidget:
        """Say that there is nothing, and offer the one next step if there is one."""
        box = QWidget()
        action = next((a for a in actions.ACTIONS if a.id == action_id), None)
        words = widgets.label(text, "muted")
        lay = widgets.row(words, 1)
        if action:
            lay.addWidget(widgets.button(_(action.text), action.icon, partial(self.asks.emit, action_id)))
        box.setLayout(lay)
        lay.setContentsMargins(10, 10, 10, 10)
        return box

    def _deck(self, row: DeckRow) -> QWidget:
        assert self.day is not None
        parts = [ngettext("{n} module", "{n} modules", row.modules).format(n=row.modules)]
        if row.minutes:
            parts.insert(0, _("{minutes} min").format(minutes=row.minutes))
        note = _("cannot be read") if row.error else " · ".join([*parts, when.ago(self.day.at, work.changed(row))])
        return widgets.RowButton(row.title, "error" if row.error else "decks", partial(self.go, "decks", row.path), note)

    def _need(self, need: Need) -> QWidget:
        return widgets.RowButton(need.text, need.icon, partial(self.go, need.page, need.what), need.note, need.kind)

    def _tick(self) -> None:
        now = self.kit.now()
        self.subtitle.setText(when.day(now.astimezone()))
        for line in self.lines:
            line.tick(now)


class Part(QWidget):
    """A header and the lines under it, on one sheet."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.head = widgets.Section(title)
        self.sheet = QWidget()
        self.sheet.setObjectName("surface")
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.inner = QVBoxLayout(self.sheet)
        self.inner.setContentsMargins(6, 6, 6, 6)
        self.inner.setSpacing(0)
        self.sheet.setMinimumHeight(theme.look().px(13) + 36)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(8)
        lay.addWidget(self.head)
        lay.addWidget(self.sheet)

    def show_(self, lines: Iterable[QWidget]) -> None:
        """Show these lines in place of those before; the one with the keyboard keeps its place."""
        at = next((n for n in range(self.inner.count()) if self._line(n).hasFocus()), -1)
        while self.inner.count():
            item = self.inner.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self.inner.addWidget(line)
        if 0 <= at < self.inner.count():
            self._line(at).setFocus()

    def count(self, n: int) -> None:
        """Tell how many there are, beside the title."""
        self.head.count.setText(str(n) if n else "")

    def _line(self, n: int) -> QWidget:
        item = self.inner.itemAt(n)
        found = item.widget() if item is not None else None
        return found if found is not None else self
