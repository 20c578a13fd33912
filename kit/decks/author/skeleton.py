"""A template read once: its parts as they lie, packed, and where slides and notes hang on to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from kit.decks.author import masters
from kit.decks.opc import Package, contenttypes, names, rels, xml
from kit.decks.opc.rels import OFFICE, Rel
from kit.decks.opc.writer import Packed, pack
from kit.decks.opc.xml import q

PLACES = tuple(q(f"p:{name}") for name in ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"))
NOTED = {"sldImg", "body", "sldNum"}
OWN = "/ppt/notesMasters/lecternNotes.xml"
OWN_THEME = "/ppt/theme/lecternNotes.xml"


@lru_cache(maxsize=16)
def read(template: bytes) -> Skeleton:
    """Return the parts of a template package; one without a notes master gets one."""
    with Package.open(template, "the template") as package:
        main = package.root(package.main)
        wired = list(package.rels(package.main).values())
        layouts = dict(_layouts(package))
        notes = package.related(package.main, "notesMaster")
        parts = tuple(
            (entry.name, _packed(package, entry.name), package.content_type(entry.name))
            for entry in package.archive.entries.values()
            if entry.name not in (names.CONTENT_TYPES, package.main, names.rels_of(package.main))
        )
        if notes:
            frames = tuple(_frames(package.root(notes)))
        else:
            parts, wired, notes, frames = _with_notes(package, main, parts, wired)
        return Skeleton(parts, package.main, package.content_type(package.main), xml.dump(main), tuple(wired), layouts, notes, frames)


def _packed(package: Package, name: str) -> Packed:
    """Return a part's packed bytes as they lie in the template."""
    entry = package.entry(name)
    assert entry is not None
    if package.strict or entry.method not in (0, 8):
        return pack(package.read(name))
    return Packed(b"".join(package.archive.raw(entry)), entry.crc, entry.size, entry.method)


def _layouts(package: Package) -> Iterator[tuple[str, str]]:
    """Yield (name, part) of each layout of the first master, in its order."""
    master = package.related(package.main, "slideMaster")
    wired = package.rels(master)
    for node in package.root(master).iterfind(f"{q('p:sldLayoutIdLst')}/{q('p:sldLayoutId')}"):
        part = wired[node.get(q("r:id")) or ""].target
        held = package.root(part).find(q("p:cSld"))
        yield (held.get("name") or "" if held is not None else ""), part


def _frames(root: xml.Element) -> Iterator[tuple[str, int, str]]:
    """Yield (type, idx, name) of the placeholders that a page of notes takes from its master."""
    for shape in root.iter(q("p:sp")):
        held, named = shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}"), shape.find(f"{q('p:nvSpPr')}/{q('p:cNvPr')}")
        if held is not None and named is not None and held.get("type") in NOTED:
            yield held.get("type") or "", int(held.get("idx") or 0), named.get("name") or ""


Parts = tuple[tuple[str, Packed, str], ...]


def _with_notes(
    package: Package, main: xml.Element, parts: Parts, wired: list[Rel]
) -> tuple[Parts, list[Rel], str, tuple[tuple[str, int, str], ...]]:
    """Add a notes master of our own, in the theme of the slides."""
    theme = package.related(package.related(package.main, "slideMaster"), "theme")
    data = masters.notes_master().encode("utf-8")
    beside = rels.dump([Rel("rId1", OFFICE + "theme", OWN_THEME)], OWN)
    added = (
        (OWN, pack(data), contenttypes.NOTES_MASTER),
        (names.rels_of(OWN), pack(beside), contenttypes.RELS),
        (OWN_THEME, _packed(package, theme), contenttypes.THEME),
    )
    taken = {rel.id for rel in wired}
    rid = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    listed = etree.Element(q("p:notesMasterIdLst"))
    etree.SubElement(listed, q("p:notesMasterId")).set(q("r:id"), rid)
    before = main.find(PLACES[0])
    assert before is not None
    before.addnext(listed)
    root = xml.parse(data, OWN, package.file)
    return (*parts, *added), [*wired, Rel(rid, OFFICE + "notesMaster", OWN)], OWN, tuple(_frames(root))


@dataclass(frozen=True)
class Skeleton:
    """Parts as (name, packed bytes, content type), the presentation part apart; layouts by name; the notes master with its frames."""

    parts: Parts
    main: str
    main_type: str
    main_xml: bytes
    main_rels: tuple[Rel, ...]
    layouts: dict[str, str]
    notes: str
    frames: tuple[tuple[str, int, str], ...]
