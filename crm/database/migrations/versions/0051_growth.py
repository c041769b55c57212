"""Indexes without which erasure goes through all that was ever said, and deletion through what may refer to it."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

WORDS = sa.text("redacted_at IS NULL")
NOTES = sa.text("is_internal AND body IS NOT NULL")
# SQLite takes an index only for a condition that is written as its own.
NOTES_OF_SQLITE = sa.text("is_internal = 1 AND body IS NOT NULL")
REFERENCES = (
    ("ix_interaction_parent", "interaction", "parent_id"),
    ("ix_question_sighting_interaction", "question_sighting", "interaction_id"),
)
# By itself PostgreSQL tidies up when a fifth of a table is dead: of the messages of years that takes years, and so long
# the words that were erased lie on the disk. The parts of files, too: staff's content of before is in them.
ERASED_FROM = ("message", "message_search", "journal", "outbox", "shared_file_part")
TIDIED = {"autovacuum_vacuum_scale_factor": "0", "autovacuum_vacuum_threshold": "1000"}


def upgrade() -> None:
    """Bring the store forward."""
    op.create_index(
        "ix_interaction_words", "interaction", ["started_at", "id"], sqlite_where=WORDS, postgresql_where=WORDS
    )
    op.create_index("ix_message_note", "message", ["id"], sqlite_where=NOTES_OF_SQLITE, postgresql_where=NOTES)
    op.create_index("ix_outbox_sent_to", "outbox", ["identity_id"])
    for name, table, column in REFERENCES:
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, table, [column], sqlite_where=there, postgresql_where=there)
    if op.get_bind().dialect.name == "postgresql":
        wanted = ", ".join(f"{name} = {value}" for name, value in TIDIED.items())
        for table in ERASED_FROM:
            op.execute(f"ALTER TABLE {table} SET ({wanted})")


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == "postgresql":
        for table in ERASED_FROM:
            op.execute(f"ALTER TABLE {table} RESET ({', '.join(TIDIED)})")
    for name, table, _ in REFERENCES:
        op.drop_index(name, table)
    op.drop_index("ix_outbox_sent_to", "outbox")
    op.drop_index("ix_message_note", "message")
    op.drop_index("ix_interaction_words", "interaction")
