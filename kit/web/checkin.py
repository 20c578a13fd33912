"""The check-in page: opening it changes nothing, its one button sends, the answer is a receipt or one more question."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kit import i18n
from kit.errors import KitError
from kit.ops import attendance, notices, phones
from kit.ops.phones import Known
from kit.store.ids import PersonId
from kit.web import moments, opening, pages, tokens, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.events.door import CheckIn
    from kit.events.notice import Notice

PROOF = "wall"
INSIDE = ("ok", "walk_in", "already")
TURNED = ("full", "not_open", "closed")


def show(request: Request) -> Response:
    """Show the form, with one tap for a phone that was here before."""
    seen = visit.arrive(request)
    _open(seen)
    return _form(_lately(seen))


def scanned(request: Request) -> Response:
    """Show the form to a phone that scanned a code which changes, or a personal one; the form goes to the address without it."""
    seen, given = visit.arrive(request), request.path_params["slot"].upper()
    request.scope[pages.HERE], request.scope["path"] = request.scope["path"], f"/{seen.page.lower()}"
    _open(seen)
    if attendance.personal(given):
        return _form(_lately(seen), who=given)
    if not attendance.on_wall(given):
        raise HTTPException(404)
    if not seen.event.rotating:
        return _form(seen)
    with seen.counted("slot", "web.slot"):
        if not attendance.holds(seen.kit, seen.event, given):
            raise KitError("web.slot", "The code on the wall has changed since you scanned it: scan it again.")
    return _form(replace(seen, scanned=int(seen.kit.now().timestamp())))


def _lately(seen: Visit) -> Visit:
    """Return the visit of a phone that scanned the changing code a moment ago; refuse one that did not."""
    if not seen.event.rotating:
        return seen
    key, now = seen.kit.key, seen.kit.now()
    mine = tokens.scanned_at(key, seen.request.cookies.get(tokens.SCAN), seen.event.code, seen.phone)
    last = max(seen.scanned, mine)
    if not tokens.fresh(last, now):
        raise KitError("web.scan", "Scan the code on the wall with your phone: at this event the address alone is not enough.")
    return replace(seen, scanned=last)


def receive(request: Request) -> Response:
    """Record what the form says and answer with how it ended."""
    seen = _lately(visit.receive(request))
    known = _known(seen) if seen.field("known") else None
    if known is None and not seen.field("who"):
        _open(seen)
        return _form(seen, missing=True)
    if seen.field("walk_in") and not seen.field("which"):
        return _ask(seen, several=False, missing=True)
    if seen.field("out") and known is not None:
        return _left(seen, known)
    seen.check("who")
    line = _recorded(seen, known)
    if line.outcome in INSIDE:
        seen.succeeded("who")
        return _receipt(seen, line)
    if line.outcome in TURNED:
        return _turned(seen, line)
    seen.failed("who")
    return _ask(seen, several=line.outcome == "ambiguous")


def _left(seen: Visit, known: Known) -> Response:
    """Check out the person this phone remembers."""
    device = tokens.trace(seen.kit.key, seen.phone, "device")
    line = attendance.scan(seen.kit, seen.event.code, known.badge, nonce=seen.nonce, proof=PROOF, device=device, leaving=True)
    return visit.answer(seen, "left.html", opens=opening.said(seen), line=line, time=moments.clock(seen.event, line.corrected_at))


def _turned(seen: Visit, line: CheckIn) -> Response:
    """Say why nobody is let in now."""
    if line.outcome == "not_open":
        part = seen.event.window(line.part)
        at = moments.day_and_time(seen.event.local(part.opens_at), seen.lang)
        raise KitError("door.not_open", "Check-in is not open yet: it opens at {time} for {part}.", time=at, part=str(part))
    if line.outcome == "full":
        raise KitError("door.full", "Every seat is taken: ask the host whether there is room for you.")
    raise _closed(seen)


def _recorded(seen: Visit, known: Known | None) -> CheckIn:
    """Record the attempt: by the badge of a known phone, as typed, or with the department or number that was asked for."""
    device = tokens.trace(seen.kit.key, seen.phone, "device")
    who, which, walk_in = seen.field("who"), seen.field("which"), bool(seen.field("walk_in"))
    notice = _notice(seen) if seen.field("notice") == _notice(seen).digest else None
    record = partial(attendance.check_in, seen.kit, seen.event.code, nonce=seen.nonce, proof=PROOF, device=device, notice=notice)
    if known is not None:
        return record(badge=known.badge)
    if walk_in:
        return record(name=who, dept=which, walk_in=True)
    if which:
        return record(badge=which, name=who, dept=which)
    return attendance.scan(seen.kit, seen.event.code, who, nonce=seen.nonce, proof=PROOF, device=device, notice=notice)


def _notice(seen: Visit) -> Notice:
    with i18n.language(seen.lang):
        return notices.current(seen.kit, seen.event, seen.lang)


def _known(seen: Visit) -> Known | None:
    return phones.known(seen.kit, seen.event.code, PersonId(seen.phone.person)) if seen.phone.person else None


def _open(seen: Visit) -> None:
    """Refuse a closed event."""
    if seen.event.closed_at is not None:
        raise _closed(seen)


def _closed(seen: Visit) -> KitError:
    return KitError("event.closed", "{title} is closed: nobody can check in any more. Ask the host.", title=seen.event.title)


def _form(seen: Visit, *, missing: bool = False, who: str = "") -> Response:
    known = _known(seen)
    since = moments.clock(seen.event, known.since) if known and known.since else ""
    opens = opening.said(seen) if since else ""
    return visit.answer(
        seen, "checkin.html", 400 if missing else 200, known=known, since=since, missing=missing, who=who, notice=_notice(seen), opens=opens
    )


def _ask(seen: Visit, *, several: bool, missing: bool = False) -> Response:
    return visit.answer(
        seen,
        "ask.html",
        400 if missing else 200,
        several=several,
        who=seen.field("who"),
        which=seen.field("which"),
        missing=missing,
        notice=seen.field("notice"),
    )


def _receipt(seen: Visit, line: CheckIn) -> Response:
    already = line.outcome == "already"
    at = line.first_at if already and line.first_at else line.corrected_at
    remembered = seen if seen.phone.person else seen.by(int(line.person_id or 0))
    part = str(seen.event.window(line.part)) if line.part else ""
    told: dict[str, Any] = {"already": already, "time": moments.clock(seen.event, at), "part": part, "opens": opening.said(seen)}
    return visit.answer(remembered, "receipt.html", line=line, **told)
