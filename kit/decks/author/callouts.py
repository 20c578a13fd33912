"""Callouts: a tinted box with a coloured edge and a word for its kind, as high as its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author import cutting, text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.pieces import Boxed, Piece, Region, Words
from kit.decks.fit import room
from kit.decks.module.blocks import Block, Callout, Column, Columns, Run
from kit.i18n import N_, _, language

WORDS = {"note": N_("Good to know"), "tip": N_("Tip"), "important": N_("Important"), "warning": N_("Watch out"), "caution": N_("Caution")}
EDGES = {"note": "accent3", "tip": "accent1", "important": "accent1", "warning": "accent2", "caution": "accent4"}
EDGE = round(0.08 * INCH)
SIZE, FLOOR = 20.0, 14.0
STYLE = Style(SIZE, FLOOR, bullets="dot", before=5, inset=(0.3, 0.17, 0.25, 0.17))


def titled(blocks: Sequence[Block], lang: str) -> tuple[Block, ...]:
    """Return the blocks with a title on every callout: the word for its kind where none was written."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Callout():
                with language(lang):
                    title = block.title or (Run(_(WORDS[block.kind])),)
                made.append(replace(block, title=title, blocks=titled(block.blocks, lang)))
            case Columns():
                made.append(replace(block, columns=tuple(Column(titled(one.blocks, lang), one.width) for one in block.columns)))
            case _:
                made.append(block)
    return tuple(made)


def pieces(callout: Callout, inner: Sequence[Piece]) -> list[Piece]:
    """Return a callout as boxes of text, with whatever cannot stand in a box between them."""
    made: list[Piece] = [Boxed(callout.kind, (text.Par(callout.title, kind="head"),))]
    for piece in inner:
        if isinstance(piece, Words) and isinstance(made[-1], Boxed):
            made[-1] = replace(made[-1], pars=(*made[-1].pars, *piece.pars))
        elif isinstance(piece, Words):
            made.append(Boxed(callout.kind, piece.pars))
        else:
            made.append(piece)
    return made


def height(boxed: Boxed, width: float, size: float) -> float:
    """Return the height in points of a box `width` points wide."""
    left, top, right, bottom = STYLE.inset
    return room.height(text.measured(boxed.pars, STYLE, size), width - (left + right) * 72) + (top + bottom) * 72


def cut(boxed: Boxed, region: Region) -> list[Piece]:
    """Return a box that is higher than its region in parts that fit."""
    slot = Slot("callout", "free", 0, region.box, STYLE)
    flow = cutting.cut(region, slot, Words(boxed.pars))
    return [Boxed(boxed.kind, placed.piece.pars) for page in flow.pages for placed in page if isinstance(placed.piece, Words)]


def draw(canvas: Canvas, box: Box, boxed: Boxed) -> None:
    """Draw a box at the top of its place, in the largest size that fits."""
    width, high = box.w / POINT, box.h / POINT
    sizes = cutting.sizes(STYLE)
    size = next((size for size in sizes if height(boxed, width, size) <= high + 0.5), FLOOR)
    if height(boxed, width, size) > high + 0.5:
        sentence = N_("Text does not fit its place even at {size} pt: shorten it.")
        canvas.job.note("author.overflow", sentence, size=f"{size:g}", severity="error")
    elif size < SIZE:
        canvas.job.note("author.shrunk", N_("Text was set smaller, {size} pt, to fit its place."), size=f"{size:g}", severity="note")
    place = Box(box.x, box.y, box.w, min(round(height(boxed, width, size) * POINT), box.h))
    canvas.write(Slot("callout", "free", 0, place, STYLE, fill="bg2"), place, boxed.pars, size)
    number = canvas.number()
    edge = xml.frame(Box(place.x, place.y, EDGE, place.h)) + xml.geometry("rect") + xml.fill(EDGES[boxed.kind])
    canvas.add(xml.shape(number, f"Edge {number}", edge + "<a:ln><a:noFill/></a:ln>", "", decorative=True))
