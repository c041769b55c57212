"""Staff who answer patrons and keep the service."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link, one_of
from crm.records.values import STAFF_ROLES

__all__ = ["StaffUser"]


class StaffUser(Base):
    """Keep one member of staff with a role."""

    __tablename__ = "staff_user"
    __table_args__ = (one_of("role", STAFF_ROLES),)

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(String(64), unique=True)
    display_name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = flag(True)
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    created_at: Mapped[datetime]
