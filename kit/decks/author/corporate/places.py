"""Placeholders of a template that cannot be used where they lie: brought back onto the page, clear of each other, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author.corporate.holders import FEET, TITLES, Holder
from kit.decks.author.grid import INCH, Box

EDGE = 0.02  # of the page: how near its edge text stands that had to be brought back
SLACK = 0.01  # of the page: what sticks out by less is let alone
SEEN = 0.25  # what shows less of itself than this is left out
LEAST = (0.1, 0.025)  # of the page: no title or text is narrower or lower
OVER = 0.15  # of a title's height: so much may lie on the text below it
HEAD = 0.35  # of the page: where titles and logos at the top end
GAP = round(0.08 * INCH)
TEXTS = (*TITLES, "", "body", "subTitle")
COVERS = ("title", "secHead")


def usable(found: Sequence[Holder], page: tuple[int, int]) -> tuple[Holder, ...]:
    """Return the placeholders that can hold something: what sticks out of the page is brought back, what is too small is left out."""
    return tuple(made for one in found if (made := _within(one, page)) is not None)


def cleared(found: tuple[Holder, ...], kind: str, marks: Sequence[Box], page: tuple[int, int]) -> tuple[Holder, ...]:
    """Return the placeholders of a layout with a title that lies on its text put above it, clear of logos, or that text put below it."""
    title = next((one for one in found if one.kind in TITLES), None)
    hit = [one for one in found if title is not None and one is not title and one.kind not in FEET and _lies_on(title.box, one.box)]
    if title is None or not hit or kind in COVERS:
        return found
    top, box = min(one.box.y for one in hit) - GAP, title.box
    high = [one.bottom + GAP for one in marks if one.bottom < HEAD * page[1] and one.x < box.right and one.right > box.x]
    ceiling = max([round(EDGE * page[1]), *high])
    if top - ceiling >= 0.6 * box.h:
        box = replace(box, y=max(top - box.h, ceiling), h=min(box.h, top - ceiling))
    elif box.y > HEAD * page[1]:
        box = replace(box, y=ceiling, h=min(box.h, round(0.16 * page[1])))
    made = tuple(_moved(one, box) if one is title and box != title.box else one for one in found)
    if not any(_lies_on(box, one.box) for one in hit):
        return made
    return tuple(one if one.kind in (*FEET, *TITLES) else _below(one, box, found) for one in made)


def _within(holder: Holder, page: tuple[int, int]) -> Holder | None:
    box, (width, height) = holder.box, page
    if holder.kind not in TEXTS:
        return holder
    if box.w < LEAST[0] * width or box.h < LEAST[1] * height:
        return holder if holder.kind not in TITLES else None
    more, lower = SLACK * width, SLACK * height
    if box.x >= -more and box.right <= width + more and box.y >= -lower and box.bottom <= height + lower:
        return holder
    across, down = round(EDGE * width), round(EDGE * height)
    x, y = max(box.x, across), max(box.y, down)
    made = Box(x, y, min(box.right, width - across) - x, min(box.bottom, height - down) - y)
    seen = made.w > LEAST[0] * width and made.h > LEAST[1] * height and made.w * made.h > SEEN * box.w * box.h
    return _moved(holder, made) if seen else None


def _lies_on(title: Box, other: Box) -> bool:
    across = min(title.right, other.right) - max(title.x, other.x)
    down = min(title.bottom, other.bottom) - max(title.y, other.y)
    return across > 0 and down > OVER * title.h


def _below(holder: Holder, title: Box, found: tuple[Holder, ...]) -> Holder:
    """Return a placeholder in the room below a title, in the order that all of them had above it."""
    others = [one.box for one in found if one.kind not in (*FEET, *TITLES)]
    top, bottom = min(one.y for one in others), max(one.bottom for one in others)
    share = (bottom - title.bottom - GAP) / max(bottom - top, 1)
    if not 0.3 < share < 1:
        return holder
    y = bottom - round((bottom - holder.box.y) * share)
    return _moved(holder, replace(holder.box, y=y, h=round(holder.box.h * share)))


def _moved(holder: Holder, box: Box) -> Holder:
    return replace(holder, box=box, moved=True)
