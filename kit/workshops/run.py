"""A workshop as it happens: the append-only log of what the host did, folded into what is true now."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from kit.store.ids import RunId
from kit.workshops.plan import Cue, Plan

V = TypeVar("V")
KINDS = ("start", "go", "hold", "resume", "add", "skip", "tick", "untick", "note", "end")
REHEARSAL = timedelta(hours=6)  # a start this far from the announced time is a dry run, measured from its own start


def fold(frame: Run, entries: Iterable[Entry]) -> Run:
    """Return the run that `entries`, in the order they were kept, make of `frame` (a run nothing has happened in).

    Any log folds: what makes no sense where it stands (hold while held, a cue that is not in the plan) changes nothing.
    Time never runs backwards: an entry earlier than the one before it counts as happening with it.
    """
    run, last = frame, None
    for entry in entries:
        at = entry.at if last is None or entry.at > last else last
        last = at
        run = dataclasses.replace(_FOLDS[entry.kind](run, entry, at), entries=run.entries + 1) if entry.kind in _FOLDS else run
    return run


def _start(run: Run, entry: Entry, at: datetime) -> Run:
    return _go(run, dataclasses.replace(entry, cue=entry.cue or first(run, at)), at) if run.started_at is None else run


def first(run: Run, at: datetime) -> str:
    """Return the cue with which a start at `at` begins.

    What is planned before the start (opening the doors) comes first only while the start is still to come.
    """
    early = run.dated and at < run.planned_start
    cues = [cue.id for cue in run.plan.timed if cue.id not in run.skipped]
    return next((cue for cue in cues if early or run.plan.nominal(cue) >= 0), cues[0] if cues else "")


def _go(run: Run, entry: Entry, at: datetime) -> Run:
    cue = run.plan.cue(entry.cue)
    if run.ended_at or entry.cue == run.current or cue is None or not cue.timed:
        return run
    run = _leave(run, at)
    if run.started_at is None:
        run = dataclasses.replace(_placed(run, entry.cue, at), started_at=at)
    return dataclasses.replace(run, current=entry.cue, since=at, held_seconds=0.0, skipped=run.skipped - {entry.cue})


def _placed(run: Run, cue: str, at: datetime) -> Run:
    """Set the planned start: the announced time, or for a dry run the time that makes this cue punctual now."""
    due = timedelta(seconds=run.plan.nominal(cue))
    if run.dated and abs(at - run.planned_start - due) <= REHEARSAL:
        return run
    return dataclasses.replace(run, dated=False, planned_start=at - due)


def _leave(run: Run, at: datetime) -> Run:
    """Close the current cue into what it really took; a cue returned to is a second line."""
    if run.since is None:
        return run
    run = _resume(run, None, at)
    assert run.since is not None
    took = Actual(run.current, run.since, at, run.held_seconds)
    return dataclasses.replace(run, actuals=(*run.actuals, took), current="", since=None, held_seconds=0.0)


def _hold(run: Run, _entry: Entry, at: datetime) -> Run:
    return dataclasses.replace(run, held_since=at) if run.since and not run.held_since else run


def _resume(run: Run, _entry: Entry | None, at: datetime) -> Run:
    if run.held_since is None:
        return run
    return dataclasses.replace(run, held_since=None, held_seconds=run.held_seconds + (at - run.held_since).total_seconds())


def _add(run: Run, entry: Entry, _at: datetime) -> Run:
    cue = entry.cue or run.current
    if run.ended_at or run.plan.cue(cue) is None:
        return run
    return dataclasses.replace(run, added=_with(run.added, cue, run.added.get(cue, 0.0) + entry.seconds))


def _skip(run: Run, entry: Entry, _at: datetime) -> Run:
    if run.ended_at or run.plan.cue(entry.cue) is None or entry.cue == run.current:
        return run
    return dataclasses.replace(run, skipped=run.skipped | {entry.cue})


def _tick(run: Run, entry: Entry, at: datetime) -> Run:
    if run.plan.step(entry.step) is None or entry.step in run.ticks:
        return run
    return dataclasses.replace(run, ticks=_with(run.ticks, entry.step, Tick(at, entry.actor, entry.note)))


def _untick(run: Run, entry: Entry, _at: datetime) -> Run:
    return dataclasses.replace(run, ticks={step: tick for step, tick in run.ticks.items() if step != entry.step})


def _note(run: Run, entry: Entry, at: datetime) -> Run:
    return dataclasses.replace(run, notes=(*run.notes, Note(at, entry.note, entry.cue or run.current, entry.actor)))


def _end(run: Run, _entry: Entry, at: datetime) -> Run:
    return run if run.ended_at else dataclasses.replace(_leave(run, at), ended_at=at)


def _with(values: dict[str, V], key: str, value: V) -> dict[str, V]:
    return {**values, key: value}


_FOLDS = {
    "start": _start,
    "go": _go,
    "hold": _hold,
    "resume": _resume,
    "add": _add,
    "skip": _skip,
    "tick": _tick,
    "untick": _untick,
    "note": _note,
    "end": _end,
}


@dataclass(frozen=True)
class Entry:
    """One line of the log, never changed once kept."""

    kind: str
    at: datetime
    nonce: str = ""
    cue: str = ""
    step: str = ""
    seconds: float = 0.0
    note: str = ""
    actor: str = ""


@dataclass(frozen=True)
class Tick:
    """When a step was ticked, and by whom."""

    at: datetime
    actor: str = ""
    note: str = ""


@dataclass(frozen=True)
class Note:
    """Something the host wrote down during the run."""

    at: datetime
    text: str
    cue: str = ""
    actor: str = ""


@dataclass(frozen=True)
class Actual:
    """What a cue really took; `held` seconds of it stood still."""

    cue: str
    starts: datetime
    ends: datetime
    held: float = 0.0

    @property
    def seconds(self) -> float:
        """Seconds it took, holds included."""
        return (self.ends - self.starts).total_seconds()


@dataclass(frozen=True)
class Run:
    """A run of a plan. `planned_start` is the announced time of a `dated` run, else it follows from when it began; times are UTC."""

    id: RunId
    plan: Plan
    planned_start: datetime
    zone: str = "UTC"
    dated: bool = False
    event: str = ""
    created_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    current: str = ""
    since: datetime | None = None
    held_since: datetime | None = None
    held_seconds: float = 0.0
    added: dict[str, float] = field(default_factory=dict, hash=False)
    skipped: frozenset[str] = frozenset()
    ticks: dict[str, Tick] = field(default_factory=dict, hash=False)
    actuals: tuple[Actual, ...] = ()
    notes: tuple[Note, ...] = ()
    entries: int = 0

    @property
    def status(self) -> str:
        """One of "ready", "running", "held", "ended"."""
        if self.ended_at:
            return "ended"
        return "ready" if self.since is None else ("held" if self.held_since else "running")

    @property
    def cue(self) -> Cue | None:
        """The cue that is on."""
        return self.plan.cue(self.current)

    @property
    def ahead(self) -> tuple[Cue, ...]:
        """The cues still to come, skipped ones left out."""
        timed = self.plan.timed if self.ended_at is None else ()
        here = next((place for place, cue in enumerate(timed) if cue.id == self.current), -1)
        return tuple(cue for cue in timed[here + 1 :] if cue.id not in self.skipped)

    @property
    def next_cue(self) -> Cue | None:
        """The cue that comes next."""
        return next(iter(self.ahead), None)

    @property
    def previous_cue(self) -> Cue | None:
        """The cue before the current one."""
        timed = self.plan.timed
        here = next((place for place, cue in enumerate(timed) if cue.id == self.current), 0)
        return next((cue for cue in reversed(timed[:here]) if cue.id not in self.skipped), None)
