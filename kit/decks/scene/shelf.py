"""Layouts and masters read once for all decks that share them byte by byte, as the pieces of one deck do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kit.decks.opc import Package, names, xml
from kit.decks.opc.xml import q
from kit.decks.scene import shapes, sheets
from kit.decks.scene.sheets import Sheet
from kit.decks.scene.values import Shape

KEPT = 48
PLAIN = frozenset({"slideLayout", "slideMaster", "theme", "image", "hyperlink"})  # a layout that leads to more is read each time


@dataclass(frozen=True)
class Below:
    """What lies below slides: a layout or master, and the shapes of it and of what is below it that show through.

    `shrinks` when all the words on it do.
    """

    sheet: Sheet
    behind: tuple[Shape, ...]
    shrinks: bool = False


_shelf: dict[bytes, Below] = {}


def layout(package: Package, part: str, defaults: xml.Element | None) -> Below:
    """Return a layout on its master; `defaults` are the text defaults of the deck."""
    master = package.related(part, "slideMaster")
    mark = _mark(package, part, master, defaults)
    found = _shelf.get(mark) if mark else None
    if found is None:
        below = _read(package, sheets.master(package, master, defaults), None) if master else None
        found = _read(package, sheets.above(package, part, below.sheet if below else None), below)
        if len(_shelf) >= KEPT:
            _shelf.clear()
        if mark:
            _shelf[mark] = found
    return found


def _read(package: Package, sheet: Sheet, below: Below | None) -> Below:
    own = shapes.of(sheet, package.rels(sheet.part), package, holders=False)
    return Below(sheet, (below.behind if below is not None and sheet.shows_below else ()) + own, _shrinks(sheet))


def _shrinks(sheet: Sheet) -> bool:
    bodies = (node for node in sheet.root.iter(q("p:txBody")) if any(words.text for words in node.iter(q("a:t"))))
    return all(node.find(f"{q('a:bodyPr')}/{q('a:normAutofit')}") is not None for node in bodies)


def _mark(package: Package, part: str, master: str, defaults: xml.Element | None) -> bytes:
    """Return the hash of everything that is read of a layout, nothing where it leads to more than pictures."""
    counted = hashlib.sha256(repr((part, master)).encode())
    counted.update(xml.dump(defaults) if defaults is not None else b"")
    for one in (part, master, package.related(master, "theme") if master else "", package.related(package.main, "tableStyles")):
        if not one:
            continue
        if any(rel.kind not in PLAIN for rel in package.rels(one).values()):
            return b""
        entry = package.entry(names.rels_of(one))
        counted.update(package.read(one) + b"\0" + (package.archive.read(entry) if entry else b""))
    return counted.digest()
