"""Parts, seats, leaving, and two records of one person: what each does to who counts as there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kit.errors import KitError
from kit.events import door
from kit.events import part as parts
from kit.events.door import Attendance, Outcome
from kit.events.part import Part
from tests.events.conftest import START, Door

HOUR = timedelta(hours=1)
MORNING = Part("am", "上午", START, 120, 10, 30)
AFTERNOON = Part("pm", "下午", START + 4 * HOUR, 120, 10, 30)


def present(at_door: Door) -> dict[str, Attendance]:
    return {entry.person.emp_no: entry for entry in at_door.attendance() if entry.present}


def test_each_part_has_its_own_check_in(at_door: Door) -> None:
    at_door.change(parts=(AFTERNOON, MORNING))
    first, again = at_door(code="001", minute=-10), at_door(code="001", minute=20)
    later = at_door(code="001", minute=255)
    assert [line.outcome for line in (first, again, later)] == [Outcome.OK, Outcome.ALREADY, Outcome.OK]
    assert [line.part for line in (first, again, later)] == ["am", "am", "pm"]
    entry = present(at_door)["001"]
    assert [(stay.part, stay.late, stay.minutes) for stay in entry.stays] == [("am", False, 120), ("pm", True, 105)]
    assert (entry.late, entry.minutes, entry.first_in) == (False, 225, START - timedelta(minutes=10))
    assert at_door.counts().present == 1
    with at_door.db.read() as tx:
        assert [door.counts(tx, at_door.event.id, part).present for part in ("am", "pm")] == [1, 1]


@pytest.mark.parametrize(("minute", "outcome"), [(-31, "not_open"), (-30, "ok"), (119, "ok"), (150, "not_open"), (360, "closed")])
def test_a_part_is_open_from_shortly_before_its_start_to_its_end(at_door: Door, minute: float, outcome: str) -> None:
    at_door.change(parts=(MORNING, AFTERNOON))
    assert at_door(code="001", minute=minute).outcome == outcome
    assert at_door(code="002", minute=minute, part="PM").part == "pm"


def test_the_part_that_runs_goes_before_the_one_that_opens(at_door: Door) -> None:
    next_ = Part("b", "", START + 2 * HOUR, 60, 10, 60)
    assert parts.at((MORNING, next_), START + 1.5 * HOUR) == MORNING
    assert parts.at((MORNING, next_), START + 2 * HOUR) == next_
    assert parts.upcoming((MORNING, AFTERNOON), START) == AFTERNOON


@pytest.mark.parametrize(
    "wrong",
    [
        (MORNING, MORNING),
        (MORNING, Part("AM", "", START + 9 * HOUR)),
        (MORNING, Part("x", "", START + HOUR)),
        (Part("a b", "", START),),
        (Part("", "", START),),
        (Part("x", "", START, 0),),
        (Part("x", "", START.replace(tzinfo=None)),),
        tuple(Part(f"p{n}", "", START + n * HOUR, 30) for n in range(41)),
    ],
)
def test_parts_that_cannot_be_are_refused(at_door: Door, wrong: tuple[Part, ...]) -> None:
    with pytest.raises((KitError, TypeError)):
        at_door.change(parts=wrong)


def test_an_unknown_part_is_refused(at_door: Door) -> None:
    with pytest.raises(KitError, match="no part"):
        at_door(code="001", part="night")


def test_a_full_room_takes_who_is_registered_but_no_walk_in(at_door: Door) -> None:
    at_door.change(capacity=2)
    assert at_door(code="001").outcome == Outcome.OK
    assert at_door(name="王五", walk_in=True).outcome == Outcome.WALK_IN
    full = at_door(name="赵六", walk_in=True, nonce="n-full")
    assert (full.outcome, full.counts, full.receipt) == (Outcome.FULL, False, "")
    assert at_door(name="赵六", walk_in=True, nonce="n-full") == full
    assert at_door(code="002").outcome == Outcome.OK
    assert at_door(name="王五", walk_in=True).outcome == Outcome.ALREADY
    assert at_door(name="赵六", walk_in=True, full_too=True).outcome == Outcome.WALK_IN
    assert (at_door.counts().present, at_door.counts().refused) == (4, 1)


def test_who_leaves_has_fewer_minutes_and_who_comes_back_stays(at_door: Door) -> None:
    assert at_door(code="001", leaving=True).outcome == Outcome.NOT_IN
    first = at_door(code="001", minute=0)
    out = at_door(code="001", minute=20, leaving=True, nonce="n-out")
    assert (out.outcome, out.first_id, out.receipt, out.counts) == (Outcome.OUT, first.id, first.receipt, False)
    assert at_door(code="001", minute=50, leaving=True, nonce="n-out") == out
    entry = present(at_door)["001"]
    assert (entry.minutes, entry.last_out, entry.first_in) == (20, START + timedelta(minutes=20), START)
    assert at_door(code="001", minute=30).outcome == Outcome.ALREADY
    assert (present(at_door)["001"].minutes, present(at_door)["001"].last_out) == (60, None)
    at_door(code="001", minute=45, leaving=True)
    assert present(at_door)["001"].minutes == 45
    assert at_door(name="张三", leaving=True).outcome == Outcome.AMBIGUOUS
    assert at_door(code="?", leaving=True).outcome == Outcome.UNKNOWN
    assert at_door.counts().present == 1


def test_a_name_of_five_hundred_characters_is_refused(at_door: Door) -> None:
    for told in ({"name": "王" * 500}, {"name": "王五", "dept": "法" * 500}):
        with pytest.raises(KitError, match="at most 100"):
            at_door(**told, walk_in=True)  # type: ignore[arg-type]
    assert len(at_door(code="X" * 3000).raw) == 200


def test_two_records_of_one_person_count_once_until_that_is_undone(at_door: Door) -> None:
    at_door.change(parts=(MORNING, AFTERNOON))
    walked = at_door(name="李 斯", dept="支付", walk_in=True)
    at_door(code="002", minute=30)
    assert (at_door.counts().present, at_door.counts().walk_ins) == (2, 1)
    kept, gone = next(e.person.id for e in at_door.attendance() if e.person.emp_no == "002"), walked.person_id
    assert gone is not None
    before = at_door.attendance()
    at_door.merge(kept, gone)
    assert (at_door.counts().present, at_door.counts().walk_ins, at_door.counts().registered) == (1, 0, 5)
    entry = present(at_door)["002"]
    assert (entry.first_in, entry.late, len(entry.badges), len(at_door.attendance())) == (START, False, 2, 5)
    assert at_door(code="002", minute=40).first_at == START
    assert at_door(name="李斯", minute=41).outcome == Outcome.ALREADY
    afternoon = at_door(name="李斯", minute=240, nonce="n-merged")
    assert (afternoon.outcome, afternoon.person_id) == (Outcome.OK, kept)
    assert at_door(name="李斯", minute=240, nonce="n-merged") == afternoon
    assert at_door(code="002", minute=241).outcome == Outcome.ALREADY
    at_door.void(afternoon)
    at_door.unmerge(gone)
    assert at_door.attendance() == before
    assert at_door.counts().present == 2


def test_merging_what_is_merged_or_not_there_is_refused(at_door: Door) -> None:
    a, b, c = (int(entry.person.id) for entry in at_door.attendance()[:3])
    at_door.merge(a, b)
    for kept, gone in ((a, b), (b, c), (c, a), (c, b), (a, a), (a, 9999)):
        with pytest.raises(KitError):
            at_door.merge(kept, gone)
    at_door.merge(a, c)
    assert len(at_door.attendance()) == 3
    with at_door.db.read() as tx:
        assert {r for entry in door.find(tx, at_door.event, "张") for r in entry.badges} <= set(at_door.badges)
    at_door.unmerge(b)
    with pytest.raises(KitError, match="not merged"):
        at_door.unmerge(b)
    assert len(at_door.attendance()) == 4


@pytest.mark.parametrize("wrong", [timedelta(hours=-3), timedelta(days=1), timedelta(minutes=8)])
def test_a_device_whose_clock_is_wrong_comes_to_the_right_part_in_time(at_door: Door, wrong: timedelta) -> None:
    at_door.change(parts=(MORNING, AFTERNOON))
    now = START + timedelta(minutes=5)
    line = at_door(code="001", minute=(now + wrong - START).total_seconds() / 60, sent=now + wrong, received=now)
    assert (line.part, line.outcome, line.corrected_at, line.late_upload) == ("am", Outcome.OK, now, False)
    assert not present(at_door)["001"].late


def test_a_part_over_midnight_in_the_night_of_a_changing_clock(at_door: Door) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = Part("night", "", datetime(2026, 10, 24, 23, 30, tzinfo=berlin), 240, 10, 30)  # the clock goes back at three
    at_door.change(parts=(night,), zone="Europe/Berlin")
    for code, at, late, minutes in (
        ("001", datetime(2026, 10, 24, 23, 35, tzinfo=berlin), False, 235),
        ("002", night.starts_at, False, 240),
    ):
        at_door(code=code, minute=(at - START).total_seconds() / 60)
        assert (present(at_door)[code].late, present(at_door)[code].minutes) == (late, minutes)
    twice = datetime(2026, 10, 25, 2, 15, tzinfo=berlin, fold=1)
    at_door(code="003", minute=(twice.astimezone(UTC) - START).total_seconds() / 60)
    assert (present(at_door)["003"].late, present(at_door)["003"].minutes) == (True, 15)
    assert at_door(code="A-7", minute=(datetime(2026, 10, 25, 2, 30, tzinfo=UTC) - START).total_seconds() / 60).outcome == Outcome.CLOSED
