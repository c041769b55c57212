"""Contact data that a patron gave before the case they are for is there: encrypted, and for a quarter of an hour."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, select, update

from crm import records
from crm.cases.contact import LONGEST, put_contact
from crm.cases.own import is_own
from crm.database.sealed_contacts import opened, sealed_contact
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import NotFound

__all__ = ["HELD_FOR", "ContactStep", "is_held_for", "take_step"]

# No longer than LAST_PROOFS of crm.secret.standing: when an earlier secret can be taken away, nothing hangs on it.
HELD_FOR = timedelta(minutes=15)

_HELD = table_of(records.HeldContact)


@dataclass(frozen=True, slots=True)
class ContactStep:
    """What a turn brings for the contact data of its conversation.

    `given`: what the patron wrote. `case`: the number of the case that it is for, once that is there. `is_asked`: a
    case is being told. `may_try_again`: it could not be opened, and what is held outlives other turns until it is.
    `gave_up`: the patron wants no case any more.
    """

    given: str | None = field(default=None, repr=False)
    case: str | None = None
    is_asked: bool = False
    may_try_again: bool = False
    gave_up: bool = False


def is_held_for(interaction_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Give the condition that something is held for a conversation."""
    return exists(select(_HELD.c.id).where(_HELD.c.interaction_id == interaction_id))


def take_step(connection: Connection, store: Store, interaction_id: int, step: ContactStep) -> None:
    """Hold what a turn gave, put what is held into the case it is for, or erase it.

    In the transaction that closes the turn: one that could not be closed comes back, wherever, and finds everything as
    it was. Raises NotFound for a case that is not the conversation's own.
    """
    now = store.clock.now()
    mine = _HELD.c.interaction_id == interaction_id
    row = connection.execute(select(_HELD).where(mine)).first()
    held = row if row is not None and row.expires_at > now else None
    text = _joined(opened(store, interaction_id, held.contact) if held is not None else None, step.given)
    is_kept = step.may_try_again or (held is not None and held.is_kept)
    is_wanted = step.may_try_again or (not step.gave_up and (step.is_asked or is_kept))
    if text is not None and step.case is not None:
        if not is_own(connection, step.case, interaction_id, now):
            raise NotFound("case", step.case)
        put_contact(connection, step.case, text)
    elif text is not None and is_wanted:
        values: dict[str, Any] = {"is_kept": is_kept}
        if step.given is not None:
            values |= {"contact": sealed_contact(store, interaction_id, text), "expires_at": now + HELD_FOR}
            upsert(
                connection, _HELD, {"interaction_id": interaction_id, **values}, on=["interaction_id"], change=values
            )
        elif held is not None and is_kept != held.is_kept:
            connection.execute(update(_HELD).where(mine).values(values))
        return
    if row is not None:
        connection.execute(delete(_HELD).where(mine))


def _joined(earlier: str | None, given: str | None) -> str | None:
    if given is not None and given in (earlier or ""):
        given = None
    return "; ".join(filter(None, (earlier, given)))[:LONGEST] or None
