"""Take a list of people back: who came by it goes unless something happened to them since, who was changed gets the old details."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import sqlalchemy as sa

from kit.events import erasure
from kit.events.event import Event
from kit.i18n import N_
from kit.people import batch as batches
from kit.people import merging
from kit.people import person as people
from kit.people.batch import Row
from kit.people.person import Person
from kit.store import tables as t
from kit.store.db import Tx
from kit.store.ids import PersonId

What = Literal["removed", "restored", "kept"]
WHY = {
    "came": N_("was at the door since"),
    "merged": N_("was merged since"),
    "answered": N_("has answered since"),
    "later": N_("stands on a later list too"),
    "changed": N_("was changed since"),
}


def take_back(tx: Tx, event: Event, batch: str, answered: Callable[[PersonId], bool], *, dry: bool = False) -> tuple[Back, ...]:
    """Take back what a list brought to an event; returns what became of each of its rows.

    `answered` says whether somebody has answered, where the records can say so. What is kept stays on record as this list's, so that
    the list can be taken back again when the reason is gone. `dry` only says what would become of them.
    """
    trial = tx.begin_nested()
    done = _all(tx, event, batch, answered)
    if dry:
        trial.rollback()
    else:
        trial.commit()
    return done


def _all(tx: Tx, event: Event, batch: str, answered: Callable[[PersonId], bool]) -> tuple[Back, ...]:
    rows = batches.rows(tx, event.id, batch)
    here = _people(tx, [row.person_id for row in rows])
    touched = _touched(tx, event, set(here))
    done = []
    for row in rows:
        person = here[int(row.person_id)]
        why = _kept_for(tx, event, batch, row, person, touched)
        if not why and not row.was and answered(row.person_id):
            why = "answered"
        done.append(Back(person, "kept", why) if why else _back(tx, event, batch, row, person))
    return tuple(done)


def _kept_for(tx: Tx, event: Event, batch: str, row: Row, person: Person, touched: Mapping[int, str]) -> str:
    """Return why what a row brought stays, "" when it goes."""
    if row.was:
        return ""
    if int(person.id) in touched:
        return touched[int(person.id)]
    if batches.registered(tx, event.id, person.id).get("batch") != batch:
        return "later"
    return "changed" if row.made and asdict(batches.draft_of(person)) != dict(row.after) else ""


def _back(tx: Tx, event: Event, batch: str, row: Row, person: Person) -> Back:
    whole = batches.restore(tx, person, row)
    mine = batches.registered(tx, event.id, person.id).get("batch") == batch
    if mine:
        batches.leave(tx, event.id, row)
    batches.drop(tx, row)
    if not row.was and row.made:
        erasure.delete_unseen(tx, {int(person.id)})
    return Back(person, "restored" if row.was else "removed", "" if whole else "changed")


def _touched(tx: Tx, event: Event, ids: Collection[int]) -> dict[int, str]:
    """Return to whom something happened at the event, and what."""
    c = t.checkin.c
    roots = merging.roots(tx)
    merged = {one: "merged" for pair in roots.items() for one in pair if one in ids}
    seen = sa.select(c.person_id).where(c.event_id == event.id, c.person_id.is_not(None)).distinct()
    return merged | {int(row.person_id): "came" for row in tx.execute(seen) if int(row.person_id) in ids}


def _people(tx: Tx, ids: list[PersonId]) -> dict[int, Person]:
    parts = (ids[n : n + batches.PARTS] for n in range(0, len(ids), batches.PARTS))
    rows = (row for part in parts for row in tx.execute(sa.select(t.person).where(t.person.c.id.in_(part))))
    return {int(person.id): person for person in map(people.from_row, rows)}


@dataclass(frozen=True)
class Back:
    """What became of one row: the person is off the roster, has the old details again, or stays; `why` says what could not go back."""

    person: Person
    what: What
    why: str = ""
