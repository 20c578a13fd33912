"""Codes that identify events, badges and receipts, and what stands for a device without naming it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from kit import qr

EVENT_SIGNS = 6
BADGE_SIGNS = 14
RECEIPT_SIGNS = 5
SLOT_SIGNS = 11  # 54 bits: nobody guesses one within its half minute
SLOT_GRACE = 5
PIN_DIGITS = 6
CERTIFICATE_SIGNS = 8
ROW_SIGNS = 8
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


def slot(key: bytes, event_code: str, period: int, at: datetime) -> str:
    """Return the code on the wall at a moment: it changes every `period` seconds and follows from nothing but our clock."""
    return _slot(key, event_code, period, int(at.timestamp()) // period)


def slot_holds(key: bytes, event_code: str, period: int, at: datetime, given: str) -> bool:
    """Return whether a code was on the wall now or one change ago.

    A few seconds more are left for the way to us, and as many for the clock of a host's computer that is ahead of ours.
    """
    last = int(at.timestamp() - SLOT_GRACE) // period - 1
    places = range(last, int(at.timestamp() + SLOT_GRACE) // period + 1)
    same = [hmac.compare_digest(_slot(key, event_code, period, place).encode(), given.upper().encode()) for place in places]
    return any(same)  # each is compared, so that the time taken tells nothing


def slot_left(period: int, at: datetime) -> float:
    """Return how many seconds the code on the wall stays as it is."""
    return period - at.timestamp() % period


def _slot(key: bytes, event_code: str, period: int, place: int) -> str:
    return qr.code(SLOT_SIGNS, _mac(key, "slot", f"{event_code.upper()}|{period}|{place}"))


def pin(key: bytes, event_code: str, round_: int) -> str:
    """Return the number with which helpers' phones are let in, another one each round."""
    return f"{int.from_bytes(_mac(key, 'pin', f'{event_code.upper()}|{round_}')[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}}"


def device(secret: str) -> str:
    """Return what is kept of a helper's phone: its secret cannot be told from it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def guesser(key: bytes, event_id: int, who: str) -> str:
    """Return the mark under which somebody's wrong PINs are counted, without saying who it was."""
    return _mac(key, "guess", f"{event_id}|{who}").hex()[:32]


def failing(key: bytes, whose: str) -> str:
    """Return the mark under which somebody's failures are counted, without saying who it was."""
    return _mac(key, "failure", whose).hex()[:32]


def row(key: bytes, event_code: str, person_id: int) -> str:
    """Return what names a person's row in a workbook, so that it is known again when the workbook comes back."""
    return f"{person_id}-{qr.code(ROW_SIGNS, _mac(key, 'row', f'{event_code}|{person_id}'))}"


def row_person(key: bytes, event_code: str, text: str) -> int | None:
    """Return the person whose row this is at this event, None when another workspace or event made it, or nobody."""
    number = text.partition("-")[0]
    real = number.isascii() and number.isdigit() and len(number) < 12 and hmac.compare_digest(row(key, event_code, int(number)), text)
    return int(number) if real else None


def marker(key: bytes, event_id: int, device: str) -> str:
    """Return what remembers that this device has answered at this event, without naming the device."""
    return _mac(key, "responded", f"{event_id}|{device}").hex()[:40]


def person_marker(key: bytes, event_id: int, person_id: int) -> str:
    """Return what remembers that this person has answered: whoever has the key learns that, and nothing of the answer."""
    return _mac(key, "responded", f"{event_id}|person|{person_id}").hex()[:40]


def live(key: bytes, event_id: int, device: str) -> str:
    """Return what tells one phone from another in polls and questions; it leads neither to its answers nor to its check-in."""
    return _mac(key, "live", f"{event_id}|{device}").hex()[:40]


def hidden(key: bytes, nonce: str) -> str:
    """Return a nonce as it is kept with an anonymous answer: of no use to who knows the phone's other nonces."""
    return _mac(key, "answer", nonce).hex()[:40]


def _mac(key: bytes, purpose: str, text: str) -> bytes:
    return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).digest()
