"""People: say that two records are one person, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit import happenings
from kit.context import Kit

if TYPE_CHECKING:
    from kit.people.doubles import Double
    from kit.people.merging import Merge
    from kit.people.person import Person
    from kit.store.ids import PersonId


def of(kit: Kit, code: str, who: str) -> Person:
    """Return the record at the event `code` that a badge code, an employee number or a name means; merged records are told apart."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.record_of(tx, events.by_code(tx, code).id, who)


def doubles(kit: Kit, code: str) -> tuple[Double, ...]:
    """Return which two records at an event may be one person, the likeliest first; nothing is merged by it."""
    from kit.events import door
    from kit.events import event as events
    from kit.people import doubles

    with kit.db.read() as tx:
        here = door.attendance(tx, events.by_code(tx, code))
    return doubles.among((entry.person, entry.walk_in) for entry in here)


def merge(kit: Kit, kept: PersonId, gone: PersonId, *, actor: str = "") -> Merge:
    """Say that the record `gone` is the person `kept`, such as a walk-in who was registered; everything recorded of both stays."""
    from kit.people import merging

    done = kit.db.write(lambda tx: merging.merge(tx, kept, gone, at=kit.now(), actor=actor))
    kit.bus.publish(happenings.PeopleMerged())
    return done


def unmerge(kit: Kit, gone: PersonId, *, actor: str = "") -> None:
    """Take a merge back: both are two people again."""
    from kit.people import merging

    kit.db.write(lambda tx: merging.undo(tx, gone, at=kit.now(), actor=actor))
    kit.bus.publish(happenings.PeopleMerged())


def merges(kit: Kit) -> tuple[Merge, ...]:
    """Return the merges in force, the latest first."""
    from kit.people import merging

    with kit.db.read() as tx:
        return merging.listed(tx)
