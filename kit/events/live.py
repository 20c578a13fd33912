"""What goes on between speaker and room during a talk: quick polls, and questions that others can support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.content import typed
from kit.errors import KitError
from kit.i18n import N_
from kit.store import anew, tables, upsert
from kit.store.db import Tx
from kit.store.ids import EventId

P, V, A, S = tables.poll.c, tables.vote.c, tables.ask.c, tables.support.c
QUESTION_MOST, CHOICE_MOST, TEXT_MOST = 200, 80, 300
CHOICES_LEAST, CHOICES_MOST = 2, 8
ASKS_MOST = 10
"""Questions one phone may send at one event."""


def open_poll(tx: Tx, event_id: EventId, question: str, choices: Sequence[str], *, at: datetime) -> Poll:
    """Put a question to the room; the poll that was open is closed. Raises KitError for an empty question or too few answers."""
    asked, given = typed.clean(question, QUESTION_MOST + 1), [words for one in choices if (words := typed.clean(one, CHOICE_MOST + 1))]
    if not asked or not CHOICES_LEAST <= len(dict.fromkeys(given)) <= CHOICES_MOST or len(set(given)) != len(given):
        raise KitError("live.poll", "A poll needs a question and two to eight different answers.")
    if len(asked) > QUESTION_MOST or any(len(words) > CHOICE_MOST for words in given):
        text = N_("Keep a poll short: at most {question} characters for the question and {choice} for an answer.")
        raise KitError("live.poll-long", text, question=QUESTION_MOST, choice=CHOICE_MOST)
    close_polls(tx, event_id, at=at)
    values = {"event_id": event_id, "question": asked, "choices": given, "opened_at": at}
    key = tx.execute(sa.insert(tables.poll).values(values)).inserted_primary_key
    assert key is not None
    return poll(tx, event_id, int(key[0]))


def close_polls(tx: Tx, event_id: EventId, *, at: datetime) -> None:
    """Close the poll that is open, if any; how its votes lie does not tell then in what order they came."""
    tx.execute(sa.update(tables.poll).where(P.event_id == event_id, P.closed_at.is_(None)).values(closed_at=at))
    anew.write(tx, tables.vote, V.poll_id.in_(sa.select(P.id).where(P.event_id == event_id)))


def show_poll(tx: Tx, event_id: EventId, poll_id: int, shown: bool) -> None:
    """Show the room what was answered, or hide it again."""
    tx.execute(sa.update(tables.poll).where(P.event_id == event_id, P.id == poll_id).values(shown=shown))


def vote(tx: Tx, event_id: EventId, poll_id: int, marker: str, choice: int) -> Poll:
    """Count one answer a phone; a second one takes the place of the first while the poll is open. Raises KitError when it is closed."""
    tx.execute(sa.select(P.id).where(P.id == poll_id).with_for_update(key_share=True))
    found = poll(tx, event_id, poll_id)
    if not found.open:
        raise KitError("live.closed", "This poll is closed.")
    if not 0 <= choice < len(found.bars):
        raise KitError("live.choice", "Choose one of the answers shown.")
    mine = sa.and_(V.poll_id == poll_id, V.marker == marker)
    if tx.execute(sa.update(tables.vote).where(mine).values(choice=choice)).rowcount == 0:
        try:
            with tx.begin_nested():
                tx.execute(sa.insert(tables.vote).values(poll_id=poll_id, marker=marker, choice=choice))
        except IntegrityError:
            tx.execute(sa.update(tables.vote).where(mine).values(choice=choice))
    return poll(tx, event_id, poll_id)


def voted(tx: Tx, poll_id: int, marker: str) -> int | None:
    """Return which answer a phone gave, from 0; None when it gave none."""
    found = tx.execute(sa.select(V.choice).where(V.poll_id == poll_id, V.marker == marker)).first()
    return None if found is None else int(found.choice)


def poll(tx: Tx, event_id: EventId, poll_id: int) -> Poll:
    """Return a poll with its answers counted from the votes themselves."""
    row = tx.execute(sa.select(tables.poll).where(P.event_id == event_id, P.id == poll_id)).first()
    if row is None:
        raise KitError("live.no-poll", "This poll is no longer there.")
    counted = sa.select(V.choice, sa.func.count()).where(V.poll_id == poll_id).group_by(V.choice)
    counts = {int(choice): int(n) for choice, n in tx.execute(counted)}
    bars = tuple(Bar(words, counts.get(n, 0)) for n, words in enumerate(row.choices))
    return Poll(int(row.id), row.question, bars, row.closed_at is None, bool(row.shown))


def polls(tx: Tx, event_id: EventId) -> tuple[Poll, ...]:
    """Return the polls of an event, the latest first."""
    ids = tx.execute(sa.select(P.id).where(P.event_id == event_id).order_by(P.id.desc())).scalars()
    return tuple(poll(tx, event_id, int(id_)) for id_ in ids.all())


def ask(tx: Tx, event_id: EventId, marker: str, text: str, *, nonce: str, at: datetime) -> None:
    """Keep a question from the room until the host lets it be seen; sent twice it is one. Raises KitError when it is empty or too much.

    Its moment is cut to the hour: who asked right after checking in would be known by it.
    """
    words = typed.clean(text, TEXT_MOST + 1)
    if not words:
        raise KitError("live.empty", "Write your question first.")
    if len(words) > TEXT_MOST:
        raise KitError("live.long", "Keep the question under {n} characters.", n=TEXT_MOST)
    if tx.execute(sa.select(A.id).where(A.nonce == nonce)).first() is not None:
        return
    mine = sa.select(sa.func.count()).where(A.event_id == event_id, A.marker == marker)
    if tx.execute(mine).scalar_one() >= ASKS_MOST:
        raise KitError("live.many", "{n} questions from one phone are enough: support those of others.", n=ASKS_MOST)
    hour = at.replace(minute=0, second=0, microsecond=0)
    _put(tx, tables.ask, nonce=nonce, event_id=event_id, marker=marker, text=words, at=hour)


def scatter(tx: Tx, event_id: EventId) -> None:
    """Number the questions of an event anew, in the order of their random nonces: what order they came in is forgotten."""
    supports = anew.take(tx, tables.support, S.ask_id.in_(sa.select(A.id).where(A.event_id == event_id)))
    asks = sorted(anew.take(tx, tables.ask, A.event_id == event_id), key=lambda row: str(row["nonce"]))
    ids = dict(zip((row["id"] for row in asks), sorted(int(str(row["id"])) for row in asks), strict=True))
    anew.put(tx, tables.ask, [row | {"id": ids[row["id"]]} for row in asks])
    anew.put(tx, tables.support, [row | {"ask_id": ids[row["ask_id"]]} for row in supports])


def support(tx: Tx, event_id: EventId, ask_id: int, marker: str, on: bool) -> None:
    """Support a question that is shown, once a phone, or no longer."""
    seen = tx.execute(sa.select(A.state).where(A.event_id == event_id, A.id == ask_id)).first()
    if seen is None or seen.state != State.SHOWN:
        raise KitError("live.no-ask", "This question is no longer there.")
    tx.execute(sa.delete(tables.support).where(S.ask_id == ask_id, S.marker == marker))
    if on:
        _put(tx, tables.support, ask_id=ask_id, marker=marker)


def judge(tx: Tx, event_id: EventId, ask_id: int, state: State) -> None:
    """Let a question be seen, hide it, or mark it as answered."""
    tx.execute(sa.update(tables.ask).where(A.event_id == event_id, A.id == ask_id).values(state=state))


def asks(tx: Tx, event_id: EventId, marker: str = "") -> tuple[Ask, ...]:
    """Return the questions of an event, the most supported first; `mine` is whether the phone with this marker supports one."""
    counts = sa.select(S.ask_id, sa.func.count().label("n")).group_by(S.ask_id).subquery()
    own = sa.select(S.ask_id).where(S.marker == marker).subquery()
    n = sa.func.coalesce(counts.c.n, 0)
    joined = tables.ask.outerjoin(counts, counts.c.ask_id == A.id).outerjoin(own, own.c.ask_id == A.id)
    wanted = sa.select(A.id, A.text, A.state, n.label("n"), own.c.ask_id.label("own")).select_from(joined)
    rows = tx.execute(wanted.where(A.event_id == event_id).order_by(n.desc(), A.id))
    return tuple(Ask(int(r.id), r.text, State(r.state), int(r.n), r.own is not None) for r in rows)


def pulse(tx: Tx) -> tuple[int, ...]:
    """Return numbers that change with every poll, vote, question and support."""
    counts = (sa.select(sa.func.count()).select_from(one) for one in (tables.vote, tables.support, tables.ask, tables.poll))
    closed = sa.select(sa.func.count()).where(P.closed_at.is_not(None))
    sums = sa.select(sa.func.coalesce(sa.func.sum(V.choice), 0))
    return tuple(int(tx.execute(one).scalar_one()) for one in (*counts, closed, sums))


def _put(tx: Tx, table: sa.Table, **values: object) -> None:
    """Write a row, unless the same form that was sent twice at once has written it."""
    tx.execute(upsert.into(tx.dialect.name, table).values(**values).on_conflict_do_nothing())


class State(StrEnum):
    """What became of a question from the room."""

    NEW = "new"
    SHOWN = "shown"
    ANSWERED = "answered"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Bar:
    """One answer of a poll and how many gave it."""

    text: str
    n: int


@dataclass(frozen=True)
class Poll:
    """A poll; `shown` says whether the room sees what was answered."""

    id: int
    question: str
    bars: tuple[Bar, ...]
    open: bool
    shown: bool

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(bar.n for bar in self.bars)


@dataclass(frozen=True)
class Ask:
    """A question from the room and how many support it."""

    id: int
    text: str
    state: State
    n: int
    mine: bool = False
