"""Who was there: derived from roster and ledger each time it is asked, never kept beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from kit.events.door import record
from kit.events.door.record import ACCEPTED
from kit.events.event import Event
from kit.events.part import Part
from kit.people import merging, registration
from kit.people import person as people
from kit.people.person import Person
from kit.people.registration import Registration
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId

FOUND_MOST = 20
STEP = 5
REFUSED = ("unknown", "ambiguous", "closed", "not_open", "full", "not_in", "error")


def attendance(tx: Tx, event: Event) -> tuple[Attendance, ...]:
    """Return one entry for each person of the roster and each walk-in who is in, by name; merged records are one person."""
    return tuple(entry for entry in _entries(tx, event) if entry.present or not entry.walk_in)


def find(tx: Tx, event: Event, query: str) -> tuple[Attendance, ...]:
    """Return who at this event may be meant by `query`, best first: name, pinyin, first letters or employee number."""
    ranked = [(rank, r) for r in registration.listed(tx, event.id) if (rank := people.rank(r.person, query)) is not None]
    best = sorted(ranked, key=lambda pair: (pair[0], pair[1].person.sort_key))[:FOUND_MOST]
    wanted = {r.badge: None for _rank, r in best}
    entries = {badge: entry for entry in _entries(tx, event) for badge in entry.badges} if best else {}
    return tuple({id(entries[badge]): entries[badge] for badge in wanted}.values())


def counts(tx: Tx, event_id: EventId, part: str | None = None) -> Counts:
    """Return the figures of the door, counted from the rows themselves: of one part, or of the whole event."""
    c, here = record.C, _inside(event_id, part)
    r, m = tables.registration.c, tables.merge.c
    gone = sa.and_(m.gone_id == r.person_id, m.undone_at.is_(None))
    root = sa.func.coalesce(m.kept_id, r.person_id).label("root")
    joined = tables.registration.outerjoin(tables.merge, gone)
    # "roster" comes before "walk_in": whoever stands on the roster with one record is no walk-in
    source = (
        sa.select(root, sa.func.min(r.source).label("source")).select_from(joined).where(r.event_id == event_id).group_by(root).subquery()
    )
    both = sa.select(source.c.source, sa.func.count(), sa.func.count(here.c.root))
    rows = {
        str(name): (int(n), int(came))
        for name, n, came in tx.execute(both.outerjoin_from(source, here, here.c.root == source.c.root).group_by(source.c.source))
    }
    mine = [c.event_id == event_id, *([] if part is None else [c.part == part])]
    voided = sa.func.count().filter(c.voided_at.is_not(None))
    turned = sa.func.count().filter(c.outcome.in_(REFUSED))
    taken, refused = tx.execute(sa.select(voided, turned).where(*mine)).one()
    registered, came = rows.get(registration.ROSTER, (0, 0))
    walked = rows.get(registration.WALK_IN, (0, 0))[1]
    return Counts(registered, came + walked, walked, int(taken), int(refused))


def inside(tx: Tx, event_id: EventId, part: str) -> int:
    """Return how many people are in at one part."""
    return int(tx.execute(sa.select(sa.func.count()).select_from(_inside(event_id, part))).scalar_one())


def arrivals(entries: tuple[Attendance, ...], step: int = STEP) -> tuple[tuple[datetime, int], ...]:
    """Return how many came in each `step` minutes, from the first arrival to the last, quiet steps too."""
    moments = sorted(entry.first_in for entry in entries if entry.first_in)
    if not moments:
        return ()
    seconds = step * 60
    slots = [int(moment.timestamp()) // seconds for moment in moments]
    first = moments[0] - timedelta(seconds=moments[0].timestamp() % seconds)
    return tuple((first + timedelta(seconds=seconds * n), slots.count(slots[0] + n)) for n in range(slots[-1] - slots[0] + 1))


def _inside(event_id: EventId, part: str | None) -> sa.Subquery:
    """Return who is in, each person once."""
    c, m = record.C, tables.merge.c
    joined = tables.checkin.outerjoin(tables.merge, sa.and_(m.gone_id == c.person_id, m.undone_at.is_(None)))
    where = [c.event_id == event_id, record.live(), *([] if part is None else [c.part == part])]
    return sa.select(sa.func.coalesce(m.kept_id, c.person_id).label("root")).select_from(joined).where(*where).distinct().subquery()


def _entries(tx: Tx, event: Event) -> Iterator[Attendance]:
    """Return everybody who is registered, with what the ledger says of them."""
    roots, lines = merging.roots(tx), defaultdict[int, list[sa.Row[Any]]](list)
    for row in tx.execute(_scans().where(record.C.event_id == event.id)):
        lines[roots.get(row.person_id, row.person_id)].append(row)
    together = defaultdict[int, list[Registration]](list)
    for r in registration.listed(tx, event.id):
        together[roots.get(int(r.person.id), int(r.person.id))].append(r)
    return (_entry(event, root, rs, lines.get(root, [])) for root, rs in together.items())


def _scans() -> sa.Select[Any]:
    """Return the scans that tell who was in and who left, in the order they were written."""
    c = record.C
    told = sa.or_(record.live(), sa.and_(c.outcome.in_(("already", "out")), c.voided_at.is_(None)))
    wanted = (c.id, c.person_id, c.part, c.outcome, c.happened_at, c.sent_at, c.received_at, c.proof, c.device, c.receipt)
    return sa.select(*wanted).where(told, c.person_id.is_not(None)).order_by(c.id)


def _entry(event: Event, root: int, rs: Sequence[Registration], lines: Sequence[sa.Row[Any]]) -> Attendance:
    """Return one person's entry; of merged records the one that stands for the person, on the roster if any of them is."""
    r = next((r for r in rs if int(r.person.id) == root), rs[0])
    source = min(r.source for r in rs)
    told: dict[str, Any] = {"registered_at": r.created_at, "badge": r.badge, "badges": tuple(r.badge for r in rs)}
    stays = tuple(stay for part in event.windows if (stay := _stay(part, [row for row in lines if row.part == part.code])))
    first = min((row for row in lines if row.outcome in ACCEPTED), key=_moment, default=None)
    if first is None or not stays:
        return Attendance(r.person, source, False, **told)
    return Attendance(
        r.person,
        source,
        True,
        checkin_id=CheckInId(first.id),
        first_in=_moment(first),
        last_out=stays[-1].last_out,
        late=stays[0].late,
        minutes=sum(stay.minutes for stay in stays),
        proof=first.proof,
        device=first.device,
        receipt=first.receipt,
        stays=stays,
        **told,
    )


def _stay(part: Part, rows: Sequence[sa.Row[Any]]) -> Stay | None:
    """Return how long somebody was at one part: from arrival, not before its start, to leaving or its planned end."""
    came = [row for row in rows if row.outcome in ACCEPTED]
    if not came:
        return None
    first, last = min(map(_moment, came)), max(rows, key=lambda row: (_moment(row), row.id))
    out = _moment(last) if last.outcome == "out" and _moment(last) > first else None
    stayed = min(out or part.ends_at, part.ends_at) - max(first, part.starts_at)
    return Stay(part.code, str(part), first, out, first > part.late_at, max(0, round(stayed.total_seconds() / 60)), CheckInId(came[0].id))


def _moment(row: sa.Row[Any]) -> datetime:
    return record.corrected(row.happened_at, row.sent_at, row.received_at)


@dataclass(frozen=True)
class Stay:
    """One person at one part; `last_out` is None when nobody saw the person leave."""

    part: str
    title: str
    first_in: datetime
    last_out: datetime | None
    late: bool
    minutes: int
    checkin_id: CheckInId


@dataclass(frozen=True)
class Attendance:
    """One person and one event: `minutes` are those of all its parts; `late` is told of the first part the person came to.

    `badges` are the codes of every record that was merged into this person.
    """

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
    last_out: datetime | None = None
    stays: tuple[Stay, ...] = ()
    badges: tuple[str, ...] = ()

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
