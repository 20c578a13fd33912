"""An event with a roster, and a door whose clock and nonces the test holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from kit.context import Kit
from kit.events import door
from kit.events import event as events
from kit.events.door import CheckIn
from kit.events.event import Event
from kit.people import merging, person, registration
from kit.people.person import Draft
from kit.store.db import Database, Tx
from kit.store.ids import PersonId

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
PEOPLE = (
    Draft("张三", "001", "支付"),
    Draft("李四", "002", "支付"),
    Draft("张三", "003", "平台"),
    Draft("Ada Lovelace", "A-7", ""),
    Draft("=cmd()", "", "支付"),
)
_numbers = count(1)


def fresh(prefix: str) -> str:
    """Return a code nobody has yet."""
    return f"{prefix}{next(_numbers):014}"


def expect(db: Database, event: Event, *drafts: Draft) -> tuple[str, ...]:
    """Put people on the roster and return their badge codes."""
    codes = tuple(fresh("LB") for _ in drafts)

    def work(tx: Tx) -> None:
        for badge, draft in zip(codes, drafts, strict=True):
            registration.add(tx, event.id, person.create(tx, draft, at=START).id, badge=badge, at=START)

    db.write(work)
    return codes


class Door:
    """Checks people in at one event as a phone or a desk would."""

    def __init__(self, db: Database, event: Event, badges: tuple[str, ...] = ()) -> None:
        self.db, self.event, self.badges = db, event, badges

    def __call__(
        self,
        *,
        code: str = "",
        name: str = "",
        dept: str = "",
        walk_in: bool = False,
        nonce: str = "",
        minute: float = 0,
        sent: datetime | None = None,
        received: datetime | None = None,
        part: str | None = None,
        full_too: bool = False,
        leaving: bool = False,
    ) -> CheckIn:
        at = START + timedelta(minutes=minute)
        asked, nonce, badge = door.Asked(code, name, dept, walk_in), nonce or fresh("n"), fresh("LB")

        def work(tx: Tx) -> CheckIn:
            event, by = events.by_id(tx, self.event.id), door.By("phone", "d1")
            how = {"nonce": nonce, "asked": asked, "at": at, "sent": sent, "received": received or at, "by": by, "part": part}
            if leaving:
                return door.check_out(tx, event, **how)  # type: ignore[arg-type]
            return door.check_in(tx, event, **how, receipt=nonce[-5:], badge=badge, full_too=full_too)  # type: ignore[arg-type]

        return self.db.write(work)

    def void(self, line: CheckIn, reason: str = "wrong person") -> CheckIn:
        return self.db.write(lambda tx: door.void(tx, line.id, reason=reason, actor="host", at=START))

    def change(self, **values: object) -> None:
        draft = replace(events.draft_of(self.event), **values)  # type: ignore[arg-type]
        self.db.write(lambda tx: events.change(tx, self.event.id, events.checked(draft)))

    def merge(self, kept: int, gone: int) -> None:
        self.db.write(lambda tx: merging.merge(tx, PersonId(kept), PersonId(gone), at=START, actor="host"))

    def unmerge(self, gone: int) -> None:
        self.db.write(lambda tx: merging.undo(tx, PersonId(gone), at=START, actor="host"))

    def close(self, minute: float = 60) -> None:
        self.db.write(lambda tx: events.close(tx, self.event.id, START + timedelta(minutes=minute)))

    def read(self, look: Callable[..., object], *args: object) -> object:
        with self.db.read() as tx:
            return look(tx, *args)

    def attendance(self) -> tuple[door.Attendance, ...]:
        with self.db.read() as tx:
            return door.attendance(tx, events.by_id(tx, self.event.id))

    def counts(self) -> door.Counts:
        with self.db.read() as tx:
            return door.counts(tx, self.event.id)


def event_in(db: Database, code: str = "AAAAAA") -> Event:
    """Add an event that starts at START."""
    return db.write(lambda tx: events.create(tx, events.Draft("平台介绍", START), codes=[code], at=START))


@pytest.fixture
def at_door(either_kit: Kit) -> Door:
    """A door with five people on its roster, on SQLite and on PostgreSQL."""
    event = event_in(either_kit.db)
    return Door(either_kit.db, event, expect(either_kit.db, event, *PEOPLE))
