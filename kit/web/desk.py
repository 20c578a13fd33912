"""The desk on a helper's phone: let in with a PIN, then find people, read a badge off a photo, let in and out; nobody else sees a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from kit import qr
from kit.errors import KitError
from kit.ops import attendance, devices
from kit.web import gate, moments, tokens, visit
from kit.web.visit import Visit

if TYPE_CHECKING:
    from kit.events.device import Device
    from kit.events.door import CheckIn

PROOF = "helper"
QUERY_LEAST, SHOWN_MOST = 2, 10
KEPT_SECONDS = 7 * 24 * 3600
OFF = KitError("device.off", "This phone is not a helper's any more: enter the PIN again, or ask the host.")


def show(request: Request) -> Response:
    """Show the desk to a helper's phone, to any other the field for the PIN."""
    seen = visit.arrive(request)
    device = _device(seen)
    return _desk(seen, device) if device else _pin(seen)


def receive(request: Request) -> Response:
    """Do what the form asks for; a phone that is no helper's may only enter the PIN."""
    seen = visit.receive(request)
    if seen.field("do") == "enter":
        return _enter(seen)
    device = _device(seen)
    if device is None:
        raise OFF
    if seen.field("do") == "leave":
        devices.revoke(seen.kit, seen.event.code, device.id, actor=device.actor)
        page = _pin(seen)
        page.delete_cookie(tokens.DESK)
        return page
    return _done(seen, device)


async def photo(request: Request) -> Response:
    """Check in whose badge is on a photo."""
    body = request.scope[gate.BODY]

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        form = await Request(request.scope, receive).form(max_files=1, max_fields=10)
    except (MultiPartException, HTTPException) as error:
        raise KitError("web.form", "This was not sent by the form on the page: open the page again.") from error
    try:
        upload = form.get("photo")
        picture = await upload.read() if isinstance(upload, UploadFile) else b""
        fields = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
    finally:
        await form.close()
    return await run_in_threadpool(_photo, request, fields, picture)


def _photo(request: Request, fields: tuple[tuple[str, str], ...], picture: bytes) -> Response:
    request.scope["path"] = request.scope["path"].removesuffix("/photo")
    seen = visit.sent(visit.arrive(request), fields)
    device = _device(seen)
    if device is None:
        raise OFF
    if not picture:
        return _desk(seen, device, note="photo")
    codes = qr.read(picture)
    code = next((text for text in codes if attendance.personal(text)), codes[0] if codes else "")
    return _desk(seen, device, line=_record(seen, device, code)) if code else _desk(seen, device, note="no_code")


def _device(seen: Visit) -> Device | None:
    secret = tokens.desk_secret(seen.kit.key, seen.request.cookies.get(tokens.DESK), seen.event.code)
    return devices.known(seen.kit, seen.event.code, secret) if secret else None


def _enter(seen: Visit) -> Response:
    """Let this phone in with the PIN; who guesses is counted by the phone's mark, or by the address where it keeps none."""
    who = seen.phone.device if seen.phone.known else f"address {visit.address(seen.request)}"
    secret = devices.enter(seen.kit, seen.event.code, seen.field("pin"), seen.field("name"), who=who)
    device = devices.known(seen.kit, seen.event.code, secret)
    assert device is not None
    page = _desk(seen, device)
    visit.keep(page, seen, tokens.DESK, tokens.desk_cookie(seen.kit.key, seen.event.code, secret), KEPT_SECONDS)
    return page


def _done(seen: Visit, device: Device) -> Response:
    """Answer a form of the desk: someone picked, a walk-in, or a text that is a code or looks for people."""
    picked, leaving = seen.field("in") or seen.field("out"), bool(seen.field("out"))
    if picked:
        return _desk(seen, device, line=_record(seen, device, picked, leaving=leaving))
    if seen.field("do") == "walk_in":
        return _desk(seen, device, line=_walk_in(seen, device))
    query = seen.field("q")
    if attendance.personal(query):
        return _desk(seen, device, line=_record(seen, device, query))
    if len(query) < QUERY_LEAST:
        return _desk(seen, device, note="short")
    found = attendance.find(seen.kit, seen.event.code, query)
    return _desk(seen, device, query=query, found=found[:SHOWN_MOST], more=len(found) > SHOWN_MOST)


def _record(seen: Visit, device: Device, text: str, *, leaving: bool = False) -> CheckIn:
    by = Mark.of(device)
    part = seen.field("part") or None
    return attendance.scan(
        seen.kit, seen.event.code, text, nonce=seen.nonce, proof=PROOF, device=by.device, actor=by.actor, part=part, leaving=leaving
    )


def _walk_in(seen: Visit, device: Device) -> CheckIn:
    by = Mark.of(device)
    return attendance.check_in(
        seen.kit,
        seen.event.code,
        nonce=seen.nonce,
        badge=seen.field("emp_no"),
        name=seen.field("name"),
        dept=seen.field("dept"),
        walk_in=True,
        proof=PROOF,
        device=by.device,
        actor=by.actor,
        part=seen.field("part") or None,
        full_too=bool(seen.field("full_too")),
    )


def _pin(seen: Visit) -> Response:
    return visit.answer(seen, "pin.html", closed=not seen.event.helpers)


def _desk(
    seen: Visit,
    device: Device,
    *,
    line: CheckIn | None = None,
    query: str = "",
    found: tuple[object, ...] = (),
    more: bool = False,
    note: str = "",
) -> Response:
    at = line.first_at if line and line.outcome == "already" and line.first_at else line.corrected_at if line else None
    return visit.answer(
        seen,
        "desk.html",
        device=device,
        line=line,
        time=moments.clock(seen.event, at) if at else "",
        query=query,
        found=found,
        more=more,
        note=note,
        part=seen.field("part"),
    )


@dataclass(frozen=True)
class Mark:
    """How a helper's phone stands in the log."""

    device: str
    actor: str

    @classmethod
    def of(cls, device: Device) -> Mark:
        """Return the mark of a phone."""
        return cls(f"helper-{device.id}", device.actor)
