"""Codes that identify events, badges and receipts, and what stands for a device without naming it."""

from __future__ import annotations

import hashlib
import hmac

from kit import qr

EVENT_SIGNS = 6
BADGE_SIGNS = 14
RECEIPT_SIGNS = 5
CERTIFICATE_SIGNS = 8
BADGE_LENGTH = BADGE_SIGNS + 2
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


def certificate(key: bytes, event_code: str, person_id: int) -> str:
    """Return the number of a person's certificate for an event; only the holder of `key` can make or check it."""
    return f"{event_code}-{qr.code(CERTIFICATE_SIGNS, _mac(key, 'certificate', f'{event_code}|{person_id}'))}"


def marker(key: bytes, event_id: int, device: str) -> str:
    """Return what remembers that this device has answered at this event, without naming the device."""
    return _mac(key, "responded", f"{event_id}|{device}").hex()[:40]


def hidden(key: bytes, nonce: str) -> str:
    """Return a nonce as it is kept with an anonymous answer: of no use to who knows the phone's other nonces."""
    return _mac(key, "answer", nonce).hex()[:40]


def _mac(key: bytes, purpose: str, text: str) -> bytes:
    return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).digest()
