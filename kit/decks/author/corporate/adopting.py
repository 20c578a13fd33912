"""Layouts of a template in our terms: its placeholders as slots, its own feet, its measures."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.author.corporate.assigning import Roles
from kit.decks.author.corporate.holders import FEET, TITLES, Holder
from kit.decks.author.corporate.source import Sheet, Source
from kit.decks.author.grid import INCH, Box
from kit.decks.author.layouts import Foot, Layout, Slot, Style

LIKE = {"agenda": "content", "claim-text": "content", "table": "content", "chart": "content", "code": "content", "picture-full": "framed"}
COVERS = ("title", "closing")
SIDE = 13
STRIP = round(0.62 * INCH)
GAP = round(0.15 * INCH)


def layout(name: str, sheet: Sheet, roles: Roles, source: Source) -> Layout:
    """Return a layout of the template as our layout `name`, or as one that is filled after it."""
    slots = tuple(slot(role, holder) for role, holder in roles.items())
    if name in ("title", "closing", "section"):
        made = [_roomy(one, slots, source) for one in slots]
        slots = (*made, *(() if "subtitle" in roles else (_subtitle(roles["title"], source),)))
    elif "body" in roles and name != "picture-text":
        slots = (*slots, _source(roles["body"].box, sheet, source))
    floor = max((one.box.bottom for role, one in roles.items() if role != "title"), default=round(source.page[1] * 0.9))
    return Layout(
        name,
        slots,
        numbered=name not in COVERS,
        marked=name not in COVERS,
        page=source.page,
        like=LIKE.get(name, name),
        called=sheet.part,
        floor=floor,
        feet=feet(sheet, cover=name in COVERS),
    )


def figured(name: str, content: Layout) -> Layout:
    """Return the content layout with a line of text above a drawing."""
    body = next(one for one in content.slots if one.role == "body")
    box, title = body.box, tuple(one for one in content.slots if one.role == "title")
    lead = replace(body, role="lead", box=Box(box.x, box.y, box.w, STRIP), home=body.home or box)
    left, right = round(body.style.inset[0] * INCH), round(body.style.inset[2] * INCH)
    below = Slot("figure", "", SIDE, Box(box.x + left, box.y, box.w - left - right, box.h).lowered(STRIP + GAP), Style(18))
    return replace(content, name=name, slots=(*title, lead, below), like=name)


def slot(role: str, holder: Holder) -> Slot:
    """Return a placeholder of the template as the slot of a role; text that does a title's work becomes one."""
    if role == "title" and holder.kind not in TITLES:
        return Slot(role, "title", 0, holder.box, holder.style, home=holder.home)
    return Slot(role, holder.kind, holder.idx, holder.box, holder.style, home=holder.home)


def feet(sheet: Sheet, *, cover: bool = False) -> tuple[Foot, ...]:
    """Return date, footer and number of a layout; a cover shows only what the template itself says there."""
    found = [one for kind in FEET for one in sheet.holders if one.kind == kind]
    made = {one.kind: Foot(one.kind, one.idx, one.words, one.style) for one in reversed(found)}
    return tuple(foot for kind in FEET if (foot := made.get(kind)) and (not cover or (foot.words and kind == "ftr")))


def _roomy(slot: Slot, others: tuple[Slot, ...], source: Source) -> Slot:
    """Return a cover's text with room to both sides where a short centred line has little, its subtitle with the room below it."""
    box, (width, height) = slot.box, source.page
    if slot.style.align == "ctr" and box.w < 0.4 * width:
        more = max(min(box.x, width - box.right, round(0.2 * width)) - GAP, 0)
        box = Box(box.x - more, box.y, box.w + 2 * more, box.h)
    if slot.role == "subtitle" and slot.style.anchor == "t" and box.h < 0.2 * height:
        below = [one.box.y for one in others if one.box.y > box.bottom]
        box = Box(box.x, box.y, box.w, max(min([*below, round(height * 0.97), box.y + round(height * 0.2)]) - box.y, box.h))
    return slot if box == slot.box else replace(slot, box=box, home=slot.home or slot.box)


def _source(body: Box, sheet: Sheet, source: Source) -> Slot:
    """Return a line for the source below the content, or at its foot where there is no room below it."""
    high = round(0.3 * INCH)
    lowest = min([round(source.page[1] * 0.97), *tops(sheet, body, source)])
    y = body.bottom if body.bottom + high <= lowest else min(body.bottom, lowest) - high
    return Slot("source", "free", 20, Box(body.x, y, body.w, high), Style(11, 10.0, colour="tx2", anchor="b", before=0))


def tops(sheet: Sheet, body: Box, source: Source) -> list[int]:
    """Return where date, footer and number begin below a place."""
    low = [one.box for one in sheet.holders if one.kind in FEET and one.box.y > source.page[1] * 0.7]
    return [box.y for box in low if box.x < body.right and box.right > body.x]


def _subtitle(title: Holder, source: Source) -> Slot:
    """Return a text box under a cover's title, for a template that has no place for a subtitle."""
    height = round(source.page[1] * 0.16)
    y = min(title.box.bottom + GAP, source.page[1] - height - GAP)
    size = max(14.0, round(title.style.size * 0.5))
    style = replace(title.style, size=size, floor=14.0, bold=False, anchor="t", levels=(), before=6.0, spacing=1.05, major=False)
    return Slot("subtitle", "free", 0, Box(title.box.x, y, title.box.w, height), style)
