"""Which structure modules open and close a talk of each format, and how long they take (fixed minutes, or a share of the whole).

A structure module says `role:` in its front matter; the roles known here are those of `NAMES`. A workspace may have roles of its own:
`structure: {its-role: on}` places them before the questions. A deck switches each role `on` or `off`; `page.minutes` on such a page is
how long it lasts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kit.i18n import N_

DIVIDED_FROM = 4  # modules from which on each section gets a divider


@dataclass(frozen=True)
class Slot:
    """A role with its minutes: at least `least`, or `share` of the whole rounded up."""

    role: str
    least: float = 0
    share: float = 0

    def minutes(self, total: int) -> float:
        """Return its minutes in a talk of `total` minutes."""
        return max(self.least, math.ceil(round(self.share * total, 6)))


@dataclass(frozen=True)
class Format:
    """The slots before and after the body, and the share of the whole that stays free."""

    opening: tuple[Slot, ...]
    closing: tuple[Slot, ...]
    buffer: float


FEEDBACK, CLOSE = Slot("feedback", 2), Slot("close")
START = (Slot("title", 1), Slot("checkin", 1), Slot("agenda", 1))
FORMATS = {
    "lecture": Format(START, (Slot("questions", 5, 0.15), FEEDBACK, CLOSE), 0.05),
    "workshop": Format(
        (Slot("title", 1), Slot("checkin", 3), Slot("agenda", 2)), (Slot("debrief", 5, 0.10), Slot("feedback", 3), CLOSE), 0.08
    ),
    "roundtable": Format(START, (Slot("discuss", 0, 0.55), Slot("synthesis", 4, 0.10), FEEDBACK, CLOSE), 0.05),
    "case": Format(START, (Slot("questions", 5, 0.20), FEEDBACK, CLOSE), 0.05),
    "expert": Format((*START, Slot("guest", 2)), (Slot("dialogue", 0, 0.45), Slot("questions", 5, 0.15), FEEDBACK, CLOSE), 0.05),
}
# roles a deck may switch on beside those of its format, by where they then stand: after the title, before the body, after it
OPENERS = ("speaker", "guest")
LEADS = ("values", "poll")
ENDERS = ("compare", "roadmap")
EXTRAS = (*OPENERS, *LEADS, *ENDERS)
TIMED = ("debrief", "discuss", "synthesis", "dialogue", "guest", "questions")
AUDIENCES = {
    "tech": N_("Engineers"),
    "product": N_("Product teams"),
    "business": N_("Business teams"),
    "management": N_("Management"),
    "newcomer": N_("Newcomers"),
}
LABELS = {"public": N_("Public"), "internal": N_("Internal"), "confidential": N_("Confidential")}
NAMES = {
    "title": N_("Title"),
    "checkin": N_("Check-in"),
    "agenda": N_("Agenda"),
    "speaker": N_("Speaker"),
    "guest": N_("Guest"),
    "divider": N_("Section divider"),
    "values": N_("Values at a glance"),
    "compare": N_("Options compared"),
    "roadmap": N_("Roadmap"),
    "poll": N_("Live poll"),
    "questions": N_("Questions"),
    "debrief": N_("Debrief"),
    "discuss": N_("Discussion"),
    "synthesis": N_("Synthesis"),
    "dialogue": N_("Dialogue"),
    "feedback": N_("Feedback"),
    "close": N_("Close"),
    "sources": N_("Sources"),
}


def buffer(form: str, total: int) -> int:
    """Return the minutes of a talk that should stay free."""
    return math.ceil(round(FORMATS[form].buffer * total, 6)) if total else 0


def slots(form: str, switches: dict[str, str]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return opening and closing of a format as a deck's switches change them; "on" adds a role that the format lacks.

    A slot with `least` -1 lasts as long as its module says.
    """
    made = FORMATS[form]
    has = {slot.role for slot in (*made.opening, *made.closing)}
    more = [role for role, switch in switches.items() if switch == "on" and role not in (*has, "divider", "sources")]
    opening = [slot for slot in made.opening if switches.get(slot.role) != "off"]
    closing = [slot for slot in made.closing if switches.get(slot.role) != "off"]
    opening[1:1] = [Slot(role, -1) for role in more if role in OPENERS]
    opening += [Slot(role, -1) for role in more if role in LEADS]
    last = next((n for n, slot in enumerate(closing) if slot.role in ("feedback", "close")), len(closing))
    closing[last:last] = [Slot(role, -1) for role in more if role not in EXTRAS]
    closing[:0] = [Slot(role, -1) for role in more if role in ENDERS]
    return tuple(opening), tuple(closing)
