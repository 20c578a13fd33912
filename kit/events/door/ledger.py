"""Let people in: one line for every attempt, decided inside one transaction, with the database's own rule as the guard."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.content import typed
from kit.errors import KitError
from kit.events.door import identify, record
from kit.events.door.identify import Asked, Found
from kit.events.door.record import CheckIn, Outcome
from kit.events.event import Event
from kit.people import person as people
from kit.people import registration
from kit.people.person import Draft, Person
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId, PersonId

TRIES = 4
NONCE_MOST = 200


def check_in(
    tx: Tx,
    event: Event,
    *,
    nonce: str,
    asked: Asked,
    at: datetime,
    received: datetime,
    by: By,
    sent: datetime | None = None,
    receipt: str = "",
    badge: str = "",
) -> CheckIn:
    """Record one attempt to come in and say how it ended.

    The same nonce with the same words returns the stored line again, whatever happened since. `at` is when it happened by
    the scanning device, `sent` its clock at sending, `received` ours. `receipt` and `badge` are fresh codes.
    """
    if not nonce.strip() or len(nonce) > NONCE_MOST:
        raise KitError("door.nonce", "This form is not valid any more: load the page again.")
    asked = Asked(typed.clean(asked.code), typed.clean(asked.name, 100), typed.clean(asked.dept, 100), asked.walk_in)
    if not asked.code and not asked.name:
        raise KitError("door.nobody", "Give a name or a code.")
    by = By(by.proof, typed.clean(by.device), typed.clean(by.actor))
    scan = Scan(asked, _key(event, nonce, asked), at, sent, received, by, receipt, badge)
    return record.by_nonce(tx, scan.nonce) or _decide(tx, event, scan)


def void(tx: Tx, checkin_id: CheckInId, *, reason: str, actor: str, at: datetime) -> CheckIn:
    """Take a check-in back, with a reason: the line stays and is marked, and the person may come in again.

    Refused without a reason, and for a line that let nobody in or was voided before.
    """
    if not reason.strip():
        raise KitError("door.void-reason", "Say why this check-in is taken back.")
    mine = sa.and_(record.C.id == checkin_id, record.live())
    marked = {"voided_at": at, "voided_by": typed.clean(actor), "void_reason": typed.clean(reason, 500)}
    done = tx.execute(sa.update(tables.checkin).where(mine).values(marked))
    line = record.by_id(tx, checkin_id)
    if line is None or done.rowcount != 1:
        raise KitError("door.void-nothing", "There is no check-in here that could be taken back.")
    return line


def present(tx: Tx, event_id: EventId, who: str) -> CheckIn:
    """Return the line that counts for whom a code, an employee number or a name means; refuse when that person is not in."""
    person = identify.who(tx, event_id, who).person
    line = record.live_of(tx, event_id, person.id)
    if line is None:
        raise KitError("door.not-in", "{name} is not checked in.", name=person.name)
    return line


def _key(event: Event, nonce: str, asked: Asked) -> str:
    """Return the nonce as stored: bound to the event and to who asked, so that a form shown again to a second person is a new scan."""
    words = (str(event.id), nonce.strip(), asked.code, asked.name, asked.dept, "1" if asked.walk_in else "")
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:40]


def _decide(tx: Tx, event: Event, scan: Scan) -> CheckIn:
    found = identify.find(tx, event.id, scan.asked)
    late = event.closed_at is not None and record.corrected(scan.at, scan.sent, scan.received) >= event.closed_at
    one = found.one.person if found.one else None
    if late:
        return _refuse(tx, event, scan, Outcome.CLOSED, one)
    if one is not None:
        return _let_in(tx, event, scan, one.id, Outcome.OK)
    if found.matches:
        return _refuse(tx, event, scan, Outcome.AMBIGUOUS, None)
    if scan.asked.walk_in and scan.asked.name:
        return _walk_in(tx, event, scan)
    return _refuse(tx, event, scan, Outcome.UNKNOWN, None)


def _walk_in(tx: Tx, event: Event, scan: Scan) -> CheckIn:
    """Let somebody in who was not expected; one walk-in at a time, so that two devices cannot make one person twice."""
    tx.execute(sa.select(tables.event.c.id).where(tables.event.c.id == event.id).with_for_update(key_share=True))
    again: Found = identify.find(tx, event.id, scan.asked)
    if again.one is not None:
        return _let_in(tx, event, scan, again.one.person.id, Outcome.OK)
    emp_no = identify.code_of(scan.asked.code)
    known = people.by_emp_no(tx, emp_no)
    if known is not None and people.name_key(known.name) != people.name_key(scan.asked.name):
        return _refuse(tx, event, scan, Outcome.AMBIGUOUS, None)
    person: Person = known or people.create(tx, Draft(scan.asked.name, emp_no=emp_no, dept=scan.asked.dept), at=scan.received)
    registration.add(tx, event.id, person.id, badge=scan.badge, at=scan.received, source=registration.WALK_IN)
    return _let_in(tx, event, scan, person.id, Outcome.WALK_IN)


def _let_in(tx: Tx, event: Event, scan: Scan, person_id: PersonId, outcome: Outcome) -> CheckIn:
    """Write the line that counts; where the database says somebody was faster, the line that says `already`."""
    for _attempt in range(TRIES):
        first = record.live_of(tx, event.id, person_id)
        line = _line(event, scan, Outcome.ALREADY if first else outcome, person_id)
        if first:
            line |= {"first_id": first.id, "receipt": first.receipt}
        try:
            with tx.begin_nested():
                return _written(tx, line)
        except IntegrityError:
            known = record.by_nonce(tx, scan.nonce)
            if known:
                return known
    raise KitError("door.busy", "Too many devices scan this person at once: try again.")


def _refuse(tx: Tx, event: Event, scan: Scan, outcome: Outcome, person: Person | None) -> CheckIn:
    try:
        with tx.begin_nested():
            return _written(tx, _line(event, scan, outcome, person.id if person else None) | {"receipt": ""})
    except IntegrityError:
        known = record.by_nonce(tx, scan.nonce)
        if known is None:
            raise
        return known


def _line(event: Event, scan: Scan, outcome: Outcome, person_id: PersonId | None) -> dict[str, object]:
    return {
        "nonce": scan.nonce,
        "event_id": event.id,
        "person_id": person_id,
        "raw": scan.asked.raw,
        "outcome": str(outcome),
        "proof": scan.by.proof,
        "happened_at": scan.at,
        "sent_at": scan.sent,
        "received_at": scan.received,
        "device": scan.by.device,
        "actor": scan.by.actor,
        "receipt": scan.receipt,
    }


def _written(tx: Tx, line: dict[str, object]) -> CheckIn:
    tx.execute(sa.insert(tables.checkin), line)
    stored = record.by_nonce(tx, str(line["nonce"]))
    assert stored is not None
    return stored


@dataclass(frozen=True)
class By:
    """How somebody was checked in: the proof ("phone", "badge", "desk" …), on which device, by whom."""

    proof: str
    device: str = ""
    actor: str = ""


@dataclass(frozen=True)
class Scan:
    """One attempt, ready to be decided."""

    asked: Asked
    nonce: str
    at: datetime
    sent: datetime | None
    received: datetime
    by: By
    receipt: str
    badge: str
