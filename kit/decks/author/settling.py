"""Last touches once the text of a page is measured: cards of one height, an attribution right below its quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author import crowds, text
from kit.decks.author.grid import INCH, POINT
from kit.decks.author.pieces import Page, Placed, Region, Words
from kit.decks.fit import metrics, room

EASY = 16.0  # points: text beside smaller text is set smaller too, down to this
CARD = round(3.2 * INCH)  # no card is lower than this
LARGE = (28.0, 26.0, 24.0, 22.0)  # points: cards that say little say it larger
GAP = round(0.3 * INCH)


def evened(regions: Sequence[Region], shown: list[list[Page]]) -> list[list[Page]]:
    """Return the pages of regions with text of one size in those that stand side by side, as far as it can still be read with ease."""
    made = list(shown)
    for top in {(region.box.y, region.box.h) for region in regions}:
        row = [at for at, region in enumerate(regions) if (region.box.y, region.box.h) == top]
        for slide in range(len(shown[0])) if len(row) > 1 else ():
            sizes = [placed.size for at in row for placed in made[at][slide] if isinstance(placed.piece, Words)]
            for at in row if sizes else ():
                page = tuple(_smaller(placed, max(min(sizes), EASY)) for placed in made[at][slide])
                made[at] = [*made[at][:slide], page, *made[at][slide + 1 :]]
    return made


def _smaller(placed: Placed, size: float) -> Placed:
    return replace(placed, size=min(placed.size, size)) if isinstance(placed.piece, Words) else placed


def settled(layout: str, page: Page) -> Page:
    """Return the page with its pieces where they belong in this layout."""
    if layout == "three-cards":
        return _cards(page)
    if layout == "people":
        return crowds.settled(page)
    if layout == "quote":
        return _quote(page)
    return page


def _cards(page: Page) -> Page:
    """Give the cards the height that the fullest one needs; what is short stands larger in all of them."""
    cards = [placed for placed in page if isinstance(placed.piece, Words) and placed.slot and placed.slot.fill]
    if not cards:
        return page
    own = any(card.slot is None or card.slot.style.levels for card in cards)
    size = next((size for size in LARGE if all(_easy(card, size) for card in cards)), 0.0) if not own else 0.0
    sized = {id(card): replace(card, size=max(size, card.size), gap=1.0 if size else card.gap) for card in cards}
    height = max([CARD, *(_height(card) for card in sized.values())])
    return tuple(_lower(sized[id(placed)], height) if id(placed) in sized else placed for placed in page)


def _easy(card: Placed, size: float) -> bool:
    """Tell whether a card of usual height holds its words in a size, no word cut, no heading in more lines, no sign left over."""
    assert isinstance(card.piece, Words)
    assert card.slot is not None
    left, _top, right, _bottom = card.slot.style.inset
    width = (card.box.w / POINT - (left + right) * 72) / card.slot.style.wide
    larger = replace(card, size=size, gap=1.0)
    pars = text.measured(card.piece.pars, card.slot.style, size)
    heads = [text.measured([par for par in card.piece.pars if par.kind == "head"], card.slot.style, one) for one in (size, card.size)]
    whole = all(metrics.width(word, span.size, bold=span.bold) <= width for par in pars for span in par.spans for word in span.text.split())
    steady = room.count(heads[0], width) == room.count(heads[1], width)
    return _height(larger) <= min(CARD, card.box.h) and steady and not room.forgotten(pars, width) and (whole or _wide(card))


def _wide(card: Placed) -> bool:
    """Tell whether a card is written without spaces between words."""
    assert isinstance(card.piece, Words)
    return any(metrics.wide(char) for par in card.piece.pars for run in par.runs for char in run.text)


def _lower(placed: Placed, height: int) -> Placed:
    box = placed.box
    return replace(placed, box=replace(box, h=min(height, box.h)))


def _quote(page: Page) -> Page:
    """Put who said it right below what was said."""
    said = next((placed for placed in page if placed.slot and placed.slot.role == "quote"), None)
    if said is None or (said.slot and said.slot.style.levels):
        return page
    top = said.box.y + _height(said) + GAP
    return tuple(
        replace(placed, box=replace(placed.box, y=min(top, placed.box.y))) if placed.slot and placed.slot.role == "by" else placed
        for placed in page
    )


def _height(placed: Placed) -> int:
    """Return the height in EMU that the text of a piece takes with its insets."""
    assert isinstance(placed.piece, Words)
    assert placed.slot is not None
    left, top, right, bottom = placed.slot.style.inset
    pars = text.measured(placed.piece.pars, placed.slot.style, placed.size, placed.gap)
    width = (placed.box.w / POINT - (left + right) * 72) / placed.slot.style.wide
    return round((room.height(pars, width) + (top + bottom) * 72) * POINT)
