"""A sighting of a question knows its message, so that no message is counted twice."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE question_sighting ADD COLUMN message_id {number} "
        "CONSTRAINT fk_question_sighting_message_id_message REFERENCES message (id) ON DELETE SET NULL"
    )
    op.execute(
        "CREATE UNIQUE INDEX uq_question_sighting_message ON question_sighting (message_id) "
        "WHERE message_id IS NOT NULL"
    )


def downgrade() -> None:
    """Take the store back."""
    op.execute("DROP INDEX uq_question_sighting_message")
    op.execute("ALTER TABLE question_sighting DROP COLUMN message_id")
