"""Attendance that was taken on paper or by another tool: a list of who signed becomes lines of the ledger, taken twice it counts once."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kit import happenings
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.door import CheckIn
    from kit.events.event import Event
    from kit.people.roster import Row
    from kit.store.db import Tx

PROOF = "paper"
CLOCK = re.compile(r"(\d{1,2})[:：.](\d{2})(?:[:：.](\d{2}))?\Z")
DAY_CLOCK = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)")


def take(kit: Kit, code: str, path: Path, *, walk_ins: bool = False, actor: str = "") -> tuple[Signed, ...]:
    """Check in everybody of the list at `path`, at the time beside the name or else at the start; returns one entry a row.

    A list with a column of times counts only rows that have one. Who is not on the roster is let in with `walk_ins`, else told. The
    same list again changes nothing. Raises KitError when the file is no list, or the event is closed.
    """
    from kit.content import tables
    from kit.events import event as events
    from kit.people import roster

    listed = roster.read(tables.read(path), str(path))
    timed = "signed" in listed.header.columns

    def work(tx: Tx) -> tuple[Event, tuple[Signed, ...]]:
        event = events.by_code(tx, code)
        if event.closed_at is not None:
            raise KitError("paper.closed", "{event} is closed: open it again, take the list, and close it.", event=event.title)
        rows = [row for row in listed.rows if row.texts.get("name") and (row.texts.get("signed") or not timed)]
        return event, tuple(_signed(kit, tx, event, row, walk_ins, actor) for row in rows)

    event, done = kit.db.write(work)
    for one in done:
        if one.line is not None:
            kit.bus.publish(happenings.CheckedIn(event.id, one.line.id))
    return done


def _signed(kit: Kit, tx: Tx, event: Event, row: Row, walk_ins: bool, actor: str) -> Signed:
    from kit.events import door, token

    at = moment(event, row.texts.get("signed", ""))
    name, number, dept = (row.texts.get(key, "") for key in ("name", "emp_no", "dept"))
    if at is None:
        return Signed(row.number, name, "time")
    key = hashlib.sha256("\0".join((event.code, name, number, dept, at.isoformat())).encode()).hexdigest()[:40]
    asked = door.Asked(code=number, name=name, dept=dept, walk_in=walk_ins)
    line = door.check_in(
        tx, event, nonce=f"paper-{key}", asked=asked, at=at, received=kit.now(), by=door.By(PROOF, "", actor),
        receipt=token.receipt(kit.key, key), badge=token.badge(secrets.token_bytes(24)), full_too=True,
    )  # fmt: skip
    return Signed(row.number, name, str(line.outcome), line)


def moment(event: Event, text: str) -> datetime | None:
    """Return the moment that a cell means on the event's day and clock: "14:05", "2026-12-01 14:05", "" (the start); None for others."""
    text = text.strip()
    if not text:
        return event.starts_at
    found = DAY_CLOCK.match(text)
    start = event.local(event.starts_at)
    try:
        day = start.replace(year=int(found[1]), month=int(found[2]), day=int(found[3])) if found else start
        clock = CLOCK.match(found[4] if found else text)
        hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (99, 0, 0)
        meant = day.replace(hour=hour, minute=minute, second=second, microsecond=0)
    except ValueError:
        return None
    return meant if found else _nearest(event, meant)


def _nearest(event: Event, meant: datetime) -> datetime:
    """Return the day of a bare time of day that lies in the event, or next to it: one after midnight is the next day's."""
    days = (meant, meant + timedelta(days=1), meant - timedelta(days=1))
    return min(days, key=lambda at: max(event.starts_at - at, at - event.ends_at, timedelta()))


@dataclass(frozen=True)
class Signed:
    """One row of the list: its number, the name, and how it ended (as at the door, or "time" for a time that cannot be read)."""

    row: int
    name: str
    outcome: str
    line: CheckIn | None = None

    @property
    def counts(self) -> bool:
        """Whether the person is in now."""
        return self.outcome in ("ok", "walk_in", "already")
