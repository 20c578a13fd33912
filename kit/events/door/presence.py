"""Who was there: derived from roster and ledger each time it is asked, never kept beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from kit.events.door import record
from kit.events.event import Event
from kit.people import person as people
from kit.people import registration
from kit.people.person import Person
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId

FOUND_MOST = 20
STEP = 5


def attendance(tx: Tx, event: Event) -> tuple[Attendance, ...]:
    """Return one entry for each person of the roster and each walk-in who is in, by name."""
    lines = _live_lines(tx, event.id)
    everybody = (_entry(event, r, lines.get(int(r.person.id))) for r in registration.listed(tx, event.id))
    return tuple(entry for entry in everybody if entry.present or not entry.walk_in)


def find(tx: Tx, event: Event, query: str) -> tuple[Attendance, ...]:
    """Return who at this event may be meant by `query`, best first: name, pinyin, first letters or employee number."""
    ranked = [(rank, r) for r in registration.listed(tx, event.id) if (rank := people.rank(r.person, query)) is not None]
    best = sorted(ranked, key=lambda pair: (pair[0], pair[1].person.sort_key))[:FOUND_MOST]
    lines = _live_lines(tx, event.id) if best else {}
    return tuple(_entry(event, r, lines.get(int(r.person.id))) for _rank, r in best)


def counts(tx: Tx, event_id: EventId) -> Counts:
    """Return the figures of the door, counted from the rows themselves."""
    r, c = tables.registration.c, record.C
    on_roster = tx.execute(sa.select(sa.func.count()).where(r.event_id == event_id, r.source == registration.ROSTER)).scalar_one()
    here = sa.select(r.source, sa.func.count()).select_from(_with_live()).where(r.event_id == event_id, c.id.is_not(None))
    by_source = {str(source): int(n) for source, n in tx.execute(here.group_by(r.source))}
    voided = sa.select(sa.func.count()).where(c.event_id == event_id, c.voided_at.is_not(None))
    refused = ("unknown", "ambiguous", "closed", "not_open", "error")
    turned = sa.select(sa.func.count()).where(c.event_id == event_id, c.outcome.in_(refused))
    return Counts(
        registered=int(on_roster),
        present=sum(by_source.values()),
        walk_ins=by_source.get(registration.WALK_IN, 0),
        voided=int(tx.execute(voided).scalar_one()),
        refused=int(tx.execute(turned).scalar_one()),
    )


def arrivals(entries: tuple[Attendance, ...], step: int = STEP) -> tuple[tuple[datetime, int], ...]:
    """Return how many came in each `step` minutes, from the first arrival to the last, quiet steps too."""
    moments = sorted(entry.first_in for entry in entries if entry.first_in)
    if not moments:
        return ()
    seconds = step * 60
    slots = [int(moment.timestamp()) // seconds for moment in moments]
    first = moments[0] - timedelta(seconds=moments[0].timestamp() % seconds)
    return tuple((first + timedelta(seconds=seconds * n), slots.count(slots[0] + n)) for n in range(slots[-1] - slots[0] + 1))


def _live_lines(tx: Tx, event_id: EventId) -> dict[int, sa.RowMapping]:
    c = record.C
    wanted = (c.id, c.person_id, c.happened_at, c.sent_at, c.received_at, c.proof, c.device, c.receipt)
    rows = tx.execute(sa.select(*wanted).where(c.event_id == event_id, record.live()))
    return {int(row.person_id): row._mapping for row in rows}


def _with_live() -> sa.FromClause:
    r, c = tables.registration.c, record.C
    return tables.registration.outerjoin(tables.checkin, sa.and_(c.event_id == r.event_id, c.person_id == r.person_id, record.live()))


def _entry(event: Event, r: registration.Registration, line: sa.RowMapping | None) -> Attendance:
    if line is None:
        return Attendance(r.person, r.source, False, registered_at=r.created_at, badge=r.badge)
    first = record.corrected(line["happened_at"], line["sent_at"], line["received_at"])
    stayed = event.ends_at - max(first, event.starts_at)
    return Attendance(
        r.person,
        r.source,
        True,
        checkin_id=CheckInId(line["id"]),
        first_in=first,
        late=first > event.late_at,
        minutes=max(0, round(stayed.total_seconds() / 60)),
        registered_at=r.created_at,
        badge=r.badge,
        proof=line["proof"],
        device=line["device"],
        receipt=line["receipt"],
    )


@dataclass(frozen=True)
class Attendance:
    """One person and one event. `minutes` runs from arrival, not before the start, to the planned end: nobody scans out."""

    person: Person
    source: str
    present: bool
    checkin_id: CheckInId | None = None
    first_in: datetime | None = None
    late: bool = False
    minutes: int = 0
    registered_at: datetime | None = None
    badge: str = ""
    proof: str = ""
    device: str = ""
    receipt: str = ""

    @property
    def status(self) -> str:
        """Return "present" or "absent"."""
        return "present" if self.present else "absent"

    @property
    def walk_in(self) -> bool:
        """Whether the person came without being on the roster."""
        return self.source == registration.WALK_IN


@dataclass(frozen=True)
class Counts:
    """Figures of the door: on the roster, in (walk-ins among them), walk-ins in, taken back, turned away."""

    registered: int = 0
    present: int = 0
    walk_ins: int = 0
    voided: int = 0
    refused: int = 0
