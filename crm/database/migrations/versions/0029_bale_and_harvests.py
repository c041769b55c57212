"""Bale, a second messenger among the channels; and how far repositories are harvested by OAI-PMH."""

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import allow
from crm.records.base import KEY, Json, UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

CHANNEL, BESIDE = "bale", "telegram"
# Tables whose rows say on which channel something was.
TABLES = (
    "channel_identity", "interaction", "journal", "outbox", "consent_record", "application", "subscription", "notice",
)  # fmt: skip


def upgrade() -> None:
    """Bring the store forward."""
    for table in TABLES:
        allow(table, "channel", (CHANNEL,), behind=BESIDE)
    allow("patron", "acquired_via", (CHANNEL,), behind=BESIDE)
    op.create_table(
        "harvest",
        sa.Column("id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("prefix", sa.String(length=64), nullable=False),
        sa.Column("set_spec", sa.String(length=255), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=True),
        sa.Column("before", sa.String(length=32), nullable=True),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("began", sa.String(length=32), nullable=True),
        sa.Column("is_whole", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reaches", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("round", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("run_id", KEY, nullable=True),
        sa.Column("tried_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("problem", Json, nullable=True),
        sa.CheckConstraint("token IS NULL OR began IS NOT NULL", name=op.f("ck_harvest_token_of_one_under_way")),
        sa.CheckConstraint("round >= 0", name=op.f("ck_harvest_round")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_harvest_run_id_import_run"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest")),
        sa.UniqueConstraint("url", "prefix", "set_spec", name=op.f("uq_harvest_source")),
    )
    op.create_table(
        "harvested_record",
        sa.Column("harvest_id", KEY, nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("round", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_gone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["harvest_id"], ["harvest.id"], name=op.f("fk_harvested_record_harvest_id_harvest"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("harvest_id", "identifier", name=op.f("pk_harvested_record")),
    )
    op.create_index("ix_harvested_record_key", "harvested_record", ["key"])


def downgrade() -> None:
    """Take the store back; refused while anything was said on the channel, which nothing else could be told of."""
    bind = op.get_bind()
    for table, column in (*((table, "channel") for table in TABLES), ("patron", "acquired_via")):
        if bind.scalar(sa.text(f"SELECT 1 FROM {table} WHERE {column} = '{CHANNEL}' LIMIT 1")):  # noqa: S608
            raise RuntimeError(f"{table} holds what was said on {CHANNEL}: an earlier version could not read it")
    op.drop_table("harvested_record")
    op.drop_table("harvest")
    for table in TABLES:
        allow(table, "channel", (CHANNEL,), no_more=True)
    allow("patron", "acquired_via", (CHANNEL,), no_more=True)
