"""Saved views of lists; confident answers among what is reviewed, and useless ones among the verdicts."""

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import allow

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "saved_view",
        sa.Column("id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("list_name", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("list_name IN ('conversations', 'cases')", name=op.f("ck_saved_view_list_name")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_saved_view_staff_id_staff_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("staff_id", "list_name", "name", name=op.f("uq_saved_view_staff_id_list_name_name")),
    )
    allow("review_item", "reason", ("confident",))
    op.add_column(
        "review_verdict", sa.Column("is_useless", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("review_verdict", "is_useless")
    op.execute("UPDATE review_item SET reason = 'random' WHERE reason = 'confident'")
    allow("review_item", "reason", ("confident",), no_more=True)
    op.drop_table("saved_view")
