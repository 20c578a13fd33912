"""Titles: one or two lines, never under their floor; no line with a single last word; a third line moves the content down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kit.decks.author import cutting, text
from kit.decks.author.canvas import Job
from kit.decks.author.cutting import sizes
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Layout, Slot
from kit.decks.fit import lines, room
from kit.decks.module.blocks import Run, Runs, plain
from kit.i18n import N_

COUNTER = Run(" (8/8)")  # stands for the counter of a slide that had to be split
GAP = 0.14  # inches between a title of three lines and what it moved down
ORPHAN = 0.22  # a last line shorter than this share of the width looks forgotten
NARROW = 0.4  # of the page: a title beside a picture may have three lines
SMALLER = 0.86  # how far a title may shrink to be rid of it


@dataclass(frozen=True)
class Fit:
    """How a title is set: its size, the width of its box (EMU, 0: the slot's), and how far content moves down."""

    size: float = 0.0
    width: int = 0
    down: int = 0


def fitted(layout: Layout, runs: Runs, job: Job) -> Fit:
    """Return how the title fits its slot; a title set smaller or too long is a finding."""
    slot = layout.slot("title")
    if slot is None or not runs:
        return Fit()
    width, height = _room(slot)
    pars = (text.Par(runs),)
    size = room.largest(lambda s: text.measured(pars, slot.style, s), sizes(slot.style), width, height)
    if size is None:
        floor = sizes(slot.style)[-1]
        needed = room.height(text.measured(pars, slot.style, floor), width)
        if len(_broken(slot, pars[0], floor, width)) > (2 if slot.box.w > NARROW * layout.page[0] else 3):
            sentence = N_("The title is long: say it in at most two lines ({count} characters now).")
            job.note("author.title-long", sentence, count=len(plain(runs)))
        return replace(_balanced(slot, pars[0], floor, width), down=round((needed - height) * POINT + GAP * INCH))
    if size < slot.style.size:
        job.note("author.shrunk", N_("Text was set smaller, {size} pt, to fit its place."), size=f"{size:g}", severity="note")
    return _balanced(slot, pars[0], size, width)


def grows(layout: Layout, runs: Runs, job: Job) -> bool:
    """Tell whether a title needs another size or another line once a counter follows it."""
    slot = layout.slot("title")
    if slot is None or not runs:
        return False
    silent = replace(job, findings=[])
    longer = (*runs, COUNTER)
    one, other = fitted(layout, runs, silent), fitted(layout, longer, silent)
    width = (one.width or slot.box.w) / POINT
    return one != other or len(_broken(slot, text.Par(runs), one.size, width)) != len(_broken(slot, text.Par(longer), one.size, width))


def box(slot: Slot, fit: Fit) -> Box:
    """Return the box of a fitted title."""
    width = fit.width or slot.box.w
    if slot.fill:  # a veil at the foot of the slide grows upwards
        return Box(slot.box.x, slot.box.y - fit.down, width, slot.box.h + fit.down)
    return Box(slot.box.x, slot.box.y, width, slot.box.h + (0 if slot.style.anchor == "b" else fit.down))


def _room(slot: Slot) -> tuple[float, float]:
    left, top, right, bottom = slot.style.inset
    width = (slot.box.w / POINT - (left + right) * 72) / slot.style.wide
    return width, max(slot.box.h / POINT - (top + bottom) * 72, cutting.line(slot.style))


def _balanced(slot: Slot, par: text.Par, size: float, width: float) -> Fit:
    """Return a size without a forgotten last line, or a narrower box in which the lines are alike."""
    broken = _broken(slot, par, size, width)
    if len(broken) < 2 or broken[-1].width > width * ORPHAN:
        return Fit(size)
    for smaller in sizes(slot.style):
        if size > smaller >= size * SMALLER and len(_broken(slot, par, smaller, width)) < len(broken):
            return Fit(smaller)
    if slot.fill or slot.style.levels:  # a veil keeps the width of the slide, a template's title that of its placeholder
        return Fit(size)
    narrow = width
    while narrow > width * 0.55 and len(_broken(slot, par, size, narrow * 0.95)) == len(broken):
        narrow *= 0.95
    return Fit(size, round(narrow * POINT))


def _broken(slot: Slot, par: text.Par, size: float, width: float) -> tuple[lines.Line, ...]:
    para = text.measured((par,), slot.style, size)[0]
    return lines.broken(para.spans, width, para.spacing)
