"""Audit events of the console: what the reader saw or changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.parts import Console
from bot.console.session import Reader
from crm import audit

__all__ = ["actor_of", "audited"]


def actor_of(reader: Reader) -> audit.Actor:
    """Give the reader as the one who does it."""
    return audit.Actor("staff", reader.username)


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
    subject = audit.Subject(entity, None if entity_id is None else str(entity_id), patron)
    store = console.store
    await store.transact(
        lambda connection: audit.append(connection, store, actor_of(reader), action, subject, fields, reason=reason)
    )
