"""The last sheet of every workbook: what its words mean, what it holds, when and by which version it was made."""

from __future__ import annotations

from collections.abc import Sequence

from kit import __version__
from kit.i18n import _
from kit.sheets.book import Book, Sheet


def add(book: Book, holds: Sequence[tuple[str, str]], words: Sequence[tuple[str, str]], told: Sequence[tuple[str, str]] = ()) -> None:
    """Add the Notes sheet: what the workbook holds, its definitions, and what people were `told` about their data."""
    sheet = book.sheet(_("Notes"), landscape=False, widths=(30, 92))
    sheet.title(_("Notes"))
    facts = [
        *holds,
        (_("Made on"), _("{time} ({zone})").format(time=f"{book.local(book.at):%Y-%m-%d %H:%M}", zone=book.zone)),
        (_("Made by"), f"Lectern {__version__}"),
        (_("Time zone"), _("{zone}. Columns that say UTC are in UTC.").format(zone=book.zone)),
        *_changes(book),
    ]
    _block(sheet, _("About this workbook"), facts)
    _block(sheet, _("What the words mean"), words)
    if told:
        _block(sheet, _("What people were told about their data"), told)


def _changes(book: Book) -> list[tuple[str, str]]:
    """Tell what could not be written as it was."""
    found = []
    if book.changed["pictured"]:
        said = _("{n} cells held control characters; they are shown as ␀, ␁ … because a workbook cannot keep them.")
        found.append((_("Replaced characters"), said.format(n=book.changed["pictured"])))
    if book.changed["cut"]:
        said = _("{n} cells were longer than the 32,767 characters a cell can hold; they end with “…”.")
        found.append((_("Shortened cells"), said.format(n=book.changed["cut"])))
    return found


def _block(sheet: Sheet, heading: str, lines: Sequence[tuple[str, str]]) -> None:
    sheet.add()
    sheet.heading(heading, "", right=False)
    for name, said in lines:
        sheet.add(sheet.text(name, bold=True, wrap=True), sheet.text(said, wrap=True))
