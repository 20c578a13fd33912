"""What the room answered and asked during a talk, and who is one person: the parts of a moving event beside its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kit.content import typed
from kit.events import live
from kit.events.event import Event
from kit.people import merging
from kit.store import tables as t
from kit.store.db import Tx
from kit.store.ids import PersonId

WORDS_MOST = 400


def out(tx: Tx, event: Event, people: Iterable[int]) -> dict[str, Any]:
    """Return polls with their votes, questions with their support, and which of these people are one."""
    here = set(people)
    merges = [one for one in merging.listed(tx) if {int(one.kept), int(one.gone)} <= here]
    return {
        "merges": [{"kept": int(one.kept), "gone": int(one.gone), "at": one.at.isoformat(), "actor": one.actor} for one in merges],
        "polls": [
            {"question": row.question, "choices": list(row.choices), "shown": bool(row.shown)}
            | {"votes": _pairs(tx, t.vote, t.vote.c.poll_id == row.id)}
            | {name: value.isoformat() if (value := getattr(row, name)) else None for name in ("opened_at", "closed_at")}
            for row in tx.execute(sa.select(t.poll).where(t.poll.c.event_id == event.id).order_by(t.poll.c.id))
        ],
        "asks": [
            {name: getattr(row, name) for name in ("nonce", "marker", "text", "state")}
            | {"at": row.at.isoformat(), "supports": [pair[0] for pair in _pairs(tx, t.support, t.support.c.ask_id == row.id)]}
            for row in tx.execute(sa.select(t.ask).where(t.ask.c.event_id == event.id).order_by(t.ask.c.id))
        ],
    }  # fmt: skip


def take(tx: Tx, doc: Mapping[str, Any], event: Event, who: Mapping[int, int]) -> None:
    """Bring in what is new of it; raises ValueError, TypeError or KeyError for what is none of it."""
    _merge(tx, doc.get("merges", []), who)
    for one in doc.get("polls", []):
        _poll(tx, event, one)
    for one in doc.get("asks", []):
        _ask(tx, event, one)


def _pairs(tx: Tx, table: sa.Table, mine: sa.ColumnElement[bool]) -> list[list[Any]]:
    """Return the marks of a poll or a question, in their own order, with what each chose."""
    rows = tx.execute(sa.select(table).where(mine).order_by(table.c.marker)).mappings()
    return [[row["marker"], row.get("choice", 0)] for row in rows]


def _merge(tx: Tx, given: Iterable[Mapping[str, Any]], who: Mapping[int, int]) -> None:
    for one in given:
        kept, gone = who[int(one["kept"])], who[int(one["gone"])]
        roots = merging.roots(tx)
        if kept != gone and not {kept, gone} & set(roots) and gone not in roots.values():
            merging.merge(tx, PersonId(kept), PersonId(gone), at=_moment(one["at"]), actor=str(one["actor"]))


def _poll(tx: Tx, event: Event, one: Mapping[str, Any]) -> None:
    opened, words = _moment(one["opened_at"]), [_words(word) for word in one["choices"]]
    mine = sa.and_(t.poll.c.event_id == event.id, t.poll.c.opened_at == opened, t.poll.c.question == _words(one["question"]))
    known = tx.execute(sa.select(t.poll.c.id).where(mine)).scalar()
    if known is None:
        closed = _moment(one["closed_at"]) if one["closed_at"] else opened  # the room is at one computer: only what is over moves
        values = {
            "question": _words(one["question"]),
            "choices": words,
            "opened_at": opened,
            "closed_at": closed,
            "shown": bool(one["shown"]),
        }
        known = tx.execute(sa.insert(t.poll).values(event_id=event.id, **values)).inserted_primary_key[0]  # type: ignore[index]
    there = set(tx.execute(sa.select(t.vote.c.marker).where(t.vote.c.poll_id == known)).scalars())
    for marker, choice in sorted(one["votes"]):
        if marker not in there and 0 <= int(choice) < len(words):
            tx.execute(sa.insert(t.vote).values(poll_id=known, marker=_words(marker), choice=int(choice)))


def _ask(tx: Tx, event: Event, one: Mapping[str, Any]) -> None:
    nonce = _words(one["nonce"])
    found = tx.execute(sa.select(t.ask.c.id, t.ask.c.event_id).where(t.ask.c.nonce == nonce)).first()
    if found is not None and found.event_id != event.id:
        raise ValueError("a question of another event")
    id_ = found.id if found else None
    if id_ is None:
        values = {"marker": _words(one["marker"]), "text": _words(one["text"]), "state": live.State(one["state"]), "at": _moment(one["at"])}
        id_ = tx.execute(sa.insert(t.ask).values(nonce=nonce, event_id=event.id, **values)).inserted_primary_key[0]  # type: ignore[index]
    there = set(tx.execute(sa.select(t.support.c.marker).where(t.support.c.ask_id == id_)).scalars())
    for marker in sorted(set(map(_words, one["supports"])) - there):
        tx.execute(sa.insert(t.support).values(ask_id=id_, marker=marker))


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > WORDS_MOST:
        raise ValueError("not a text")
    return typed.clean(value, WORDS_MOST)


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_words(value))
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found
