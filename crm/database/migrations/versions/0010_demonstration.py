"""Marks on a demonstration's rows, so that they cannot slip into a library of real patrons."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("library_profile", "patron", "staff_user", "canned_answer")
# How the demonstration is known in a store that was made from it before there were marks.
OF_DEMO = "EXISTS (SELECT 1 FROM library_profile WHERE email = 'ask@narvan-library.example')"
ACCOUNTS = "'librarian', 'reference', 'supervisor', 'editor', 'manager', 'admin', 'auditor'"


def upgrade() -> None:
    """Bring the store forward."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN is_demo BOOLEAN DEFAULT false NOT NULL")
    for table, which in (
        ("patron", "true"),
        ("staff_user", f"username IN ({ACCOUNTS})"),
        ("canned_answer", "created_by_id IS NULL"),
        ("library_profile", "true"),
    ):
        op.execute(f"UPDATE {table} SET is_demo = true WHERE {which} AND {OF_DEMO}")  # noqa: S608 - constants of ours


def downgrade() -> None:
    """Take the store back."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN is_demo")
