"""How times and states of a run are said: clocks, drift, planned times."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kit.i18n import N_, _, ngettext
from kit.workshops.plan import Cue
from kit.workshops.run import Run

ON_TIME, MUCH = 30.0, 300.0  # seconds of drift that count as none, and as much
STATUS = {
    "done": N_("done"),
    "current": N_("now"),
    "ahead": N_("to come"),
    "skipped": N_("left out"),
    "missed": N_("not held"),
    "ready": N_("not started"),
    "running": N_("running"),
    "held": N_("on hold"),
    "ended": N_("ended"),
}

KNOWN = {
    "host": N_("host"),
    "speaker": N_("speaker"),
    "assistant": N_("assistant"),
    "attendee": N_("attendee"),
    "all": N_("everybody"),
    "prepare": N_("preparation"),
    "open": N_("opening"),
    "run": N_("main part"),
    "lab": N_("lab"),
    "close": N_("closing"),
    "follow-up": N_("follow-up"),
}


def said(word: str) -> str:
    """Return a role or phase in the language in force; words of the person's own stay as they are."""
    return _(KNOWN.get(word, "")) or word


def clock(seconds: float) -> str:
    """Return seconds as 4:05 or 1:04:05, what is over as +0:30."""
    whole = int(abs(seconds)) if seconds < 0 else int(seconds + 0.999)
    sign = "+" if seconds < 0 and whole else ""
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{left:02}" if hours else f"{sign}{minutes}:{left:02}"


def minutes(seconds: float) -> str:
    """Return seconds as whole minutes in words."""
    return _("{n} min").format(n=f"{seconds / 60:.0f}")


def local(moment: datetime, zone: str) -> str:
    """Return the time of day in `zone`."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def drift(seconds: float) -> str:
    """Return how far the run is from its plan."""
    if abs(seconds) < ON_TIME:
        return _("on time")
    n = max(1, round(abs(seconds) / 60))
    return _("{n} min behind").format(n=n) if seconds > 0 else _("{n} min ahead").format(n=n)


def drift_kind(seconds: float) -> str:
    """Return the colour of a drift: success, warning or error."""
    return "success" if seconds < ON_TIME else "warning" if seconds < MUCH else "error"


def planned(cue: Cue) -> str:
    """Return when a cue is planned, as a plan without a date says it."""
    if cue.kind == "days":
        n = abs(cue.value)
        told = ngettext("{n} day before", "{n} days before", n) if cue.value < 0 else ngettext("{n} day after", "{n} days after", n)
        return told.format(n=n)
    if cue.kind == "clock":
        return f"{cue.value // 3600:02}:{cue.value % 3600 // 60:02}"
    return ""


def offset(seconds: int) -> str:
    """Return a time from the start as 0:30 or −0:15."""
    sign = "−" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 3600}:{abs(seconds) % 3600 // 60:02}"


def named(run: Run) -> str:
    """Return a run as one line of a list."""
    return f"{run.plan.title} · {run.event}" if run.event else run.plan.title
