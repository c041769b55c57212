"""A renewal keeps what it charged for lateness: the same key is answered the same whatever became of the fee."""

from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    document = "JSON" if op.get_bind().dialect.name == "sqlite" else "JSONB"
    op.execute(f"ALTER TABLE renewal_attempt ADD COLUMN charged {document}")


def downgrade() -> None:
    """Take the store back."""
    op.execute("ALTER TABLE renewal_attempt DROP COLUMN charged")
