"""The message after which a chat partner sees the history: an earlier patron's words are hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column(
        "channel_identity", sa.Column("history_after", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    """Take the store back."""
    op.drop_column("channel_identity", "history_after")
