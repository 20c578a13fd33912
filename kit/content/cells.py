"""What a table is once it is read: sheets of rows of text cells that know their address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kit.errors import Finding, KitError
from kit.i18n import N_

ROWS_MOST, COLUMNS_MOST = 100_000, 512
SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?E\+\d{2,}\Z", re.IGNORECASE | re.ASCII)


def column_name(number: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number, from 0, of a column named by letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def too_large(file: str, rows: int, columns: int) -> KitError:
    """Return the refusal of a table that nobody made by hand."""
    text = N_("{path} is too large ({rows} rows, {columns} columns; at most {most} rows and {widest} columns): keep only the list itself.")
    return KitError("table.large", text, path=file, rows=rows, columns=columns, most=ROWS_MOST, widest=COLUMNS_MOST)


def rounded(cell: Cell, file: str) -> Finding:
    """Return the finding about a number that Excel shortened before it reached us."""
    text = N_("{cell} holds a number that Excel has shortened ({value}): format the column as text and type it again.")
    return Finding("table.rounded", text, {"cell": cell.address, "value": cell.text}, file=file, part=cell.address)


class Cell(NamedTuple):
    """One cell: its text as a person reads it, and where it stands (row and column from 0)."""

    text: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """Return the address as Excel shows it: "B7"."""
        return f"{column_name(self.column)}{self.row + 1}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows, and what was noticed while reading."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[Finding, ...] = ()
