"""Rosters: look at a list of people before it is taken, take it, and see who is expected."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kit import happenings
from kit.context import Kit
from kit.errors import KitError

if TYPE_CHECKING:
    from kit.events.door import Attendance
    from kit.events.event import Event
    from kit.events.takeback import Back
    from kit.people.batch import Batch
    from kit.people.matching import Import
    from kit.people.roster import Roster
    from kit.store.db import Tx
    from kit.store.ids import PersonId


def preview(kit: Kit, code: str, path: Path, mapping: Mapping[str, str] | None = None, apart: Collection[int] = ()) -> Import:
    """Return the list in the file with a verdict for each row; nothing is changed.

    `mapping` ({"name": "B"}) overrides the recognised columns; `apart` are rows that are other people than those they look like.
    """
    from kit.events import event as events
    from kit.people import enrol

    roster = _read(path, mapping)
    with kit.db.read() as tx:
        found = events.by_code(tx, code)
        return enrol.judge(tx, found.id, roster, frozenset(apart), _own(kit, found, roster))


def import_(kit: Kit, code: str, path: Path, mapping: Mapping[str, str] | None = None, apart: Collection[int] = ()) -> Import:
    """Take every new or changed row of the list, in one transaction; rows with an error are left out and told."""
    from kit.events import event as events
    from kit.people import enrol

    roster = _read(path, mapping)

    def work(tx: Tx) -> tuple[Event, Import]:
        found = events.by_code(tx, code)
        judged = enrol.judge(tx, found.id, roster, frozenset(apart), _own(kit, found, roster))
        enrol.take(tx, found.id, judged, badge=_badge, at=kit.now(), batch=secrets.token_hex(8), file=path.name)
        return found, judged

    found, judged = kit.db.write(work)
    kit.bus.publish(happenings.RosterImported(found.id, len(judged.taken)))
    return judged


def all(kit: Kit, code: str) -> tuple[Attendance, ...]:
    """Return everybody on the roster and every walk-in who is in, by name."""
    from kit.events import door
    from kit.events import event as events

    with kit.db.read() as tx:
        return door.attendance(tx, events.by_code(tx, code))


def batches(kit: Kit, code: str) -> tuple[Batch, ...]:
    """Return the lists brought in to an event that can be taken back, the latest first."""
    from kit.events import event as events
    from kit.people import batch

    with kit.db.read() as tx:
        return batch.listed(tx, events.by_code(tx, code).id)


def take_back(kit: Kit, code: str, key: str = "", *, dry: bool = False) -> tuple[Back, ...]:
    """Take a list back, the latest one without a `key`: returns what became of each of its rows; `dry` only says what would.

    Who was at the door, has answered, was merged or changed since stays, and is named. Raises KitError when there is no such list.
    """
    from kit.events import event as events
    from kit.events import takeback
    from kit.people import batch

    def work(tx: Tx) -> tuple[Event, tuple[Back, ...]]:
        found = events.by_code(tx, code)
        known = [one.key for one in batch.listed(tx, found.id) if one.key.startswith(key.strip().lower())]
        if not known:
            raise KitError("roster.no-batch", "There is no such list to take back: `lectern roster imports` shows them.")
        return found, takeback.take_back(tx, found, known[0], _answered(kit, tx, found), dry=dry)

    found, done = kit.db.write(work, clean=not dry)
    if not dry:
        kit.bus.publish(happenings.EventChanged(found.id))
    return done


def _answered(kit: Kit, tx: Tx, event: Event) -> Callable[[PersonId], bool]:
    """Return what says whether somebody has answered, where the form lets the host see that."""
    from kit.events import asking, token
    from kit.forms import response

    version = asking.asked(tx, event)
    if version is None or version.form.anonymous:
        return lambda _person: False
    return lambda person: response.responded(tx, event.id, token.person_marker(kit.key, event.id, int(person)))


def _own(kit: Kit, event: Event, roster: Roster) -> dict[str, int]:
    """Return whose rows they are that this event's own workbook brought back; rows of other events and workspaces are not among them."""
    from kit.events import token

    found = {row.ref: token.row_person(kit.key, event.code, row.ref) for row in roster.rows if row.ref}
    return {ref: person for ref, person in found.items() if person is not None}


def _badge() -> str:
    from kit.events import token

    return token.badge(secrets.token_bytes(24))


def _read(path: Path, mapping: Mapping[str, str] | None) -> Roster:
    from kit.content import tables
    from kit.people import roster

    return roster.read(tables.read(path), str(path), mapping)
