"""Say whom a scanned code or a typed name means at one event, without guessing, and whether that person is in already."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from kit.content import typed
from kit.errors import KitError
from kit.events.door import record
from kit.events.door.record import Entry
from kit.events.token import BADGE_LENGTH, BADGE_PREFIX
from kit.people import person as people
from kit.people import registration
from kit.people.registration import Registration
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import CheckInId, EventId, PersonId

R, P, C, M = tables.registration.c, tables.person.c, tables.checkin.c, tables.merge.c


def code_of(text: str) -> str:
    """Return a scanned or typed code as it is stored: half width, capitals, no spaces or hyphens inside."""
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("-", "").split())


def looks_like_badge(text: str) -> bool:
    """Return whether a text has the shape of a badge code."""
    code = code_of(text)
    return len(code) == BADGE_LENGTH and code.startswith(BADGE_PREFIX) and code.isascii() and code.isalnum()


def who(tx: Tx, event_id: EventId, text: str) -> Registration:
    """Return the one registration that a code, an employee number or a name means; refuse when there is none or more than one."""
    return _only([match.registration for match in find(tx, event_id, Asked(either=text)).matches], text)


def _only(found: Sequence[Registration], text: str) -> Registration:
    if not found:
        raise KitError("door.who", "Nobody at this event is called “{given}” or has this code.", given=text.strip())
    if len(found) > 1:
        raise KitError(
            "door.who-several", "{n} people are called “{given}”: use the employee number or the badge code.", n=len(found), given=text
        )
    return found[0]


def record_of(tx: Tx, event_id: EventId, text: str) -> people.Person:
    """Return the record that a badge code, an employee number or a name means, merged or not; refuse when there is none or are several."""
    by_badge = registration.by_badge(tx, event_id, code_of(text)) if looks_like_badge(text) else None
    one = by_badge or registration.by_emp_no(tx, event_id, text)
    found = (one,) if one else registration.by_name(tx, event_id, text)
    return _only(found, text).person


def find(tx: Tx, event_id: EventId, scan: Asked, part: str = "") -> Found:
    """Return whom the scan means: by badge code, employee number, then name (with its department where the name is not enough).

    One statement finds them together with the check-in of that part that counts for them.
    """
    code, name = scan.code or scan.either, scan.name or scan.either
    told = {"event": event_id, "part": part, "badge": code_of(code), "emp": people.name_key(code), "name": people.name_key(name)}
    rows = _distinct(tx, event_id, part, tx.execute(_by_badge(), told).all()) if looks_like_badge(code) else ()
    rows = rows or _distinct(tx, event_id, part, tx.execute(_by_text(), told).all())
    coded = tuple(m for m in rows if told["badge"] == m.registration.badge or (code and people.name_key(m.person.emp_no) == told["emp"]))
    if coded:
        other_name = bool(scan.name) and people.name_key(scan.name) != people.name_key(coded[0].person.name)
        return Found(coded[:1], conflict=other_name)
    in_dept = tuple(m for m in rows if typed.plain(m.person.dept) == typed.plain(scan.dept))
    if scan.walk_in:
        return Found(in_dept)
    return Found(in_dept if scan.dept and in_dept else rows)


@cache  # putting a statement together costs more than running it
def _all() -> sa.Select[tuple[object, ...]]:
    root = sa.func.coalesce(M.kept_id, P.id)
    other = tables.merge.alias("other")
    shared = sa.exists().where(other.c.kept_id == root, other.c.undone_at.is_(None))
    joined = tables.person.join(tables.registration, sa.and_(R.person_id == P.id, R.event_id == sa.bindparam("event")))
    joined = joined.outerjoin(tables.merge, sa.and_(M.gone_id == P.id, M.undone_at.is_(None)))
    mine = sa.and_(C.event_id == sa.bindparam("event"), C.part == sa.bindparam("part"), C.person_id == root, record.live())
    joined = joined.outerjoin(tables.checkin, mine)
    person = [column.label(f"p_{column.name}") for column in tables.person.c]
    lines = [C[name].label(f"c_{name}") for name in record.ENTRY]
    return sa.select(tables.registration, *person, *lines, root.label("root"), shared.label("shared")).select_from(joined)


@cache
def _by_badge() -> sa.Select[tuple[object, ...]]:
    return _all().where(R.badge == sa.bindparam("badge"))


@cache
def _by_text() -> sa.Select[tuple[object, ...]]:
    called = sa.and_(P.name_key == sa.bindparam("name"), P.name_key != "")
    numbered = sa.and_(P.emp_key == sa.bindparam("emp"), P.emp_key != "")
    return _all().where(sa.or_(called, numbered)).order_by(R.id)


def _distinct(tx: Tx, event_id: EventId, part: str, rows: Sequence[sa.Row[Any]]) -> tuple[Match, ...]:
    """Return one match a person: records that were merged are one."""
    found: dict[int, Match] = {}
    for row in rows:
        match = _match(tx, event_id, part, row)
        if match.root not in found or match.person.id == match.root:
            found[match.root] = match
    return tuple(found.values())


def _match(tx: Tx, event_id: EventId, part: str, row: sa.Row[Any]) -> Match:
    m = row._mapping
    root = PersonId(m["root"])
    line = Entry(CheckInId(m["c_id"]), *(m[f"c_{name}"] for name in record.ENTRY[1:])) if m["c_id"] is not None else None
    if m["shared"]:
        line = record.entry_of_merged(tx, event_id, part, root)
    return Match(registration.from_row(row), root, line)


@dataclass(frozen=True)
class Asked:
    """What somebody showed or typed at the door; `either` is a text that may be a code or a name."""

    code: str = ""
    name: str = ""
    dept: str = ""
    walk_in: bool = False
    either: str = ""

    @property
    def raw(self) -> str:
        """What stands in the log: the code, or the name and department as typed."""
        return " · ".join(word for word in (self.code, self.name, self.either, self.dept) if word)


@dataclass(frozen=True)
class Match:
    """A registration that a scan may mean, the record that stands for the person, and the check-in that counts."""

    registration: Registration
    root: PersonId
    line: Entry | None

    @property
    def person(self) -> people.Person:
        """The person as registered."""
        return self.registration.person


@dataclass(frozen=True)
class Found:
    """The people a scan may mean: one is an answer, several are a question, none may be a walk-in.

    `conflict`: the code is one person's and the name another's.
    """

    matches: tuple[Match, ...]
    conflict: bool = False

    @property
    def one(self) -> Match | None:
        """The only match."""
        return self.matches[0] if len(self.matches) == 1 and not self.conflict else None
