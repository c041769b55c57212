"""Table of applications for membership that were begun in a chat."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of, where
from crm.records.values import APPLICATION_CONTACTS, APPLICATION_STATES, APPLICATION_STEPS, CHANNELS, LANGUAGES
from crm.records.words import TALKS, erased, wordless

__all__ = ["Application"]

# What somebody told of themselves: gone as soon as it is decided, or old.
TOLD = ("name", "birth_year", "contact", "contact_norm", "address")


class Application(Base):
    """One application: the only place for what an applicant tells of themselves; the chat has it masked."""

    __tablename__ = "application"
    __table_args__ = (
        one_of("status", APPLICATION_STATES),
        one_of("awaits", APPLICATION_STEPS),
        one_of("contact_kind", APPLICATION_CONTACTS),
        one_of("channel", CHANNELS),
        one_of("language", LANGUAGES),
        CheckConstraint("awaits IS NULL OR status = 'draft'", name="only_drafts_wait"),
        CheckConstraint("status NOT IN ('sent', 'accepted', 'refused', 'known') OR sent_at IS NOT NULL", name="sent"),
        CheckConstraint("(status IN ('accepted', 'refused', 'known')) = (decided_at IS NOT NULL)", name="decided"),
        CheckConstraint(
            "emptied_at IS NULL OR (" + " AND ".join(f"{name} IS NULL" for name in TOLD) + ")", name="emptied"
        ),
        CheckConstraint("code_tries >= 0 AND code_sends >= 0", name="code"),
        Index("uq_application_draft", "identity_id", unique=True, **where("status = 'draft'")),
        Index("ix_application_queue", "status", "sent_at"),
        Index("ix_application_contact", "contact_norm", **where("contact_norm IS NOT NULL")),
        Index("ix_application_code", "code_wanted_at", **where("code_wanted_at IS NOT NULL")),
    )

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(String(36), unique=True, info=wordless("a random id"))
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE", index=True)
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    # The prospect that consented to this, and afterwards the patron.
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE", index=True)
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL", index=True)
    status: Mapped[str] = mapped_column(String(16), default="draft", server_default=text("'draft'"))
    awaits: Mapped[str | None] = mapped_column(String(16))
    asked_at: Mapped[datetime | None]
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str | None] = mapped_column(info=erased(TALKS, "applications.forget_applications"))
    birth_year: Mapped[int | None]
    contact_kind: Mapped[str | None] = mapped_column(String(16))
    contact: Mapped[str | None] = mapped_column(info=erased(TALKS, "applications.forget_applications"))
    contact_norm: Mapped[str | None] = mapped_column(info=erased(TALKS, "applications.forget_applications"))
    address: Mapped[str | None] = mapped_column(info=erased(TALKS, "applications.forget_applications"))
    # The code that proves the contact: only its keyed hash, and when it was wanted (until it is sent) and sent.
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_wanted_at: Mapped[datetime | None]
    code_sent_at: Mapped[datetime | None]
    code_tries: Mapped[int] = count()
    code_sends: Mapped[int] = count()
    code_problem: Mapped[str | None] = mapped_column(String(64), info=wordless("why a code was not sent"))
    confirmed_at: Mapped[datetime | None]
    began_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    emptied_at: Mapped[datetime | None]
