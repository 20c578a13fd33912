"""Codes that identify events, badges and receipts, and the addresses that QR codes lead to."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from kit import qr
from kit.events.event import Event

EVENT_SIGNS = 6
BADGE_SIGNS = 14
RECEIPT_SIGNS = 5
BADGE_PREFIX = "LB"  # L is not in the alphabet: no event code or receipt can look like a badge


def event_code(chance: bytes) -> str:
    """Return a new short code for an event from random bytes (16 are enough)."""
    return qr.code(EVENT_SIGNS, chance)


def badge(chance: bytes) -> str:
    """Return a new badge code from random bytes (24 are enough): 16 capitals and digits, the smallest QR code holds it."""
    return BADGE_PREFIX + qr.code(BADGE_SIGNS, chance)


def receipt(key: bytes, nonce: str) -> str:
    """Return the short code that a person may show as proof of this scan; only the holder of `key` can make it."""
    return qr.code(RECEIPT_SIGNS, _mac(key, "receipt", nonce))


def marker(key: bytes, event_id: int, device: str) -> str:
    """Return what remembers that this device has answered at this event, without naming the device."""
    return _mac(key, "responded", f"{event_id}|{device}").hex()[:40]


def hidden(key: bytes, nonce: str) -> str:
    """Return a nonce as it is kept with an anonymous answer: of no use to who knows the phone's other nonces."""
    return _mac(key, "answer", nonce).hex()[:40]


def targets(event: Event, base: str) -> dict[str, Target]:
    """Return where the event's QR codes lead when phones reach us at `base` ("http://192.168.1.5:8642")."""
    return {purpose: Target.at(base, path, event.code) for purpose, path in (("checkin", "c"), ("feedback", "f"), ("workshop", "w"))}


def _mac(key: bytes, purpose: str, text: str) -> bytes:
    return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).digest()


@dataclass(frozen=True)
class Target:
    """Where a QR code leads: its payload in capitals (a smaller code), the address a person types, the short code."""

    payload: str
    address: str
    code: str

    @classmethod
    def at(cls, base: str, path: str, code: str) -> Target:
        """Make the target of `path` below `base`."""
        address = f"{base.rstrip('/')}/{path}/{code}"
        rooted = base.rstrip("/").count("/") > 2  # below somebody else's path capitals may matter
        return cls(address if rooted else address.upper(), address, code)
