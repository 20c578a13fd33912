"""Put the people of a list on record and on the roster of an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from kit.people import batch as batches
from kit.people import matching, registration
from kit.people import person as people
from kit.people.batch import Row
from kit.people.matching import Import, Verdict
from kit.people.roster import Roster
from kit.store.db import Tx
from kit.store.ids import EventId


def judge(tx: Tx, event_id: EventId, roster: Roster, apart: frozenset[int] = frozenset(), own: Mapping[str, int] | None = None) -> Import:
    """Return what each row of the list would do to this event; nothing is changed. `own` are the rows of our own workbooks."""
    here = {r.person.id: r.source for r in registration.listed(tx, event_id)}
    return matching.verdicts(roster, people.every(tx), here, apart, own)


def take(tx: Tx, event_id: EventId, judged: Import, *, badge: Callable[[], str], at: datetime, batch: str, file: str = "") -> int:
    """Enrol everybody the list brings; `badge` makes a fresh badge code each time. Returns how many rows were taken.

    What each row changes is kept under `batch`, so that a list of this `file` can be taken back; without a name it cannot.
    """
    rows = [_take(tx, event_id, verdict, badge, at, batch) for verdict in judged.taken]
    if file:
        batches.note(tx, event_id, rows, batch=batch, file=file, at=at)
    return len(rows)


def _take(tx: Tx, event_id: EventId, verdict: Verdict, badge: Callable[[], str], at: datetime, batch: str) -> Row:
    was = batches.registered(tx, event_id, verdict.person_id) if verdict.person_id is not None else {}
    if verdict.person_id is None:
        person_id = people.create(tx, verdict.draft, at=at).id
    else:
        person_id = verdict.person_id
        people.change(tx, person_id, verdict.draft)
    made = verdict.person_id is None
    before = {name: old for name, old, _new in verdict.changes}
    after = asdict(verdict.draft) if made else {name: new for name, _old, new in verdict.changes}
    row = Row(person_id, made, before, after, was)
    if verdict.row.ref and verdict.registered and verdict.row.base:
        return row  # a row of our own workbook: whoever walked in stays a walk-in
    if verdict.registered:
        registration.on_roster(tx, event_id, person_id, row=verdict.row.number, batch=batch)
    else:
        registration.add(tx, event_id, person_id, badge=badge(), at=at, row=verdict.row.number, batch=batch)
    return row
