"""Duration of a patron's sign-in to a chat; crm.conversations.signing_out has what happens when it ends.

Until when is kept with the chat (`signed_in_until`) and moved on by every message of the patron's, never past the
longest time since the sign-in. Whoever asks whose chat it is asks `holds` along with it: nothing else decides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Connection, RowMapping, and_, func, select, update

from crm import records
from crm.database.upsert import table_of
from crm.records.values import VERIFIED

__all__ = [
    "BOUNDS",
    "VERIFIED",
    "SignInPeriod",
    "SignInBounds",
    "hide_history",
    "holds",
    "is_over",
    "keep_on",
]

# To be moved on by each message would be a write more for each; a minute is no matter.
STEP = timedelta(minutes=1)

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


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


def hide_history(connection: Connection, identity_id: int) -> None:
    """Let what was said so far be shown no more: the next at this browser may be somebody else."""
    newest = (
        select(func.coalesce(func.max(_MESSAGE.c.id), 0))
        .join(_INTERACTION, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(_INTERACTION.c.channel_identity_id == identity_id)
        .scalar_subquery()
    )
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(history_after=newest))
