"""Holds in our own store that were placed or cancelled at a library system elsewhere: under which key, on which title.

A row is written before the system is asked. It names a title and nobody: whose the hold is, only the system knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records

__all__ = ["HoldNote"]


@dataclass(frozen=True, slots=True)
class HoldNote:
    """The row of one key; a title that our catalogue does not have cannot be kept here."""

    key: str
    title_id: str

    def is_known(self, session: Session) -> bool:
        """Tell whether something was asked under this key before."""
        return self._row(session) is not None

    def names(self, session: Session) -> tuple[str, str] | None:
        """Give title and author of what was asked for under this key; None where nothing was."""
        title = records.TitleRecord
        query = select(title.title, title.authors).join(records.Hold, records.Hold.title_id == title.id)
        row = session.execute(query.where(records.Hold.idempotency_key == self.key)).first()
        return (row[0], row[1] or "") if row else None

    def begin(self, session: Session, now: datetime, interaction: int | None, *, status: str) -> None:
        """Write down that a hold is about to be asked for (`requested`), or cancelled (`cancelled`)."""
        title = session.scalar(select(records.TitleRecord.id).where(records.TitleRecord.ils_bib_id == self.title_id))
        if title is None:
            return
        session.add(
            records.Hold(
                ils_hold_id=self.key[-64:],
                idempotency_key=self.key,
                title_id=title,
                status=status,
                placed_at=now,
                # What becomes of it is the system's: for our own store it waits for nothing.
                closed_at=now,
                interaction_id=interaction,
            )
        )

    def forget(self, session: Session) -> None:
        """Take back what came to nothing."""
        row = self._row(session)
        if row is not None:
            session.delete(row)

    def _row(self, session: Session) -> records.Hold | None:
        return session.scalar(select(records.Hold).where(records.Hold.idempotency_key == self.key))
