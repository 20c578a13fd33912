"""Table styles: the union of all sources; a style whose id another deck uses for something else gets an id of its own."""

from __future__ import annotations

import copy as copies
import uuid
from dataclasses import dataclass, field

from lxml import etree

from kit.decks.invariants import facts as facts_of
from kit.decks.link.build import REL, Build
from kit.decks.link.deck import Deck
from kit.decks.opc import contenttypes, xml
from kit.decks.opc.xml import NS, q

_NAMESPACE = uuid.UUID("2c0f2b52-3c2d-5a57-8a0c-3f5b3f6f1b11")
_DEFAULT = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


@dataclass(eq=False)
class Styles:
    """The styles of the new deck by id, and for each source the ids that changed."""

    default: str = ""
    known: dict[str, tuple[bytes, xml.Element]] = field(default_factory=dict)
    renamed: dict[int, dict[str, str]] = field(default_factory=dict)
    any: bool = False


def plan(build: Build) -> None:
    """Gather the table styles of the template and of all sources, the template's first."""
    styles = build.state["table styles"] = Styles()
    for deck in dict.fromkeys((build.base, *build.decks)):
        root = deck.package.root_or_none(deck.package.related(deck.presentation, "tableStyles"))
        if root is None:
            continue
        styles.any = True
        styles.default = styles.default or root.get("def") or ""
        for node in root.iterfind(q("a:tblStyle")):
            _gather(styles, deck, node)


def rename(build: Build, deck: Deck, root: xml.Element, data: bytes) -> bool:
    """Give the tables of a slide the new ids of their styles; returns whether any changed."""
    renamed = build.state["table styles"].renamed.get(id(deck))
    if not renamed or b"tableStyleId" not in data:
        return False
    changed = False
    for node in root.iter(q("a:tableStyleId")):
        if new := renamed.get((node.text or "").strip().upper()):
            node.text, changed = new, True
    return changed


def finish(build: Build) -> None:
    """Write the table styles when any source has some."""
    styles: Styles = build.state["table styles"]
    if not styles.any:
        return
    root = etree.Element(q("a:tblStyleLst"), nsmap={"a": NS["a"]})
    root.set("def", styles.default or _DEFAULT)
    for _, node in styles.known.values():
        root.append(copies.deepcopy(node))
    part = build.new(REL + "tableStyles", "/ppt/tableStyles.xml", contenttypes.TABLE_STYLES)
    data = xml.dump(root)
    part.fill(data)
    part.facts = facts_of.of(root, data)


def _gather(styles: Styles, deck: Deck, node: xml.Element) -> None:
    guid = (node.get("styleId") or "").upper()
    told = etree.tostring(node, method="c14n", exclusive=True)
    known = styles.known.get(guid)
    if known is None:
        styles.known[guid] = (told, node)
    elif known[0] != told:
        new = "{" + str(uuid.uuid5(_NAMESPACE, guid + told.hex())).upper() + "}"
        styles.renamed.setdefault(id(deck), {})[guid] = new
        if new not in styles.known:
            other = copies.deepcopy(node)
            other.set("styleId", new)
            styles.known[new] = (told, other)
