"""Prints of an event as PDF: poster, badges with their calibration page, sign-in list, certificates and the check of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit import i18n
from kit.context import Kit
from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.events.event import Event
    from kit.prints.poster import Wifi
    from kit.prints.stock import Stock


def stocks() -> dict[str, Stock]:
    """Return the sheets of labels and cards that badges can be printed on, by name."""
    from kit.prints import stock

    return dict(stock.STOCKS)


def poster(kit: Kit, code: str, out: Path, lang: str = "", *, size: str = "a4", wifi: Wifi | None = None) -> Printed:
    """Write the poster with the check-in code of an event, `size` a4 or a3; phones are led to the address in force.

    Raises KitError for an unknown size.
    """
    from kit.ops.sharing import targets
    from kit.prints import poster as prints

    if size not in prints.SIZES:
        raise KitError("print.size", "A poster is a4 or a3, not {size}.", size=size)
    event, _people = _read(kit, code)
    target = targets(kit, event.code)["checkin"]
    with i18n.language(lang or event.lang):
        made = prints.Poster(event.title, _told(event), target.payload, target.address, event.code, wifi)
        return _printed(prints.write(made, out, size=prints.SIZES[size], at=kit.now()), 1, [event.title])


def badges(kit: Kit, code: str, out: Path, lang: str = "", *, stock: Stock, first: int = 1, outline: bool = False) -> Printed:
    """Write a badge for everybody registered for an event, by name, from label `first` of the sheet on."""
    from kit.prints import badges as prints

    event, people = _read(kit, code)
    if not people:
        raise KitError("print.nobody", "Nobody is registered for {event}: import a roster first.", event=event.title)
    made = [prints.Badge(entry.person.name, entry.person.dept, entry.badge) for entry in people]
    with i18n.language(lang or event.lang):
        written = prints.write(made, out, stock, event=event.title, first=first, outline=outline, at=kit.now())
    _note(kit, event, "badges", written, len(made))
    return _printed(written, len(made), [badge.name for badge in made])


def calibration(kit: Kit, out: Path, lang: str = "", *, stock: Stock) -> Printed:
    """Write the page that tells how far a printer is off on this stock."""
    from kit.prints import badges as prints

    with i18n.language(lang or kit.workspace.lang):
        return _printed(prints.calibration(out, stock, at=kit.now()), 1, [])


def signin(kit: Kit, code: str, out: Path, lang: str = "") -> Printed:
    """Write the list to sign by hand: everybody on the roster, then empty lines."""
    from kit.prints import signin as prints

    event, people = _read(kit, code)
    lines = [prints.Line(entry.person.name, entry.person.emp_no, entry.person.dept) for entry in people if not entry.walk_in]
    with i18n.language(lang or event.lang):
        written = prints.write(lines, out, title=event.title, told=_told(event), at=kit.now())
    _note(kit, event, "signin", written, len(lines))
    return _printed(written, len(lines), [line.name for line in lines])


def certificates(kit: Kit, code: str, out: Path, lang: str = "", *, least: int = 1) -> Printed:
    """Write a certificate for everybody who was present for at least `least` minutes.

    Raises KitError before the event is over, since minutes are counted to its end, and when nobody was there so long.
    """
    from kit.events import token
    from kit.prints import certificates as prints

    event, people = _read(kit, code)
    if kit.now() < event.ends_at and event.closed_at is None:
        raise KitError("print.early", "{event} is not over: certificates say how long people were there.", event=event.title)
    there = [entry for entry in people if entry.present and entry.minutes >= least]
    if not there:
        raise KitError("print.none-present", "Nobody was at {event} for {n} min or more.", event=event.title, n=least)
    key = kit.key
    given = [prints.Certificate(e.person.name, e.person.dept, e.minutes, token.certificate(key, event.code, e.person.id)) for e in there]
    date = f"{event.local(event.starts_at):%Y-%m-%d}"
    with i18n.language(lang or event.lang):
        written = prints.write(given, out, title=event.title, date=date, host=event.host, at=kit.now())
    _note(kit, event, "certificates", written, len(given))
    return _printed(written, len(given), [one.name for one in given])


def verify(kit: Kit, number: str) -> Attendance:
    """Return whose certificate this number is; raises KitError when no certificate of this workspace has it."""
    from kit.events import token

    number = "".join(number.split()).upper()
    try:
        event, people = _read(kit, number.partition("-")[0])
    except KitError as error:
        raise KitError("print.no-number", "No certificate of this workspace has the number {number}.", number=number) from error
    found = next((e for e in people if e.present and token.certificate(kit.key, event.code, e.person.id) == number), None)
    if found is None:
        raise KitError("print.false", "No certificate of {event} has the number {number}.", event=event.title, number=number)
    return found


def _note(kit: Kit, event: Event, kind: str, path: Path, people: int) -> None:
    """Write down that a file with people's data was made."""
    from kit.events import exports

    kit.db.write(lambda tx: exports.add(tx, event.id, kind, path.name, people, at=kit.now(), actor=kit.user))


def _read(kit: Kit, code: str) -> tuple[Event, tuple[Attendance, ...]]:
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        return event, door.attendance(tx, event)


def _told(event: Event) -> str:
    start, end = event.local(event.starts_at), event.local(event.ends_at)
    ends = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    return " · ".join(word for word in (f"{start:%Y-%m-%d %H:%M} – {ends}", event.place, event.host) if word)


def _printed(path: Path, count: int, words: Sequence[str]) -> Printed:
    from kit.prints import paper

    text = "The typeface has no sign for a letter in “{name}”: look at it before you print."
    return Printed(path, count, tuple(Finding("print.glyph", text, {"name": name}) for name in dict.fromkeys(paper.lacking(words))))


@dataclass(frozen=True)
class Printed:
    """Where a print is, how many it holds, and what to look at."""

    path: Path
    count: int
    findings: tuple[Finding, ...] = ()
