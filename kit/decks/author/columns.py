"""What stands side by side: columns with their widths, headed groups, the items of a list, tiled pictures."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.author.grid import INCH, Box
from kit.decks.author.layouts import Layout, Slot
from kit.decks.author.pieces import Plan, Region
from kit.decks.fit import metrics
from kit.decks.module.blocks import Block, Bullets, Callout, Code, Column, Columns, Paragraph, Run, Runs, plain

GAP = round(0.3 * INCH)
APART = round(0.42 * INCH)  # between two or three columns
STRIP = round(0.7 * INCH)  # height of a line above columns
LINE, STEP = 80, 0.48  # characters of a line of text over the whole width, and its height in inches with the air above it
HIGH = 1.2


def columned(layout: Layout, blocks: tuple[Block, ...], box: Box, roles: tuple[str, ...] = ("body",)) -> Plan | None:
    """Return the plan of blocks that hold columns: text above in a strip, then the columns with their widths."""
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Columns)), None)
    if at is None:
        return None
    columns = blocks[at]
    assert isinstance(columns, Columns)
    before, after = blocks[:at], blocks[at + 1 :]
    slots = [slot for role in roles if (slot := layout.slot(role))]
    style = slots[0]
    strip = max(STRIP, min(_high(before) + GAP // 2, box.h * 9 // 20)) if before else 0
    lead = (Region(Box(box.x, box.y, box.w, strip - GAP // 2), before, (free(style),)),) if before else ()
    low = _need(after) + GAP // 2
    tall = max(_need(column.blocks, share) for column, share in zip(columns.columns, _parts(columns.columns), strict=True))
    foot, after = (after, ()) if after and (low <= box.h * 3 // 10 or strip + tall + low <= box.h) else ((), after)
    below = low if foot else 0
    tail = (Region(Box(box.x, box.bottom - below + GAP // 2, box.w, below - GAP // 2), foot, (free(style),)),) if foot else ()
    boxes = (
        Box(box.x, box.y, box.w, box.h - below)
        .lowered(strip)
        .split(_shares(columns.columns), APART if len(columns.columns) < 4 else GAP // 2)
    )
    regions = tuple(_column(column, part, slots, i) for i, (column, part) in enumerate(zip(columns.columns, boxes, strict=True)))
    return Plan((*lead, *regions, *tail), after)


def _need(blocks: tuple[Block, ...], share: float = 1.0) -> int:
    """Return the height that blocks get: what they need, but never less than a line's."""
    return max(_high(blocks, share), STRIP)


def _high(blocks: tuple[Block, ...], share: float = 1.0) -> int:
    """Return about how high (EMU) blocks stand over a share of the whole width: text by its lines, pictures more than there is."""
    high = HIGH if any(_wide(block) for block in blocks) else 1.0
    return round(_lines(blocks, max(LINE * share, 10)) * STEP * high * INCH)


def _wide(block: Block) -> bool:
    """Return whether a block is written in Chinese, Japanese or Korean, whose fonts stand higher."""
    runs = block.runs if isinstance(block, Paragraph) else block.items[0].runs if isinstance(block, Bullets) and block.items else ()
    return any(map(metrics.wide, plain(runs)))


def _long(runs: Runs) -> int:
    """Return how long text is, counted in Latin letters."""
    return sum(2 if metrics.wide(c) else 1 for c in plain(runs))


def _lines(blocks: tuple[Block, ...], line: float) -> float:
    """Return how many lines of so many characters blocks take; code and tables are set smaller."""
    lines = 0.0
    for block in blocks:
        match block:
            case Paragraph():
                lines += 1 + _long(block.runs) // line
            case Bullets():
                lines += sum(1 + _long(item.runs) // line for item in block.items)
            case Callout():
                lines += 1.2 + 0.8 * _lines(block.blocks, line)
            case Code():
                lines += 1.4 + 0.6 * (block.text.count("\n") + 1)
            case _:
                lines += 6
    return lines


def tidy(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without those that hold nothing: lists without items, columns without blocks."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Columns):
            inner = tuple(Column(tidy(column.blocks), column.width) for column in block.columns)
            if any(column.blocks for column in inner):
                kept.append(Columns(inner, block.line))
        elif isinstance(block, Callout):
            kept.append(replace(block, blocks=tidy(block.blocks)))
        elif not (isinstance(block, Bullets) and not block.items):
            kept.append(block)
    return tuple(kept)


def parts(blocks: tuple[Block, ...]) -> tuple[list[tuple[Block, ...]], tuple[Block, ...]]:
    """Return the parts of a slide that stand side by side (columns, headed groups, or the items of one list), and what is in none."""
    for i, block in enumerate(blocks):
        if isinstance(block, Columns):
            return [column.blocks for column in block.columns if column.blocks], blocks[:i] + blocks[i + 1 :]
    heads = [i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.level]
    if len(heads) > 1:
        ends = [*heads[1:], len(blocks)]
        return [blocks[start:end] for start, end in zip(heads, ends, strict=True)], blocks[: heads[0]]
    if len(blocks) == 1 and isinstance(blocks[0], Bullets):
        return [_card(group) for group in groups(blocks[0])], ()
    return [(block,) for block in blocks], ()


def groups(block: Bullets) -> list[Bullets]:
    """Return a list cut before each item of the first level."""
    tops = [i for i, item in enumerate(block.items) if item.level == 0 or i == 0]
    ends = [*tops[1:], len(block.items)]
    return [Bullets(block.items[start:end], line=block.line) for start, end in zip(tops, ends, strict=True)]


def halved(words: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return text in two halves: at its second heading, else in the middle of its blocks or of its one list."""
    heads = [i for i, block in enumerate(words) if isinstance(block, Paragraph) and block.level]
    if len(heads) > 1:
        return words[: heads[1]], words[heads[1] :]
    if len(words) == 1 and isinstance(words[0], Bullets):
        items = words[0].items
        tops = [i for i, item in enumerate(items) if item.level == 0]
        at = tops[(len(tops) + 1) // 2] if len(tops) > 1 else len(items)
        first, second = (replace(words[0], items=part) for part in (items[:at], items[at:]))
        return (first,), (second,) if second.items else ()
    middle = (len(words) + 1) // 2
    return words[:middle], words[middle:]


def tiled(box: Box, count: int) -> list[Box]:
    """Return places for two to four pictures: side by side, or two by two."""
    if count < 4:
        return list(box.split((1.0,) * count, GAP))
    half = (box.h - GAP) // 2
    rows = (Box(box.x, box.y, box.w, half), Box(box.x, box.y + half + GAP, box.w, half))
    return [tile for row in rows for tile in row.split((1.0, 1.0), GAP)]


def free(slot: Slot) -> Slot:
    """Return a slot that is a plain text box in the style of another."""
    return Slot("text", "free", 0, slot.box, slot.style, fill=slot.fill)


def _column(column: Column, box: Box, slots: list[Slot], i: int) -> Region:
    slot = slots[i] if i < len(slots) else free(slots[-1])
    return Region(box, column.blocks, (slot,), (slot,) if slot.kind == "" and slot.idx else ())


def _shares(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Return the widths of columns as shares; columns without one share what is left."""
    given = sum(column.width for column in columns)
    scale = 100.0 if given > 1.001 else 1.0
    open_ones = sum(1 for column in columns if not column.width)
    left = max(scale - given, 0.15 * scale * open_ones) / open_ones if open_ones else 0.0
    return tuple(column.width or left for column in columns)


def _parts(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Return the widths of columns as parts of the whole."""
    shares = _shares(columns)
    return tuple(share / sum(shares) for share in shares)


def _card(group: Bullets) -> tuple[Block, ...]:
    """Return a list item as a card: its own words as heading, what is nested below as text."""
    head, *below = group.items
    inner = Bullets(tuple(type(item)(item.runs, item.level - 1, item.ordered, item.number, item.checked) for item in below))
    if below:
        return (Paragraph(head.runs, 3, group.line), inner)
    heavy = [i for i, run in enumerate(head.runs) if run.bold]
    if heavy and heavy[0] == 0 and len(head.runs) > 1:
        after = _trimmed(head.runs[1:])
        return (Paragraph(head.runs[:1], 3, group.line), Paragraph(after, 0, group.line))
    return (Paragraph(head.runs, 0, group.line),)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first = Run(runs[0].text.lstrip(" :：—–-\n"), runs[0].bold, runs[0].italic, runs[0].code, runs[0].strike, runs[0].link)
    return (first, *runs[1:]) if first.text else runs[1:]
