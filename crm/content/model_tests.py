"""Test data for models besides the held-out utterances: reviewed turns, and saved conversations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["ReviewedTurn", "SavedStory", "bodies", "reviewed_turns", "saved_stories"]

_VERDICT = table_of(records.ReviewVerdict)
_ITEM = table_of(records.ReviewItem)
_MESSAGE = table_of(records.Message)
_SAVED = table_of(records.SavedTest)


@dataclass(frozen=True, slots=True)
class ReviewedTurn:
    """A patron's words, masked, and the intent on which everybody who reviewed them agrees."""

    message_id: int
    text: str
    language: str
    intent: str


@dataclass(frozen=True, slots=True)
class SavedStory:
    """A conversation that was saved as a test, in Rasa's form of test stories."""

    name: str
    language: str
    story: str


async def reviewed_turns(store: Store, *, since: datetime, limit: int = 2000) -> list[ReviewedTurn]:
    """List the turns reviewed since a moment whose words are still kept, the newest first."""
    query = (
        select(
            _MESSAGE.c.id.label("message_id"),
            _MESSAGE.c.body.label("text"),
            _MESSAGE.c.language,
            func.min(_VERDICT.c.intent).label("intent"),
        )
        .join(_ITEM, _ITEM.c.id == _VERDICT.c.item_id)
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        .where(
            _VERDICT.c.created_at >= since,
            _VERDICT.c.intent.is_not(None),
            _MESSAGE.c.body.is_not(None),
            _MESSAGE.c.body_redacted.is_(False),
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.language.is_not(None),
        )
        .group_by(_MESSAGE.c.id, _MESSAGE.c.body, _MESSAGE.c.language)
        # Of whose meaning two reviewers think differently nobody can say what is right.
        .having(func.count(_VERDICT.c.intent.distinct()) == 1)
        .order_by(func.max(_VERDICT.c.created_at).desc())
        .limit(limit)
    )

    def look(connection: Connection) -> list[ReviewedTurn]:
        return [ReviewedTurn(**row) for row in connection.execute(query).mappings()]

    return await store.look(look)


async def saved_stories(store: Store) -> list[SavedStory]:
    """List the saved conversations that are in use, by name; not those whose words have been erased."""
    query = (
        select(_SAVED.c.name, _SAVED.c.language, _SAVED.c.story)
        .where(_SAVED.c.is_active.is_(True), _SAVED.c.story.like("%user:%"))
        .order_by(_SAVED.c.name)
    )

    def look(connection: Connection) -> list[SavedStory]:
        return [SavedStory(**row) for row in connection.execute(query).mappings()]

    return await store.look(look)


async def bodies(store: Store, message_ids: Collection[int]) -> dict[int, str]:
    """Give the words of messages that are still kept, by id."""
    query = select(_MESSAGE.c.id, _MESSAGE.c.body).where(
        _MESSAGE.c.id.in_(list(message_ids)), _MESSAGE.c.body.is_not(None), _MESSAGE.c.body_redacted.is_(False)
    )
    return await store.look(lambda connection: {int(row.id): str(row.body) for row in connection.execute(query)})
