"""A package written again with some of its parts changed: every other part keeps its packed bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from kit.decks.opc import writer
from kit.decks.opc.package import Package


def repacked(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with the content of `changed` parts in place of theirs."""
    out = BytesIO()
    made = writer.ZipWriter(out)
    archive = package.archive
    for entry in archive.entries.values():
        if entry.name in changed:
            made.add(entry.name, writer.pack(changed[entry.name]))
        else:
            made.add_raw(entry.name, archive.raw(entry), entry.crc, entry.packed, entry.size, entry.method)
    made.close()
    return out.getvalue()
