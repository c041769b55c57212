"""Indexes for the work of the night: of notices that are done with, of fines by loan, of deeds by conversation."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

DEEDS = ("renewal_attempt", "hold")


def upgrade() -> None:
    """Bring the store forward: what waits is no part of what is settled, where SQLite took it for that."""
    op.drop_index("ix_notice_settled", "notice")
    op.execute("CREATE INDEX ix_notice_settled ON notice (settled_at) WHERE settled_at IS NOT NULL")
    op.create_index("ix_fine_loan", "fine", ["loan_id"])
    for table in DEEDS:
        op.execute(f"CREATE INDEX ix_{table}_interaction ON {table} (interaction_id) WHERE interaction_id IS NOT NULL")


def downgrade() -> None:
    """Take it back."""
    for table in DEEDS:
        op.drop_index(f"ix_{table}_interaction", table)
    op.drop_index("ix_fine_loan", "fine")
    op.drop_index("ix_notice_settled", "notice")
    op.create_index("ix_notice_settled", "notice", ["status", "settled_at"])
