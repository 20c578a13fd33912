"""Slide and section zooms: they name slides by id, which changes; a zoom whose slide is absent becomes a plain picture."""

from __future__ import annotations

from kit.decks.link.build import Build, Placed
from kit.decks.opc import xml
from kit.decks.opc.xml import q
from kit.errors import Finding

_SLIDE, _SECTION = "sldZmObj", "sectionZmObj"


def repoint(build: Build, placed: Placed, root: xml.Element, data: bytes) -> bool:
    """Point the zooms of a slide to the new slide ids and sections; returns whether anything changed."""
    if b"ZmObj" not in data:
        return False
    changed = False
    for node in [n for n in root.iter() if xml.local(n) in (_SLIDE, _SECTION)]:
        changed = (_slide(build, placed, node) if xml.local(node) == _SLIDE else _section(build, placed, node)) or changed
    return changed


def _slide(build: Build, placed: Placed, node: xml.Element) -> bool:
    ids = placed.deck.ids
    number = ids.index(node.get("sldId") or "") + 1 if node.get("sldId") in ids else 0
    target = build.where(placed.deck, number, placed.source) if number else None
    if target is None:
        return _flatten(placed, node)
    node.set("sldId", str(target.id))
    return True


def _section(build: Build, placed: Placed, node: xml.Element) -> bool:
    new = build.state.get("section ids", {}).get((id(placed.deck), (node.get("sectionId") or "").upper()))
    if new is None:
        return _flatten(placed, node)
    node.set("sectionId", new)
    return True


def _flatten(placed: Placed, node: xml.Element) -> bool:
    """Put the plain picture that old programs show in place of the zoom."""
    choice = next((up for up in node.iterancestors() if up.tag == q("mc:AlternateContent")), None)
    parent = choice.getparent() if choice is not None else None
    if choice is None or parent is None:
        return False
    fallback = choice.find(q("mc:Fallback"))
    pictures = list(fallback) if fallback is not None else []
    at = parent.index(choice)
    parent[at : at + 1] = pictures
    placed.changed.append(Finding("link.zoom-flattened", "A zoom leads to a slide that is not in the deck; its picture stays."))
    return True
