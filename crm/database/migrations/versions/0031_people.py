"""Guardians of children with the ages that the library sets, their notices, and the welcome as a kind of notice.

Of each renewal it is kept which due date it moved; telephone numbers are compared as they are dialled.
"""

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import allow, drop_link, on_sqlite
from crm.records.base import UtcDateTime
from language.masking import national_number

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

KINDS = ("welcome",)
ENDS = ("done",)
LINK = "guardianship_id"
BATCH = 1000
WELCOME = {
    "code": "welcome",
    "lawful_basis": "consent",
    "can_opt_out": True,
    "default_granted": False,
    "name_fa": "خوشامد به عضو تازه",
    "name_en": "A welcome to new members",
    "text_fa": "یک بار، پس از آن‌که میز کتابخانه عضویتتان را پذیرفت، پیامی می‌گیرید که می‌گوید با کارتتان چه کارهایی "
    "می‌توانید بکنید.",
    "text_en": "Once, after the library’s desk has accepted your membership, you get a message that says what you can "
    "do with your card.",
}


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "guardian_rules",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until_age", sa.SmallInteger(), nullable=False),
        sa.Column("say_age", sa.SmallInteger(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_guardian_rules_one_row")),
        sa.CheckConstraint("until_age BETWEEN 1 AND 25", name=op.f("ck_guardian_rules_until_age")),
        sa.CheckConstraint("say_age BETWEEN 0 AND until_age", name=op.f("ck_guardian_rules_say_age")),
        _to("guardian_rules", "changed_by_id", "staff_user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_rules")),
    )
    op.create_table(
        "guardianship",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guardian_id", KEY, nullable=False),
        sa.Column("child_id", KEY, nullable=False),
        sa.Column("sees_loans", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("sees_holds", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("renews", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("reminds", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("child_allows", sa.String(length=8), server_default=sa.text("'all'"), nullable=False),
        sa.Column("child_said_at", MOMENT, nullable=True),
        sa.Column("child_told_at", MOMENT, nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("end_reason", sa.String(length=8), nullable=True),
        sa.Column("ended_by_id", KEY, nullable=True),
        sa.CheckConstraint("child_allows IN ('all', 'see', 'nothing')", name=op.f("ck_guardianship_child_allows")),
        sa.CheckConstraint("end_reason IN ('staff', 'age', 'last_day')", name=op.f("ck_guardianship_end_reason")),
        sa.CheckConstraint("guardian_id <> child_id", name=op.f("ck_guardianship_two")),
        sa.CheckConstraint("sees_loans OR sees_holds", name=op.f("ck_guardianship_sees")),
        sa.CheckConstraint("sees_loans OR NOT renews", name=op.f("ck_guardianship_renews_what_is_seen")),
        sa.CheckConstraint("sees_loans OR NOT reminds", name=op.f("ck_guardianship_reminds_of_what_is_seen")),
        sa.CheckConstraint(
            "child_said_at IS NOT NULL OR child_allows = 'all'", name=op.f("ck_guardianship_child_said")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name=op.f("ck_guardianship_ended")),
        _to("guardianship", "guardian_id", "patron", "CASCADE"),
        _to("guardianship", "child_id", "patron", "CASCADE"),
        _to("guardianship", "made_by_id", "staff_user", "SET NULL"),
        _to("guardianship", "ended_by_id", "staff_user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardianship")),
    )
    op.create_index(
        "uq_guardianship_running",
        "guardianship",
        ["guardian_id", "child_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_guardianship_child", "guardianship", ["child_id"])
    op.create_index("ix_guardianship_guardian_id", "guardianship", ["guardian_id"])
    kind = "INTEGER" if on_sqlite() else "BIGINT"
    op.execute(
        f"ALTER TABLE notice ADD COLUMN {LINK} {kind} CONSTRAINT fk_notice_{LINK}_guardianship "
        "REFERENCES guardianship (id) ON DELETE SET NULL"
    )
    op.create_index("ix_notice_guardianship", "notice", [LINK])
    for table in ("subscription", "notice"):
        allow(table, "kind", KINDS)
    allow("subscription", "end_reason", ENDS)
    op.add_column("renewal_attempt", sa.Column("old_due_at", UtcDateTime(), nullable=True))
    op.create_index(
        "ix_renewal_attempt_old_due",
        "renewal_attempt",
        ["old_due_at"],
        sqlite_where=sa.text("old_due_at IS NOT NULL"),
        postgresql_where=sa.text("old_due_at IS NOT NULL"),
    )
    _as_dialled()
    purpose = sa.table("purpose", *(sa.column(name) for name in WELCOME))
    # It is there still after a step back from which it was kept.
    if not op.get_bind().scalar(
        sa.select(sa.func.count()).select_from(purpose).where(purpose.c.code == WELCOME["code"])
    ):
        op.bulk_insert(purpose, [WELCOME])


def downgrade() -> None:
    """Take the store back; what was agreed to for a purpose that is no more stays the proof that it was."""
    op.execute("DELETE FROM notice WHERE kind = 'welcome' OR guardianship_id IS NOT NULL")
    op.execute("DELETE FROM subscription WHERE kind = 'welcome'")
    op.drop_index("ix_renewal_attempt_old_due", "renewal_attempt")
    op.drop_column("renewal_attempt", "old_due_at")
    op.drop_index("ix_notice_guardianship", "notice")
    drop_link(LINK)
    for table in ("subscription", "notice"):
        allow(table, "kind", KINDS, no_more=True)
    op.execute("UPDATE subscription SET end_reason = 'replaced' WHERE end_reason = 'done'")
    allow("subscription", "end_reason", ENDS, no_more=True)
    op.drop_table("guardianship")
    op.drop_table("guardian_rules")
    op.execute("DELETE FROM purpose WHERE code = 'welcome' AND id NOT IN (SELECT purpose_id FROM consent_record)")


def _as_dialled() -> None:
    """Write numbers that were kept as they had been typed as they are dialled, unless two have verified the same."""
    bind = op.get_bind()
    point = sa.table(
        "contact_point", *(sa.column(name) for name in ("id", "kind", "value", "value_norm", "verified_at"))
    )
    of_phones = (point.c.kind == "phone", point.c.value_norm != "")
    known = sa.select(point.c.value_norm).where(*of_phones, point.c.verified_at.is_not(None))
    verified = set(bind.scalars(known))
    after = 0
    while True:
        query = sa.select(point.c.id, point.c.value_norm, point.c.verified_at).where(*of_phones, point.c.id > after)
        rows = bind.execute(query.order_by(point.c.id).limit(BATCH)).all()
        for row in rows:
            norm = national_number(row.value_norm) or row.value_norm
            if norm == row.value_norm or (row.verified_at is not None and norm in verified):
                continue
            bind.execute(sa.update(point).where(point.c.id == row.id).values(value_norm=norm))
            if row.verified_at is not None:
                verified.add(norm)
        if len(rows) < BATCH:
            return
        after = rows[-1].id


def _to(table: str, column: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=on_delete)
