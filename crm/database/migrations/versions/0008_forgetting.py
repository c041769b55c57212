"""Secure deletion in the search index, and the daily hash of a visitor's address."""

from alembic import op

from crm.records.search import erase_for_good, write_anew

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.execute("ALTER TABLE channel_identity ADD COLUMN origin_hash VARCHAR(64)")
    op.execute(
        "CREATE INDEX ix_channel_identity_origin_hash ON channel_identity (origin_hash) WHERE origin_hash IS NOT NULL"
    )
    erase_for_good(op.get_bind())
    write_anew(op.get_bind())


def downgrade() -> None:
    """Take the store back."""
    erase_for_good(op.get_bind(), wanted=False)
    op.execute("DROP INDEX ix_channel_identity_origin_hash")
    op.execute("ALTER TABLE channel_identity DROP COLUMN origin_hash")
