"""What the page asks of the verbs, off the window's thread: everything it lists, and a run made ready or looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.context import Kit
from kit.i18n import _
from kit.ops import events as event_verbs
from kit.ops import workshops
from kit.ops.workshops import PlanRow
from kit.workshops.run import Run

if TYPE_CHECKING:
    from kit.events.event import Event

STARTER = """---
title: {title}
minutes: 30
seats: 20
---
# {title}

## {welcome} {{#welcome at=00:00 minutes=5 role=host phase=open}}
- [ ] {goal} {{must owner=host}}

## {work} {{#work at=00:05 minutes=20 role=all phase=run}}
- [ ] {step} {{must}}

## {close} {{#close at=00:25 minutes=5 role=host phase=close}}
- [ ] {feedback} {{must owner=host}}
"""


def starter(title: str) -> str:
    """Return a first run of show of three cues, in the language of the window."""
    return STARTER.format(
        title=title.replace(":", " "),
        welcome=_("Welcome"),
        goal=_("Say what everybody will have done at the end"),
        work=_("Do it yourself"),
        step=_("Everybody has done the first step"),
        close=_("Look back and say goodbye"),
        feedback=_("Show the feedback code"),
    )


@dataclass(frozen=True)
class Loaded:
    """What the page lists: runs of show, runs (newest first), and events that are not over."""

    rows: tuple[PlanRow, ...]
    runs: tuple[Run, ...]
    events: tuple[Event, ...]


def load(kit: Kit) -> Loaded:
    """Return what the page lists."""
    coming = (row.event for row in event_verbs.all(kit) if row.phase in ("upcoming", "running"))
    return Loaded(workshops.all(kit), workshops.recent_runs(kit, 12), tuple(sorted(coming, key=lambda event: event.starts_at)))


def text(kit: Kit, row: PlanRow) -> tuple[PlanRow, str]:
    """Return a run of show as it is written."""
    return row, workshops.text(kit, row.plan.name, row.plan.lang)
