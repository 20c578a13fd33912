"""How events, check-ins and verdicts read in the window: words, times and the colour that goes with them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kit.i18n import N_, _

if TYPE_CHECKING:
    from kit.events.door import Attendance, CheckIn
    from kit.events.event import Event

PHASES = {"upcoming": N_("Upcoming"), "running": N_("Now"), "past": N_("Past"), "closed": N_("Closed")}
PHASE_KINDS = {"upcoming": "info", "running": "success", "past": "", "closed": ""}
OUTCOMES = {
    "ok": N_("Checked in"),
    "walk_in": N_("Walk-in"),
    "already": N_("In already"),
    "out": N_("Checked out"),
    "not_in": N_("Was not in"),
    "full": N_("Every seat is taken"),
    "closed": N_("Event is closed"),
    "not_open": N_("Not open yet"),
    "unknown": N_("Not on the roster"),
    "ambiguous": N_("Several of this name"),
    "error": N_("Failed"),
}
KINDS = {"ok": "success", "walk_in": "success", "already": "warning", "out": "success", "not_in": "warning", "ambiguous": "warning"}
PROOFS = {"phone": N_("Phone"), "badge": N_("Badge"), "desk": N_("Desk"), "helper": N_("Helper"), "import": N_("List")}
VERDICTS = {"new": N_("New person"), "update": N_("Updated"), "duplicate": N_("Repeated"), "error": N_("Left out")}
VERDICT_KINDS = {"new": "success", "update": "info", "duplicate": "", "error": "error"}
FIELDS = {"name": N_("Name"), "emp_no": N_("Employee no."), "dept": N_("Department"), "email": N_("E-mail"), "phone": N_("Phone number")}


def phase(name: str) -> str:
    """Return the state of an event in words."""
    return _(PHASES[name])


def start(event: Event) -> str:
    """Return the start on a clock at the event."""
    return f"{event.local(event.starts_at):%Y-%m-%d %H:%M}"


def clock(event: Event, at: datetime | None) -> str:
    """Return a moment as hours and minutes at the event, "" for none."""
    return f"{event.local(at):%H:%M}" if at else ""


def coming(event: Event, at: datetime, now: datetime) -> str:
    """Return a moment that comes: the time of day, with its day unless that is today at the event."""
    local = event.local(at)
    return f"{local:%H:%M}" if local.date() == event.local(now).date() else f"{local:%Y-%m-%d %H:%M}"


def outcome(line: CheckIn) -> str:
    """Return how an attempt ended, in words."""
    return _("Taken back") if line.voided_at else _(OUTCOMES[str(line.outcome)])


def kind(line: CheckIn) -> str:
    """Return the colour of an attempt: success, warning or error."""
    return "warning" if line.voided_at else KINDS.get(str(line.outcome), "error")


def ink(kind_: str) -> str:
    """Return the token of the text colour of a kind."""
    return f"{kind_}_ink" if kind_ else "muted"


def status(entry: Attendance) -> str:
    """Return whether a person is in, in words."""
    if not entry.present:
        return _("Not here yet")
    return _("In, late") if entry.late else _("In")


def status_ink(entry: Attendance) -> str:
    """Return the token of the colour of a person's status."""
    return ("warning_ink" if entry.late else "success_ink") if entry.present else "muted"


def percent(share: float | None) -> str:
    """Return a share in whole per cent, a dash for none."""
    return "–" if share is None else f"{share * 100:.0f} %"
