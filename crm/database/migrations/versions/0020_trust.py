"""Purposes of the use of patrons' data, what patrons agreed to, their requests about their data, and links to it."""

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, Json, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BASES = "'consent', 'contract', 'public_task', 'legitimate_interest', 'legal_obligation'"
CHANNELS = "'web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api'"

# code, basis, can opt out, on by itself, names, texts.
PURPOSES = (
    (
        "case_answer",
        "contract",
        False,
        True,
        "پاسخ به درخواست خودتان",
        "Answers to your own requests",
        "پاسخ کتابخانه به پرونده‌ای که خودتان باز کرده‌اید به شما فرستاده می‌شود.",
        "You are sent the library’s answer to a case that you opened yourself.",
    ),
    (
        "loan_reminder",
        "consent",
        True,
        False,
        "یادآوری موعد بازگرداندن",
        "Reminders of due dates",
        "پیش از موعد بازگرداندن امانت‌هایتان یادآوری می‌گیرید.",
        "You are reminded before your loans are due.",
    ),
    (
        "overdue",
        "contract",
        True,
        True,
        "خبر دیرکرد",
        "Notices of overdue loans",
        "اگر موعد امانتی بگذرد، به شما خبر داده می‌شود.",
        "You are told when a loan is overdue.",
    ),
    (
        "hold_ready",
        "contract",
        True,
        True,
        "خبر آماده شدن رزرو",
        "Notices of reservations ready",
        "وقتی چیزی که رزرو کرده‌اید آماده است، به شما خبر داده می‌شود.",
        "You are told when something that you reserved is ready for you.",
    ),
    (
        "card_expiring",
        "contract",
        True,
        True,
        "خبر پایان اعتبار کارت",
        "Notices of an expiring card",
        "پیش از پایان اعتبار کارتتان به شما خبر داده می‌شود.",
        "You are told before your card expires.",
    ),
    (
        "new_titles",
        "consent",
        True,
        False,
        "خبر تازه‌های موضوع دلخواه",
        "News of titles you are interested in",
        "وقتی اثری تازه در موضوعی برسد که خودتان گفته‌اید، به شما خبر داده می‌شود.",
        "You are told when a new title on a subject that you named comes in.",
    ),
)

LINKS = ("patron_id", "interaction_id", "recorded_by_id")
KEPT = (
    "id",
    "subject_ref",
    "purpose_id",
    "channel",
    "action",
    "source",
    "text_version",
    "occurred_at",
    "expires_at",
)
TOLD = "consent records are only ever added"


def upgrade() -> None:
    """Bring the store forward."""
    purpose = op.create_table(
        "purpose",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("lawful_basis", sa.String(length=24), nullable=False),
        sa.Column("can_opt_out", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("default_granted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("name_fa", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(f"lawful_basis IN ({BASES})", name=op.f("ck_purpose_lawful_basis")),
        sa.CheckConstraint(
            "lawful_basis <> 'consent' OR (can_opt_out AND NOT default_granted)", name=op.f("ck_purpose_opt_in")
        ),
        sa.CheckConstraint("can_opt_out OR default_granted", name=op.f("ck_purpose_usable")),
        sa.CheckConstraint("text_version >= 1", name=op.f("ck_purpose_text_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purpose")),
        sa.UniqueConstraint("code", name=op.f("uq_purpose_code")),
    )
    columns = ("code", "lawful_basis", "can_opt_out", "default_granted", "name_fa", "name_en", "text_fa", "text_en")
    op.bulk_insert(purpose, [dict(zip(columns, row, strict=True)) for row in PURPOSES])
    _consents()
    _requests()
    _links()


def _consents() -> None:
    op.create_table(
        "consent_record",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("subject_ref", sa.String(length=64), nullable=False),
        sa.Column("purpose_id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("recorded_by_id", KEY, nullable=True),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_consent_record_channel")),
        sa.CheckConstraint(
            "action IN ('granted', 'refused', 'withdrawn', 'expired')", name=op.f("ck_consent_record_action")
        ),
        sa.CheckConstraint(
            "source IN ('chat', 'page', 'console', 'paper', 'import')", name=op.f("ck_consent_record_source")
        ),
        sa.CheckConstraint(
            "channel IS NOT NULL OR action <> 'granted'", name=op.f("ck_consent_record_granted_for_a_channel")
        ),
        sa.CheckConstraint(
            "expires_at IS NULL OR (action = 'granted' AND expires_at > occurred_at)",
            name=op.f("ck_consent_record_expiry"),
        ),
        *_keys(
            "consent_record",
            patron_id=("patron", "SET NULL"),
            purpose_id=("purpose", "RESTRICT"),
            interaction_id=("interaction", "SET NULL"),
            recorded_by_id=("staff_user", "SET NULL"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_record")),
    )
    op.create_index("ix_consent_record_latest", "consent_record", ["patron_id", "purpose_id", "channel", "occurred_at"])
    op.create_index("ix_consent_record_subject", "consent_record", ["subject_ref", "occurred_at"])
    op.create_index(op.f("ix_consent_record_interaction_id"), "consent_record", ["interaction_id"])
    if op.get_bind().dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
        op.execute(
            f"CREATE TRIGGER consent_record_kept BEFORE UPDATE ON consent_record WHEN {_changed('IS NOT')} {refuse}"
        )
        op.execute(f"CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record {refuse}")
        return
    op.execute(
        "CREATE FUNCTION consent_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    refuse = "EXECUTE FUNCTION consent_record_refuse()"
    op.execute(
        "CREATE TRIGGER consent_record_kept BEFORE UPDATE ON consent_record FOR EACH ROW "
        f"WHEN ({_changed('IS DISTINCT FROM')}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record FOR EACH ROW {refuse}")


def _requests() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("subject_ref", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.Column("refusal_reason", sa.String(length=32), nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("outcome", Json, nullable=True),
        sa.CheckConstraint(
            "kind IN ('access', 'export', 'rectify', 'erase', 'restrict')", name=op.f("ck_data_request_kind")
        ),
        sa.CheckConstraint(
            "status IN ('received', 'verified', 'done', 'refused')", name=op.f("ck_data_request_status")
        ),
        sa.CheckConstraint(
            "(status IN ('done', 'refused')) = (completed_at IS NOT NULL)", name=op.f("ck_data_request_completed")
        ),
        sa.CheckConstraint(
            "(status = 'refused') = (refusal_reason IS NOT NULL)", name=op.f("ck_data_request_refused_why")
        ),
        *_keys(
            "data_request",
            patron_id=("patron", "SET NULL"),
            case_id=("service_case", "SET NULL"),
            staff_id=("staff_user", "SET NULL"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_index("ix_data_request_due", "data_request", ["status", "due_at"])
    op.create_index("ix_data_request_subject", "data_request", ["subject_ref", "received_at"])
    op.create_index(op.f("ix_data_request_patron_id"), "data_request", ["patron_id"])


def _links() -> None:
    op.create_table(
        "data_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_data_link_expiry")),
        *_keys("data_link", identity_id=("channel_identity", "CASCADE"), patron_id=("patron", "CASCADE")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_data_link_token_hash")),
    )
    op.create_index(
        "uq_data_link_identity",
        "data_link",
        ["identity_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(op.f("ix_data_link_patron_id"), "data_link", ["patron_id"])


def _keys(table: str, **targets: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=on_delete
        )
        for column, (target, on_delete) in targets.items()
    ]


def _changed(differs: str) -> str:
    kept = [f"OLD.{name} {differs} NEW.{name}" for name in KEPT]
    links = [f"(NEW.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in LINKS]
    return " OR ".join([*kept, *links])


def downgrade() -> None:
    """Take the store back."""
    for name in ("data_link", "data_request", "consent_record", "purpose"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION consent_record_refuse()")
