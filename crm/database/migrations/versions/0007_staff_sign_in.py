"""Failed staff sign-ins by window and network, and recovery codes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "staff_recovery_code",
        sa.Column("id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_user.id"],
            name=op.f("fk_staff_recovery_code_staff_id_staff_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_staff_recovery_code_code_hash")),
    )
    op.create_index("ix_staff_recovery_code_staff_id", "staff_recovery_code", ["staff_id"], unique=False)
    op.create_table(
        "staff_sign_in_failure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("window_at", MOMENT, nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("told", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.CheckConstraint("failures >= told AND told >= 0", name=op.f("ck_staff_sign_in_failure_told")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sign_in_failure")),
        sa.UniqueConstraint(
            "window_at",
            "action",
            "name",
            "address",
            name=op.f("uq_staff_sign_in_failure_window_at_action_name_address"),
        ),
    )
    op.create_index("ix_staff_sign_in_failure_first_at", "staff_sign_in_failure", ["first_at"], unique=False)


def downgrade() -> None:
    """Take the store back."""
    op.drop_table("staff_sign_in_failure")
    op.drop_table("staff_recovery_code")
