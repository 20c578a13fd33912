"""Tables that people bring: Excel workbooks and CSV files as sheets of text, each cell with its address."""

from __future__ import annotations

from pathlib import Path

from kit.content import files, separated, workbook
from kit.content.cells import Cell, Sheet, column_name, column_number
from kit.errors import KitError
from kit.i18n import N_

__all__ = ["Cell", "Sheet", "column_name", "column_number", "read"]

FILE_MOST = 50_000_000
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TEXTS = (".csv", ".tsv", ".txt")
ZIP, OLE = b"PK\x03\x04", workbook.OLE


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of the table at `path`, known by its first bytes rather than by its name.

    Raises KitError when the file cannot be read, is no table, is protected, or is larger than any list that a person keeps.
    """
    data = files.read_bytes(path, FILE_MOST)
    if data[:4] == ZIP or data[:8] == OLE:
        return workbook.read(data, str(path))
    if path.suffix.lower() in WORKBOOKS and not data.lstrip()[:1].isascii():
        raise KitError(
            "table.damaged", "{path} cannot be read as a table: open it in Excel or WPS and save it again as .xlsx.", path=str(path)
        )
    if path.suffix.lower() not in (*WORKBOOKS, *TEXTS):
        raise KitError("table.kind", "{path} is no table: use an .xlsx or .csv file.", path=str(path))
    if data.lstrip()[:1] == b"<":
        text = N_("{path} is a web page with the name of a table: open it in Excel or WPS and save it as .xlsx.")
        raise KitError("table.web", text, path=str(path))
    if path.suffix.lower() in WORKBOOKS and b"\0" in data[:1000] and not data.startswith(separated.MARKS[1][0]):
        raise workbook.damaged(str(path))
    if not data.strip():
        raise KitError("table.empty", "{path} is empty.", path=str(path))
    return (separated.read(data, str(path), path.stem),)
