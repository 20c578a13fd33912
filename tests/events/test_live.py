"""Polls and questions in the records: the same form twice at once is one, and nothing kept tells when somebody wrote."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import sqlalchemy as sa

from kit.events import live
from kit.store import tables
from tests.events.conftest import START, Door


def at_once(work: Callable[[int], object], times: int = 12) -> None:
    with ThreadPoolExecutor(times) as pool:
        list(pool.map(work, range(times)))


def test_one_phone_that_sends_everything_many_times_at_once_has_one_voice(at_door: Door) -> None:
    db, event = at_door.db, at_door.event
    at_once(lambda n: db.write(lambda tx: live.ask(tx, event.id, "m", "Why?", nonce="n", at=START)))
    (asked,) = db.write(lambda tx: live.asks(tx, event.id))
    db.write(lambda tx: live.judge(tx, event.id, asked.id, live.State.SHOWN))
    at_once(lambda n: db.write(lambda tx: live.support(tx, event.id, asked.id, "m", True)))
    poll = db.write(lambda tx: live.open_poll(tx, event.id, "A or B?", ["A", "B"], at=START))
    at_once(lambda n: db.write(lambda tx: live.vote(tx, event.id, poll.id, "m", n % 2)))
    with db.read() as tx:
        assert [(one.n, one.mine) for one in live.asks(tx, event.id, "m")] == [(1, True)]
        assert live.poll(tx, event.id, poll.id).n == 1


def test_a_poll_that_is_closed_while_the_room_answers_loses_no_vote(at_door: Door) -> None:
    db, event = at_door.db, at_door.event
    poll = db.write(lambda tx: live.open_poll(tx, event.id, "A or B?", ["A", "B"], at=START))
    for n in range(6):
        db.write(lambda tx: live.vote(tx, event.id, poll.id, f"{n}", 1))  # noqa: B023
    at_once(lambda n: db.write(lambda tx: live.close_polls(tx, event.id, at=START)), 4)
    with db.read() as tx:
        assert live.poll(tx, event.id, poll.id).n == 6


def test_questions_of_a_closed_event_are_numbered_anew_and_keep_their_support(at_door: Door) -> None:
    db, event = at_door.db, at_door.event
    for n in range(8):
        db.write(lambda tx: live.ask(tx, event.id, f"m{n}", f"Why {n}?", nonce=f"{n * 5 % 8}", at=START))  # noqa: B023
    with db.read() as tx:
        before = live.asks(tx, event.id)
    for one in before[:3]:
        db.write(lambda tx: live.judge(tx, event.id, one.id, live.State.SHOWN))  # noqa: B023
        db.write(lambda tx: live.support(tx, event.id, one.id, f"m{one.id}", True))  # noqa: B023
    db.write(lambda tx: live.scatter(tx, event.id))
    with db.read() as tx:
        after = live.asks(tx, event.id)
    assert {one.text for one in after if one.n} == {"Why 0?", "Why 1?", "Why 2?"}
    assert [one.text for one in sorted(after, key=lambda one: one.id)] == [f"Why {n * 5 % 8}?" for n in range(8)]


def test_nothing_kept_tells_in_what_order_or_when_the_room_wrote(at_door: Door) -> None:
    db, event = at_door.db, at_door.event
    poll = db.write(lambda tx: live.open_poll(tx, event.id, "A or B?", ["A", "B"], at=START))
    for n in range(30):
        db.write(lambda tx: live.vote(tx, event.id, poll.id, f"{n * 7919 % 31:040x}", 1))  # noqa: B023
    db.write(lambda tx: live.ask(tx, event.id, "m", "Why?", nonce="n", at=START + timedelta(minutes=17, seconds=3)))
    db.write(lambda tx: live.close_polls(tx, event.id, at=START))
    with db.read() as tx:
        marks = list(tx.exec_driver_sql("SELECT marker FROM vote").scalars())
        writers = set(tx.exec_driver_sql("SELECT xmin::text FROM vote").scalars()) if tx.dialect.name == "postgresql" else {""}
        assert tx.execute(sa.select(tables.ask.c.at)).scalar_one() == START
    breaks = sum(one > other for one, other in pairwise(marks))
    assert breaks <= 2, "they lie in their own order, going on where a page had room left"
    assert len(marks) == 30
    assert len(writers) == 1
