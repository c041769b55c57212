"""Browsers in which staff are called, the monthly report by mail, and who of the staff is away."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("staff_user", sa.Column("is_away", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "push_subscription",
        sa.Column("id", KEY, nullable=False),
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("endpoint", sa.String(length=1000), nullable=False),
        sa.Column("p256dh", sa.String(length=100), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("only_alarms", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["staff_session.id"],
            name=op.f("fk_push_subscription_session_id_staff_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscription_endpoint")),
    )
    op.create_index("ix_push_subscription_session_id", "push_subscription", ["session_id"])
    op.create_table(
        "push_call",
        sa.Column("id", KEY, nullable=False),
        sa.Column("subscription_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('waiting', 'given', 'answered', 'alarm')", name=op.f("ck_push_call_kind")),
        sa.CheckConstraint("sent_at IS NULL OR claimed_at IS NOT NULL", name=op.f("ck_push_call_claimed")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["push_subscription.id"],
            name=op.f("fk_push_call_subscription_id_push_subscription"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_call")),
        sa.UniqueConstraint("subscription_id", "name", name=op.f("uq_push_call_subscription_id_name")),
    )
    op.create_index("ix_push_call_created_at", "push_call", ["created_at"])
    op.create_table(
        "report_mail",
        sa.Column("id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("taken_month", sa.Date(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("sent_month", sa.Date(), nullable=True),
        sa.Column("refused_month", sa.Date(), nullable=True),
        sa.CheckConstraint("sent_month IS NULL OR taken_month IS NOT NULL", name=op.f("ck_report_mail_taken")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_report_mail_staff_id_staff_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_mail")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_report_mail_staff_id")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("report_mail")
    op.drop_table("push_call")
    op.drop_table("push_subscription")
    op.drop_column("staff_user", "is_away")
