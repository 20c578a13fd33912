"""Evidence: each number once, with its statement, source, period and owner; slides show it as `{{ev:key}}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.errors import KitError
from kit.store import tables
from kit.store.db import Tx
from kit.store.ids import EvidenceId

KEY = re.compile(r"[\w.-]{1,64}\Z")
E = tables.evidence.c


def put(tx: Tx, draft: Draft, *, at: datetime) -> Evidence:
    """Keep a number under its key, in place of the one that was there."""
    kept = checked(draft)
    values = {"value": kept.value, "statement": kept.statement, "source": kept.source, "period": kept.period, "owner": kept.owner}
    changed = tx.execute(sa.update(tables.evidence).where(E.key == kept.key).values(**values, updated_at=at))
    if not changed.rowcount:
        tx.execute(sa.insert(tables.evidence).values(key=kept.key, **values, updated_at=at))
    return _evidence(tx.execute(sa.select(tables.evidence).where(E.key == kept.key)).one())


def checked(draft: Draft) -> Draft:
    """Return the draft with its texts trimmed; refuse a key that slides cannot name, or an empty value."""
    key = draft.key.strip()
    if not KEY.match(key):
        raise KitError("evidence.key", "“{key}” cannot be a key: use letters, digits, - and . (64 at most).", key=key)
    if not draft.value.strip():
        raise KitError("evidence.value", "Evidence needs a value: what “{key}” shows on a slide.", key=key)
    return Draft(key, *(word.strip() for word in (draft.value, draft.statement, draft.source, draft.period, draft.owner)))


def remove(tx: Tx, key: str) -> None:
    """Delete a number; slides that show it will say that it is missing."""
    if not tx.execute(sa.delete(tables.evidence).where(E.key == key)).rowcount:
        raise KitError("evidence.gone", "There is no evidence “{key}”.", key=key)


def listed(tx: Tx) -> tuple[Evidence, ...]:
    """Return all evidence by key."""
    return tuple(map(_evidence, tx.execute(sa.select(tables.evidence).order_by(E.key))))


def values(tx: Tx) -> dict[str, str]:
    """Return key → value, as decks bind it."""
    return {str(row.key): str(row.value) for row in tx.execute(sa.select(E.key, E.value))}


def _evidence(row: sa.Row[tuple[object, ...]]) -> Evidence:
    m = row._mapping
    words = (m["key"], m["value"], m["statement"], m["source"], m["period"], m["owner"])
    return Evidence(EvidenceId(m["id"]), *words, m["updated_at"])


@dataclass(frozen=True)
class Draft:
    """What is told about a number."""

    key: str
    value: str
    statement: str = ""
    source: str = ""
    period: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Evidence:
    """A number with where it comes from; without a source or a period it is only a claim."""

    id: EvidenceId
    key: str
    value: str
    statement: str
    source: str
    period: str
    owner: str
    updated_at: datetime

    @property
    def proven(self) -> bool:
        """Whether it says where it comes from and for when it holds."""
        return bool(self.source and self.period)
