"""Tables of purposes, of what patrons agreed to, and of their requests about their own data."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, flag, link, one_of, where
from crm.records.values import (
    CHANNELS,
    CONSENT_ACTIONS,
    CONSENT_SOURCES,
    DATA_REQUEST_STATES,
    DATA_REQUESTS,
    LAWFUL_BASES,
)
from crm.records.words import wordless

__all__ = ["APPEND_ONLY", "ConsentRecord", "DataLink", "DataRequest", "Purpose"]


class Purpose(Base):
    """One use of patrons' data, its legal ground, and the words in which patrons are told of it.

    `text_version` rises when what is agreed to changes: whoever agreed to an older text has not agreed to this one.
    """

    __tablename__ = "purpose"
    __table_args__ = (
        one_of("lawful_basis", LAWFUL_BASES),
        # Nothing that needs consent can be on before it was given.
        CheckConstraint("lawful_basis <> 'consent' OR (can_opt_out AND NOT default_granted)", name="opt_in"),
        # What is neither on by itself nor can be chosen would never be allowed.
        CheckConstraint("can_opt_out OR default_granted", name="usable"),
        CheckConstraint("text_version >= 1", name="text_version"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    lawful_basis: Mapped[str] = mapped_column(String(24))
    can_opt_out: Mapped[bool] = flag(True)
    default_granted: Mapped[bool] = flag(False)
    name_fa: Mapped[str]
    name_en: Mapped[str]
    text_fa: Mapped[str]
    text_en: Mapped[str]
    text_version: Mapped[int] = count(1)


class ConsentRecord(Base):
    """One act of a patron (or of staff for them) about one purpose on one channel, or on all; rows are only added.

    The database refuses every change but the loss of a link to what was erased. `subject_ref` is the patron's keyed
    hash, which outlives the patron's row as the proof of what was allowed when.
    """

    __tablename__ = "consent_record"
    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("action", CONSENT_ACTIONS),
        one_of("source", CONSENT_SOURCES),
        # No may be said to everything at once; yes only to what one can think of.
        CheckConstraint("channel IS NOT NULL OR action <> 'granted'", name="granted_for_a_channel"),
        CheckConstraint("expires_at IS NULL OR (action = 'granted' AND expires_at > occurred_at)", name="expiry"),
        Index("ix_consent_record_latest", "patron_id", "purpose_id", "channel", "occurred_at"),
        Index("ix_consent_record_subject", "subject_ref", "occurred_at"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    subject_ref: Mapped[str] = mapped_column(String(64), info=wordless("a keyed hash"))
    purpose_id: Mapped[int] = link("purpose.id", "RESTRICT")
    channel: Mapped[str | None] = mapped_column(String(16))
    action: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    text_version: Mapped[int]
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL", index=True)
    recorded_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    occurred_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class DataRequest(Base):
    """One request about a patron's own data, and what came of it; `outcome` is counts by table, never values."""

    __tablename__ = "data_request"
    __table_args__ = (
        one_of("kind", DATA_REQUESTS),
        one_of("status", DATA_REQUEST_STATES),
        CheckConstraint("(status IN ('done', 'refused')) = (completed_at IS NOT NULL)", name="completed"),
        CheckConstraint("(status = 'refused') = (refusal_reason IS NOT NULL)", name="refused_why"),
        Index("ix_data_request_due", "status", "due_at"),
        Index("ix_data_request_subject", "subject_ref", "received_at"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL", index=True)
    subject_ref: Mapped[str] = mapped_column(String(64), info=wordless("a keyed hash"))
    kind: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(8))
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    refusal_reason: Mapped[str | None] = mapped_column(String(32), info=wordless("a code"))
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL")
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    outcome: Mapped[dict[str, int] | None] = mapped_column(Json, info=wordless("counts by table"))


class DataLink(Base):
    """One short-lived link from a chat to the page of its own data; only the hash of its token."""

    __tablename__ = "data_link"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expiry"),
        Index("uq_data_link_identity", "identity_id", unique=True, **where("closed_at IS NULL")),
    )

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE")
    # Nobody's: the page of an anonymous chat.
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE", index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # When the page was first looked at: the copy is noted then, once.
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


# What may happen to a row of consents: its links are lost, one or several, and nothing else.
_LINKS = ("patron_id", "interaction_id", "recorded_by_id")
_KEPT = tuple(column.name for column in ConsentRecord.__table__.columns if column.name not in _LINKS)


def _changed(differs: str) -> str:
    kept = [f"OLD.{name} {differs} NEW.{name}" for name in _KEPT]
    links = [f"(NEW.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in _LINKS]
    return " OR ".join([*kept, *links])


_TOLD = "consent records are only ever added"
# What a patron said last to a purpose is in force: it stays. What came before it, and what is nobody's any more, may go
# when its time is over (crm.forgetting.proofs). A word for all channels is followed only by another for all.
_IN_FORCE = (
    "OLD.patron_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent_record AS later "
    "WHERE later.patron_id = OLD.patron_id AND later.purpose_id = OLD.purpose_id AND later.id > OLD.id "
    "AND (later.channel = OLD.channel OR later.channel IS NULL))"
)
# By database, what makes the table append-only. An error of integrity for the caller, as other checks are.
APPEND_ONLY = {
    "sqlite": (
        f"CREATE TRIGGER consent_record_kept BEFORE UPDATE ON consent_record WHEN {_changed('IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END",
        f"CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record WHEN {_IN_FORCE} "
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION consent_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{_TOLD}' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER consent_record_kept BEFORE UPDATE ON consent_record FOR EACH ROW "
        f"WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION consent_record_refuse()",
        "CREATE FUNCTION consent_record_keep() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {_IN_FORCE} THEN RAISE EXCEPTION '{_TOLD}' USING ERRCODE = 'restrict_violation'; END IF; "
        "RETURN OLD; END $$",
        "CREATE TRIGGER consent_record_not_deleted BEFORE DELETE ON consent_record FOR EACH ROW "
        "EXECUTE FUNCTION consent_record_keep()",
    ),
}


def _ddl(statement: str, dialect: str) -> Any:
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(ConsentRecord.__table__, "after_create", _ddl(_statement, _dialect))
for _function in ("refuse", "keep"):
    _AFTERWARDS = f"DROP FUNCTION IF EXISTS consent_record_{_function}()"
    event.listen(ConsentRecord.__table__, "after_drop", _ddl(_AFTERWARDS, "postgresql"))
