"""The desk: what librarians have seen, more time for one who asks, and whom to write to when nobody is there."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("interaction", sa.Column("held_until", UtcDateTime(), nullable=True))
    op.create_table(
        "seen_conversation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_seen_conversation_seq")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_seen_conversation_staff_id_staff_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_seen_conversation_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_conversation")),
        sa.UniqueConstraint("staff_id", "interaction_id", name=op.f("uq_seen_conversation_staff_id_interaction_id")),
    )
    op.create_index(op.f("ix_seen_conversation_interaction_id"), "seen_conversation", ["interaction_id"], unique=False)
    op.create_table(
        "inbox_mail",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("quiet_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_inbox_mail_one_row")),
        sa.CheckConstraint("quiet_minutes BETWEEN 10 AND 1440", name=op.f("ck_inbox_mail_quiet_minutes")),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_inbox_mail_language")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["staff_user.id"],
            name=op.f("fk_inbox_mail_changed_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_mail")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("inbox_mail")
    op.drop_index(op.f("ix_seen_conversation_interaction_id"), table_name="seen_conversation")
    op.drop_table("seen_conversation")
    op.drop_column("interaction", "held_until")
