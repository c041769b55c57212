"""Tables of channel identities and of sign-in links."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, flag, link, one_of, where
from crm.records.values import CHANNELS, LANGUAGES
from crm.records.words import TALKS, erased, wordless

__all__ = ["ChannelIdentity", "SignInLink"]


class ChannelIdentity(Base):
    """One chat partner of a channel; assurance 0 is anonymous, 1 claimed, 2 verified."""

    __tablename__ = "channel_identity"
    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("language", LANGUAGES),
        CheckConstraint("assurance BETWEEN 0 AND 2", name="assurance"),
        CheckConstraint("assurance < 2 OR patron_id IS NOT NULL", name="verified_has_patron"),
        UniqueConstraint("channel", "external_id"),
        Index(
            "uq_channel_identity_token_hash",
            "token_hash",
            unique=True,
            **where("token_hash IS NOT NULL"),
        ),
        Index("ix_channel_identity_signed_in_until", "signed_in_until", **where("signed_in_until IS NOT NULL")),
        Index("ix_channel_identity_origin_hash", "origin_hash", **where("origin_hash IS NOT NULL")),
    )

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(String(36), unique=True, info=wordless("a random id"))
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE", index=True)
    channel: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(128), info=erased(TALKS, "visitors.forget_visitors"))
    token_hash: Mapped[str | None] = mapped_column(String(64))
    # A keyed hash of the address and the day it was first seen from: for limits, and of no use the day after.
    origin_hash: Mapped[str | None] = mapped_column(String(64))
    assurance: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    display_name: Mapped[str | None] = mapped_column(info=erased(TALKS, "visitors.forget_visitors"))
    language: Mapped[str] = mapped_column(String(2), default="fa", server_default=text("'fa'"))
    language_chosen: Mapped[bool] = flag(False)
    created_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    # The patron is signed in until then, and by every message a little longer; without it nobody is.
    signed_in_until: Mapped[datetime | None]
    own_device: Mapped[bool] = flag(False)
    # When a sign-in ended by itself, until the next one.
    lapsed_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    # Staff trying the service out: what is said here is counted nowhere.
    is_test: Mapped[bool] = flag(False)
    # Messages up to this id were an earlier patron's, at the same browser: they are shown no more.
    history_after: Mapped[int] = count()


class SignInLink(Base):
    """One one-time link to the sign-in page; only the hash of its token."""

    __tablename__ = "sign_in_link"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint("expires_at >= created_at", name="expiry"),
        CheckConstraint("patron_id IS NULL OR used_at IS NOT NULL", name="patron_when_used"),
    )

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE", index=True)
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = count()
    # The hash of what the page that asked for the link keeps: after the sign-in it alone gets the new token.
    claim_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    # When it got it for the first time: an answer that was lost on the way is asked for again at once, or never.
    renewed_at: Mapped[datetime | None]
