"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
LIVE = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "case_study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        sa.Column("stage", sa.String(length=16), server_default="lead", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("scope", sa.String(length=16), server_default="none", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_study")),
    )
    op.create_table(
        "champion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        sa.Column("cadence_days", sa.Integer(), server_default="60", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_champion")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        *_columns(sa.Text(), "statement=", "source=", "period=", "owner="),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("key", name=op.f("uq_evidence_key")),
    )
    op.create_table(
        "form_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("doc", sa.JSON(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
    )
    op.create_index("uq_form_version_name_digest", "form_version", ["name", "digest"], unique=True)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_columns(sa.Text(), "name_key=", "sort_key="),
        *_columns(sa.Text(), "emp_no=", "dept=", "email=", "phone="),
        sa.Column("emp_key", sa.Text(), server_default="", nullable=False, index=True),
        sa.Column("extra", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_name_key"), "person", ["name_key"], unique=False)
    op.create_index(
        "uq_person_emp_no",
        "person",
        ["emp_no"],
        unique=True,
        sqlite_where=sa.text("emp_no <> ''"),
        postgresql_where=sa.text("emp_no <> ''"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column("zone", sa.Text(), server_default="Asia/Shanghai", nullable=False),
        sa.Column("lang", sa.String(length=8), server_default="zh", nullable=False),
        *_columns(sa.Text(), "place=", "host=", "audience=", "workshop=", "form="),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("late_after", sa.Integer(), server_default="10", nullable=False),
        sa.Column("parts", sa.JSON(), server_default="[]", nullable=False),
        *(sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in ("capacity", "rotating", "helpers")),
        sa.Column("check_out", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("tryout", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["form_version.id"], name=op.f("fk_event_version_id_form_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("code", name=op.f("uq_event_code")),
    )
    op.create_index(op.f("ix_event_version_id"), "event", ["version_id"], unique=False)
    op.create_table(
        "touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("champion_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("worth", sa.Float(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["champion_id"], ["champion.id"], name=op.f("fk_touch_champion_id_champion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
    )
    op.create_index(op.f("ix_touch_champion_id"), "touch", ["champion_id"], unique=False)
    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=32), server_default="", nullable=False),
        sa.Column("raw", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("proof", sa.String(length=16), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        *_columns(sa.Text(), "device=", "actor=", "receipt="),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        *_columns(sa.Text(), "voided_by=", "void_reason="),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_checkin_event_id_event")),
        sa.ForeignKeyConstraint(["first_id"], ["checkin.id"], name=op.f("fk_checkin_first_id_checkin")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin")),
        sa.UniqueConstraint("nonce", name=op.f("uq_checkin_nonce")),
    )
    op.create_index(op.f("ix_checkin_event_id"), "checkin", ["event_id"], unique=False)
    op.create_index(op.f("ix_checkin_first_id"), "checkin", ["first_id"], unique=False)
    op.create_index(op.f("ix_checkin_person_id"), "checkin", ["person_id"], unique=False)
    op.create_index(
        "uq_checkin_live",
        "checkin",
        ["event_id", "part", "person_id"],
        unique=True,
        sqlite_where=sa.text("voided_at IS NULL AND outcome IN ('ok', 'walk_in')"),
        postgresql_where=sa.text("voided_at IS NULL AND outcome IN ('ok', 'walk_in')"),
    )
    op.create_table(
        "deck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("qr", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_deck_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deck")),
    )
    op.create_index(op.f("ix_deck_event_id"), "deck", ["event_id"], unique=False)
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), server_default="roster", nullable=False),
        sa.Column("badge", sa.String(length=32), nullable=False),
        sa.Column("row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("batch", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_registration_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_registration_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("badge", name=op.f("uq_registration_badge")),
    )
    op.create_index(op.f("ix_registration_event_id"), "registration", ["event_id"], unique=False)
    op.create_index(op.f("ix_registration_person_id"), "registration", ["person_id"], unique=False)
    op.create_index("uq_registration_event_person", "registration", ["event_id", "person_id"], unique=True)
    op.create_table(
        "responded",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("marker", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_responded_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "marker", name=op.f("pk_responded")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "response",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=16), server_default="phone", nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_response_event_id_event")),
        sa.ForeignKeyConstraint(["version_id"], ["form_version.id"], name=op.f("fk_response_version_id_form_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("nonce", name=op.f("uq_response_nonce")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_response_event_id"), "response", ["event_id"], unique=False)
    op.create_index(op.f("ix_response_version_id"), "response", ["version_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_contact_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_contact_event_id"), "contact", ["event_id"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_run_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_event_id"), "run", ["event_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), server_default="", nullable=False),
        sa.Column("choice", sa.String(length=128), server_default="", nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_answer_response_id_response")),
        sa.PrimaryKeyConstraint("response_id", "question", "item", "choice", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_columns(sa.Text(), "cue=", "step="),
        sa.Column("seconds", sa.Float(), server_default="0", nullable=False),
        *_columns(sa.Text(), "note=", "actor="),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_entry_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_entry")),
        sa.UniqueConstraint("nonce", name=op.f("uq_run_entry_nonce")),
    )
    op.create_index(op.f("ix_run_entry_run_id"), "run_entry", ["run_id"], unique=False)
    _desk()


def _desk() -> None:
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kept_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("gone_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        *_columns(sa.DateTime(timezone=True), "at", "undone_at?"),
        *_columns(sa.Text(), "actor=", "undone_by="),
    )
    op.create_index("uq_merge_live", "merge", ["gone_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        *_columns(sa.Text(), "name", "revoked_by="),
        *_columns(sa.DateTime(timezone=True), "created_at", "seen_at", "revoked_at?"),
    )
    op.create_table(
        "guess",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), primary_key=True),
        sa.Column("who", sa.String(64), primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table("shared", sa.Column("name", sa.String(32), primary_key=True), sa.Column("value", sa.Text(), nullable=False))


def _columns(kind: sa.Text | sa.DateTime, *names: str) -> list[sa.Column[Any]]:
    """Return columns of one kind: `x?` may be empty, `x=` is "" by itself."""
    return [sa.Column(n.rstrip("?="), kind, nullable=n.endswith("?"), server_default="" if n.endswith("=") else None) for n in names]
