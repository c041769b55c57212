"""Classification of updates: one small value for each kind that is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Chat, ChatMember, Message, Update, User

__all__ = [
    "Blocked",
    "Edited",
    "Event",
    "InGroup",
    "NotText",
    "WrittenText",
    "Tapped",
    "Who",
    "completed",
    "read_update",
]

# Languages whose speakers read Persian rather than English: Persian, Dari, Tajik.
PERSIAN = ("fa", "prs", "tg")


@dataclass(frozen=True, slots=True)
class Who:
    """The other end of a private chat: its id and the first name, and nothing else of the account."""

    chat_id: int
    first_name: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text was written."""

    who: Who
    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button was tapped; `message_id` is the messenger's id of the message that bears it."""

    who: Who
    callback_id: str
    data: str | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A message was changed after it had been sent."""

    who: Who
    message_id: int


@dataclass(frozen=True, slots=True)
class NotText:
    """A message that is not text; only its `kind` is kept. The pictures of an album share its id."""

    who: Who
    message_id: int
    kind: str
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """The bot was blocked in a private chat."""

    who: Who


@dataclass(frozen=True, slots=True)
class InGroup:
    """A message in a group or a channel."""

    chat_id: int
    language: str | None


Event = WrittenText | Tapped | Edited | NotText | Blocked | InGroup


def completed(raw: dict[str, Any]) -> dict[str, Any]:
    """Give an update with what a messenger leaves out of it though the reading of it asks for that."""
    tap = raw.get("callback_query")
    if isinstance(tap, dict) and "chat_instance" not in tap:
        return {**raw, "callback_query": {**tap, "chat_instance": ""}}
    return raw


def read_update(update: Update) -> Event | None:
    """Tell what an update means; None for one that asks for nothing."""
    if update.callback_query is not None:
        return _tapped(update)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
        if change.chat.type == Chat.PRIVATE and gone:
            return Blocked(_who(change.chat, change.from_user))
        return None
    if update.edited_message is not None:
        edited = update.edited_message
        if edited.chat.type != Chat.PRIVATE or edited.from_user is None or edited.from_user.is_bot:
            return None
        return Edited(_who(edited.chat, edited.from_user), edited.message_id)
    return _message(update.message) if update.message is not None else None


def _message(message: Message) -> Event | None:
    sender = message.from_user
    if sender is not None and sender.is_bot:
        return None
    if message.chat.type != Chat.PRIVATE:
        return InGroup(message.chat.id, _language(sender)) if _addressed(message) else None
    who = _who(message.chat, sender)
    if message.text:
        return WrittenText(who, message.message_id, message.text)
    kind = _kind(message)
    return NotText(who, message.message_id, kind, message.media_group_id) if kind is not None else None


def _addressed(message: Message) -> bool:
    # That somebody joined or changed the picture is said to nobody.
    return bool(message.text or message.caption or _kind(message))


def _tapped(update: Update) -> Event | None:
    query = update.callback_query
    if query is None or query.message is None or query.message.chat.type != Chat.PRIVATE:
        return None
    who = _who(query.message.chat, query.from_user)
    return Tapped(who, query.id, query.data, query.message.message_id)


KINDS = (
    "contact",
    "location",
    "venue",
    "photo",
    "voice",
    "video_note",
    "video",
    "animation",
    "audio",
    "sticker",
    "document",
    "poll",
    "dice",
    "story",
    "game",
)


def _kind(message: Message) -> str | None:
    # `animation` comes with `document`, `venue` with `location`: the first that is there names it.
    order = ("venue", "animation", *KINDS)
    return next((kind for kind in order if getattr(message, kind, None)), None)


def _who(chat: Chat, user: User | None) -> Who:
    return Who(chat.id, (user.first_name if user else chat.first_name) or None, _language(user))


def _language(user: User | None) -> str | None:
    code = (user.language_code or "").lower() if user is not None else ""
    if not code:
        return None
    return "fa" if code.split("-")[0] in PERSIAN else "en"
