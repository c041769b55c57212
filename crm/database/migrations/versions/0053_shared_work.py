"""Uploads for imports, and how far trainings are, for all gateways on the store; uploads, reports and logs as files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from crm.database.migrations.altering import allow

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)
FILES = ("upload", "report", "log")


def upgrade() -> None:
    """Bring the store forward."""
    allow("shared_file", "kind", FILES)
    op.create_table(
        "import_upload",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("has_file", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("is_table", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("headings", JSON, nullable=False),
        sa.Column("rows_at", sa.Text(), nullable=True),
        sa.Column("encoding", sa.String(40), nullable=True),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("total", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("is_dry", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("holder", sa.String(36), nullable=True),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("problems", JSON, nullable=False),
        sa.Column("refusal", JSON, nullable=True),
        sa.Column("run_id", KEY, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('catalogue', 'patrons', 'loans', 'holds', 'fines')", name=op.f("ck_import_upload_kind")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'refused', 'broken_off')", name=op.f("ck_import_upload_state")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name="fk_import_upload_run_id_import_run", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_upload"),
        sa.UniqueConstraint("token", name="uq_import_upload_token"),
    )
    op.create_index("ix_import_upload_seen_at", "import_upload", ["seen_at"])
    op.create_table(
        "model_work",
        sa.Column("id", KEY, nullable=False),
        sa.Column("model_id", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(36), nullable=True),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("component", sa.String(100), nullable=True),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("cancel_asked_at", MOMENT, nullable=True),
        sa.Column("cancel_asked_by_id", KEY, nullable=True),
        sa.CheckConstraint("kind IN ('training', 'testing')", name=op.f("ck_model_work_kind")),
        sa.ForeignKeyConstraint(
            ["cancel_asked_by_id"],
            ["staff_user.id"],
            name="fk_model_work_cancel_asked_by_id_staff_user",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_model_work_model_id_model_version", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_model_work"),
        sa.UniqueConstraint("model_id", name="uq_model_work_model_id"),
    )


def downgrade() -> None:
    """Take it back; uploads, reports and logs that lie in the store are lost."""
    for table in ("model_work", "import_upload"):
        op.drop_table(table)
    named = ", ".join(f"'{kind}'" for kind in FILES)
    op.execute(
        f"DELETE FROM shared_file_part WHERE file_id IN (SELECT id FROM shared_file WHERE kind IN ({named}))"  # noqa: S608
    )
    op.execute(f"DELETE FROM shared_file WHERE kind IN ({named})")  # noqa: S608
    allow("shared_file", "kind", FILES, no_more=True)
