"""Tables of what patrons want to be told first, and of each notice with what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of, where
from crm.records.values import (
    FALLBACKS,
    LANGUAGES,
    NOTICE_CHANNELS,
    NOTICE_KINDS,
    NOTICE_REASONS,
    NOTICE_STATUSES,
    SUBSCRIPTION_ENDS,
)
from crm.records.words import wordless

__all__ = ["FollowedEvent", "Notice", "Subscription"]


class Subscription(Base):
    """One kind of notice that a patron asked for on one channel; it ends, and is never deleted, when they leave it."""

    __tablename__ = "subscription"
    __table_args__ = (
        one_of("kind", NOTICE_KINDS),
        one_of("channel", NOTICE_CHANNELS),
        one_of("language", LANGUAGES),
        one_of("end_reason", SUBSCRIPTION_ENDS),
        one_of("fallback", FALLBACKS),
        CheckConstraint("days_before BETWEEN 1 AND 14", name="days_before"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended"),
        Index("uq_subscription_running", "patron_id", "kind", "channel", unique=True, **where("ended_at IS NULL")),
        Index("ix_subscription_asked_at", "asked_at"),
        Index("ix_subscription_kind", "kind", "patron_id", **where("ended_at IS NULL")),
    )

    id: Mapped[Key]
    patron_id: Mapped[int] = link("patron.id", "CASCADE")
    kind: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    # The chat that it was asked for in; of the web any chat of the patron's does.
    identity_id: Mapped[int | None] = link("channel_identity.id", "SET NULL")
    # Of what falls due, when it is not the library's own number of days.
    days_before: Mapped[int | None] = mapped_column(SmallInteger)
    # The language of the notices; NULL is the chat's, or the patron's own.
    language: Mapped[str | None] = mapped_column(String(2))
    # When they asked for it, or last asked for it otherwise.
    asked_at: Mapped[datetime]
    # Where it comes instead when the patron cannot be reached on the channel: only with their yes to that, too.
    fallback: Mapped[str | None] = mapped_column(String(16))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(16))


class FollowedEvent(Base):
    """One event of the library that a patron wants to be told of, and how it stood when they asked for that."""

    __tablename__ = "followed_event"
    __table_args__ = (
        UniqueConstraint("patron_id", "event_id"),
        UniqueConstraint("ref"),
        Index("ix_followed_event_event", "event_id"),
        Index("ix_followed_event_called_off", "called_off_at", **where("called_off_at IS NOT NULL")),
        CheckConstraint("called_off_at IS NULL OR event_id IS NULL", name="called_off"),
        {"info": wordless("which event it is, in the library’s own words")},
    )

    id: Mapped[Key]
    # By what a notice names it: no row that comes later has the same.
    ref: Mapped[str] = mapped_column(String(36))
    patron_id: Mapped[int] = link("patron.id", "CASCADE")
    # None once it is no longer in the calendar: what follows is what it was then.
    event_id: Mapped[int | None] = link("library_event.id", "SET NULL")
    title_fa: Mapped[str]
    title_en: Mapped[str]
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    starts_at: Mapped[datetime]
    # How often it had been moved.
    moves: Mapped[int] = count()
    followed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]


class Notice(Base):
    """One thing to be told to one patron on one channel, and what became of it; it is never planned a second time."""

    __tablename__ = "notice"
    __table_args__ = (
        one_of("kind", NOTICE_KINDS),
        one_of("channel", NOTICE_CHANNELS),
        one_of("status", NOTICE_STATUSES),
        one_of("reason", NOTICE_REASONS),
        one_of("via", FALLBACKS),
        CheckConstraint("(status IN ('suppressed', 'cancelled')) = (reason IS NOT NULL)", name="reason_why"),
        CheckConstraint("(status = 'queued') = (settled_at IS NULL)", name="settled"),
        UniqueConstraint("kind", "thing", "due_at", "step", "channel"),
        Index("ix_notice_queue", "patron_id", "channel", **where("status = 'queued'")),
        Index("ix_notice_settled", "settled_at", **where("settled_at IS NOT NULL")),
        Index("ix_notice_patron", "patron_id"),
        Index("ix_notice_message", "message_id"),
        Index("ix_notice_match", "match_id"),
        Index("ix_notice_recipient", "recipient_id"),
        Index("ix_notice_guardianship", "guardianship_id"),
        Index("ix_notice_mirrored", "mirrored_id"),
        Index("ix_notice_followed", "followed_id"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    subscription_id: Mapped[int | None] = link("subscription.id", "SET NULL")
    kind: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    # What it is about: "loan:" or "hold:" and the library system's number (of one elsewhere: the name in the mirror),
    # "answer:" and the step of a case, "ward:",
    # the number of the guardianship and the library system's number of a child's loan,
    # "match:" and "recipient:" with their keys, "event:" and the name of what is followed, or "card:" and a keyed hash
    # that outlives the patron's row.
    # Of a child's loan "erased:" and the row's own number, once the child is erased.
    thing: Mapped[str] = mapped_column(
        String(80), info=wordless("a kind and a number, or a keyed hash; what was said is a message")
    )
    # The loan's due date, the end of the hold's shelf time, the card's expiry, the moment of the answer, when a title
    # was found to meet an interest, when a campaign's recipients were drawn, when an event begins.
    due_at: Mapped[datetime]
    # Of several notices about the same date the days after it. Of an event twice how often it had been moved, and one
    # more where that itself is told. 0 of the others.
    step: Mapped[int] = count()
    loan_id: Mapped[int | None] = link("loan.id", "SET NULL")
    hold_id: Mapped[int | None] = link("hold.id", "SET NULL")
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL")
    match_id: Mapped[int | None] = link("title_match.id", "SET NULL")
    recipient_id: Mapped[int | None] = link("campaign_recipient.id", "SET NULL")
    # Of a child's loan, told to a guardian: by which link.
    guardianship_id: Mapped[int | None] = link("guardianship.id", "SET NULL")
    # Of a loan or reservation at a library system elsewhere: its row in the mirror.
    mirrored_id: Mapped[int | None] = link("mirrored.id", "SET NULL")
    followed_id: Mapped[int | None] = link("followed_event.id", "SET NULL")
    status: Mapped[str] = mapped_column(String(16), default="queued", server_default=text("'queued'"))
    reason: Mapped[str | None] = mapped_column(String(16))
    planned_at: Mapped[datetime]
    # Not before this moment; quiet hours may make it later.
    send_after: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    # The channel that the message went by in place of the one that it was planned for.
    via: Mapped[str | None] = mapped_column(String(16))
    # The message that said it; whether that arrived is the outbox's to know.
    message_id: Mapped[int | None] = link("message.id", "SET NULL")
