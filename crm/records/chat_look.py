"""Table of the look that the library gives the chat on its website."""

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base
from crm.records.words import wordless

__all__ = ["ChatLook"]


class ChatLook(Base):
    """The one row of the chat's look; what is null is as it comes."""

    __tablename__ = "chat_look"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("corner IN ('start', 'end')", name="corner"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    accent: Mapped[str | None] = mapped_column(String(7))
    corner: Mapped[str] = mapped_column(String(5))
    name_fa: Mapped[str | None]
    name_en: Mapped[str | None]
    greeting_fa: Mapped[str | None]
    greeting_en: Mapped[str | None]
    logo: Mapped[str | None]
