"""The wish for a welcome: one message after the desk has accepted an application, on its applicant's yes."""

from collections.abc import Collection

from sqlalchemy import Connection, RowMapping, select

from crm import records
from crm.actor import PATRON
from crm.cases.own import Asker, asker_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.notices.subscriptions import subscribe

__all__ = ["KIND", "want_welcome", "way_of_welcome"]

KIND = "welcome"
# Which channel serves the contact that an applicant gave.
CHANNEL_OF = {"email": "email", "phone": "sms"}

_APPLICATION = table_of(records.Application)


async def way_of_welcome(store: Store, conversation: str, channels: Collection[str]) -> str | None:
    """Give the channel on which the applicant of a conversation can be welcomed; None where there is none.

    `channels` are those that are sent on: the contact that they gave before the chat in which they asked.
    """

    def look(connection: Connection) -> str | None:
        row = _sent(connection, asker_of(connection, conversation, store.clock.now()))
        return None if row is None else _way(row, channels)

    return await store.look(look)


async def want_welcome(store: Store, conversation: str, channels: Collection[str]) -> str:
    """Keep that an applicant wants to be welcomed, with their consent; give the channel. Raises NotFound."""

    def want(connection: Connection) -> str:
        who = asker_of(connection, conversation, store.clock.now())
        row = _sent(connection, who)
        channel = None if row is None else _way(row, channels)
        if row is None or channel is None:
            raise NotFound("application", conversation)
        subscribe(
            connection,
            store,
            row["patron_id"],
            [KIND],
            channel,
            identity_id=row["identity_id"] if channel == row["channel"] else None,
            language=row["language"],
            source="chat",
            by=PATRON,
            interaction_id=who.interaction_id,
        )
        return channel

    return await store.transact(want)


def _sent(connection: Connection, who: Asker) -> RowMapping | None:
    # In another conversation of the same browser it may be somebody else's.
    query = (
        select(_APPLICATION)
        .where(
            _APPLICATION.c.identity_id == who.identity_id,
            _APPLICATION.c.interaction_id == who.interaction_id,
            _APPLICATION.c.status == "sent",
            _APPLICATION.c.patron_id.is_not(None),
        )
        .order_by(_APPLICATION.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).mappings().first()


def _way(row: RowMapping, channels: Collection[str]) -> str | None:
    wanted = (CHANNEL_OF.get(row["contact_kind"] or ""), row["channel"])
    return next((channel for channel in wanted if channel is not None and channel in channels), None)
