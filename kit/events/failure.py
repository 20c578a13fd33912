"""Failures counted by whose they are, where every process sees them; only who fails is ever written down, and under a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kit.store import tables, upsert
from kit.store.db import Tx

F = tables.failure.c
NOTED = 5
"""Fewer failures than these hold nobody up."""


def add(tx: Tx, marks: Iterable[Mark], at: datetime) -> None:
    """Count a failure under each of `marks`, and forget those that count no longer."""
    second = int(at.timestamp())
    over = sa.select(F.mark, F.until).where(F.until <= second).with_for_update(skip_locked=True)
    tx.execute(sa.delete(tables.failure).where(sa.tuple_(F.mark, F.until).in_(over)))
    for mark in sorted(marks, key=lambda mark: mark.name):  # in one order: two processes never wait for each other
        until = (second // mark.seconds + 2) * mark.seconds
        put = upsert.into(tx.dialect.name, tables.failure).values(mark=mark.name, until=until, n=1)
        tx.execute(put.on_conflict_do_update(index_elements=[F.mark, F.until], set_={"n": F.n + 1}))


def noted(tx: Tx, at: datetime) -> dict[str, tuple[Count, ...]]:
    """Return the failures that may hold somebody up, by mark."""
    found: dict[str, tuple[Count, ...]] = {}
    for row in tx.execute(sa.select(tables.failure).where(F.until > int(at.timestamp()), F.n >= NOTED)):
        found[row.mark] = (*found.get(row.mark, ()), Count(int(row.until), int(row.n)))
    return found


def forget(tx: Tx, name: str) -> None:
    """Forget the failures under a mark."""
    tx.execute(sa.delete(tables.failure).where(F.mark == name))


def level(found: Mapping[str, tuple[Count, ...]], mark: Mark, at: datetime) -> float:
    """Return how many failures count now: those of this span of time, and of the one before the part that is less than a span ago."""
    left = [(count.n, (count.until - at.timestamp()) / mark.seconds) for count in found.get(mark.name, ())]
    return sum(n * min(1.0, max(0.0, share)) for n, share in left)


@dataclass(frozen=True)
class Mark:
    """Whose failures are counted, `most` of them in so many `seconds`."""

    name: str
    most: int
    seconds: int


@dataclass(frozen=True)
class Count:
    """Failures of one span of time, and the second until which they count."""

    until: int
    n: int
