"""Text of a template that cannot be read where it stands: put into another of the template's own colours, else black or white."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author import contrast
from kit.decks.author.corporate.holders import FEET, TEXTS, TITLES, Holder
from kit.decks.author.grid import Box
from kit.decks.scene import Shape

TEXT, LARGE = 4.5, 3.0
BIG, BIG_BOLD = 18.0, 14.0  # points from which letters are large
COVERS, TOUCHES = 0.9, 0.1  # of a placeholder: what is behind it, and what makes it impossible to tell
NEAR, GREY = 0.09, 0.2  # hues that are one colour, and how strong a colour must be to have one
UNSURE = ("picture", "chart", "diagram", "media", "object")


def legible(value: str, ground: str, own: Sequence[str], least: float = TEXT) -> str:
    """Return the colour itself where it stands out from the ground, else one of `own`: of its hue, else the first that does."""
    if contrast.ratio(value, ground) >= least:
        return value
    able = [one for one in own if one and contrast.ratio(one, ground) >= max(least, TEXT)]
    alike = [one for one in able if _alike(one, value)]
    plain = max(("000000", "FFFFFF"), key=lambda one: contrast.ratio(one, ground))
    return next(iter((*alike, *able, plain)))


def mended(holder: Holder, ground: str, own: Sequence[str]) -> Holder:
    """Return a placeholder with the levels that cannot be read on a ground in another colour; an unknown ground ("") changes nothing."""
    if not ground or holder.kind not in (*TITLES, *TEXTS, *FEET):
        return holder
    style = holder.style
    least = LARGE if style.size >= BIG or holder.kind in FEET or (style.bold and style.size >= BIG_BOLD) else TEXT
    colours = [value or own[0] for value in holder.colours]
    shown = 1 if holder.kind in (*TITLES, *FEET) else len(colours)
    needs = [least if value else TEXT for value in holder.colours]  # what says nothing is set in the colour of all other text
    made = [legible(value, ground, own, needs[at]) if value and at < shown else value for at, value in enumerate(colours)]
    if made == colours:
        return holder
    inks = tuple(new if new != old else "" for new, old in zip(made, colours, strict=True))
    return replace(holder, inks=inks, style=replace(style, colour=inks[0] or style.colour))


def behind(box: Box, shapes: Sequence[Shape], ground: str, touches: float = TOUCHES) -> str:
    """Return the colour behind a place, of shapes from back to front and the ground below them; "" when it cannot be told.

    What covers a larger share of the place than `touches`, but not all of it, or is a picture, makes it impossible to tell.
    """
    for shape in reversed(shapes):
        if shape.hidden or not shape.placed or not (shape.fill or shape.kind in UNSURE or shape.picture):
            continue
        share = _shared(box, shape)
        if share > COVERS and shape.kind not in UNSURE:
            return shape.fill if shape.opacity > 0.95 and not shape.gradient and not shape.picture else ""
        if share > min(touches, COVERS):
            return ""
    return ground


def _shared(box: Box, shape: Shape) -> float:
    across = min(box.right, shape.x + shape.w) - max(box.x, shape.x)
    down = min(box.bottom, shape.y + shape.h) - max(box.y, shape.y)
    return max(across, 0) * max(down, 0) / max(box.w * box.h, 1)


def _alike(one: str, other: str) -> bool:
    """Tell whether two colours have one hue."""
    (hue, strength), (second, weaker) = _hue(one), _hue(other)
    apart = abs(hue - second)
    return min(strength, weaker) > GREY and min(apart, 1 - apart) < NEAR


def _hue(value: str) -> tuple[float, float]:
    hue, _light, strength = colorsys.rgb_to_hls(*(int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return hue, strength
