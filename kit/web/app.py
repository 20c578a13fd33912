"""What answers phones: the few addresses there are, and what a page says when something is refused or broken."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kit.errors import KitError
from kit.web import checkin, desk, feedback, live, pages, screen, tokens
from kit.web.gate import Gate
from kit.web.glance import Glance
from kit.web.limits import Limits

if TYPE_CHECKING:
    from kit.context import Kit

log = logging.getLogger(__name__)
SENT = ["POST"]
STATUS = {
    "event.unknown": 404,
    "event.closed": 410,
    "feedback.closed": 410,
    "feedback.none": 404,
    "web.token": 403,
    "web.token-old": 403,
    "web.slot": 403,
    "web.scan": 403,
    "web.often": 429,
    "device.pin": 403,
    "device.locked": 429,
    "device.off": 403,
    "door.full": 409,
    "door.not_open": 409,
    "qr.picture": 422,
    "qr.large": 422,
    "door.busy": 503,
}
INSIDE = ("database", "disk", "file", "workspace")
"""Troubles of the host's computer: their sentences name its folders and servers, which are nobody else's business."""


def build(kit: Kit, names: Iterable[str] = (), base: str = "") -> Gate:
    """Return the application that serves `kit`.

    `names` are the host names it is reached by, beside its addresses; `base` is the address that phones come to through a proxy.
    """
    app = Starlette(
        routes=[
            Route("/c/{code}", checkin.show),
            Route("/c/{code}", checkin.receive, methods=SENT),
            Route("/c/{code}/{slot}", checkin.scanned),
            Route("/h/{code}", desk.show),
            Route("/h/{code}", desk.receive, methods=SENT),
            Route("/h/{code}/photo", desk.photo, methods=SENT),
            Route("/f/{code}", feedback.show),
            Route("/f/{code}", feedback.receive, methods=SENT),
            Route("/f/{code}/live", live.show),
            Route("/f/{code}/live", live.receive, methods=SENT),
            Route("/s/{code}", screen.show),
            Route("/t", screen.test),
            Route("/healthz", screen.health),
        ],
        exception_handlers={KitError: _refused, HTTPException: _missing, Exception: _broken},
    )
    app.router.redirect_slashes = False
    app.state.kit = kit
    app.state.glance = Glance(kit)
    app.state.limits = Limits(kit)
    pages.warm()
    return Gate(app, (*names, urlsplit(base).hostname or ""), base, helpers=lambda cookie: bool(tokens.desk_secret(kit.key, cookie)))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, KitError)
    if error.code == "event.unknown":
        given = str(request.path_params.get("code", "")).upper()
        error = KitError("web.event", "There is no event with the code {given}: check the code under the picture.", given=given)
        return pages.refusal(request.scope, error, 404)
    if error.code.partition(".")[0] in INSIDE:
        log.error("a page failed: %s: %s", request.scope["path"], error)
        text = "The host's computer cannot keep its records at the moment: try again in a minute, or tell the host."
        return pages.refusal(request.scope, KitError("web.trouble", text), 503, back=request.scope["path"])
    status = STATUS.get(error.code, 400)
    return pages.refusal(request.scope, error, status, back=request.scope["path"] if status != 410 else "")


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return pages.refusal(
        request.scope, KitError("web.missing", "There is nothing at this address: check the address under the picture."), status
    )


def _broken(request: Request, error: Exception) -> Response:
    log.error("a page failed: %s", request.scope["path"], exc_info=error)
    return pages.refusal(
        request.scope,
        KitError(
            "web.broken",
            "Something went wrong on the host's computer: open the page again, or tell the host.",
        ),
        500,
        back=request.scope["path"],
    )
