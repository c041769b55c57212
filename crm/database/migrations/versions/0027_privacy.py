"""Periods and the privacy mode in the store; names of addresses that are never another's; imports taken back with care.

Notices name loans and holds by the library system's numbers, since the store gives those of deleted rows again.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, Json, UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TOLD = "consent records are only ever added"
IN_FORCE = (
    "OLD.patron_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent_record AS later "
    "WHERE later.patron_id = OLD.patron_id AND later.purpose_id = OLD.purpose_id AND later.id > OLD.id "
    "AND (later.channel = OLD.channel OR later.channel IS NULL))"
)
RETENTIONS = "'talks', 'cases', 'loans', 'visitors', 'imports', 'consents', 'requests'"
HISTORY = (
    "borrowing_history",
    "consent",
    "نگهداری سابقهٔ امانت",
    "Keeping your borrowing history",
    "آنچه امانت گرفته و بازگردانده‌اید با نام شما نگه داشته می‌شود تا خودتان ببینیدش، تا وقتی که بخواهید.",
    "What you borrowed and returned is kept with your name, for you to look at, until you say otherwise.",
)


def upgrade() -> None:
    """Bring the store forward."""
    _settings()
    _imports()
    _addresses()
    _things("ils_")
    _triggers(_keep)
    purpose = sa.table(
        "purpose", *(sa.column(name) for name in ("code", "lawful_basis", "name_fa", "name_en", "text_fa", "text_en"))
    )
    columns = ("code", "lawful_basis", "name_fa", "name_en", "text_fa", "text_en")
    # It is there still after a step back from which it was kept.
    if not op.get_bind().scalar(sa.select(sa.func.count()).select_from(purpose).where(purpose.c.code == HISTORY[0])):
        op.bulk_insert(purpose, [dict(zip(columns, HISTORY, strict=True))])


def _settings() -> None:
    op.create_table(
        "privacy_mode",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("history", sa.String(length=16), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_privacy_mode_one_row")),
        sa.CheckConstraint("history IN ('none', 'opt_in')", name=op.f("ck_privacy_mode_history")),
        _staff("privacy_mode", "changed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_mode")),
    )
    op.create_table(
        "retention_period",
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.CheckConstraint(f"what IN ({RETENTIONS})", name=op.f("ck_retention_period_what")),
        sa.CheckConstraint("days BETWEEN 1 AND 36500", name=op.f("ck_retention_period_days")),
        _staff("retention_period", "changed_by_id"),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_retention_period")),
    )
    op.create_table(
        "retention_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ran_at", UtcDateTime(), nullable=False),
        sa.Column("is_dry", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("periods", Json, nullable=False),
        sa.Column("counts", Json, nullable=False),
        _staff("retention_run", "staff_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
    )
    op.create_index("ix_retention_run_ran_at", "retention_run", ["ran_at"])


def _staff(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_staff_user")
    return sa.ForeignKeyConstraint([column], ["staff_user.id"], name=name, ondelete="SET NULL")


def _imports() -> None:
    op.add_column("import_change", sa.Column("after", Json, nullable=True))
    # Of earlier imports nobody knows what was changed since: they are not taken back any more.
    op.execute("DELETE FROM import_change")
    op.execute("UPDATE import_run SET state = 'failed', finished_at = seen_at WHERE state = 'running'")
    running = sa.text("state = 'running'")
    op.create_index(
        "uq_import_run_running", "import_run", ["state"], unique=True, sqlite_where=running, postgresql_where=running
    )


def _addresses() -> None:
    op.add_column("contact_point", sa.Column("public_id", sa.String(length=36), nullable=True))
    op.add_column("contact_point", sa.Column("revived_at", UtcDateTime(), nullable=True))
    bind = op.get_bind()
    op.execute(
        f"ALTER TABLE contact_point ADD COLUMN revived_by_id {'INTEGER' if _is_sqlite() else 'BIGINT'} "
        "CONSTRAINT fk_contact_point_revived_by_id_staff_user REFERENCES staff_user (id) ON DELETE SET NULL"
    )
    point = sa.table("contact_point", sa.column("id"), sa.column("public_id"))
    identity = sa.table("channel_identity", sa.column("id"), sa.column("external_id"))
    for (key,) in bind.execute(sa.select(point.c.id)).all():
        public_id = str(uuid4())
        bind.execute(sa.update(point).where(point.c.id == key).values(public_id=public_id))
        named = sa.update(identity).where(identity.c.external_id == f"contact:{key}")
        bind.execute(named.values(external_id=f"contact:{public_id}"))
    op.create_index("uq_contact_point_public_id", "contact_point", ["public_id"], unique=True)


def _things(prefix: str) -> None:
    for kind in ("loan", "hold"):
        number = f"{kind}.ils_{kind}_id" if prefix else f"CAST({kind}.id AS VARCHAR)"
        op.execute(
            f"UPDATE notice SET thing = '{kind}:' || (SELECT {number} FROM {kind} WHERE {kind}.id = notice.{kind}_id) "  # noqa: S608
            f"WHERE {kind}_id IS NOT NULL AND thing LIKE '{kind}:%'"
        )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _triggers(make: str) -> None:
    on_sqlite = _is_sqlite()
    op.execute("DROP TRIGGER consent_record_not_deleted" + ("" if on_sqlite else " ON consent_record"))
    when = f"WHEN {IN_FORCE} " if make == _keep else ""
    if on_sqlite:
        op.execute(
            f"CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record {when}"
            f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
        )
        return
    if make == _keep:
        op.execute(
            "CREATE FUNCTION consent_record_keep() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {IN_FORCE} THEN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'restrict_violation'; END IF; "
            "RETURN OLD; END $$"
        )
    op.execute(
        "CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record FOR EACH ROW "
        f"EXECUTE FUNCTION consent_record_{make}()"
    )
    if make != _keep:
        op.execute("DROP FUNCTION consent_record_keep()")


_keep, _refuse = "keep", "refuse"


def downgrade() -> None:
    """Take the store back."""
    _triggers(_refuse)
    _things("")
    # What was agreed to is proof: a purpose with words of patrons stays, without use.
    op.execute(
        "DELETE FROM purpose WHERE code = 'borrowing_history' AND id NOT IN (SELECT purpose_id FROM consent_record)"
    )
    bind = op.get_bind()
    point = sa.table("contact_point", sa.column("id"), sa.column("public_id"))
    identity = sa.table("channel_identity", sa.column("id"), sa.column("external_id"))
    for key, public_id in bind.execute(sa.select(point.c.id, point.c.public_id)).all():
        named = sa.update(identity).where(identity.c.external_id == f"contact:{public_id}")
        bind.execute(named.values(external_id=f"contact:{key}"))
    op.drop_index("uq_contact_point_public_id", "contact_point")
    for name in ("revived_by_id", "revived_at", "public_id"):
        op.execute(f"ALTER TABLE contact_point DROP COLUMN {name}")
    op.drop_index("uq_import_run_running", "import_run")
    op.drop_column("import_change", "after")
    for name in ("retention_run", "retention_period", "privacy_mode"):
        op.drop_table(name)
