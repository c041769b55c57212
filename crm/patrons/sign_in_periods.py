"""Duration of a patron's sign-in to a chat, and what happens when it ends.

Until when is kept with the chat (`signed_in_until`) and moved on by every message of the patron's, never past the
longest time since the sign-in. Whoever asks whose chat it is asks `holds` along with it: nothing else decides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, RowMapping, and_, func, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.values import ANONYMOUS, VERIFIED

__all__ = [
    "BOUNDS",
    "VERIFIED",
    "SignInPeriod",
    "SignInBounds",
    "end_lapsed",
    "forget",
    "hide_history",
    "holds",
    "is_over",
    "keep_on",
    "lapse",
]

# To be moved on by each message would be a write more for each; a minute is no matter.
STEP = timedelta(minutes=1)
BATCH = 200

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_PATRON = table_of(records.Patron)
_LINK = table_of(records.SignInLink)


@dataclass(frozen=True, slots=True)
class SignInPeriod:
    """Limits of a sign-in: without a message, and in any case."""

    idle: timedelta
    longest: timedelta

    def until(self, linked_at: datetime, now: datetime) -> datetime:
        """Give until when somebody who signed in at a moment and wrote now stays signed in."""
        return min(now + self.idle, linked_at + self.longest)


@dataclass(frozen=True, slots=True)
class SignInBounds:
    """The bounds on a device that others use too, and on the patron's own."""

    shared: SignInPeriod = SignInPeriod(timedelta(minutes=30), timedelta(hours=12))
    own: SignInPeriod = SignInPeriod(timedelta(days=30), timedelta(days=180))

    def of(self, *, own_device: bool) -> SignInPeriod:
        """Give the bounds of a device."""
        return self.own if own_device else self.shared


BOUNDS = SignInBounds()


def holds(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Give the condition that a chat partner is signed in at a moment."""
    return and_(_IDENTITY.c.assurance == VERIFIED, _IDENTITY.c.signed_in_until > now)


def is_over(row: RowMapping, now: datetime) -> bool:
    """Tell whether a chat partner was signed in and the time for it is over."""
    return row["assurance"] == VERIFIED and (row["signed_in_until"] is None or row["signed_in_until"] <= now)


def keep_on(connection: Connection, identity_id: int, row: RowMapping, bounds: SignInBounds, now: datetime) -> None:
    """Move the end of a sign-in on, now that the patron has written."""
    if row["assurance"] != VERIFIED or row["linked_at"] is None:
        return
    until = bounds.of(own_device=row["own_device"]).until(row["linked_at"], now)
    if abs(until - row["signed_in_until"]) >= STEP:
        change = update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(signed_in_until=until)
        connection.execute(change)


def lapse(connection: Connection, store: Store, identity_id: int) -> bool:
    """Sign a chat partner out whose time is over; tell whether it was so."""
    now = store.clock.now()
    row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
    if row is None or not is_over(row, now):
        return False
    forget(connection, store, row, "identity.lapsed", lapsed_at=now)
    return True


def forget(
    connection: Connection, store: Store, row: RowMapping, action: str, *, by: Actor | None = None, **values: Any
) -> None:
    """Take the patron away from a chat partner, with what was said so far; `action` is what the trail calls it.

    `by` is the member of staff who does it, None for the patron, or for the time that is over.
    The conversation stays the patron's; whoever writes next at the same browser begins one of their own.
    """
    owner = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
    nobody = {"patron_id": None, "assurance": ANONYMOUS, "linked_at": None, "signed_in_until": None, "lapsed_at": None}
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == row["id"]).values({**nobody, **values}))
    hide_history(connection, row["id"])
    by_itself = values.get("lapsed_at") is not None
    trail.append(
        connection,
        store,
        by or (Actor("system", "sign-in") if by_itself else Actor("patron", str(owner))),
        action,
        trail.Subject("channel_identity", row["public_id"], owner),
        ("patron_id", "assurance", "linked_at"),
    )


def hide_history(connection: Connection, identity_id: int) -> None:
    """Let what was said so far be shown no more: the next at this browser may be somebody else."""
    newest = (
        select(func.coalesce(func.max(_MESSAGE.c.id), 0))
        .join(_INTERACTION, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(_INTERACTION.c.channel_identity_id == identity_id)
        .scalar_subquery()
    )
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(history_after=newest))


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
