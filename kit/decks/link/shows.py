"""Sections and custom shows: planned before slides are copied, so that links can name them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import PurePath

from lxml import etree

from kit.decks.link.build import Build, Placed
from kit.decks.link.deck import Deck
from kit.decks.opc import xml
from kit.decks.opc.xml import NS, q

_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_NAMESPACE = uuid.UUID("6d1f2f3a-6a0e-5d0b-9d55-0d1a8e8e7a10")


@dataclass(eq=False)
class Group:
    """A section of the new deck."""

    title: str
    slides: list[Placed] = field(default_factory=list)
    origin: tuple[int, str] | None = None
    loose: bool = False


def plan(build: Build) -> None:
    """Decide the sections and the custom shows of the new deck."""
    groups: list[Group] = []
    for number, source in enumerate(build.sources):
        for group in _groups(build, number, source.section):
            if groups and groups[-1].title == group.title and (source.section or group.loose) and not groups[-1].origin:
                groups[-1].slides += group.slides
            else:
                groups.append(group)
    if all(group.loose for group in groups):
        groups = []
    build.state["sections"] = groups
    ids: dict[tuple[int, str], str] = build.state.setdefault("section ids", {})
    for number, group in enumerate(groups):
        for placed in group.slides:
            placed.section = group.title
        if group.origin is not None:
            ids.setdefault(group.origin, guid(number, group))
    _plan_shows(build)


def include(build: Build, wanted: list[list[int]]) -> None:
    """Add the slides that taken slides link to, behind those of their source, and what those link to in turn."""
    present = {(id(build.deck_of(n)), slide) for n, slides in enumerate(wanted) for slide in slides}
    for number, slides in enumerate(wanted):
        deck = build.deck_of(number)
        for slide in slides:  # grows while it is walked
            for rel in deck.package.rels(deck.slides[slide - 1]).values() if 0 < slide <= len(deck.slides) else ():
                target = deck.number(rel.target) if rel.kind == "slide" and not rel.external else 0
                if target and (id(deck), target) not in present:
                    present.add((id(deck), target))
                    slides.append(target)


def guid(number: int, group: Group) -> str:
    """Return the section's GUID: the same for the same deck, different from every other section's."""
    told = f"{number}|{group.title}|{[placed.id for placed in group.slides]}"
    return "{" + str(uuid.uuid5(_NAMESPACE, told)).upper() + "}"


def sections(build: Build) -> xml.Element | None:
    """Return the extension with the list of sections, None when the deck has none."""
    groups: list[Group] = build.state["sections"]
    if not groups:
        return None
    ext = etree.Element(q("p:ext"), uri=_SECTIONS_URI)
    listed = etree.SubElement(ext, q("p14:sectionLst"), nsmap={"p14": NS["p14"]})
    for number, group in enumerate(groups):
        node = etree.SubElement(listed, q("p14:section"), name=group.title, id=guid(number, group))
        inner = etree.SubElement(node, q("p14:sldIdLst"))
        for placed in group.slides:
            etree.SubElement(inner, q("p14:sldId"), id=str(placed.id))
    return ext


def is_sections(ext: xml.Element) -> bool:
    """Tell whether an extension of a presentation is its list of sections."""
    return (ext.get("uri") or "").upper() == _SECTIONS_URI


def custom_shows(build: Build, rids: dict[int, str]) -> xml.Element | None:
    """Return the list of custom shows; `rids` are the presentation's relationships by slide number."""
    planned: list[tuple[str, int, list[Placed]]] = build.state["shows"]
    if not planned:
        return None
    listed = etree.Element(q("p:custShowLst"))
    for name, number, slides in planned:
        node = etree.SubElement(listed, q("p:custShow"), name=name, id=str(number))
        inner = etree.SubElement(node, q("p:sldLst"))
        for placed in slides:
            etree.SubElement(inner, q("p:sld")).set(q("r:id"), rids[placed.number])
    return listed


def repoint(build: Build, deck: Deck, root: xml.Element, data: bytes) -> bool:
    """Point links to custom shows to their new numbers."""
    if b"ppaction://customshow" not in data:
        return False
    table: dict[tuple[int, str], int] = build.state["show ids"]
    changed = False
    for node in list(root.iter(q("a:hlinkClick"), q("a:hlinkHover"), q("a:hlinkMouseOver"))):
        action = node.get("action") or ""
        if action.startswith("ppaction://customshow?id="):
            old, _, rest = action.removeprefix("ppaction://customshow?id=").partition("&")
            new = table.get((id(deck), old))
            if new is None:
                xml.drop(node)
            else:
                node.set("action", f"ppaction://customshow?id={new}{'&' if rest else ''}{rest}")
            changed = True
    return changed


def _groups(build: Build, number: int, title: str) -> list[Group]:
    """Return the sections that the slides of one source make."""
    placed, deck = build.of_source(number), build.deck_of(number)
    if title:
        return [Group(title, placed)] if placed else []
    if not deck.sections:
        return [Group(PurePath(deck.label).stem, placed, loose=True)] if placed else []
    home = {n: section for section in deck.sections for n in section.slides}
    groups: list[Group] = []
    for one in placed:
        section = home.get(one.source_number)
        origin = (id(deck), section.id.upper()) if section else None
        if not groups or groups[-1].origin != origin:
            groups.append(Group(section.title if section else PurePath(deck.label).stem, origin=origin))
        groups[-1].slides.append(one)
    return _with_empty(groups, deck) if build.sources[number].slides is None else groups


def _with_empty(groups: list[Group], deck: Deck) -> list[Group]:
    """Put the empty sections of a deck that is taken whole back where they were."""
    found, rest = [], list(groups)
    for section in deck.sections:
        if not section.slides:
            found.append(Group(section.title, origin=(id(deck), section.id.upper())))
            continue
        while rest:
            found.append(rest.pop(0))
            if found[-1].origin == (id(deck), section.id.upper()):
                break
    return found + rest


def _plan_shows(build: Build) -> None:
    planned: list[tuple[str, int, list[Placed]]] = []
    ids: dict[tuple[int, str], int] = {}
    names: set[str] = set()
    for deck in dict.fromkeys(build.deck_of(n) for n in range(len(build.sources))):
        for show in deck.shows:
            slides = [placed for n in show.slides if (placed := build.where(deck, n)) is not None]
            if slides or not show.slides:
                name, n = show.name, 1
                while name in names:
                    n += 1
                    name = f"{show.name} ({n})"
                names.add(name)
                ids[id(deck), show.id] = len(planned)
                planned.append((name, len(planned), slides))
    build.state["shows"], build.state["show ids"] = planned, ids
