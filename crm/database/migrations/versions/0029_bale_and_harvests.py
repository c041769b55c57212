"""Bale, a second messenger among the channels; and how far repositories are harvested by OAI-PMH."""

import re

import sqlalchemy as sa
from alembic import op

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
        _allow(table, "channel", CHANNEL)
    _allow("patron", "acquired_via", CHANNEL)
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
        _allow(table, "channel", CHANNEL, no_more=True)
    _allow("patron", "acquired_via", CHANNEL, no_more=True)


def _allow(table: str, column: str, value: str, *, no_more: bool = False) -> None:
    """Let a column hold a value more (or no more) than it could: what else it may hold is read from the store."""
    name = f"ck_{table}_{column}"
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        query = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
        kept = _listed(str(bind.scalar(query, {"name": name})), value, no_more=no_more)
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, f"{column} IN ({kept})")
        return
    # A check is a part of the table's definition there: it is changed in that, as SQLite's own manual has it.
    check = re.compile(rf"(CONSTRAINT {name} CHECK \({column} IN \()([^)]*)(\)\))")
    made = str(bind.scalar(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :t"), {"t": table}))
    if check.search(made) is None:
        raise RuntimeError(f"the check {name} was not found")
    changed = check.sub(lambda one: f"{one[1]}{_listed(one[2], value, no_more=no_more)}{one[3]}", made)
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    bind.exec_driver_sql("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (changed, table))
    bind.exec_driver_sql(f"PRAGMA schema_version={int(version or 0) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")


def _listed(before: str, value: str, *, no_more: bool) -> str:
    had = [one for one in re.findall(r"'([^']*)'", before) if one != value]
    if not no_more:
        had.insert(had.index(BESIDE) + 1, value)
    return ", ".join(f"'{one}'" for one in had)
