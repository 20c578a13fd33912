"""One sheet that is one table: frozen header, filters, fitting columns, coloured marks; past Excel's limit it goes on in another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting import rule as rules
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from kit.sheets import text as texts
from kit.sheets.book import ACCENT, BOLD, TALLEST, Book, Looks, Sheet

ROWS_MOST = 1_048_575  # records below the header of one sheet
SAMPLE = 400  # rows that decide how wide a column is
NARROW = {"moment": 17.0, "utc": 20.0, "clock": 8.0, "day": 12.0, "duration": 8.0}


def add(
    book: Book,
    name: str,
    table: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    freeze: int = 1,
    marks: Sequence[Mark] = (),
    typed: bool = False,
    printed: int = 0,
    most: int = ROWS_MOST,
) -> int:
    """Add a sheet that is one table, its header and first `freeze` columns frozen; returns how many rows it took.

    `typed` columns keep what people type as text; only the first `printed` columns are printed (0: all). After `most` rows
    the records go on in further sheets.
    """
    total, left, shape = 0, iter(rows), Shape(freeze, tuple(marks), typed, printed)
    for part in itertools.count(1):
        written = _Records(book, name, table if part == 1 else f"{table}_{part}", columns, shape).fill(itertools.islice(left, most))
        total += written
        more = list(itertools.islice(left, 1)) if written == most else []
        if not more:
            break
        left = itertools.chain(more, left)
    return total


def _when(formula: str, colour: str) -> Any:
    make: Any = rules.FormulaRule
    return make([formula], fill=PatternFill(bgColor=colour, fill_type="solid"))


@dataclass(frozen=True)
class Column:
    """A column: its header, what its values are (text, integer, number, percent, moment, utc, clock, day, duration) and how it shows."""

    header: str
    kind: str = "text"
    width: float = 0
    wrap: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """Colour the cells of a column (or the whole row) that show exactly `value`."""

    column: int
    value: str
    colour: str
    row: bool = False


@dataclass(frozen=True)
class Shape:
    """How a table looks: frozen columns, coloured cells, columns that keep what is typed as text, how many are printed."""

    freeze: int = 1
    marks: tuple[Mark, ...] = ()
    typed: bool = False
    printed: int = 0


class _Records:
    """One sheet that is one table."""

    def __init__(self, book: Book, name: str, table: str, columns: Sequence[Column], shape: Shape) -> None:
        self.book, self.table, self.columns, self.shape = book, table, tuple(columns), shape
        self.headers = texts.headers(column.header for column in columns)
        self.sheet = Sheet(book, name)
        self._looks: dict[tuple[str, bool], Looks] = {}
        self._wrapped: tuple[tuple[int, float], ...] = ()
        self.ws = self.sheet.ws
        self.ws.freeze_panes = f"{get_column_letter(shape.freeze + 1)}2"
        self.ws.print_title_rows = "1:1"

    def fill(self, rows: Iterator[Sequence[Any]]) -> int:
        sample = list(itertools.islice(rows, SAMPLE))
        widths = [self._width(n, column, sample) for n, column in enumerate(self.columns)]
        for n, column in enumerate(self.columns):
            letter = get_column_letter(n + 1)
            self.ws.column_dimensions[letter].width = widths[n]
            self._wrapped += ((n, widths[n] - 3),) if column.wrap else ()
            self.ws.column_dimensions[letter].hidden = column.hidden
            if self.shape.typed:
                self.ws.column_dimensions[letter].number_format = "@"
        look = {"bold": True, "colour": "FFFFFF", "fill": ACCENT, "wrap": True, "vertical": "center"}
        tall = max(texts.lines(h, max((w - 2) * BOLD, 4)) for h, w in zip(self.headers, widths, strict=True))
        heads = [
            self.sheet.text(header, **look, **({"indent": 1} if column.kind == "text" else {"align": "right"}))
            for header, column in zip(self.headers, self.columns, strict=True)
        ]
        self.sheet.add(*heads, height=21 if tall < 2 else self.book.line * min(tall, 6) + 2)
        count = 0
        for row in itertools.chain(sample, rows):
            count += 1
            self._append(row, count + 1)
        if not count:  # a table needs one row below its header
            self.ws.append([self._cell("", column) for column in self.columns])
        self._finish(max(count, 1))
        return count

    def _append(self, row: Sequence[Any], number: int) -> None:
        """Add a row, as tall as its wrapped texts: not every program makes room for them by itself."""
        tall = min(self._lines(row) * self.book.line, TALLEST)
        if tall > self.book.line:
            self.ws.row_dimensions[number].height = tall
        self.ws.append([self._cell(value, column) for value, column in zip(row, self.columns, strict=True)])
        self.ws.row_dimensions.pop(number, None)  # it is written: nothing is kept of it

    def _lines(self, row: Sequence[Any]) -> int:
        most = 1
        for n, width in self._wrapped:
            text = row[n]
            if isinstance(text, str) and (len(text) * 2 > width or "\n" in text):
                most = max(most, texts.lines(text, width))
        return most

    def _cell(self, value: Any, column: Column) -> Any:
        if value is None or value == "":
            return None
        looks = self._looks.get((column.kind, column.wrap))
        if looks is None:
            indent = {"indent": 1} if column.kind == "text" else {}
            looks = self.book.looks(column.kind, **indent, **({"wrap": True} if column.wrap else {}))
            self._looks[column.kind, column.wrap] = looks
        return self.book.held(self.ws, value, column.kind, looks)

    def _width(self, n: int, column: Column, sample: Sequence[Sequence[Any]]) -> float:
        if column.width:
            return column.width
        most = max((texts.width(str(row[n])) for row in sample if isinstance(row[n], str | int)), default=0)
        head = texts.width(self.headers[n])
        return max(NARROW.get(column.kind, 0.0), min(52.0, max(most, min(head + 2, 28)) + 2.5), 7.0)

    def _finish(self, rows: int) -> None:
        last = get_column_letter(len(self.columns))
        ref = f"A1:{last}{rows + 1}"
        made: Any = Table(displayName=self.table, name=self.table, ref=ref)
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
        made._initialise_columns()
        made.tableColumns = [TableColumn(id=n, name=texts.escaped(header)) for n, header in enumerate(self.headers, 1)]
        self.ws._tables.add(made)
        shown = self.shape.printed or sum(not column.hidden for column in self.columns)
        self.ws.print_area = f"A1:{get_column_letter(shown)}{rows + 1}"  # else a long text would widen the page
        for mark in self.shape.marks:
            letter = get_column_letter(mark.column + 1)
            area = f"A2:{last}{rows + 1}" if mark.row else f"{letter}2:{letter}{rows + 1}"
            value = mark.value.replace('"', '""')
            self.ws.conditional_formatting.add(area, _when(f'EXACT(${letter}2,"{value}")', mark.colour))
