"""Erasure of one patron on request: everything that names them or that they said; counts stay.

The row stays without anything that names anybody, so that figures of the past stay true. What the engine remembers of
the conversations is the caller's to let it forget; records of another library system are that system's.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations.outcomes import close_interaction
from crm.database.store import QUICKLY_WRITTEN, Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound, StoreBusy
from crm.forgetting.traces import erase_traces
from crm.patrons import pin_tries
from crm.records.patrons import PERSONAL

__all__ = ["Receipt", "Unsettled", "erase_patron", "patron_of_case", "unsettled"]

_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_CASE = table_of(records.ServiceCase)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_FINE = table_of(records.Fine)


class Unsettled(Conflict):
    """A patron cannot be erased while something is open: how many of what."""

    def __init__(self, loans: int, holds: int, fines: int) -> None:
        super().__init__("patron", "unsettled")
        self.loans = loans
        self.holds = holds
        self.fines = fines

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"still open: {self.loans} loans, {self.holds} holds, {self.fines} fines; settle them first"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased where; `conversations` are the engine's names of those it must forget too.

    `already` when there was nothing to erase any more; `chats` are the ids of the chat partners that are gone.
    """

    already: bool = False
    erased: Mapping[str, int] = field(default_factory=dict)
    conversations: tuple[str, ...] = ()
    chats: tuple[int, ...] = ()


async def patron_of_case(store: Store, number: str) -> int | None:
    """Give the patron of a case, None when it names nobody. Raises NotFound."""

    def look(connection: Connection) -> int | None:
        row = connection.execute(select(_CASE.c.patron_id).where(_CASE.c.number == number)).first()
        if row is None:
            raise NotFound("case", number)
        return None if row.patron_id is None else int(row.patron_id)

    return await store.look(look)


async def unsettled(store: Store, patron_id: int) -> Unsettled | None:
    """Say what has to be settled before a patron can be erased, None when nothing has to."""
    return await store.look(lambda connection: _unsettled(connection, patron_id))


async def erase_patron(store: Store, patron_id: int, *, by: Actor) -> Receipt:
    """Erase a patron; done again, it changes nothing. Raises NotFound, Unsettled."""
    receipt = await store.transact(lambda connection: _erase(connection, store, patron_id, by))
    if not receipt.already:
        # It is erased all the same: the daily round does it else.
        with suppress(StoreBusy):
            await store.tidy(anew=await store.size() <= QUICKLY_WRITTEN)
    return receipt


def _erase(connection: Connection, store: Store, patron_id: int, by: Actor) -> Receipt:
    now = store.clock.now()
    row = connection.execute(select(_PATRON).where(_PATRON.c.id == patron_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFound("patron", patron_id)
    if row["erased_at"] is not None:
        return Receipt(already=True)
    open_matters = _unsettled(connection, patron_id)
    if open_matters is not None:
        raise open_matters
    chats = list(connection.scalars(select(_IDENTITY.c.id).where(_IDENTITY.c.patron_id == patron_id)))
    # What was said at the patron's chats before anybody signed in there goes with them: it is theirs, or nobody's.
    mine = or_(
        _INTERACTION.c.patron_id == patron_id,
        _INTERACTION.c.channel_identity_id.in_(chats) & _INTERACTION.c.patron_id.is_(None),
    )
    talks = connection.execute(
        select(_INTERACTION.c.id, _INTERACTION.c.engine_conversation, _INTERACTION.c.status).where(mine)
    ).all()
    for talk in talks:
        if talk.status != "closed":
            close_interaction(connection, talk.id, now)
    erased = erase_traces(connection, patron_id, [talk.id for talk in talks], now)
    erased |= _unlinked(connection, patron_id, now)
    if row["card_number_hash"] is not None:
        pin_tries.forget_card(connection, store, row["card_number_hash"])
    nothing: dict[str, Any] = dict.fromkeys(PERSONAL)
    connection.execute(
        update(_PATRON)
        .where(_PATRON.c.id == patron_id)
        .values(
            **nothing,
            lifecycle="erased",
            erased_at=now,
            updated_at=now,
            home_branch_id=None,
            history_opt_in=False,
            is_restricted=False,
            version=_PATRON.c.version + 1,
        )
    )
    done = {name: count for name, count in erased.items() if count}
    trail.append(connection, store, by, "patron.erased", trail.Subject("patron", None, row["public_id"]), sorted(done))
    return Receipt(False, done, tuple(talk.engine_conversation for talk in talks), tuple(chats))


def _unlinked(connection: Connection, patron_id: int, now: datetime) -> dict[str, int]:
    """Take the patron out of every table that points at one: the schema says which rows go with them.

    Found in the schema, so that no table that comes later can be forgotten.
    """
    done: dict[str, int] = {}
    for table in reversed(records.Base.metadata.sorted_tables):
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column is not _PATRON.c.id or table is _PATRON:
                    continue
                mine = column == patron_id
                if key.ondelete == "CASCADE":
                    count = connection.execute(delete(table).where(mine)).rowcount
                else:
                    values: dict[str, Any] = {column.name: None}
                    if table is _LOAN:
                        values["anonymised_at"] = now
                    count = connection.execute(update(table).where(mine).values(**values)).rowcount
                done[table.name] = done.get(table.name, 0) + int(count)
    return done


def _unsettled(connection: Connection, patron_id: int) -> Unsettled | None:
    open_rows = (
        (_LOAN.c.patron_id == patron_id, _LOAN.c.returned_at.is_(None)),
        (_HOLD.c.patron_id == patron_id, _HOLD.c.closed_at.is_(None)),
        (
            _FINE.c.patron_id == patron_id,
            _FINE.c.closed_at.is_(None),
            _FINE.c.amount_minor > _FINE.c.paid_minor + _FINE.c.waived_minor,
        ),
    )
    loans, holds, fines = (
        int(connection.scalar(select(func.count()).where(*conditions)) or 0) for conditions in open_rows
    )
    return Unsettled(loans, holds, fines) if loans or holds or fines else None
