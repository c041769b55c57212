"""Attempts to place and to move holds, kept in our own store for every library system: one key, one outcome.

A hold that was placed has its key in its own row. What is kept here is what else was asked: what was refused, and what
was moved. A row names a title and nobody: its key is a hash of whose it is, and it goes after a week.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.upsert import insert_or_skip, table_of
from library.reasons import Reason
from library.values import Refusal

__all__ = ["HoldAsked", "KeptAttempt"]

_REFUSAL = TypeAdapter(Refusal)
_ATTEMPT = table_of(records.HoldAttempt)


@dataclass(frozen=True, slots=True)
class KeptAttempt:
    """What came of an attempt: a refusal, or (None) a hold that was moved."""

    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class HoldAsked:
    """What somebody asked under one key: to place a hold on a title, or to move a hold; `thing` is its id."""

    kind: Literal["place", "move"]
    patron_id: int
    key: str
    thing: str

    def known(self, session: Session) -> KeptAttempt | None:
        """Give what came of it before; None for a new key."""
        row = session.execute(
            select(_ATTEMPT.c.reason_code, _ATTEMPT.c.refusal).where(_ATTEMPT.c.idempotency_key == self._name)
        ).first()
        if row is None:
            return None
        if row.reason_code is None:
            return KeptAttempt(None)
        # A reason that a later version does not know any more is told as it is, for staff.
        if row.reason_code not in Reason:
            return KeptAttempt(Refusal(Reason.POLICY, raw_code=row.reason_code))
        return KeptAttempt(_REFUSAL.validate_python(row.refusal))

    def note(
        self, session: Session, now: datetime, refusal: Refusal | None, *, title_id: str, interaction: int | None
    ) -> None:
        """Keep what came of it, once; `title_id` is the library system's, of a title that the store may not have."""
        title = records.TitleRecord
        values = {
            "idempotency_key": self._name,
            "kind": self.kind,
            "title_id": session.scalar(select(title.id).where(title.ils_bib_id == title_id)),
            "interaction_id": interaction,
            "result": "succeeded" if refusal is None else "refused",
            "reason_code": None if refusal is None else refusal.reason.value,
            "refusal": None if refusal is None else _REFUSAL.dump_python(refusal, mode="json"),
            "requested_at": now,
        }
        insert_or_skip(session.connection(), _ATTEMPT, values, on=["idempotency_key"])

    @property
    def _name(self) -> str:
        asked = f"{self.kind}:{self.patron_id}:{self.key}:{self.thing}"
        return "hold:" + hashlib.sha256(asked.encode()).hexdigest()
