"""How a template's own placeholders are filled: one that takes anything, a frame for a picture, a source line at the foot."""

from __future__ import annotations

from dataclasses import replace

from kit.decks.author import columns
from kit.decks.author.layouts import Layout, Slot
from kit.decks.author.pieces import Plan, Region
from kit.decks.module.blocks import Block, Picture


def above(regions: tuple[Region, ...], source: Slot) -> tuple[Region, ...]:
    """Return the regions clear of a source line that stands at their foot."""
    edge = source.box.y
    return tuple(
        replace(one, box=replace(one.box, h=edge - one.box.y)) if one.box.y < edge < one.box.bottom and source.kind == "free" else one
        for one in regions
    )


def content(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return one flow through a placeholder that takes anything: its first text, or the object when there is none."""
    slot = layout.roles["body"]
    words = slot if slot.kind in ("", "body") else columns.free(slot)
    return columns.columned(layout, blocks, slot.box) or Plan((Region(slot.box, blocks, (words,), (slot,)),))


def framed(layout: Layout, blocks: tuple[Block, ...]) -> Plan:
    """Return one picture in the frame that a template has for it."""
    slot = layout.roles["picture"]
    first = next((block for block in blocks if isinstance(block, Picture)), None)
    if first is None:
        return Plan((), blocks)
    shown = replace(first, fit="cover") if slot.style.levels else first
    return Plan((Region(slot.box, (shown,), (), (slot,)),), tuple(block for block in blocks if block is not first))
