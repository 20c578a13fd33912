"""The presentation part: lists in the order of the schema, what belongs to the deck as a whole."""

from __future__ import annotations

import copy as copies

from lxml import etree

from kit.decks.invariants import facts as facts_of
from kit.decks.link import defaults, fonts, masters, notes, parts, policy, shows, tables, tags, unlink
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.link.policy import Policy
from kit.decks.opc import Rel, contenttypes, xml
from kit.decks.opc.xml import NS, q
from kit.errors import Finding
from kit.i18n import N_

ORDER = (
    "sldMasterIdLst",
    "notesMasterIdLst",
    "handoutMasterIdLst",
    "sldIdLst",
    "sldSz",
    "notesSz",
    "smartTags",
    "embeddedFontLst",
    "custShowLst",
    "photoAlbum",
    "custDataLst",
    "kinsoku",
    "defaultTextStyle",
    "modifyVerifier",
    "extLst",
)
_OURS = frozenset(
    {
        "sldMasterIdLst",
        "notesMasterIdLst",
        "handoutMasterIdLst",
        "sldIdLst",
        "smartTags",
        "embeddedFontLst",
        "custShowLst",
        "custDataLst",
        "modifyVerifier",
    }
)
_ELSEWHERE = frozenset(
    {
        "slide",
        "slideMaster",
        "slideLayout",
        "notesMaster",
        "handoutMaster",
        "theme",
        "tableStyles",
        "commentAuthors",
        "authors",
        "tags",
        "font",
        "presProps",
        "viewProps",
    }
)


def finish(build: Build) -> None:
    """Write the presentation part and everything that hangs on it but the slides."""
    part, base = build.presentation, build.base
    root = copies.deepcopy(base.root)
    made: dict[str, xml.Element | None] = {}
    made["sldMasterIdLst"] = _list("sldMaster", [(number, part.link(REL + "slideMaster", one)) for number, one in masters.finish(build)])
    rids = {placed.number: part.link(REL + "slide", placed.part) for placed in build.placed}
    made["sldIdLst"] = _list("sld", [(placed.id, rids[placed.number]) for placed in build.placed])
    for name, one in (("notesMaster", notes.finish(build)), ("handoutMaster", notes.handout(build))):
        made[f"{name}IdLst"] = _list(name, [(None, part.link(REL + name, one))]) if one else None
    _properties(build, base)
    if (first := masters.of(build)[0].part.first("theme")) is not None:
        part.link(REL + "theme", first)
    tables.finish(build)
    made["embeddedFontLst"] = fonts.embedded(build)
    made["custShowLst"] = shows.custom_shows(build, rids)
    made["custDataLst"] = _custom_data(build)
    if made["embeddedFontLst"] is not None and any(deck.root.get("embedTrueTypeFonts") in ("1", "true") for deck in build.decks):
        root.set("embedTrueTypeFonts", "1")
    defaults.unsay(build, root)
    _assemble(build, root, made)
    _others(build, root)
    data = xml.dump(root)
    part.fill(data)
    part.facts = facts_of.of(root, data)


def _list(name: str, rows: list[tuple[int | None, str]]) -> xml.Element | None:
    if not rows:
        return None
    listed = etree.Element(q(f"p:{name}IdLst"))
    for number, rid in rows:
        node = etree.SubElement(listed, q(f"p:{name}Id"))
        if number is not None:
            node.set("id", str(number))
        node.set(q("r:id"), rid)
    return listed


def _assemble(build: Build, root: xml.Element, made: dict[str, xml.Element | None]) -> None:
    """Put the lists of the new deck and what the template keeps into the order of the schema."""
    old = {xml.local(child): child for child in root if xml.local(child)}
    if "modifyVerifier" in old:
        build.findings.append(
            Finding("link.protection-dropped", "The write protection of the template was taken off.", file=build.base.label)
        )
    for child in list(root):
        root.remove(child)
    for name in ORDER:
        node = made.get(name) if name in _OURS else old.get(name)
        if name == "extLst":
            node = _extensions(build, node)
        if node is not None:
            node.tail = None
            root.append(node)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[p for p in root.nsmap if p])


def _extensions(build: Build, old: xml.Element | None) -> xml.Element | None:
    listed = old if old is not None else etree.Element(q("p:extLst"))
    for ext in [ext for ext in listed if isinstance(ext.tag, str) and shows.is_sections(ext)]:
        listed.remove(ext)
    sections = shows.sections(build)
    if sections is not None:
        listed.insert(0, sections)
    return listed if len(listed) else None


def _custom_data(build: Build) -> xml.Element | None:
    made = tags.presentation(build)
    if made is None:
        return None
    listed = etree.Element(q("p:custDataLst"))
    etree.SubElement(listed, q("p:tags")).set(q("r:id"), build.presentation.link(REL + "tags", made))
    return listed


def _properties(build: Build, base: Deck) -> None:
    """Carry presentation and view properties, without the slides they name."""
    for kind, content_type in (("presProps", contenttypes.PRES_PROPS), ("viewProps", contenttypes.VIEW_PROPS)):
        name = base.package.related(base.presentation, kind)
        root = base.package.root_or_none(name)
        if root is None:
            continue
        made = build.new(REL + kind, f"/ppt/{kind}.xml", content_type)
        made.origin = (base.package, name)
        data = base.package.read(name)
        stale = [n for n in root.iter() if xml.local(n) in ("sldLst", "sldRg", "custShow", "htmlPubPr")]
        for node in stale:
            xml.drop(node)
        parts.settle(build, base, name, made, root, data, changed=bool(stale))


def _others(build: Build, root: xml.Element) -> None:
    """Bring what else the presentations relate to: custom XML of all, unknown parts of the template; tell what stays behind."""
    wanted = {value for node in root.iter() for key, value in xml.attributes(node) if key.startswith(f"{{{NS['r']}}}")}
    taken = {link.id for link in build.presentation.links}
    seen: set[bytes] = set()
    for deck in dict.fromkeys((build.base, *build.decks)):
        for rel in deck.package.rels(deck.presentation).values():
            if rel.kind in _ELSEWHERE or rel.external:
                continue
            one = _other(build, deck, rel, seen)
            if one is not None:
                build.presentation.link(rel.type, one, rel.id if deck is build.base else "")
    present = {link.id for link in build.presentation.links} | taken
    lost = dict.fromkeys(wanted - present, "")
    if lost:
        for ext in [n for n in root.iter(q("p:ext")) if any(v in lost for d in n.iter() for _, v in xml.attributes(d))]:
            xml.drop(ext)
        unlink.unlink(root, lost)


def _other(build: Build, deck: Deck, rel: Rel, seen: set[bytes]) -> Part | None:
    if not deck.package.has(rel.target) or parts.is_hollow(deck, rel.target) or (rel.kind == "customXml" and build.strips("properties")):
        return None
    dropped = policy.of(rel.kind) is Policy.DROP
    if dropped or (deck is not build.base and rel.kind != "customXml"):
        if rel.kind not in policy.QUIET:
            text = N_("Left out, because it cannot be joined: {kind}.")
            build.findings.append(Finding("link.part-dropped", text, {"kind": policy.name(rel.kind)}, file=deck.label, part=rel.target))
        return None
    mark = masters.digest(build, deck, rel.target)
    if mark in seen:
        return None
    seen.add(mark)
    return parts.copy(build, Scope(), deck, rel.target)
