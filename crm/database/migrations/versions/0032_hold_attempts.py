"""Attempts to place and to move holds: what was refused, and what was moved, under which key."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, Json, UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "hold_attempt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title_id", KEY, nullable=True),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("reason_code", sa.String(length=32), nullable=True),
        sa.Column("refusal", Json, nullable=True),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('place', 'move')", name=op.f("ck_hold_attempt_kind")),
        sa.CheckConstraint("result IN ('succeeded', 'refused')", name=op.f("ck_hold_attempt_result")),
        sa.CheckConstraint("(result = 'refused') = (reason_code IS NOT NULL)", name=op.f("ck_hold_attempt_reason")),
        sa.ForeignKeyConstraint(
            ["title_id"], ["title_record.id"], name=op.f("fk_hold_attempt_title_id_title_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_hold_attempt_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_attempt")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_hold_attempt_idempotency_key")),
    )
    op.create_index(op.f("ix_hold_attempt_title_id"), "hold_attempt", ["title_id"], unique=False)
    op.create_index(op.f("ix_hold_attempt_interaction_id"), "hold_attempt", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_hold_attempt_requested_at"), "hold_attempt", ["requested_at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_hold_attempt_requested_at"), table_name="hold_attempt")
    op.drop_index(op.f("ix_hold_attempt_interaction_id"), table_name="hold_attempt")
    op.drop_index(op.f("ix_hold_attempt_title_id"), table_name="hold_attempt")
    op.drop_table("hold_attempt")
