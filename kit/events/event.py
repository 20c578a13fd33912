"""Events: one dated talk or workshop, from its draft to its closing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.content import typed
from kit.errors import KitError
from kit.events import part as parts_
from kit.events.part import Part
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EventId, VersionId

TITLE_MOST = 200
DAY = 24 * 60
SEATS_MOST = 100_000
ROTATING = (10, 300)


def checked(draft: Draft) -> Draft:
    """Return the draft with its texts trimmed; refuse what cannot be an event."""
    if not draft.title.strip():
        raise KitError("event.title", "An event needs a title.")
    if len(draft.title) > TITLE_MOST:
        raise KitError("event.title-long", "The title is too long: at most {most} characters.", most=TITLE_MOST)
    if draft.starts_at.tzinfo is None:
        raise KitError("event.start", "The start needs a date, a time and a zone.")
    if not 1 <= draft.minutes <= 14 * DAY:
        raise KitError("event.minutes", "An event lasts between 1 minute and 14 days, not {minutes} minutes.", minutes=draft.minutes)
    if not 0 <= draft.late_after <= DAY:
        raise KitError("event.late", "Late begins 0 to {most} minutes after the start, not {minutes}.", minutes=draft.late_after, most=DAY)
    if not 0 <= draft.capacity <= SEATS_MOST:
        raise KitError("event.capacity", "An event has 0 (no limit) to {most} seats, not {n}.", most=SEATS_MOST, n=draft.capacity)
    if draft.rotating and not ROTATING[0] <= draft.rotating <= ROTATING[1]:
        raise KitError(
            "event.rotating",
            "The code on the wall changes every {least} to {most} seconds, or never (0).",
            least=ROTATING[0],
            most=ROTATING[1],
        )
    zone(draft.zone)
    texts: dict[str, Any] = {f.name: typed.clean(getattr(draft, f.name)) for f in fields(Draft) if f.type == "str"}
    return replace(draft, **texts, parts=parts_.checked(draft.parts))


def zone(name: str) -> ZoneInfo:
    """Return the time zone of this IANA name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise KitError("event.zone", "{name} is not a time zone: write one like Asia/Shanghai or Europe/Berlin.", name=name) from error


def moment(text: str, zone_name: str) -> datetime:
    """Return the moment of an ISO text such as 2026-12-01T14:00, meant in `zone_name` unless it names its own offset."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise KitError("event.start-text", "{given} is not a date and time: write it like 2026-12-01T14:00.", given=text) from error
    return found if found.tzinfo else found.replace(tzinfo=zone(zone_name))


def create(tx: Tx, draft: Draft, *, codes: Iterable[str], at: datetime) -> Event:
    """Add an event under the first of `codes` that nobody has; refuse when all are taken."""
    values = _values(draft)
    for code in codes:
        try:
            with tx.begin_nested():
                tx.execute(sa.insert(tables.event).values(code=code, created_at=at, **values))
        except IntegrityError:
            continue
        return by_code(tx, code)
    raise KitError("event.code", "No free short code was found: try again.")


def change(tx: Tx, event_id: EventId, draft: Draft) -> None:
    """Give an event the values of `draft`."""
    values = {name: value for name, value in _values(draft).items() if name != "tryout"}
    tx.execute(sa.update(tables.event).where(tables.event.c.id == event_id).values(**values))


def admit_helpers(tx: Tx, event_id: EventId, round_: int) -> None:
    """Let helpers' phones in with the PIN of this round, a new one each time; 0 lets none in."""
    tx.execute(sa.update(tables.event).where(tables.event.c.id == event_id).values(helpers=round_))


def listed(tx: Tx) -> tuple[Event, ...]:
    """Return every event, the latest start first."""
    rows = tx.execute(sa.select(tables.event).order_by(tables.event.c.starts_at.desc(), tables.event.c.id.desc()))
    return tuple(map(_event, rows))


def by_code(tx: Tx, code: str) -> Event:
    """Return the event with this short code, typed in any case; refuse when there is none."""
    given = code.strip().upper()
    row = tx.execute(_by_code(), {"given": given}).first() if given.isalnum() else None  # PostgreSQL takes no NUL
    if row is None:
        raise KitError("event.unknown", "There is no event with the code {given}: `lectern event list` shows them.", given=code.strip())
    return _event(row)


def by_id(tx: Tx, event_id: EventId) -> Event:
    """Return the event with this id; refuse when it is gone."""
    row = tx.execute(sa.select(tables.event).where(tables.event.c.id == event_id)).first()
    if row is None:
        raise KitError("event.gone", "This event is no longer there.")
    return _event(row)


def close(tx: Tx, event_id: EventId, at: datetime) -> None:
    """Close an event: its door and its feedback; one that is closed keeps its moment."""
    open_ = sa.and_(tables.event.c.id == event_id, tables.event.c.closed_at.is_(None))
    tx.execute(sa.update(tables.event).where(open_).values(closed_at=at))


def reopen(tx: Tx, event_id: EventId) -> None:
    """Open a closed event again."""
    tx.execute(sa.update(tables.event).where(tables.event.c.id == event_id).values(closed_at=None))


def open_feedback(tx: Tx, event_id: EventId, at: datetime | None) -> None:
    """Take answers from `at` on though the event has not begun; None waits for its start again."""
    tx.execute(sa.update(tables.event).where(tables.event.c.id == event_id).values(feedback_at=at))


def freeze(tx: Tx, event_id: EventId, version_id: VersionId | None) -> None:
    """Fix which version of the form the event asks."""
    tx.execute(sa.update(tables.event).where(tables.event.c.id == event_id).values(version_id=version_id))


def phase(event: Event, now: datetime) -> str:
    """Return "closed", "upcoming", "running" or "past" at the moment `now`."""
    if event.closed_at is not None:
        return "closed"
    if now < event.starts_at:
        return "upcoming"
    return "running" if now < event.ends_at else "past"


def draft_of(event: Event) -> Draft:
    """Return what was decided about an event, as a draft to change."""
    return Draft(**{f.name: getattr(event, f.name) for f in fields(Draft)})


@cache  # putting a statement together costs more than running it
def _by_code() -> sa.Select[tuple[object, ...]]:
    return sa.select(tables.event).where(tables.event.c.code == sa.bindparam("given"))


def _values(draft: Draft) -> dict[str, Any]:
    values = {f.name: getattr(draft, f.name) for f in fields(Draft)}
    return values | {"parts": parts_.stored(draft.parts)}


def _event(row: sa.Row[tuple[object, ...]]) -> Event:
    m = row._mapping
    return Event(**{name: m[name] for name in _names()} | {"parts": parts_.read(m["parts"])})


@cache
def _names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Event))


@dataclass(frozen=True)
class Draft:
    """What is decided about an event before it exists; `starts_at` carries its zone.

    `capacity` is its seats (0: no limit), `check_out` offers phones to check out, `rotating` is the seconds after which the code on
    the wall changes (0: never).
    """

    title: str
    starts_at: datetime
    minutes: int = 60
    zone: str = "Asia/Shanghai"
    lang: str = "zh"
    place: str = ""
    host: str = ""
    audience: str = ""
    workshop: str = ""
    form: str = ""
    late_after: int = 10
    tryout: bool = False
    parts: tuple[Part, ...] = ()
    capacity: int = 0
    check_out: bool = False
    rotating: int = 0


@dataclass(frozen=True)
class Event:
    """A dated talk or workshop; its moments are UTC, `zone` says how people there read them.

    `feedback_at` is when the host opened its feedback before the start, None when it waits for the start.
    """

    id: EventId
    code: str
    title: str
    starts_at: datetime
    minutes: int
    zone: str
    lang: str
    place: str
    host: str
    audience: str
    workshop: str
    form: str
    version_id: VersionId | None
    late_after: int
    tryout: bool
    created_at: datetime
    closed_at: datetime | None
    parts: tuple[Part, ...] = ()
    capacity: int = 0
    check_out: bool = False
    rotating: int = 0
    helpers: int = 0
    feedback_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def late_at(self) -> datetime:
        """From when on an arrival is late."""
        return self.starts_at + timedelta(minutes=self.late_after)

    @property
    def asks_from(self) -> datetime:
        """From when on it takes answers: from its start, or from when the host opened its feedback before."""
        return min(self.starts_at, self.feedback_at or self.starts_at)

    @property
    def windows(self) -> tuple[Part, ...]:
        """Its parts; without parts the whole event is one, without a code."""
        return self.parts or (Part("", self.title, self.starts_at, self.minutes, self.late_after),)

    def window(self, code: str) -> Part:
        """Return the part with this code; refuse when there is none."""
        found = next((part for part in self.windows if part.code.casefold() == code.strip().casefold()), None)
        if found is None:
            raise KitError("event.part-unknown", "This event has no part {given}.", given=code)
        return found

    def local(self, at: datetime) -> datetime:
        """Return a moment as a clock at the event shows it."""
        return at.astimezone(zone(self.zone))
