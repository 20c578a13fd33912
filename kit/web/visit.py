"""One request to a page of an event: which event, which phone, which language, and the form that came with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kit.errors import KitError
from kit.web import gate, moments, pages, tokens
from kit.web.tokens import Phone

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.events.event import Event

FIELDS_MOST = 1000


def arrive(request: Request) -> Visit:
    """Return the visit of a phone that opens a page; refuse when there is no such event."""
    kit: Kit = request.app.state.kit
    event = request.app.state.glance.event(request.path_params["code"])
    page = f"{request.scope['path'].split('/')[1]}/{event.code}"
    return Visit(request, kit, event, tokens.phone_of(kit.key, request.cookies.get(tokens.COOKIE)), page)


def receive(request: Request) -> Visit:
    """Return the visit of a phone that sends a form; refuse when the form is not one that we gave to this phone."""
    visit = arrive(request)
    try:
        text = request.scope[gate.BODY].decode("ascii")
        fields = tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_MOST, errors="strict"))
    except ValueError as error:
        raise KitError("web.form", "This was not sent by the form on the page: open the page again.") from error
    token = next((value for name, value in fields if name == "token"), "")
    sent = tokens.opened(visit.kit.key, token, visit.page, visit.phone, visit.kit.now())
    return replace(visit, phone=sent.phone, fields=fields, nonce=sent.nonce)


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
        token=tokens.form_token(kit.key, visit.page, visit.phone, kit.now()),
        sent=visit.fields,
        **values,
    )
    mark = tokens.cookie_of(kit.key, visit.phone)
    page.set_cookie(tokens.COOKIE, mark, max_age=int(tokens.KEPT.total_seconds()), httponly=True, samesite="lax")
    return page


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

    @property
    def lang(self) -> str:
        """The language of the answer."""
        return pages.language(self.request.scope, self.event.lang)

    def field(self, name: str) -> str:
        """Return the first value of a field, trimmed, "" when it was not sent."""
        return next((value.strip() for key, value in self.fields if key == name), "")

    def by(self, person: int) -> Visit:
        """Return the visit with the phone remembering `person`."""
        return replace(self, phone=replace(self.phone, person=person))
