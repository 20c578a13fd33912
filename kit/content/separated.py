"""Read CSV as Excel, WPS and other tools write it: the encoding and the separator are found, every cell is text."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from kit.content import cells
from kit.content.cells import Cell, Sheet
from kit.errors import Finding, KitError

SEPARATORS = ",;\t"
LOOKED_AT = 30
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
KEPT_ZEROS = re.compile(r'="([^"]*)"\Z')  # how some tools make Excel keep leading zeros


def read(data: bytes, file: str, name: str) -> Sheet:
    """Return the one sheet of a CSV file; raises KitError when it is no text or too large."""
    text = decoded(data, file)
    separator = _separator(text)
    rows: list[tuple[Cell, ...]] = []
    findings: list[Finding] = []
    try:
        for y, line in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
            if y >= cells.ROWS_MOST or len(line) > cells.COLUMNS_MOST:
                raise cells.too_large(file, y + 1, len(line))
            row = tuple(Cell(KEPT_ZEROS.sub(r"\1", value), y, x) for x, value in enumerate(line))
            findings += [cells.rounded(cell, file) for cell in row if cells.SCIENTIFIC.match(cell.text.strip())]
            rows.append(row)
    except csv.Error as error:
        raise KitError("table.csv", "{path} is not a CSV table: {reason}.", path=file, reason=str(error)) from error
    return Sheet(name, tuple(rows), tuple(findings))


def decoded(data: bytes, file: str) -> str:
    """Return the text of a CSV file in UTF-8, UTF-16 or GB18030 (what a Chinese Excel saves)."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "") or _utf16(data)
    for name in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
        if "\0" not in text:
            return text
    raise KitError("table.encoding", "{path} is not text in UTF-8, UTF-16 or GB18030: save it as CSV UTF-8 or as .xlsx.", path=file)


def _utf16(data: bytes) -> str:
    """Return the UTF-16 that a text without mark is in, judged by where its zero bytes lie."""
    head = data[:4000]
    if len(head) < 4 or head.count(0) < len(head) // 8:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _separator(text: str) -> str:
    """Return the separator that splits the first lines into the most even number of columns."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    return max(SEPARATORS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, mark: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(StringIO(head), delimiter=mark) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    return (max(wide.count(width) for width in set(wide)), max(wide)) if wide else (0, 0)
