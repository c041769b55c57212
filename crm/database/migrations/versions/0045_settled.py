"""An index of the notices that are done with, which holds none of those that wait."""

from alembic import op

revision = "0045"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward: with the states in it, SQLite took it for what waits, and went through all of that."""
    op.drop_index("ix_notice_settled", "notice")
    op.execute("CREATE INDEX ix_notice_settled ON notice (settled_at) WHERE settled_at IS NOT NULL")


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_notice_settled", "notice")
    op.create_index("ix_notice_settled", "notice", ["status", "settled_at"])
