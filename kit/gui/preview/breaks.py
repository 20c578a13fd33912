"""Where lines of slides end: the kit's rules for Chinese and Latin, with the widths of the letters that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.decks.fit import lines

HANGING = frozenset("，。、；：！？．")  # may hang out of a full line


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it starts and ends in the paragraph's text."""

    start: int
    end: int


def broken(text: str, advances: Sequence[float], first: float, rest: float, left: float, tab: float, *, hangs: bool = False) -> list[Line]:
    """Break a paragraph into lines: the first `first` wide, all others `rest`; tabs go to the next multiple of `tab` from `left`.

    Where punctuation `hangs` one sign may stand out of a line.
    """
    found: list[Line] = []
    start, width = 0, first
    while start < len(text) or not found:
        end = _end(text, advances, start, width, left, tab, hangs)
        found.append(Line(start, end))
        start = end + 1 if end < len(text) and text[end] == "\n" else end
        while 0 < start < len(text) and text[start] == " " and text[start - 1] != "\n":
            start += 1
        width = rest
    if text.endswith("\n"):
        found.append(Line(len(text), len(text)))
    return found


def tabbed(at: float, tab: float) -> float:
    """Return the place of the next tab stop."""
    return (at // tab + 1) * tab


def _end(text: str, advances: Sequence[float], start: int, width: float, left: float, tab: float, hangs: bool) -> int:
    """Return where the line that begins at `start` ends: at a line break, at the last place allowed, or where it must."""
    used, last = 0.0, start
    for i in range(start, len(text)):
        char = text[i]
        if char == "\n":
            return i
        if i > start and lines.may_break(text[i - 1], char):
            last = i
        used = tabbed(left + used, tab) - left if char == "\t" else used + advances[i]
        if hangs and char in HANGING and used - advances[i] <= width + 0.01:
            continue
        if used > width + 0.01 and char != " ":
            return last if last > start else max(i, start + 1)
    return len(text)
