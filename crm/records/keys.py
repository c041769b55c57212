"""Table of the keys of before, encrypted with the present one."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag
from crm.records.words import wordless

__all__ = ["KeptKey"]


class KeptKey(Base):
    """One key that the store was written with before, by its mark (crm.database.key_ring).

    `is_first`: hashes of it have no mark, and permanent names are made with it.
    """

    __tablename__ = "kept_key"
    __table_args__ = ({"info": wordless("a key, encrypted")},)

    id: Mapped[Key]
    mark: Mapped[str] = mapped_column(String(8), unique=True)
    sealed: Mapped[str] = mapped_column(String(128))
    is_first: Mapped[bool] = flag(False)
    kept_at: Mapped[datetime]
