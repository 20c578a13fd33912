"""Let people in: one line for every attempt, decided inside one transaction, with the database's own rule as the guard."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kit.content import typed
from kit.errors import KitError
from kit.events import part as parts
from kit.events.door import identify, presence, record
from kit.events.door.identify import Asked, Match
from kit.events.door.record import CheckIn, Entry, Outcome
from kit.events.event import Event
from kit.events.part import Part
from kit.people import merging, registration
from kit.people import person as people
from kit.people.person import Draft, Person
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId, PersonId

TRIES = 4
NONCE_MOST = 200
NAME_MOST, CODE_MOST = 100, 200


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
    part: str | None = None,
    full_too: bool = False,
) -> CheckIn:
    """Record one attempt to come in and say how it ended.

    The same nonce with the same words returns the stored line again, whatever happened since. `at` is when it happened by
    the scanning device, `sent` its clock at sending, `received` ours. `receipt` and `badge` are fresh codes. `part` is chosen at
    the desk, else the one whose door is open then; `full_too` lets walk-ins into a full room.
    """
    scan = _scan(event, nonce, asked, "", at, sent, received, by, receipt, badge)
    window = event.window(part) if part is not None else parts.at(event.parts, scan.moment) if event.parts else event.windows[0]
    return _decide(tx, event, scan, window, full_too)


def check_out(
    tx: Tx,
    event: Event,
    *,
    nonce: str,
    asked: Asked,
    at: datetime,
    received: datetime,
    by: By,
    sent: datetime | None = None,
    part: str | None = None,
) -> CheckIn:
    """Record that somebody leaves: `out` for who is in, else `not_in`; who comes back is in again. Sent again it changes nothing."""
    scan = _scan(event, nonce, asked, "out", at, sent, received, by, "", "")
    window = event.window(part) if part is not None else parts.at(event.parts, scan.moment) or event.windows[-1]
    found = identify.find(tx, event.id, scan.asked, window.code)
    if found.one is None:
        return _refuse(tx, event, scan, Outcome.AMBIGUOUS if found.matches else Outcome.UNKNOWN, None, window.code)
    if found.one.line is None:
        return _refuse(tx, event, scan, Outcome.NOT_IN, found.one, window.code)
    line = _line(event, scan, Outcome.OUT, found.one.root, window.code)
    return _stored(tx, line | {"first_id": found.one.line.id, "receipt": found.one.line.receipt}, found.one)


def _scan(
    event: Event,
    nonce: str,
    asked: Asked,
    what: str,
    at: datetime,
    sent: datetime | None,
    received: datetime,
    by: By,
    receipt: str,
    badge: str,
) -> Scan:
    """Return an attempt with its texts made safe; refuse one without a fit nonce or without anybody."""
    if not nonce.strip() or len(nonce) > NONCE_MOST:
        raise KitError("door.nonce", "This form is not valid any more: load the page again.")
    code, name, dept, either = (typed.clean(text, CODE_MOST) for text in (asked.code, asked.name, asked.dept, asked.either))
    if max(len(name), len(dept)) > NAME_MOST:
        raise KitError("door.long", "A name or a department has at most {most} characters.", most=NAME_MOST)
    asked = Asked(code, name, dept, asked.walk_in, either)
    if not (code or name or either):
        raise KitError("door.nobody", "Give a name or a code.")
    by = replace(by, device=typed.clean(by.device), actor=typed.clean(by.actor))
    return Scan(asked, _key(event, nonce, asked, what), at, sent, received, by, receipt, badge)


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


def _key(event: Event, nonce: str, asked: Asked, what: str) -> str:
    """Return the nonce as stored: bound to the event and to who asked, so that a form shown again to a second person is a new scan."""
    words = [str(event.id), nonce.strip(), asked.code, asked.name or asked.either, asked.dept, "1" if asked.walk_in else ""]
    return hashlib.sha256("\0".join(words + [what] * bool(what)).encode()).hexdigest()[:40]


def _decide(tx: Tx, event: Event, scan: Scan, window: Part | None, full_too: bool) -> CheckIn:
    part = window.code if window else ""
    found = identify.find(tx, event.id, scan.asked, part)
    if event.closed_at is not None and scan.moment >= event.closed_at:
        return _refuse(tx, event, scan, Outcome.CLOSED, found.one, part)
    if window is None:
        later = parts.upcoming(event.parts, scan.moment)
        return _refuse(tx, event, scan, Outcome.NOT_OPEN if later else Outcome.CLOSED, found.one, later.code if later else "")
    if found.one is not None:
        return _let_in(tx, event, scan, found.one, Outcome.OK, part)
    if found.matches:
        return _refuse(tx, event, scan, Outcome.AMBIGUOUS, None, part)
    if scan.asked.walk_in and scan.asked.name:
        return record.by_nonce(tx, scan.nonce) or _walk_in(tx, event, scan, part, full_too)
    return _refuse(tx, event, scan, Outcome.UNKNOWN, None, part)


def _walk_in(tx: Tx, event: Event, scan: Scan, part: str, full_too: bool) -> CheckIn:
    """Let somebody in who was not expected; one walk-in at a time, so that two devices cannot make one person twice."""
    tx.execute(sa.select(tables.event.c.id).where(tables.event.c.id == event.id).with_for_update(key_share=True))
    again = identify.find(tx, event.id, scan.asked, part)
    if again.one is not None:
        return _let_in(tx, event, scan, again.one, Outcome.OK, part)
    if event.capacity and not full_too and presence.inside(tx, event.id, part) >= event.capacity:
        return _refuse(tx, event, scan, Outcome.FULL, None, part)
    emp_no = identify.code_of(scan.asked.code)
    known = people.by_emp_no(tx, emp_no)
    if known is not None and people.name_key(known.name) != people.name_key(scan.asked.name):
        return _refuse(tx, event, scan, Outcome.AMBIGUOUS, None, part)
    person: Person = known or people.create(tx, Draft(scan.asked.name, emp_no=emp_no, dept=scan.asked.dept), at=scan.received)
    registration.add(tx, event.id, person.id, badge=scan.badge, at=scan.received, source=registration.WALK_IN)
    new = registration.by_person(tx, event.id, person.id)
    assert new is not None
    root = PersonId(merging.roots(tx).get(int(person.id), int(person.id))) if known else person.id
    return _let_in(tx, event, scan, Match(new, root, None), Outcome.WALK_IN, part)


def _let_in(tx: Tx, event: Event, scan: Scan, who: Match, outcome: Outcome, part: str) -> CheckIn:
    """Write the line that counts; where the database says somebody was faster, the line that says `already`."""
    first = who.line
    for _attempt in range(TRIES):
        line = _line(event, scan, Outcome.ALREADY if first else outcome, who.root, part)
        if first:
            line |= {"first_id": first.id, "receipt": first.receipt}
        written = record.insert(tx, line)
        if written is not None:
            return _made(tx, line, written, who, first)
        known = record.by_nonce(tx, scan.nonce)
        if known:
            return known
        first = record.entry_of_merged(tx, event.id, part, who.root)
    raise KitError("door.busy", "Too many devices scan this person at once: try again.")


def _refuse(tx: Tx, event: Event, scan: Scan, outcome: Outcome, who: Match | None, part: str) -> CheckIn:
    return _stored(tx, _line(event, scan, outcome, who.root if who else None, part) | {"receipt": ""}, who)


def _stored(tx: Tx, line: dict[str, object], who: Match | None) -> CheckIn:
    """Write a line that cannot collide but with itself, sent before."""
    written = record.insert(tx, line)
    if written is not None:
        return _made(tx, line, written, who, who.line if who and line["first_id"] else None)
    known = record.by_nonce(tx, str(line["nonce"]))
    assert known is not None
    return known


def _line(event: Event, scan: Scan, outcome: Outcome, person_id: PersonId | None, part: str) -> dict[str, object]:
    return {
        "nonce": scan.nonce,
        "event_id": event.id,
        "person_id": person_id,
        "part": part,
        "raw": scan.asked.raw,
        "outcome": str(outcome),
        "proof": scan.by.proof,
        "happened_at": scan.at,
        "sent_at": scan.sent,
        "received_at": scan.received,
        "device": scan.by.device,
        "actor": scan.by.actor,
        "notice": scan.by.notice,
        "receipt": scan.receipt,
        "first_id": None,
    }


def _made(tx: Tx, line: dict[str, object], written: CheckInId, who: Match | None, first: Entry | None) -> CheckIn:
    """Return the line just written as the records would tell it, without asking them unless another record stands for the person."""
    if who and who.person.id != who.root:
        stored = record.by_id(tx, written)
        assert stored is not None
        return stored
    told: dict[str, Any] = line | {"outcome": Outcome(str(line["outcome"])), "id": written}
    name, dept = (who.person.name, who.person.dept) if who else (str(line["raw"]), "")
    return CheckIn(**told, name=name, dept=dept, first_at=first.corrected_at if first else None)


@dataclass(frozen=True)
class By:
    """How somebody was checked in: the proof ("phone", "badge", "desk" …), on which device, by whom, under which notice."""

    proof: str
    device: str = ""
    actor: str = ""
    notice: str = ""


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

    @property
    def moment(self) -> datetime:
        """When it happened by our clock."""
        return record.corrected(self.at, self.sent, self.received)
