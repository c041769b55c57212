"""How each branch's shelf marks are read, so that patrons are told floor and shelf in place of the mark."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("branch", sa.Column("shelf_marks", sa.String(40)))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("branch", "shelf_marks")
