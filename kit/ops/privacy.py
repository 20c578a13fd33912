"""What is kept of people, for how long: what is due, forgetting it, anonymising an event, deleting one person, and who exported what."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from kit import happenings, qr
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.erasure import Due
    from kit.events.event import Event
    from kit.events.exports import Export
    from kit.store.db import Tx
    from kit.store.ids import EventId, PersonId

CODE_SIGNS = 16


def due(kit: Kit) -> tuple[Due, ...]:
    """Return what is kept longer after its event than `keep_days` of workspace.yaml says, without changing anything."""
    with kit.db.read() as tx:
        return _due(kit, tx)


def apply(kit: Kit) -> tuple[Due, ...]:
    """Forget what is due, all of it or nothing; returns what was forgotten."""
    from kit.events import erasure

    def work(tx: Tx) -> tuple[Due, ...]:
        found = _due(kit, tx)
        for one in found:
            if one.event is None:
                erasure.forget_contacts(tx, kit.now() - timedelta(days=kit.workspace.keep.contact))
            elif one.what == "names":
                erasure.anonymise(tx, one.event, _draw(), at=kit.now())
            else:
                erasure.forget_words(tx, one.event)
        return found

    found = kit.db.write(work, clean=True)
    if found:
        kit.db.sweep()
    for event in {one.event for one in found if one.event}:
        kit.bus.publish(happenings.EventChanged(event.id))
    return found


def anonymise(kit: Kit, code: str) -> int:
    """Put strangers in the place of everybody at an event and forget what they wrote in words; returns how many people were named.

    Raises KitError while the event is open: whoever comes in later would be named again.
    """
    from kit.events import erasure
    from kit.events import event as events

    def work(tx: Tx) -> tuple[Event, int]:
        event = events.by_code(tx, code)
        if event.closed_at is None:
            raise KitError("privacy.open", "{event} is open: close it first, whoever comes in later would be named.", event=event.title)
        count = erasure.anonymise(tx, event, _draw(), at=kit.now())
        erasure.forget_words(tx, event)
        return event, count

    event, count = kit.db.write(work, clean=True)
    kit.db.sweep()
    kit.bus.publish(happenings.EventChanged(event.id))
    return count


def delete(kit: Kit, person_id: PersonId) -> int:
    """Delete one person everywhere: strangers stand at the events instead; returns at how many.

    Anonymous answers cannot be found again, and files exported before are not touched.
    """
    from kit.events import erasure
    from kit.events import event as events

    def work(tx: Tx) -> tuple[list[EventId], int]:
        ids = set(erasure.events_of(tx, person_id))
        seen = [event for event in events.listed(tx) if event.id in ids]
        return [event.id for event in seen], erasure.delete(tx, person_id, seen, _draw(), at=kit.now())

    ids, count = kit.db.write(work, clean=True)
    kit.db.sweep()
    for event_id in ids:
        kit.bus.publish(happenings.EventChanged(event_id))
    return count


def person(kit: Kit, text: str) -> PersonId:
    """Return the one person whose employee number or whole name this is; raises KitError when it is nobody or several."""
    from kit.people import person as people

    asked = people.name_key(text)
    with kit.db.read() as tx:
        found = [p for p in people.every(tx) if asked and asked in (people.name_key(p.emp_no), people.name_key(p.name))]
    exact = [p for p in found if people.name_key(p.emp_no) == asked] or found
    if not exact:
        raise KitError("privacy.nobody", "Nobody is called {name}: give the whole name or the employee number.", name=text)
    if len(exact) > 1:
        numbers = ", ".join(sorted(p.emp_no or p.dept or "-" for p in exact))
        raise KitError(
            "privacy.several", "{name} is {n} people ({numbers}): give the employee number.", name=text, n=len(exact), numbers=numbers
        )
    return exact[0].id


def exports(kit: Kit) -> tuple[Export, ...]:
    """Return which files left with people's data, the latest first."""
    from kit.events import exports as log

    with kit.db.read() as tx:
        return log.listed(tx)


def _due(kit: Kit, tx: Tx) -> tuple[Due, ...]:
    from kit.events import erasure
    from kit.events import event as events

    keep, now = kit.workspace.keep, kit.now()
    found = []
    if keep.contact:
        count = len(erasure.contacts_due(tx, now - timedelta(days=keep.contact)))
        found += [erasure.Due("contact", count)] if count else []
    for event in events.listed(tx):
        age = now - event.ends_at
        if keep.names and age > timedelta(days=keep.names) and (count := erasure.named(tx, event)):
            found.append(erasure.Due("names", count, event))
        if keep.comments and age > timedelta(days=keep.comments) and (count := erasure.words_kept(tx, event)):
            found.append(erasure.Due("comments", count, event))
    return tuple(found)


def _draw() -> Callable[[], str]:
    return lambda: qr.code(CODE_SIGNS, secrets.token_bytes(CODE_SIGNS + 8))
