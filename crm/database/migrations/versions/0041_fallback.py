"""Channels by which patrons allowed to be told when they cannot be reached on the one that they chose."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    for table, column in (("subscription", "fallback"), ("notice", "via")):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(16) "
            f"CONSTRAINT ck_{table}_{column} CHECK ({column} IN ('email', 'sms'))"
        )


def downgrade() -> None:
    """Take it back; what waits goes by the channel that was chosen, or not at all."""
    op.drop_column("notice", "via")
    op.drop_column("subscription", "fallback")
