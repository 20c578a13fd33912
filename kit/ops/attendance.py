"""The door: scan a code, check in by name, take a check-in back, find people, notice what others wrote."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kit import happenings, qr
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.door import Asked, Attendance, CheckIn
    from kit.events.event import Event
    from kit.events.notice import Notice
    from kit.store.db import Tx
    from kit.store.ids import CheckInId


def check_in(
    kit: Kit,
    code: str,
    *,
    nonce: str = "",
    badge: str = "",
    name: str = "",
    dept: str = "",
    walk_in: bool = False,
    proof: str = "phone",
    device: str = "",
    actor: str = "",
    happened: datetime | None = None,
    sent: datetime | None = None,
    part: str | None = None,
    full_too: bool = False,
    notice: Notice | None = None,
) -> CheckIn:
    """Check somebody in at the event `code` by badge code or employee number (`badge`), or by name; the outcome says how it ended.

    The same nonce with the same words returns the stored outcome. `happened` and `sent` are told by a device that scanned offline.
    `part` is None for the part whose door is open; `full_too` lets a walk-in into a full room; `notice` is what the phone said before.
    """
    from kit.events import door

    asked = door.Asked(badge, name, dept, walk_in)
    return _recorded(kit, code, asked, Told(nonce, proof, device, actor, happened, sent, part, full_too, notice))


def scan(
    kit: Kit,
    code: str,
    text: str,
    *,
    nonce: str = "",
    proof: str = "badge",
    device: str = "",
    actor: str = "",
    part: str | None = None,
    leaving: bool = False,
    notice: Notice | None = None,
) -> CheckIn:
    """Check in (or, `leaving`, out) whoever the scanned or typed text means: a badge code, an employee number or a name on the roster."""
    if not text.strip():
        raise KitError("door.nobody", "Give a name or a code.")
    from kit.events import door

    return _recorded(kit, code, door.Asked(either=text), Told(nonce, proof, device, actor, part=part, notice=notice), leaving)


def walk_in(
    kit: Kit, code: str, name: str, *, dept: str = "", emp_no: str = "", nonce: str = "", proof: str = "desk", actor: str = ""
) -> CheckIn:
    """Let somebody in who is not on the roster; who is known there by name and department is checked in instead.

    The desk may do so in a full room too.
    """
    return check_in(
        kit, code, nonce=nonce, badge=emp_no, name=name, dept=dept, walk_in=True, proof=proof, actor=actor, full_too=proof == "desk"
    )


def personal(text: str) -> bool:
    """Return whether a text has the shape of a personal code."""
    from kit.events import door

    return door.looks_like_badge(text)


def on_wall(text: str) -> bool:
    """Return whether a text has the shape of a code on the wall that changes."""
    from kit.events import token

    return len(text) == token.SLOT_SIGNS and set(text) <= set(qr.ALPHABET)


def holds(kit: Kit, event: Event, given: str) -> bool:
    """Return whether this is the code on the wall of an event now, or was a moment ago."""
    from kit.events import token

    return token.slot_holds(kit.key, event.code, event.rotating, kit.now(), given)


def void(kit: Kit, checkin_id: CheckInId, reason: str, *, actor: str = "") -> CheckIn:
    """Take a check-in back with a reason; the line stays, the person may come in again."""
    from kit.events import door

    done = kit.db.write(lambda tx: door.void(tx, checkin_id, reason=reason, actor=actor, at=kit.now()))
    kit.bus.publish(happenings.Voided(done.event_id, done.id))
    return done


def void_of(kit: Kit, code: str, who: str, reason: str, *, actor: str = "") -> CheckIn:
    """Take back the check-in of whom `who` means: a badge code, an employee number or a name."""
    from kit.events import door
    from kit.events import event as events

    def work(tx: Tx) -> CheckIn:
        event = events.by_code(tx, code)
        return door.void(tx, door.present(tx, event.id, who).id, reason=reason, actor=actor, at=kit.now())

    done = kit.db.write(work)
    kit.bus.publish(happenings.Voided(done.event_id, done.id))
    return done


def find(kit: Kit, code: str, query: str) -> tuple[Attendance, ...]:
    """Return who at the event may be meant, best first: by name, pinyin, first letters or employee number."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.find(tx, events.by_code(tx, code), query)


def all(kit: Kit, code: str) -> tuple[Attendance, ...]:
    """Return one entry for each person on the roster and each walk-in who is in."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.attendance(tx, events.by_code(tx, code))


def log(kit: Kit, code: str) -> tuple[CheckIn, ...]:
    """Return every attempt at the event's door, refused and taken back ones too."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.log(tx, events.by_code(tx, code).id)


def pulse(kit: Kit) -> tuple[int, ...]:
    """Return numbers that change with every line, void, roster and answer, whichever process wrote it; cheap enough to ask every second."""
    from kit.events import door
    from kit.forms import response

    with kit.db.read() as tx:
        return (*door.pulse(tx), response.count_all(tx))


def _recorded(kit: Kit, code: str, asked: Asked, told: Told, leaving: bool = False) -> CheckIn:
    """Record one attempt in one transaction; tell the others after the commit."""
    from kit.events import door, token
    from kit.events import event as events
    from kit.events import notice as notices

    nonce, now = told.nonce or secrets.token_hex(16), kit.now()
    by = door.By(told.proof, told.device, told.actor, told.notice.digest if told.notice else "")
    receipt, badge, at = token.receipt(kit.key, nonce), token.badge(secrets.token_bytes(24)), told.happened or now

    def come(tx: Tx) -> CheckIn:
        event = events.by_code(tx, code)
        if told.notice:
            notices.keep(tx, told.notice, now)
        how: dict[str, Any] = {"nonce": nonce, "asked": asked, "at": at, "received": now, "sent": told.sent, "by": by, "part": told.part}
        if leaving:
            return door.check_out(tx, event, **how)
        return door.check_in(tx, event, **how, receipt=receipt, badge=badge, full_too=told.full_too)

    done = kit.db.write(come)
    kit.bus.publish(happenings.CheckedIn(done.event_id, done.id))
    return done


@dataclass(frozen=True)
class Told:
    """What is known of an attempt beside who it is: its nonce, proof, device and actor, its times, and the part it is for."""

    nonce: str = ""
    proof: str = "phone"
    device: str = ""
    actor: str = ""
    happened: datetime | None = None
    sent: datetime | None = None
    part: str | None = None
    full_too: bool = False
    notice: Notice | None = None
