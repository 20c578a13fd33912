"""The first sheet of the attendance workbook: figures with their intervals, arrivals, departments, events."""

from __future__ import annotations

from collections.abc import Sequence

from kit import measures
from kit.i18n import _
from kit.measures import Share
from kit.sheets import charts, talks
from kit.sheets.book import Book, Sheet
from kit.sheets.talks import Talk

WIDTHS = (30, 13, 13, 13, 13, 3)
CHART = "G"  # the column at which charts stand, beside the figures
GROUPS = 12  # departments in the chart; the table has them all


def attendance(book: Book, title: str, held: Sequence[Talk]) -> None:
    """Add the Summary sheet of one or more events."""
    sheet = book.sheet(_("Summary"), widths=WIDTHS)
    sheet.title(title)
    protect(sheet)
    if len(held) == 1:
        event = held[0].event
        when = f"{book.local(event.starts_at):%Y-%m-%d %H:%M} ({book.zone})"
        words = (when, _("{n} min").format(n=event.minutes), event.place, event.host, event.code)
        sheet.add(sheet.text(" · ".join(word for word in words if word), colour="52606D"))
    sheet.add()
    _figures(sheet, held)
    if len(held) == 1:
        _arrivals(book, sheet, held[0])
    else:
        _events(book, sheet, held)
    _departments(sheet, held)


def protect(sheet: Sheet) -> None:
    """Keep figures from being overwritten by accident; no password, so anybody can lift it."""
    sheet.ws.protection.sheet = True
    sheet.ws.protection.formatColumns = sheet.ws.protection.formatRows = sheet.ws.protection.formatCells = False


def share(sheet: Sheet, name: str, value: Share) -> None:
    """Add a line with a share, its n and its interval; without anybody to ask it says so."""
    if value.share is None:
        sheet.add(sheet.text(name), sheet.text(_("no data"), colour="52606D", align="right"), sheet.value(0, "integer"))
        return
    cells = (sheet.value(value.n, "integer"), sheet.value(value.low, "percent"), sheet.value(value.high, "percent"))
    sheet.add(sheet.text(name), sheet.value(value.share, "percent", bold=True), *cells)


def _figures(sheet: Sheet, held: Sequence[Talk]) -> None:
    sheet.heading(_("Figure"), _("Value"), _("of (n)"), _("95 % from"), _("95 % to"))
    expected, present = [e for t in held for e in t.expected], [e for t in held for e in t.present]
    came = sum(entry.present for entry in expected)
    counts = [
        (_("On the roster"), len(expected)),
        (_("Present"), len(present)),
        (_("of these walk-ins"), sum(talk.walk_ins for talk in held)),
        (_("Late"), sum(talk.late for talk in held)),
        (_("Check-ins taken back"), sum(line.voided_at is not None for talk in held for line in talk.log)),
        (_("Feedback forms"), sum(talk.responses for talk in held)),
    ]
    if len(held) > 1:
        counts.insert(0, (_("Different people present"), len({int(entry.person.id) for entry in present})))
    for name, n in counts:
        sheet.add(sheet.text(name), sheet.value(n, "integer", bold=True))
    share(sheet, _("Attendance rate"), measures.wilson(came, len(expected)))
    share(sheet, _("No-show rate"), measures.wilson(len(expected) - came, len(expected)))
    share(sheet, _("Late, of those present"), measures.wilson(sum(talk.late for talk in held), len(present)))
    answered = sum(min(talk.responses, len(talk.present)) for talk in held)
    share(sheet, _("Response rate of feedback"), measures.wilson(answered, len(present)))


def _arrivals(book: Book, sheet: Sheet, talk: Talk) -> None:
    sheet.add()
    sheet.heading(_("Arrivals ({zone})").format(zone=book.zone), _("People"))
    first = sheet.row + 1
    for moment, n in talk.arrivals:
        sheet.add(sheet.text(f"{book.local(moment):%H:%M}"), sheet.value(n, "integer"))
    if not talk.arrivals:
        sheet.add(sheet.text(_("nobody came in yet"), colour="52606D"))
        return
    charts.bars(sheet, f"{CHART}3", _("Arrivals, people per 5 minutes"), labels=1, values=2, first=first, last=sheet.row)


def _departments(sheet: Sheet, held: Sequence[Talk]) -> None:
    groups = talks.departments(held)
    if not groups:
        return
    sheet.add()
    sheet.heading(_("Department"), _("Present"), _("On the roster"), _("Rate"), _("Walk-ins"))
    first = sheet.row + 1
    for group in groups:
        rate = group.came / group.expected if group.expected else None
        name = sheet.text(group.name or _("(not given)"))
        numbers = [sheet.value(n, "integer") for n in (group.came + group.walk_ins, group.expected)]
        sheet.add(name, *numbers, sheet.value(rate, "percent"), sheet.value(group.walk_ins, "integer"))
    sheet.bars(4, first, sheet.row)
    last = min(sheet.row, first + GROUPS - 1)
    tall = 3.0 + 0.75 * (last - first + 1)
    charts.bars(
        sheet, f"{CHART}20", _("Present by department"), labels=1, values=2, first=first, last=last, lying=True, height=max(5.0, tall)
    )


def _events(book: Book, sheet: Sheet, held: Sequence[Talk]) -> None:
    sheet.add()
    sheet.heading(_("Event"), _("Present"), _("On the roster"), _("Rate"), _("Response rate"))
    first = sheet.row + 1
    for talk in sorted(held, key=lambda talk: talk.event.starts_at):
        name = sheet.text(f"{book.local(talk.event.starts_at):%Y-%m-%d} {talk.event.title}", wrap=True)
        numbers = [sheet.value(n, "integer") for n in (len(talk.present), len(talk.expected))]
        sheet.add(name, *numbers, sheet.value(talk.rate.share, "percent"), sheet.value(talk.answered.share, "percent"))
    sheet.bars(4, first, sheet.row)
    sheet.bars(5, first, sheet.row)
    last = min(sheet.row, first + 19)
    charts.bars(sheet, f"{CHART}3", _("Present by event"), labels=1, values=2, first=first, last=last, lying=True, height=8)
