"""The projector's page, the self-test page, and the page that says the server is alive."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kit import qr
from kit.ops import devices, events, sharing
from kit.ops import feedback as answers
from kit.web import moments, pages, tokens

if TYPE_CHECKING:
    from kit.context import Kit

LOOK_SECONDS = 5


def show(request: Request) -> Response:
    """Show the code to scan, its address and how many are here; `?for=feedback` shows the feedback code."""
    kit: Kit = request.app.state.kit
    overview = events.overview(kit, request.path_params["code"])
    event = overview.event
    feedback = request.query_params.get("for") == "feedback"
    hidden = bool(event.rotating) and not feedback and not _helper(request, event.code)
    base = _base(request)
    target = sharing.targets(kit, event.code, base)["feedback"] if feedback else sharing.wall(kit, event, base)
    again = max(1, min(LOOK_SECONDS, round(sharing.changes_in(kit, event)) if event.rotating else LOOK_SECONDS))
    drawing, side = qr.path(target.payload)
    lang = pages.language(request.scope, event.lang)
    later = answers.opens(kit, event) if feedback else None
    return pages.render(
        request.scope,
        "screen.html",
        fallback=event.lang,
        event=event,
        overview=overview,
        closed=event.closed_at is not None,
        when=moments.when(event, lang),
        feedback=feedback,
        opens=moments.coming(event, later, kit.now(), lang) if later else "",
        hidden=hidden,
        again=again,
        target=target,
        second=f"{kit.second_address}/{'f' if feedback else 'c'}/{event.code}".lower() if kit.second_address else "",
        drawing=drawing,
        side=side,
    )


def _helper(request: Request, code: str) -> bool:
    """Return whether this is a helper's device: whoever sees the changing code can pass it on, so not everybody is shown it."""
    kit: Kit = request.app.state.kit
    secret = tokens.desk_secret(kit.key, request.cookies.get(tokens.DESK), code)
    return bool(secret) and devices.known(kit, code, secret) is not None


def test(request: Request) -> Response:
    """Tell the phone that it reaches us, and us that it does."""
    kit: Kit = request.app.state.kit
    sharing.seen(kit, request.client.host if request.client else "")
    at = kit.now().astimezone()
    return pages.render(request.scope, "test.html", fallback=kit.workspace.lang, time=f"{at:%H:%M:%S}")


def health(request: Request) -> Response:
    """Say that the server answers and its records can be read; no data."""
    kit: Kit = request.app.state.kit
    sharing.answers(kit)
    return PlainTextResponse("ok")


def _base(request: Request) -> str:
    """Return the address that this page was opened at, where a phone reaches it too; "" on this computer itself."""
    host = request.url.hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return "" if local else f"{request.url.scheme}://{request.url.netloc}"
