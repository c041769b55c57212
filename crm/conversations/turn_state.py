"""The state of a conversation and its turns: status, kept answers, offered buttons, last words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from language.expected import is_filler

__all__ = [
    "SaidBefore",
    "ConversationState",
    "current_status",
    "is_known",
    "is_open_turn",
    "offered_before",
    "offered_payload",
    "offered_titles",
    "replies_to",
    "said_before",
    "standing",
    "started_at",
]

RECENT = 60
# So many of a patron's messages long a number may be the PIN for the sign-in that was offered.
OFFERED_FOR = 3
# In a message's `custom`: its lists thing by thing, with buttons of their own.
_CARDS = "cards"

_INTERACTION = table_of(records.Interaction)
_JOURNAL = table_of(records.Journal)
_MESSAGE = table_of(records.Message)

_STANDING = select(_INTERACTION.c.status, _INTERACTION.c.expects_contact).where(
    _INTERACTION.c.id == bindparam("wanted")
)
_CURRENT = (
    select(_INTERACTION.c.status)
    .where(_INTERACTION.c.channel_identity_id == bindparam("wanted"), _INTERACTION.c.kind == "conversation")
    .order_by(_INTERACTION.c.id.desc())
    .limit(1)
)
_STARTED = (
    select(_INTERACTION.c.started_at)
    .where(_INTERACTION.c.channel_identity_id == bindparam("wanted"), _INTERACTION.c.kind == "conversation")
    .order_by(_INTERACTION.c.id.desc())
    .limit(1)
)
_KNOWN = select(_JOURNAL.c.id).where(
    _JOURNAL.c.channel == bindparam("channel"),
    _JOURNAL.c.identity_id == bindparam("identity"),
    _JOURNAL.c.channel_message_id == bindparam("message"),
)
_TURN_STATE = select(_JOURNAL.c.state).where(_JOURNAL.c.id == bindparam("wanted"))
_REPLIES = (
    select(*MESSAGE_COLUMNS)
    .where(_MESSAGE.c.in_reply_to_id == bindparam("wanted"), _MESSAGE.c.is_internal.is_(False))
    .order_by(_MESSAGE.c.seq)
)
# A message that waited behind one which failed shares that one's apology.
_SHARED = (
    select(*MESSAGE_COLUMNS)
    .where(
        _MESSAGE.c.in_reply_to_id
        == select(func.max(_MESSAGE.c.in_reply_to_id))
        .select_from(_MESSAGE.join(_JOURNAL, _JOURNAL.c.message_id == bindparam("wanted")))
        .where(
            _MESSAGE.c.interaction_id == _JOURNAL.c.interaction_id,
            _JOURNAL.c.state == "failed",
            _MESSAGE.c.in_reply_to_id < bindparam("wanted"),
        )
        .scalar_subquery(),
        _MESSAGE.c.answer_status == "error",
    )
    .order_by(_MESSAGE.c.seq)
)
_BUTTONS = (
    select(_MESSAGE.c.buttons, _MESSAGE.c.custom)
    .select_from(_MESSAGE.join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id))
    .where(_INTERACTION.c.channel_identity_id == bindparam("wanted"), _MESSAGE.c.sender != "patron")
    .order_by(_MESSAGE.c.id.desc())
    .limit(RECENT)
)

_BEFORE = (
    select(_MESSAGE.c.sender, _MESSAGE.c.buttons)
    .select_from(_MESSAGE.join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id))
    .where(
        _INTERACTION.c.channel_identity_id == bindparam("wanted"),
        _MESSAGE.c.is_internal.is_(False),
        _MESSAGE.c.id < bindparam("message"),
    )
    .order_by(_MESSAGE.c.id.desc())
    .limit(12)
)

# A turn has a message and a handful of replies; what was said before these expects nothing any more.
_NEWEST = (
    select(_MESSAGE.c.sender, _MESSAGE.c.body, _MESSAGE.c.custom, _MESSAGE.c.answer_status)
    .select_from(_MESSAGE.join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id))
    .where(
        _INTERACTION.c.channel_identity_id == bindparam("wanted"),
        _INTERACTION.c.kind == "conversation",
        _INTERACTION.c.status != "closed",
        _MESSAGE.c.is_internal.is_(False),
    )
    .order_by(_MESSAGE.c.id.desc())
    .limit(12)
)


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """The context of a message: the patron's last telling words, and whether the answer offered a sign-in."""

    words: str
    offers_sign_in: bool


@dataclass(frozen=True, slots=True)
class ConversationState:
    """The state of a conversation: its status, and whether a form waits for contact data."""

    status: str
    expects_contact: bool


async def standing(store: Store, interaction_id: int) -> ConversationState:
    """Look at a conversation."""

    def read(connection: Connection) -> ConversationState:
        row = connection.execute(_STANDING, {"wanted": interaction_id}).first()
        return ConversationState("closed", False) if row is None else ConversationState(row[0], row[1])

    return await store.glance(read)


async def said_before(store: Store, identity_id: int) -> SaidBefore:
    """Look at what a chat partner and the bot said last in the conversation that runs."""

    def read(connection: Connection) -> SaidBefore:
        words: str | None = None
        offers = waits = asked = False
        turns = 0
        for sender, body, custom, status in connection.execute(_NEWEST, {"wanted": identity_id}):
            if sender != "patron":
                offers = offers or bool((custom or {}).get("sign_in"))
                # What was asked since decides what a number answers.
                asked = asked or (turns == 0 and status == "clarified")
                if offers and words is not None:
                    break
                continue
            turns += 1
            if words is None:
                # "sorry, wait": what was announced before it is still to come, but not for ever.
                if not waits and is_filler(body or ""):
                    waits = True
                else:
                    words = body or ""
            if words is not None and (offers or asked or turns >= OFFERED_FOR):
                break
        return SaidBefore(words or "", offers)

    return await store.glance(read)


async def current_status(store: Store, identity_id: int) -> str:
    """Give the status of a chat partner's newest conversation; `open` when there was none."""
    return str(await _scalar(store, _CURRENT, identity_id) or "open")


async def started_at(store: Store, identity_id: int) -> datetime | None:
    """Tell when a chat partner's newest conversation began; None when there was none."""
    started: datetime | None = await _scalar(store, _STARTED, identity_id)
    return started


async def is_open_turn(store: Store, journal_id: int) -> bool:
    """Tell whether a message in the journal still waits for its answer."""
    return bool(await _scalar(store, _TURN_STATE, journal_id) == "received")


async def is_known(store: Store, channel: str, identity_id: int, channel_message_id: str) -> bool:
    """Tell whether a message is in the journal already."""
    wanted = {"channel": channel, "identity": identity_id, "message": channel_message_id}
    return await store.glance(lambda connection: connection.scalar(_KNOWN, wanted)) is not None


async def replies_to(store: Store, message_id: int) -> list[MessageView]:
    """Give the kept answers to a patron's message, in order."""

    def read(connection: Connection) -> list[MessageView]:
        wanted = {"wanted": message_id}
        rows = (
            connection.execute(_REPLIES, wanted).mappings().all()
            or connection.execute(_SHARED, wanted).mappings().all()
        )
        return [message_view(row) for row in rows]

    return await store.glance(read)


async def offered_payload(store: Store, identity_id: int, payload: str) -> bool:
    """Tell whether a payload is one that a recent button of this chat partner carries, under an answer or on a card."""
    return await store.glance(lambda connection: any(sent == payload for _, sent in _offered(connection, identity_id)))


async def offered_titles(store: Store, identity_id: int, payload: str) -> list[str]:
    """Give the titles under which recent buttons of this chat partner carry a payload, the newest first."""

    def read(connection: Connection) -> list[str]:
        return [title for title, sent in _offered(connection, identity_id) if sent == payload]

    return await store.glance(read)


async def offered_before(store: Store, identity_id: int, message_id: int) -> list[tuple[str, str]]:
    """Give title and payload of the buttons under the answer that stands right before a message."""

    def read(connection: Connection) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for sender, buttons in connection.execute(_BEFORE, {"wanted": identity_id, "message": message_id}):
            if sender == "patron":
                break
            found += [
                (str(one["title"]), str(one["payload"]))
                for one in buttons or ()
                if one.get("title") and one.get("payload")
            ]
        return found

    return await store.glance(read)


def _offered(connection: Connection, identity_id: int) -> Iterator[tuple[str, str | None]]:
    """Give title and payload of all that a chat partner can press, the newest message first."""
    for buttons, custom in connection.execute(_BUTTONS, {"wanted": identity_id}):
        cards = [item for cards in (custom or {}).get(_CARDS, ()) for item in cards["items"]]
        for button in (*(buttons or ()), *(one for item in cards for one in item.get("buttons", ()))):
            yield button.get("title") or "", button.get("payload")
        yield from ((item["title"], item["press"]) for item in cards if item.get("press"))


async def _scalar(store: Store, query: Any, wanted: int) -> Any:
    return await store.glance(lambda connection: connection.scalar(query, {"wanted": wanted}))
