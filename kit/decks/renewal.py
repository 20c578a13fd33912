"""Renew the QR codes of a finished deck: the pictures, their payload in the alt text, and the addresses and codes printed beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit import i18n, qr
from kit.content import files
from kit.decks.bindings import QrTarget
from kit.decks.opc import Package, repack, xml
from kit.decks.opc.xml import q
from kit.errors import KitError
from kit.i18n import N_, _

CHINESE = re.compile(r"[\u3400-\u9fff]")
NAME = re.compile(r"qr:([a-z]+)(?::(.*))?\Z")


@dataclass(frozen=True)
class Renewed:
    """Where the deck now lies and what was renewed: (slide, purpose, the address now printed)."""

    path: Path
    codes: tuple[tuple[int, str, str], ...]


@dataclass
class _Work:
    """What is to be written: changed parts by name, and the codes renewed so far."""

    package: Package
    targets: Mapping[str, QrTarget]
    changed: dict[str, bytes] = field(default_factory=dict)
    codes: list[tuple[int, str, str]] = field(default_factory=list)


def renew(path: Path, targets: Mapping[str, QrTarget], out: Path | None = None) -> Renewed:
    """Put the QR codes named in `targets` ("checkin", "feedback") anew into the deck at `path`; the file is replaced whole or not at all.

    Raises KitError when the deck holds none of them.
    """
    with Package.open(path) as package:
        if package.strict:
            text = N_("{file} is a strict Open XML deck: save it in PowerPoint as an ordinary .pptx first.")
            raise KitError("qr.strict", text, file=str(path))
        work = _Work(package, targets)
        root = package.root(package.main)
        rels = package.rels(package.main)
        for number, node in enumerate(root.iterfind(f"{q('p:sldIdLst')}/{q('p:sldId')}"), 1):
            _slide(work, number, rels[node.get(q("r:id")) or ""].target)
        if not work.codes:
            text = N_("{file} holds no QR code named {names}: build the deck for an event first.")
            raise KitError("qr.none", text, file=str(path), names=", ".join(sorted(targets)))
        data = repack.repacked(package, work.changed)
    return Renewed(files.write_bytes(out or path, data), tuple(work.codes))


def _slide(work: _Work, number: int, part: str) -> None:
    root = work.package.root(part)
    pairs: list[tuple[str, str]] = []
    for picture in root.iter(q("p:pic")):
        named = picture.find(f"{q('p:nvPicPr')}/{q('p:cNvPr')}")
        found = NAME.match(named.get("name") or "") if named is not None else None
        target = work.targets.get(found[1]) if found else None
        if named is None or found is None or target is None:
            continue
        if found[2] == "":  # built without an event: nothing is printed yet that could be replaced
            _fill(root, found[1], target)
        else:
            pairs += [(named.get("descr") or "", target.address), (found[2] or "", target.code)]
        named.set("name", f"qr:{found[1]}:{target.code}" if target.code else f"qr:{found[1]}")
        named.set("descr", target.payload)
        _picture(work, part, picture, target)
        work.codes.append((number, found[1], target.address))
    if any(number == done for done, _, _ in work.codes):
        _texts(root, [(old, new) for old, new in pairs if old and new])
        work.changed[part] = xml.dump(root)


def _picture(work: _Work, part: str, picture: xml.Element, target: QrTarget) -> None:
    """Give the picture's part the new code; a drawing beside it (SVG) would show the old one and is taken out."""
    blip = picture.find(f"{q('p:blipFill')}/{q('a:blip')}")
    rel = work.package.rels(part).get(blip.get(q("r:embed")) or "") if blip is not None else None
    if blip is None or rel is None or rel.external:
        return
    for extra in blip.findall(q("a:extLst")):
        blip.remove(extra)
    work.changed[rel.target] = qr.picture(target.payload, scale=10, border=4, ecc="M")


def _fill(root: xml.Element, purpose: str, target: QrTarget) -> None:
    """Print address and code in the shapes that were kept for them, in the language of what they say until now."""
    places = {name: shape for shape in root.iter(q("p:sp")) if (name := _name(shape)).startswith("qr-")}
    address, code = places.get(f"qr-address:{purpose}"), places.get(f"qr-code:{purpose}")
    said = "".join(node.text or "" for node in address.iter(q("a:t"))) if address is not None else ""
    with i18n.language("zh" if CHINESE.search(said) else "en"):
        printed = _("Code {code}").format(code=target.code) if target.code else ""
    for shape, text in ((address, target.address), (code, printed)):
        for place, node in enumerate(shape.iter(q("a:t")) if shape is not None else ()):
            node.text = "" if place else text


def _name(shape: xml.Element) -> str:
    named = shape.find(f"{q('p:nvSpPr')}/{q('p:cNvPr')}")
    return named.get("name") or "" if named is not None else ""


def _texts(root: xml.Element, pairs: list[tuple[str, str]]) -> None:
    """Replace old addresses and codes wherever a slide prints them, in any case of letters."""
    for node in root.iter(q("a:t")):
        for old, new in pairs:
            node.text = _replaced(node.text or "", old, new)


def _replaced(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![\w/]){re.escape(old)}(?![\w/])", new.replace("\\", "\\\\"), text, flags=re.IGNORECASE)
