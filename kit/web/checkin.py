"""The check-in page: opening it changes nothing, its one button sends, the answer is a receipt or one more question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from kit.errors import KitError
from kit.ops import attendance, phones
from kit.ops.phones import Known
from kit.store.ids import PersonId
from kit.web import moments, tokens, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.events.door import CheckIn

PROOF = "wall"
INSIDE = ("ok", "walk_in", "already")


def show(request: Request) -> Response:
    """Show the form, with one tap for a phone that was here before."""
    seen = visit.arrive(request)
    _open(seen)
    return _form(seen)


def receive(request: Request) -> Response:
    """Record what the form says and answer with how it ended."""
    seen = visit.receive(request)
    known = _known(seen) if seen.field("known") else None
    if known is None and not seen.field("who"):
        _open(seen)
        return _form(seen, missing=True)
    if seen.field("walk_in") and not seen.field("which"):
        return _ask(seen, several=False, missing=True)
    line = _recorded(seen, known)
    if line.outcome == "closed":
        _open(seen)
    if line.outcome not in INSIDE:
        return _ask(seen, several=line.outcome == "ambiguous")
    return _receipt(seen, line)


def _recorded(seen: Visit, known: Known | None) -> CheckIn:
    """Record the attempt: by the badge of a known phone, as typed, or with the department or number that was asked for."""
    device = tokens.trace(seen.kit.key, seen.phone, "device")
    who, which, walk_in = seen.field("who"), seen.field("which"), bool(seen.field("walk_in"))
    record = partial(attendance.check_in, seen.kit, seen.event.code, nonce=seen.nonce, proof=PROOF, device=device)
    if known is not None:
        return record(badge=known.badge)
    if walk_in:
        return record(name=who, dept=which, walk_in=True)
    if which:
        return record(badge=which, name=who, dept=which)
    return attendance.scan(seen.kit, seen.event.code, who, nonce=seen.nonce, proof=PROOF, device=device)


def _known(seen: Visit) -> Known | None:
    return phones.known(seen.kit, seen.event.code, PersonId(seen.phone.person)) if seen.phone.person else None


def _open(seen: Visit) -> None:
    """Refuse a closed event."""
    if seen.event.closed_at is not None:
        raise KitError("event.closed", "{title} is closed: nobody can check in any more. Ask the host.", title=seen.event.title)


def _form(seen: Visit, *, missing: bool = False) -> Response:
    known = _known(seen)
    since = moments.clock(seen.event, known.since) if known and known.since else ""
    return visit.answer(seen, "checkin.html", 400 if missing else 200, known=known, since=since, missing=missing)


def _ask(seen: Visit, *, several: bool, missing: bool = False) -> Response:
    return visit.answer(
        seen, "ask.html", 400 if missing else 200, several=several, who=seen.field("who"), which=seen.field("which"), missing=missing
    )


def _receipt(seen: Visit, line: CheckIn) -> Response:
    already = line.outcome == "already"
    at = line.first_at if already and line.first_at else line.corrected_at
    remembered = seen if seen.phone.person else seen.by(int(line.person_id or 0))
    return visit.answer(remembered, "receipt.html", line=line, already=already, time=moments.clock(seen.event, at))
