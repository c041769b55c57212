"""Table of the steps of a set-up that a library leaves out."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base
from crm.records.words import wordless

__all__ = ["SetupSkip"]


class SetupSkip(Base):
    """One step that is not for this library, as somebody of its staff has said."""

    __tablename__ = "setup_skip"
    __table_args__ = ({"info": wordless("what the library leaves out of its set-up, and which of its staff said so")},)

    step: Mapped[str] = mapped_column(String(32), primary_key=True)
    skipped_by: Mapped[str] = mapped_column(String(100))
    skipped_at: Mapped[datetime]
