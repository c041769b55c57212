"""When a patron was last given a PIN at the desk: who signs in with an older one at that moment does not stay in."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("patron", sa.Column("pin_given_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("patron", "pin_given_at")
