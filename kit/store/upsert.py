"""Inserts that say what happens when a row is there already, spelled for the database at hand."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def into(dialect: str, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert with `on_conflict_do_nothing` and `on_conflict_do_update` for the database of that name."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
