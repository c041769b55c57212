"""Gateways and engines that share the store: who is there, leases, common limits, and who is at which message."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0044"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
HELD = ("journal", "outbox")


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "instance",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("address", sa.String(255), nullable=True),
        sa.Column("model", sa.String(64), nullable=True),
        sa.Column("is_draining", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('gateway', 'engine')", name=op.f("ck_instance_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_instance"),
        sa.UniqueConstraint("name", name="uq_instance_name"),
    )
    op.create_table(
        "lease",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("holder", sa.String(36), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lease"),
        sa.UniqueConstraint("name", name="uq_lease_name"),
    )
    op.create_table(
        "rate_bucket",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("full_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rate_bucket"),
        sa.UniqueConstraint("key", name="uq_rate_bucket_key"),
    )
    for table in HELD:
        op.add_column(table, sa.Column("holder", sa.String(36), nullable=True))


def downgrade() -> None:
    """Take it back; whoever was at a message is not known any more."""
    for table in HELD:
        op.drop_column(table, "holder")
    for table in ("rate_bucket", "lease", "instance"):
        op.drop_table(table)
