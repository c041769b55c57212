"""The look that the library gives the chat on its website."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "chat_look",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=True),
        sa.Column("corner", sa.String(length=5), nullable=False),
        sa.Column("name_fa", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("greeting_fa", sa.Text(), nullable=True),
        sa.Column("greeting_en", sa.Text(), nullable=True),
        sa.Column("logo", sa.Text(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_chat_look_one_row")),
        sa.CheckConstraint("corner IN ('start', 'end')", name=op.f("ck_chat_look_corner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_look")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("chat_look")
