"""Shapes off the slide, text that runs out of its box, pictures and charts without alternative text."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.findings.report import footer, found, words
from kit.decks.fit import lines, room
from kit.decks.scene import Deck, Paragraph, Shape, Slide
from kit.decks.scene.values import EMU_PER_POINT
from kit.errors import Finding
from kit.i18n import N_

OVER = 1.06  # how much higher than its box text may measure before it counts: fonts differ
LEAST = 4.0  # points
INCH = 914400
MONO = ("consol", "courier", "mono", "menlo", "code")


def check(slide: Slide, deck: Deck) -> list[Finding]:
    """Return the findings about places on one slide."""
    shapes = [shape for shape in slide.shapes if not shape.hidden and shape.placed]
    made = [_off(shape, slide, deck) for shape in shapes]
    made += [_over(shape, slide, deck) for shape in shapes]
    made += [_wordless(shape, slide, deck) for shape in shapes]
    return [finding for finding in made if finding is not None]


def mono(font: str) -> bool:
    """Tell whether a typeface is one for code."""
    return any(part in font.lower() for part in MONO)


def measured(paragraphs: Sequence[Paragraph]) -> list[room.Para]:
    """Return a shape's paragraphs as they are measured."""
    made = []
    for par in paragraphs:
        spans = tuple(lines.Span(run.text, run.size, run.bold, mono(run.font)) for run in par.runs if run.text)
        spacing = par.spacing if par.spacing > 0 else -par.spacing / max(par.size, 1) / 1.2
        made.append(room.Para(spans or (lines.Span("", par.size),), par.left / EMU_PER_POINT, par.before + par.after, spacing))
    return made


def _off(shape: Shape, slide: Slide, deck: Deck) -> Finding | None:
    """Find text, tables and charts that stick out of the slide, and anything that lies outside altogether."""
    slack = INCH // 20
    right, bottom = shape.x + shape.w, shape.y + shape.h
    outside = right <= 0 or bottom <= 0 or shape.x >= deck.width or shape.y >= deck.height
    sticks = shape.x < -slack or shape.y < -slack or right > deck.width + slack or bottom > deck.height + slack
    matters = bool(shape.text.strip()) or shape.kind in ("table", "chart", "diagram")
    if not (outside or (sticks and matters)) or shape.rotation or not shape.w:
        return None
    return found(deck, slide, "deck.off-slide", N_("“{name}” reaches beyond the edge of the slide."), name=words(shape) or shape.name)


def _over(shape: Shape, slide: Slide, deck: Deck) -> Finding | None:
    if shape.kind == "table":
        return _tall(shape, slide, deck)
    if not shape.text.strip() or not shape.h or footer(shape):
        return None
    left, top, right, bottom = shape.insets
    width = (shape.w - left - right) / EMU_PER_POINT / max(shape.columns, 1)
    edge = deck.height - shape.y if shape.autofit == "grow" else shape.h
    have = (edge - top - bottom) / EMU_PER_POINT * max(shape.columns, 1)
    if not shape.wrap:
        width = 10_000.0
    need = room.height(measured(shape.paragraphs), width)
    if need <= max(have * OVER, have + LEAST):
        return None
    more = round((need / max(have, 1.0) - 1) * 100)
    return found(deck, slide, "deck.overflow", N_("The text “{name}” runs out of its box by {more} %."), name=words(shape), more=more)


def _tall(shape: Shape, slide: Slide, deck: Deck) -> Finding | None:
    """Find a table whose rows grow beyond the slide once their text is set."""
    rows: dict[int, float] = {}
    for cell in shape.cells:
        need = room.height(measured(cell.paragraphs), max(cell.w / EMU_PER_POINT - 14, 1)) + 7
        rows[cell.row] = max(rows.get(cell.row, 0.0), need, cell.h / EMU_PER_POINT)
    bottom = shape.y + round(sum(rows.values()) * EMU_PER_POINT)
    if bottom <= deck.height * 1.01:
        return None
    return found(deck, slide, "deck.table-high", N_("The table grows beyond the lower edge of the slide: split it or shorten its cells."))


def _wordless(shape: Shape, slide: Slide, deck: Deck) -> Finding | None:
    if shape.kind not in ("picture", "chart", "diagram") or shape.decorative or shape.description.strip():
        return None
    small = shape.w * shape.h < deck.width * deck.height / 400
    if small:
        return None
    text = N_("“{name}” has no alternative text: say in one sentence what it shows.")
    return found(deck, slide, "deck.alt-text", text, severity="note", name=shape.name)
