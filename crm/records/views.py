"""Table of the filters that members of staff keep for themselves."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, one_of
from crm.records.values import VIEWED_LISTS
from crm.records.words import wordless

__all__ = ["SavedView"]


class SavedView(Base):
    """One member of staff's own view of a list: what narrows it and how it is ordered, never words looked for."""

    __tablename__ = "saved_view"
    __table_args__ = (
        one_of("list_name", VIEWED_LISTS),
        UniqueConstraint("staff_id", "list_name", "name"),
        {"info": wordless("filters of lists under names that staff gave them; words looked for are not kept")},
    )

    id: Mapped[Key]
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE")
    list_name: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime]
