"""A template package as a .potx: the same parts under the content type by which PowerPoint opens a new, untitled deck."""

from __future__ import annotations

import io

from kit.decks.opc import Package, contenttypes, names
from kit.decks.opc.writer import Packed, ZipWriter, pack

TEMPLATE = contenttypes.PML + "template.main+xml"


def template(data: bytes) -> bytes:
    """Return a package as a template; equal packages give equal bytes."""
    buffer = io.BytesIO()
    with Package.open(data, "the template") as opened:
        zipped = ZipWriter(buffer)
        kinds = [(name, TEMPLATE if name == opened.main else opened.content_type(name)) for name in opened.part_names()]
        zipped.add(names.CONTENT_TYPES, pack(contenttypes.dump(kinds)))
        for entry in opened.archive.entries.values():
            if entry.name != names.CONTENT_TYPES:
                zipped.add(entry.name, Packed(b"".join(opened.archive.raw(entry)), entry.crc, entry.size, entry.method))
        zipped.close()
    return buffer.getvalue()
