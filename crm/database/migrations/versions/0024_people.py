"""People: names as they are searched, and records of one patron made one, with all that is needed to undo it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from crm.records.base import KEY, UtcDateTime
from language.normalise import squash

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
BATCH = 1000


def upgrade() -> None:
    """Bring the store forward."""
    op.execute(
        "ALTER TABLE patron ADD COLUMN name_norm TEXT "
        "CONSTRAINT ck_patron_erased_nameless CHECK (erased_at IS NULL OR name_norm IS NULL)"
    )
    _fold_names()
    op.execute("CREATE INDEX ix_patron_name ON patron (name_norm, birth_year) WHERE name_norm IS NOT NULL")
    op.execute("CREATE INDEX ix_patron_merged_into ON patron (merged_into_id) WHERE merged_into_id IS NOT NULL")
    op.create_table(
        "patron_merge",
        sa.Column("id", KEY, nullable=False),
        sa.Column("survivor_id", KEY, nullable=False),
        sa.Column("merged_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by_id", KEY, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("undone_by_id", KEY, nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('merged', 'undone', 'kept_apart')", name=op.f("ck_patron_merge_state")),
        sa.CheckConstraint("survivor_id <> merged_id", name=op.f("ck_patron_merge_two")),
        sa.CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name=op.f("ck_patron_merge_undone")),
        *_keys(
            "patron_merge",
            survivor_id=("patron", "CASCADE"),
            merged_id=("patron", "CASCADE"),
            decided_by_id=("staff_user", "SET NULL"),
            undone_by_id=("staff_user", "SET NULL"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patron_merge")),
    )
    op.create_index(op.f("ix_patron_merge_survivor_id"), "patron_merge", ["survivor_id"])
    op.create_index(op.f("ix_patron_merge_merged_id"), "patron_merge", ["merged_id"])
    op.create_index(
        "uq_patron_merge_merged",
        "patron_merge",
        ["merged_id"],
        unique=True,
        sqlite_where=sa.text("state = 'merged'"),
        postgresql_where=sa.text("state = 'merged'"),
    )
    op.create_table(
        "patron_merge_row",
        sa.Column("id", KEY, nullable=False),
        sa.Column("merge_id", KEY, nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("row_id", KEY, nullable=False),
        sa.Column("column_name", sa.String(length=64), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("after", JSON, nullable=True),
        *_keys("patron_merge_row", merge_id=("patron_merge", "CASCADE")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patron_merge_row")),
    )
    op.create_index(op.f("ix_patron_merge_row_merge_id"), "patron_merge_row", ["merge_id"])


def downgrade() -> None:
    """Take the store back."""
    op.drop_table("patron_merge_row")
    op.drop_table("patron_merge")
    op.execute("DROP INDEX ix_patron_merged_into")
    op.execute("DROP INDEX ix_patron_name")
    op.execute("ALTER TABLE patron DROP COLUMN name_norm")


def _keys(table: str, **targets: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=on_delete
        )
        for column, (target, on_delete) in targets.items()
    ]


def _fold_names() -> None:
    connection, last = op.get_bind(), 0
    named = sa.text(
        "SELECT id, display_name FROM patron WHERE id > :last AND display_name IS NOT NULL ORDER BY id LIMIT :most"
    )
    change = sa.text("UPDATE patron SET name_norm = :name WHERE id = :id")
    while rows := connection.execute(named, {"last": last, "most": BATCH}).all():
        connection.execute(change, [{"id": row.id, "name": squash(row.display_name) or None} for row in rows])
        last = rows[-1].id
