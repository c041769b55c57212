"""Requests to staff for what only the other system can do: one open case for each thing, whoever asks again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from crm import records
from crm.cases.opening import insert_case
from crm.cases.own_steps import put_words
from crm.cases.work import locked_case, put_event
from crm.database.store import Store
from crm.database.upsert import table_of
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
    place: str = "",
) -> PatronRequest:
    """Ask staff for something: the case that is open for it already, else a new one with `words`.

    `thing` names what the wish is about. Where to it is (`place`) may change: another place is said in the open case,
    and is no second wish. The same `key`, and place, give the same case also when that is closed by now.
    """
    case = records.ServiceCase
    # A key that names nobody: it stays with the case when the patron is forgotten.
    about = f"files:{wish}:{_short(f'{patron.public_id}:{thing}')}:"
    own = f"{about}{_short(f'{key}:{place}')}"
    before = session.scalar(select(case.number).where(case.idempotency_key == own))
    if before is None:
        same = select(case.number).where(case.idempotency_key.startswith(about, autoescape=True))
        before = session.scalar(same.where(case.status != "closed").order_by(case.id.desc()).limit(1))
        if before is not None and place and _said_in(session.connection(), store, before, words):
            return PatronRequest(before, repeated=False)
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


def _said_in(connection: Connection, store: Store, number: str, words: str) -> bool:
    """Say in an open case what is wished now, unless that was said in it last; tell whether it was."""
    event, now = table_of(records.CaseEvent), store.clock.now()
    row = locked_case(connection, number)
    said = (event.c.case_id == row["id"], event.c.staff_id.is_(None), event.c.note.is_not(None))
    last = connection.scalar(select(event.c.note).where(*said).order_by(event.c.id.desc()).limit(1))
    if (last or row["description"]) == words:
        return False
    if put_words(connection, store, row, words, now) == "nothing":
        # As at first, after another place was named in between.
        put_event(connection, row["id"], "note", now, None, note=words)
    return True


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
