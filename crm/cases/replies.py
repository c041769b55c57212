"""Replies to what a librarian wrote about a case: which letter stands open in a chat."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, or_, select

from crm import records
from crm.cases.delivery import ABOUT
from crm.cases.opening import interaction_id_of
from crm.cases.own import is_own
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["OpenLetter", "TellingOfCase", "open_letter", "what_was_told"]

# The conversation that goes on, and the notices before it.
LATEST = 4

_CASE = table_of(records.ServiceCase)
_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


_NOW = _INTERACTION.alias("now")
_PARTNER = (
    select(_NOW.c.channel_identity_id)
    .where(
        or_(
            _NOW.c.public_id == bindparam("conversation"),
            _NOW.c.engine_conversation == bindparam("conversation"),
        )
    )
    .scalar_subquery()
)
_LATEST = (
    select(_INTERACTION.c.id)
    .where(_INTERACTION.c.channel_identity_id == _PARTNER)
    .order_by(_INTERACTION.c.id.desc())
    .limit(LATEST)
)
_AFTER = select(_IDENTITY.c.history_after).where(_IDENTITY.c.id == _PARTNER).scalar_subquery()
# All in one: of nearly every message it tells that the bot has spoken last.
_SAID_LAST = (
    select(_MESSAGE.c.sender, _MESSAGE.c.custom)
    .where(
        _MESSAGE.c.interaction_id.in_(_LATEST),
        _MESSAGE.c.sender != "patron",
        _MESSAGE.c.is_internal.is_(False),
        _MESSAGE.c.id > func.coalesce(_AFTER, 0),
    )
    .order_by(_MESSAGE.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A message about a case that was the last thing said to a patron; `asks`: a librarian waits for their word."""

    number: str
    asks: bool


@dataclass(frozen=True, slots=True)
class TellingOfCase:
    """What a case is about: its subject, and the words that it was told in."""

    subject: str
    words: str


async def what_was_told(store: Store, number: str) -> TellingOfCase | None:
    """Give what a case was told as; None for a number that is none."""

    def look(connection: Connection) -> TellingOfCase | None:
        row = connection.execute(select(_CASE.c.subject, _CASE.c.description).where(_CASE.c.number == number)).first()
        return None if row is None else TellingOfCase(row.subject or "", row.description or "")

    return await store.glance(look)


async def open_letter(store: Store, conversation: str) -> OpenLetter | None:
    """Give the case whose message is the last thing that was said in a chat; None when it was anything else."""

    def look(connection: Connection) -> OpenLetter | None:
        said = connection.execute(_SAID_LAST, {"conversation": conversation}).first()
        number = (said.custom or {}).get(ABOUT) if said is not None and said.sender == "staff" else None
        if not isinstance(number, str):
            return None
        if not is_own(connection, number, interaction_id_of(connection, conversation), store.clock.now()):
            return None
        status = connection.scalar(select(_CASE.c.status).where(_CASE.c.number == number))
        return OpenLetter(number, status == "waiting_patron")

    return await store.glance(look)
