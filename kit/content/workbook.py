"""Read Excel workbooks: values as text, never formulas; hostile files are refused before they can hurt."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from kit.content import cells, zeros
from kit.content.cells import Cell, Sheet
from kit.errors import Finding, KitError

UNPACKED_MOST = 300_000_000
PARTS_MOST = 5_000
SHEETS_MOST = 50
EXACT_MOST = 10**15
CELL = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*?(/?)>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 1 << 20


def read(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook (.xlsx, .xlsm, .xls).

    Raises KitError when it is damaged, protected by a password, or larger than any list of people.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if data[:8] != OLE:
        _check_zip(data, file)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = [
            meta.name for meta in book.sheets_metadata if str(meta.visible).endswith("Visible") and str(meta.typ).endswith("WorkSheet")
        ]
        shown = zeros.widths(data) if data[:8] != OLE else {}
        return tuple(_sheet(book, name, file, shown.get(name, {})) for name in names[:SHEETS_MOST])
    except PasswordError as error:
        raise KitError("table.password", "{path} is protected by a password: save a copy without one.", path=file) from error
    except (CalamineError, ValueError, OSError) as error:
        if data[:8] == OLE and b"E\0n\0c\0r\0y\0p\0t\0" in data:
            raise KitError("table.password", "{path} is protected by a password: save a copy without one.", path=file) from error
        raise damaged(file) from error


def damaged(file: str) -> KitError:
    """Return the refusal of a workbook that nothing can be read from."""
    return KitError("table.damaged", "{path} cannot be read as a table: open it in Excel or WPS and save it again as .xlsx.", path=file)


def _check_zip(data: bytes, file: str) -> None:
    """Unpack every part once without keeping it: sizes, checksums and the reach of the cells must be what a person could make."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
                raise KitError("table.bomb", "{path} unpacks to far more than a table needs and was not read.", path=file)
            for part in parts:
                if part.flag_bits & 1:
                    raise KitError("table.password", "{path} is protected by a password: save a copy without one.", path=file)
                _check_part(archive, part, file)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, EOFError, ValueError, OSError) as error:
        raise damaged(file) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise damaged(file) from error
        raise


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    sheet = part.filename.lower().startswith("xl/worksheets/")
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if sheet:
                _check_reach(before + chunk, file)
                before = chunk[-300:]


def _check_reach(xml: bytes, file: str) -> None:
    """Refuse a filled cell so far out that the rows up to it would fill the memory."""
    for letters, row, empty in CELL.findall(xml):
        if not empty and (int(row) > cells.ROWS_MOST or (len(letters) > 1 and cells.column_number(letters.decode()) >= cells.COLUMNS_MOST)):
            raise cells.too_large(file, int(row), cells.column_number(letters.decode()) + 1)


def _sheet(book: Any, name: str, file: str, digits: Mapping[tuple[int, int], int]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > cells.ROWS_MOST or sheet.total_width > cells.COLUMNS_MOST:
        raise cells.too_large(file, sheet.total_height, sheet.total_width)
    values = sheet.to_python(skip_empty_area=False)
    for row, column, value in _merged(sheet, values):
        values[row][column] = value
    rows = tuple(tuple(Cell(_text(value, digits.get((y, x), 0)), y, x) for x, value in enumerate(row)) for y, row in enumerate(values))
    return Sheet(name, rows, tuple(_rounded(values, rows, file)))


def _merged(sheet: Any, values: list[list[Any]]) -> Iterator[tuple[int, int, Any]]:
    """Yield the cells that a merge hides, with the value it shows: a department merged over its people belongs to each of them.

    Cells merged sideways stay empty: a title over five columns is one title.
    """
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if top < len(values) and left < len(values[top]):
            for row in range(top + 1, min(bottom + 1, len(values))):
                yield row, left, values[top][left]


def _rounded(values: list[list[Any]], rows: tuple[tuple[Cell, ...], ...], file: str) -> Iterator[Finding]:
    for row, texts in zip(values, rows, strict=True):
        for value, cell in zip(row, texts, strict=True):
            if isinstance(value, float) and abs(value) >= EXACT_MOST:
                yield cells.rounded(cell, file)


def _text(value: Any, digits: int = 0) -> str:
    """Return a value as a person reads it in the cell, which shows a whole number with at least so many `digits`."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)).zfill(digits) if value.is_integer() and abs(value) < 1e22 else repr(value)
        case datetime():
            return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S")
        case date():
            return value.isoformat()
    return "" if value is None else str(value)
