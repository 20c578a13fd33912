"""An event knows since when it takes answers before its start."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """An event gets one more column."""
    op.add_column("event", sa.Column("feedback_at", sa.DateTime(timezone=True), nullable=True))
