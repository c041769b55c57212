"""The mirror of what notices need of loans and reservations at a library system elsewhere."""

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import drop_link, on_sqlite
from crm.records.base import KEY, UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

LINK = "mirrored_id"


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "mirror_read",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("system", sa.String(length=16), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("tried_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("failure", sa.String(length=16), nullable=True),
        sa.Column("tells_card", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "failure IN ('unavailable', 'misconfigured', 'malformed', 'unknown')", name=op.f("ck_mirror_read_failure")
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_mirror_read_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_read")),
        sa.UniqueConstraint("patron_id", name=op.f("uq_mirror_read_patron_id")),
    )
    op.create_index("ix_mirror_read_next_at", "mirror_read", ["next_at"])
    op.create_index("ix_mirror_read_tried_at", "mirror_read", ["tried_at"])
    op.create_table(
        "mirrored",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("ref", sa.String(length=96), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("has_last_day", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('loan', 'hold')", name=op.f("ck_mirrored_kind")),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_mirrored_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_mirrored_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirrored")),
        sa.UniqueConstraint("patron_id", "kind", "ref", name=op.f("uq_mirrored_patron_id_kind_ref")),
    )
    op.create_index("ix_mirrored_due", "mirrored", ["kind", "due_at"])
    kind = "INTEGER" if on_sqlite() else "BIGINT"
    op.execute(
        f"ALTER TABLE notice ADD COLUMN {LINK} {kind} CONSTRAINT fk_notice_{LINK}_mirrored "
        "REFERENCES mirrored (id) ON DELETE SET NULL"
    )
    op.create_index("ix_notice_mirrored", "notice", [LINK])


def downgrade() -> None:
    """Take it back; what was to be told of it is told no more."""
    op.execute("DELETE FROM notice WHERE mirrored_id IS NOT NULL AND status = 'queued'")
    op.drop_index("ix_notice_mirrored", "notice")
    drop_link(LINK)
    op.drop_index("ix_mirrored_due", "mirrored")
    op.drop_table("mirrored")
    op.drop_index("ix_mirror_read_tried_at", "mirror_read")
    op.drop_index("ix_mirror_read_next_at", "mirror_read")
    op.drop_table("mirror_read")
