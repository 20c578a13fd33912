"""Embedded fonts: the union of all sources by typeface and style."""

from __future__ import annotations

from lxml import etree

from kit.decks.link import parts
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import xml
from kit.decks.opc.xml import q

_STYLES = ("regular", "bold", "italic", "boldItalic")


def embedded(build: Build) -> xml.Element | None:
    """Return the list of embedded fonts of the new deck, None when no source embeds any."""
    found: dict[str, tuple[xml.Element, dict[str, Part]]] = {}
    for deck in dict.fromkeys((build.base, *build.decks)):
        for node in deck.root.iterfind(f"{q('p:embeddedFontLst')}/{q('p:embeddedFont')}"):
            font = node.find(q("p:font"))
            if font is not None:
                _, styles = found.setdefault(font.get("typeface") or "", (font, {}))
                _gather(build, deck, node, styles)
    return _list(build, found) if any(styles for _, styles in found.values()) else None


def _gather(build: Build, deck: Deck, node: xml.Element, styles: dict[str, Part]) -> None:
    rels = deck.package.rels(deck.presentation)
    for child in node:
        rel = rels.get(child.get(q("r:id")) or "")
        if rel is not None and xml.local(child) in _STYLES and not rel.external and deck.package.has(rel.target):
            styles.setdefault(xml.local(child), parts.share(build, Scope(), deck, rel.target))


def _list(build: Build, found: dict[str, tuple[xml.Element, dict[str, Part]]]) -> xml.Element:
    listed = etree.Element(q("p:embeddedFontLst"))
    for font, styles in found.values():
        if not styles:
            continue
        node = etree.SubElement(listed, q("p:embeddedFont"))
        etree.SubElement(node, q("p:font"), dict(xml.attributes(font)))
        for style in _STYLES:
            if part := styles.get(style):
                etree.SubElement(node, q(f"p:{style}")).set(q("r:id"), build.presentation.link(REL + "font", part))
    return listed
