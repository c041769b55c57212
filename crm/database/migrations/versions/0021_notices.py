"""Notices: what patrons asked to be told first, and each thing that they were told, or why they were not."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = "'due_soon', 'overdue', 'hold_ready', 'card_expiring', 'case_answered'"
CHANNELS = "'telegram', 'web_chat', 'email', 'sms'"
REASONS = (
    "'no_consent', 'unsubscribed', 'signed_out', 'blocked', 'no_address', 'channel_off', 'returned', 'renewed', "
    "'closed', 'read', 'too_late'"
)


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "subscription",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("identity_id", KEY, nullable=True),
        sa.Column("days_before", sa.SmallInteger(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_reason", sa.String(length=16), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_subscription_kind")),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_subscription_channel")),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_subscription_language")),
        sa.CheckConstraint("end_reason IN ('asked', 'erased', 'replaced')", name=op.f("ck_subscription_end_reason")),
        sa.CheckConstraint("days_before BETWEEN 1 AND 14", name=op.f("ck_subscription_days_before")),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name=op.f("ck_subscription_ended")),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_subscription_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["channel_identity.id"],
            name=op.f("fk_subscription_identity_id_channel_identity"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    running: dict[str, Any] = {
        "sqlite_where": sa.text("ended_at IS NULL"),
        "postgresql_where": sa.text("ended_at IS NULL"),
    }
    op.create_index("uq_subscription_running", "subscription", ["patron_id", "kind", "channel"], unique=True, **running)
    op.create_index("ix_subscription_asked_at", "subscription", ["asked_at"])
    op.create_index("ix_subscription_kind", "subscription", ["kind", "patron_id"], **running)
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("subscription_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("step", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("loan_id", KEY, nullable=True),
        sa.Column("hold_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("planned_at", UtcDateTime(), nullable=False),
        sa.Column("send_after", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("message_id", KEY, nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_notice_kind")),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_notice_channel")),
        sa.CheckConstraint("status IN ('queued', 'sent', 'suppressed', 'cancelled')", name=op.f("ck_notice_status")),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_notice_reason")),
        sa.CheckConstraint(
            "(status IN ('suppressed', 'cancelled')) = (reason IS NOT NULL)", name=op.f("ck_notice_reason_why")
        ),
        sa.CheckConstraint("(status = 'queued') = (settled_at IS NULL)", name=op.f("ck_notice_settled")),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_notice_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_notice_subscription_id_subscription"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"], name=op.f("fk_notice_loan_id_loan"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name=op.f("fk_notice_hold_id_hold"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_notice_case_id_service_case"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_notice_message_id_message"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "kind", "thing", "due_at", "step", "channel", name=op.f("uq_notice_kind_thing_due_at_step_channel")
        ),
    )
    queued: dict[str, Any] = {
        "sqlite_where": sa.text("status = 'queued'"),
        "postgresql_where": sa.text("status = 'queued'"),
    }
    op.create_index("ix_notice_queue", "notice", ["patron_id", "channel"], **queued)
    op.create_index("ix_notice_settled", "notice", ["status", "settled_at"])
    op.create_index("ix_notice_patron", "notice", ["patron_id"])
    op.create_index("ix_notice_message", "notice", ["message_id"])


def downgrade() -> None:
    """Take the store back."""
    op.drop_table("notice")
    op.drop_table("subscription")
