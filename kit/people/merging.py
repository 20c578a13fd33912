"""Two records of one person: joined by a mark that can be taken off again, while everything each of them did stays its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kit.content import typed
from kit.errors import KitError
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import PersonId

M, P = tables.merge.c, tables.person.c


def merge(tx: Tx, kept: PersonId, gone: PersonId, *, at: datetime, actor: str) -> Merge:
    """Say that `gone` is `kept`; refused for one and the same, and for a record that is part of another merge already."""
    if kept == gone:
        raise KitError("person.merge-same", "These are one record already: choose two.")
    tx.execute(sa.select(P.id).where(P.id.in_([kept, gone])).order_by(P.id).with_for_update(key_share=True))
    taken = sa.or_(M.gone_id.in_([kept, gone]), M.kept_id == gone)
    if tx.execute(sa.select(M.id).where(M.undone_at.is_(None), taken)).first() is not None:
        raise KitError("person.merge-taken", "One of them is merged with somebody already: undo that first.")
    try:
        with tx.begin_nested():
            tx.execute(sa.insert(tables.merge).values(kept_id=kept, gone_id=gone, at=at, actor=typed.clean(actor)))
    except IntegrityError as error:
        raise KitError("person.gone", "One of these people is no longer there.") from error
    return next(one for one in listed(tx) if one.gone == gone)


def undo(tx: Tx, gone: PersonId, *, at: datetime, actor: str) -> None:
    """Take the mark off: both are two people again, each with what was recorded for it."""
    mine = sa.and_(M.gone_id == gone, M.undone_at.is_(None))
    if tx.execute(sa.update(tables.merge).where(mine).values(undone_at=at, undone_by=typed.clean(actor))).rowcount != 1:
        raise KitError("person.merge-none", "This person is not merged with anybody.")


def listed(tx: Tx) -> tuple[Merge, ...]:
    """Return the merges in force, the latest first."""
    kept, gone = tables.person.alias("kept"), tables.person.alias("gone")
    named = sa.select(M.kept_id, M.gone_id, kept.c.name.label("kept"), gone.c.name.label("gone"), M.at, M.actor)
    joined = tables.merge.join(kept, kept.c.id == M.kept_id).join(gone, gone.c.id == M.gone_id)
    rows = tx.execute(named.select_from(joined).where(M.undone_at.is_(None)).order_by(M.id.desc()))
    return tuple(Merge(PersonId(r.kept_id), PersonId(r.gone_id), r.kept, r.gone, r.at, r.actor) for r in rows)


def roots(tx: Tx) -> dict[int, int]:
    """Return who stands for whom: record → the record it was merged into."""
    return {int(gone): int(kept) for gone, kept in tx.execute(sa.select(M.gone_id, M.kept_id).where(M.undone_at.is_(None)))}


@dataclass(frozen=True)
class Merge:
    """One record that was merged into another."""

    kept: PersonId
    gone: PersonId
    kept_name: str
    gone_name: str
    at: datetime
    actor: str = ""
