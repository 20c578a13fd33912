"""Where a run stands: planned times, what is left, drift, the expected end, and what to drop to end on time (pure, in absolute time)."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kit.workshops.plan import Cue, Plan, Step
from kit.workshops.run import Run

WARNING, DANGER = 0.20, 0.05  # share of a cue's time that is left when its clock turns amber, then red
CHOICES = 10  # optional cues considered for dropping: 2^10 combinations take milliseconds


def schedule(plan: Plan, starts: datetime, zone: str, *, clocks: bool = True) -> tuple[Slot, ...]:
    """Return when each cue of the event is planned (UTC); `clocks` off treats cues tied to the clock as following on (a dry run)."""
    slots: list[Slot] = []
    end = starts
    for cue in plan.timed:
        fixed = clocks and cue.kind == "clock"
        begins = starts + timedelta(seconds=cue.value) if cue.kind == "offset" else wall(starts, zone, cue.value) if fixed else end
        gap = max(timedelta(), begins - end) if slots else timedelta()
        slots.append(Slot(cue, begins, begins + timedelta(minutes=cue.minutes), gap, fixed))
        end = slots[-1].ends if not slots[:-1] else max(end, slots[-1].ends)
    return tuple(slots)


def wall(starts: datetime, zone: str, seconds: int) -> datetime:
    """Return the UTC moment when the clock in `zone` shows `seconds` after midnight: on the event's day, or the next if long past."""
    local = starts.astimezone(ZoneInfo(zone))
    at = time(seconds // 3600, seconds % 3600 // 60)
    day = local.date()
    if datetime.combine(day, at) < local.replace(tzinfo=None) - timedelta(hours=12):
        day += timedelta(days=1)
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def due(cue: Cue, starts: datetime, zone: str) -> datetime:
    """Return when a cue of the days around the event is due (UTC): that day at the hour of the event, whatever the clocks did since."""
    local = starts.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return (local + timedelta(days=cue.value)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def planned(run: Run) -> tuple[Slot, ...]:
    """Return the planned slots of a run."""
    return schedule(run.plan, run.planned_start, run.zone, clocks=run.dated)


def planned_end(run: Run) -> datetime:
    """Return when the run is announced to end: its start plus the plan's minutes, else the end of the last cue."""
    if run.plan.minutes:
        return run.planned_start + timedelta(minutes=run.plan.minutes)
    return max((slot.ends for slot in planned(run)), default=run.planned_start)


def allotted(run: Run, cue: Cue) -> float:
    """Return the seconds a cue has, with what was added."""
    return max(0.0, cue.minutes * 60 + run.added.get(cue.id, 0.0))


def clock(run: Run, now: datetime) -> Clock:
    """Return what the cockpit shows at `now`."""
    slots = {slot.cue.id: slot for slot in planned(run)}
    cue, ends = run.cue, expected_end(run, now)
    if cue is None or run.since is None:
        return Clock(0.0, 0.0, 0.0, 0.0, 0.0, ends, planned_end(run), "")
    held = _held(run, now)
    elapsed = max(0.0, (now - run.since).total_seconds() - held)
    has = allotted(run, cue)
    overtime = max(0.0, elapsed - has)
    late = (run.since - slots[cue.id].starts).total_seconds() if cue.id in slots else 0.0
    drift = late + overtime + held + run.added.get(cue.id, 0.0)
    return Clock(elapsed, has, has - elapsed, overtime, drift, ends, planned_end(run), _phase(has, has - elapsed))


def _phase(has: float, left: float) -> str:
    if left < 0:
        return "overtime"
    if has <= 0:
        return ""
    return "danger" if left <= has * DANGER else "warning" if left <= has * WARNING else ""


def _held(run: Run, now: datetime) -> float:
    return run.held_seconds + (max(0.0, (now - run.held_since).total_seconds()) if run.held_since else 0.0)


def forecast(run: Run, now: datetime) -> tuple[Slot, ...]:
    """Return when each cue still to come is expected (UTC).

    A planned gap is used up before anything is late; a cue tied to the clock never begins before it.
    """
    slots = {slot.cue.id: slot for slot in planned(run)}
    at = free_at(run, now)
    found: list[Slot] = []
    for cue in run.ahead if not run.ended_at else ():
        plan = slots[cue.id]
        if run.started_at is None and plan.starts < run.planned_start:  # opening the doors delays nothing
            found += [plan] if run.dated and now < run.planned_start else []
            continue
        begins = max(at, plan.starts) if plan.fixed else max(at, min(plan.starts, at + plan.gap))
        at = begins + timedelta(seconds=allotted(run, cue))
        found.append(Slot(cue, begins, at, plan.gap, plan.fixed))
    return tuple(found)


def free_at(run: Run, now: datetime) -> datetime:
    """Return when the current cue is expected to end, or when the first one can begin."""
    cue = run.cue
    if run.ended_at:
        return run.ended_at
    if cue is None or run.since is None:
        return max(now, run.planned_start) if run.dated else now
    return max(now, run.since + timedelta(seconds=_held(run, now) + allotted(run, cue)))


def expected_end(run: Run, now: datetime) -> datetime:
    """Return when the run is expected to end as things stand."""
    slots = forecast(run, now)
    return slots[-1].ends if slots else free_at(run, now)


def progress(run: Run, now: datetime) -> float:
    """Return the share (0 to 1) of the planned time that is behind us; skipped cues do not count."""
    if run.ended_at:
        return 1.0
    ahead = sum(allotted(run, cue) for cue in run.ahead)
    here = run.cue
    left = max(0.0, clock(run, now).remaining) if here else 0.0
    whole = sum(allotted(run, cue) for cue in run.plan.timed if cue.id not in run.skipped or cue.id == run.current)
    return max(0.0, min(1.0, 1 - (ahead + left) / whole)) if whole else 0.0


def catch_up(run: Run, now: datetime) -> CatchUp:
    """Return which optional cues to drop so that the run ends on time: the fewest minutes that do, or all when none suffice.

    Optional steps of what stays are named too; they cost time that no plan can count.
    """
    deadline, ends = planned_end(run), expected_end(run, now)
    short = (ends - deadline).total_seconds()
    if short <= 0 or run.ended_at:
        return CatchUp(max(0.0, short), deadline, ends, ends)
    drop, after = min(_drops(run, now), key=lambda found: _worth(found, deadline))
    kept = [cue for cue in ((run.cue,) if run.cue else ()) + run.ahead if cue not in drop]
    steps = tuple(step for cue in kept for step in cue.steps if not step.must and step.id not in run.ticks)
    return CatchUp(short, deadline, ends, after, drop, steps)


def _drops(run: Run, now: datetime) -> Iterator[tuple[tuple[Cue, ...], datetime]]:
    optional = [cue for cue in run.ahead if cue.droppable and allotted(run, cue) > 0][:CHOICES]
    for n in range(len(optional) + 1):
        for drop in itertools.combinations(optional, n):
            without = dataclasses.replace(run, skipped=run.skipped | {cue.id for cue in drop})
            yield drop, expected_end(without, now)


def _worth(found: tuple[tuple[Cue, ...], datetime], deadline: datetime) -> tuple[float, float, int]:
    drop, after = found
    return max(0.0, (after - deadline).total_seconds()), sum(cue.minutes for cue in drop), len(drop)


def lines(run: Run, now: datetime) -> tuple[Line, ...]:
    """Return planned against actual, one line per cue of the event."""
    expected = {slot.cue.id: slot for slot in forecast(run, now)}
    return tuple(_line(run, slot, expected.get(slot.cue.id), now) for slot in planned(run))


def _line(run: Run, slot: Slot, expected: Slot | None, now: datetime) -> Line:
    cue = slot.cue
    took = [actual for actual in run.actuals if actual.cue == cue.id]
    seconds, held = sum(actual.seconds for actual in took), sum(actual.held for actual in took)
    starts = took[0].starts if took else run.since if cue.id == run.current else expected.starts if expected else None
    if cue.id == run.current and run.since is not None:
        seconds, held = seconds + max(0.0, (now - run.since).total_seconds()), held + _held(run, now)
        status = "current"
    elif took:
        status = "done"
    else:
        status = "skipped" if cue.id in run.skipped else "ahead" if expected or not run.started_at else "missed"
    return Line(cue, slot.starts, slot.seconds, starts, seconds, held, run.added.get(cue.id, 0.0), status)


@dataclass(frozen=True)
class Slot:
    """When a cue begins and ends; `gap` is the slack planned before it, `fixed` ties it to the clock."""

    cue: Cue
    starts: datetime
    ends: datetime
    gap: timedelta = timedelta()
    fixed: bool = False

    @property
    def seconds(self) -> float:
        """Seconds from beginning to end."""
        return (self.ends - self.starts).total_seconds()


@dataclass(frozen=True)
class Clock:
    """The current cue's clock in seconds; `drift` above 0 is behind the plan; `phase` is "", warning, danger or overtime."""

    elapsed: float
    allotted: float
    remaining: float
    overtime: float
    drift: float
    expected_end: datetime
    planned_end: datetime
    phase: str


@dataclass(frozen=True)
class CatchUp:
    """What to leave out when the expected end is `short` seconds after the announced one."""

    short: float
    deadline: datetime
    ends: datetime
    ends_after: datetime
    drop: tuple[Cue, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether dropping these ends the run on time."""
        return self.ends_after <= self.deadline


@dataclass(frozen=True)
class Line:
    """One cue planned and actual, in seconds; `starts` is when it began or is expected to; done, current, ahead, skipped or missed."""

    cue: Cue
    planned_start: datetime
    planned_seconds: float
    starts: datetime | None
    seconds: float
    held: float
    added: float
    status: str
