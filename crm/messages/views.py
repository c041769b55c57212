"""Views of messages for use outside the store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, exists, func, or_, select

from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records import ChannelIdentity, Interaction, Message, Outbox, StaffUser
from crm.records.staff_names import StaffName, name_of

__all__ = [
    "MESSAGE_COLUMNS",
    "MessageView",
    "last_message",
    "message_view",
    "messages_after",
    "new_on_the_web",
]


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message of an interaction."""

    id: int
    interaction_id: int
    seq: int
    sender: str
    text: str
    buttons: list[dict[str, str]]
    custom: dict[str, Any]
    language: str | None
    created_at: datetime
    client_message_id: str | None
    # The librarian's name, as patrons may know it, in the message's language.
    by: str | None = None


_MESSAGE = table_of(Message).c
_STAFF = table_of(StaffUser)
_BY = select(name_of(_STAFF)).where(_STAFF.c.id == _MESSAGE.staff_id).correlate(table_of(Message))
MESSAGE_COLUMNS = (
    _MESSAGE.id,
    _MESSAGE.interaction_id,
    _MESSAGE.seq,
    _MESSAGE.sender,
    _MESSAGE.body,
    _MESSAGE.buttons,
    _MESSAGE.custom,
    _MESSAGE.language,
    _MESSAGE.created_at,
    _MESSAGE.client_message_id,
    _BY.scalar_subquery().label("by"),
)

_INTERACTION = table_of(Interaction).c
_IDENTITY = table_of(ChannelIdentity).c
_AFTER = (
    select(*MESSAGE_COLUMNS)
    .join(table_of(Interaction), _MESSAGE.interaction_id == _INTERACTION.id)
    .join(table_of(ChannelIdentity), _INTERACTION.channel_identity_id == _IDENTITY.id)
    .where(
        _INTERACTION.channel_identity_id == bindparam("identity"),
        _MESSAGE.id > bindparam("after"),
        _MESSAGE.id > _IDENTITY.history_after,
        # What a librarian answers a patron who has gone, or the library tells them first, is not for whoever sits
        # there now.
        or_(
            (_MESSAGE.sender != "staff") & (_INTERACTION.kind != "notice"),
            _INTERACTION.patron_id.is_(None),
            _INTERACTION.patron_id == _IDENTITY.patron_id,
        ),
        _MESSAGE.is_internal.is_(False),
    )
    .order_by(_MESSAGE.id)
    .limit(bindparam("most"))
)


_NEW = (
    select(_INTERACTION.channel_identity_id.label("identity_id"), _MESSAGE.id)
    .join(table_of(Interaction), _MESSAGE.interaction_id == _INTERACTION.id)
    .where(
        _MESSAGE.id > bindparam("after"),
        _INTERACTION.channel == "web_chat",
        # What waits in the outbox is told from there, when it is time for it; where it was told, others may lack it.
        ~exists(
            select(table_of(Outbox).c.id).where(
                table_of(Outbox).c.message_id == _MESSAGE.id, table_of(Outbox).c.state.in_(("pending", "sending"))
            )
        ),
    )
    .order_by(_MESSAGE.id)
)


def message_view(row: RowMapping | dict[str, Any]) -> MessageView:
    """Make the view of a row that has the message columns."""
    by: StaffName | None = row.get("by")
    return MessageView(
        id=row["id"],
        interaction_id=row["interaction_id"],
        seq=row["seq"],
        sender=row["sender"],
        text=row["body"] or "",
        buttons=row["buttons"] or [],
        custom=row["custom"] or {},
        language=row["language"],
        created_at=row["created_at"],
        client_message_id=row["client_message_id"],
        by=None if by is None else StaffName.kept(by).said(row["language"] or "fa"),
    )


async def messages_after(store: Store, identity_id: int, after_id: int, limit: int = 100) -> list[MessageView]:
    """List what a chat partner may see of their conversations after a message, the oldest first.

    What was said before a sign-out, or before another patron signed in, is nobody's to see here.
    """
    wanted = {"identity": identity_id, "after": after_id, "most": limit}
    rows = await store.look(lambda connection: connection.execute(_AFTER, wanted).mappings().all())
    return [message_view(row) for row in rows]


async def new_on_the_web(store: Store, after_id: int) -> dict[int, list[int]]:
    """List the messages of web chats after one, by chat partner, but for those that are told from the outbox."""
    found: dict[int, list[int]] = {}
    for row in await store.look(lambda connection: connection.execute(_NEW, {"after": after_id}).all()):
        found.setdefault(row.identity_id, []).append(row.id)
    return found


async def last_message(store: Store) -> int:
    """Give the id of the last message of all, 0 without any."""
    return int(await store.look(lambda connection: connection.scalar(select(func.max(_MESSAGE.id)))) or 0)
