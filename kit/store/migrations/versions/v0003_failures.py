"""Failures are counted where every server process sees them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "failure",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("until", sa.BigInteger(), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=True),
    )
