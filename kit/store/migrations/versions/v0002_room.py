"""Polls and questions from the room, the log of exports, and when an event was anonymised."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables; an event gets one more column."""
    op.add_column("event", sa.Column("anonymised_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        *_columns(sa.Text(), "path", "actor="),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=False, index=True),
        *_columns(sa.Text(), "question"),
        sa.Column("choices", sa.JSON(), nullable=False),
        *_columns(sa.DateTime(timezone=True), "opened_at", "closed_at?"),
        sa.Column("shown", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_table(
        "vote",
        sa.Column("poll_id", sa.Integer(), sa.ForeignKey("poll.id"), primary_key=True),
        sa.Column("marker", sa.String(64), primary_key=True),
        sa.Column("choice", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("nonce", sa.String(64), nullable=False, unique=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("marker", sa.String(64), nullable=False),
        *_columns(sa.Text(), "text"),
        sa.Column("state", sa.String(16), server_default="new", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "support",
        sa.Column("ask_id", sa.Integer(), sa.ForeignKey("ask.id"), primary_key=True),
        sa.Column("marker", sa.String(64), primary_key=True),
        sqlite_with_rowid=False,
    )


def _columns(kind: sa.Text | sa.DateTime, *names: str) -> list[sa.Column[Any]]:
    """Return columns of one kind: `x?` may be empty, `x=` is "" by itself."""
    return [sa.Column(n.rstrip("?="), kind, nullable=n.endswith("?"), server_default="" if n.endswith("=") else None) for n in names]
