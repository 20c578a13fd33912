"""Where blocks go: each layout's regions, the placeholders in them, and what a layout has no place for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kit.decks.author import columns, crowds, cutting, filling, persons, steps, text
from kit.decks.author.columns import GAP
from kit.decks.author.grid import INCH, Box
from kit.decks.author.layouts import Layout, Slot, Style
from kit.decks.author.pieces import Content, Initials, Plan, Region
from kit.decks.fit import room
from kit.decks.module.blocks import Block, Bullets, Chart, Column, Columns, Paragraph, Picture, QrCode, Quote, Run, plain

SOURCE = re.compile(r"\s*(来源|资料来源|数据来源|出处|sources?)\s*[:：]", re.IGNORECASE)
NUMBER = 16  # characters that can still be a big number


def plan(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return the regions that `blocks` fill in `layout`; a last paragraph “Source: …” goes to the source line."""
    blocks, source = _source(blocks, layout)
    made = _PLANS.get(layout.like or layout.name, _default)(layout, blocks)
    slot = layout.slot("source")
    regions = (*filling.above(made.regions, slot), _one(slot, source).shown("every")) if slot and source else made.regions
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
    return tuple(block for block in blocks if text.is_wordy(block))


def _things(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not text.is_wordy(block))


def _default(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    slot = layout.slot("body")
    if slot is None:
        return Plan((), blocks)
    return columns.columned(layout, blocks, slot.box) or Plan((_one(slot, blocks),))


def _cover(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    subtitle, meta, words = layout.slot("subtitle"), layout.slot("meta"), _words(blocks)
    assert subtitle is not None
    rest = _things(blocks)
    simple = meta is not None and len(words) > 1 and not any(isinstance(block, Bullets) for block in words)
    if simple and meta is not None and _held(words[1:], meta):
        return Plan((_one(subtitle, words[:1]), _one(meta, words[1:])), rest)
    if not subtitle.style.levels:
        tall = replace(subtitle.box, h=min(round(2.4 * INCH), round(layout.page[1] * 0.96) - subtitle.box.y))
        subtitle = replace(subtitle, style=replace(subtitle.style, floor=14.0))
    else:
        tall = subtitle.box
    return Plan((Region(tall if len(words) > 1 or _long(words) else subtitle.box, words, (subtitle,)),), rest)


def _held(blocks: tuple[Block, ...], slot: Slot) -> bool:
    """Tell whether text fits a slot, if only in its smallest size."""
    style = slot.style
    width, height = cutting.inner(style, slot.box)
    return room.height(text.measured(text.pars(blocks), style, cutting.sizes(style)[-1]), width) <= height


def _long(words: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Bullets) for block in words)


def _two(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    left, right = _slot(layout, "left"), _slot(layout, "right")
    whole = Box(left.box.x, left.box.y, right.box.right - left.box.x, left.box.h)
    columned = columns.columned(layout, blocks, whole, ("left", "right"))
    if columned:
        return columned
    words, things = _words(blocks), _things(blocks)
    if not things:
        words, things = columns.halved(words)
    if not words:
        words, things = things[:1], things[1:]
    narrow = any(isinstance(thing, Chart | Picture) for thing in things) and not left.style.levels
    boxes = whole.split((5, 7), GAP) if narrow else (left.box, right.box)
    return Plan((Region(boxes[0], words, (left,), (left,)), Region(boxes[1], things, (right,), (right,))))


def _cards(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    slots = [_slot(layout, f"card{i}") for i in (1, 2, 3)]
    parts, rest = columns.parts(blocks)
    if len(parts) == 3:
        boxes: tuple[Box, ...] = tuple(slot.box for slot in slots)
    else:
        whole = Box(slots[0].box.x, slots[0].box.y, slots[-1].box.right - slots[0].box.x, slots[0].box.h)
        boxes = whole.split((1.0,) * max(min(len(parts), 4), 1), slots[1].box.x - slots[0].box.right)
    shown = zip(parts[:4], boxes, (*slots, columns.free(slots[-1])), strict=False)
    regions = tuple(Region(box, part, (slot,)) for part, box, slot in shown)
    return Plan(regions, (*rest, *_flat(parts[4:])))


def _flat(parts: list[tuple[Block, ...]]) -> tuple[Block, ...]:
    return tuple(block for part in parts for block in part)


def _comparison(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    parts, rest = columns.parts(blocks)
    if len(parts) < 2:
        return Plan((), blocks)
    regions = []
    for i, part in enumerate(parts[:2], 1):
        head, body = _slot(layout, f"head{i}"), _slot(layout, f"body{i}")
        named = isinstance(part[0], Paragraph) and (part[0].level > 0 or all(run.bold for run in part[0].runs))
        first, below = (part[:1], part[1:]) if named else ((), part)
        regions += [_one(head, tuple(Paragraph(block.runs) for block in first if isinstance(block, Paragraph)))]
        regions += [Region(body.box, below, (body,), (body,))]
    return Plan(tuple(regions), (*rest, *_flat(parts[2:])))


def _number(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return a number and what it means, or several side by side where there are columns."""
    number, body = _slot(layout, "number"), _slot(layout, "body")
    sided = any(isinstance(block, Columns) for block in blocks)
    parts, rest = columns.parts(blocks) if sided else ([blocks], ())
    if not parts or not all(part and isinstance(part[0], Paragraph) and len(plain(part[0].runs)) <= NUMBER for part in parts):
        return Plan((_one(body, blocks),))
    shares = (1.0,) * len(parts)
    lower = Box(number.box.x, body.box.y, number.box.w, body.box.h) if len(parts) > 1 else body.box
    regions: list[Region] = []
    for i, (part, above, below) in enumerate(zip(parts, number.box.split(shares, GAP), lower.split(shares, GAP), strict=True)):
        first = Paragraph(text.figured(getattr(part[0], "runs", ())))
        regions.append(Region(above, (first,), (number if i == 0 else columns.free(number),)))
        regions.append(Region(below, part[1:], (body if i == 0 else columns.free(body),)))
    return Plan(tuple(regions), rest)


def _quote(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    words, quote, by = _words(blocks), _slot(layout, "quote"), _slot(layout, "by")
    first = words[0] if words else None
    if isinstance(first, Quote):
        said = (Paragraph(first.runs, 0, first.line),)
        who = ((Paragraph((Run(first.by),), 0, first.line),) if first.by else ()) + words[1:]
        return Plan((_one(quote, said), _one(by, who).shown("last")), _things(blocks))
    return Plan((_one(quote, words[:1]), _one(by, words[1:]).shown("last")), _things(blocks))


def _full(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return a picture over the whole slide, its caption small at the foot of the title's veil."""
    slot, title = _slot(layout, "picture"), _slot(layout, "title")
    first = next((block for block in blocks if isinstance(block, Picture)), None)
    if first is None:
        return Plan((), blocks)
    shown = Picture(first.path, first.alt, "", "cover", first.options, first.line)
    style = Style(12, 10, colour="FFFFFF", before=0)
    margin = round(title.style.inset[0] * INCH)
    below = Slot("caption", "free", 0, Box(margin, title.box.bottom - GAP, title.box.w - 2 * margin, GAP), style)
    caption = _one(below, (Paragraph((Run(first.caption),)),) if first.caption else ())
    return Plan((Region(slot.box, (shown,), (), (slot,)), caption), tuple(block for block in blocks if block is not first))


def _pictured(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    body, picture = _slot(layout, "body"), _slot(layout, "picture")
    columned = columns.columned(layout, blocks, Box(body.box.x, body.box.y, picture.box.right - body.box.x, body.box.h))
    if columned:
        return columned
    words, things = _words(blocks), _things(blocks)
    left, right = min(body.box.x, picture.box.x), max(body.box.right, picture.box.right)
    whole = Box(left, body.box.y, right - left, body.box.h)
    box = (
        Box(picture.box.x, picture.box.y, picture.box.w, layout.floor - picture.box.y)
        if words
        else Box(whole.x, whole.y, whole.w, layout.floor - whole.y)
    )
    if len(things) > 1 and all(isinstance(thing, Picture) for thing in things[:4]):
        boxes = columns.tiled(box, len(things[:4]))
        tiles = tuple(
            Region(tile, (thing,), (), (picture,) if i == 0 else ()) for i, (tile, thing) in enumerate(zip(boxes, things, strict=False))
        )
        return Plan((_one(body, words), *tiles), things[4:])
    return Plan((_one(body, words), Region(box, things, (), (picture,))))


def _led(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return one flow through lead line and object; without a lead the object begins where content begins."""
    lead = _slot(layout, "lead")
    thing = next(slot for slot in layout.slots if slot.role in ("table", "chart", "code"))
    whole = Box(lead.box.x, lead.box.y, lead.box.w, thing.box.bottom - lead.box.y)
    columned = columns.columned(layout, blocks, whole, ("lead",))
    return columned or Plan((Region(whole, blocks, (lead,), (thing,)),))


def _figure(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    lead, slot = _slot(layout, "lead"), _slot(layout, "figure")
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Bullets)), None)
    whole = Box(slot.box.x, lead.box.y, slot.box.w, slot.box.bottom - lead.box.y)
    if at is None or not all(text.is_text(block) for block in blocks[:at]):
        return Plan((Region(whole, blocks, (columns.free(lead),), (slot,)),))
    found, before = blocks[at], blocks[:at]
    parts = columns.groups(found) if isinstance(found, Bullets) else []
    if not 2 <= len(parts) <= steps.MOST:
        return Plan((Region(whole, blocks, (columns.free(lead),)),))
    box = slot.box if before else whole
    return Plan((_one(lead, before), Region(box, (steps.figure(layout.name, parts),), ())), blocks[at + 1 :])


def _people(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    regions: list[Region] = []
    parts, rest = columns.parts(blocks)
    places = _seats(layout, parts)
    over: list[Block] = []
    for part, (face, who, seat) in zip(parts, places, strict=False):
        words, things = _words(part), _things(part)
        named = tuple(Paragraph((Run(thing.caption),)) for thing in things[:1] if isinstance(thing, Picture) and thing.caption)
        regions.append(Region(seat.face, tuple(_cropped(thing) for thing in things[:1]) or _lettered(words), (), (face,)))
        regions.append(Region(seat.words, (*words, *named), (who,)))
        over += things[1:]
    more = (Columns(tuple(Column(tuple(part)) for part in parts[len(places) :])),) if parts[len(places) :] else ()
    return Plan(tuple(regions), (*rest, *over, *more))


def _seats(layout: Layout, parts: list[tuple[Block, ...]]) -> list[tuple[Slot, Slot, crowds.Seat]]:
    """Return the slots and the places of the people that a slide takes; those beyond the layout's own stand free."""
    slots = [(_slot(layout, f"picture{i}"), _slot(layout, f"person{i}")) for i in range(1, 5)]
    (face, who), (_, last) = slots[0], slots[-1]
    if who.style.levels:
        return [(face, who, crowds.Seat(face.box, who.box)) for face, who in slots]
    area = Box(who.box.x, face.box.y, last.box.right - who.box.x, last.box.bottom - face.box.y)
    count = crowds.together(area, [text.pars(_words(part)) for part in parts], who.style)
    more = [tuple(replace(slot, role=f"{slot.role[:-1]}{i}", kind="free", idx=0) for slot in (face, who)) for i in range(5, count + 1)]
    return [(face, who, seat) for (face, who), seat in zip([*slots, *more], crowds.seats(area, count) if count else (), strict=False)]


def _lettered(words: tuple[Block, ...]) -> tuple[Content, ...]:
    """Return the letters of the name that a person's words begin with, in place of a photo."""
    first = next((par.runs for par in text.pars(words) if par.runs), ())
    named = tuple(run for run in first[:1] if run.bold) or first
    said = persons.initials(plain(named).split("\n")[0])
    return (Initials(said),) if said else ()


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


def _blank(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return one flow over the whole slide, in boxes of its own."""
    width, height = layout.page
    margin = round(width * 0.06)
    box = Box(margin, round(0.6 * INCH), width - 2 * margin, height - round(1.2 * INCH))
    return Plan((Region(box, blocks, (Slot("text", "free", 0, box, Style(24, bullets="dot")),)),))


_PLANS: dict[str, Callable[[Layout, tuple[Block, ...]], Plan]] = {
    "title": _cover,
    "closing": _cover,
    "section": _cover,
    "blank": _blank,
    "content": filling.content,
    "framed": filling.framed,
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
