"""A source deck as the linker sees it: its slides in order, sections, custom shows, size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kit.decks.opc import Package, contenttypes, names, xml
from kit.decks.opc.xml import q
from kit.errors import Finding, KitError
from kit.i18n import N_

DEFAULT_SIZE = (9144000, 6858000)


@dataclass(frozen=True)
class Section:
    """A section of a source: its title and the numbers of its slides."""

    title: str
    id: str
    slides: tuple[int, ...]


@dataclass(frozen=True)
class Show:
    """A custom show of a source: its name, its number in links, the numbers of its slides."""

    name: str
    id: str
    slides: tuple[int, ...]


@dataclass(eq=False)
class Deck:
    """An open source: `slides` are the part names in the order of the show, `ids` their slide ids."""

    package: Package
    label: str
    root: xml.Element
    slides: tuple[str, ...]
    ids: tuple[str, ...]
    size: tuple[int, int]
    sections: tuple[Section, ...] = ()
    shows: tuple[Show, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    memo: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def presentation(self) -> str:
        """Return the name of the presentation part."""
        return self.package.main

    def peek(self, part: str) -> tuple[xml.Element, bytes]:
        """Return a part's root and bytes and keep them for `take`; the root must not be changed."""
        key = ("root", names.key(part))
        if key not in self.memo:
            data = self.package.read(part)
            self.memo[key] = xml.parse(data, part, self.package.file), data
        found: tuple[xml.Element, bytes] = self.memo[key]
        return found

    def take(self, part: str) -> tuple[xml.Element, bytes]:
        """Return a part's root and bytes, which nobody else will see: the root may be changed."""
        found = self.peek(part)
        del self.memo["root", names.key(part)]
        return found

    def forget(self) -> None:
        """Let go of roots that nobody took."""
        for key in [key for key in self.memo if key[0] == "root"]:
            del self.memo[key]

    def number(self, part: str) -> int:
        """Return the number of a slide by its part name, 0 when it is no slide of the show."""
        if ("numbers",) not in self.memo:
            self.memo[("numbers",)] = {names.key(name): n for n, name in reversed(list(enumerate(self.slides, 1)))}
        return int(self.memo[("numbers",)].get(names.key(part), 0))

    def kind(self, part: str) -> str:
        """Return a part's content type; an undeclared one is told by its extension."""
        declared = self.package.content_type(part)
        if declared and not (declared == "application/xml" and "/slide" in part):
            return declared
        return declared or contenttypes.USUAL.get(names.extension(part), "application/octet-stream")


def open_deck(package: Package, label: str) -> Deck:
    """Read what the presentation part says."""
    root = package.root(package.main)
    rels = package.rels(package.main)
    listed = root.findall(f"{q('p:sldIdLst')}/{q('p:sldId')}")
    parts = [rels.get(node.get(q("r:id")) or "") for node in listed]
    slides = tuple(rel.target if rel and not rel.external else "" for rel in parts)
    ids = tuple(node.get("id") or "" for node in listed)
    by_id = {sid: n for n, sid in reversed(list(enumerate(ids, 1)))}
    deck = Deck(package, label, root, slides, ids, _size(root), _sections(root, by_id))
    by_rid = {rid: deck.number(rel.target) for rid, rel in rels.items()}
    deck.shows = _shows(root, by_rid)
    deck.findings.extend(package.oddities)
    return deck


def slide_part(deck: Deck, number: int) -> str:
    """Return the part of slide `number`; refuse a number the deck does not have and a slide whose part is missing."""
    if not 1 <= number <= len(deck.slides):
        text = N_("{file} has {count} slides, slide {slide} was asked for: choose a number from 1 to {count}.")
        raise KitError("deck.no-such-slide", text, file=deck.package.file, count=len(deck.slides), slide=number)
    part = deck.slides[number - 1]
    if not part or not deck.package.has(part):
        text = N_("{file} is damaged: slide {slide} is missing in it; choose the other slides, or repair the file in PowerPoint.")
        raise KitError("deck.damaged", text, file=deck.package.file, slide=number)
    return part


def _size(root: xml.Element) -> tuple[int, int]:
    node = root.find(q("p:sldSz"))
    try:
        return (int(node.get("cx") or ""), int(node.get("cy") or "")) if node is not None else DEFAULT_SIZE
    except ValueError:
        return DEFAULT_SIZE


def _sections(root: xml.Element, by_id: dict[str, int]) -> tuple[Section, ...]:
    found = []
    for node in root.iter(q("p14:section")):
        numbers = (by_id.get(item.get("id") or "", 0) for item in node.iter(q("p14:sldId")))
        found.append(Section(node.get("name") or "", node.get("id") or "", tuple(n for n in numbers if n)))
    return tuple(found)


def _shows(root: xml.Element, by_rid: dict[str, int]) -> tuple[Show, ...]:
    found = []
    for node in root.iterfind(f"{q('p:custShowLst')}/{q('p:custShow')}"):
        numbers = (by_rid.get(item.get(q("r:id")) or "", 0) for item in node.iter(q("p:sld")))
        found.append(Show(node.get("name") or "", node.get("id") or "", tuple(n for n in numbers if n)))
    return tuple(found)
