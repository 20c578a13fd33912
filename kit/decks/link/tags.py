"""Tags: a slide's own, those of the presentation, and the stamps that tell where a slide comes from."""

from __future__ import annotations

from lxml import etree

from kit.decks.invariants import facts as facts_of
from kit.decks.link import parts, policy
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, contenttypes, xml
from kit.decks.opc.xml import NS, q
from kit.errors import Finding

OURS = "LECTERN."


def stamp(build: Build, scope: Scope, made: Part, root: xml.Element) -> bool:
    """Write the slide's stamp into its tag part; a stamp of an earlier build goes. Returns whether the slide changed."""
    placed = scope.placed
    if placed is None or not placed.stamp or build.strips("tags"):
        return False
    own = _tag_part(made, root)
    kept: dict[str, str] = {}
    if own is not None and own.origin is not None:
        kept = {name: value for name, value in read(own.origin[0].root_or_none(own.origin[1])).items() if not name.startswith(OURS)}
    changed = own is None
    if own is None:
        own = build.output.part("/ppt/tags/tag1.xml", contenttypes.TAGS)
        placed.parts.append(own)
        _hang(root, made.link(REL + "tags", own))
    _fill(own, kept | {name.upper(): value for name, value in placed.stamp.items()})
    return changed


def read(root: xml.Element | None) -> dict[str, str]:
    """Return the names and values of a tag part, none when it cannot be read."""
    return {} if root is None else {node.get("name") or "": node.get("val") or "" for node in root.iterfind(q("p:tag"))}


def presentation(build: Build) -> Part | None:
    """Return one tag part with the presentation tags of all sources; the first of equal names stays."""
    if build.strips("tags"):
        return None
    found: dict[str, str] = {}
    for deck in dict.fromkeys((build.base, *build.decks)):
        name = deck.package.related(deck.presentation, "tags")
        for key, value in read(deck.package.root_or_none(name)).items():
            found.setdefault(key, value)
    if not found:
        return None
    made = build.output.part("/ppt/tags/tag1.xml", contenttypes.TAGS)
    _fill(made, found)
    return made


def _tag_part(made: Part, root: xml.Element) -> Part | None:
    """Return the part behind the slide's own custom data (shapes have tag parts too)."""
    node = root.find(f"{q('p:cSld')}/{q('p:custDataLst')}/{q('p:tags')}")
    rid = node.get(q("r:id")) if node is not None else None
    return next((link.target for link in made.links if link.id == rid and isinstance(link.target, Part)), None)


def _hang(root: xml.Element, rid: str) -> None:
    """Put the reference to the tag part where the schema wants it: behind the shapes."""
    data = root.find(q("p:cSld"))
    if data is None:
        return
    listed = data.find(q("p:custDataLst"))
    if listed is None:
        listed = etree.Element(q("p:custDataLst"))
        tree = data.find(q("p:spTree"))
        data.insert(data.index(tree) + 1 if tree is not None else len(data), listed)
    etree.SubElement(listed, q("p:tags")).set(q("r:id"), rid)


def _fill(part: Part, tags: dict[str, str]) -> None:
    root = etree.Element(q("p:tagLst"), nsmap={"p": NS["p"]})
    for name, value in tags.items():
        etree.SubElement(root, q("p:tag"), name=name, val=value)
    data = xml.dump(root)
    part.fill(data)
    part.facts = facts_of.of(root, data)


def point(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """Tags stay with their slide or shape unless they are stripped."""
    if build.strips("tags"):
        return Finding("link.stripped", "Taken out on request: {what}.", {"what": policy.name(rel.kind)}, severity="note")
    return parts.copy(build, scope, deck, rel.target) if deck.package.has(rel.target) else None
