"""Holds in our own store that were asked of Koha in a chat: under which key, and Koha's number of them.

A row is written before Koha is asked. It names a title and nobody: whose the hold is, only Koha knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store

__all__ = ["HoldKeys"]

# Before the name of a row whose hold has no number yet.
SENT = "sent:"


@dataclass(frozen=True, slots=True)
class HoldKeys:
    """The row of one key.

    A title that our catalogue does not have cannot be kept here; Koha itself takes no second hold on one title.
    """

    store: Store
    key: str
    title_id: str

    def known(self, session: Session) -> int | None:
        """Give Koha's number of the hold placed under this key, 0 while nobody knows it, None for a new key."""
        row = self._row(session)
        if row is None:
            return None
        return 0 if row.ils_hold_id.startswith(SENT) else int(row.ils_hold_id)

    def begin(self, session: Session, now: datetime, interaction: int | None) -> None:
        """Write down that a hold is about to be asked for."""
        title = session.scalar(select(records.TitleRecord.id).where(records.TitleRecord.ils_bib_id == self.title_id))
        if title is None:
            return
        session.add(
            records.Hold(
                ils_hold_id=f"{SENT}{self.key[-48:]}",
                idempotency_key=self.key,
                title_id=title,
                status="requested",
                placed_at=now,
                # What becomes of it is Koha's: for our own store it waits for nothing.
                closed_at=now,
                interaction_id=interaction,
            )
        )

    def placed(self, session: Session, hold_id: int) -> None:
        """Write down Koha's number of the hold."""
        row = self._row(session)
        if row is not None:
            row.ils_hold_id = str(hold_id)

    def forget(self, session: Session) -> None:
        """Take back what came to nothing."""
        row = self._row(session)
        if row is not None:
            session.delete(row)

    def _row(self, session: Session) -> records.Hold | None:
        return session.scalar(select(records.Hold).where(records.Hold.idempotency_key == self.key))
