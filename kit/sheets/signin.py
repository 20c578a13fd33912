"""A list to sign on paper: A4 across, rows one can write in, the header on every page."""

from __future__ import annotations

from collections.abc import Sequence

from kit.events.door import Attendance
from kit.events.event import Event
from kit.i18n import _
from kit.sheets.book import Book, Sheet

ROW = 27.0  # points: 9.5 mm, room for a signature
BLANK = 12  # lines for people nobody expected


def add(book: Book, event: Event, expected: Sequence[Attendance]) -> None:
    """Add the Sign-in sheet with everybody on the roster and some empty lines."""
    sheet = book.sheet(_("Sign-in"), widths=(7, 26, 16, 30, 44, 14))
    sheet.ws.print_title_rows = "1:3"
    sheet.title(_("Sign-in: {title}").format(title=event.title))
    when = f"{event.starts_at.astimezone(book.tz):%Y-%m-%d %H:%M} ({book.zone})"
    sheet.add(sheet.text(" · ".join(word for word in (when, event.place, event.host) if word), colour="52606D"), height=20)
    sheet.heading(_("No."), _("Name"), _("Employee no."), _("Department"), _("Signature"), _("Time"), right=False)
    sheet.ws.freeze_panes = "A4"
    sheet.ws.row_dimensions[3].height = 21
    for n, entry in enumerate(expected, 1):
        _line(sheet, n, entry.person.name, entry.person.emp_no, entry.person.dept)
    for n in range(len(expected) + 1, len(expected) + BLANK + 1):
        _line(sheet, n, "", "", "")


def _line(sheet: Sheet, n: int, *words: str) -> None:
    look = {"border": True, "vertical": "center"}
    cells = [sheet.text(word, wrap=True, **look) for word in (*words, "", "")]
    sheet.add(sheet.value(n, "integer", align="center", **look), *cells, height=ROW)
