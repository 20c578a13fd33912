"""What a phone carries: the signed cookie that recognises it, and the token that each form is sent back with."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from itsdangerous import BadData, URLSafeSerializer

from kit.errors import KitError

COOKIE, SCAN, DESK = "lectern", "lectern-scan", "lectern-desk"
KEPT = timedelta(days=180)
FORM_VALID = timedelta(hours=24)
SCAN_VALID = timedelta(minutes=10)


def phone_of(key: bytes, cookie: str | None) -> Phone:
    """Return the phone that this cookie recognises, or a new one."""
    try:
        device, person = _signer(key, "phone").loads(cookie or "")
        return Phone(str(device), int(person), known=True)
    except (BadData, ValueError, TypeError):
        return Phone(secrets.token_urlsafe(12))


def cookie_of(key: bytes, phone: Phone) -> str:
    """Return the cookie that recognises this phone next time."""
    return str(_signer(key, "phone").dumps([phone.device, phone.person]))


def form_token(key: bytes, page: str, phone: Phone, now: datetime, scanned: int = 0) -> str:
    """Return the token for a form on `page` (path and code), good for one phone and a day; it carries the form's nonce.

    `scanned` is the second at which the phone scanned a code on the wall that changes.
    """
    return str(_signer(key, "form").dumps([page, phone.device, secrets.token_urlsafe(16), int(now.timestamp()), scanned]))


def ticket(key: bytes, code: str, phone: Phone, scanned: int) -> str:
    """Return the cookie that says when this phone scanned the changing code of an event."""
    return str(_signer(key, "scan").dumps([code, phone.device, scanned]))


def scanned_at(key: bytes, cookie: str | None, code: str, phone: Phone) -> int:
    """Return when this phone scanned the changing code of an event, 0 when it does not say so."""
    try:
        of_code, device, scanned = _signer(key, "scan").loads(cookie or "")
    except (BadData, ValueError, TypeError):
        return 0
    return int(scanned) if (of_code, device) == (code, phone.device) else 0


def fresh(scanned: int, now: datetime) -> bool:
    """Return whether a scan is recent enough for the form it opened to be filled in; our clock may have been set back meanwhile."""
    return abs(now.timestamp() - scanned) <= SCAN_VALID.total_seconds() + 1


def desk_cookie(key: bytes, code: str, secret: str) -> str:
    """Return the cookie of a helper's phone at an event."""
    return str(_signer(key, "desk").dumps([code, secret]))


def desk_secret(key: bytes, cookie: str | None, code: str = "") -> str:
    """Return the secret of a helper's phone (at the event `code`), "" when the cookie is none of ours."""
    try:
        of_code, secret = _signer(key, "desk").loads(cookie or "")
    except (BadData, ValueError, TypeError):
        return ""
    return str(secret) if code in ("", of_code) else ""


def opened(key: bytes, token: str, page: str, phone: Phone, now: datetime) -> Sent:
    """Read the token that came back with a form; a phone that keeps no cookies is recognised by the token alone.

    Raises KitError when the token is not ours, of another page or phone, or older than a day.
    """
    try:
        of_page, device, nonce, made, scanned = _signer(key, "form").loads(token)
    except (BadData, ValueError, TypeError):
        raise KitError("web.token", "This page has lost its thread: scan the code again.") from None
    age = now - datetime.fromtimestamp(made, now.tzinfo)
    if of_page != page or (phone.known and device != phone.device):
        raise KitError("web.token", "This page has lost its thread: scan the code again.")
    if age > FORM_VALID:
        raise KitError("web.token-old", "This page was open for too long: scan the code again.")
    return Sent(str(nonce), phone if phone.known else Phone(str(device)), int(scanned))


def trace(key: bytes, phone: Phone, *about: str) -> str:
    """Return a mark of this phone that only we can make, and that says nothing about it elsewhere."""
    return hmac.new(key, "\0".join((phone.device, *about)).encode(), hashlib.sha256).hexdigest()[:32]


@lru_cache(maxsize=8)
def _signer(key: bytes, use: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=f"lectern.{use}", signer_kwargs={"digest_method": hashlib.sha256})


@dataclass(frozen=True)
class Phone:
    """A phone: its random name, who checked in on it last, and whether its cookie said so."""

    device: str
    person: int = 0
    known: bool = False


@dataclass(frozen=True)
class Sent:
    """What a form's token told: the nonce of the form, the phone it was made for, and when that scanned the wall."""

    nonce: str
    phone: Phone
    scanned: int = 0
