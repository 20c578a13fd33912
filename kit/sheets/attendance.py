"""The attendance workbook: who was there, every attempt at the door, and a list to sign, for one event or many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kit import i18n
from kit.events.door import Attendance, CheckIn
from kit.events.notice import Shown
from kit.i18n import N_, _
from kit.people.person import Person
from kit.people.roster import BASE, FIELDS, ROW
from kit.sheets import book as books
from kit.sheets import notes, plain, records, signin, summary
from kit.sheets import talks as wording
from kit.sheets.book import AMBER, GREEN, GREY, RED, Book
from kit.sheets.records import Column, Mark
from kit.sheets.talks import Talk

LOG_PRINTED = 11  # columns of the log that go on paper
MARK = 6  # signs by which a wording is known in the sheets
Table = tuple[list[Column], Iterable[list[Any]], list[Mark]]
OUTCOMES = {
    "ok": N_("let in"),
    "walk_in": N_("let in as walk-in"),
    "already": N_("was in already"),
    "out": N_("left"),
    "not_in": N_("left, but was not in"),
    "full": N_("refused: every seat taken"),
    "closed": N_("refused: closed"),
    "not_open": N_("refused: not open yet"),
    "unknown": N_("refused: not found"),
    "ambiguous": N_("refused: several people match"),
    "error": N_("refused: error"),
}
ACTORS = {"command line": N_("command line"), "window": N_("Lectern's window")}
PROOFS = {
    "wall": N_("code on the wall"),
    "badge": N_("badge"),
    "desk": N_("at the desk"),
    "phone": N_("own phone"),
    "scanner": N_("scanner"),
    "helper": N_("helper's phone"),
    "paper": N_("paper list"),
    "import": N_("imported"),
}


def write(talks: Sequence[Talk], out: Path, lang: str, *, zone: str, at: datetime) -> Path:
    """Write the workbook of one or more events to `out`, times in `zone`; as .csv its main table alone. Returns where it is."""
    books.refuse_other_suffixes(out, plain.SUFFIX)
    with i18n.language(lang):
        title = talks[0].event.title if len(talks) == 1 else _("Attendance of {n} events").format(n=len(talks))
        with Book(title, i18n.current(), zone=zone, at=at) as book:
            columns, rows, marks = _people(book, talks[0]) if len(talks) == 1 else _everybody(book, talks)
            if plain.wanted(out):
                return plain.write(out, columns, rows, book)
            summary.attendance(book, title, talks)
            printed = 9 if len(talks) == 1 else 0
            records.add(book, _("Attendance"), "Attendance", columns, rows, freeze=2, marks=marks, printed=printed)
            _log(book, talks)
            _long(book, talks)
            if len(talks) == 1:
                signin.add(book, talks[0].event, talks[0].expected)
            notes.add(book, _holds(talks), words(), _told(book, talks))
            return book.save(out)


def _people(book: Book, talk: Talk) -> Table:
    """One row for each person of the roster and each walk-in."""
    columns = [
        Column(_("No."), "integer", 7),
        Column(_("Name")),
        Column(_("Status")),
        Column(_("First in ({zone})").format(zone=book.zone), "moment"),
        Column(_("On time")),
        Column(_("Present (h:mm)"), "duration"),
        Column(_("Employee no.")),
        Column(_("Department")),
        Column(_("Registered by")),
        Column(_("E-mail")),
        Column(_("Phone")),
        Column(_("Sorted by")),
        Column(_("Registered ({zone})").format(zone=book.zone), "moment"),
        Column(_("Came in by")),
        Column(_("Device")),
        Column(_("Receipt")),
        Column(_("Badge")),
        Column(_("Left ({zone})").format(zone=book.zone), "moment"),
        *(Column(_("Part: {part}").format(part=part), width=14) for part in talk.event.parts),
        *(Column(name, hidden=True) for name in (ROW, BASE)),
    ]
    rows = ([n, *_person(entry), *_stays(talk, entry), *_known_again(talk, entry)] for n, entry in enumerate(talk.entries, 1))
    marks = [Mark(2, _("absent"), GREY), Mark(2, _("present"), GREEN), Mark(4, _("late"), AMBER)]
    return columns, rows, marks


def _known_again(talk: Talk, entry: Attendance) -> tuple[str, str]:
    """Return what tells the row again when the workbook is imported, and what stood in it: nothing where it cannot come back."""
    ref = talk.refs.get(int(entry.person.id), "")
    return ref, json.dumps([getattr(entry.person, name) for name in FIELDS], ensure_ascii=False) if ref else ""


def _person(entry: Attendance) -> list[Any]:
    who = entry.person
    return [
        who.name,
        wording.status(entry),
        entry.first_in,
        "" if not entry.present else _("late") if entry.late else _("on time"),
        entry.minutes if entry.present else None,
        who.emp_no,
        who.dept,
        wording.source(entry),
        who.email,
        who.phone,
        who.sort_key,
        entry.registered_at,
        _(PROOFS.get(entry.proof, "")) or entry.proof,
        entry.device,
        entry.receipt,
        entry.badge,
        entry.last_out,
    ]


def _stays(talk: Talk, entry: Attendance) -> list[Any]:
    """One cell for each part of the event: on time, late or absent."""
    came = {stay.part: stay for stay in entry.stays}
    return [_("absent") if part.code not in came else _("late") if came[part.code].late else _("on time") for part in talk.event.parts]


def _everybody(book: Book, talks: Sequence[Talk]) -> Table:
    """One row for each person over all events, one column for each event."""
    people: dict[int, Person] = {}
    came: dict[int, dict[int, Attendance]] = {}
    for talk in talks:
        for entry in talk.entries:
            people[int(entry.person.id)] = entry.person
            came.setdefault(int(entry.person.id), {})[int(talk.event.id)] = entry
    columns = [
        Column(_("No."), "integer", 7),
        Column(_("Name")),
        Column(_("Employee no.")),
        Column(_("Department")),
        Column(_("Events attended"), "integer"),
        Column(_("Events expected at"), "integer"),
        Column(_("Share attended"), "percent"),
        Column(_("Present (h:mm)"), "duration"),
        *(Column(f"{book.local(talk.event.starts_at):%Y-%m-%d} {talk.event.title}", width=16) for talk in talks),
    ]
    ordered = sorted(people.values(), key=lambda person: (person.sort_key, int(person.id)))
    rows = ([n, *_over_all(person, came[int(person.id)], talks)] for n, person in enumerate(ordered, 1))
    marks = [mark for n in range(len(talks)) for mark in (Mark(8 + n, _("absent"), GREY), Mark(8 + n, _("present"), GREEN))]
    return columns, rows, marks


def _over_all(person: Person, came: dict[int, Attendance], talks: Sequence[Talk]) -> list[Any]:
    present = sum(entry.present for entry in came.values())
    minutes = sum(entry.minutes for entry in came.values() if entry.present)
    each = [wording.status(entry) if (entry := came.get(int(talk.event.id))) else "" for talk in talks]
    return [person.name, person.emp_no, person.dept, present, len(came), present / len(came), minutes, *each]


def _log(book: Book, talks: Sequence[Talk]) -> None:
    """One row for each attempt at the door, refused and voided ones too."""
    columns = [
        Column(_("Time ({zone})").format(zone=book.zone), "utc"),
        Column(_("Name")),
        Column(_("Department")),
        Column(_("Outcome")),
        Column(_("Came in by")),
        Column(_("Recorded by")),
        Column(_("Taken back ({zone})").format(zone=book.zone), "moment"),
        Column(_("Taken back by")),
        Column(_("Reason"), width=24, wrap=True),
        Column(_("Part")),
        Column(_("Receipt")),
        Column(_("Device")),
        Column(_("Scanned or typed")),
        Column(_("Received late")),
        Column(_("Notice")),
        Column(_("Event"), width=30),
        Column(_("Time (UTC)"), "utc"),
    ]
    refused = [Mark(3, _(said), RED) for code, said in OUTCOMES.items() if said.startswith("refused")]
    marks = [*refused, Mark(3, _("was in already"), AMBER), Mark(3, _("let in"), GREEN), Mark(3, _("let in as walk-in"), GREEN)]
    rows = (_line(book, talk, line) for talk in talks for line in talk.log)
    records.add(book, _("Log"), "DoorLog", columns, rows, freeze=2, marks=marks, printed=LOG_PRINTED)


def _line(book: Book, talk: Talk, line: CheckIn) -> list[Any]:
    happened = line.corrected_at
    return [
        book.local(happened),
        line.name,
        line.dept,
        _(OUTCOMES.get(str(line.outcome), "")) or str(line.outcome),
        _(PROOFS.get(line.proof, "")) or line.proof,
        _(ACTORS.get(line.actor, "")) or line.actor,
        line.voided_at,
        _(ACTORS.get(line.voided_by, "")) or line.voided_by,
        line.void_reason,
        line.part,
        line.receipt,
        line.device,
        line.raw,
        _("yes") if line.late_upload else "",
        line.notice[:MARK],
        talk.event.title,
        happened,
    ]


def _long(book: Book, talks: Sequence[Talk]) -> None:
    """One row for each person and event, for pivot tables."""
    columns = [
        Column(_("Event code")),
        Column(_("Event")),
        Column(_("Date"), "day"),
        Column(_("Person id"), "integer"),
        Column(_("Name")),
        Column(_("Employee no.")),
        Column(_("Department")),
        Column(_("Registered by")),
        Column(_("Present"), "integer"),
        Column(_("Late"), "integer"),
        Column(_("Minutes"), "integer"),
        Column(_("First in ({zone})").format(zone=book.zone), "moment"),
    ]
    records.add(book, _("Long"), "AttendanceLong", columns, _each(book, talks), freeze=1)


def _each(book: Book, talks: Sequence[Talk]) -> Iterator[list[Any]]:
    for talk in talks:
        day = book.local(talk.event.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
        for entry in talk.entries:
            who, here = entry.person, entry.present
            about = [talk.event.code, talk.event.title, day, int(who.id), who.name, who.emp_no, who.dept, wording.source(entry)]
            yield [*about, int(here), int(entry.late), entry.minutes if here else 0, entry.first_in]


def _holds(talks: Sequence[Talk]) -> list[tuple[str, str]]:
    names = "\n".join(f"{talk.event.title} ({talk.event.code})" for talk in talks[:40])
    people = sum(len(talk.entries) for talk in talks)
    lines = sum(len(talk.log) for talk in talks)
    return [
        (_("Events"), names + ("\n…" if len(talks) > 40 else "")),
        (_("Holds"), _("{people} rows of attendance, {lines} lines of the log").format(people=people, lines=lines)),
        (_("Filter"), _("none: everybody on the roster, every walk-in, every attempt")),
    ]


def _told(book: Book, talks: Sequence[Talk]) -> list[tuple[str, str]]:
    """Return each wording about people's data that the lines of the log stand under, the first one first."""
    found: dict[str, list[Shown]] = {}
    for shown in (shown for talk in talks for shown in talk.notices):
        found.setdefault(shown.notice.digest, []).append(shown)
    said = _("Shown since {time}, above {n} lines of the log:")
    return [
        (
            digest[:MARK],
            f"{said.format(time=f'{book.local(one[0].first_at):%Y-%m-%d %H:%M}', n=sum(s.lines for s in one))}\n{one[0].notice.text}",
        )
        for digest, one in sorted(found.items(), key=lambda item: item[1][0].first_at)
    ]


def words() -> list[tuple[str, str]]:
    """Return what the words of the workbook mean, in the language in force."""
    return [
        (_("Present"), _("Came in at least once, by a check-in that was not taken back.")),
        (_("Absent"), _("Stood on the roster and has no check-in that counts.")),
        (_("Walk-in"), _("Came in without standing on the roster.")),
        (_("Attendance rate"), _("People of the roster who came ÷ people on the roster; walk-ins are in neither number.")),
        (_("No-show rate"), _("People of the roster who did not come ÷ people on the roster.")),
        (_("Late"), _("First in after the start of the event plus the minutes of grace that the event allows.")),
        (_("Minutes present"), _("From arrival, not before the start, to leaving, else to the planned end; of several parts their sum.")),
        (_("Response rate"), _("Feedback forms handed in ÷ people present.")),
        (_("95 % interval"), _("Where the true share lies with 95 % confidence (Wilson 1927): few people, wide interval.")),
        (_("Log"), _("Every attempt at the door in the order it was written. Nothing is deleted: what was taken back is marked.")),
        (_("Notice"), _("Which wording about people’s data the phone showed before; they stand below. Empty: none, as at the desk.")),
        (_("Received late"), _("Reached the records more than two minutes after it happened, for example from a phone without network.")),
    ]
