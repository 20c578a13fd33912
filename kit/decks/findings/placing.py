"""Shapes off the slide, text that runs out of its box, pictures and charts without alternative text."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.findings import measuring
from kit.decks.findings.measuring import Area
from kit.decks.findings.report import footer, found, words
from kit.decks.fit import room
from kit.decks.scene import Deck, Shape, Slide
from kit.decks.scene.values import EMU_PER_POINT
from kit.errors import Finding
from kit.i18n import N_

OVER = 1.08  # how much higher than its box text may measure before it counts: fonts differ
LEAST = 8.0  # points
FAR, MANY = 1.35, 3.5  # text of more than so many lines counts from here on, even where its box has no edge and nothing is hit
SHRUNK = 1.5  # how much higher than its box text may measure that is set smaller to fit: what is more was never fitted
INCH = 914400
SOLID = ("picture", "table", "chart", "diagram", "media")


def check(slide: Slide, deck: Deck) -> list[Finding]:
    """Return the findings about places on one slide."""
    shapes = [shape for shape in slide.shapes if not shape.hidden and shape.placed]
    areas = [_stands(shape) if _flat(shape) else None for shape in shapes]
    made: list[Finding | None] = []
    for shape, area in zip(shapes, areas, strict=True):
        outside = _outside(shape, area, slide, deck)
        made += [outside, None if outside else _over(shape, area, shapes, areas, slide, deck)]
    made.append(_wordless([shape for shape in shapes if _silent(shape, deck)], slide, deck))
    return [finding for finding in made if finding is not None]


def _stands(shape: Shape) -> Area:
    """Return where the words of a shape stand; a program that sets them smaller to fit their box has done so in sizes as they are."""
    area = measuring.words(shape)
    if shape.autofit == "shrink" and shape.h < area.bottom - area.y <= shape.h * SHRUNK:
        return Area(area.x, float(shape.y), area.right, float(shape.y + shape.h))
    return area


def _flat(shape: Shape) -> bool:
    """Tell whether a shape holds text in lines from left to right that can be measured."""
    turned = shape.rotation % 360 or shape.vertical not in ("", "horz")
    return bool(shape.text.strip()) and not turned and shape.kind != "table" and not footer(shape)


def _seen(shape: Shape) -> bool:
    """Tell whether the edge of a shape can be seen."""
    return bool(shape.fill or shape.line or shape.gradient)


def _outside(shape: Shape, area: Area | None, slide: Slide, deck: Deck) -> Finding | None:
    """Find text, tables and charts that stick out of the slide, and words that lie outside altogether."""
    slack = INCH // 20
    at = area or measuring.of(shape)
    gone = at.right <= 0 or at.bottom <= 0 or at.x >= deck.width or at.y >= deck.height
    sticks = at.x < -slack or at.y < -slack or at.right > deck.width + slack or at.bottom > deck.height + slack
    matters = area is not None or shape.kind in ("table", "chart", "diagram")
    if not matters or not sticks or not shape.w or (gone and slide.animated):
        return None
    name = words(shape) or shape.name
    if gone:
        return found(deck, slide, "deck.outside", N_("“{name}” lies beside the slide: nobody sees it."), severity="note", name=name)
    return found(deck, slide, "deck.off-slide", N_("“{name}” reaches beyond the edge of the slide."), name=name)


def _over(
    shape: Shape, area: Area | None, shapes: Sequence[Shape], areas: Sequence[Area | None], slide: Slide, deck: Deck
) -> Finding | None:
    if shape.kind == "table":
        return _tall(shape, slide, deck)
    if area is None or shape.autofit == "grow":
        return None
    need, have = area.bottom - area.y, float(shape.h)
    if need <= max(have * OVER, have + LEAST * EMU_PER_POINT):
        return None
    lots = need > have * FAR and need > MANY * shape.paragraphs[0].size * EMU_PER_POINT
    if not _seen(shape) and not lots and not _meets(shape, area, shapes, areas):
        return None
    more = round((need / max(have, EMU_PER_POINT) - 1) * 100)
    return found(deck, slide, "deck.overflow", N_("The text “{name}” runs out of its box by {more} %."), name=words(shape), more=more)


def _meets(shape: Shape, area: Area, shapes: Sequence[Shape], areas: Sequence[Area | None]) -> bool:
    """Tell whether text that left its invisible box runs into something else."""
    spill = (Area(area.x, area.y, area.right, shape.y), Area(area.x, shape.y + shape.h, area.right, area.bottom))
    for other, its in zip(shapes, areas, strict=True):
        if other is shape or (its is None and other.kind not in SOLID):
            continue
        place = its if its is not None else measuring.of(other)
        if any(part.shared(place).shrunk(LEAST / 2 * EMU_PER_POINT).size for part in spill):
            return True
    return False


def _tall(shape: Shape, slide: Slide, deck: Deck) -> Finding | None:
    """Find a table whose rows grow beyond the slide once their text is set."""
    rows: dict[int, float] = {}
    for cell in shape.cells:
        need = room.height(measuring.paragraphs(cell.paragraphs), max(cell.w / EMU_PER_POINT - 14, 1)) + 7
        rows[cell.row] = max(rows.get(cell.row, 0.0), need, cell.h / EMU_PER_POINT)
    bottom = shape.y + round(sum(rows.values()) * EMU_PER_POINT)
    if bottom <= deck.height * 1.01:
        return None
    return found(deck, slide, "deck.table-high", N_("The table grows beyond the lower edge of the slide: split it or shorten its cells."))


def _silent(shape: Shape, deck: Deck) -> bool:
    """Tell whether a shape shows something that nobody says in words; small signs are let alone."""
    shows = shape.kind in ("picture", "chart", "diagram") and not shape.decorative and not shape.description.strip()
    return shows and shape.w * shape.h >= deck.width * deck.height / 400


def _wordless(silent: Sequence[Shape], slide: Slide, deck: Deck) -> Finding | None:
    if not silent:
        return None
    name, count = silent[0].name, len(silent)
    text = N_("“{name}” has no alternative text: say in one sentence what it shows.")
    if count == 1:
        return found(deck, slide, "deck.alt-text", text, severity="note", name=name)
    text = N_("“{name}” and {more} more have no alternative text: say of each in one sentence what it shows.")
    return found(deck, slide, "deck.alt-text", text, severity="note", name=name, more=count - 1)
