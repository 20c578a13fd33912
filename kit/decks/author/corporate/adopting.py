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
    if name in ("title", "closing", "section") and "subtitle" not in roles:
        slots = (*slots, _subtitle(roles["title"], source))
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
    below = Slot("figure", "", SIDE, box.lowered(STRIP + GAP), Style(18))
    return replace(content, name=name, slots=(*title, lead, below), like=name)


def slot(role: str, holder: Holder) -> Slot:
    """Return a placeholder of the template as the slot of a role; text that does a title's work becomes one."""
    if role == "title" and holder.kind not in TITLES:
        return Slot(role, "title", 0, holder.box, holder.style, home=holder.home)
    return Slot(role, holder.kind, holder.idx, holder.box, holder.style, home=holder.home)


def feet(sheet: Sheet, *, cover: bool = False) -> tuple[Foot, ...]:
    """Return date, footer and number of a layout; a cover shows only what the template itself says there."""
    found = [one for kind in FEET for one in sheet.holders if one.kind == kind]
    made = {one.kind: Foot(one.kind, one.idx, one.words) for one in reversed(found)}
    return tuple(foot for kind in FEET if (foot := made.get(kind)) and (not cover or (foot.words and kind == "ftr")))


def _subtitle(title: Holder, source: Source) -> Slot:
    """Return a text box under a cover's title, for a template that has no place for a subtitle."""
    height = round(source.page[1] * 0.16)
    y = min(title.box.bottom + GAP, source.page[1] - height - GAP)
    size = max(14.0, round(title.style.size * 0.5))
    style = replace(title.style, size=size, floor=14.0, bold=False, anchor="t", levels=(), before=6.0, spacing=1.05, major=False)
    return Slot("subtitle", "free", 0, Box(title.box.x, y, title.box.w, height), style)
