"""The log in the database: kept in order, repeated harmlessly, refused when it makes no sense, whole after a kill."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from kit import workspace as workspaces
from kit.context import Kit
from kit.errors import KitError
from kit.happenings import Happening, RunChanged
from kit.ops import workshops
from kit.store.ids import RunId
from kit.workshops import timing
from tests.workshops.conftest import LAB

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def lab(kit: Kit) -> Kit:
    workshops.new(kit, "lab", "en", LAB)
    return kit


def test_a_run_is_started_worked_and_ended(lab: Kit) -> None:
    heard: list[Happening] = []
    lab.bus.listen(heard.append)
    run = workshops.start(lab, "lab", "en")
    assert (run.current, run.status, run.dated, run.zone) == ("welcome", "running", False, lab.workspace.zone)
    workshops.tick(lab, run.id, "welcome.1", actor="Ada")
    workshops.hold(lab, run.id)
    workshops.resume(lab, run.id)
    workshops.add(lab, run.id, 60)
    workshops.skip(lab, run.id, "extra")
    workshops.go(lab, run.id, "lab-1")
    workshops.note(lab, run.id, "the key page is slow")
    workshops.tick(lab, run.id, "snippet")
    workshops.untick(lab, run.id, "snippet")
    ended = workshops.end(lab, run.id)
    assert ended.status == "ended"
    assert (list(ended.ticks), ended.ticks["welcome.1"].actor, ended.added, ended.skipped) == (
        ["welcome.1"],
        "Ada",
        {"welcome": 60},
        {"extra"},
    )
    assert workshops.state(lab, run.id) == ended
    assert heard == [RunChanged(run.id)] * 12
    assert workshops.open_runs(lab) == ()
    assert [r.id for r in workshops.recent_runs(lab)] == [run.id]


def test_a_run_that_is_open_goes_on_and_an_ended_one_begins_anew(lab: Kit) -> None:
    first = workshops.prepare(lab, "lab", "en")
    assert first.status == "ready"
    workshops.tick(lab, first.id, "rooms.1")
    started = workshops.start(lab, "lab", "en")
    assert (started.id, list(started.ticks)) == (first.id, ["rooms.1"])
    assert workshops.start(lab, "lab", "en").entries == started.entries
    workshops.end(lab, first.id)
    assert workshops.start(lab, "lab", "en").id != first.id


def test_the_plan_of_a_run_is_frozen(lab: Kit) -> None:
    run = workshops.start(lab, "lab", "en")
    workshops.save(lab, "lab", "en", "## Only {minutes=5}\n")
    assert len(workshops.state(lab, run.id).plan.cues) == 7


def test_a_repeated_call_counts_once(lab: Kit) -> None:
    run = workshops.start(lab, "lab", "en")
    once = workshops.add(lab, run.id, 60, nonce="n1")
    assert workshops.add(lab, run.id, 60, nonce="n1") == once


def test_what_is_refused(lab: Kit) -> None:
    run = workshops.start(lab, "lab", "en")
    with pytest.raises(KitError, match="no cue “nowhere”"):
        workshops.go(lab, run.id, "nowhere")
    with pytest.raises(KitError, match="no cue “rooms”"):
        workshops.go(lab, run.id, "rooms")
    with pytest.raises(KitError, match="no step “nothing”"):
        workshops.tick(lab, run.id, "nothing")
    workshops.end(lab, run.id)
    with pytest.raises(KitError, match="has ended"):
        workshops.go(lab, run.id, "lab-1")
    assert "ask.1" in workshops.tick(lab, run.id, "ask.1").ticks
    with pytest.raises(KitError, match="no run 99"):
        workshops.state(lab, RunId(99))
    with pytest.raises(KitError, match="no workshop “none”"):
        workshops.start(lab, "none")
    with pytest.raises(KitError, match="no workshop"):
        workshops.plan(lab, "../lab")


KILLED = """
import sys, pathlib
from kit import workspace
from kit.context import Kit
from kit.ops import workshops
kit = Kit(workspace.open_(pathlib.Path(sys.argv[1])))
run = workshops.start(kit, "lab", "en")
for n in range(10_000):
    workshops.add(kit, run.id, 1)
    print(n + 1, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(lab: Kit) -> None:
    host = subprocess.Popen([sys.executable, "-c", KILLED, str(lab.workspace.root)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert host.stdout is not None
    said = [host.stdout.readline() for _n in range(5)]
    time.sleep(0.05)
    host.kill()
    said += host.stdout.read().splitlines()
    host.wait()
    host.stdout.close()
    acknowledged = int(said[-1])
    again = Kit(workspaces.open_(lab.workspace.root))
    (run,) = workshops.open_runs(again)
    again.close()
    assert run.status == "running"
    assert acknowledged <= run.added["welcome"] <= acknowledged + 1


def test_the_clock_goes_on_after_a_restart(lab: Kit) -> None:
    run = workshops.start(lab, "lab", "en")
    later = lab.now() + timedelta(minutes=4)
    again = Kit(workspaces.open_(lab.workspace.root), now=lambda: later)
    shown = timing.clock(workshops.open_runs(again)[0], again.now())
    again.close()
    assert run.since is not None
    assert shown.elapsed == pytest.approx((later - run.since).total_seconds())
