"""What every request passes before a page sees it: host, origin, method, size, and the headers every answer carries."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.errors import KitError
from kit.web import pages

BODY_MOST = 64 * 1024
BODY_SECONDS = 30
BODY = "lectern.body"
METHODS = ("GET", "HEAD", "POST")
FORM = "application/x-www-form-urlencoded"


class Gate:
    """Lets through what a phone's browser sends to this computer, and refuses the rest in one sentence."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        own = socket.gethostname().lower()
        self.app = app
        self.names = frozenset({"localhost", own, own.split(".")[0] + ".local", *(name.lower() for name in names if name)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        scope["path"] = scope["path"].lower().rstrip("/") or "/"
        guarded = _guarded(send)
        try:
            self._admit(scope)
            scope[BODY] = await _body(scope, receive) if scope["method"] == "POST" else b""
        except KitError as error:
            await pages.refusal(scope, error, STATUS.get(error.code, 400))(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _admit(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._ours(host):
            raise KitError("web.host", "This computer is not known by that name: scan the code again, or type the address under it.")
        if scope["method"] not in METHODS:
            raise KitError("web.method", "This page can only be opened and sent.")
        if scope["method"] == "POST":
            _same_origin(headers, host)
            if headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
                raise KitError("web.form", "This was not sent by the form on the page: open the page again.")
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > BODY_MOST:
                raise TOO_MUCH

    def _ours(self, host: str) -> bool:
        """Whether the Host header is an address or one of this computer's names: a foreign name that leads here is an attack."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in self.names or _is_address(name)


TOO_MUCH = KitError("web.large", "That is too much text for this form: shorten it and send it again.")
STATUS = {"web.host": 421, "web.method": 405, "web.form": 415, "web.large": 413, "web.origin": 403, "web.slow": 408}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same_origin(headers: Headers, host: str) -> None:
    """Refuse a form that another site sent; without an Origin the Referer must agree, and without both the form's own token decides."""
    sent = headers.get("origin") or headers.get("referer") or ""
    if sent and urlsplit(sent).netloc.lower() != host.lower():
        raise KitError("web.origin", "This form was sent from another site: open the page by its code and send it from there.")


async def _body(scope: Scope, receive: Receive) -> bytes:
    """Read a form's body, at most BODY_MOST bytes and BODY_SECONDS long."""
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += bytes(message.get("body", b""))
                if len(body) > BODY_MOST:
                    raise TOO_MUCH
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return body
    except TimeoutError:
        raise KitError("web.slow", "The form did not arrive in time: send it again.") from None


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


def policy(*styles: str) -> str:
    """Return the content security policy of a page with the house's style and these further ones; no script ever runs."""
    allowed = " ".join([pages.STYLE_HASH, *(pages.hashed(style) for style in styles if style)])
    return f"default-src 'none'; style-src {allowed}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
