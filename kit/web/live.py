"""The room's page during a talk: answer the poll that is open, ask the speaker, support what others ask."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kit import i18n
from kit.errors import KitError
from kit.ops import live
from kit.web import opening, visit
from kit.web.visit import Visit

SEEN = ("shown", "answered")


def show(request: Request) -> Response:
    """Show the poll and the questions."""
    return _page(_open(visit.arrive(request)))


def receive(request: Request) -> Response:
    """Take a vote, a question or its support; what is refused is told on the page, and what was written stays in it."""
    seen = _open(visit.receive(request))
    try:
        done = _do(seen)
    except KitError as error:
        if not error.code.startswith("live."):
            raise
        return _page(seen, wrong=error)
    return _page(seen, done=done)


def _do(seen: Visit) -> str:
    kit, code, device = seen.kit, seen.event.code, seen.phone.device
    if seen.field("vote"):
        live.vote(kit, code, _number(seen.field("poll")), _number(seen.field("vote")), device)
        return "vote"
    if seen.field("support") or seen.field("drop"):
        live.support(kit, code, _number(seen.field("support") or seen.field("drop")), bool(seen.field("support")), device)
        return "support"
    live.ask(kit, code, seen.field("text"), nonce=seen.nonce, device=device)
    return "ask"


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise KitError("live.choice", "Choose one of the answers shown.")
    return int(text)


def _open(seen: Visit) -> Visit:
    if seen.event.closed_at is not None:
        raise KitError("event.closed", "This event is closed.")
    return seen


def _page(seen: Visit, done: str = "", wrong: KitError | None = None) -> Response:
    found = live.look(seen.kit, seen.event.code, seen.phone.device)
    poll = found.polls[0] if found.polls and (found.polls[0].open or found.polls[0].shown) else None
    with i18n.language(seen.lang):
        said = i18n.said(wrong) if wrong else ""
    status = 422 if wrong else 200
    return visit.answer(
        seen, "live.html", status, poll=poll, mine=found.mine, asks=[one for one in found.asks if one.state in SEEN], done=done, wrong=said,
        kept=seen.field("text") if wrong else "", opens=opening.said(seen),
    )  # fmt: skip
