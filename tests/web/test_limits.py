"""Failures are counted by kind and by whose they are: a room behind one address goes on while one phone that guesses waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from kit.context import Kit
from kit.errors import KitError
from kit.store import tables
from kit.web import limits as web_limits
from kit.web.limits import Limits

ROOM = "203.0.113.7"
NOON = datetime(2026, 12, 1, 6, 0, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process look at what others counted each time it is asked."""
    monkeypatch.setattr(web_limits, "SEEN_SECONDS", 0.0)


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """The same on SQLite and on PostgreSQL, at noon."""
    either_kit.now = lambda: NOON
    return either_kit


def refused(limits: Limits, kind: str, code: str, phone: str, address: str = ROOM) -> bool:
    try:
        limits.check(kind, code, phone, address)
    except KitError as error:
        return error.code == "web.often"
    return False


def test_one_phone_waits_at_every_process_and_the_room_goes_on(kit: Kit) -> None:
    one, other = Limits(kit), Limits(kit)
    for n in range(10):
        assert not refused(other, "who", "AAAAAA", "guesser")
        (one, other)[n % 2].failed("who", "AAAAAA", "guesser", ROOM)
    for limits in (one, other, Limits(kit)):  # the third has just been started
        assert refused(limits, "who", "AAAAAA", "guesser")
        assert not any(refused(limits, "who", "AAAAAA", f"phone {n}") for n in range(50))
        assert not refused(limits, "slot", "AAAAAA", "guesser")
        assert not refused(limits, "who", "BBBBBB", "guesser")
    other.succeeded("who", "AAAAAA", "guesser")
    assert not refused(one, "who", "AAAAAA", "guesser")


def test_waiting_helps(kit: Kit) -> None:
    limits = Limits(kit)
    for _again in range(12):
        limits.failed("who", "AAAAAA", "guesser", ROOM)
    for minutes, waits in ((5, True), (9, True), (20, False)):
        kit.now = lambda: NOON + timedelta(minutes=minutes)  # noqa: B023
        assert refused(limits, "who", "AAAAAA", "guesser") == waits


@pytest.mark.parametrize("phones", [[""], [f"new {n}" for n in range(310)]], ids=["no cookies", "a new cookie each time"])
def test_who_changes_phones_to_guess_on_is_held_by_the_address(kit: Kit, phones: list[str]) -> None:
    limits = Limits(kit)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: limits.failed("slot", "AAAAAA", phones[n % len(phones)], ROOM), range(310)))
    assert refused(limits, "slot", "AAAAAA", "yet another")
    assert not refused(limits, "slot", "AAAAAA", "yet another", "198.51.100.4")


def test_what_is_kept_stays_small_and_names_nobody(kit: Kit) -> None:
    limits = Limits(kit)
    for n in range(20):
        limits.failed("token", "AAAAAA", f"phone {n}", f"address {n}")
    kit.now = lambda: NOON + timedelta(hours=1)
    limits.failed("token", "AAAAAA", "the last", ROOM)
    with kit.db.read() as tx:
        rows = tx.execute(sa.select(tables.failure)).all()
    assert len(rows) == 3
    assert all(len(row.mark) == 32 and ROOM not in row.mark for row in rows)


def test_who_does_not_fail_writes_nothing(kit: Kit) -> None:
    limits = Limits(kit)
    limits.check("who", "AAAAAA", "phone", ROOM)
    limits.succeeded("who", "AAAAAA", "phone")
    with kit.db.read() as tx:
        assert not tx.execute(sa.select(tables.failure)).all()
