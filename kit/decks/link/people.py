"""Comments and their authors: people are told apart by who they are, not by initials; ids are made to fit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from lxml import etree

from kit.decks.invariants import facts as facts_of
from kit.decks.link import parts, policy
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, contenttypes, xml
from kit.decks.opc.xml import NS, q
from kit.errors import Finding

_MODERN_REL = "http://schemas.microsoft.com/office/2018/10/relationships/authors"
_NAMESPACE = uuid.UUID("3b6e0c58-1f8a-5a86-9bd5-3e3f4d7a2c01")


@dataclass(eq=False)
class Author:
    """Someone who wrote legacy comments: the new number, and the numbers of the comments so far."""

    id: int
    name: str
    initials: str
    used: set[int] = field(default_factory=set)


@dataclass(eq=False)
class People:
    """The authors of the new deck: legacy ones by name and initials, modern ones by GUID."""

    legacy: dict[tuple[str, str], Author] = field(default_factory=dict)
    modern: dict[str, xml.Element] = field(default_factory=dict)


def finish(build: Build) -> None:
    """Write the author parts that the comments need."""
    people, hide = _people(build), build.strips("authors")
    for deck in build.decks if not hide and not build.strips("comments") else ():
        for number in _legacy_of(deck):
            _author(build, deck, number)
        for guid in _modern_of(deck):
            _modern_author(build, deck, guid)
    if people.legacy:
        root = etree.Element(q("p:cmAuthorLst"), nsmap={"p": NS["p"]})
        for author in people.legacy.values():
            name, initials = (f"Author {author.id + 1}", f"A{author.id + 1}") if hide else (author.name, author.initials)
            last = str(max(author.used, default=0))
            etree.SubElement(root, q("p:cmAuthor"), id=str(author.id), name=name, initials=initials, lastIdx=last, clrIdx=str(author.id))
        _write(build.new(REL + "commentAuthors", "/ppt/commentAuthors.xml", contenttypes.AUTHORS), root)
    if people.modern:
        root = etree.Element(q("p188:authorLst"), nsmap={"p188": NS["p188"], "a": NS["a"], "r": NS["r"]})
        for n, node in enumerate(people.modern.values(), 1):
            if hide:
                node.attrib.update({"name": f"Author {n}", "initials": f"A{n}", "userId": f"Author {n}", "providerId": "None"})
            root.append(node)
        _write(build.new(_MODERN_REL, "/ppt/authors.xml", contenttypes.MODERN_AUTHORS), root)


def _people(build: Build) -> People:
    found: People = build.state.setdefault("people", People())
    return found


def _write(part: Part, root: xml.Element) -> None:
    data = xml.dump(root)
    part.fill(data)
    part.facts = facts_of.of(root, data)


def _legacy_of(deck: Deck) -> dict[str, tuple[str, str]]:
    """Return the names and initials of a source's authors by their number there."""
    if ("legacy authors",) not in deck.memo:
        root = deck.package.root_or_none(deck.package.related(deck.presentation, "commentAuthors"))
        nodes = root.iterfind(q("p:cmAuthor")) if root is not None else ()
        deck.memo[("legacy authors",)] = {n.get("id") or "": (n.get("name") or "", n.get("initials") or "") for n in nodes}
    found: dict[str, tuple[str, str]] = deck.memo[("legacy authors",)]
    return found


def _modern_of(deck: Deck) -> dict[str, xml.Element]:
    if ("modern authors",) not in deck.memo:
        root = deck.package.root_or_none(deck.package.related(deck.presentation, "authors"))
        nodes = root.iterfind(q("p188:author")) if root is not None else ()
        deck.memo[("modern authors",)] = {(n.get("id") or "").upper(): n for n in nodes}
    found: dict[str, xml.Element] = deck.memo[("modern authors",)]
    return found


def _author(build: Build, deck: Deck, number: str) -> Author:
    people = _people(build).legacy
    who = _legacy_of(deck).get(number, ("Unknown", "?"))
    return people.setdefault(who, Author(len(people), *who))


def edit_legacy(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Give comments the new numbers of their authors and numbers that no other comment of theirs has."""
    moved: dict[tuple[str, str], tuple[str, str]] = {}
    for node in root.iterfind(q("p:cm")):
        old = (node.get("authorId") or "", node.get("idx") or "")
        author = _author(build, deck, old[0])
        idx = int(old[1]) if old[1].isdigit() else 1
        while idx in author.used:
            idx = max(author.used) + 1
        author.used.add(idx)
        moved[old] = (str(author.id), str(idx))
        node.set("authorId", str(author.id))
        node.set("idx", str(idx))
    for node in root.iter(q("p15:parentCm")):
        new = moved.get((node.get("authorId") or "", node.get("idx") or ""))
        if new:
            node.attrib.update({"authorId": new[0], "idx": new[1]})
    return any(old != new for old, new in moved.items())


def edit_modern(build: Build, scope: Scope, deck: Deck, made: Part, root: xml.Element, data: bytes) -> bool:
    """Bring the authors of modern comments along and name the slide by its new id."""
    changed = False
    for node in root.iter():
        for key in ("authorId", "sldId"):
            old = node.get(key) if isinstance(node.tag, str) else None
            if old is None:
                continue
            new = _modern_author(build, deck, old) if key == "authorId" else (str(scope.placed.id) if scope.placed else old)
            if new != old:
                node.set(key, new)
                changed = True
    return changed


def _modern_author(build: Build, deck: Deck, guid: str) -> str:
    """Return the GUID of an author in the new deck; two people with one GUID get one each."""
    people, node = _people(build).modern, _modern_of(deck).get(guid.upper())
    if node is None:
        node = etree.Element(q("p188:author"), id=guid, name="Unknown", initials="?", userId="Unknown", providerId="None")
    known = people.get(guid.upper())
    if known is None:
        people[guid.upper()] = _fresh(node, guid)
        return guid
    if _identity(known) == _identity(node):
        return known.get("id") or guid
    new = "{" + str(uuid.uuid5(_NAMESPACE, guid + repr(_identity(node)))).upper() + "}"
    people.setdefault(new, _fresh(node, new))
    return new


def _fresh(node: xml.Element, guid: str) -> xml.Element:
    made = etree.Element(node.tag, dict(xml.attributes(node)))
    made.set("id", guid)
    return made


def _identity(node: xml.Element) -> tuple[str, ...]:
    return tuple((node.get(key) or "").lower() for key in ("name", "userId", "providerId"))


def point(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """Comments stay with their slide unless they are stripped."""
    if build.strips("comments"):
        return Finding("link.stripped", "Taken out on request: {what}.", {"what": policy.name(rel.kind)}, severity="note")
    return parts.copy(build, scope, deck, rel.target) if deck.package.has(rel.target) else None
