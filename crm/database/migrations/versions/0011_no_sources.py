"""Removal of a message's list of sources, which no answer ever had."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.execute("ALTER TABLE message DROP COLUMN sources")


def downgrade() -> None:
    """Take the store back."""
    document = "JSON" if op.get_bind().dialect.name == "sqlite" else "JSONB"
    op.execute(f"ALTER TABLE message ADD COLUMN sources {document}")
