"""The end of a patron's sign-in to a chat: what was said there is hidden, and what waits for them is taken back."""

from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.cases.recalling import recall_answers
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.recalling import recall
from crm.patrons.sign_in_periods import hide_history, is_over

__all__ = ["end_lapsed", "forget", "lapse", "make_room"]

BATCH = 200

_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)


def lapse(connection: Connection, store: Store, identity_id: int) -> bool:
    """Sign a chat partner out whose time is over; tell whether it was so."""
    now = store.clock.now()
    row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
    if row is None or not is_over(row, now):
        return False
    forget(connection, store, row, "identity.lapsed", lapsed_at=now)
    return True


def forget(
    connection: Connection,
    store: Store,
    row: RowMapping,
    action: str,
    *,
    by: Actor | None = None,
    keeps_answers: bool = False,
    **values: Any,
) -> None:
    """Take the patron away from a chat partner, with what was said so far; `action` is what the trail calls it.

    `by` is the member of staff who does it, None for the patron, or for the time that is over.
    The conversation stays the patron's; whoever writes next at the same browser begins one of their own.
    `keeps_answers`: whose chat it is has not changed, and what a librarian has answered there may still come.
    """
    by_itself = values.get("lapsed_at") is not None
    if not by_itself or row["channel"] == "web_chat":
        # Where nobody signs out, a chat stays whose it was, and they go on hearing there (crm.notices.ways).
        recall(connection, row["id"])
        if not keeps_answers:
            recall_answers(connection, row["id"])
    owner = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
    nobody = {"patron_id": None, "assurance": 0, "linked_at": None, "signed_in_until": None, "lapsed_at": None}
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == row["id"]).values({**nobody, **values}))
    hide_history(connection, row["id"])
    trail.append(
        connection,
        store,
        by or (Actor("system", "sign-in") if by_itself else Actor("patron", str(owner))),
        action,
        trail.Subject("channel_identity", row["public_id"], owner),
        ("patron_id", "assurance", "linked_at"),
    )


def make_room(connection: Connection, identity_id: int, patron_id: int) -> None:
    """Let nothing reach a chat that is on its way to another patron, and show nothing of theirs there."""
    before = connection.scalar(select(_IDENTITY.c.patron_id).where(_IDENTITY.c.id == identity_id))
    recall(connection, identity_id, but_of=patron_id)
    recall_answers(connection, identity_id, but_of=patron_id)
    if before not in (None, patron_id):
        hide_history(connection, identity_id)


async def end_lapsed(store: Store) -> list[int]:
    """Sign everybody out whose time is over; give the chat partners' ids."""
    now = store.clock.now()
    over = select(_IDENTITY.c.id).where(_IDENTITY.c.signed_in_until <= now).order_by(_IDENTITY.c.id).limit(BATCH)
    ended: list[int] = []
    while found := await store.look(lambda connection: list(connection.scalars(over))):
        # One by one: small transactions, that nobody who writes now has to wait for.
        done = [one for one in found if await store.transact(partial(lapse, store=store, identity_id=one))]
        ended += done
        if len(found) < BATCH or not done:
            break
    return ended
