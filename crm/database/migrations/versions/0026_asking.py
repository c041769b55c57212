"""Surveys with their own words and follow-ups; applications for membership; where a patron was won is always told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from crm.records.base import KEY, UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

CHANNELS = "'web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api'"
STATES = "'draft', 'sent', 'accepted', 'refused', 'known', 'withdrawn'"
STEPS = "'name', 'birth_year', 'contact', 'code', 'address', 'review'"
DEFAULT = "DEFAULT 'ils_import' NOT NULL"
PURPOSE = {
    "code": "joining",
    "lawful_basis": "consent",
    "can_opt_out": True,
    "default_granted": False,
    "name_fa": "درخواست عضویت",
    "name_en": "Application for membership",
    "text_fa": "آنچه برای عضویت می‌گویید نگه داشته می‌شود تا میز امانت دربارهٔ آن تصمیم بگیرد.",
    "text_en": "What you tell us in order to join is kept until the desk has decided on it.",
    "text_version": 1,
}


def upgrade() -> None:
    """Bring the store forward."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if is_sqlite else "TIMESTAMP WITH TIME ZONE"
    key = "INTEGER" if is_sqlite else "BIGINT"
    for table, column in (
        ("survey", "name_fa TEXT"),
        ("survey", "name_en TEXT"),
        ("survey", f"made_at {moment}"),
        ("survey", f"owner_id {key} {_points_at('survey', 'owner_id', 'staff_user')}"),
        ("survey_question", "text_fa TEXT"),
        ("survey_question", "text_en TEXT"),
        (
            "survey_invitation",
            f"identity_id {key} {_points_at('survey_invitation', 'identity_id', 'channel_identity')}",
        ),
        ("survey_invitation", "is_asked BOOLEAN DEFAULT true NOT NULL"),
        (
            "survey_response",
            "follow_up VARCHAR(16) CONSTRAINT ck_survey_response_follow_up "
            "CHECK (follow_up IN ('offered', 'accepted', 'declined'))",
        ),
        ("survey_response", f"case_id {key} {_points_at('survey_response', 'case_id', 'service_case')}"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute(
        "UPDATE survey_invitation SET identity_id = (SELECT channel_identity_id FROM interaction"
        " WHERE interaction.id = survey_invitation.interaction_id)"
    )
    op.create_index("ix_survey_invitation_identity", "survey_invitation", ["identity_id", "sent_at"])
    told = sa.text("case_id IS NOT NULL")
    op.create_index(
        "ix_survey_invitation_case", "survey_invitation", ["case_id"], sqlite_where=told, postgresql_where=told
    )
    op.create_index("ix_survey_response_case_id", "survey_response", ["case_id"])
    _applications()
    purpose = sa.table("purpose", *(sa.column(name) for name in PURPOSE))
    # It is there still after a step back from which it was kept.
    if not op.get_bind().scalar(sa.select(sa.func.count()).select_from(purpose).where(purpose.c.code == "joining")):
        op.bulk_insert(purpose, [PURPOSE])
    _acquired(is_sqlite, DEFAULT, "NOT NULL")


def _points_at(table: str, column: str, target: str) -> str:
    return f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id) ON DELETE SET NULL"


def _acquired(is_sqlite: bool, before: str, after: str) -> None:
    """Say no longer, or again, where a patron was won when nobody says so."""
    if not is_sqlite:
        change = "DROP DEFAULT" if "DEFAULT" in before else "SET DEFAULT 'ils_import'"
        op.execute(f"ALTER TABLE patron ALTER COLUMN acquired_via {change}")
        return
    # SQLite drops a default only by making the table anew; nothing that is stored depends on it, so its words are
    # changed where it keeps them (https://www.sqlite.org/lang_altertable.html, the second procedure).
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'patron'",
        (f"acquired_via VARCHAR(16) {before}", f"acquired_via VARCHAR(16) {after}"),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _applications() -> None:
    foreign = (
        ("identity_id", "channel_identity", "CASCADE"),
        ("interaction_id", "interaction", "SET NULL"),
        ("patron_id", "patron", "CASCADE"),
        ("case_id", "service_case", "SET NULL"),
        ("decided_by_id", "staff_user", "SET NULL"),
    )
    empty = " AND ".join(f"{name} IS NULL" for name in ("name", "birth_year", "contact", "contact_norm", "address"))
    op.create_table(
        "application",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("awaits", sa.String(length=16), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("contact_kind", sa.String(length=16), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("contact_norm", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_wanted_at", UtcDateTime(), nullable=True),
        sa.Column("code_sent_at", UtcDateTime(), nullable=True),
        sa.Column("code_tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("code_sends", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("code_problem", sa.String(length=64), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", KEY, nullable=True),
        sa.Column("emptied_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(f"status IN ({STATES})", name=op.f("ck_application_status")),
        sa.CheckConstraint(f"awaits IN ({STEPS})", name=op.f("ck_application_awaits")),
        sa.CheckConstraint("contact_kind IN ('email', 'phone')", name=op.f("ck_application_contact_kind")),
        sa.CheckConstraint(f"channel IN ({CHANNELS})", name=op.f("ck_application_channel")),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_application_language")),
        sa.CheckConstraint("awaits IS NULL OR status = 'draft'", name=op.f("ck_application_only_drafts_wait")),
        sa.CheckConstraint(
            "status NOT IN ('sent', 'accepted', 'refused', 'known') OR sent_at IS NOT NULL",
            name=op.f("ck_application_sent"),
        ),
        sa.CheckConstraint(
            "(status IN ('accepted', 'refused', 'known')) = (decided_at IS NOT NULL)",
            name=op.f("ck_application_decided"),
        ),
        sa.CheckConstraint(f"emptied_at IS NULL OR ({empty})", name=op.f("ck_application_emptied")),
        sa.CheckConstraint("code_tries >= 0 AND code_sends >= 0", name=op.f("ck_application_code")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=op.f(f"fk_application_{column}_{target}"), ondelete=rule
            )
            for column, target, rule in foreign
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("public_id", name=op.f("uq_application_public_id")),
    )
    for column in ("identity_id", "patron_id", "case_id"):
        op.create_index(f"ix_application_{column}", "application", [column])
    op.create_index("ix_application_queue", "application", ["status", "sent_at"])
    for name, column, condition, unique in (
        ("uq_application_draft", "identity_id", "status = 'draft'", True),
        ("ix_application_contact", "contact_norm", "contact_norm IS NOT NULL", False),
        ("ix_application_code", "code_wanted_at", "code_wanted_at IS NOT NULL", False),
    ):
        where: dict[str, Any] = {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
        op.create_index(name, "application", [column], unique=unique, **where)


def downgrade() -> None:
    """Take the store back; prospects stay as patrons without a name or a card."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    _acquired(is_sqlite, "NOT NULL", DEFAULT)
    op.drop_table("application")
    _forget_purpose()
    op.drop_index("ix_survey_response_case_id", "survey_response")
    op.drop_index("ix_survey_invitation_case", "survey_invitation")
    op.drop_index("ix_survey_invitation_identity", "survey_invitation")
    for table, column in (
        ("survey_response", "case_id"),
        ("survey_response", "follow_up"),
        ("survey_invitation", "is_asked"),
        ("survey_invitation", "identity_id"),
        ("survey_question", "text_en"),
        ("survey_question", "text_fa"),
        ("survey", "owner_id"),
        ("survey", "made_at"),
        ("survey", "name_en"),
        ("survey", "name_fa"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _forget_purpose() -> None:
    used = op.get_bind().exec_driver_sql(
        "SELECT count(*) FROM consent_record JOIN purpose ON purpose.id = purpose_id WHERE code = 'joining'"
    )
    # Evidence of consent outlives a step back: then its purpose stays, and nothing asks for it.
    if not used.scalar_one():
        op.execute("DELETE FROM purpose WHERE code = 'joining'")
