"""What every computer on one database shares: the key that signs codes, the address that phones come to."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kit.store import tables
from kit.store.db import Tx

S = tables.shared.c
KEY, ADDRESS = "key", "address"


def first(tx: Tx, name: str, value: str) -> str:
    """Return what is kept under a name: `value` when nobody kept anything before."""
    tx.execute(_insert(tx, name, value).on_conflict_do_nothing())
    return read(tx, name)


def write(tx: Tx, name: str, value: str) -> None:
    """Keep a value under a name, in the place of what was there."""
    tx.execute(_insert(tx, name, value).on_conflict_do_update(index_elements=[S.name], set_={"value": value}))


def read(tx: Tx, name: str) -> str:
    """Return what is kept under a name, "" when nothing is."""
    return str(tx.execute(sa.select(S.value).where(S.name == name)).scalar() or "")


def _insert(tx: Tx, name: str, value: str) -> sqlite.Insert | postgresql.Insert:
    make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    return make(tables.shared).values(name=name, value=value)
