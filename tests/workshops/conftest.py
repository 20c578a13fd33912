"""A small lab that uses the whole grammar, and what turns it into runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from kit.store.ids import RunId
from kit.workshops import plan as plans
from kit.workshops import run as runs
from kit.workshops.run import Entry, Run

LAB = """---
title: First lab
minutes: 60
seats: 20
helper_ratio: 10
form: feedback
audience: [newcomer, tech]
---
# First lab

Bring a laptop.

## Book the room {#rooms at=-14d role=host phase=prepare}
- [ ] Seats and power {must}

## Doors {#doors at=-00:10 minutes=10 role=assistant phase=open}

## Welcome {#welcome at=00:00 minutes=10 role=host phase=open}
- [ ] Say the goal {must owner=host}

## Lab 1 {#lab-1 at=00:10 minutes=20 role=all phase=lab}
Get a key.

```sh
## not a cue
- [ ] not a step
```

<!-- Walk around. -->

- [ ] Get the key and call the health check {must verify=code:7F3A owner=all}
- [ ] Save the snippet {#snippet}

## Extra {#extra minutes=15 role=all phase=lab}
- [ ] Fallback channel

## Close {#close at=00:45 minutes=15 role=host phase=close}
- [ ] Show the feedback code {must}

## Ask again {#ask at=+2d role=host phase=follow-up}
- [ ] Who has not finished {must}
"""
NOON = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai


def after(minutes: float = 0, seconds: float = 0, start: datetime = NOON) -> datetime:
    return start + timedelta(minutes=minutes, seconds=seconds)


def run_of(
    log: Sequence[tuple[object, ...]], text: str = LAB, *, dated: bool = True, zone: str = "Asia/Shanghai", start: datetime = NOON
) -> Run:
    """Fold a log written as (minutes after the start, kind, cue or step or seconds)."""
    return runs.fold(frame(text, dated=dated, zone=zone, start=start), [entry(*line, start=start) for line in log])


def frame(text: str = LAB, *, dated: bool = True, zone: str = "Asia/Shanghai", start: datetime = NOON) -> Run:
    return Run(RunId(1), plans.parse(text, "lab.en.md"), start, zone, dated)


def entry(minutes: object, kind: object, what: object = "", *, start: datetime = NOON) -> Entry:
    at = after(float(str(minutes)), start=start)
    match kind:
        case "add":
            return Entry("add", at, seconds=float(str(what)))
        case "tick" | "untick":
            return Entry(str(kind), at, step=str(what))
        case "note":
            return Entry("note", at, note=str(what))
    return Entry(str(kind), at, cue=str(what))
