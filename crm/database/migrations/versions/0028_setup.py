"""Set-up: the steps that a library leaves out."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "setup_skip",
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("skipped_by", sa.String(length=100), nullable=False),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("step", name=op.f("pk_setup_skip")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("setup_skip")
