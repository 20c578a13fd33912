"""Folding the log: what each line does, and that any log folds to something whose sums hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.workshops import run as runs
from kit.workshops.run import Entry
from tests.workshops.conftest import NOON, after, entry, frame, run_of


def test_a_run_begins_ready_and_ticks_before_its_start() -> None:
    run = run_of([(-60, "tick", "rooms.1"), (-60, "note", "projector is broken")])
    assert (run.status, run.current, list(run.ticks)) == ("ready", "", ["rooms.1"])
    assert run.notes[0].text == "projector is broken"
    assert run.next_cue is not None
    assert run.next_cue.id == "doors"


@pytest.mark.parametrize(
    ("minutes", "dated", "cue", "planned"),
    [
        (-12, True, "doors", 0),
        (-1, True, "doors", 0),
        (0, True, "welcome", 0),
        (4, True, "welcome", 0),
        (-3 * 24 * 60, True, "doors", -3 * 24 * 60 + 10),
        (7, False, "welcome", 7),
    ],
)
def test_where_a_start_begins(minutes: float, dated: bool, cue: str, planned: float) -> None:
    run = run_of([(minutes, "start")], dated=dated)
    assert (run.current, run.status, run.started_at, run.planned_start) == (cue, "running", after(minutes), after(planned))


def test_a_rehearsal_that_begins_in_the_middle_is_punctual() -> None:
    assert run_of([(5, "go", "lab-1")], dated=False).planned_start == after(-5)


def test_going_closes_a_cue_into_what_it_took() -> None:
    run = run_of([(0, "start"), (12, "go", "lab-1"), (12, "hold"), (15, "resume"), (40, "go", "extra"), (41, "go", "lab-1"), (45, "end")])
    assert [(a.cue, a.seconds, a.held) for a in run.actuals] == [
        ("welcome", 720, 0),
        ("lab-1", 28 * 60, 180),
        ("extra", 60, 0),
        ("lab-1", 240, 0),
    ]
    assert (run.status, run.ended_at, run.current) == ("ended", after(45), "")
    assert run.ahead == ()


def test_a_hold_ends_when_the_host_goes_on() -> None:
    run = run_of([(0, "start"), (5, "hold"), (8, "go", "lab-1")])
    assert run.status == "running"
    assert run.actuals[0].held == 180


def test_skipping_and_returning() -> None:
    run = run_of([(0, "start"), (1, "skip", "lab-1"), (2, "skip", "welcome")])
    assert [cue.id for cue in run.ahead] == ["extra", "close"]
    back = runs.fold(run, [entry(3, "go", "lab-1")])
    assert (back.current, back.skipped) == ("lab-1", frozenset())
    assert back.previous_cue is not None
    assert back.previous_cue.id == "welcome"


def test_adding_time_to_a_cue() -> None:
    run = run_of([(0, "start"), (1, "add", 300), (2, "add", -60)])
    assert run.added == {"welcome": 240}


def test_ticks_keep_their_first_moment_and_go_away() -> None:
    run = run_of([(0, "start"), (1, "tick", "welcome.1"), (2, "tick", "welcome.1"), (3, "tick", "snippet"), (4, "untick", "snippet")])
    assert {step: tick.at for step, tick in run.ticks.items()} == {"welcome.1": after(1)}


def test_what_makes_no_sense_changes_nothing() -> None:
    run = run_of([(0, "start")])
    for kind, what in [
        ("go", "nowhere"),
        ("skip", "nowhere"),
        ("resume", ""),
        ("tick", "nothing"),
        ("start", ""),
        ("dance", ""),
        ("go", "welcome"),
    ]:
        same = runs.fold(run, [entry(1, kind, what)])
        assert (same.current, same.since, same.ticks, same.skipped) == (run.current, run.since, run.ticks, run.skipped)
    ended = runs.fold(run, [entry(2, "end")])
    assert (
        runs.fold(ended, [entry(3, "go", "lab-1"), entry(4, "add", 60), entry(5, "skip", "extra"), entry(6, "end")]).actuals
        == ended.actuals
    )


def test_a_clock_set_back_never_gives_negative_time() -> None:
    run = run_of([(0, "start"), (-30, "go", "lab-1"), (-20, "hold"), (-25, "resume"), (10, "end")])
    assert [a.seconds for a in run.actuals] == [0, 600]
    assert all(a.held == 0 for a in run.actuals)


CUES = ["doors", "welcome", "lab-1", "extra", "close", "rooms", "nowhere"]
LOGS = st.lists(
    st.tuples(st.floats(-30, 300), st.sampled_from([k for k in runs.KINDS if k not in ("add", "tick", "untick")]), st.sampled_from(CUES))
    | st.tuples(st.floats(-30, 300), st.just("add"), st.integers(-600, 600))
    | st.tuples(st.floats(-30, 300), st.sampled_from(["tick", "untick"]), st.sampled_from(["welcome.1", "snippet", "none"])),
    max_size=25,
)


@given(LOGS)
def test_the_actual_times_add_up(log: list[tuple[object, ...]]) -> None:
    entries = [entry(*line) for line in log]
    run = runs.fold(frame(), entries)
    last = max((e.at for e in entries), default=NOON)
    taken = sum((a.ends - a.starts for a in run.actuals), timedelta())
    if run.started_at is None:
        assert run.actuals == ()
    else:
        assert taken + ((last - run.since) if run.since else timedelta()) == (run.ended_at or last) - run.started_at
    assert all(0 <= a.held <= a.seconds for a in run.actuals)
    assert run.entries == len(entries)


@given(LOGS, st.integers(0, 25))
def test_a_log_read_again_is_the_same_run(log: list[tuple[object, ...]], cut: int) -> None:
    entries = sorted((entry(*line) for line in log), key=lambda e: e.at)
    whole = runs.fold(frame(), entries)
    assert runs.fold(runs.fold(frame(), entries[:cut]), entries[cut:]) == whole


def test_an_entry_knows_nothing_it_was_not_told() -> None:
    assert Entry("hold", NOON) == Entry("hold", NOON, "", "", "", 0.0, "", "")
