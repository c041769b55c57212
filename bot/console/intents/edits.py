"""Edits of the content with their history: the files first, then who did what."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.frame.visit import Visit
from bot.content.domain import NewIntent
from bot.content.edit_threads import edited
from bot.content.errors import ContentRefused
from crm.content.changes import Change, ContentEdit, record_changes
from language.masking import mask

__all__ = ["add_examples", "add_intent", "move_examples", "remove_examples", "undo", "undoable"]


async def add_examples(
    visit: Visit, language: str, intent: str, texts: Sequence[str], *, origin: str = "console"
) -> list[str]:
    """Add examples and give those that were added; raises ContentRefused for personal data and unfit texts."""
    for text in texts:
        if mask(text).found:
            raise ContentRefused("example_private")
    added = await edited(visit.content.add_examples, language, intent, texts)
    detail = {"origin": origin} if origin != "console" else None
    edits = [ContentEdit("example_added", language, intent, text, detail) for text in added]
    await record_changes(visit.store, edits, by=visit.reader.actor)
    return added


async def remove_examples(visit: Visit, language: str, intent: str, texts: Sequence[str]) -> list[int]:
    """Take examples out and give the numbers of the notes, by which it can be undone."""
    await edited(visit.content.remove_examples, language, intent, texts)
    edits = [ContentEdit("example_removed", language, intent, text) for text in texts]
    return await record_changes(visit.store, edits, by=visit.reader.actor)


async def move_examples(visit: Visit, language: str, intent: str, texts: Sequence[str], to: str) -> list[int]:
    """Put examples under another intent and give the numbers of the notes."""
    await edited(visit.content.move_examples, language, intent, texts, to)
    edits = [ContentEdit("example_moved", language, intent, text, {"to": to}) for text in texts]
    return await record_changes(visit.store, edits, by=visit.reader.actor)


async def add_intent(visit: Visit, new: NewIntent) -> None:
    """Write a new intent with everything that belongs to it."""
    for texts in new.examples.values():
        for text in texts:
            if mask(text).found:
                raise ContentRefused("example_private")
    await edited(visit.content.add_intent, new)
    counts = {language: len(texts) for language, texts in new.examples.items()}
    edit = ContentEdit("intent_added", None, new.name, None, {"names": dict(new.names), "examples": counts})
    await record_changes(visit.store, [edit], by=visit.reader.actor)


def undoable(change: Change) -> bool:
    """Tell whether an edit is one that can be taken back by itself."""
    return change.kind in ("example_added", "example_removed", "example_moved") and bool(change.text)


async def undo(visit: Visit, change: Change) -> None:
    """Take one edit back, as an edit of its own; raises ContentError when things have moved on since."""
    language, intent, text = change.language or "fa", change.intent or "", change.text or ""
    if change.kind == "example_removed":
        if not await add_examples(visit, language, intent, [text], origin="undo"):
            raise ContentRefused("undo_late")
    elif change.kind == "example_moved":
        await move_examples(visit, language, str(change.detail.get("to", "")), [text], intent)
    elif change.kind == "example_added":
        await remove_examples(visit, language, intent, [text])
    else:
        raise ContentRefused("undo_late")
