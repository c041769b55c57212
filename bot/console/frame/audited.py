"""Audit events of the console: what the reader saw or changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.frame.parts import Console
from bot.console.frame.session import Reader
from crm.audit import trail

__all__ = ["audited"]


async def audited(
    console: Console,
    reader: Reader,
    action: str,
    entity: str,
    entity_id: str | int | None,
    fields: Sequence[str] = (),
    patron: str | None = None,
    reason: str | None = None,
) -> None:
    """Note that the reader did something: `fields` are names, never values; `patron` is a public id."""
    subject = trail.Subject(entity, None if entity_id is None else str(entity_id), patron)
    store = console.store
    await store.transact(
        lambda connection: trail.append(connection, store, reader.actor, action, subject, fields, reason=reason)
    )
