"""Delete a try-out event with everything that belongs to it, in one transaction; real events are never deleted."""

from __future__ import annotations

import sqlalchemy as sa

from kit.errors import KitError
from kit.events.event import Event
from kit.people import batch as batches
from kit.store import tables as t
from kit.store.db import Tx


def delete(tx: Tx, event: Event) -> None:
    """Delete the try-out event, its records, and the people who belong to no other event.

    Raises KitError for an event that is not marked as a try-out.
    """
    if not event.tryout:
        raise KitError("event.not-tryout", "{title} is a real event: it can be closed, not deleted.", title=event.title)
    responses = sa.select(t.response.c.id).where(t.response.c.event_id == event.id)
    runs = sa.select(t.run.c.id).where(t.run.c.event_id == event.id)
    people = _own_people(tx, event)
    polls, asks = (sa.select(one.c.id).where(one.c.event_id == event.id) for one in (t.poll, t.ask))
    tx.execute(sa.delete(t.vote).where(t.vote.c.poll_id.in_(polls)))
    tx.execute(sa.delete(t.support).where(t.support.c.ask_id.in_(asks)))
    tx.execute(sa.delete(t.answer).where(t.answer.c.response_id.in_(responses)))
    tx.execute(sa.delete(t.run_entry).where(t.run_entry.c.run_id.in_(runs)))
    tx.execute(sa.update(t.checkin).where(t.checkin.c.event_id == event.id).values(first_id=None))
    talk = (t.poll, t.ask, t.export, t.response, t.responded, t.contact, t.run, t.deck)
    for table in (*talk, t.checkin, t.device, t.guess, t.roster_row, t.registration):
        tx.execute(sa.delete(table).where(table.c.event_id == event.id))
    for end in (t.merge.c.kept_id, t.merge.c.gone_id):
        tx.execute(sa.delete(t.merge).where(end.in_(people)))
    batches.forget(tx, people)
    if people:
        tx.execute(sa.delete(t.person).where(t.person.c.id == sa.bindparam("gone")), [{"gone": person} for person in people])
    tx.execute(sa.delete(t.event).where(t.event.c.id == event.id))


def _own_people(tx: Tx, event: Event) -> list[int]:
    """Return the people who are registered or were scanned here and nowhere else."""

    mine: set[int] = set()
    others: set[int] = set()
    for table in (t.registration, t.checkin):
        seen = sa.select(table.c.event_id, table.c.person_id).where(table.c.person_id.is_not(None)).distinct()
        for event_id, person_id in tx.execute(seen):
            (mine if event_id == event.id else others).add(person_id)
    return sorted(mine - others)
