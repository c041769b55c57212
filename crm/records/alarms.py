"""The table of alarms: emergencies that patrons told of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, one_of, where
from crm.records.values import ALARM_KINDS
from crm.records.words import TALKS, erased

__all__ = ["Alarm"]


class Alarm(Base):
    """One emergency of a conversation, until a member of staff has seen it; never a case, and never due."""

    __tablename__ = "alarm"
    __table_args__ = (
        one_of("kind", ALARM_KINDS),
        CheckConstraint("last_at >= raised_at", name="order"),
        # Of one conversation one rings at a time.
        Index("uq_alarm_ringing", "interaction_id", unique=True, **where("acknowledged_at IS NULL")),
        Index("ix_alarm_acknowledged_at", "acknowledged_at"),
    )

    id: Mapped[Key]
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", index=True)
    kind: Mapped[str] = mapped_column(String(16))
    raised_at: Mapped[datetime]
    last_at: Mapped[datetime]
    # The message that told of it last, by its channel's id: it rings once, whoever reads it.
    last_message: Mapped[str] = mapped_column(String(200), info=erased(TALKS, "conversations.erase_talks"))
    # The patron said that it was none, or is over.
    taken_back_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[int | None] = link("staff_user.id", "SET NULL")
