"""The journal's record of what was begun for a message, so that an apology never denies it."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.execute(
        "ALTER TABLE journal ADD COLUMN deed VARCHAR(8) "
        "CONSTRAINT ck_journal_deed CHECK (deed IN ('loans', 'holds', 'case', 'other'))"
    )


def downgrade() -> None:
    """Take the store back."""
    op.execute("ALTER TABLE journal DROP COLUMN deed")
