"""The workbook of a chart as equal bytes for equal numbers: fixed dates in the archive and none inside."""

from __future__ import annotations

import io
import re
import zipfile

from kit.decks.author.templates import DATE

MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook(data: bytes) -> bytes:
    """Return an Excel workbook without the time it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            made = zipfile.ZipInfo(item.filename, DATE)
            made.create_system, made.external_attr, made.compress_type = 3, 0o600 << 16, zipfile.ZIP_DEFLATED
            new.writestr(made, MODIFIED.sub(b"", old.read(item)))
    return buffer.getvalue()
