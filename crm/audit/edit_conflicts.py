"""Edit conflicts: what an editor saw before changing it, so that nobody overwrites another's edit.

A form carries `seen_of` the values that it was made from. Whoever saves later compares: what has become different since
is somebody else's doing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.audit.reading import BY_STAFF
from crm.audit.trail import Subject
from crm.database.upsert import table_of
from crm.errors import EditConflict
from crm.records.staff_names import name_of

__all__ = ["guard_seen", "is_as_seen", "seen_of"]

_EVENT = table_of(records.AuditEvent)
_STAFF = table_of(records.StaffUser)


def seen_of(values: Mapping[str, Any]) -> str:
    """Give the mark of some values: a few letters for each of them."""
    return ",".join(f"{name}={_short(value)}" for name, value in values.items())


def is_as_seen(seen: str, name: str, value: Any) -> bool:
    """Tell whether a value is the one that a mark was made from."""
    return dict(_parts(seen)).get(name) == _short(value)


def guard_seen(connection: Connection, seen: str | None, now: Mapping[str, Any], subject: Subject, action: str) -> None:
    """Raise EditConflict when values are not those that were seen; without a mark nothing is asked.

    The last `action` on the subject in the audit trail tells who was faster.
    """
    if not seen:
        return
    before = dict(_parts(seen))
    changed = tuple(name for name, value in now.items() if before.get(name) != _short(value))
    if not changed:
        return
    query = (
        select(_EVENT.c.actor_ref, _EVENT.c.occurred_at, name_of(_STAFF))
        .outerjoin(_STAFF, BY_STAFF)
        .where(_EVENT.c.entity == subject.entity, _EVENT.c.entity_id == subject.entity_id, _EVENT.c.action == action)
        .order_by(_EVENT.c.id.desc())
        .limit(1)
    )
    last = connection.execute(query).first()
    who = None if last is None else last.display_name or last.actor_ref
    raise EditConflict(subject.entity, changed, who, None if last is None else last.occurred_at)


def _parts(seen: str) -> Iterator[tuple[str, str]]:
    for part in seen.split(","):
        name, _, short = part.partition("=")
        yield name, short


def _short(value: Any) -> str:
    # One moment is one moment, in whatever zone it is written.
    kept = value.astimezone(UTC) if isinstance(value, datetime) else value
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:10]
