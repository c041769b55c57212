"""Which version of the service each gateway and engine runs, for administrators of many machines."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("instance", sa.Column("version", sa.String(32)))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("instance", "version")
