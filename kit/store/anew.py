"""Write rows anew in the order of their keys, so that neither where they lie nor the transaction that wrote them tells how they came."""

from __future__ import annotations

import sqlalchemy as sa

from kit.store.db import Tx

Mine = sa.ColumnElement[bool]


def write(tx: Tx, table: sa.Table, mine: Mine) -> None:
    """Write the rows `mine` of a table anew; nothing may refer to them."""
    put(tx, table, take(tx, table, mine))


def take(tx: Tx, table: sa.Table, mine: Mine) -> list[dict[str, object]]:
    """Delete the rows `mine` and return them."""
    return [dict(row) for row in tx.execute(sa.delete(table).where(mine).returning(*table.c)).mappings()]


def put(tx: Tx, table: sa.Table, rows: list[dict[str, object]]) -> None:
    """Write rows in the order of their keys."""
    if rows:
        names = [column.name for column in table.primary_key]
        tx.execute(sa.insert(table), sorted(rows, key=lambda row: tuple(str(row[name]) for name in names)))
