"""Alarms of emergencies, and whom the library's patrons call in one."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = "'despair', 'medical', 'fire', 'gas', 'violence', 'harassment', 'lost_child', 'theft', 'danger'"


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "alarm",
        sa.Column("id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("last_message", sa.String(length=200), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", KEY, nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_alarm_kind")),
        sa.CheckConstraint("last_at >= raised_at", name=op.f("ck_alarm_order")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_alarm_interaction_id_interaction"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"],
            ["staff_user.id"],
            name=op.f("fk_alarm_acknowledged_by_staff_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    op.create_index("ix_alarm_interaction_id", "alarm", ["interaction_id"])
    op.create_index("ix_alarm_acknowledged_at", "alarm", ["acknowledged_at"])
    op.execute("CREATE UNIQUE INDEX uq_alarm_ringing ON alarm (interaction_id) WHERE acknowledged_at IS NULL")
    for name, number in (("ambulance", "115"), ("fire", "125"), ("police", "110")):
        op.execute(f"ALTER TABLE library_profile ADD COLUMN emergency_{name} VARCHAR(20) DEFAULT '{number}' NOT NULL")
    op.execute("ALTER TABLE library_profile ADD COLUMN emergency_social VARCHAR(20) DEFAULT '123'")
    op.execute("ALTER TABLE library_profile ADD COLUMN guard_phone VARCHAR(40)")


def downgrade() -> None:
    """Take the store back."""
    for name in ("guard_phone", "emergency_social", "emergency_police", "emergency_fire", "emergency_ambulance"):
        op.execute(f"ALTER TABLE library_profile DROP COLUMN {name}")
    op.drop_table("alarm")
