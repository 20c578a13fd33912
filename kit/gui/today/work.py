"""What Today asks of the records and the files, off the window's thread, and what of it needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kit.context import Kit
from kit.i18n import _, ngettext

if TYPE_CHECKING:
    from kit.ops.decks import DeckRow
    from kit.ops.events import EventRow
    from kit.ops.slides import ModuleRow
    from kit.programme.champions import Champion
    from kit.workshops.run import Run

SHOWN = 5
ROSTER_BY = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """Everything the page shows, as it was at `at`."""

    at: datetime
    events: tuple[EventRow, ...] = ()
    decks: tuple[DeckRow, ...] = ()
    modules: tuple[ModuleRow, ...] = ()
    runs: tuple[Run, ...] = ()
    champions: tuple[Champion, ...] = ()

    @property
    def coming(self) -> tuple[EventRow, ...]:
        """The events that are on or still to come, the next first."""
        live = [row for row in self.events if row.event.closed_at is None and row.event.ends_at > self.at]
        return tuple(sorted(live, key=lambda row: row.event.starts_at))


@dataclass(frozen=True)
class Need:
    """One thing that needs a person: what, how pressing, and the page that shows it when it is handed `what`."""

    text: str
    icon: str
    kind: str
    page: str
    what: Any = None
    note: str = ""


def look(kit: Kit) -> Day:
    """Read everything Today shows."""
    from kit.ops import decks, events, programme, slides, workshops

    return Day(kit.now(), events.all(kit), decks.specs(kit), slides.modules(kit), workshops.open_runs(kit), programme.overview(kit).overdue)


def needs(day: Day) -> tuple[Need, ...]:
    """Return what needs a person, the most pressing first."""
    found = [Need(_("{title} is being run").format(title=run.plan.title), "play", "accent", "workshops", run) for run in day.runs]
    found += [_roster(row) for row in day.coming if not row.counts.registered and row.event.starts_at - day.at < ROSTER_BY]
    found += [
        Need(_("{title} is over but not closed").format(title=row.event.title), "events", "muted", "events", row.event.code)
        for row in day.events
        if row.event.closed_at is None and row.event.ends_at <= day.at
    ]
    found += [
        Need(_("{title} cannot be read").format(title=row.title), "error", "error_ink", "decks", row.path) for row in day.decks if row.error
    ]
    broken = sum(row.card.broken for row in day.modules)
    if broken:
        text = ngettext("{n} module cannot be read", "{n} modules cannot be read", broken).format(n=broken)
        found.append(Need(text, "error", "error_ink", "slides", "state:findings"))
    stale = sum(row.stale for row in day.modules)
    if stale:
        text = ngettext("{n} module is due for review", "{n} modules are due for review", stale).format(n=stale)
        found.append(Need(text, "clock", "warning_ink", "slides", "state:stale"))
    found += [_call(champion) for champion in day.champions[:SHOWN]]
    return tuple(found)


def changed(row: DeckRow) -> datetime:
    """Return when a deck's file was last changed."""
    return datetime.fromtimestamp(row.changed, UTC)


def _roster(row: EventRow) -> Need:
    text = _("{title} has no roster yet").format(title=row.event.title)
    return Need(text, "users", "warning_ink", "events", row.event.code)


def _call(champion: Champion) -> Need:
    text = _("Call {name}").format(name=champion.name)
    note = ngettext("{n} day silent", "{n} days silent", champion.days).format(n=champion.days)
    return Need(text, "user", "warning_ink", "programme", champion.id, note)
