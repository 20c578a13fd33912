"""The height of paragraphs in a box, and the largest size at which they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kit.decks.fit import lines


def height(paras: Sequence[Para], width: float) -> float:
    """Return the height in points that paragraphs take in `width` points; the space before the first one does not count."""
    total = 0.0
    for i, para in enumerate(paras):
        total += para.before if i else 0.0
        broken = lines.broken(para.spans, max(width - para.indent, 1.0), para.spacing)
        total += len(broken) * para.exact if para.exact else sum(line.height for line in broken)
    return total


def count(paras: Sequence[Para], width: float) -> int:
    """Return how many lines paragraphs take in `width` points."""
    return sum(len(lines.broken(para.spans, max(width - para.indent, 1.0), para.spacing)) for para in paras)


def forgotten(paras: Sequence[Para], width: float) -> int:
    """Return how many paragraphs of several lines end in a line of one sign, not counting what closes it."""
    found = 0
    for para in paras:
        broken = lines.broken(para.spans, max(width - para.indent, 1.0), para.spacing)
        if len(broken) > 1:
            said = "".join(span.text for span in para.spans)[broken[-1].start : broken[-1].end]
            found += sum(char not in lines.NO_START and not char.isspace() for char in said) == 1
    return found


def largest(make: Callable[[float], Sequence[Para]], sizes: Sequence[float], width: float, room: float) -> float | None:
    """Return the first of `sizes` at which the paragraphs of `make(size)` fit into `room` points of height, or None."""
    return next((size for size in sizes if height(make(size), width) <= room), None)


class Para(NamedTuple):
    """One paragraph to measure: its spans, the indent that narrows it, the space before it (points) and its line spacing.

    `exact` is the height of its lines in points where that is set.
    """

    spans: tuple[lines.Span, ...]
    indent: float = 0.0
    before: float = 0.0
    spacing: float = 1.0
    exact: float = 0.0
