"""Responses: anonymous by construction. No row, order or moment leads from an answer to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from string import hexdigits

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.forms.answer import Answer
from kit.store import anew, tables
from kit.store.db import Tx
from kit.store.ids import EventId, VersionId

R, A = tables.response.c, tables.answer.c
CROWD = 12


def submit(
    tx: Tx,
    event_id: EventId,
    version_id: VersionId,
    answers: Mapping[str, Answer],
    *,
    id_: str,
    nonce: str,
    marker: str,
    lang: str,
    at: datetime,
    channel: str = "phone",
) -> Submission:
    """Keep one response under the random id `id_`, its moment cut to the hour; a nonce seen before changes nothing.

    `marker` says that this device has answered at this event; a second response under it is not taken. "" sets no mark.
    """
    if _seen(tx, nonce):
        return Submission.REPLAYED
    if marker and not _mark(tx, event_id, marker):
        return Submission.ALREADY
    hour = at.replace(minute=0, second=0, microsecond=0)
    try:
        with tx.begin_nested():
            row = {"id": id_, "nonce": nonce, "event_id": event_id, "version_id": version_id}
            tx.execute(sa.insert(tables.response).values(**row, lang=lang, submitted_at=hour, channel=channel))
    except IntegrityError:
        if not _seen(tx, nonce):
            raise
        return Submission.REPLAYED
    rows = [row for answer in answers.values() for row in _rows(id_, answer)]
    if rows:
        tx.execute(sa.insert(tables.answer), rows)
    _hide(tx, event_id, id_)
    return Submission.TAKEN


def received(tx: Tx, event_id: EventId, nonce: str) -> bool:
    """Return whether a response with this nonce was kept at an event."""
    return tx.execute(sa.select(R.id).where(R.nonce == nonce, R.event_id == event_id)).first() is not None


def scatter(tx: Tx, event_id: EventId) -> None:
    """Write the answers of an event anew in the order of their random ids, so that not even where they lie tells who came when."""
    _lock(tx, event_id)
    _anew(tx, R.event_id == event_id)
    for table in (tables.responded, tables.contact):
        anew.write(tx, table, table.c.event_id == event_id)


def _hide(tx: Tx, event_id: EventId, id_: str) -> None:
    """Write a new response anew among about a dozen others, so that neither place nor transaction tells which of them is the latest.

    Both kinds of records know by where a row lies how late it came: PostgreSQL keeps rows as they came, a page of SQLite fills
    from its end.
    """
    _lock(tx, event_id)
    _anew(tx, sa.and_(R.event_id == event_id, *_crowd(R.id, id_, count(tx, event_id))))


def _crowd(column: sa.Column[str], id_: str, n: int) -> list[sa.ColumnElement[bool]]:
    """Return the condition for about a dozen of `n` rows, `id_` among them.

    Which ones is told by the random id alone: ids are cut into as many ranges as there are dozens, and its range is meant.
    Beside an id that is no hexadecimal number all rows are.
    """
    ranges = max(1, n // CROWD)
    if not set(id_[:8]) <= set(hexdigits):
        return []
    first = int(id_[:8], 16) * ranges >> 32
    least, beyond = -(-(first << 32) // ranges), -(-((first + 1) << 32) // ranges)
    below = [column < f"{beyond:08x}"] if beyond < 1 << 32 else []
    return [column >= f"{least:08x}", *below]


def _anew(tx: Tx, mine: sa.ColumnElement[bool]) -> None:
    """Write responses and their answers anew in the order of their ids."""
    answers = anew.take(tx, tables.answer, A.response_id.in_(sa.select(R.id).where(mine)))
    anew.write(tx, tables.response, mine)
    anew.put(tx, tables.answer, answers)


def leave(tx: Tx, event_id: EventId, answer: Answer, *, id_: str) -> None:
    """Keep a contact beside the answers under a random id of its own, with no moment and no way to them."""
    tx.execute(sa.insert(tables.contact).values(id=id_, event_id=event_id, question=answer.question, text=answer.text))
    _mix(tx, tables.contact, event_id, id_)


def contacts(tx: Tx, event_id: EventId) -> tuple[Answer, ...]:
    """Return the contacts that were left at an event, in the order of their random ids."""
    c = tables.contact.c
    rows = tx.execute(sa.select(c.question, c.text).where(c.event_id == event_id).order_by(c.id))
    return tuple(Answer(row.question, text=row.text) for row in rows)


def responded(tx: Tx, event_id: EventId, marker: str) -> bool:
    """Return whether this device has answered at this event."""
    d = tables.responded.c
    return tx.execute(sa.select(d.marker).where(d.event_id == event_id, d.marker == marker)).first() is not None


def listed(tx: Tx, event_id: EventId) -> tuple[Response, ...]:
    """Return the responses of an event, in the order of their random ids: it says nothing about who came when."""
    answers: dict[str, dict[str, Answer]] = {}
    mine = sa.select(tables.answer).join(tables.response, R.id == A.response_id).where(R.event_id == event_id)
    for row in tx.execute(mine.order_by(A.response_id, A.question, A.item, A.choice)):
        inner = answers.setdefault(str(row.response_id), {})
        known = inner.get(row.question, Answer(row.question))
        choices = (*known.choices, row.choice) if row.choice else known.choices
        inner[row.question] = Answer(row.question, choices, row.number, row.text)
    rows = tx.execute(sa.select(tables.response).where(R.event_id == event_id).order_by(R.id))
    return tuple(
        Response(row.id, EventId(row.event_id), VersionId(row.version_id), row.lang, row.submitted_at, row.channel, answers.get(row.id, {}))
        for row in rows
    )


def count(tx: Tx, event_id: EventId) -> int:
    """Return how many responses an event has."""
    return int(tx.execute(sa.select(sa.func.count()).where(R.event_id == event_id)).scalar_one())


def count_all(tx: Tx) -> int:
    """Return how many responses there are, over all events."""
    return int(tx.execute(sa.select(sa.func.count()).select_from(tables.response)).scalar_one())


def _seen(tx: Tx, nonce: str) -> bool:
    return tx.execute(sa.select(R.id).where(R.nonce == nonce)).first() is not None


def _mark(tx: Tx, event_id: EventId, marker: str) -> bool:
    _lock(tx, event_id)
    try:
        with tx.begin_nested():
            tx.execute(sa.insert(tables.responded).values(event_id=event_id, marker=marker))
    except IntegrityError:
        return False
    _mix(tx, tables.responded, event_id, marker)
    return True


def _mix(tx: Tx, table: sa.Table, event_id: EventId, id_: str) -> None:
    """Write rows of an event anew, in their own order: all of them where the transaction that wrote a row is kept with it, else a dozen."""
    crowd: list[sa.ColumnElement[bool]] = []
    if tx.dialect.name == "sqlite":
        n = int(tx.execute(sa.select(sa.func.count()).where(table.c.event_id == event_id)).scalar_one())
        crowd = _crowd(next(c for c in table.primary_key if c.name != "event_id"), id_, n)
    anew.write(tx, table, sa.and_(table.c.event_id == event_id, *crowd))


def _lock(tx: Tx, event_id: EventId) -> None:
    """Let one transaction at a time change the answers of an event; its door stays open."""
    tx.execute(sa.select(tables.event.c.id).where(tables.event.c.id == event_id).with_for_update(key_share=True))


def _rows(response_id: str, answer: Answer) -> list[dict[str, object]]:
    base: dict[str, object] = {
        "response_id": response_id,
        "question": answer.question,
        "number": answer.number,
        "text": answer.text,
    }
    several = len(answer.choices) > 1  # the place of each, since a ranking is an order
    return [base | {"item": f"{n:03d}" if several else "", "choice": choice} for n, choice in enumerate(answer.choices or ("",), 1)]


class Submission(StrEnum):
    """How a response was received."""

    TAKEN = "taken"
    REPLAYED = "replayed"
    ALREADY = "already"


@dataclass(frozen=True)
class Response:
    """One response; `submitted_at` is known to the hour only."""

    id: str
    event_id: EventId
    version_id: VersionId
    lang: str
    submitted_at: datetime
    channel: str = "phone"
    answers: Mapping[str, Answer] = field(default_factory=dict, hash=False)
