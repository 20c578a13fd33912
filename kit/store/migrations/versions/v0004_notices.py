"""What phones said about people's data when somebody checked in is kept, word for word."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table; a line of the ledger gets one more column."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(16), nullable=False, unique=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("checkin", sa.Column("notice", sa.Text(), server_default="", nullable=False))
