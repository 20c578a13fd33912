"""Masters and layouts: equal ones become one, told by the content of their closure; ids in one space."""

from __future__ import annotations

import copy as copies
import hashlib
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from kit.decks.invariants import facts as facts_of
from kit.decks.link import defaults, mend, parts, unlink
from kit.decks.link.build import REL, Build, Scope
from kit.decks.link.deck import Deck
from kit.decks.link.output import Part
from kit.decks.opc import Rel, contenttypes, names, xml
from kit.decks.opc.xml import NS, q
from kit.errors import Finding, KitError

FIRST_ID = 2147483648
SHARED = 32  # parts whose canonical spelling is kept
_NOISE = re.compile(rb' (?:dirty|smtClean|err|noProof)="[^"]*"')
_OBJECTS = frozenset({"oleObject", "package", "tags", "chart", "diagramData", "control", "video", "audio"})
_VOLATILE = re.compile(rb"<([\w.-]+:)?(sldLayoutIdLst|creationId|modId)\b[^>]*>.*?</(?:[\w.-]+:)?\2>", re.DOTALL)


@dataclass(eq=False)
class Master:
    """A master of the new deck; its XML waits in `root` until all its layouts are known."""

    part: Part
    root: xml.Element
    deck: Deck
    name: str
    layouts: list[Part] = field(default_factory=list)


def layout(build: Build, deck: Deck, name: str) -> Part:
    """Return the layout of the new deck that equals the source's layout `name`, bringing it and its master when there is none."""
    known: Part | None = deck.memo.get(("layout", names.key(name)))
    if known is not None:
        return known
    master_name = deck.package.related(name, "slideMaster")
    if not master_name:
        raise KitError("deck.damaged", "{file} is damaged: its layout {part} has no slide master.", file=deck.package.file, part=name)
    master = _master(build, deck, master_name)
    table: dict[bytes, Part] = build.state.setdefault("layouts", {})
    mark = _mark(build, deck, master_name) + digest(build, deck, name)
    known = table.get(mark)
    if known is None:
        known = table[mark] = _copy_layout(build, deck, name, master)
    deck.memo["layout", names.key(name)] = known
    return known


def everything(build: Build, deck: Deck) -> None:
    """Bring all masters of a deck with all their layouts."""
    for node in deck.root.iterfind(f"{q('p:sldMasterIdLst')}/{q('p:sldMasterId')}"):
        rel = deck.package.rels(deck.presentation).get(node.get(q("r:id")) or "")
        if rel is not None and deck.package.has(rel.target):
            _master(build, deck, rel.target)
            for name in layouts_of(deck, rel.target):
                layout(build, deck, name)


def with_objects(build: Build, deck: Deck) -> None:
    """Bring the unused layouts of a deck taken whole that hold more than pictures (objects, tags …): they would be lost unseen."""
    for rel in deck.package.rels(deck.presentation).values():
        if rel.kind == "slideMaster" and deck.package.has(rel.target):
            for one in deck.package.rels(rel.target).values():
                if one.kind == "slideLayout" and any(r.kind in _OBJECTS for r in deck.package.rels(one.target).values()):
                    layout(build, deck, one.target)


def layouts_of(deck: Deck, master: str) -> list[str]:
    """Return the layouts of a source's master in the order of its list."""
    rels = deck.package.rels(master)
    listed = deck.package.root(master).iterfind(f"{q('p:sldLayoutIdLst')}/{q('p:sldLayoutId')}")
    found = [rels[rid] for node in listed if (rid := node.get(q("r:id")) or "") in rels]
    return [rel.target for rel in found if rel.kind == "slideLayout" and deck.package.has(rel.target)]


def of(build: Build) -> list[Master]:
    """Return the masters of the new deck in the order they came."""
    table: dict[bytes, Master] = build.state.setdefault("masters", {})
    return list(table.values())


def finish(build: Build) -> list[tuple[int, Part]]:
    """Write each master with the list of its layouts; return the masters with their ids."""
    listed, number = [], FIRST_ID
    for master in of(build):
        listed.append((number, master.part))
        number = _write(build, master, number) + 1
    return listed


def digest(build: Build, deck: Deck, name: str) -> bytes:
    """Return the hash of a part's meaning: its XML without volatile ids, its references replaced by hashes of what they lead to."""
    known: bytes | None = deck.memo.get(("digest", names.key(name)))
    if known is None:
        deck.memo["digest", names.key(name)] = b""  # a circle ends here
        known = deck.memo["digest", names.key(name)] = _digest(build, deck, name)
    return known


def canonical(root: xml.Element) -> bytes:
    """Return one spelling of a tree; where canonical XML does not allow its namespaces, the usual one."""
    try:
        return etree.tostring(root, method="c14n")
    except etree.C14NError:
        return etree.tostring(root)


def _mark(build: Build, deck: Deck, name: str) -> bytes:
    """Return what tells a master apart in the new deck: its content, how its size is fitted, the text defaults it lived under."""
    known: bytes | None = deck.memo.get(("mark", id(build), name))
    if known is not None:
        return known
    fitted = repr(deck.size).encode() if deck.size != build.size else b""
    known = deck.memo["mark", id(build), name] = digest(build, deck, name) + fitted + defaults.mark(build, deck)
    return known


def _digest(build: Build, deck: Deck, name: str) -> bytes:
    counted = hashlib.sha256(deck.kind(name).encode())
    rels = {rid: rel for rid, rel in deck.package.rels(name).items() if rel.kind not in ("slideLayout", "slideMaster", "slide")}
    marks = {rid: _target_digest(build, deck, rel) for rid, rel in rels.items()}
    if names.extension(name) == "xml" and deck.package.read(name).strip():
        counted.update(_normal(build, deck, name, marks))
        implicit = sorted(mark for rid, mark in marks.items() if rels[rid].kind in ("theme", "vmlDrawing", "tags"))
    else:
        entry = deck.package.entry(name)
        for chunk in deck.package.archive.inflate(entry) if entry else ():
            counted.update(chunk)
        implicit = sorted(marks.values())
    for mark in implicit:
        counted.update(mark.encode())
    return counted.digest()


def _target_digest(build: Build, deck: Deck, rel: Rel) -> str:
    if rel.external or not deck.package.has(rel.target):
        return f"{rel.kind}:{rel.target}"
    return f"{rel.kind}:{digest(build, deck, rel.target).hex()}"


def _normal(build: Build, deck: Deck, name: str, marks: dict[str, str]) -> bytes:
    """Return canonical XML without what differs between equal parts (lists of ids, spelling marks, relationship ids), else the bytes."""
    try:
        told, prefixes = _told(build, deck, name)
    except KitError as error:
        if error.code != "deck.damaged":
            raise
        return deck.package.read(name)
    refs = re.compile(rb"( (?:" + b"|".join(sorted(p.encode() for p in prefixes)) + rb"):\w+=\")([^\"]*)")
    return refs.sub(lambda m: m[1] + marks.get(m[2].decode("utf-8", "replace"), "").encode(), told)


def _told(build: Build, deck: Deck, name: str) -> tuple[bytes, set[str]]:
    """Return canonical XML without its noise, and the prefixes of its relationship ids; decks from one template share it byte by byte."""
    shared: dict[bytes, tuple[bytes, set[str]]] = build.state.setdefault("told", {})
    data = deck.package.read(name)
    if data not in shared:
        root = deck.peek(name)[0]
        prefixes = {prefix for prefix, space in root.nsmap.items() if space == NS["r"] and prefix} | {"r"}
        if len(shared) >= SHARED:
            shared.clear()
        shared[data] = _NOISE.sub(b"", _VOLATILE.sub(b"", canonical(root))), prefixes
    return shared[data]


def _master(build: Build, deck: Deck, name: str) -> Master:
    table: dict[bytes, Master] = build.state.setdefault("masters", {})
    mark = _mark(build, deck, name)
    if mark not in table:
        made = build.output.part(name, contenttypes.MASTER)
        made.origin = (deck.package, name)
        root, data = deck.take(name)
        table[mark] = Master(made, root, deck, name)
        scope = Scope()
        lost = parts.links(build, scope, deck, name, made)
        if real := {rid: kind for rid, kind in lost.items() if kind != "slideLayout"}:
            unlink.unlink(root, real)
        if edit := build.edits.get(contenttypes.MASTER):
            edit(build, scope, deck, made, root, data)
        if build.options.layouts == "all":
            for one in layouts_of(deck, name):
                layout(build, deck, one)
    return table[mark]


def _copy_layout(build: Build, deck: Deck, name: str, master: Master) -> Part:
    made = build.output.part(name, contenttypes.LAYOUT)
    scope = Scope(memo={"master": master.part})
    parts.carry(build, scope, deck, name, made)
    if made.first("slideMaster") is None:
        made.link(REL + "slideMaster", master.part)
    master.layouts.append(made)
    return made


def _write(build: Build, master: Master, number: int) -> int:
    """Write the master's XML with fresh ids for its layouts; returns the last id used."""
    root = copies.deepcopy(master.root)
    old = root.find(q("p:sldLayoutIdLst"))
    new = etree.Element(q("p:sldLayoutIdLst"))
    for part in master.layouts:
        number += 1
        item = etree.SubElement(new, q("p:sldLayoutId"), id=str(number))
        item.set(q("r:id"), master.part.link(REL + "slideLayout", part))
    if old is not None:
        new.tail = old.tail
        root.replace(old, new)
    else:
        root.insert(_after(root), new)
    master.part.facts = facts_of.of(root, data := xml.dump(root))
    if told := mend.mend(master.part, root, master.part.facts):
        master.part.facts = facts_of.of(root, data := xml.dump(root))
        build.findings.extend(replace(one, file=master.deck.label) for one in told)
    master.part.fill(data)
    return number


def _after(root: xml.Element) -> int:
    """Return where the list of layouts belongs: behind cSld and clrMap."""
    return max((i + 1 for i, child in enumerate(root) if xml.local(child) in ("cSld", "clrMap")), default=0)


def point_master(build: Build, scope: Scope, deck: Deck, rel: Rel, owner: str) -> Part | Finding | None:
    """A layout leads to its one master."""
    return scope.memo.get("master")
