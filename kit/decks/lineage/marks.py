"""Marks in the stamps of a finished deck: a version to skip, or that slides belong to nobody's module any more."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kit.content import files
from kit.decks.lineage.states import PREFIX
from kit.decks.opc import Package, repack, xml
from kit.decks.opc.xml import q
from kit.errors import KitError


def write(path: Path, slides: Collection[int], name: str, value: str) -> Path:
    """Write one value into the stamps of some slides (from 1) and return where the deck now lies; the file is replaced whole or not at all.

    Raises KitError when it cannot be read or written.
    """
    changed: dict[str, bytes] = {}
    with Package.open(path) as package:
        if package.strict:
            raise KitError(
                "deck.strict", "{file} is a strict Open XML deck: save it in PowerPoint as an ordinary .pptx first.", file=str(path)
            )
        rels = package.rels(package.main)
        nodes = package.root(package.main).findall(f"{q('p:sldIdLst')}/{q('p:sldId')}")
        for number in sorted(slides):
            part = _tags(package, rels[nodes[number - 1].get(q("r:id")) or ""].target)
            if part:
                root = package.root(part)
                _put(root, PREFIX + name, value)
                changed[part] = xml.dump(root)
        data = repack.repacked(package, changed)
    return files.write_bytes(path, data) if changed else path


def _tags(package: Package, slide: str) -> str:
    """Return the part that holds a slide's stamp, "" where it has none."""
    node = package.root(slide).find(f"{q('p:cSld')}/{q('p:custDataLst')}/{q('p:tags')}")
    rel = package.rels(slide).get(node.get(q("r:id")) or "") if node is not None else None
    return rel.target if rel is not None and package.has(rel.target) else ""


def _put(root: xml.Element, name: str, value: str) -> None:
    found = next((node for node in root.iterfind(q("p:tag")) if node.get("name") == name), None)
    if found is None:
        found = root.makeelement(q("p:tag"), {"name": name})
        root.append(found)
    found.set("val", value)
