"""Save a package so that equal content is equal bytes: fixed dates in the archive, also inside the workbooks of charts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Any

from kit.decks.author.templates import DATE

MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def packed(deck: Any) -> bytes:
    """Return the bytes of a python-pptx presentation with every date fixed."""
    for part in deck.part.package.iter_parts():
        if str(part.partname).endswith(".xlsx"):
            part._blob = workbook(part._blob)
    buffer = io.BytesIO()
    deck.save(buffer)
    return _dated(buffer.getvalue())


def workbook(data: bytes) -> bytes:
    """Return an Excel workbook without the time it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            made = zipfile.ZipInfo(item.filename, DATE)
            made.create_system, made.external_attr, made.compress_type = 3, 0o600 << 16, zipfile.ZIP_DEFLATED
            new.writestr(made, MODIFIED.sub(b"", old.read(item)))
    return buffer.getvalue()


def _dated(data: bytes) -> bytes:
    """Write the fixed date and origin over those in the archive's headers; nothing is compressed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        entries, directory = file.infolist(), file.start_dir
    year, month, day, hour, minute, second = DATE
    stamp = struct.pack("<HH", hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    out = bytearray(data)
    for item in entries:
        out[item.header_offset + 10 : item.header_offset + 14] = stamp
        out[directory + 5] = 3
        out[directory + 12 : directory + 16] = stamp
        name, extra, comment = struct.unpack_from("<HHH", out, directory + 28)
        directory += 46 + name + extra + comment
    return bytes(out)
