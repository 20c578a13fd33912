"""Phones that were here before: whom a phone checked in last, and whether that person is in already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.store.ids import PersonId


def known(kit: Kit, code: str, person: PersonId) -> Known | None:
    """Return what the event `code` knows of a person whom a phone remembers, None when the person is not expected there."""
    from kit.events import door, part
    from kit.events import event as events
    from kit.people import registration

    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        expected = registration.by_person(tx, event.id, person)
        if expected is None:
            return None
        window = part.at(event.parts, kit.now()) if event.parts else event.windows[0]
        line = door.live_of(tx, event.id, person, window.code if window else None)
        since, receipt = (line.corrected_at, line.receipt) if line else (None, "")
        return Known(expected.person.name, expected.badge, since, receipt, expected.person.id)


def meant(kit: Kit, code: str, text: str) -> PersonId:
    """Return whom a badge code, an employee number or a name means at the event `code`; raises KitError for nobody or several."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.record_of(tx, events.by_code(tx, code).id, text).id


@dataclass(frozen=True)
class Known:
    """A person a phone remembers: the badge code to check in with, since when and by which receipt the person is in."""

    name: str
    badge: str
    since: datetime | None = None
    receipt: str = ""
    person: PersonId | None = None
