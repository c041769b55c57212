"""Erasure of patrons' words in saved tests, and in what models' reports say of these."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy import Connection, Select, func, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches

__all__ = ["erase_saved_tests", "erase_stories", "generalised", "old_saved_tests"]

_SAVED = table_of(records.SavedTest)
_INTERACTION = table_of(records.Interaction)
_MODEL = table_of(records.ModelVersion)


async def erase_saved_tests(store: Store, *, before: datetime) -> int:
    """Erase the words of saved tests whose conversation was over before a moment; give how many.

    What remains is the order of intents and actions, under a number instead of a name, and out of use: without the
    words there is nothing a model could be asked.
    """
    old = old_saved_tests(before).order_by(_SAVED.c.id).limit(BATCH)

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        erase_stories(connection, ids)
        return len(ids)

    return await in_batches(store, erase)


def old_saved_tests(before: datetime) -> Select[Any]:
    """Select the saved tests with words whose conversation was over before a moment."""
    ended = func.coalesce(_INTERACTION.c.last_message_at, _INTERACTION.c.ended_at, _SAVED.c.created_at)
    joined = select(_SAVED.c.id).outerjoin(_INTERACTION, _INTERACTION.c.id == _SAVED.c.interaction_id)
    return joined.where(ended < before, _SAVED.c.story.like("%user:%"))


def erase_stories(connection: Connection, ids: Sequence[int]) -> None:
    """Erase the words and names of some saved tests, wherever these are told of."""
    rows = connection.execute(select(_SAVED.c.id, _SAVED.c.name, _SAVED.c.story).where(_SAVED.c.id.in_(ids))).all()
    names = {row.name: f"#{row.id}" for row in rows}
    for row in rows:
        values = {"name": names[row.name], "story": generalised(row.story, names[row.name]), "is_active": False}
        connection.execute(update(_SAVED).where(_SAVED.c.id == row.id).values(**values))
    if names:
        _erase_reports(connection, names)


def generalised(story: str, name: str) -> str:
    """Write a test story without what was typed: its intents and actions, under another name."""
    document = yaml.safe_load(story)
    stories = [
        {
            "story": name,
            "steps": [
                {key: value for key, value in step.items() if key in ("intent", "action")}
                for step in one.get("steps", ())
            ],
        }
        for one in document.get("stories", ())
    ]
    return yaml.safe_dump({"version": "3.1", "stories": stories}, allow_unicode=True, sort_keys=False)


def _erase_reports(connection: Connection, names: Mapping[str, str]) -> None:
    """Erase what reports of models tell of some stories; that these failed, and how often, stays."""
    for row in connection.execute(select(_MODEL.c.id, _MODEL.c.report).where(_MODEL.c.report.is_not(None))).all():
        report = _without(row.report, names)
        if report != row.report:
            connection.execute(update(_MODEL).where(_MODEL.c.id == row.id).values(report=report))


def _without(told: Any, names: Mapping[str, str]) -> Any:
    if isinstance(told, str):
        return names.get(told, told)
    if isinstance(told, list):
        return [_without(one, names) for one in told]
    if isinstance(told, dict):
        if told.get("story") in names:
            told = {**told, **({"steps": []} if "steps" in told else {})}
            told = {**told, **({"problem": "erased"} if told.get("problem") else {})}
        return {key: _without(value, names) for key, value in told.items()}
    return told
