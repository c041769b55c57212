"""Table of the audit trail: who saw or changed what, in a chain that shows tampering."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, one_of
from crm.records.values import ACTOR_KINDS
from crm.records.words import wordless

__all__ = ["AuditEvent"]


class AuditEvent(Base):
    """One event with the names of the fields concerned, never their values."""

    __tablename__ = "audit_event"
    __table_args__ = (
        one_of("actor_kind", ACTOR_KINDS),
        Index("ix_audit_event_entity", "entity", "entity_id"),
        Index("ix_audit_event_subject", "subject_ref", "occurred_at"),
        {"info": wordless("actions, ids and names of fields; the reason is what a member of staff gave")},
    )

    id: Mapped[Key]
    actor_kind: Mapped[str] = mapped_column(String(8))
    actor_ref: Mapped[str] = mapped_column(String(128))
    action: Mapped[str] = mapped_column(String(64))
    entity: Mapped[str] = mapped_column(String(64))
    entity_id: Mapped[str | None] = mapped_column(String(64))
    subject_ref: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str | None]
    changed_fields: Mapped[list[str] | None] = mapped_column(Json)
    request_id: Mapped[str | None] = mapped_column(String(128))
    occurred_at: Mapped[datetime]
    # Unique, so that two writers cannot both follow the same event and fork the chain.
    prev_hash: Mapped[str] = mapped_column(String(64), unique=True)
    row_hash: Mapped[str] = mapped_column(String(64), unique=True)
