"""Titles say for whom they are, what they are like, how long, and where in a series."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("audience", sa.String(16)),
    ("age_from", sa.Integer()),
    ("age_to", sa.Integer()),
    ("form", sa.String(32)),
    ("genres", sa.Text()),
    ("original_language", sa.String(8)),
    ("pages", sa.Integer()),
    ("series", sa.Text()),
    ("series_number", sa.Integer()),
    ("summary", sa.Text()),
)


def upgrade() -> None:
    """Bring the store forward."""
    for name, kind in _COLUMNS:
        op.add_column("title_record", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Take the store back."""
    for name, _ in reversed(_COLUMNS):
        op.drop_column("title_record", name)
