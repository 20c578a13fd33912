"""What the pages of events do off the window's thread: composed from ops, handed back as values."""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import i18n
from kit.context import Kit
from kit.errors import KitError
from kit.ops import attendance, events, feedback, live, prints, rosters, sharing, sheets

if TYPE_CHECKING:
    from kit.decks.bindings import QrTarget
    from kit.events.door import Attendance, CheckIn
    from kit.events.event import Draft, Event
    from kit.events.pack import Taken
    from kit.forms.model import Form
    from kit.gui.events.prints import Order
    from kit.ops.events import Overview
    from kit.ops.feedback import Compared, Results
    from kit.ops.paper import Signed
    from kit.ops.prints import Printed
    from kit.people.batch import Batch
    from kit.people.doubles import Double
    from kit.people.person import Person
    from kit.qr import Matrix

ACTOR = "window"
UNSAFE = '\\/:*?"<>|'


def look(kit: Kit, code: str) -> Seen:
    """Return everything that the pages of one event show, as it is now."""
    from kit.people import doubles

    seen = events.overview(kit, code)
    targets = {name: target for name, target in sharing.targets(kit, code).items() if name != "feedback" or seen.event.version_id}
    targets["checkin"] = sharing.wall(kit, seen.event)
    codes = {name: Code.of(target) for name, target in targets.items()}
    entries = attendance.all(kit, code)
    alike = doubles.among((entry.person, entry.walk_in) for entry in entries)
    return Seen(seen, entries, codes, bool(kit.addresses), feedback.opens(kit, seen.event), kit.now(), alike, rosters.batches(kit, code))


def opened(kit: Kit, code: str) -> Seen:
    """Make an event ready for phones, then look at it."""
    if events.show(kit, code).closed_at is None:
        events.open_(kit, code)
    return look(kit, code)


@dataclass(frozen=True)
class Answers:
    """What was answered (None when the event asks nothing), the earlier events to compare with, and what changed since the chosen one."""

    found: Results | None = None
    earlier: tuple[Event, ...] = ()
    compared: Compared | None = None


def answers(kit: Kit, code: str, lang: str, earlier: str = "") -> Answers:
    """Return what was answered, compared with the `earlier` event where one is chosen and can still be compared."""
    try:
        found = feedback.results(kit, code, lang)
    except KitError as error:
        if error.code == "feedback.none":
            return Answers()
        raise
    before = feedback.comparable(kit, code) if found.responses else ()
    chosen = any(event.code == earlier for event in before)
    return Answers(found, before, feedback.compared(kit, code, earlier, lang) if chosen else None)


def form_of(kit: Kit, code: str) -> Form:
    """Return the form of an event as the workspace has it now, to be edited; an event that froze it keeps its own."""
    from kit.ops import forms

    return forms.find(kit, feedback.form_of(kit, code).form.name)


def respondents(kit: Kit, code: str) -> tuple[bool, tuple[tuple[Person, bool], ...]]:
    """Return whether answers are kept with names, and who has answered; refuse where the form is anonymous."""
    return feedback.form_of(kit, code).form.named, feedback.respondents(kit, code)


def take_form(kit: Kit, file: Path) -> Form:
    """Take a form from an XLSForm workbook."""
    from kit.ops import forms

    return forms.import_(kit, file)


def enter(kit: Kit, code: str, text: str) -> Entered:
    """Check in whom a scanned or typed text means: one match is let in, several are a question, none is a line in the log."""
    from kit.events import door

    found = () if door.looks_like_badge(text) else attendance.find(kit, code, text)
    exact = [entry for entry in found if text.strip().casefold() in (entry.person.emp_no.casefold(), entry.person.name.casefold())]
    sure = exact if len(exact) == 1 else found if len(found) == 1 else ()
    if sure:
        return Entered(text, attendance.check_in(kit, code, badge=sure[0].badge, proof="desk", actor=ACTOR))
    if found:
        return Entered(text, None, found)
    proof = "badge" if door.looks_like_badge(text) else "desk"
    return Entered(text, attendance.scan(kit, code, text, nonce=secrets.token_hex(16), proof=proof, actor=ACTOR))


def find(kit: Kit, code: str, text: str) -> tuple[Attendance, ...]:
    """Return whom a text may mean while it is typed."""
    return attendance.find(kit, code, text)


def let_in(kit: Kit, code: str, badge: str) -> Entered:
    """Check in the person with this badge, picked at the desk."""
    return Entered("", attendance.check_in(kit, code, badge=badge, proof="desk", actor=ACTOR))


def walk_in(kit: Kit, code: str, name: str, dept: str, emp_no: str) -> Entered:
    """Let somebody in who is not on the roster."""
    return Entered(name, attendance.walk_in(kit, code, name, dept=dept, emp_no=emp_no, actor=ACTOR))


def void(kit: Kit, line_id: Any, reason: str) -> CheckIn:
    """Take a check-in back."""
    return attendance.void(kit, line_id, reason, actor=ACTOR)


def sheet(kit: Kit, code: str, what: str, lang: str) -> Path:
    """Write a workbook of an event into the workspace's out folder; returns where it is."""
    return (sheets.attendance if what == "attendance" else sheets.feedback)(kit, code, _out(kit, code, f"{what}.xlsx"), lang)


def print_(kit: Kit, code: str, order: Order) -> Printed:
    """Write a print of an event into the workspace's out folder."""
    from kit.prints import stock
    from kit.prints.poster import Wifi

    out = _out(kit, code, f"{order.kind}.pdf")
    if order.kind == "poster":
        wifi = Wifi(order.wifi, order.password, order.hidden) if order.wifi else None
        return prints.poster(kit, code, out, order.lang, size=order.size, wifi=wifi)
    if order.kind == "signin":
        return prints.signin(kit, code, out, order.lang)
    if order.kind == "certificates":
        return prints.certificates(kit, code, out, order.lang, least=order.least)
    sheet = stock.moved(stock.named(order.stock), order.across, order.down, order.scale)
    if order.kind == "calibration":
        return prints.calibration(kit, out, order.lang, stock=sheet)
    return prints.badges(kit, code, out, order.lang, stock=sheet, first=order.first, outline=order.outline)


def signed(kit: Kit, code: str, file: Path) -> tuple[Signed, ...]:
    """Take a list of who signed on paper or in another tool."""
    from kit.ops import paper

    return paper.take(kit, code, file, actor=ACTOR)


def pack(kit: Kit, code: str, out: Path) -> Path:
    """Write everything of an event into a file."""
    from kit.ops import moving

    return moving.pack(kit, code, out)


def take(kit: Kit, file: Path) -> Taken:
    """Take in a packed event, or what is new of it."""
    from kit.ops import moving

    return moving.take(kit, file)


def whose(kit: Kit, number: str) -> Attendance:
    """Return whose certificate this number is."""
    return prints.verify(kit, number)


def _out(kit: Kit, code: str, ending: str) -> Path:
    title = "".join(" " if sign in UNSAFE else sign for sign in events.show(kit, code).title).strip()[:60]
    return kit.workspace.out / f"{title} {code} {ending}"


def template(kit: Kit, lang: str) -> Path:
    """Write an empty roster into the workspace's out folder; returns where it is."""
    return sheets.roster_template(kit.workspace.out / ("名单.xlsx" if lang == "zh" else "roster.xlsx"), lang, kit=kit)


def pulse(kit: Kit) -> tuple[int, ...]:
    """Return a fingerprint of what other processes write: it changes with every line, void and answer."""
    return (*attendance.pulse(kit), *live.pulse(kit))


def options(kit: Kit, code: str = "") -> Options:
    """Return what the dialog of an event starts from: its draft, or one for tomorrow at ten; workshops and forms to choose from."""
    from kit.events import event as events_
    from kit.forms.form import said
    from kit.ops import workshops

    if code:
        event = events.show(kit, code)
        draft = dataclasses.replace(events_.draft_of(event), starts_at=event.local(event.starts_at))
    else:
        zone = events_.zone(kit.workspace.zone)
        start = (kit.now().astimezone(zone) + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
        draft = events_.Draft(
            "", start, zone=kit.workspace.zone, lang=kit.workspace.lang, host=kit.settings.speaker or kit.workspace.speaker
        )
    lang = i18n.current()
    plans = {row.plan.name: row.plan.title for row in sorted(workshops.all(kit), key=lambda row: row.plan.lang == lang)}
    forms = tuple((form.name, said(form.titles, lang) or form.name) for form in events.forms(kit))
    return Options(draft, tuple(plans.items()), forms)


preview, import_, take_back = rosters.preview, rosters.import_, rosters.take_back


@dataclass(frozen=True)
class Code:
    """A QR code ready to be painted."""

    payload: str
    address: str
    code: str
    matrix: Matrix

    @classmethod
    def of(cls, target: QrTarget) -> Code:
        """Return the code of a target."""
        from kit import qr

        return cls(target.payload, target.address, target.code, qr.matrix(target.payload))


@dataclass(frozen=True)
class Seen:
    """One event: figures and last lines, everybody, its codes ("checkin", "feedback"), and whether phones reach us.

    `opens` is when its feedback opens, None when it takes answers or asks nothing; `at` is when we looked; `doubles` may be one person;
    `batches` are lists that can be taken back.
    """

    overview: Overview
    entries: tuple[Attendance, ...]
    codes: dict[str, Code] = field(default_factory=dict, hash=False)
    phones: bool = False
    opens: datetime | None = None
    at: datetime | None = None
    doubles: tuple[Double, ...] = ()
    batches: tuple[Batch, ...] = ()


@dataclass(frozen=True)
class Options:
    """What an event may be made of: workshops and forms as (name, title)."""

    draft: Draft
    workshops: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entered:
    """What came of a text in the scan field: a line of the ledger, or the people it may mean."""

    text: str
    line: CheckIn | None
    matches: tuple[Attendance, ...] = ()
