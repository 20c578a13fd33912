"""Edits of a deck as functions from one spec to the next; a place is (section, line in it), both from 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from kit.decks import refs
from kit.decks.spec import DeckSpec, Item, Section
from kit.errors import KitError

Place = tuple[int, int]


def item_of(ref: str) -> Item:
    """Return the line that a module's id or a reference to slides means."""
    if PurePath(ref.split("#")[0]).suffix.lower() in refs.EXTENSIONS:
        try:
            found = refs.parse(ref)
            return Item(file=found.file, slides=found.slides)
        except KitError:
            pass
    return Item(module=ref)


def at(spec: DeckSpec, place: Place) -> Item | None:
    """Return the line at a place, None when there is none."""
    section, line = place
    if 0 <= section < len(spec.sections) and 0 <= line < len(spec.sections[section].items):
        return spec.sections[section].items[line]
    return None


def end(spec: DeckSpec) -> Place:
    """Return the place behind the last line."""
    return (len(spec.sections) - 1, len(spec.sections[-1].items)) if spec.sections else (0, 0)


def insert(spec: DeckSpec, place: Place, items: Sequence[Item]) -> tuple[DeckSpec, Place]:
    """Put lines in at a place; a deck without sections gets its first one."""
    sections = list(spec.sections) or [Section("")]
    section = min(max(place[0], 0), len(sections) - 1)
    old = sections[section].items
    line = min(max(place[1], 0), len(old))
    sections[section] = replace(sections[section], items=(*old[:line], *items, *old[line:]))
    return replace(spec, sections=tuple(sections)), (section, line)


def remove(spec: DeckSpec, places: Sequence[Place]) -> DeckSpec:
    """Take lines out."""
    gone = set(places)
    sections = tuple(
        replace(section, items=tuple(item for line, item in enumerate(section.items) if (number, line) not in gone))
        for number, section in enumerate(spec.sections)
    )
    return replace(spec, sections=sections)


def move(spec: DeckSpec, places: Sequence[Place], to: Place) -> tuple[DeckSpec, Place]:
    """Put lines elsewhere, in the order they had; `to` counts with them still in their places."""
    ordered = sorted({place for place in places if at(spec, place) is not None})
    items = [item for place in ordered if (item := at(spec, place)) is not None]
    before = sum(1 for section, line in ordered if section == to[0] and line < to[1])
    return insert(remove(spec, ordered), (to[0], to[1] - before), items)


def shift(spec: DeckSpec, place: Place, by: int) -> tuple[DeckSpec, Place]:
    """Move a line one up (-1) or down (1), over the border of its section where there is a next one."""
    section, line = place
    target = line + by
    if 0 <= target < len(spec.sections[section].items):
        return move(spec, [place], (section, target + (by > 0)))
    if by < 0 and section > 0:
        return move(spec, [place], (section - 1, len(spec.sections[section - 1].items)))
    if by > 0 and section + 1 < len(spec.sections):
        return move(spec, [place], (section + 1, 0))
    return spec, place


def shift_section(spec: DeckSpec, number: int, by: int) -> tuple[DeckSpec, int]:
    """Move a section one up or down."""
    return move_section(spec, number, number + by + (by > 0))


def move_section(spec: DeckSpec, number: int, to: int) -> tuple[DeckSpec, int]:
    """Put a section elsewhere; `to` counts with it still in its place."""
    to = to - (to > number)
    if not 0 <= to < len(spec.sections) or to == number:
        return spec, number
    sections = list(spec.sections)
    sections.insert(to, sections.pop(number))
    return replace(spec, sections=tuple(sections)), to


def add_section(spec: DeckSpec, title: str, after: int = -1) -> tuple[DeckSpec, int]:
    """Put an empty section behind `after`, or at the end."""
    to = after + 1 if 0 <= after < len(spec.sections) else len(spec.sections)
    return replace(spec, sections=(*spec.sections[:to], Section(title), *spec.sections[to:])), to


def remove_section(spec: DeckSpec, number: int) -> DeckSpec:
    """Take a section out with its lines."""
    return replace(spec, sections=spec.sections[:number] + spec.sections[number + 1 :])


def rename_section(spec: DeckSpec, number: int, title: str) -> DeckSpec:
    """Give a section another title."""
    return _section(spec, number, replace(spec.sections[number], title=title))


def set_item(spec: DeckSpec, place: Place, *, depth: str | None = None, look: str | None = None) -> DeckSpec:
    """Give a line another depth or look."""
    item = at(spec, place)
    if item is None:
        return spec
    item = replace(item, depth=item.depth if depth is None else depth, look=item.look if look is None else look)
    items = spec.sections[place[0]].items
    section = replace(spec.sections[place[0]], items=(*items[: place[1]], item, *items[place[1] + 1 :]))
    return _section(spec, place[0], section)


def switch(spec: DeckSpec, role: str, on: bool | None) -> DeckSpec:
    """Switch a structure page on or off; None leaves it to the format."""
    kept = {name: value for name, value in spec.structure.items() if name != role}
    return replace(spec, structure=kept if on is None else {**kept, role: "on" if on else "off"})


def _section(spec: DeckSpec, number: int, section: Section) -> DeckSpec:
    return replace(spec, sections=(*spec.sections[:number], section, *spec.sections[number + 1 :]))
