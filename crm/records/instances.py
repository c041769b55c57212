"""Tables of the running processes that share the store: who is there, and what one of them does for all."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, one_of
from crm.records.values import INSTANCE_KINDS
from crm.records.words import wordless

__all__ = ["Instance", "Lease", "RateBucket"]


class Instance(Base):
    """One running gateway or engine; it is there until a moment that it puts off again and again."""

    __tablename__ = "instance"
    __table_args__ = (one_of("kind", INSTANCE_KINDS), {"info": wordless("the service's own processes")})

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    # Which version of the service it runs.
    version: Mapped[str | None] = mapped_column(String(32))
    # Of an engine: where others reach it, the model that it answers with, and how far it is with which publication.
    address: Mapped[str | None] = mapped_column(String(255))
    model: Mapped[str | None] = mapped_column(String(64))
    publication_id: Mapped[int | None]
    phase: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str | None]
    is_draining: Mapped[bool] = flag(False)
    started_at: Mapped[datetime]
    until: Mapped[datetime]


class Lease(Base):
    """Something that one gateway does for all, and who does it until when."""

    __tablename__ = "lease"
    __table_args__ = ({"info": wordless("the service's own work")},)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(64), unique=True)
    holder: Mapped[str] = mapped_column(String(36))
    until: Mapped[datetime]


class RateBucket(Base):
    """How much of a limit is used up, for all gateways together; deleted when its bucket is full again."""

    __tablename__ = "rate_bucket"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a keyed hash"))
    full_at: Mapped[datetime]
