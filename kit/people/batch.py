"""Lists that were brought in: what each of their rows changed, kept until the list is taken back or the person goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

import sqlalchemy as sa

from kit.people import person as people
from kit.people.person import Draft, Person
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EventId, PersonId

B, R, P = tables.roster_row.c, tables.registration.c, tables.person.c
PARTS = 500


def note(tx: Tx, event_id: EventId, rows_: Sequence[Row], *, batch: str, file: str, at: datetime) -> None:
    """Keep what the rows of a list changed."""
    told = {"event_id": event_id, "batch": batch, "file": file, "at": at}
    given = [
        told | {"person_id": row.person_id, "made": row.made, "before": dict(row.before), "after": dict(row.after), "was": dict(row.was)}
        for row in rows_
    ]
    if given:
        tx.execute(sa.insert(tables.roster_row), given)


def registered(tx: Tx, event_id: EventId, person_id: PersonId) -> dict[str, object]:
    """Return how a person is registered at an event: source, row and batch; nothing for somebody who is not."""
    mine = sa.select(R.source, R.row, R.batch).where(R.event_id == event_id, R.person_id == person_id)
    found = tx.execute(mine).mappings().first()
    return dict(found) if found else {}


def listed(tx: Tx, event_id: EventId) -> tuple[Batch, ...]:
    """Return the lists of an event of which something can be taken back, the latest first."""
    found: dict[str, Batch] = {}
    for row in tx.execute(sa.select(B.batch, B.file, B.at, B.was).where(B.event_id == event_id).order_by(B.id.desc())):
        one = found.get(row.batch, Batch(row.batch, row.file, row.at, 0, 0))
        found[row.batch] = replace(one, added=one.added + (not row.was), changed=one.changed + bool(row.was))
    return tuple(found.values())


def rows(tx: Tx, event_id: EventId, batch: str) -> tuple[Row, ...]:
    """Return what the rows of a list changed, in their order; their people are locked until the transaction ends."""
    found = tx.execute(sa.select(tables.roster_row).where(B.event_id == event_id, B.batch == batch).order_by(B.id)).all()
    ids = sorted({int(row.person_id) for row in found})
    for part in (ids[n : n + PARTS] for n in range(0, len(ids), PARTS)):
        tx.execute(sa.select(P.id).where(P.id.in_(part)).order_by(P.id).with_for_update())
    return tuple(Row(PersonId(row.person_id), row.made, row.before, row.after, row.was, int(row.id)) for row in found)


def restore(tx: Tx, person: Person, row: Row) -> bool:
    """Give a person back the details that a row changed, but those that were changed since; returns whether all of them."""
    now = asdict(draft_of(person))
    told = {name: old for name, old in row.before.items() if now[name] == row.after[name]}
    owner = people.by_emp_no(tx, told.get("emp_no", ""))
    if owner is not None and owner.id != person.id:
        del told["emp_no"]
    if told:
        people.change(tx, person.id, replace(draft_of(person), **told))
    return len(told) == len(row.before)


def leave(tx: Tx, event_id: EventId, row: Row) -> None:
    """Put the registration back as it was before a row: gone where there was none."""
    mine = sa.and_(R.event_id == event_id, R.person_id == row.person_id)
    if row.was:
        tx.execute(sa.update(tables.registration).where(mine).values(**row.was))
    else:
        tx.execute(sa.delete(tables.registration).where(mine))


def drop(tx: Tx, row: Row) -> None:
    """Keep a row no longer."""
    tx.execute(sa.delete(tables.roster_row).where(B.id == row.id))


def forget(tx: Tx, people_: Collection[int] | None = None, event_id: EventId | None = None) -> None:
    """Forget what lists changed of these people (of everybody when None), everywhere or at one event."""
    ids = sorted(people_) if people_ is not None else [0]
    here = [] if event_id is None else [B.event_id == event_id]
    for part in (ids[n : n + PARTS] for n in range(0, len(ids), PARTS)):
        mine = [] if people_ is None else [B.person_id.in_(part)]
        tx.execute(sa.delete(tables.roster_row).where(*here, *mine))


def draft_of(person: Person) -> Draft:
    """Return the details of a person."""
    return Draft(**{f.name: getattr(person, f.name) for f in fields(Draft)})


@dataclass(frozen=True)
class Row:
    """What one row of a list changed: details `before` and `after`, and how the person `was` registered (empty: not at all).

    `made` says that the list brought the person; then `before` is empty and `after` is what it said.
    """

    person_id: PersonId
    made: bool
    before: Mapping[str, str]
    after: Mapping[str, str]
    was: Mapping[str, object]
    id: int = 0


@dataclass(frozen=True)
class Batch:
    """One list as it was brought in: how many it put on the roster, and how many it changed."""

    key: str
    file: str
    at: datetime
    added: int
    changed: int
