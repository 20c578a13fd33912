"""A workbook as people expect it: real tables, fitting columns, dates and numbers as such; no content can break it or run in it."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting import rule as rules
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from kit import __version__
from kit.content import files
from kit.errors import KitError, from_os
from kit.i18n import _
from kit.sheets import text as texts

ACCENT, INK, SOFT, LINE = "2F5D8A", "1F2933", "EDF2F7", "CBD5E0"
GREY, AMBER, GREEN, RED = "E2E8F0", "FCE7B2", "D5EDDB", "F6CFCB"
BOLD = 0.93  # how much of bold words fits where plain ones do
TALLEST = 400.0  # points: no row may be much taller in Excel
Looks = tuple[Any, Any, Any]
FORMATS = {
    "integer": "#,##0",
    "general": "General",
    "number": "0.00",
    "percent": "0.0%",
    "tenth": "0.0",
    "number-change": "+0.00;−0.00;0.00",
    "percent-change": '+0.0" pp";−0.0" pp";0.0" pp"',
    "moment": "yyyy-mm-dd hh:mm",
    "utc": "yyyy-mm-dd hh:mm:ss",
    "clock": "hh:mm",
    "day": "yyyy-mm-dd",
    "duration": "[h]:mm",
}


def refuse_other_suffixes(out: Path, *more: str) -> None:
    """Refuse a file name that would not open as a workbook; `more` are endings that are written too."""
    if out.suffix.lower() not in (".xlsx", *more):
        known = ", ".join((".xlsx", *more))
        raise KitError("sheet.suffix", "A sheet is written as {known}: {path} has another ending.", path=str(out), known=known)


class Book:
    """A workbook being written, sheet by sheet, row by row; nothing is kept in memory but the counts."""

    def __init__(self, title: str, lang: str, *, zone: str, at: datetime) -> None:
        self.lang, self.zone, self.at = lang, zone, at
        self.tz = ZoneInfo(zone)
        self.changed: Counter[str] = Counter()
        self.line = 16.5 if lang == "zh" else 15.0  # points: a line of text
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
        with tempfile.TemporaryFile() as made:
            try:  # finished elsewhere first: a writer cut off half-way complains long after the refusal was said
                self.wb.save(made)
            except OSError as error:
                raise from_os(error, tempfile.gettempdir()) from error
            made.seek(0)
            return files.write(out, lambda file: shutil.copyfileobj(made, file))

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
        return self.held(ws, value, kind, self.looks(kind, **look))

    def looks(self, kind: str, **look: Any) -> Looks:
        """Return the styles of a value of a kind, of a text, and of a text that looks like a formula."""
        return self.style(kind, **look), self.style("text", **look), self.style("text", **look, quote=True)

    def held(self, ws: Any, value: Any, kind: str, looks: Looks) -> Any:
        """Return a cell that holds exactly `value` in one of the styles that `looks` gave."""
        plain = _number(value, kind, self) if value is not None else None
        made: Any = WriteOnlyCell(ws)
        if isinstance(plain, str):
            said, quoted, pictured, cut = _ready(plain)
            if pictured or cut:
                self.changed.update({"pictured": int(pictured), "cut": int(cut)})
            made._value, made.data_type, made._style = said, "s", looks[2 if quoted else 1]
            return made
        made._value, made.data_type = plain, "d" if isinstance(plain, datetime) else "n"
        made._style = looks[0]
        return made


@lru_cache(maxsize=1024)  # labels, codes and titles stand in many rows
def _ready(text: str) -> tuple[str, bool, bool, bool]:
    """Return (the text as it stands in the file, whether it looks like a formula, whether signs were replaced, whether it was cut)."""
    said, pictured, cut = texts.cell(text)
    return texts.escaped(said), said.startswith(texts.FORMULA_SIGNS), pictured, cut


def _number(value: Any, kind: str, book: Book) -> Any:
    """Return the value as the kind of its column wants it; what does not fit is told as text."""
    if type(value) is str:
        return value
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


class Sheet:
    """A sheet filled by hand, row by row, with print set-up."""

    def __init__(self, book: Book, name: str, *, landscape: bool = True, widths: Sequence[float] = ()) -> None:
        self.book = book
        self.name = texts.title(name, [ws.title for ws in book.wb.worksheets])
        self.ws: Any = book.wb.create_sheet(self.name)
        self.row = 0
        self.widths = tuple(widths)
        print_setup(self.ws, landscape)
        for n, width in enumerate(widths, 1):
            self.ws.column_dimensions[get_column_letter(n)].width = width

    def add(self, *cells: Any, height: float = 0) -> int:
        """Add a row of cells (made by `text`, `value` …), as tall as its wrapped texts unless told, and return its number."""
        self.row += 1
        height = height or self._tall(cells)
        if height:
            self.ws.row_dimensions[self.row].height = height
        self.ws.append(list(cells))
        return self.row

    def _tall(self, cells: Sequence[Any]) -> float:
        """Return the height of a row whose texts are wrapped to several lines, else 0: not every program makes room by itself."""
        most = 1
        for width, cell in zip(self.widths, cells, strict=False):
            if cell is not None and isinstance(cell.value, str) and cell.alignment.wrap_text:
                most = max(most, texts.lines(cell.value, (width - 1) * (BOLD if cell.font.b else 1)))
        return min(most * self.book.line, TALLEST) if most > 1 else 0

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

    def page(self) -> None:
        """Begin a new printed page after the last row."""
        self.ws.row_breaks.append(Break(id=self.row))

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
