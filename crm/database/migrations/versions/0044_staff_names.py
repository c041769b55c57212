"""Names of staff in further languages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("staff_user", sa.Column("further_names", DOCUMENT, nullable=True))


def downgrade() -> None:
    """Take it back; who has one name keeps it."""
    op.drop_column("staff_user", "further_names")
