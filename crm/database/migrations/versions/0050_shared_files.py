"""Files that all machines on the store share, publications of models, and how far each engine is with them."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TOLD = ("publication_id", "phase", "reason")


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "shared_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('model', 'made_from', 'content')", name=op.f("ck_shared_file_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_shared_file"),
        sa.UniqueConstraint("kind", "name", name="uq_shared_file_kind_name"),
    )
    op.create_table(
        "shared_file_part",
        sa.Column("id", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["shared_file.id"], name="fk_shared_file_part_file_id_shared_file", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shared_file_part"),
        sa.UniqueConstraint("file_id", "number", name="uq_shared_file_part_file_id_number"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # What is packed already is not packed again.
        op.execute("ALTER TABLE shared_file_part ALTER COLUMN data SET STORAGE EXTERNAL")
    op.create_table(
        "model_publication",
        sa.Column("id", KEY, nullable=False),
        sa.Column("model_id", KEY, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("repository", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("asked_by_id", KEY, nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["model_version.id"], name="fk_model_publication_model_id_model_version", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["staff_user.id"], name="fk_model_publication_asked_by_id_staff_user", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_model_publication"),
    )
    op.add_column("model_version", sa.Column("holder", sa.String(36), nullable=True))
    op.add_column("instance", sa.Column("publication_id", sa.Integer(), nullable=True))
    op.add_column("instance", sa.Column("phase", sa.String(16), nullable=True))
    op.add_column("instance", sa.Column("reason", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it back: each machine goes on with what lies in its own state folder."""
    op.drop_column("model_version", "holder")
    for column in TOLD:
        op.drop_column("instance", column)
    for table in ("model_publication", "shared_file_part", "shared_file"):
        op.drop_table(table)
