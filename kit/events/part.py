"""Parts of an event: each a window of its own at the door, such as the two days of a course or the halves of a meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from kit.content import typed
from kit.errors import KitError

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
MOST = 40
DAY = 24 * 60


def checked(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts in the order of their start; refuse two of one code, parts that overlap, and lengths that cannot be."""
    if len(parts) > MOST:
        raise KitError("event.parts-many", "An event has at most {most} parts, not {n}.", most=MOST, n=len(parts))
    ordered = tuple(sorted(map(_fit, parts), key=lambda part: part.starts_at))
    if len({part.code.casefold() for part in ordered}) < len(ordered):
        raise KitError("event.part-twice", "Two parts of this event have the same code: give each one of its own.")
    for one, other in pairwise(ordered):
        if other.starts_at < one.ends_at:
            raise KitError(
                "event.parts-overlap", "The parts {one} and {other} overlap: one ends before the next begins.", one=one, other=other
            )
    return ordered


def _fit(part: Part) -> Part:
    """Return the part in UTC, where an hour is an hour in the night of a changing clock too; refuse one that cannot be."""
    if not CODE.fullmatch(part.code):
        raise KitError("event.part-code", "{given} is not a code for a part: use letters, digits, - and _, at most 32.", given=part.code)
    if (
        part.starts_at.tzinfo is None
        or not 1 <= part.minutes <= DAY
        or not 0 <= part.late_after <= DAY
        or not 0 <= part.opens_before <= DAY
    ):
        raise KitError("event.part", "The part {part} needs a start with a zone, and 1 to {most} minutes.", part=part.code, most=DAY)
    return replace(part, title=typed.clean(part.title, 200), starts_at=part.starts_at.astimezone(UTC))


def from_line(text: str, zone: ZoneInfo) -> Part:
    """Read CODE, START, MINUTES[, TITLE], the start like 2026-12-01 09:00 on a clock of `zone`."""
    code, start, minutes, title = ([word.strip() for word in text.split(",", 3)] + [""] * 4)[:4]
    try:
        at = datetime.fromisoformat(start)
        length = int(minutes)
    except ValueError as error:
        raise KitError(
            "event.part-text", "{given} is not a part: write it like day1,2026-12-01T09:00,180,First day.", given=text
        ) from error
    return Part(code, title, at if at.tzinfo else at.replace(tzinfo=zone), length)


def line(part: Part, zone: ZoneInfo) -> str:
    """Return a part as `from_line` reads it."""
    return ", ".join(
        [part.code, f"{part.starts_at.astimezone(zone):%Y-%m-%d %H:%M}", str(part.minutes), *([part.title] if part.title else [])]
    )


def stored(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Return parts as they lie in the records."""
    return [asdict(part) | {"starts_at": part.starts_at.astimezone(UTC).isoformat()} for part in parts]


def read(rows: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Return parts from the records."""
    return tuple(Part(**{**row, "starts_at": datetime.fromisoformat(row["starts_at"])}) for row in rows)


def at(parts: Sequence[Part], moment: datetime) -> Part | None:
    """Return the part whose door is open at a moment: the one that runs, else the one that opens for its start, else None."""
    running = (part for part in parts if part.starts_at <= moment < part.ends_at)
    return next(running, next((part for part in parts if part.opens_at <= moment < part.ends_at), None))


def upcoming(parts: Sequence[Part], moment: datetime) -> Part | None:
    """Return the next part that opens after a moment."""
    return next((part for part in parts if part.opens_at > moment), None)


@dataclass(frozen=True)
class Part:
    """One window at the door; `opens_before` and `late_after` are minutes before and after its start."""

    code: str
    title: str
    starts_at: datetime
    minutes: int = 60
    late_after: int = 10
    opens_before: int = 30

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end, and its door closes."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def opens_at(self) -> datetime:
        """When its door opens."""
        return self.starts_at - timedelta(minutes=self.opens_before)

    @property
    def late_at(self) -> datetime:
        """From when on an arrival is late."""
        return self.starts_at + timedelta(minutes=self.late_after)

    def __str__(self) -> str:
        """Return its title, or its code."""
        return self.title or self.code
