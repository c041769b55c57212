"""Interests with the new titles that meet them, segments of patrons, and campaigns to them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from crm.database.migrations.altering import allow, drop_link, on_sqlite

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)

KINDS = ("new_title", "campaign")
REASONS = ("stopped", "taken_out")
LINKS = (("match_id", "title_match", "match"), ("recipient_id", "campaign_recipient", "recipient"))
TERMS = "'genre', 'form', 'kind', 'audience', 'age', 'language', 'origin', 'author', 'series', 'topic', 'without'"
NEWS = {
    "code": "library_news",
    "lawful_basis": "consent",
    "can_opt_out": True,
    "default_granted": False,
    "name_fa": "خبرهای کتابخانه",
    "name_en": "News of the library",
    "text_fa": "گاهی خبری از برنامه‌ها و خدمت‌های کتابخانه می‌گیرید. برای برگزیدن خبرهایی که به کارتان بیاید، کتابخانه به "
    "ردهٔ عضویت، شعبه، زبان، سن و موضوع‌هایی که گفته‌اید نگاه می‌کند و می‌شمارد چند امانت گرفته‌اید، نه این که چه گرفته‌اید.",
    "text_en": "Now and then you are told of what the library offers. To choose what may be of use to you, the library "
    "looks at your kind of membership, branch, language, age and the interests that you named, and counts how often "
    "you borrowed, not what.",
}


def upgrade() -> None:
    """Bring the store forward."""
    _interests()
    _segments()
    _campaigns()
    for table in ("subscription", "notice"):
        allow(table, "kind", KINDS)
    allow("notice", "reason", REASONS)
    kind = "INTEGER" if on_sqlite() else "BIGINT"
    for column, target, name in LINKS:
        op.execute(
            f"ALTER TABLE notice ADD COLUMN {column} {kind} CONSTRAINT fk_notice_{column}_{target} "
            f"REFERENCES {target} (id) ON DELETE SET NULL"
        )
        op.create_index(f"ix_notice_{name}", "notice", [column])
    columns = ("code", "lawful_basis", "can_opt_out", "default_granted", "name_fa", "name_en", "text_fa", "text_en")
    purpose = sa.table("purpose", *(sa.column(name) for name in columns))
    # It is there still after a step back from which it was kept.
    if not op.get_bind().scalar(sa.select(sa.func.count()).select_from(purpose).where(purpose.c.code == NEWS["code"])):
        op.bulk_insert(purpose, [NEWS])


def downgrade() -> None:
    """Take the store back; what was agreed to for a purpose that is no more stays the proof that it was."""
    for kind in KINDS:
        op.execute(f"DELETE FROM notice WHERE kind = '{kind}'")  # noqa: S608
        op.execute(f"DELETE FROM subscription WHERE kind = '{kind}'")  # noqa: S608
    for column, _, name in LINKS:
        op.drop_index(f"ix_notice_{name}", "notice")
        drop_link(column)
    allow("notice", "reason", REASONS, no_more=True)
    for table in ("subscription", "notice"):
        allow(table, "kind", KINDS, no_more=True)
    for name in (
        "campaign_recipient", "campaign_author", "campaign", "segment_member", "segment", "title_match",
        "interest_term", "interest",
    ):  # fmt: skip
        op.drop_table(name)
    op.execute("DELETE FROM purpose WHERE code = 'library_news' AND id NOT IN (SELECT purpose_id FROM consent_record)")


def _patron(table: str, on_delete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["patron_id"], ["patron.id"], name=op.f(f"fk_{table}_patron_id_patron"), ondelete=on_delete
    )


def _to(table: str, column: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=on_delete
    )


def _interests() -> None:
    op.create_table(
        "interest",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_interest_language")),
        _patron("interest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("patron_id", "key", name=op.f("uq_interest_patron_id_key")),
    )
    op.create_table(
        "interest_term",
        sa.Column("interest_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.CheckConstraint(f"kind IN ({TERMS})", name=op.f("ck_interest_term_kind")),
        _to("interest_term", "interest_id", "interest", "CASCADE"),
        sa.PrimaryKeyConstraint("interest_id", "kind", "value", name=op.f("pk_interest_term")),
    )
    op.create_index("ix_interest_term_value", "interest_term", ["kind", "value"])
    op.create_table(
        "title_match",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("title_id", KEY, nullable=False),
        sa.Column("interest_id", KEY, nullable=True),
        sa.Column("matched_at", MOMENT, nullable=False),
        _patron("title_match"),
        _to("title_match", "title_id", "title_record", "CASCADE"),
        _to("title_match", "interest_id", "interest", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_match")),
        sa.UniqueConstraint("patron_id", "title_id", name=op.f("uq_title_match_patron_id_title_id")),
    )
    op.create_index("ix_title_match_title", "title_match", ["title_id"])
    op.create_index("ix_title_match_interest", "title_match", ["interest_id"])


def _segments() -> None:
    op.create_table(
        "segment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rule", JSON, nullable=False),
        sa.Column("rule_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("refreshed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("name", name=op.f("uq_segment_name")),
    )
    op.create_table(
        "segment_member",
        sa.Column("segment_id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.CheckConstraint("status IN ('in', 'opted_out')", name=op.f("ck_segment_member_status")),
        _to("segment_member", "segment_id", "segment", "CASCADE"),
        _patron("segment_member"),
        sa.PrimaryKeyConstraint("segment_id", "patron_id", name=op.f("pk_segment_member")),
    )
    op.create_index("ix_segment_member_patron", "segment_member", ["patron_id"])


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose_id", KEY, nullable=False),
        sa.Column("segment_id", KEY, nullable=False),
        sa.Column("segment_version", sa.Integer(), nullable=True),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("channels", JSON, nullable=False),
        sa.Column("goal", sa.String(length=16), nullable=False),
        sa.Column("goal_days", sa.Integer(), nullable=False),
        sa.Column("holdout_rate", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("hours_from", sa.Time(), nullable=True),
        sa.Column("hours_until", sa.Time(), nullable=True),
        sa.Column("state", sa.String(length=16), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("approved_by_id", KEY, nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("drawn_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'approved', 'running', 'stopped', 'done')", name=op.f("ck_campaign_state")
        ),
        sa.CheckConstraint("goal IN ('loan', 'hold', 'engaged')", name=op.f("ck_campaign_goal")),
        sa.CheckConstraint("(state = 'draft') = (approved_by_id IS NULL)", name=op.f("ck_campaign_approved")),
        sa.CheckConstraint("(approved_by_id IS NULL) = (approved_at IS NULL)", name=op.f("ck_campaign_approved_when")),
        sa.CheckConstraint("approved_by_id <> created_by_id", name=op.f("ck_campaign_approved_by_another")),
        sa.CheckConstraint("holdout_rate >= 0 AND holdout_rate <= 0.5", name=op.f("ck_campaign_holdout_rate")),
        sa.CheckConstraint("goal_days BETWEEN 1 AND 180", name=op.f("ck_campaign_goal_days")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_campaign_order")),
        sa.CheckConstraint("(hours_from IS NULL) = (hours_until IS NULL)", name=op.f("ck_campaign_hours")),
        sa.CheckConstraint(
            "state IN ('draft', 'approved') OR drawn_at IS NOT NULL OR ended_at IS NOT NULL",
            name=op.f("ck_campaign_drawn"),
        ),
        sa.CheckConstraint("(state IN ('stopped', 'done')) = (ended_at IS NOT NULL)", name=op.f("ck_campaign_ended")),
        _to("campaign", "purpose_id", "purpose", "RESTRICT"),
        _to("campaign", "segment_id", "segment", "RESTRICT"),
        _to("campaign", "created_by_id", "staff_user", "SET NULL"),
        _to("campaign", "approved_by_id", "staff_user", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("name", name=op.f("uq_campaign_name")),
    )
    op.create_index("ix_campaign_segment_id", "campaign", ["segment_id"])
    op.create_index("ix_campaign_state", "campaign", ["state", "starts_at"])
    op.create_table(
        "campaign_author",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        _to("campaign_author", "campaign_id", "campaign", "CASCADE"),
        _to("campaign_author", "staff_id", "staff_user", "CASCADE"),
        sa.PrimaryKeyConstraint("campaign_id", "staff_id", name=op.f("pk_campaign_author")),
    )
    op.create_table(
        "campaign_recipient",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("arm", sa.String(length=8), nullable=False),
        sa.Column("goal_met_at", MOMENT, nullable=True),
        sa.CheckConstraint("arm IN ('told', 'held_out')", name=op.f("ck_campaign_recipient_arm")),
        _to("campaign_recipient", "campaign_id", "campaign", "CASCADE"),
        _patron("campaign_recipient", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_recipient")),
        sa.UniqueConstraint("campaign_id", "patron_id", name=op.f("uq_campaign_recipient_campaign_id_patron_id")),
    )
    op.create_index("ix_campaign_recipient_patron", "campaign_recipient", ["patron_id"])
