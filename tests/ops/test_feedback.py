"""Feedback is taken once per device, refused with the question that is wrong, and contacts lie apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import happenings
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.ops import attendance
from kit.ops import events as event_ops
from kit.ops import feedback as ops

START = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)
GOOD = {"f1": ["5"], "f3": ["4"], "f5": ["9"]}


@pytest.fixture
def kit(either_kit: Kit) -> Kit:
    """Everything here holds on SQLite and on PostgreSQL."""
    return either_kit


@pytest.fixture
def code(kit: Kit) -> str:
    return event_ops.create(kit, events.Draft("T", START, form="feedback")).code


def test_answers_are_taken_once_per_device(kit: Kit, code: str) -> None:
    said: list[happenings.Happening] = []
    kit.bus.listen(said.append)
    first = ops.submit(kit, code, GOOD, nonce="n1", device="d1")
    again = ops.submit(kit, code, GOOD, nonce="n1", device="d1")
    other = ops.submit(kit, code, GOOD, nonce="n2", device="d1")
    assert [(done.status, done.ok) for done in (first, again, other)] == [("taken", True), ("replayed", True), ("already", False)]
    assert (ops.answered(kit, code, "d1"), ops.answered(kit, code, "d2")) == (True, False)
    assert len(ops.results(kit, code).responses) == 1
    assert said == [happenings.Responded(event_ops.show(kit, code).id)]


def test_what_is_wrong_is_told_by_question_and_nothing_is_kept(kit: Kit, code: str) -> None:
    done = ops.submit(kit, code, {"f1": ["9"], "f5": ["9"]}, nonce="n1", device="d1")
    assert (done.ok, [problem.part for problem in done.problems]) == (False, ["f1", "f3"])
    assert ops.results(kit, code).responses == ()
    assert ops.submit(kit, code, GOOD, nonce="n1", device="d1").ok, "after mending, the same page is sent again"


def test_the_response_rate_is_answers_by_people_who_are_in(kit: Kit, code: str) -> None:
    ops.submit(kit, code, GOOD, nonce="n1")
    assert ops.results(kit, code).rate is None
    for name in ("甲", "乙", "丙", "丁"):
        attendance.walk_in(kit, code, name)
    found = ops.results(kit, code, "zh")
    assert (found.present, found.rate) == (4, 0.25)
    assert found.questions[0].label.startswith("这次内容")


def test_a_contact_lies_apart_from_the_answers(kit: Kit, code: str) -> None:
    for n in range(6):
        ops.submit(kit, code, {**GOOD, "f14": ["yes"], "f14c": [f"me{n}@example.com"]}, nonce=f"n{n}", device=f"d{n}")
    found = ops.results(kit, code)
    assert sorted(found.contacts) == [f"me{n}@example.com" for n in range(6)]
    assert not any("f14c" in r.answers for r in found.responses)
    with kit.db.read() as tx:
        responses = set(tx.exec_driver_sql("SELECT id FROM response").scalars())
        contacts = list(tx.exec_driver_sql("SELECT id, event_id, question, text FROM contact"))
        nonces = set(tx.exec_driver_sql("SELECT nonce FROM response").scalars())
    assert not responses & {row[0] for row in contacts}
    assert not nonces & {f"n{n}" for n in range(6)}


def test_a_closed_event_takes_no_answers(kit: Kit, code: str) -> None:
    event_ops.close(kit, code)
    with pytest.raises(KitError, match="takes no more answers"):
        ops.submit(kit, code, GOOD, nonce="n")
