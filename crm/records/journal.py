"""Tables of the journal of received messages and of the outbox."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of, where
from crm.records.values import CHANNELS, JOURNAL_DEEDS, JOURNAL_KINDS, JOURNAL_STATES, OUTBOX_STATES
from crm.records.words import TALKS, erased, wordless
from process.traces import recorded

__all__ = ["Journal", "Outbox"]

HOLDER = "the name of a gateway"
TRACE = "the random name of a trace"


class Journal(Base):
    """One received message, until its turn is closed; a redelivery finds its row."""

    __tablename__ = "journal"
    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("kind", JOURNAL_KINDS),
        one_of("state", JOURNAL_STATES),
        one_of("deed", JOURNAL_DEEDS),
        CheckConstraint("(state = 'received') = (closed_at IS NULL)", name="closed"),
        # Contact data stay, encrypted, only until the turn is closed, and then only in their case.
        CheckConstraint("state = 'received' OR contact IS NULL", name="contact_while_open"),
        UniqueConstraint("identity_id", "channel_message_id", "channel"),
        Index("ix_journal_received", "id", **where("state = 'received'")),
    )

    id: Mapped[Key]
    channel: Mapped[str] = mapped_column(String(16))
    channel_message_id: Mapped[str] = mapped_column(String(128), info=erased(TALKS, "conversations.erase_talks"))
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE")
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", index=True)
    message_id: Mapped[int] = link("message.id", "CASCADE", unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8), default="received", server_default=text("'received'"))
    contact: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    received_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    attempts: Mapped[int] = count()
    # What was begun for this message; whether it was done is for the loans, holds and cases to say.
    deed: Mapped[str | None] = mapped_column(String(8))
    # Where several gateways share the store: which one answers.
    holder: Mapped[str | None] = mapped_column(String(36), info=wordless(HOLDER))
    # Of the message's arrival, where traces are on: what is done later for it belongs to the same.
    trace: Mapped[str | None] = mapped_column(String(55), default=recorded, info=wordless(TRACE))


class Outbox(Base):
    """One message to be sent, and the state of its delivery."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("state", OUTBOX_STATES),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        Index("ix_outbox_due", "channel", "next_attempt_at", **where("state = 'pending'")),
        Index("ix_outbox_identity", "identity_id", "id", **where("state IN ('pending', 'sending')")),
        # Whoever deletes a chat partner asks for everything that was ever sent to them.
        Index("ix_outbox_sent_to", "identity_id"),
    )

    id: Mapped[Key]
    message_id: Mapped[int] = link("message.id", "CASCADE", unique=True)
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE")
    channel: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8), default="pending", server_default=text("'pending'"))
    attempts: Mapped[int] = count()
    next_attempt_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    # Where several gateways share the store: which one is sending it.
    holder: Mapped[str | None] = mapped_column(String(36), info=wordless(HOLDER))
    # Of what it was made for, where traces are on: its sending belongs to the same.
    trace: Mapped[str | None] = mapped_column(String(55), default=recorded, info=wordless(TRACE))
