"""Figures: patrons' life cycle, what is done once a day, tries of staff, and when the answer to a case was heard."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATES = "'prospect', 'new', 'active', 'lapsing', 'lapsed', 'closed', 'erased'"
REASONS = "'first_seen', 'registered', 'settled', 'unused', 'time', 'engaged', 'closed', 'reopened', 'rule', 'erased'"


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "lifecycle_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("from_state", sa.String(length=16), nullable=True),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(f"from_state IN ({STATES})", name=op.f("ck_lifecycle_event_from_state")),
        sa.CheckConstraint(f"to_state IN ({STATES})", name=op.f("ck_lifecycle_event_to_state")),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_lifecycle_event_reason")),
        sa.CheckConstraint("from_state IS NULL OR from_state <> to_state", name=op.f("ck_lifecycle_event_moves")),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_lifecycle_event_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifecycle_event")),
    )
    op.create_index("ix_lifecycle_event_patron", "lifecycle_event", ["patron_id", "id"])
    op.create_index("ix_lifecycle_event_occurred", "lifecycle_event", ["occurred_at", "to_state"])
    op.create_table(
        "daily_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("job", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reached", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("job IN ('lifecycle', 'stock')", name=op.f("ck_daily_run_job")),
        sa.CheckConstraint("reached >= 0 AND done >= 0", name=op.f("ck_daily_run_counters")),
        sa.CheckConstraint(
            "finished_at IS NULL OR finished_at >= started_at", name=op.f("ck_daily_run_finished_after_start")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_run")),
        sa.UniqueConstraint("job", "day", name=op.f("uq_daily_run_job_day")),
    )
    op.add_column(
        "channel_identity", sa.Column("is_test", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("case_heard", sa.Column("heard_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Take the store back."""
    op.drop_column("case_heard", "heard_at")
    op.drop_column("channel_identity", "is_test")
    op.drop_table("daily_run")
    op.drop_table("lifecycle_event")
