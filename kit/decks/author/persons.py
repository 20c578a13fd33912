"""People without a photo: a disc with the letters of their name."""

from __future__ import annotations

from kit.decks.author import levels, text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.pieces import Initials
from kit.decks.fit import metrics
from kit.decks.module.blocks import Run

SHARE = 0.34  # of the disc's width that its letters stand high


def initials(name: str) -> str:
    """Return the letters that stand for a person: the last two signs of a Chinese name, the first letters of first and last name else."""
    words = ["".join(c for c in word if c.isalnum()) for word in name.split()]
    words = [word for word in words if word]
    if not words:
        return ""
    if metrics.wide(words[0][0]):
        return words[0][-2:]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def draw(canvas: Canvas, slot: Slot | None, box: Box, person: Initials) -> None:
    """Draw the disc in the place of the photo."""
    side = min(box.w, box.h)
    place = Box(box.x, box.y, side, side)
    size = float(round(side / POINT * SHARE))
    style = Style(min(size, text.BIG - 1), 14, bold=True, colour="accent1", align="ctr", anchor="ctr", before=0, spacing=1.0)
    inner = text.markup((text.Par((Run(person.said),)),), style, size, canvas.pen)
    body = f"<p:txBody>{levels.body(style)}<a:lstStyle>{levels.styles(style, 1)}</a:lstStyle>{inner}</p:txBody>"
    shape = slot.shape if slot else "ellipse"
    number = canvas.number()
    props = xml.frame(place) + xml.geometry(shape) + xml.fill("bg2") + "<a:ln><a:noFill/></a:ln>"
    canvas.add(xml.shape(number, f"Initials {number}", props, body, decorative=True))
