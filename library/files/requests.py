"""Requests to staff for what only the other system can do: one open case for each thing, whoever asks again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.cases.opening import insert_case
from crm.database.store import Store
from crm.lifecycle.engagement import engaged

__all__ = ["PatronRequest", "Wish", "ask_staff", "locked_patron"]

Wish = Literal["renew", "hold", "cancel_hold", "change_pickup"]

_INTERACTION = records.Interaction


@dataclass(frozen=True, slots=True)
class PatronRequest:
    """The case in which staff are asked; `repeated` where it was open already."""

    number: str
    repeated: bool


def locked_patron(session: Session, patron_id: int) -> records.Patron | None:
    """Find a patron, and let whoever asks for them at the same time wait: one wish opens one case."""
    row = records.Patron
    query = select(row).where(row.id == patron_id, row.erased_at.is_(None), row.merged_into_id.is_(None))
    return session.scalar(query.with_for_update(key_share=True))


def ask_staff(
    session: Session,
    store: Store,
    patron: records.Patron,
    wish: Wish,
    *,
    thing: str,
    words: str,
    key: str,
    interaction: int | None,
    branch_id: int | None = None,
) -> PatronRequest:
    """Ask staff for something: the case that is open for it already, else a new one with `words`.

    `thing` names what the wish is about, and where to, so that another pick-up branch is another wish. The same `key`
    gives the same case also when that is closed by now.
    """
    case = records.ServiceCase
    # A key that names nobody: it stays with the case when the patron is forgotten.
    about = f"files:{wish}:{_short(f'{patron.public_id}:{thing}')}:"
    own = f"{about}{_short(key)}"
    before = session.scalar(select(case.number).where(case.idempotency_key == own))
    if before is None:
        same = select(case.number).where(case.idempotency_key.startswith(about, autoescape=True))
        before = session.scalar(same.where(case.status != "closed").order_by(case.id.desc()).limit(1))
    if before is not None:
        return PatronRequest(before, repeated=True)
    language = session.scalar(select(_INTERACTION.language).where(_INTERACTION.id == interaction))
    made = insert_case(
        session.connection(),
        store,
        "question",
        interaction_id=interaction,
        subject=wish,
        description=words,
        language=language or patron.locale,
        branch_id=branch_id,
        idempotency_key=own,
        patron_id=patron.id,
    )
    engaged(session.connection(), patron.id, store.clock.now())
    return PatronRequest(made.number, repeated=False)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
