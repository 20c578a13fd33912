"""The template for a roster: a table to fill in, and a sheet that says how."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kit import i18n
from kit.i18n import _
from kit.sheets import book as books
from kit.sheets import records
from kit.sheets.book import Book
from kit.sheets.records import Column

HEADERS = {
    "zh": ("姓名", "工号", "部门", "邮箱", "手机"),
    "en": ("Name", "Employee no.", "Department", "E-mail", "Phone"),
}
EXAMPLE = {
    "zh": (("张三", "001024", "平台组", "zhangsan@example.com", "13800000000"), ("李四", "001025", "支付组", "lisi@example.com", "")),
    "en": (
        ("Ada Byron", "001024", "Platform", "ada@example.com", "+44 20 7946 0000"),
        ("Bea Lang", "001025", "Payments", "bea@example.com", ""),
    ),
}


def write(out: Path, lang: str, *, at: datetime) -> Path:
    """Write the template to `out`, its headers in `lang`; every column is text, so that leading zeros stay."""
    books.refuse_other_suffixes(out)
    with i18n.language(lang):
        lang = i18n.current()
        with Book(_("Roster"), lang, zone="UTC", at=at) as book:
            columns = [Column(header, width=wide) for header, wide in zip(HEADERS[lang], (18, 16, 22, 30, 20), strict=True)]
            records.add(book, _("Roster"), "Roster", columns, [], freeze=1, typed=True)
            _explain(book, lang)
            return book.save(out)


def _explain(book: Book, lang: str) -> None:
    sheet = book.sheet(_("How to"), widths=(18, 16, 22, 30, 20))
    sheet.title(_("How to fill in the roster"))
    for line in (
        _("One row for each person on the first sheet. Only the name is needed."),
        _("The employee number tells two people of one name apart; leading zeros stay."),
        _("Columns may stand in any order, further columns are kept, English and Chinese headers are understood."),
        _("Sending the same list again changes nothing; changed rows are shown before they are taken in."),
    ):
        sheet.add(sheet.text(line))
    sheet.add()
    sheet.heading(*HEADERS[lang], right=False)
    for row in EXAMPLE[lang]:
        sheet.add(*(sheet.text(word) for word in row))
