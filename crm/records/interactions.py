"""Tables of interactions, their messages and their events."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, flag, link, one_of, where
from crm.records.values import (
    ANSWER_STATUSES,
    CHANNELS,
    DIRECTIONS,
    HANDLERS,
    INTERACTION_EVENTS,
    INTERACTION_KINDS,
    INTERACTION_STATUSES,
    LANGUAGES,
    OUTCOMES,
    SENDERS,
)
from crm.records.words import TALKS, erased, wordless

__all__ = ["Interaction", "InteractionEvent", "Message", "SeenConversation"]


# What the list of conversations is narrowed by.
LISTED = (
    "kind",
    "channel",
    "language",
    "status",
    "outcome",
    "handled_by",
    "primary_intent",
    "branch_id",
    "lowest_confidence",
    "fallback_count",
    "score",
    "thumb",
)


class Interaction(Base):
    """One contact between patron and library, on whatever channel."""

    __tablename__ = "interaction"
    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("direction", DIRECTIONS),
        one_of("handled_by", HANDLERS),
        one_of("kind", INTERACTION_KINDS),
        one_of("outcome", OUTCOMES),
        one_of("status", INTERACTION_STATUSES),
        one_of("language", LANGUAGES),
        CheckConstraint(
            "status <> 'closed' OR (ended_at IS NOT NULL AND outcome IS NOT NULL)", name="closed_has_outcome"
        ),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ended_after_start"),
        CheckConstraint("read_effort BETWEEN 1 AND 6", name="read_effort"),
        CheckConstraint("last_seq >= 0 AND patron_message_count >= 0", name="counters"),
        # One chat partner has at most one running conversation, whoever writes at the same moment.
        Index(
            "uq_interaction_running",
            "channel_identity_id",
            unique=True,
            **where("status <> 'closed' AND kind = 'conversation' AND channel_identity_id IS NOT NULL"),
        ),
        Index("ix_interaction_identity", "channel_identity_id", "started_at"),
        Index("ix_interaction_case", "case_id"),
        Index("ix_interaction_patron", "patron_id", "started_at"),
        Index("ix_interaction_queue", "status", "handoff_requested_at"),
        # The console's list: its filters are answered, counted and ordered from this index alone.
        Index("ix_interaction_list", "started_at", "id", *LISTED),
        # Conversations whose words are still there, the oldest first: few, of all that there ever were.
        Index("ix_interaction_words", "started_at", "id", **where("redacted_at IS NULL")),
        # Whoever deletes one asks for its children.
        Index("ix_interaction_parent", "parent_id", **where("parent_id IS NOT NULL")),
        Index("ix_interaction_silence", "last_message_at", **where("status <> 'closed'")),
    )

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(String(36), unique=True, info=wordless("a random id"))
    engine_conversation: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a random id"))
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    channel_identity_id: Mapped[int | None] = link("channel_identity.id", "SET NULL")
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    parent_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL")
    channel: Mapped[str] = mapped_column(String(16))
    direction: Mapped[str] = mapped_column(String(16), default="inbound", server_default=text("'inbound'"))
    kind: Mapped[str] = mapped_column(String(16), default="conversation", server_default=text("'conversation'"))
    status: Mapped[str] = mapped_column(String(16), default="open", server_default=text("'open'"))
    outcome: Mapped[str | None] = mapped_column(String(16))
    handled_by: Mapped[str] = mapped_column(String(16), default="bot", server_default=text("'bot'"))
    assigned_staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    subject: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    primary_intent: Mapped[str | None] = mapped_column(String(64), info=wordless("the name of an intent"))
    language: Mapped[str | None] = mapped_column(String(2))
    read_effort: Mapped[int | None] = mapped_column(SmallInteger)
    is_test: Mapped[bool] = flag(False)
    started_at: Mapped[datetime]
    last_message_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    handoff_requested_at: Mapped[datetime | None]
    first_staff_reply_at: Mapped[datetime | None]
    # Since when the patron waits for a librarian's next answer; NULL when nobody owes one.
    waiting_since: Mapped[datetime | None]
    # When a patron who waits was told that nobody has come yet; NULL again with the next wait.
    wait_told_at: Mapped[datetime | None]
    # Until when a librarian has asked for more time: so long nobody takes the conversation from them.
    held_until: Mapped[datetime | None]
    patron_message_count: Mapped[int] = count()
    # Kept beside the messages and ratings that they come from, so that the list need not look at those.
    lowest_confidence: Mapped[float | None] = mapped_column(Float)
    fallback_count: Mapped[int] = count()
    score: Mapped[int | None] = mapped_column(SmallInteger)
    thumb: Mapped[int | None] = mapped_column(SmallInteger)
    last_seq: Mapped[int] = count()
    expects_contact: Mapped[bool] = flag(False)
    redacted_at: Mapped[datetime | None]


class Message(Base):
    """One message of an interaction, in order of `seq`."""

    __tablename__ = "message"
    __table_args__ = (
        one_of("sender", SENDERS),
        one_of("answer_status", ANSWER_STATUSES),
        one_of("language", LANGUAGES),
        CheckConstraint("answer_status IS NULL OR sender = 'bot'", name="answer_status_of_bot"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        CheckConstraint("sender = 'staff' OR staff_id IS NULL", name="staff_of_staff"),
        CheckConstraint("seq > 0", name="seq"),
        Index("uq_message_seq", "interaction_id", "seq", unique=True),
        Index(
            "uq_message_client_message_id",
            "interaction_id",
            "client_message_id",
            unique=True,
            **where("client_message_id IS NOT NULL"),
        ),
        Index("ix_message_reply", "in_reply_to_id", **where("in_reply_to_id IS NOT NULL")),
        Index("ix_message_intent", "intent", "created_at", **where("intent IS NOT NULL")),
        Index(
            "ix_message_note",
            "id",
            sqlite_where=text("is_internal = 1 AND body IS NOT NULL"),
            postgresql_where=text("is_internal AND body IS NOT NULL"),
        ),
        Index("ix_message_answer_status", "answer_status", "created_at", **where("answer_status IS NOT NULL")),
    )

    id: Mapped[Key]
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE")
    seq: Mapped[int]
    sender: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    is_internal: Mapped[bool] = flag(False)
    body: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    body_redacted: Mapped[bool] = flag(False)
    payload: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    buttons: Mapped[list[dict[str, str]] | None] = mapped_column(Json, info=erased(TALKS, "conversations.erase_talks"))
    custom: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(TALKS, "conversations.erase_talks"))
    language: Mapped[str | None] = mapped_column(String(2))
    client_message_id: Mapped[str | None] = mapped_column(String(128), info=erased(TALKS, "conversations.erase_talks"))
    in_reply_to_id: Mapped[int | None] = link("message.id", "SET NULL")
    created_at: Mapped[datetime]
    intent: Mapped[str | None] = mapped_column(String(64), info=wordless("names out of the model"))
    confidence: Mapped[float | None] = mapped_column(Float)
    # What else the engine made of a patron's message: runner-up, entities, actions; no figure rests on it.
    analysis: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(TALKS, "conversations.erase_talks"))
    answer_status: Mapped[str | None] = mapped_column(String(16))
    answer_name: Mapped[str | None] = mapped_column(String(128), info=wordless("names out of the model"))
    latency_ms: Mapped[int | None]
    engine_version: Mapped[str | None] = mapped_column(String(128), info=wordless("names out of the model"))


class InteractionEvent(Base):
    """One event in the history of an interaction; rows are only ever added."""

    __tablename__ = "interaction_event"
    __table_args__ = (
        one_of("kind", INTERACTION_EVENTS),
        Index("ix_interaction_event_kind", "kind", "occurred_at"),
    )

    id: Mapped[Key]
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", index=True)
    kind: Mapped[str] = mapped_column(String(24))
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    occurred_at: Mapped[datetime]
    seconds: Mapped[int | None]
    seconds_business: Mapped[int | None]
    detail: Mapped[str | None] = mapped_column(info=wordless("a case's number or an account's name"))


class SeenConversation(Base):
    """How far a member of staff has seen a conversation: up to the message with the number `seq` in it."""

    __tablename__ = "seen_conversation"
    __table_args__ = (
        UniqueConstraint("staff_id", "interaction_id"),
        CheckConstraint("seq >= 0", name="seq"),
    )

    id: Mapped[Key]
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE")
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", index=True)
    seq: Mapped[int]
    seen_at: Mapped[datetime]
