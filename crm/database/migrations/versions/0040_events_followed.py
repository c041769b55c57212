"""Events of the library that patrons follow: told the day before, and when they are moved or called off."""

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import allow, drop_link, on_sqlite
from crm.records.base import KEY, UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

KIND = ("event",)
LINK = "followed_id"
REMINDER = {
    "code": "event_reminder",
    "lawful_basis": "consent",
    "can_opt_out": True,
    "default_granted": False,
    "name_fa": "برنامه‌هایی که دنبال می‌کنید",
    "name_en": "Events that you follow",
    "text_fa": "پیش از هر برنامه‌ای که دنبال می‌کنید یادآوری می‌گیرید، و اگر زمان یا جایش عوض شود یا برگزار نشود، همان "
    "وقت باخبر می‌شوید. برای این کار کتابخانه نگه می‌دارد که کدام برنامه‌ها را دنبال می‌کنید.",
    "text_en": "You are reminded of each event that you follow before it begins, and told at once if its time or place "
    "changes or if it is called off. For this the library keeps which events you follow.",
}


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("library_event", sa.Column("moves", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_table(
        "followed_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=36), nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=True),
        sa.Column("title_fa", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("moves", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("followed_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("called_off_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("called_off_at IS NULL OR event_id IS NULL", name=op.f("ck_followed_event_called_off")),
        _link("patron_id", "patron", "CASCADE"),
        _link("event_id", "library_event", "SET NULL"),
        _link("branch_id", "branch", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followed_event")),
        sa.UniqueConstraint("patron_id", "event_id", name=op.f("uq_followed_event_patron_id_event_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_followed_event_ref")),
    )
    op.create_index("ix_followed_event_event", "followed_event", ["event_id"])
    off = sa.text("called_off_at IS NOT NULL")
    op.create_index(
        "ix_followed_event_called_off", "followed_event", ["called_off_at"], sqlite_where=off, postgresql_where=off
    )
    for table in ("subscription", "notice"):
        allow(table, "kind", KIND)
    kind = "INTEGER" if on_sqlite() else "BIGINT"
    op.execute(
        f"ALTER TABLE notice ADD COLUMN {LINK} {kind} CONSTRAINT fk_notice_{LINK}_followed_event "
        "REFERENCES followed_event (id) ON DELETE SET NULL"
    )
    op.create_index("ix_notice_followed", "notice", [LINK])
    purpose = sa.table("purpose", *(sa.column(name) for name in REMINDER))
    # It is there still after a step back from which it was kept.
    known = sa.select(sa.func.count()).select_from(purpose).where(purpose.c.code == REMINDER["code"])
    if not op.get_bind().scalar(known):
        op.bulk_insert(purpose, [REMINDER])


def downgrade() -> None:
    """Take it back; what was agreed to for a purpose that is no more stays the proof that it was."""
    op.execute("DELETE FROM notice WHERE kind = 'event'")
    op.execute("DELETE FROM subscription WHERE kind = 'event'")
    # A merge that is taken back later finds neither the table nor the column.
    op.execute("DELETE FROM patron_merge_row WHERE table_name = 'followed_event' OR column_name = 'followed_id'")
    op.drop_index("ix_notice_followed", "notice")
    drop_link(LINK)
    for table in ("subscription", "notice"):
        allow(table, "kind", KIND, no_more=True)
    op.drop_table("followed_event")
    op.drop_column("library_event", "moves")
    op.execute(
        "DELETE FROM purpose WHERE code = 'event_reminder' AND id NOT IN (SELECT purpose_id FROM consent_record)"
    )


def _link(column: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_followed_event_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=on_delete)
