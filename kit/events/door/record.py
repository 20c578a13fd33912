"""One line of the door's ledger: every attempt to come in, with its outcome, as it was stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

import sqlalchemy as sa

from kit.store import tables, upsert
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId, PersonId

C, M, R, E = tables.checkin.c, tables.merge.c, tables.registration.c, tables.event.c
FIRST = tables.checkin.alias("first")
LATE_UPLOAD = timedelta(minutes=2)


class Outcome(StrEnum):
    """How an attempt ended; `ok` and `walk_in` let somebody in."""

    OK = "ok"
    ALREADY = "already"
    WALK_IN = "walk_in"
    OUT = "out"
    NOT_IN = "not_in"
    CLOSED = "closed"
    NOT_OPEN = "not_open"
    FULL = "full"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    ERROR = "error"


ACCEPTED = (Outcome.OK, Outcome.WALK_IN)
ENTRY = ("id", "happened_at", "sent_at", "received_at", "receipt")


@cache
def live() -> sa.ColumnElement[bool]:
    """Return the condition for lines that let somebody in and were not voided."""
    return sa.and_(C.voided_at.is_(None), sa.or_(*(C.outcome == str(outcome) for outcome in ACCEPTED)))


def by_nonce(tx: Tx, nonce: str) -> CheckIn | None:
    """Return the line stored for this nonce."""
    return next(map(_check_in, tx.execute(_by_nonce(), {"nonce": nonce})), None)


def by_id(tx: Tx, checkin_id: CheckInId) -> CheckIn | None:
    """Return the line with this id."""
    return next(map(_check_in, tx.execute(_all().where(C.id == checkin_id))), None)


def live_of(tx: Tx, event_id: EventId, person_id: PersonId, part: str | None = None) -> CheckIn | None:
    """Return the line that counts for a person at an event, by whichever record the person came: of one part, or the latest of any."""
    statement = _live_of() if part is None else _live_of().where(C.part == part)
    return next(map(_check_in, tx.execute(statement, {"event": event_id, "person": person_id})), None)


def entry_of_merged(tx: Tx, event_id: EventId, part: str, root: PersonId) -> Entry | None:
    """Return the first line that counts for any of the records that were merged into one."""
    gone = sa.select(M.gone_id).where(M.kept_id == root, M.undone_at.is_(None))
    mine = sa.and_(C.event_id == event_id, C.part == part, sa.or_(C.person_id == root, C.person_id.in_(gone)), live())
    row = tx.execute(sa.select(*(C[name] for name in ENTRY)).where(mine).order_by(C.id).limit(1)).first()
    return Entry(CheckInId(row.id), row.happened_at, row.sent_at, row.received_at, row.receipt) if row else None


def insert(tx: Tx, line: dict[str, object]) -> CheckInId | None:
    """Write a line unless its nonce is known or somebody is in by another line already: then None."""
    row = tx.execute(_insert(tx.dialect.name), line).first()
    return CheckInId(row[0]) if row else None


def log(tx: Tx, event_id: EventId) -> tuple[CheckIn, ...]:
    """Return every line of an event in the order it was written, refused and voided ones too."""
    return tuple(map(_check_in, tx.execute(_all().where(C.event_id == event_id).order_by(C.id))))


def latest(tx: Tx, event_id: EventId, n: int) -> tuple[CheckIn, ...]:
    """Return the last `n` lines, newest first."""
    return tuple(map(_check_in, tx.execute(_all().where(C.event_id == event_id).order_by(C.id.desc()).limit(n))))


def pulse(tx: Tx) -> tuple[int, ...]:
    """Return numbers that change with everything the door writes, with rosters, merges and closings, over all events.

    They are counts: the highest id would miss a line whose transaction began before another's and ends after it.
    """
    counted = ((C.id, C.voided_at), (R.id,), (M.id, M.undone_at), (E.id, E.closed_at))
    return tuple(int(n) for columns in counted for n in tx.execute(sa.select(*map(sa.func.count, columns))).one())


@cache  # putting a statement together costs more than running it
def _all() -> sa.Select[tuple[object, ...]]:
    p = tables.person.c
    named = (p.name.label("name"), p.dept.label("dept"), FIRST.c.happened_at.label("first_at"), FIRST.c.sent_at.label("first_sent"))
    from_ = tables.checkin.outerjoin(tables.person, p.id == C.person_id).outerjoin(FIRST, FIRST.c.id == C.first_id)
    return sa.select(tables.checkin, *named, FIRST.c.received_at.label("first_received")).select_from(from_)


@cache
def _by_nonce() -> sa.Select[tuple[object, ...]]:
    return _all().where(C.nonce == sa.bindparam("nonce"))


@cache
def _live_of() -> sa.Select[tuple[object, ...]]:
    person: sa.BindParameter[int] = sa.bindparam("person")
    gone = sa.select(M.gone_id).where(M.kept_id == person, M.undone_at.is_(None))
    kept = sa.select(M.kept_id).where(M.gone_id == person, M.undone_at.is_(None))
    mine = sa.or_(C.person_id == person, C.person_id.in_(gone), C.person_id.in_(kept))
    return _all().where(C.event_id == sa.bindparam("event"), mine, live()).order_by(C.id.desc())


@cache
def _insert(dialect: str) -> sa.Insert:
    """One statement that neither breaks nor needs a savepoint when somebody was faster."""
    return upsert.into(dialect, tables.checkin).on_conflict_do_nothing().returning(C.id)


def _check_in(row: sa.Row[tuple[object, ...]]) -> CheckIn:
    m = row._mapping
    names = ("nonce", "part", "raw", "proof", "happened_at", "sent_at", "received_at", "device", "actor", "receipt", "first_id", "notice")
    voided = {name: m[name] for name in ("voided_at", "voided_by", "void_reason")}
    first = corrected(m["first_at"], m["first_sent"], m["first_received"]) if m["first_at"] else None
    return CheckIn(
        id=CheckInId(m["id"]),
        event_id=EventId(m["event_id"]),
        person_id=PersonId(m["person_id"]) if m["person_id"] else None,
        name=m["name"] or m["raw"],
        dept=m["dept"] or "",
        outcome=Outcome(m["outcome"]),
        first_at=first,
        **{name: m[name] for name in names},
        **voided,
    )


def corrected(happened: datetime, sent: datetime | None, received: datetime) -> datetime:
    """Return when a scan really happened: a device whose clock is wrong is wrong by the same amount when it sends."""
    return happened if sent is None else happened + (received - sent)


@dataclass(frozen=True)
class Entry:
    """What is needed of the line by which somebody is in already."""

    id: CheckInId
    happened_at: datetime
    sent_at: datetime | None
    received_at: datetime
    receipt: str

    @property
    def corrected_at(self) -> datetime:
        """When it happened by our clock."""
        return corrected(self.happened_at, self.sent_at, self.received_at)


@dataclass(frozen=True)
class CheckIn:
    """One attempt at the door. `name` is the person's, or what was scanned when nobody was found."""

    id: CheckInId
    nonce: str
    event_id: EventId
    person_id: PersonId | None
    name: str
    dept: str
    outcome: Outcome
    proof: str
    happened_at: datetime
    sent_at: datetime | None
    received_at: datetime
    device: str = ""
    actor: str = ""
    receipt: str = ""
    part: str = ""
    raw: str = ""
    first_id: CheckInId | None = None
    first_at: datetime | None = None
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: str = ""
    notice: str = ""

    @property
    def corrected_at(self) -> datetime:
        """When it happened by our clock."""
        return corrected(self.happened_at, self.sent_at, self.received_at)

    @property
    def late_upload(self) -> bool:
        """Whether it reached us more than two minutes after it happened."""
        return self.received_at - self.corrected_at > LATE_UPLOAD

    @property
    def counts(self) -> bool:
        """Whether it makes somebody present."""
        return self.outcome in ACCEPTED and self.voided_at is None
