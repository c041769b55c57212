"""Titles name the work that they are editions of: a translation is found from the original, and the other way round."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.execute("ALTER TABLE title_record ADD COLUMN work TEXT")
    op.execute("CREATE INDEX ix_title_record_work ON title_record (work)")


def downgrade() -> None:
    """Take the store back."""
    op.execute("DROP INDEX ix_title_record_work")
    op.execute("ALTER TABLE title_record DROP COLUMN work")
