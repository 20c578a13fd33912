"""What each row of a list of people changed is kept, so that the list can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "roster_row",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("batch", "file")),
        sa.Column("made", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("before", "after", "was")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
