"""Where blocks go: each layout's regions, the placeholders in them, and what a layout has no place for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kit.decks.author import figures, text
from kit.decks.author.grid import INCH, Box
from kit.decks.author.layouts import Layout, Slot
from kit.decks.module.blocks import Block, Bullets, Chart, Code, Column, Columns, Paragraph, Picture, QrCode, Quote, Run, Table, plain

SOURCE = re.compile(r"\s*(来源|资料来源|数据来源|出处|sources?)\s*[:：]", re.IGNORECASE)
NUMBER = 16  # characters that can still be a big number
GAP = round(0.3 * INCH)
FULL = round(6.45 * INCH)  # how far down a picture with its caption may reach
Content = Block | figures.Figure


@dataclass(frozen=True)
class Region:
    """A part of the slide that blocks flow through: text goes to `slots` in order, objects to `objects`; what is over stands free."""

    box: Box
    blocks: tuple[Content, ...]
    slots: tuple[Slot, ...]
    objects: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The regions of one slide, and blocks that its layout has no place for."""

    regions: tuple[Region, ...]
    rest: tuple[Block, ...] = ()


def plan(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return the regions that `blocks` fill in `layout`; a last paragraph “Source: …” goes to the source line."""
    blocks, source = _source(blocks, layout)
    made = _PLANS.get(layout.name, _default)(layout, blocks)
    slot = layout.slot("source")
    regions = (*made.regions, _one(slot, source)) if slot and source else made.regions
    return Plan(tuple(region for region in regions if region.blocks), made.rest)


def _source(blocks: tuple[Block, ...], layout: Layout) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    last = blocks[-1] if blocks else None
    if layout.slot("source") and isinstance(last, Paragraph) and not last.level and SOURCE.match(plain(last.runs)):
        return blocks[:-1], (last,)
    return blocks, ()


def _one(slot: Slot, blocks: tuple[Block, ...]) -> Region:
    return Region(slot.box, blocks, (slot,))


def _slot(layout: Layout, role: str) -> Slot:
    slot = layout.slot(role)
    assert slot is not None, f"layout {layout.name} has no {role}"
    return slot


def _words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if text.is_text(block))


def _things(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not text.is_text(block))


def _default(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    slot = layout.slot("body")
    if slot is None:
        return Plan((), blocks)
    return _columned(layout, blocks, slot.box) or Plan((_one(slot, blocks),))


def _columned(layout: Layout, blocks: tuple[Block, ...], box: Box, roles: tuple[str, ...] = ("body",)) -> Plan | None:
    """Return the plan of blocks that hold columns: text above in a strip, then the columns with their widths."""
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Columns)), None)
    if at is None:
        return None
    columns = blocks[at]
    assert isinstance(columns, Columns)
    before, after = blocks[:at], blocks[at + 1 :]
    slots = [slot for role in roles if (slot := layout.slot(role))]
    style = slots[0]
    strip = round(0.7 * INCH) if before else 0
    lead = (Region(Box(box.x, box.y, box.w, strip - GAP // 2), before, (_free(style),)),) if before else ()
    boxes = box.lowered(strip).split(_shares(columns.columns), GAP if len(columns.columns) < 4 else GAP // 2)
    regions = tuple(_column(column, part, slots, i) for i, (column, part) in enumerate(zip(columns.columns, boxes, strict=True)))
    return Plan((*lead, *regions), after)


def _column(column: Column, box: Box, slots: list[Slot], i: int) -> Region:
    slot = slots[i] if i < len(slots) else _free(slots[-1])
    return Region(box, column.blocks, (slot,), (slot,) if slot.kind == "" and slot.idx else ())


def _free(slot: Slot) -> Slot:
    """Return a slot that is a plain text box in the style of another."""
    return Slot("text", "free", 0, slot.box, slot.style, fill=slot.fill)


def _shares(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Return the widths of columns as shares; columns without one share what is left."""
    given = sum(column.width for column in columns)
    scale = 100.0 if given > 1.001 else 1.0
    open_ones = sum(1 for column in columns if not column.width)
    left = max(scale - given, 0.15 * scale * open_ones) / open_ones if open_ones else 0.0
    return tuple(column.width or left for column in columns)


def _cover(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    subtitle, meta, words = layout.slot("subtitle"), layout.slot("meta"), _words(blocks)
    assert subtitle is not None
    rest = _things(blocks)
    simple = meta is not None and len(words) > 1 and not any(isinstance(block, Bullets) for block in words)
    if simple and meta is not None:
        return Plan((_one(subtitle, words[:1]), _one(meta, words[1:])), rest)
    tall = Box(subtitle.box.x, subtitle.box.y, subtitle.box.w, round(2.2 * INCH))
    return Plan((Region(tall if len(words) > 1 or _long(words) else subtitle.box, words, (subtitle,)),), rest)


def _long(words: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Bullets) for block in words)


def _two(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    left, right = _slot(layout, "left"), _slot(layout, "right")
    whole = Box(left.box.x, left.box.y, right.box.right - left.box.x, left.box.h)
    columned = _columned(layout, blocks, whole, ("left", "right"))
    if columned:
        return columned
    words, things = _words(blocks), _things(blocks)
    if not things:
        words, things = _halved(words)
    if not words:
        words, things = things[:1], things[1:]
    narrow = any(isinstance(thing, Chart | Picture) for thing in things)
    boxes = whole.split((5, 7), GAP) if narrow else (left.box, right.box)
    return Plan((Region(boxes[0], words, (left,), (left,)), Region(boxes[1], things, (right,), (right,))))


def _halved(words: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return text in two halves: at its second heading, else in the middle of its blocks or of its one list."""
    heads = [i for i, block in enumerate(words) if isinstance(block, Paragraph) and block.level]
    if len(heads) > 1:
        return words[: heads[1]], words[heads[1] :]
    if len(words) == 1 and isinstance(words[0], Bullets):
        items = words[0].items
        tops = [i for i, item in enumerate(items) if item.level == 0]
        at = tops[(len(tops) + 1) // 2] if len(tops) > 1 else len(items)
        return (Bullets(items[:at]),), (Bullets(items[at:]),) if items[at:] else ()
    middle = (len(words) + 1) // 2
    return words[:middle], words[middle:]


def _parts(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Return the parts of a slide that stand side by side: columns, headed groups, or the items of one list."""
    for block in blocks:
        if isinstance(block, Columns):
            return [column.blocks for column in block.columns]
    heads = [i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.level]
    if len(heads) > 1:
        ends = [*heads[1:], len(blocks)]
        return [blocks[start:end] for start, end in zip(heads, ends, strict=True)]
    if len(blocks) == 1 and isinstance(blocks[0], Bullets):
        return [_card(group) for group in groups(blocks[0])]
    return [(block,) for block in blocks]


def groups(block: Bullets) -> list[Bullets]:
    """Return a list cut before each item of the first level."""
    tops = [i for i, item in enumerate(block.items) if item.level == 0] or [0]
    ends = [*tops[1:], len(block.items)]
    return [Bullets(block.items[start:end], line=block.line) for start, end in zip(tops, ends, strict=True)]


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


def _cards(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    slots = [_slot(layout, f"card{i}") for i in (1, 2, 3)]
    parts = _parts(blocks)
    if len(parts) == 3:
        boxes: tuple[Box, ...] = tuple(slot.box for slot in slots)
    else:
        whole = Box(slots[0].box.x, slots[0].box.y, slots[-1].box.right - slots[0].box.x, slots[0].box.h)
        boxes = whole.split((1.0,) * min(len(parts), 4), slots[1].box.x - slots[0].box.right)
    regions = []
    for i, (part, box) in enumerate(zip(parts[:4], boxes, strict=False)):
        slot = slots[i] if i < 3 else _free(slots[-1])
        regions.append(Region(box, part, (slot,)))
    rest = tuple(block for part in parts[4:] for block in part)
    return Plan(tuple(regions), rest)


def _comparison(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    parts = _parts(blocks)
    if len(parts) < 2:
        return Plan((), blocks)
    regions = []
    for i, part in enumerate(parts[:2], 1):
        head, body = _slot(layout, f"head{i}"), _slot(layout, f"body{i}")
        named = isinstance(part[0], Paragraph) and (part[0].level > 0 or all(run.bold for run in part[0].runs))
        first, below = (part[:1], part[1:]) if named else ((), part)
        regions += [_one(head, tuple(Paragraph(block.runs) for block in first if isinstance(block, Paragraph)))]
        regions += [Region(body.box, below, (body,), (body,))]
    return Plan(tuple(regions), tuple(block for part in parts[2:] for block in part))


def _number(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    parts = [column.blocks for block in blocks if isinstance(block, Columns) for column in block.columns] or [blocks]
    number, body = _slot(layout, "number"), _slot(layout, "body")
    if not all(part and isinstance(part[0], Paragraph) and len(plain(part[0].runs)) <= NUMBER for part in parts):
        return Plan((_one(body, blocks),))
    if len(parts) == 1:
        first = Paragraph(getattr(parts[0][0], "runs", ()))
        return Plan((_one(number, (first,)), _one(body, parts[0][1:])))
    uppers, lowers = number.box.split((1.0,) * len(parts), GAP), Box(number.box.x, body.box.y, number.box.w, body.box.h)
    regions: list[Region] = []
    for i, (part, upper, lower) in enumerate(zip(parts, uppers, lowers.split((1.0,) * len(parts), GAP), strict=True)):
        first = Paragraph(getattr(part[0], "runs", ()))
        regions.append(Region(upper, (first,), (number if i == 0 else _free(number),)))
        regions.append(Region(lower, part[1:], (body if i == 0 else _free(body),)))
    return Plan(tuple(regions), tuple(block for block in blocks if not isinstance(block, Columns)))


def _quote(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    words, quote, by = _words(blocks), _slot(layout, "quote"), _slot(layout, "by")
    first = words[0] if words else None
    if isinstance(first, Quote):
        said = (Paragraph(first.runs, 0, first.line),)
        who = ((Paragraph((Run(first.by),), 0, first.line),) if first.by else ()) + words[1:]
        return Plan((_one(quote, said), _one(by, who)), _things(blocks))
    return Plan((_one(quote, words[:1]), _one(by, words[1:])), _things(blocks))


def _full(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    slot = _slot(layout, "picture")
    first = next((block for block in blocks if isinstance(block, Picture)), None)
    if first is None:
        return Plan((), blocks)
    shown = Picture(first.path, first.alt, "", "cover" if first.fit != "contain" or not first.options.get("fit") else first.fit)
    region = Region(slot.box, (Picture(shown.path, shown.alt, "", "cover", first.options, first.line),), (), (slot,))
    return Plan((region,), tuple(block for block in blocks if block is not first))


def _pictured(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    body, picture = _slot(layout, "body"), _slot(layout, "picture")
    columned = _columned(layout, blocks, Box(body.box.x, body.box.y, picture.box.right - body.box.x, body.box.h))
    if columned:
        return columned
    words, things = _words(blocks), _things(blocks)
    whole = Box(body.box.x, body.box.y, picture.box.right - body.box.x, body.box.h)
    box = (
        Box(picture.box.x, picture.box.y, picture.box.w, FULL - picture.box.y) if words else Box(whole.x, whole.y, whole.w, FULL - whole.y)
    )
    if len(things) > 1 and all(isinstance(thing, Picture) for thing in things[:4]):
        boxes = _tiled(box, len(things[:4]))
        tiles = tuple(
            Region(tile, (thing,), (), (picture,) if i == 0 else ()) for i, (tile, thing) in enumerate(zip(boxes, things, strict=False))
        )
        return Plan((_one(body, words), *tiles), things[4:])
    return Plan((_one(body, words), Region(box, things, (), (picture,))))


def _tiled(box: Box, count: int) -> list[Box]:
    """Return places for two to four pictures: side by side, or two by two."""
    if count < 4:
        return list(box.split((1.0,) * count, GAP))
    half = (box.h - GAP) // 2
    rows = (Box(box.x, box.y, box.w, half), Box(box.x, box.y + half + GAP, box.w, half))
    return [tile for row in rows for tile in row.split((1.0, 1.0), GAP)]


def _led(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return one flow through lead line and object; without a lead the object begins where content begins."""
    lead = _slot(layout, "lead")
    thing = next(slot for slot in layout.slots if slot.role in ("table", "chart", "code"))
    whole = Box(lead.box.x, lead.box.y, lead.box.w, thing.box.bottom - lead.box.y)
    columned = _columned(layout, blocks, whole, ("lead",))
    return columned or Plan((Region(whole, blocks, (lead,), (thing,)),))


def _figure(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    lead, slot = _slot(layout, "lead"), _slot(layout, "figure")
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Bullets)), None)
    whole = Box(lead.box.x, lead.box.y, lead.box.w, slot.box.bottom - lead.box.y)
    if at is None or not all(text.is_text(block) for block in blocks[:at]):
        return Plan((Region(whole, blocks, (_free(lead),), (slot,)),))
    found, before = blocks[at], blocks[:at]
    parts = groups(found) if isinstance(found, Bullets) else []
    if not 2 <= len(parts) <= figures.MOST:
        return Plan((Region(whole, blocks, (_free(lead),)),))
    box = slot.box if before else whole
    return Plan((_one(lead, before), Region(box, (figures.figure(layout.name, parts),), ())), blocks[at + 1 :])


def _people(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    regions: list[Region] = []
    parts = _parts(blocks)
    for i, part in enumerate(parts[:4], 1):
        words, things = _words(part), _things(part)
        face, who = _slot(layout, f"picture{i}"), _slot(layout, f"person{i}")
        regions.append(Region(face.box, tuple(_cropped(thing) for thing in things[:1]), (), (face,)))
        regions.append(_one(who, words))
    return Plan(tuple(regions), tuple(block for part in parts[4:] for block in part))


def _cropped(block: Block) -> Block:
    if isinstance(block, Picture):
        return Picture(block.path, block.alt, "", "cover", block.options, block.line)
    return block


def _qr(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    codes = [block for block in blocks if isinstance(block, QrCode)]
    if not codes:
        return _default(layout, blocks)
    rest = tuple(block for block in _things(blocks) if block is not codes[0])
    body, picture = _slot(layout, "body"), _slot(layout, "picture")
    return Plan((_one(body, _words(blocks)), Region(picture.box, (codes[0],), (), (picture,))), rest)


_PLANS: dict[str, Callable[[Layout, tuple[Block, ...]], Plan]] = {
    "title": _cover,
    "closing": _cover,
    "section": _cover,
    "two-content": _two,
    "three-cards": _cards,
    "comparison": _comparison,
    "big-number": _number,
    "quote": _quote,
    "picture-full": _full,
    "picture-text": _pictured,
    "table": _led,
    "chart": _led,
    "code": _led,
    "steps": _figure,
    "timeline": _figure,
    "people": _people,
    "qr": _qr,
}
__all__ = ["Code", "Plan", "Region", "Table", "groups", "plan"]
