"""What a chat partner has heard of a case, and when somebody who waits was told that nobody has come yet."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "case_heard",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("upto", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name="fk_case_heard_case_id_service_case", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["channel_identity.id"],
            name="fk_case_heard_identity_id_channel_identity",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_heard"),
        sa.UniqueConstraint("case_id", "identity_id", name="uq_case_heard_case_id_identity_id"),
    )
    op.create_index("ix_case_heard_identity_id", "case_heard", ["identity_id"])
    moment = "DATETIME" if op.get_bind().dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE"
    op.execute(f"ALTER TABLE interaction ADD COLUMN wait_told_at {moment}")


def downgrade() -> None:
    """Take the store back."""
    op.execute("ALTER TABLE interaction DROP COLUMN wait_told_at")
    op.drop_index("ix_case_heard_identity_id", "case_heard")
    op.drop_table("case_heard")
