"""The clock of the cockpit: drift, overtime, pauses, midnight, daylight saving, forecasts and what to drop."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.workshops import plan as plans
from kit.workshops import timing
from tests.workshops.conftest import NOON, after, run_of
from tests.workshops.test_run import LOGS

START = (0, "start")


@pytest.mark.parametrize(
    ("log", "now", "remaining", "drift", "ends"),
    [
        ([], 0, 0, 0, 60),
        ([], -30, 0, 0, 60),
        ([START], 0, 600, 0, 60),
        ([START], 4, 360, 0, 60),
        ([START], 10, 0, 0, 60),
        ([START], 13, -180, 180, 63),
        ([(5, "start")], 5, 600, 300, 65),
        ([START, (8, "go", "lab-1")], 8, 1200, -120, 58),
        ([START, (2, "hold")], 2, 480, 0, 60),
        ([START, (2, "hold")], 5, 480, 180, 63),
        ([START, (2, "hold"), (5, "resume")], 6, 420, 180, 63),
        ([START, (2, "hold")], 14, 480, 720, 72),
        ([START, (1, "add", 300)], 2, 780, 300, 65),
        ([START, (1, "add", -300)], 2, 180, -300, 55),
        ([START, (10, "go", "lab-1"), (30, "skip", "extra"), (30, "go", "close")], 30, 900, -900, 45),
        ([START, (10, "go", "lab-1"), (30, "go", "extra"), (45, "go", "close"), (58, "end")], 70, 0, 0, 58),
    ],
)
def test_the_clock(log: list[tuple[object, ...]], now: float, remaining: float, drift: float, ends: float) -> None:
    shown = timing.clock(run_of(log), after(now))
    assert (shown.remaining, shown.drift, shown.expected_end) == (remaining, drift, after(ends))
    assert shown.planned_end == after(60)


def test_holding_a_minute_longer_moves_drift_and_end_by_a_minute() -> None:
    run = run_of([START, (2, "hold")])
    first, second = timing.clock(run, after(4)), timing.clock(run, after(5))
    assert second.drift - first.drift == 60
    assert second.expected_end - first.expected_end == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("left", "phase"), [(601, ""), (121, ""), (120, "warning"), (31, "warning"), (30, "danger"), (0, "danger"), (-1, "overtime")]
)
def test_the_clock_changes_colour(left: float, phase: str) -> None:
    assert timing.clock(run_of([START]), after(seconds=600 - left)).phase == phase


def test_progress_goes_from_nothing_to_all() -> None:
    run = run_of([START, (10, "go", "lab-1")])
    assert timing.progress(run_of([]), after(0)) == 0
    assert timing.progress(run, after(10)) == pytest.approx((10 + 10) / 70)
    assert timing.progress(run_of([START, (10, "end")]), after(11)) == 1


def plan(text: str) -> plans.Plan:
    return plans.parse(text, "x.en.md")


def slots(text: str, starts: datetime, zone: str = "Asia/Shanghai", **options: bool) -> list[tuple[str, str]]:
    return [(f"{s.starts:%d %H:%M}", f"{s.ends:%H:%M}") for s in timing.schedule(plan(text), starts, zone, **options)]


def test_cues_tied_to_the_clock_and_gaps() -> None:
    text = "## A {at=00:00 minutes=10}\n## B {at=T12:30 minutes=5}\n## C {minutes=5}\n## D {at=01:00 minutes=5}\n"
    assert slots(text, NOON) == [("01 04:00", "04:10"), ("01 04:30", "04:35"), ("01 04:35", "04:40"), ("01 05:00", "05:05")]
    assert slots(text, NOON, clocks=False) == [("01 04:00", "04:10"), ("01 04:10", "04:15"), ("01 04:15", "04:20"), ("01 05:00", "05:05")]
    early = run_of([START, (5, "skip", "cue-3"), (35, "go", "cue-2")], text)
    assert timing.clock(early, after(35)).drift == 300


def test_a_run_over_midnight() -> None:
    starts = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai
    text = "---\nminutes: 90\n---\n## A {at=00:00 minutes=20}\n## B {at=T00:15 minutes=30}\n## C {at=01:15 minutes=15}\n"
    assert slots(text, starts) == [("01 15:30", "15:50"), ("01 16:15", "16:45"), ("01 16:45", "17:00")]
    run = run_of([(0, "start"), (50, "go", "cue-2")], text, start=starts)
    shown = timing.clock(run, starts + timedelta(minutes=60))
    assert (shown.remaining, shown.drift, shown.expected_end) == (1200, 300, starts + timedelta(minutes=95))


@pytest.mark.parametrize(
    ("starts", "clock", "found"),
    [
        ("2026-03-29T00:30", "T03:30", "2026-03-29T01:30"),  # the clocks of Berlin jump from 2:00 to 3:00
        ("2026-10-24T23:30", "T03:30", "2026-10-25T02:30"),  # and back from 3:00 to 2:00
        ("2026-06-01T10:00", "T12:30", "2026-06-01T10:30"),
    ],
)
def test_clock_cues_on_days_when_the_clocks_change(starts: str, clock: str, found: str) -> None:
    at = datetime.fromisoformat(starts).replace(tzinfo=UTC)
    kind_value = plan(f"## A {{at={clock}}}\n").cues[0].value
    assert timing.wall(at, "Europe/Berlin", kind_value) == datetime.fromisoformat(found).replace(tzinfo=UTC)


def test_offsets_are_true_seconds_when_the_clocks_change() -> None:
    starts = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    text = "## A {at=00:00 minutes=60}\n## B {at=01:00 minutes=60}\n"
    assert slots(text, starts, "Europe/Berlin") == [("29 00:30", "01:30"), ("29 01:30", "02:30")]
    run = run_of([(0, "start"), (60, "go", "cue-2")], text, zone="Europe/Berlin", start=starts)
    assert timing.clock(run, starts + timedelta(hours=2)).drift == 0


def test_days_around_the_event_keep_its_hour() -> None:
    cue = plan("## A {at=+2d}\n").cues[0]
    starts = datetime(2026, 3, 28, 9, 0, tzinfo=UTC)  # 10:00 in Berlin, before the clocks change
    assert timing.due(cue, starts, "Europe/Berlin") == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)


GAP = "---\nminutes: 60\n---\n## A {at=00:00 minutes=10}\n## B {at=00:20 minutes=10}\n## C {at=T12:45 minutes=15}\n"


@pytest.mark.parametrize(
    ("log", "now", "begins"),
    [
        ([START], 0, [20, 45]),
        ([START], 15, [20, 45]),
        ([START], 25, [25, 45]),
        ([START], 50, [50, 60]),
        ([START, (1, "add", -300)], 2, [15, 45]),
    ],
)
def test_a_gap_is_used_up_before_anything_is_late(log: list[tuple[object, ...]], now: float, begins: list[float]) -> None:
    assert [slot.starts for slot in timing.forecast(run_of(log, GAP), after(now))] == [after(minutes) for minutes in begins]


def test_nothing_to_drop_when_there_is_time() -> None:
    found = timing.catch_up(run_of([START]), after(5))
    assert (found.short, found.drop, found.steps, found.enough) == (0, (), (), True)


def test_the_least_is_dropped_that_ends_on_time() -> None:
    text = "---\nminutes: 60\n---\n## A {minutes=20}\n## B {minutes=20 optional}\n## C {minutes=5 optional}\n## D {minutes=15}\n- [ ] x\n"
    assert drops(text, 24) == (["C"], True)
    assert drops(text, 30) == (["D"], True)
    assert drops(text, 38) == (["B"], True)
    assert drops(text, 45) == (["B", "C"], True)
    assert drops(text, 65) == (["B", "C", "D"], False)


def drops(text: str, now: float) -> tuple[list[str], bool]:
    found = timing.catch_up(run_of([START], text), after(now))
    return [cue.title for cue in found.drop], found.enough


def test_optional_steps_of_what_stays_are_named_and_dropping_does_not_help_before_a_fixed_cue() -> None:
    run = run_of([START, (10, "go", "lab-1"), (12, "tick", "lab-1.1")])
    found = timing.catch_up(run, after(40))
    assert ([cue.id for cue in found.drop], [step.id for step in found.steps], found.enough) == (["extra"], ["snippet"], True)
    fixed = "---\nminutes: 60\n---\n## A {minutes=10}\n## B {minutes=10 optional}\n## C {at=T12:50 minutes=20}\n"
    assert drops(fixed, 5) == ([], False)


def test_lines_tell_planned_against_actual() -> None:
    run = run_of([START, (12, "go", "lab-1"), (13, "skip", "extra")])
    found = {line.cue.id: line for line in timing.lines(run, after(20))}
    assert [(i, line.status) for i, line in found.items()] == [
        ("doors", "missed"),
        ("welcome", "done"),
        ("lab-1", "current"),
        ("extra", "skipped"),
        ("close", "ahead"),
    ]
    assert (found["welcome"].seconds, found["lab-1"].seconds, found["close"].starts) == (720, 480, after(32))


@given(LOGS, st.floats(-30, 400))
def test_no_log_breaks_the_clock(log: list[tuple[object, ...]], minutes: float) -> None:
    run, now = run_of(log), after(minutes)
    shown = timing.clock(run, now)
    assert 0 <= timing.progress(run, now) <= 1
    assert shown.overtime == max(0, -shown.remaining) or shown.phase == ""
    expected = timing.forecast(run, now)
    assert all(a.ends <= b.starts for a, b in itertools.pairwise(expected))
    assert timing.catch_up(run, now).ends_after <= timing.catch_up(run, now).ends
    lines = timing.lines(run, now)
    spent = sum(line.seconds for line in lines if line.status in ("done", "current"))
    assert spent >= 0
    if run.since and now >= run.since and run.started_at:
        assert spent == pytest.approx((now - run.started_at).total_seconds())
