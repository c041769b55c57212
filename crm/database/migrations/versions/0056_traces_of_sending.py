"""The trace that a message belongs to, beside its turn and its sending: what is done later is told under the same."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

TABLES = ("journal", "outbox")


def upgrade() -> None:
    """Bring the store forward."""
    for table in TABLES:
        op.add_column(table, sa.Column("trace", sa.String(55)))


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        op.drop_column(table, "trace")
