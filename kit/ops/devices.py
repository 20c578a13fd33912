"""Phones of helpers: the PIN that lets them in, who is in, and taking them off."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from kit import happenings
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.device import Device
    from kit.store.db import Tx
    from kit.store.ids import DeviceId

WRONG = "device.pin"


def pin(kit: Kit, code: str) -> str:
    """Return the PIN of the event's helpers, "" while none is let in."""
    from kit.events import event as events
    from kit.events import token

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
    return token.pin(kit.key, event.code, event.helpers) if event.helpers else ""


def new_pin(kit: Kit, code: str) -> str:
    """Let helpers in with a new PIN; the old one opens nothing any more, phones that are in stay in."""
    from kit.events import device
    from kit.events import event as events

    def work(tx: Tx) -> events.Event:
        event = events.by_code(tx, code)
        events.admit_helpers(tx, event.id, secrets.randbelow(2**31 - 1) + 1)
        device.forget_guesses(tx, event.id)
        return event

    kit.bus.publish(happenings.EventChanged(kit.db.write(work).id))
    return pin(kit, code)


def close(kit: Kit, code: str, *, actor: str = "") -> None:
    """Let no helper's phone in any more and take off those that are in."""
    from kit.events import device
    from kit.events import event as events

    def work(tx: Tx) -> events.Event:
        event = events.by_code(tx, code)
        events.admit_helpers(tx, event.id, 0)
        for one in device.listed(tx, event.id):
            if one.revoked_at is None:
                device.revoke(tx, event.id, one.id, at=kit.now(), actor=actor)
        return event

    kit.bus.publish(happenings.EventChanged(kit.db.write(work).id))


def enter(kit: Kit, code: str, given: str, name: str, *, who: str) -> str:
    """Let a phone in with the PIN and return its secret; `who` names whoever tries (a phone, an address), for counting wrong ones.

    Raises KitError for a wrong PIN, and for any PIN while too many wrong ones were tried.
    """
    from kit.events import device, token
    from kit.events import event as events

    secret, now = secrets.token_urlsafe(24), kit.now()

    def work(tx: Tx) -> tuple[events.Event, KitError | None]:
        event = events.by_code(tx, code)
        mark = token.guesser(kit.key, event.id, who)
        device.take_turn(tx, event.id)
        until = device.locked_until(tx, event.id, mark, now)
        if until is not None:
            minutes = int((until - now).total_seconds() // 60) + 1
            return event, KitError("device.locked", "Too many wrong PINs: try again in {n} minutes, or ask the host.", n=minutes)
        digits = "".join(sign for sign in given if sign.isdigit())
        right = token.pin(kit.key, event.code, event.helpers)
        if not event.helpers or not hmac.compare_digest(digits.encode(), right.encode()):
            device.guessed_wrong(tx, event.id, mark, now)
            return event, KitError(WRONG, "This PIN is not right: ask the host for the one of today.")
        device.admit(tx, event.id, token=token.device(secret), name=name, at=now)
        device.guessed_right(tx, event.id, mark)
        return event, None

    event, refused = kit.db.write(work)
    if refused is not None:
        raise refused
    kit.bus.publish(happenings.DeviceChanged(event.id))
    return secret


def known(kit: Kit, code: str, secret: str) -> Device | None:
    """Return the helper's phone with this secret, None when it is not (or no longer) in at this event."""
    from kit.events import device, token
    from kit.events import event as events

    with kit.db.read() as tx:
        found = device.by_token(tx, events.by_code(tx, code).id, token.device(secret))
    if found is not None and kit.now() - found.seen_at >= device.SEEN_STEP:
        kit.db.write(lambda tx: device.seen(tx, found, kit.now()))
    return found


def all(kit: Kit, code: str) -> tuple[Device, ...]:
    """Return the helpers' phones of an event, those that are in first."""
    from kit.events import device
    from kit.events import event as events

    with kit.db.read() as tx:
        return device.listed(tx, events.by_code(tx, code).id)


def revoke(kit: Kit, code: str, device_id: DeviceId, *, actor: str = "") -> None:
    """Take a helper's phone off."""
    from kit.events import device
    from kit.events import event as events

    def work(tx: Tx) -> events.Event:
        event = events.by_code(tx, code)
        device.revoke(tx, event.id, device_id, at=kit.now(), actor=actor)
        return event

    kit.bus.publish(happenings.DeviceChanged(kit.db.write(work).id))
