"""A refused renewal keeps the refusal whole: the same key is answered the same after rules or debt changed."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    document = "JSON" if op.get_bind().dialect.name == "sqlite" else "JSONB"
    op.execute(f"ALTER TABLE renewal_attempt ADD COLUMN refusal {document}")


def downgrade() -> None:
    """Take the store back."""
    op.execute("ALTER TABLE renewal_attempt DROP COLUMN refusal")
