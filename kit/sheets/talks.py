"""What the attendance workbook is made from: events with their people, and the words and rates for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kit import measures
from kit.events import door
from kit.events.door import Attendance, CheckIn
from kit.events.event import Event
from kit.events.notice import Shown
from kit.i18n import _
from kit.measures import Share


def status(entry: Attendance) -> str:
    """Return "present" or "absent" in the language in force."""
    return _("present") if entry.present else _("absent")


def source(entry: Attendance) -> str:
    """Return whether somebody was on the roster or walked in, in the language in force."""
    return _("walk-in") if entry.walk_in else _("roster")


@dataclass(frozen=True)
class Talk:
    """One event with its people, its ledger, how many gave feedback, and what people were told about their data."""

    event: Event
    entries: tuple[Attendance, ...]
    log: tuple[CheckIn, ...] = ()
    responses: int = 0
    refs: Mapping[int, str] = field(default_factory=dict, hash=False)
    notices: tuple[Shown, ...] = ()

    @property
    def expected(self) -> tuple[Attendance, ...]:
        """Who stood on the roster."""
        return tuple(entry for entry in self.entries if not entry.walk_in)

    @property
    def present(self) -> tuple[Attendance, ...]:
        """Who was there."""
        return tuple(entry for entry in self.entries if entry.present)

    @property
    def walk_ins(self) -> int:
        """How many came without standing on the roster."""
        return sum(entry.walk_in for entry in self.present)

    @property
    def late(self) -> int:
        """How many came late."""
        return sum(entry.late for entry in self.present)

    @property
    def rate(self) -> Share:
        """The share of the roster that came."""
        return measures.wilson(sum(entry.present for entry in self.expected), len(self.expected))

    @property
    def answered(self) -> Share:
        """The share of those present who gave feedback."""
        return measures.wilson(min(self.responses, len(self.present)), len(self.present))

    @property
    def arrivals(self) -> tuple[tuple[datetime, int], ...]:
        """How many came in each five minutes."""
        return door.arrivals(self.entries)


@dataclass(frozen=True)
class Group:
    """One department: how many were expected, how many of them came, and how many came unexpected."""

    name: str
    expected: int
    came: int
    walk_ins: int


def departments(talks: Sequence[Talk]) -> tuple[Group, ...]:
    """Return the departments of all talks, the largest first."""
    expected, came, walk_ins = Counter[str](), Counter[str](), Counter[str]()
    for entry in (entry for talk in talks for entry in talk.entries):
        name = entry.person.dept
        if entry.walk_in:
            walk_ins[name] += entry.present
        else:
            expected[name] += 1
            came[name] += entry.present
    names = sorted({*expected, *walk_ins}, key=lambda name: (-expected[name] - walk_ins[name], name))
    return tuple(Group(name, expected[name], came[name], walk_ins[name]) for name in names)
