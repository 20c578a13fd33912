"""Breaking text into lines as slide programs do, with the Chinese rules: no line starts with ，。 or ends with （《."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from kit.decks.fit import metrics

NO_START = frozenset("，。、；：！？）》」』】〕〗〉〞”’…—·．］｝％‰℃°′″¢￠,.;:!?)]}%>~–'\"ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
NO_END = frozenset("（《「『【〔〖〈〝“‘［｛([{<$£¥￥＄￡#@")
AFTER = frozenset("-–—/")
SPACED = 0.2  # ems


def broken(spans: Sequence[Span], width: float, spacing: float = 1.0) -> tuple[Line, ...]:
    """Break one paragraph into lines no wider than `width` points; `spacing` multiplies the natural line height.

    A line break in the text starts a new line; a word wider than the line is cut where it must be.
    """
    return _broken(tuple(spans), width, spacing)


@lru_cache(maxsize=8192)  # one paragraph is measured again and again while its neighbours find their size
def _broken(spans: tuple[Span, ...], width: float, spacing: float) -> tuple[Line, ...]:
    text = "".join(span.text for span in spans)
    advances = [unit * s.size for s in spans for unit in metrics.units(s.text, s.bold, s.mono)]
    gaps, ends = _joints(text)
    for i in gaps:
        advances[i] += spans[0].size * SPACED
    reach = list(accumulate(advances, initial=0.0))
    heights = [high * s.size * spacing * s.tall for s in spans for high in metrics.lines(s.text, s.mono)]
    least = (spans[0].size if spans else 12.0) * metrics.LATIN_LINE * spacing
    lines: list[Line] = []
    start = 0
    while start < len(text) or not lines:
        end = _end(text, reach, ends, start, width)
        lines.append(Line(start, end, reach[end] - reach[start], max(heights[start:end], default=least)))
        start = end + 1 if end < len(text) and text[end] == "\n" else end
        while start < len(text) and text[start] == " ":
            start += 1
    return tuple(lines)


@lru_cache(maxsize=4096)  # a text is measured in many sizes and widths
def _joints(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places before which some programs set a thin gap, between Chinese and Latin words, and before which a line may end."""
    pairs = list(enumerate(pairwise(text), 1))
    gaps = () if text.isascii() else tuple(i for i, (before, after) in pairs if _gap(before, after))
    return gaps, tuple(i for i, (before, after) in pairs if may_break(before, after))


@lru_cache(maxsize=16384)
def _gap(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and metrics.wide(before) != metrics.wide(after)


@lru_cache(maxsize=16384)
def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end after `before` and the next start with `after`."""
    if after == " " or after in NO_START or before in NO_END:
        return False
    return before == " " or before in AFTER or metrics.wide(before) or metrics.wide(after) or before in "，。、；：！？）》”"


def _end(text: str, reach: Sequence[float], ends: Sequence[int], start: int, width: float) -> int:
    """Return where the line that begins at `start` ends: at a line break, at the last place allowed, or where it must.

    `reach` tells how far the text before each place reaches, `ends` before which places a line may end.
    """
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    over = bisect_right(reach, reach[start] + width, start + 1, stop + 1) - 1
    while over < stop and text[over] == " ":
        over += 1
    if over >= stop:
        return stop
    last = ends[place - 1] if (place := bisect_right(ends, over)) else start
    return last if last > start else max(over, start + 1)


class Span(NamedTuple):  # made and compared so often that a dataclass would be a tenth of a build
    """Text in one size and weight; `size` in points; `tall` is how many lines high it stands (formulas)."""

    text: str
    size: float
    bold: bool = False
    mono: bool = False
    tall: float = 1.0


class Line(NamedTuple):
    """One line: where it starts and ends in the paragraph's text, its width and its height in points."""

    start: int
    end: int
    width: float
    height: float
