"""Two to four pictures on a slide: in rows of one height that end at one edge, as large as their place allows, nothing cropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kit.decks.author import pictures
from kit.decks.author.canvas import Job
from kit.decks.author.columns import GAP
from kit.decks.author.grid import Box
from kit.decks.author.pieces import Page, Placed
from kit.decks.module.blocks import Picture

SPLITS = {2: ((2,), (1, 1)), 3: ((3,), (1, 2), (2, 1), (1, 1, 1)), 4: ((4,), (2, 2), (1, 3), (3, 1))}
USUAL = 4 / 3  # the shape of a picture that fills whatever place it gets
LEFT = 0.7  # share of the slide from which on a group of pictures stands in the middle
Item = tuple[float, int]  # width by height, and what its caption takes below


def settled(layout: str, page: Page, job: Job) -> Page:
    """Return the page with its pictures in even rows; pictures that all fill their tiles stay where they are."""
    tiles = [placed for placed in page if isinstance(placed.piece, Picture)]
    if layout != "picture-text" or len(tiles) not in SPLITS or all(_fills(tile) for tile in tiles):
        return page
    whole = _around([tile.box for tile in tiles])
    items = [(_ratio(tile, job), pictures.CAPTION if _captioned(tile) else 0) for tile in tiles]
    boxes = iter(arranged(whole, items, centred=whole.w > LEFT * job.theme.size[0]))
    return tuple(replace(placed, box=next(boxes)) if placed in tiles else placed for placed in page)


def arranged(whole: Box, items: Sequence[Item], *, centred: bool) -> list[Box]:
    """Return the boxes, captions included, of pictures in the rows that show the most of them."""
    return max((_rows(whole, items, split, centred=centred) for split in SPLITS[len(items)]), key=lambda boxes: _area(boxes, items))


def _rows(whole: Box, items: Sequence[Item], split: tuple[int, ...], *, centred: bool) -> list[Box]:
    ends = [sum(split[:i]) for i in range(len(split) + 1)]
    rows = [items[start:end] for start, end in pairwise(ends)]
    ratios = [sum(ratio for ratio, _ in row) for row in rows]
    gaps = [GAP * (len(row) - 1) for row in rows]
    below = [max(caption for _, caption in row) for row in rows]
    high = whole.h - GAP * (len(rows) - 1) - sum(below)
    wide = (high + sum(gap / ratio for gap, ratio in zip(gaps, ratios, strict=True))) / sum(1 / ratio for ratio in ratios)
    wide = min(wide, whole.w)
    made, y = [], whole.y
    for row, ratio, gap, under in zip(rows, ratios, gaps, below, strict=True):
        tall = int((wide - gap) / ratio)
        widths = [int(one * tall) for one, _ in row]
        spare = whole.w - sum(widths) - gap
        x = whole.x + (max(spare, 0) // 2 if centred else 0)
        for width, (_, caption) in zip(widths, row, strict=True):
            made.append(Box(x, y, width, tall + caption))
            x += width + GAP
        y += tall + under + GAP
    return made


def _area(boxes: Sequence[Box], items: Sequence[Item]) -> int:
    return sum(box.w * max(box.h - caption, 0) for box, (_, caption) in zip(boxes, items, strict=True))


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _fills(tile: Placed) -> bool:
    return isinstance(tile.piece, Picture) and tile.piece.fit == "cover"


def _captioned(tile: Placed) -> bool:
    return isinstance(tile.piece, Picture) and bool(tile.piece.caption)


def _ratio(tile: Placed, job: Job) -> float:
    assert isinstance(tile.piece, Picture)
    if tile.piece.fit == "cover":
        return USUAL
    width, height = pictures.size(job, tile.piece)
    return min(max(width / height, 0.2), 5.0)
