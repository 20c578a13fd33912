"""Say whom a scanned code or a typed name means at one event, without guessing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kit.content import typed
from kit.errors import KitError
from kit.events.token import BADGE_LENGTH, BADGE_PREFIX
from kit.people import person as people
from kit.people import registration
from kit.people.registration import Registration
from kit.store.db import Tx
from kit.store.ids import EventId


def code_of(text: str) -> str:
    """Return a scanned or typed code as it is stored: half width, capitals, no spaces or hyphens inside."""
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("-", "").split())


def is_code(tx: Tx, event_id: EventId, text: str) -> bool:
    """Return whether a text is to be taken as a code: it looks like a badge, or is an employee number here."""
    return looks_like_badge(text) or _by_code(tx, event_id, text) is not None


def looks_like_badge(text: str) -> bool:
    """Return whether a text has the shape of a badge code."""
    code = code_of(text)
    return len(code) == BADGE_LENGTH and code.startswith(BADGE_PREFIX) and code.isascii() and code.isalnum()


def who(tx: Tx, event_id: EventId, text: str) -> Registration:
    """Return the one registration that a code, an employee number or a name means; refuse when there is none or more than one."""
    one = _by_code(tx, event_id, text)
    matches = (one,) if one else registration.by_name(tx, event_id, text)
    if not matches:
        raise KitError("door.who", "Nobody at this event is called “{given}” or has this code.", given=text.strip())
    if len(matches) > 1:
        raise KitError(
            "door.who-several", "{n} people are called “{given}”: use the employee number or the badge code.", n=len(matches), given=text
        )
    return matches[0]


def find(tx: Tx, event_id: EventId, scan: Asked) -> Found:
    """Return whom the scan means: by badge code, employee number, then name (with its department where the name is not enough)."""
    one = _by_code(tx, event_id, scan.code)
    if one is not None:
        other_name = bool(scan.name) and people.name_key(scan.name) != people.name_key(one.person.name)
        return Found((one,), conflict=other_name)
    if not scan.name:
        return Found(())
    same = registration.by_name(tx, event_id, scan.name)
    in_dept = tuple(r for r in same if typed.plain(r.person.dept) == typed.plain(scan.dept))
    if scan.walk_in:
        return Found(in_dept)
    return Found(in_dept if scan.dept and in_dept else same)


def _by_code(tx: Tx, event_id: EventId, code: str) -> Registration | None:
    if not code:
        return None
    by_badge = registration.by_badge(tx, event_id, code_of(code)) if looks_like_badge(code) else None
    return by_badge or registration.by_emp_no(tx, event_id, code)


@dataclass(frozen=True)
class Asked:
    """What somebody showed or typed at the door."""

    code: str = ""
    name: str = ""
    dept: str = ""
    walk_in: bool = False

    @property
    def raw(self) -> str:
        """What stands in the log: the code, or the name and department as typed."""
        return " · ".join(word for word in (self.code, self.name, self.dept) if word)


@dataclass(frozen=True)
class Found:
    """The registrations a scan may mean: one is an answer, several are a question, none may be a walk-in.

    `conflict`: the code is one person's and the name another's.
    """

    matches: tuple[Registration, ...]
    conflict: bool = False

    @property
    def one(self) -> Registration | None:
        """The only match."""
        return self.matches[0] if len(self.matches) == 1 and not self.conflict else None
