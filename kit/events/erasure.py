"""Take people out of the records so that nobody can bring them back, while the figures stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from kit.events.event import Event
from kit.forms.model import RESPONDENT
from kit.people import batch as batches
from kit.people import person as people
from kit.people.person import signatures
from kit.store import tables as t
from kit.store.db import Tx
from kit.store.ids import PersonId

STEP = timedelta(minutes=5)
GROUP_LEAST = 5
"""Departments with fewer people at an event would name them: they are dropped with the names."""

Draw = Callable[[], str]


def anonymise(tx: Tx, event: Event, draw: Draw, *, at: datetime, only: Collection[PersonId] = ()) -> int:
    """Put a stranger in the place of everybody at an event (or of `only` some); returns of how many.

    Each stranger has a drawn code for a name, no number, no address and a department only where at least five share it. What was
    scanned or typed, receipts, badge codes and phones' marks are replaced; moments are rounded up to five minutes, which leaves who
    was late as it was. Who belongs to no other event is deleted. `draw` gives codes by chance; nothing leads from them to people.
    """
    wanted = set(only)
    here = [person for person in _here(tx, event) if not wanted or person.id in wanted]
    depts = _large_depts(_here(tx, event))
    _unsign(tx, event, here if wanted else None)
    strangers: dict[int, int] = {}
    for code, person in sorted((draw(), person) for person in here):  # in the order of the codes: ids tell nothing
        draft = people.Draft(f"P-{code[:6]}", dept=person.dept if person.dept in depts else "")
        strangers[person.id] = people.create(tx, draft, at=event.starts_at).id
    for old, new in strangers.items():
        _replace(tx, event, old, new, draw)
    _carry_merges(tx, strangers)
    batches.forget(tx, strangers if wanted else None, event.id)
    delete_unseen(tx, strangers)
    if not wanted:
        _unnamed(tx, event, draw)
        tx.execute(sa.update(t.event).where(t.event.c.id == event.id).values(anonymised_at=at))
    return len(strangers)


def delete(tx: Tx, person_id: PersonId, events: Sequence[Event], draw: Draw, *, at: datetime) -> int:
    """Take one person out of every event and delete the record; returns at how many events a stranger stands instead."""
    count = sum(anonymise(tx, event, draw, at=at, only={person_id}) for event in events)
    delete_unseen(tx, [int(person_id)])
    return count


def forget_contacts(tx: Tx, before: datetime) -> int:
    """Delete phone numbers, addresses and further fields of people whose last event began before; returns of how many."""
    ids = contacts_due(tx, before)
    for part in (ids[n : n + 500] for n in range(0, len(ids), 500)):
        tx.execute(sa.update(t.person).where(t.person.c.id.in_(part)).values(email="", phone="", extra={}))
    batches.forget(tx, ids)
    return len(ids)


def contacts_due(tx: Tx, before: datetime) -> list[int]:
    """Return the people with a phone number or an address whose last event began before."""
    last = sa.select(t.registration.c.person_id, sa.func.max(t.event.c.starts_at).label("last"))
    seen = last.join(t.event, t.event.c.id == t.registration.c.event_id).group_by(t.registration.c.person_id).subquery()
    reachable = sa.or_(t.person.c.email != "", t.person.c.phone != "")
    rows = tx.execute(sa.select(t.person.c.id).join(seen, seen.c.person_id == t.person.c.id).where(reachable, seen.c.last < before))
    return [int(row.id) for row in rows]


def forget_words(tx: Tx, event: Event) -> int:
    """Delete what people wrote in words about an event, and what they left to be reached by; returns how many texts."""
    responses = sa.select(t.response.c.id).where(t.response.c.event_id == event.id)
    texts = tx.execute(sa.update(t.answer).where(t.answer.c.response_id.in_(responses), t.answer.c.text != "").values(text="")).rowcount
    asks = sa.select(t.ask.c.id).where(t.ask.c.event_id == event.id)
    tx.execute(sa.delete(t.support).where(t.support.c.ask_id.in_(asks)))
    texts += tx.execute(sa.delete(t.ask).where(t.ask.c.event_id == event.id)).rowcount
    return int(texts + tx.execute(sa.delete(t.contact).where(t.contact.c.event_id == event.id)).rowcount)


def words_kept(tx: Tx, event: Event) -> int:
    """Return how many texts people wrote about an event are kept, contacts among them."""
    answers = sa.select(sa.func.count()).select_from(t.answer.join(t.response, t.response.c.id == t.answer.c.response_id))
    texts = tx.execute(answers.where(t.response.c.event_id == event.id, t.answer.c.text != "")).scalar_one()
    counted = [sa.select(sa.func.count()).where(one.c.event_id == event.id) for one in (t.contact, t.ask)]
    return int(texts + sum(tx.execute(one).scalar_one() for one in counted))


def named(tx: Tx, event: Event) -> int:
    """Return how many people an event still names; 0 once it was anonymised."""
    if tx.execute(sa.select(t.event.c.anonymised_at).where(t.event.c.id == event.id)).scalar_one() is not None:
        return 0
    return len(_here(tx, event))


def events_of(tx: Tx, person_id: PersonId) -> list[int]:
    """Return the events at which a person is registered or was scanned."""
    asked = [sa.select(c.event_id).where(c.person_id == person_id) for c in (t.registration.c, t.checkin.c)]
    return sorted(int(row.event_id) for row in tx.execute(sa.union(*asked)))


def _here(tx: Tx, event: Event) -> list[people.Person]:
    seen = (t.registration.c, t.checkin.c)
    ids = sa.union(*(sa.select(c.person_id).where(c.event_id == event.id, c.person_id.is_not(None)) for c in seen))
    return [people.from_row(row) for row in tx.execute(sa.select(t.person).where(t.person.c.id.in_(ids)).order_by(t.person.c.id))]


def _large_depts(here: Sequence[people.Person]) -> set[str]:
    depts = [person.dept for person in here]
    return {dept for dept in depts if depts.count(dept) >= GROUP_LEAST}


def _replace(tx: Tx, event: Event, old: int, new: int, draw: Draw) -> None:
    mine = sa.and_(t.registration.c.event_id == event.id, t.registration.c.person_id == old)
    values = {"person_id": new, "badge": f"X{draw()}", "row": 0, "batch": ""}
    tx.execute(sa.update(t.registration).where(mine).values(values))
    lines = sa.select(t.checkin).where(t.checkin.c.event_id == event.id, t.checkin.c.person_id == old)
    for line in tx.execute(lines).all():
        _blank(tx, line, draw, person_id=new)


def _unnamed(tx: Tx, event: Event, draw: Draw) -> None:
    """Blank the lines of the ledger that belong to nobody: what was typed may be a name."""
    c = t.checkin.c
    for line in tx.execute(sa.select(t.checkin).where(c.event_id == event.id, c.person_id.is_(None))).all():
        _blank(tx, line, draw)
    tx.execute(sa.update(t.device).where(t.device.c.event_id == event.id).values(name=""))
    tx.execute(sa.delete(t.guess).where(t.guess.c.event_id == event.id))


def _blank(tx: Tx, line: sa.Row[tuple[object, ...]], draw: Draw, **more: object) -> None:
    times = {name: _rounded(getattr(line, name)) for name in ("happened_at", "sent_at", "received_at", "voided_at")}
    blank = {"nonce": f"x{draw()}", "raw": "", "device": "", "actor": "", "receipt": "", "voided_by": "", "void_reason": ""}
    tx.execute(sa.update(t.checkin).where(t.checkin.c.id == line.id).values(**times, **blank, **more))


def _rounded(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at + STEP - over


def _unsign(tx: Tx, event: Event, who: Sequence[people.Person] | None) -> None:
    """Take the names of `who` (of everybody when None) off answers that were given with a name."""
    answered = sa.select(t.response.c.id).where(t.response.c.event_id == event.id)
    mine = [t.answer.c.response_id.in_(answered), t.answer.c.question == RESPONDENT]
    if who is not None:
        labels = {label for person in who for label in signatures(person)}
        mine.append(t.answer.c.text.in_(sorted(labels)))
    tx.execute(sa.update(t.answer).where(*mine).values(text=""))


def _carry_merges(tx: Tx, strangers: dict[int, int]) -> None:
    """Two records that were one person stay one person as strangers."""
    m = t.merge.c
    for row in tx.execute(sa.select(m.kept_id, m.gone_id, m.at).where(m.undone_at.is_(None))).all():
        if row.kept_id in strangers and row.gone_id in strangers:
            values = {"kept_id": strangers[row.kept_id], "gone_id": strangers[row.gone_id], "at": row.at, "actor": ""}
            tx.execute(sa.insert(t.merge).values(values))


def delete_unseen(tx: Tx, ids: Collection[int]) -> None:
    """Delete those of the people who belong to no event any more."""
    for old in ids:
        if not events_of(tx, PersonId(old)):
            batches.forget(tx, [old])
            tx.execute(sa.delete(t.merge).where(sa.or_(t.merge.c.kept_id == old, t.merge.c.gone_id == old)))
            tx.execute(sa.delete(t.person).where(t.person.c.id == old))


@dataclass(frozen=True)
class Due:
    """What is kept longer than said: `what` is contact, names or comments; of which event (None: of people of several)."""

    what: str
    count: int
    event: Event | None = None
