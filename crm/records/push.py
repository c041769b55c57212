"""Tables of the browsers in which members of staff are called, and of what each was told."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link, one_of
from crm.records.values import PUSH_KINDS
from crm.records.words import wordless

__all__ = ["PushCall", "PushSubscription"]


class PushSubscription(Base):
    """One browser that is called by Web Push while the session lasts in which that was chosen.

    The keys are the browser's own: with them a call is written so that nobody on the way can read it.
    """

    __tablename__ = "push_subscription"
    __table_args__ = (
        Index("ix_push_subscription_session_id", "session_id"),
        {"info": wordless("an address and keys that a browser made; of staff")},
    )

    id: Mapped[Key]
    session_id: Mapped[int] = link("staff_session.id", "CASCADE")
    endpoint: Mapped[str] = mapped_column(String(1000), unique=True)
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(40))
    # The sound is off in this browser: only emergencies call.
    only_alarms: Mapped[bool] = flag(False)
    created_at: Mapped[datetime]


class PushCall(Base):
    """What one browser is told, once: `name` is the same for the same event."""

    __tablename__ = "push_call"
    __table_args__ = (
        one_of("kind", PUSH_KINDS),
        UniqueConstraint("subscription_id", "name"),
        CheckConstraint("sent_at IS NULL OR claimed_at IS NOT NULL", name="claimed"),
        Index("ix_push_call_created_at", "created_at"),
        {"info": wordless("that something happened, and the random name of its conversation; gone after a day")},
    )

    id: Mapped[Key]
    subscription_id: Mapped[int] = link("push_subscription.id", "CASCADE")
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
