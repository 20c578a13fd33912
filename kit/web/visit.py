"""One request to a page of an event: which event, which phone, which language, and the form that came with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kit.errors import KitError
from kit.web import gate, moments, pages, tokens
from kit.web.tokens import Phone

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event
    from kit.web.glance import Glance
    from kit.web.limits import Limits

FIELDS_MOST = 1000


def arrive(request: Request) -> Visit:
    """Return the visit of a phone that opens a page; refuse when there is no such event."""
    kit: Kit = request.app.state.kit
    event = _event(request)
    page = f"{request.scope['path'].split('/')[1]}/{event.code}"
    return Visit(request, kit, event, tokens.phone_of(kit.key, request.cookies.get(tokens.COOKIE)), page)


def _event(request: Request) -> Event:
    """Return the event of the address; who asks for too many that are none has to wait."""
    limits: Limits = request.app.state.limits
    limits.check("event", "", "", address(request))
    try:
        return cast("Glance", request.app.state.glance).event(request.path_params["code"])
    except KitError:
        limits.failed("event", "", "", address(request))
        raise


def receive(request: Request) -> Visit:
    """Return the visit of a phone that sends a form; refuse when the form is not one that we gave to this phone."""
    visit = arrive(request)
    try:
        text = request.scope[gate.BODY].decode("ascii")
        fields = tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_MOST, errors="strict"))
    except ValueError as error:
        raise KitError("web.form", "This was not sent by the form on the page: open the page again.") from error
    return sent(visit, fields)


def sent(visit: Visit, fields: Sequence[tuple[str, str]]) -> Visit:
    """Return the visit with the fields of a form that we gave to this phone."""
    token = next((value for name, value in fields if name == "token"), "")
    with visit.counted("token", "web.token"):
        told = tokens.opened(visit.kit.key, token, visit.page, visit.phone, visit.kit.now())
    return replace(visit, phone=told.phone, fields=fields, nonce=told.nonce, scanned=told.scanned)


def answer(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Return a page of the event with a fresh form token, and let the phone keep the mark that recognises it."""
    kit, event = visit.kit, visit.event
    page = pages.render(
        visit.request.scope,
        template,
        status,
        fallback=event.lang,
        event=event,
        when=moments.when(event, visit.lang),
        token=tokens.form_token(kit.key, visit.page, visit.phone, kit.now(), visit.scanned),
        sent=visit.fields,
        **values,
    )
    keep(page, visit, tokens.COOKIE, tokens.cookie_of(kit.key, visit.phone), int(tokens.KEPT.total_seconds()))
    if visit.scanned:
        ticket = tokens.ticket(kit.key, event.code, visit.phone, visit.scanned)
        keep(page, visit, tokens.SCAN, ticket, int(tokens.SCAN_VALID.total_seconds()))
    return page


def keep(page: Response, visit: Visit, name: str, value: str, seconds: int) -> None:
    """Let the phone keep a cookie that no script reads and no other site sends."""
    page.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=visit.request.url.scheme == "https")


def address(request: Request) -> str:
    """Return the network address of who asks."""
    return request.client.host if request.client else ""


@dataclass(frozen=True)
class Visit:
    """A phone at a page of an event; `fields` and `nonce` are there when it sent a form."""

    request: Request
    kit: Kit
    event: Event
    phone: Phone
    page: str
    fields: Sequence[tuple[str, str]] = ()
    nonce: str = ""
    scanned: int = 0

    @property
    def lang(self) -> str:
        """The language of the answer."""
        return pages.language(self.request.scope, self.event.lang)

    def field(self, name: str) -> str:
        """Return the first value of a field, trimmed, "" when it was not sent."""
        return next((value.strip() for key, value in self.fields if key == name), "")

    @contextmanager
    def counted(self, kind: str, *codes: str) -> Iterator[None]:
        """Refuse who failed too often in this way, and count a refusal with one of these codes as a failure."""
        self.check(kind)
        try:
            yield
        except KitError as error:
            if error.code in codes:
                self.failed(kind)
            raise

    def check(self, kind: str) -> None:
        """Refuse who failed too often in this way."""
        self.limits.check(kind, self.event.code, self._mark, address(self.request))

    def failed(self, kind: str) -> None:
        """Count a failure of this kind."""
        self.limits.failed(kind, self.event.code, self._mark, address(self.request))

    def succeeded(self, kind: str) -> None:
        """Forget this phone's failures of this kind."""
        self.limits.succeeded(kind, self.event.code, self._mark)

    @property
    def limits(self) -> Limits:
        """What counts failures."""
        return cast("Limits", self.request.app.state.limits)

    @property
    def _mark(self) -> str:
        return self.phone.device if self.phone.known else ""

    def by(self, person: int) -> Visit:
        """Return the visit with the phone remembering `person`."""
        return replace(self, phone=replace(self.phone, person=person))
