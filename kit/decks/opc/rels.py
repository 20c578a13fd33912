"""Relationships of a part: read tolerantly, written exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kit.decks.opc import names, xml

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
_ADDRESS = re.compile(r"(?:https?|ftp|file)://|mailto:", re.IGNORECASE).match  # some programs forget to say that it lies outside
_PLAIN = re.compile(r"[^&<>\"\t\n\r]*").fullmatch


@dataclass(frozen=True, slots=True)
class Rel:
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
    if not data.strip():
        return []
    found: dict[str, Rel] = {}
    for node in xml.parse(data, names.rels_of(owner), file):
        rid = node.get("Id")
        if rid is None or xml.local(node) != "Relationship" or rid in found:
            continue
        target = node.get("Target") or ""
        external = (node.get("TargetMode") or "").lower() == "external" or bool(_ADDRESS(target))
        found[rid] = Rel(rid, node.get("Type") or "", target if external else names.resolve(owner, target), external)
    return list(found.values())


def dump(rels: Iterable[Rel], owner: str) -> bytes:
    """Return the relationships as the part that belongs beside `owner`."""
    rows = [_row(rel, owner) for rel in rels]
    return xml.DECLARATION + f'<Relationships xmlns="{xml.NS["rel"]}">{"".join(rows)}</Relationships>'.encode()


def _row(rel: Rel, owner: str) -> str:
    target = rel.target if rel.external else names.relative(owner, rel.target)
    mode = ' TargetMode="External"' if rel.external else ""
    return f'<Relationship Id="{_escaped(rel.id)}" Type="{_escaped(rel.type)}" Target="{_escaped(target)}"{mode}/>'


def _escaped(text: str) -> str:
    if _PLAIN(text):
        return text
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;")):
        text = text.replace(char, entity)
    return text
