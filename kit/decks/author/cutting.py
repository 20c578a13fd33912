"""Text that is too long for its place: cut between items, at sentences or at lines, and dealt evenly to pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kit.decks.author import text
from kit.decks.author.grid import POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.pieces import Flow, Placed, Region, Words
from kit.decks.fit import lines, metrics, room

EASY = 18.0  # the size at which text that is cut is set, where its slot allows


def cut(region: Region, slot: Slot, words: Words) -> Flow:
    """Return text on as many pages as it needs, evenly filled, in one size."""
    style = slot.style
    width, height = inner(style, region.box)
    for size in (min(EASY, style.size), *sizes(style)[-3:]):
        units = _units(words.pars, style, size, width, height)
        heights = [room.height(text.measured(unit, style, size), width) + style.before for unit in units]
        if all(h - style.before <= height for h in heights):
            break
    pages = _dealt(heights, height + style.before)
    parts = [tuple(par for unit in units[start:end] for par in unit) for start, end in pages]
    whole = [bigger for bigger in sizes(style) if all(room.height(text.measured(p, style, bigger), width) <= height for p in parts)]
    size = max(size, *whole) if whole else size
    made = tuple((Placed(Words(part), slot, region.box, size),) for part in parts)
    return Flow(made, size, shrunk=size < style.size, over=any(h - style.before > height for h in heights))


def sizes(style: Style) -> list[float]:
    """Return the sizes a style may take, largest first."""
    step = 4.0 if style.size > 60 else 2.0 if style.size > 36 else 1.0
    made, size = [], style.size
    while size > style.floor:
        made.append(size)
        size -= step
    return [*made, min(style.floor, style.size)]


def inner(style: Style, box: Box) -> tuple[float, float]:
    """Return the room for text inside a box in points."""
    left, top, right, bottom = style.inset
    return (box.w / POINT - (left + right) * 72) / style.wide, max(box.h / POINT - (top + bottom) * 72, line(style))


def line(style: Style) -> float:
    """Return the height in points that a template's own placeholder always has room for: one line in its size."""
    return style.size * metrics.WIDE_LINE * style.spacing if style.levels else 0.0


def grown(style: Style, box: Box, pars: Sequence[text.Par], size: float, gap: float) -> Box:
    """Return the box of a template's own placeholder as high as the line in it, grown away from where its text is anchored."""
    if not style.levels:
        return box
    left, top, right, bottom = style.inset
    need = room.height(text.measured(pars, style, size, gap), (box.w / POINT - (left + right) * 72) / style.wide) + (top + bottom) * 72
    more = max(round(need * POINT) - box.h, 0)
    up = {"b": more, "ctr": more // 2}.get(style.anchor, 0)
    return Box(box.x, max(box.y - up, 0), box.w, box.h + more)


def _units(pars: Sequence[text.Par], style: Style, size: float, width: float, height: float) -> list[tuple[text.Par, ...]]:
    """Return what stays together: an item with what is nested in it, a heading with what follows; long ones are cut at sentences."""
    units: list[list[text.Par]] = []
    for par in pars:
        joined = units and (par.level > 0 or units[-1][-1].kind == "head" or par.kind == "soft")
        if joined:
            units[-1].append(par)
        else:
            units.append([par])
    made: list[tuple[text.Par, ...]] = []
    for unit in units:
        if room.height(text.measured(unit, style, size), width) <= height:
            made.append(tuple(unit))
            continue
        for par in unit:
            fits = room.height(text.measured((par,), style, size), width) <= height
            made.extend([(par,)] if fits else [(part,) for part in _sentences(par, style, size, width, height)])
    return made


def _sentences(par: text.Par, style: Style, size: float, width: float, height: float) -> list[text.Par]:
    """Return a paragraph that is higher than the room in parts: sentences joined as far as they fit, or cut at lines."""
    made: list[text.Par] = []
    whole = room.height(text.measured((par,), style, size), width)
    aim = min(whole / -(-int(whole) // max(int(height), 1)) * 1.1, height * 0.95)
    for part in text.halves(par):
        joined = replace(made[-1], runs=(*made[-1].runs, *part.runs)) if made else part
        if made and room.height(text.measured((joined,), style, size), width) <= aim:
            made[-1] = joined
        else:
            made.extend(_lined(part, style, size, width, height))
    return made


def _lined(par: text.Par, style: Style, size: float, width: float, height: float) -> list[text.Par]:
    if any(run.math for run in par.runs):
        return _chained(par, style, size, width, height)
    para = text.measured((par,), style, size)[0]
    broken = lines.broken(para.spans, max(width - para.indent, 1), para.spacing)
    if sum(line.height for line in broken) <= height:
        return [par]
    per = max(int(height // max(line.height for line in broken)), 1)
    return [text.sliced(par, part[0].start, part[-1].end) for part in (broken[i : i + per] for i in range(0, len(broken), per))]


def _chained(par: text.Par, style: Style, size: float, width: float, height: float) -> list[text.Par]:
    """Return a paragraph with formulas in parts that fit, cut between its runs."""
    made: list[text.Par] = []
    for run in par.runs:
        joined = replace(made[-1], runs=(*made[-1].runs, run)) if made else replace(par, runs=(run,))
        if made and room.height(text.measured((joined,), style, size), width) > height:
            made.append(replace(par, runs=(run,)))
        else:
            made[-1:] = [joined]
    return made


def _dealt(heights: Sequence[float], room_height: float) -> list[tuple[int, int]]:
    """Return ranges of units a page, as few pages as may be and evenly filled."""
    count = max(1, -(-int(sum(heights)) // max(int(room_height), 1)))
    while True:
        ranges = _even(heights, room_height, count)
        if len(ranges) <= count or count > len(heights):
            return ranges
        count += 1


def _even(heights: Sequence[float], room_height: float, count: int) -> list[tuple[int, int]]:
    aim, starts, used = sum(heights) / count, [0], 0.0
    for i, height in enumerate(heights):
        full = used + height > room_height
        if i > starts[-1] and (full or (used + height / 2 > aim and len(starts) < count)):
            starts.append(i)
            used = 0.0
        used += height
    return list(pairwise((*starts, len(heights))))
