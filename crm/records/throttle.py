"""Tables of failed sign-in attempts, of patrons and of staff."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count
from crm.records.words import wordless

__all__ = ["SignInFailures", "SignInThrottle"]


class SignInThrottle(Base):
    """Attempts on one card, name, address or chat, kept as a hash, known to the library or not."""

    __tablename__ = "sign_in_throttle"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a keyed hash"))
    failures: Mapped[int] = count()
    first_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]


class SignInFailures(Base):
    """The number of failures within ten minutes, of all cards or names together."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (UniqueConstraint("kind", "slot_at"), CheckConstraint("failures >= 0", name="failures"))

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16), info=wordless("a wrong PIN or a locked card"))
    slot_at: Mapped[datetime]
    failures: Mapped[int] = count()
