"""The main table of a workbook as CSV: one table, UTF-8 with its mark so that Excel reads Chinese, nothing that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kit.content import files
from kit.sheets import text as texts
from kit.sheets.book import Book
from kit.sheets.records import Column

SUFFIX = ".csv"
NUMERIC = re.compile(r"[-+]?[\d\s().,/:-]+%?\Z")  # -5, +86 138 0013 8000: no program makes a formula of these


def wanted(out: Path) -> bool:
    """Tell whether a file is to be CSV by its name."""
    return out.suffix.lower() == SUFFIX


def write(out: Path, columns: Sequence[Column], rows: Iterable[Sequence[Any]], book: Book) -> Path:
    """Write the visible columns to `out`, moments in the book's zone; returns where it is.

    Text that a spreadsheet would take for a formula gets a ' before it, the only change made to what people typed.
    """
    shown = [n for n, column in enumerate(columns) if not column.hidden]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    heads = texts.headers(column.header for column in columns)
    writer.writerow([_safe(heads[n]) for n in shown])
    for row in rows:
        writer.writerow([_said(row[n], columns[n], book) for n in shown])
    return files.write_bytes(out, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace"))


def _said(value: Any, column: Column, book: Book) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(int(value))
    if isinstance(value, datetime):
        return f"{book.local(value) if value.tzinfo else value:%Y-%m-%d %H:%M}"
    if isinstance(value, int | float):
        if column.kind == "duration":
            return f"{int(value) // 60}:{int(value) % 60:02d}"
        return f"{value:.15g}"
    return _safe(str(value))


def _safe(value: str) -> str:
    shown = texts.CONTROL.sub("�", value)
    return f"'{shown}" if shown.startswith(texts.FORMULA_SIGNS) and not NUMERIC.match(shown) else shown
