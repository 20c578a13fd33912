"""Relationships of a part: read tolerantly, written exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kit.decks.opc import names, xml

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
_ADDRESS = re.compile(r"(?:https?|ftp|file)://|mailto:", re.IGNORECASE).match  # some programs forget to say that it lies outside
_FLAT = re.compile(
    rb"""(?:<\?xml [^>&]*\?>)?\s*<Relationships xmlns="[^"&<>]*">"""
    rb"""((?:\s*<Relationship(?:\s+\w+="[ !\x23-\x25\x27-\x3b\x3d-\x7e]*")+\s*/>)*)\s*</Relationships>\s*\Z"""
).match
_ROW, _ATTRIBUTE = re.compile(r"<Relationship(\s[^<]*)/>").findall, re.compile(r'(\w+)="([^"]*)"').findall


class Rel(NamedTuple):
    """One relationship: `target` is a part name, or an address when `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type: slideLayout, image, hyperlink …"""
        return self.type.rsplit("/", 1)[-1]


def parse(data: bytes, owner: str, file: str) -> list[Rel]:
    """Return the relationships in `data`, targets resolved against `owner`; a second one of the same id is left out."""
    found: dict[str, Rel] = {}
    for row in _rows(data, owner, file):
        rid = row.get("Id")
        if rid is None or rid in found:
            continue
        target = row.get("Target") or ""
        external = (row.get("TargetMode") or "").lower() == "external" or bool(_ADDRESS(target))
        found[rid] = Rel(rid, row.get("Type") or "", target if external else names.resolve(owner, target), external)
    return list(found.values())


def _rows(data: bytes, owner: str, file: str) -> Iterable[Mapping[str, str]]:
    """Return the attributes of each relationship; the usual spelling, a flat list without entities, needs no tree."""
    whole = _FLAT(data)
    if whole is not None:
        return [dict(_ATTRIBUTE(row)) for row in _ROW(whole[1].decode())]
    if not data.strip():
        return ()
    return [dict(xml.attributes(node)) for node in xml.parse(data, names.rels_of(owner), file) if xml.local(node) == "Relationship"]


def dump(rels: Iterable[Rel], owner: str) -> bytes:
    """Return the relationships as the part that belongs beside `owner`."""
    rows = [_row(rel, owner) for rel in rels]
    return xml.DECLARATION + f'<Relationships xmlns="{xml.NS["rel"]}">{"".join(rows)}</Relationships>'.encode()


def _row(rel: Rel, owner: str) -> str:
    target = rel.target if rel.external else names.relative(owner, rel.target)
    mode = ' TargetMode="External"' if rel.external else ""
    return f"<Relationship Id={xml.quoted(rel.id)} Type={xml.quoted(rel.type)} Target={xml.quoted(target)}{mode}/>"
