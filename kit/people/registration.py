"""Who is expected at which event: one registration a person and event, each with the badge code that is that person's alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from kit.people import person as people
from kit.people.person import Person
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EventId, PersonId

R, P = tables.registration.c, tables.person.c
ROSTER, WALK_IN = "roster", "walk_in"


def add(
    tx: Tx, event_id: EventId, person_id: PersonId, *, badge: str, at: datetime, source: str = ROSTER, row: int = 0, batch: str = ""
) -> None:
    """Expect a person at an event; raises IntegrityError when the person is registered there or the badge code is taken."""
    values = {"event_id": event_id, "person_id": person_id, "badge": badge, "created_at": at, "source": source, "row": row, "batch": batch}
    tx.execute(sa.insert(tables.registration).values(values))


def on_roster(tx: Tx, event_id: EventId, person_id: PersonId, *, row: int, batch: str) -> None:
    """Note that a registered person stands on the roster too (a walk-in whose name was sent in later)."""
    mine = sa.and_(R.event_id == event_id, R.person_id == person_id)
    tx.execute(sa.update(tables.registration).where(mine).values(source=ROSTER, row=row, batch=batch))


def listed(tx: Tx, event_id: EventId) -> tuple[Registration, ...]:
    """Return the registrations of an event by name."""
    rows = tx.execute(_all().where(R.event_id == event_id).order_by(P.sort_key, R.id))
    return tuple(map(from_row, rows))


def by_badge(tx: Tx, event_id: EventId, badge: str) -> Registration | None:
    """Return the registration at this event whose badge code this is."""
    return _first(tx, _by_badge(), event_id, badge)


def by_emp_no(tx: Tx, event_id: EventId, emp_no: str) -> Registration | None:
    """Return the registration at this event of the person with this employee number."""
    wanted = people.name_key(emp_no)
    return _first(tx, _by_emp_no(), event_id, wanted) if wanted else None


def by_person(tx: Tx, event_id: EventId, person_id: PersonId) -> Registration | None:
    """Return the registration of a person at this event."""
    return _first(tx, _by_person(), event_id, person_id)


def by_name(tx: Tx, event_id: EventId, name: str) -> tuple[Registration, ...]:
    """Return the registrations at this event whose name is `name`, compared by its key."""
    return tuple(map(from_row, tx.execute(_by_name(), {"event": event_id, "given": people.name_key(name)})))


@cache  # putting a statement together costs more than running it
def _all() -> sa.Select[tuple[object, ...]]:
    person = [column.label(f"p_{column.name}") for column in tables.person.c]
    return sa.select(tables.registration, *person).join(tables.person, P.id == R.person_id)


def _here(column: sa.ColumnElement[Any]) -> sa.Select[tuple[object, ...]]:
    return _all().where(R.event_id == sa.bindparam("event"), column == sa.bindparam("given"))


@cache
def _by_badge() -> sa.Select[tuple[object, ...]]:
    return _here(R.badge)


@cache
def _by_emp_no() -> sa.Select[tuple[object, ...]]:
    return _here(P.emp_key)


@cache
def _by_person() -> sa.Select[tuple[object, ...]]:
    return _here(R.person_id)


@cache
def _by_name() -> sa.Select[tuple[object, ...]]:
    return _here(P.name_key).order_by(R.id)


def _first(tx: Tx, prepared: sa.Select[tuple[object, ...]], event_id: EventId, given: object) -> Registration | None:
    return next(map(from_row, tx.execute(prepared, {"event": event_id, "given": given})), None)


def from_row(row: sa.Row[Any]) -> Registration:
    """Read a registration from a row with its person's columns under `p_`."""
    m = row._mapping
    return Registration(
        int(m["id"]), EventId(m["event_id"]), people.from_row(row, "p_"), m["source"], m["badge"], int(m["row"]), m["created_at"]
    )


@dataclass(frozen=True)
class Registration:
    """One person expected at (or having walked in to) one event."""

    id: int
    event_id: EventId
    person: Person
    source: str
    badge: str
    row: int
    created_at: datetime
