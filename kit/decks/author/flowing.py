"""Blocks flow through a region: measured, set smaller down to the floor, else cut into parts for further slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.decks.author import callouts, codes, cutting, tables, text
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Slot, Style
from kit.decks.author.pieces import Boxed, Content, Flow, Initials, Page, Piece, Placed, Region, Words
from kit.decks.author.theme import Theme
from kit.decks.fit import room
from kit.decks.module.blocks import Bullets, Callout, Chart, Code, Columns, Formula, Paragraph, Picture, QrCode, Quote, Table

GAP = round(0.16 * INCH)
AIRY = (2.2, 1.8, 1.5, 1.25)
TIGHT = (0.8, 0.65, 0.5)
CALM = 18.0  # text smaller than this would rather have less air between its paragraphs


def flow(region: Region, theme: Theme) -> Flow:
    """Return the pages of a region: one where everything fits, more where it does not."""
    pieces = _pieces(region.blocks)
    words = [piece for piece in pieces if isinstance(piece, Words)]
    if len(words) == len(pieces):
        return _text(region, Words(tuple(par for piece in words for par in piece.pars)))
    return _mixed(region, pieces, theme)


def _pieces(blocks: Sequence[Content]) -> list[Piece]:
    """Return the blocks of a region with neighbouring text joined; columns inside columns are taken one after another."""
    made: list[Piece] = []
    for block in blocks:
        match block:
            case Paragraph() | Bullets() | Quote() | Formula():
                pars = text.pars((block,))
                if made and isinstance(made[-1], Words):
                    made[-1] = Words((*made[-1].pars, *pars))
                else:
                    made.append(Words(pars))
            case Callout():
                made.extend(callouts.pieces(block, _pieces(block.blocks)))
            case Columns():
                for column in block.columns:
                    made.extend(_pieces(column.blocks))
            case _:
                made.append(block)
    return made


def _text(region: Region, words: Words) -> Flow:
    slot = region.slots[0] if region.slots else region.objects[0]
    style = slot.style
    width, height = cutting.inner(style, region.box)
    size, gap = _fitting(words, style, width, height)
    if not size:
        return cutting.cut(region, slot, words)
    placed = Placed(words, slot, region.box, _gathered(words, style, size, gap, width), gap)
    return Flow(((placed,),), size, shrunk=size < style.size)


def _gathered(words: Words, style: Style, size: float, gap: float, width: float) -> float:
    """Return a size, a little smaller, at which fewer paragraphs end in a line of one sign; where there is none, the same size."""
    left = 0 if style.levels else room.forgotten(text.measured(words.pars, style, size, gap), width)
    if not left:
        return size
    near = [size - step for step in (1.0, 2.0, 3.0) if size - step >= style.floor]
    fewer = [(room.forgotten(text.measured(words.pars, style, smaller, gap), width), -smaller) for smaller in near]
    best = min(fewer, default=(left, -size))
    return -best[1] if best[0] < left else size


def _fitting(words: Words, style: Style, width: float, height: float) -> tuple[float, float]:
    """Return the largest size at which a text fits, 0 for none, and how far apart its paragraphs stand then."""
    for size in cutting.sizes(style):
        if room.height(text.measured(words.pars, style, size), width) <= height:
            return size, _gap(words, style, width, height) if size == style.size else 1.0
        tight = TIGHT if size < CALM and style.before >= 10 and not style.levels else ()
        for gap in tight:
            if room.height(text.measured(words.pars, style, size, gap), width) <= height:
                return size, gap
    return 0.0, 1.0


def _gap(words: Words, style: Style, width: float, height: float) -> float:
    """Return how far apart the paragraphs of a short text stand: more air, but never more than two thirds of the room."""
    if style.levels or style.before < 10 or len(words.pars) < 2:
        return 1.0
    return next((gap for gap in AIRY if room.height(text.measured(words.pars, style, style.size, gap), width) <= height * 0.66), 1.0)


def _mixed(region: Region, pieces: list[Piece], theme: Theme) -> Flow:
    """Return text and objects stacked in a region, on one page if they fit, else dealt to several."""
    style = region.slots[0].style if region.slots else Style(theme.sizes.body, bullets="dot")
    floor = cutting.sizes(style)[-1]
    groups: list[list[Piece]] = [[]]
    for piece in _parted(pieces, region, theme):
        if groups[-1] and _least([*groups[-1], piece], region, style, floor, theme) > region.box.h:
            groups.append([])
        groups[-1].append(piece)
    made = [_stacked(group, region, style, theme) for group in groups]
    size = min(size for _, size in made)
    over = any(_least(group, region, style, floor, theme) > region.box.h and isinstance(group[0], Words) for group in groups)
    return Flow(tuple(page for page, _ in made), size, shrunk=size < style.size, over=over)


def _parted(pieces: list[Piece], region: Region, theme: Theme) -> list[Piece]:
    """Return the pieces with those that are higher than the region cut into parts."""
    width, height = region.box.w / POINT, region.box.h / POINT
    style = region.slots[0].style if region.slots else Style(theme.sizes.body, bullets="dot")
    above = _above(pieces, region, style)
    made: list[Piece] = []
    for piece in pieces:
        match piece:
            case Table() if tables.height(piece, width, tables.FLOOR) > height - above:
                made.extend(tables.cut(piece, width, height - above, theme.sizes.table))
            case Code() if codes.height(piece, width, codes.FLOOR) > height - above:
                made.extend(codes.cut(piece, width, height - above))
            case Boxed() if callouts.height(piece, width, callouts.FLOOR) > height:
                made.extend(callouts.cut(piece, region))
            case Words() if room.height(text.measured(piece.pars, style, cutting.sizes(style)[-1]), width) > height:
                flow = cutting.cut(
                    region, replace(region.slots[0], style=style) if region.slots else Slot("text", "free", 0, region.box, style), piece
                )
                made.extend(placed.piece for page in flow.pages for placed in page)
            case _:
                made.append(piece)
    return made


def _above(pieces: list[Piece], region: Region, style: Style) -> float:
    """Return the height that a short text before the first object keeps on the first page, in points."""
    first = pieces[0]
    if not isinstance(first, Words) or len(pieces) < 2:
        return 0.0
    height = room.height(text.measured(first.pars, style, cutting.sizes(style)[-1]), region.box.w / POINT) + GAP / POINT
    return height if height < region.box.h / POINT / 2 else 0.0


def _least(group: list[Piece], region: Region, style: Style, size: float, theme: Theme) -> int:
    width = region.box.w
    return sum(_need(piece, width, style, size, theme)[0] for piece in group) + GAP * (len(group) - 1)


def _need(piece: Piece, width: int, style: Style, size: float, theme: Theme) -> tuple[int, int]:
    """Return the least and the wanted height of a piece in EMU."""
    points = width / POINT
    match piece:
        case Words():
            left, top, right, bottom = style.inset
            height = room.height(text.measured(piece.pars, style, size), points - (left + right) * 72)
            least = wanted = height + (top + bottom) * 72
        case Initials():
            least, wanted = 40.0, 2000.0
        case Boxed():
            least, wanted = callouts.height(piece, points, callouts.FLOOR), callouts.height(piece, points, callouts.SIZE)
        case Table():
            least, wanted = tables.need(piece, points, theme.sizes.table)
        case Code():
            least, wanted = codes.need(piece, points, theme.sizes.code)
        case QrCode():
            least, wanted = 150.0, 330.0
        case Chart():
            least, wanted = 150.0, 2000.0
        case _:
            least, wanted = 90.0, 2000.0
    return round(least * POINT), round(wanted * POINT)


def _stacked(group: list[Piece], region: Region, style: Style, theme: Theme) -> tuple[Page, float]:
    """Return one page: text at the largest size that leaves the objects what they want, else at least what they need."""
    trial = cutting.sizes(style) if any(isinstance(piece, Words) for piece in group) else [style.size]
    size = next((s for s in trial if _least(group, region, style, s, theme) <= region.box.h), trial[-1])
    needs = [_need(piece, region.box.w, style, size, theme) for piece in group]
    spare = region.box.h - sum(least for least, _ in needs) - GAP * (len(group) - 1)
    heights = _spread(needs, spare) if spare >= 0 else _squeezed(needs, region.box.h - GAP * (len(group) - 1))
    slots, objects, y, placed = list(region.slots), list(region.objects), region.box.y, []
    for piece, height in zip(group, heights, strict=True):
        box = Box(region.box.x, y, region.box.w, height)
        placed.append(Placed(piece, _take(piece, slots, objects, box, style), box, size))
        y += height + GAP
    return tuple(placed), size


def _squeezed(needs: list[tuple[int, int]], height: int) -> list[int]:
    """Return heights that stay within the region although more is needed, each lower by the same share."""
    total = sum(least for least, _ in needs)
    return [least * max(height, 0) // max(total, 1) for least, _ in needs]


def _spread(needs: list[tuple[int, int]], spare: int) -> list[int]:
    """Return heights: what is least needed, and the spare room shared among those that want more."""
    heights = [least for least, _ in needs]
    open_ones = {i for i, (least, wanted) in enumerate(needs) if wanted > least}
    while open_ones and spare > 0:
        share = spare // len(open_ones)
        if not share:
            break
        for i in list(open_ones):
            more = min(share, needs[i][1] - heights[i])
            heights[i] += more
            spare -= more
            if heights[i] >= needs[i][1]:
                open_ones.discard(i)
    return heights


def _take(piece: Piece, slots: list[Slot], objects: list[Slot], box: Box, style: Style) -> Slot | None:
    """Return the placeholder a piece fills, used up once; text without one gets a free box."""
    if isinstance(piece, Words):
        taken = slots.pop(0) if slots else Slot("text", "free", 0, box, style)
        if taken in objects:
            objects.remove(taken)
        return taken
    fitting = next((slot for slot in objects if _accepts(slot, piece)), None)
    if fitting is not None:
        objects.remove(fitting)
        if fitting in slots:
            slots.remove(fitting)
    return fitting


def _accepts(slot: Slot, piece: Piece) -> bool:
    wanted = {"tbl": Table, "chart": Chart, "pic": Picture | QrCode, "free": Picture | QrCode, "": Table | Chart | Picture | QrCode}
    if slot.kind == "body":
        return isinstance(piece, Code) and slot.role == "code"
    if isinstance(piece, Initials):
        return slot.shape == "ellipse"
    kind = wanted.get(slot.kind)
    return kind is not None and isinstance(piece, kind)
