"""What every computer on one database shares: the key that signs codes, the address that phones come to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from kit.store import tables, upsert
from kit.store.db import Tx

S = tables.shared.c
KEY, ADDRESS = "key", "address"


def first(tx: Tx, name: str, value: str) -> str:
    """Return what is kept under a name: `value` when nobody kept anything before."""
    tx.execute(_put(tx, name, value).on_conflict_do_nothing())
    return read(tx, name)


def write(tx: Tx, name: str, value: str) -> None:
    """Keep a value under a name, in the place of what was there."""
    tx.execute(_put(tx, name, value).on_conflict_do_update(index_elements=[S.name], set_={"value": value}))


def read(tx: Tx, name: str) -> str:
    """Return what is kept under a name, "" when nothing is."""
    return str(tx.execute(sa.select(S.value).where(S.name == name)).scalar() or "")


def _put(tx: Tx, name: str, value: str) -> Any:
    return upsert.into(tx.dialect.name, tables.shared).values(name=name, value=value)
