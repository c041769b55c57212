"""Table of contact data that wait for their case."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link
from crm.records.words import MINUTES, erased

__all__ = ["HeldContact"]


class HeldContact(Base):
    """What a patron gave to be reached by before the case it is for was there, encrypted.

    `is_kept`: the case could not be opened yet, and what other turns say does not end it.
    """

    __tablename__ = "held_contact"

    id: Mapped[Key]
    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", unique=True)
    contact: Mapped[str] = mapped_column(info=erased(MINUTES, "stale.forget_held_contacts"))
    is_kept: Mapped[bool] = flag(False)
    expires_at: Mapped[datetime] = mapped_column(index=True)
