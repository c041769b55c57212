"""Imports: the runs, what each changed, which row stands for which record of another system, and changes to titles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "import_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_full", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("started_by", sa.String(length=100), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("data_as_of", MOMENT, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("problems", JSON, nullable=False),
        sa.CheckConstraint(
            "kind IN ('catalogue', 'patrons', 'loans', 'holds', 'fines')", name=op.f("ck_import_run_kind")
        ),
        sa.CheckConstraint("state IN ('running', 'done', 'failed', 'undone')", name=op.f("ck_import_run_state")),
        sa.CheckConstraint("(state = 'running') = (finished_at IS NULL)", name=op.f("ck_import_run_finished")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index("ix_import_run_kind", "import_run", ["kind", "id"])
    op.create_table(
        "import_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", KEY, nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.CheckConstraint("what IN ('added', 'changed', 'deleted')", name=op.f("ck_import_change_what")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_import_change_run_id_import_run"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_import_change_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    op.create_index(op.f("ix_import_change_run_id"), "import_change", ["run_id"])
    op.create_index(op.f("ix_import_change_patron_id"), "import_change", ["patron_id"])
    op.create_table(
        "imported_record",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("row_id", KEY, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_imported_record_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_imported_record")),
    )
    op.create_index("ix_imported_record_row", "imported_record", ["kind", "row_id"])
    op.create_index(op.f("ix_imported_record_patron_id"), "imported_record", ["patron_id"])
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_state")),
    )


def downgrade() -> None:
    """Take the store back."""
    for name in ("catalogue_state", "imported_record", "import_change", "import_run"):
        op.drop_table(name)
