"""What columns of the schema are made of: moments in UTC, texts that are never NULL, references, and how constraints are named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text, TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Utc(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def table(name: str, *columns: Any) -> Table:
    """Return a table with a number of its own for each row."""
    return Table(name, metadata, Column("id", Integer, primary_key=True), *columns)


def marks(name: str, of: str, *columns: Any) -> Table:
    """Return a table of who did something to a row of another, by marks that name nobody; without a hidden row number on SQLite."""
    mark = Column("marker", String(64), primary_key=True)
    return Table(name, metadata, Column(f"{of}_id", ForeignKey(f"{of}.id"), primary_key=True), mark, *columns, sqlite_with_rowid=False)


def words(name: str) -> Column[str]:
    """Return a column of text, "" when nothing is said."""
    return Column(name, Text, nullable=False, server_default="")


def ref(name: str, target: str, *, null: bool = False) -> Column[Any]:
    """Return a reference to a row of another table."""
    return Column(name, ForeignKey(f"{target}.id"), nullable=null, index=True)
