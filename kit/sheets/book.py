"""A workbook as people expect it: real tables, fitting columns, dates and numbers as such; no content can break it or run in it."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting import rule as rules
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from kit import __version__
from kit.content import files
from kit.errors import KitError
from kit.i18n import _
from kit.sheets import text as texts

ROWS_MOST = 1_048_575  # records below the header of one sheet
SAMPLE = 400  # rows that decide how wide a column is
ACCENT, INK, SOFT, LINE = "2F5D8A", "1F2933", "EDF2F7", "CBD5E0"
GREY, AMBER, GREEN, RED = "E2E8F0", "FCE7B2", "D5EDDB", "F6CFCB"
FORMATS = {
    "integer": "#,##0",
    "general": "General",
    "number": "0.00",
    "percent": "0.0%",
    "moment": "yyyy-mm-dd hh:mm",
    "utc": "yyyy-mm-dd hh:mm:ss",
    "clock": "hh:mm",
    "day": "yyyy-mm-dd",
    "duration": "[h]:mm",
}
NARROW = {"moment": 17.0, "utc": 20.0, "clock": 8.0, "day": 12.0, "duration": 8.0}


def refuse_other_suffixes(out: Path) -> None:
    """Refuse a file name that would not open as a workbook."""
    if out.suffix.lower() != ".xlsx":
        raise KitError("sheet.suffix", "A sheet is written as .xlsx: {path} has another ending.", path=str(out))


@dataclass(frozen=True)
class Column:
    """A column: its header, what its values are (text, integer, number, percent, moment, utc, clock, day, duration) and how it shows."""

    header: str
    kind: str = "text"
    width: float = 0
    wrap: bool = False


@dataclass(frozen=True)
class Mark:
    """Colour the cells of a column (or the whole row) that show exactly `value`."""

    column: int
    value: str
    colour: str
    row: bool = False


class Book:
    """A workbook being written, sheet by sheet, row by row; nothing is kept in memory but the counts."""

    def __init__(self, title: str, lang: str, *, zone: str, at: datetime) -> None:
        self.lang, self.zone, self.at = lang, zone, at
        self.tz = ZoneInfo(zone)
        self.changed: Counter[str] = Counter()
        self.wb = Workbook(write_only=True)
        font = Font(name="Microsoft YaHei" if lang == "zh" else "Calibri", size=10 if lang == "zh" else 11)
        self.font_name, self.font_size = font.name, float(font.size or 11)
        inner: Any = self.wb
        inner._fonts.clear()
        inner._fonts.add(font)
        inner._named_styles["Normal"].font = font
        self.wb.properties.title, _picture, _cut = texts.cell(title)
        self.wb.properties.creator = f"Lectern {__version__}"
        self.wb.properties.created = at.astimezone(UTC).replace(tzinfo=None)
        self._styles: dict[tuple[Any, ...], Any] = {}

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clocks of the book's zone show it, without a zone: workbooks keep none."""
        return moment.astimezone(self.tz).replace(tzinfo=None)

    def sheet(self, name: str, *, landscape: bool = True, widths: Sequence[float] = ()) -> Sheet:
        """Add a sheet to be filled by hand."""
        return Sheet(self, name, landscape=landscape, widths=widths)

    def records(
        self,
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
        """Add a sheet that is one table with filters, its header and first `freeze` columns frozen; returns how many rows it took.

        Past Excel's limit of rows the records go on in further sheets. `typed` columns keep what people type as text;
        only the first `printed` columns are printed (0: all).
        """
        total, left = 0, iter(rows)
        for part in itertools.count(1):
            chunk, more = itertools.islice(left, most), []
            written = _Records(self, name, table if part == 1 else f"{table}_{part}", columns, freeze, marks, typed, printed).fill(chunk)
            total += written
            if written == most:
                more = list(itertools.islice(left, 1))
                left = itertools.chain(more, left)
            if not more:
                return total
        return total

    def style(self, kind: str = "text", **look: Any) -> Any:
        """Return the style of a kind of value, made once: bold, colour, fill, size, wrap, align, border, quote."""
        key = (kind, *sorted(look.items()))
        if key not in self._styles:
            self._styles[key] = self._new_style(kind, **look)
        return self._styles[key]

    def _new_style(self, kind: str, **look: Any) -> Any:
        cell: Any = WriteOnlyCell(self.wb.worksheets[0])
        if look.get("bold") or look.get("colour") or look.get("size") or look.get("italic"):
            size = look.get("size", self.font_size)
            cell.font = Font(self.font_name, size, bool(look.get("bold")), bool(look.get("italic")), color=look.get("colour", INK))
        if look.get("fill"):
            cell.fill = PatternFill("solid", look["fill"])
        if look.get("border"):
            side = Side("thin", LINE)
            cell.border = Border(side, side, side, side)
        indent = look.get("indent", 0)
        align = look.get("align", "left" if indent else None)
        cell.alignment = Alignment(align, look.get("vertical", "top"), wrap_text=bool(look.get("wrap")), indent=indent)
        if kind in FORMATS:
            cell.number_format = FORMATS[kind]
        if look.get("quote"):
            cell.quotePrefix = True
        return cell._style

    def save(self, out: Path) -> Path:
        """Write the workbook whole or not at all; returns where it is."""
        refuse_other_suffixes(out)
        return files.write(out, self.wb.save)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of the half-written sheets of a workbook that was not saved."""
        for ws in cast(list[Any], self.wb.worksheets):
            if not ws.closed:
                ws.close()
                ws._writer.cleanup()

    def cell(self, ws: Any, value: Any, kind: str = "text", **look: Any) -> Any:
        """Return a cell that holds exactly `value`: what looks like a formula or an error stays text."""
        plain = _number(value, kind, self) if value is not None else None
        made: Any
        if isinstance(plain, str):
            said, pictured, cut = texts.cell(plain)
            self.changed.update({"pictured": int(pictured), "cut": int(cut)})
            made = WriteOnlyCell(ws)
            made._value, made.data_type = texts.escaped(said), "s"
            made._style = self.style("text", **look, **({"quote": True} if said.startswith(texts.FORMULA_SIGNS) else {}))
            return made
        made = WriteOnlyCell(ws, plain)
        made._style = self.style(kind, **look)
        return made


def _number(value: Any, kind: str, book: Book) -> Any:
    """Return the value as the kind of its column wants it; what does not fit is told as text."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value
        return value.astimezone(UTC).replace(tzinfo=None) if kind == "utc" else book.local(value)
    if isinstance(value, int | float) and kind != "text":
        if not math.isfinite(value):
            return str(value)
        return value / 1440 if kind == "duration" else value
    return str(value)


def _bar(colour: str) -> Any:
    make: Any = rules.DataBarRule
    return make("num", 0, "num", 1, color=colour, showValue=True)


def _when(formula: str, colour: str) -> Any:
    make: Any = rules.FormulaRule
    return make([formula], fill=PatternFill(bgColor=colour, fill_type="solid"))


class Sheet:
    """A sheet filled by hand, row by row, with print set-up."""

    def __init__(self, book: Book, name: str, *, landscape: bool = True, widths: Sequence[float] = ()) -> None:
        self.book = book
        self.name = texts.title(name, [ws.title for ws in book.wb.worksheets])
        self.ws: Any = book.wb.create_sheet(self.name)
        self.row = 0
        print_setup(self.ws, landscape)
        for n, width in enumerate(widths, 1):
            self.ws.column_dimensions[get_column_letter(n)].width = width

    def add(self, *cells: Any, height: float = 0) -> int:
        """Add a row of cells (made by `text`, `value` …) and return its number."""
        self.row += 1
        if height:
            self.ws.row_dimensions[self.row].height = height
        self.ws.append(list(cells))
        return self.row

    def text(self, value: str, **look: Any) -> Any:
        """Return a text cell."""
        return self.book.cell(self.ws, value, "text", **look)

    def value(self, value: Any, kind: str, **look: Any) -> Any:
        """Return a cell of a number, a moment … of the kind."""
        return self.book.cell(self.ws, value, kind, **look)

    def title(self, words: str) -> int:
        """Add the sheet's title line."""
        return self.add(self.text(words, bold=True, size=16, colour=ACCENT, vertical="center"), height=27)

    def heading(self, *words: str, right: bool = True) -> int:
        """Add a heading line for what follows, all but its first word over numbers unless `right` is off."""
        look = {"bold": True, "colour": "FFFFFF", "fill": ACCENT, "vertical": "center", "wrap": True}
        return self.add(*(self.text(word, **look, **({"align": "right"} if n and right else {})) for n, word in enumerate(words)))

    def bars(self, column: int, first: int, last: int, colour: str = "7FA8D1") -> None:
        """Draw data bars in a column of shares, from 0 to 1."""
        if last >= first:
            letter = get_column_letter(column)
            self.ws.conditional_formatting.add(f"{letter}{first}:{letter}{last}", _bar(colour))


def print_setup(ws: Any, landscape: bool) -> None:
    """Set a sheet up for A4: as wide as the page, page numbers below."""
    ws.page_setup.paperSize = 9
    ws.page_setup.orientation = "landscape" if landscape else "portrait"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins = PageMargins(left=0.5, right=0.5, top=0.55, bottom=0.75, footer=0.35)
    ws.oddFooter.left.text, ws.oddFooter.right.text = "&A", "&P / &N"


class _Records:
    """One sheet that is one table."""

    def __init__(
        self,
        book: Book,
        name: str,
        table: str,
        columns: Sequence[Column],
        freeze: int,
        marks: Sequence[Mark],
        typed: bool,
        printed: int,
    ) -> None:
        self.book, self.table, self.columns = book, table, tuple(columns)
        self.marks, self.typed, self.printed = marks, typed, printed
        self.headers = texts.headers(column.header for column in columns)
        self.sheet = Sheet(book, name)
        self.ws = self.sheet.ws
        self.ws.freeze_panes = f"{get_column_letter(freeze + 1)}2"
        self.ws.print_title_rows = "1:1"

    def fill(self, rows: Iterator[Sequence[Any]]) -> int:
        sample = list(itertools.islice(rows, SAMPLE))
        for n, column in enumerate(self.columns):
            letter = get_column_letter(n + 1)
            self.ws.column_dimensions[letter].width = self._width(n, column, sample)
            if self.typed:
                self.ws.column_dimensions[letter].number_format = "@"
        look = {"bold": True, "colour": "FFFFFF", "fill": ACCENT, "wrap": True, "vertical": "center"}
        tall = max(math.ceil(texts.width(h) / 28) for h in self.headers)
        heads = [
            self.sheet.text(header, **look, **({"indent": 1} if column.kind == "text" else {"align": "right"}))
            for header, column in zip(self.headers, self.columns, strict=True)
        ]
        self.sheet.add(*heads, height=21 if tall < 2 else 16.0 * min(tall, 5))
        count = 0
        for row in itertools.chain(sample, rows):
            self.ws.append([self._cell(value, column) for value, column in zip(row, self.columns, strict=True)])
            count += 1
        if not count:  # a table needs one row below its header
            self.ws.append([self._cell("", column) for column in self.columns])
        self._finish(max(count, 1))
        return count

    def _cell(self, value: Any, column: Column) -> Any:
        if value is None or value == "":
            return None
        look = {"indent": 1} if column.kind == "text" else {}
        return self.book.cell(self.ws, value, column.kind, **look, **({"wrap": True} if column.wrap else {}))

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
        if self.printed:
            self.ws.print_area = f"A1:{get_column_letter(self.printed)}{rows + 1}"
        for mark in self.marks:
            letter = get_column_letter(mark.column + 1)
            area = f"A2:{last}{rows + 1}" if mark.row else f"{letter}2:{letter}{rows + 1}"
            value = mark.value.replace('"', '""')
            self.ws.conditional_formatting.add(area, _when(f'EXACT(${letter}2,"{value}")', mark.colour))
