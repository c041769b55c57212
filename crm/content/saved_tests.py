"""Conversations saved as model tests, in Rasa's format of test stories."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy import Connection, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.cases.opening import interaction_id_of
from crm.conversations.transcript import TranscriptLine
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.records.staff_names import name_of
from crm.staff.members import acting
from crm.staff.own_words import own_words
from language.masking import mask
from protocol.values import LANGUAGES

__all__ = ["SavedTestView", "delete_test", "save_test", "saved_tests", "set_test_active", "story_of"]

LONGEST_NAME = 120
# What Rasa does by itself between the bot's own actions is not written down in a story.
UNWRITTEN = frozenset({"action_listen", "action_extract_slots", "action_unlikely_intent"})

_SAVED = table_of(records.SavedTest)
_STAFF = table_of(records.StaffUser)
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class SavedTestView:
    """One saved test; `conversation` is the public id of where it came from, if that is still known."""

    id: int
    name: str
    language: str
    story: str
    is_active: bool
    created_at: datetime
    created_by: str | None
    conversation: str | None

    @property
    def is_erased(self) -> bool:
        """Tell whether only its structure is left: nothing in it can be said to a model any more."""
        return "user:" not in self.story


class _Dumper(yaml.SafeDumper):
    """A YAML dumper that writes long texts as blocks, as people do in test stories."""


class _Block(str):
    """A text to be written as a block."""

    __slots__ = ()


_Dumper.add_representer(_Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))


def story_of(name: str, lines: Sequence[TranscriptLine]) -> str:
    """Write a conversation as a test story: what was typed (masked), how it was read, what the bot did.

    Turns that a librarian had are left out: nothing was read in them. Empty when nothing is left.
    """
    steps: list[dict[str, Any]] = []
    for line in lines:
        if line.sender != "patron" or line.intent is None or line.redacted or not (line.text or line.payload):
            continue
        typed = line.payload if line.payload else _annotated(line)
        steps.append({"user": _Block(typed.strip() + "\n"), "intent": line.intent})
        steps += [{"action": action} for action in line.actions if action not in UNWRITTEN]
    if not steps:
        return ""
    document = {"version": "3.1", "stories": [{"story": name.strip() or "conversation", "steps": steps}]}
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


async def save_test(store: Store, conversation: str, name: str, lines: Sequence[TranscriptLine], *, by: Actor) -> None:
    """Keep a conversation as a test.

    Raises InvalidValue (name, or story when nothing in it can be tested), Conflict when the name is taken, NotFound.
    """
    called = own_words(" ".join(name.split()))
    if not called or len(called) > LONGEST_NAME:
        raise InvalidValue("name", f"1 to {LONGEST_NAME} characters are needed")
    story = story_of(called, lines)
    if not story:
        raise InvalidValue("story", "there is nothing to test")
    spoken = [line.language for line in lines if line.sender == "patron" and line.language]
    language = max(LANGUAGES, key=spoken.count)

    def save(connection: Connection) -> None:
        if connection.scalar(select(_SAVED.c.id).where(_SAVED.c.name == called)) is not None:
            raise Conflict("saved test", "there")
        row = {
            "name": called,
            "interaction_id": interaction_id_of(connection, conversation),
            "language": language,
            "story": story,
            "created_by_id": acting(connection, by),
            "created_at": store.clock.now(),
        }
        made = connection.execute(insert(_SAVED).returning(_SAVED.c.id), row).scalar_one()
        _audited(connection, store, by, "test.saved", made)

    await store.transact(save)


async def saved_tests(
    store: Store,
    *,
    q: str = "",
    language: str | None = None,
    active: bool | None = None,
    limit: int = 100,
    offset: int = 0,
) -> tuple[list[SavedTestView], bool]:
    """Give saved tests, the latest first, and whether there are more."""
    query = (
        select(
            *(_SAVED.c[name] for name in ("id", "name", "language", "story", "is_active", "created_at")),
            name_of(_STAFF).label("created_by"),
            _INTERACTION.c.public_id.label("conversation"),
        )
        .outerjoin(_STAFF, _STAFF.c.id == _SAVED.c.created_by_id)
        .outerjoin(_INTERACTION, _INTERACTION.c.id == _SAVED.c.interaction_id)
        .order_by(_SAVED.c.id.desc())
        .limit(limit + 1)
        .offset(offset)
    )
    if q:
        like = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(_SAVED.c.name.ilike(like, escape="\\") | _SAVED.c.story.ilike(like, escape="\\"))
    if language is not None:
        query = query.where(_SAVED.c.language == language)
    if active is not None:
        query = query.where(_SAVED.c.is_active.is_(active))
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [SavedTestView(**row) for row in rows[:limit]], len(rows) > limit


async def set_test_active(store: Store, test_id: int, active: bool, *, by: Actor) -> None:
    """Let models be tested with it, or not any more; raises NotFound."""
    change = update(_SAVED).where(_SAVED.c.id == test_id).values(is_active=active).returning(_SAVED.c.id)
    await store.transact(lambda connection: _done(connection, store, by, change, test_id, "test.switched"))


async def delete_test(store: Store, test_id: int, *, by: Actor) -> None:
    """Delete a saved test; raises NotFound."""
    change = delete(_SAVED).where(_SAVED.c.id == test_id).returning(_SAVED.c.id)
    await store.transact(lambda connection: _done(connection, store, by, change, test_id, "test.deleted"))


def _done(connection: Connection, store: Store, by: Actor, change: Any, test_id: int, action: str) -> None:
    if connection.scalar(change) is None:
        raise NotFound("saved test", test_id)
    _audited(connection, store, by, action, test_id)


def _audited(connection: Connection, store: Store, by: Actor, action: str, test_id: int) -> None:
    # Never by its name: that may be a patron's first words, and the trail keeps them for ever.
    trail.append(connection, store, by, action, trail.Subject("saved_test", str(test_id)))


def _annotated(line: TranscriptLine) -> str:
    """Write the entities into the words as training data does; what overlaps or does not fit is left out."""
    text, done = line.text, ""
    at = 0
    for entity in sorted(line.entities, key=_start):
        start, end, kind, value = (entity.get(name) for name in ("start", "end", "entity", "value"))
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(kind, str)):
            continue
        if not (at <= start < end <= len(text)) or any(sign in text[start:end] for sign in "[](){}\n"):
            continue
        words = text[start:end]
        same = value is None or str(value) == words
        told = f"({kind})" if same else json.dumps({"entity": kind, "value": str(value)}, ensure_ascii=False)
        done += mask(text[at:start]).text + f"[{words}]{told}"
        at = end
    # Masked as a whole where nothing is annotated, so that a number is seen with the words around it.
    return done + mask(text[at:]).text if done else mask(text).text


def _start(entity: dict[str, Any]) -> int:
    start = entity.get("start")
    return start if isinstance(start, int) else -1
