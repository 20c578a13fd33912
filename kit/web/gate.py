"""What every request passes before a page sees it: host, origin, method, size, and the headers every answer carries."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.errors import KitError
from kit.web import announce, pages, tokens

BODY_MOST = 64 * 1024
PHOTO_MOST = 12 * 1024 * 1024
PHOTOS_AT_ONCE = 4
BODY_SECONDS = 30
BODY = "lectern.body"
METHODS = ("GET", "HEAD", "POST")
FORM, PHOTO_FORM = "application/x-www-form-urlencoded", "multipart/form-data"
PHOTO = re.compile(r"/h/[^/]+/photo")


class Gate:
    """Lets through what a phone's browser sends to this computer, and refuses the rest in one sentence."""

    def __init__(
        self, app: ASGIApp, names: Iterable[str] = (), base: str = "", helpers: Callable[[str], bool] = lambda _cookie: False
    ) -> None:
        """Guard `app`; `helpers` says whether a cookie is one of a helper's phone, which alone may send photos.

        `base` is the address that phones come to, where a proxy passes requests on under another one.
        """
        own = socket.gethostname().lower()
        self.app = app
        self.base = urlsplit(base).netloc.lower()
        self.helpers = helpers
        self.photos = asyncio.Semaphore(PHOTOS_AT_ONCE)
        self.names = frozenset(
            {"localhost", f"{announce.NAME}.local", own, own.split(".")[0] + ".local", *(name.lower() for name in names if name)}
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        scope["path"] = scope["path"].lower().rstrip("/") or "/"
        guarded = _guarded(send)
        try:
            most = self._admit(scope)
            async with self.photos if most > BODY_MOST else nullcontext():
                scope[BODY] = await _body(scope, receive, most) if scope["method"] == "POST" else b""
                await self.app(scope, receive, guarded)
        except KitError as error:
            await pages.refusal(scope, error, STATUS.get(error.code, 400))(scope, receive, guarded)

    def _admit(self, scope: Scope) -> int:
        """Return how many bytes of a body are read; refuse what no page of ours sends."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._ours(host):
            raise KitError("web.host", "This computer is not known by that name: scan the code again, or type the address under it.")
        if scope["method"] not in METHODS:
            raise KitError("web.method", "This page can only be opened and sent.")
        if scope["method"] != "POST":
            return 0
        _same_origin(headers, (host.lower(), self.base))
        kind, photo = headers.get("content-type", "").split(";")[0].strip().lower(), bool(PHOTO.fullmatch(scope["path"]))
        if kind != (PHOTO_FORM if photo else FORM):
            raise KitError("web.form", "This was not sent by the form on the page: open the page again.")
        if photo and not self.helpers(cookie_parser(headers.get("cookie", "")).get(tokens.DESK, "")):
            raise KitError("device.off", "This phone is not a helper's any more: enter the PIN again, or ask the host.")
        most, length = PHOTO_MOST if photo else BODY_MOST, headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > most:
            raise TOO_MUCH
        return most

    def _ours(self, host: str) -> bool:
        """Whether the Host header is an address or one of this computer's names: a foreign name that leads here is an attack."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in self.names or _is_address(name)


TOO_MUCH = KitError("web.large", "That is too much text for this form: shorten it and send it again.")
STATUS = {"web.host": 421, "web.method": 405, "web.form": 415, "web.large": 413, "web.origin": 403, "web.slow": 408, "device.off": 403}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same_origin(headers: Headers, ours: Sequence[str]) -> None:
    """Refuse a form that another site sent; without an Origin the Referer must agree, and without both the form's own token decides."""
    sent = headers.get("origin") or headers.get("referer") or ""
    if sent and urlsplit(sent).netloc.lower() not in [host for host in ours if host]:
        raise KitError("web.origin", "This form was sent from another site: open the page by its code and send it from there.")


async def _body(scope: Scope, receive: Receive, most: int) -> bytes:
    """Read a form's body, at most `most` bytes and BODY_SECONDS long."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += bytes(message.get("body", b""))
                if len(body) > most:
                    raise TOO_MUCH
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return bytes(body)
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
    """Return the content security policy of a page with the house's style and these further ones, and its one script."""
    allowed = " ".join([pages.STYLE_HASH, *(pages.hashed(style) for style in styles if style)])
    ours = f"script-src {pages.SCRIPT_HASH}; connect-src 'self'; form-action 'self'"
    return f"default-src 'none'; style-src {allowed}; img-src data:; {ours}; base-uri 'none'; frame-ancestors 'none'"


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
