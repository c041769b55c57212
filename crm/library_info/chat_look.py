"""The look of the chat on the library's website: colour, corner, names, greeting, logo."""

import re
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue
from crm.library_info.branches import fits, note

__all__ = ["CORNERS", "LookValues", "chat_look", "put_chat_look"]

CORNERS = ("end", "start")
LONGEST_NAME, LONGEST_GREETING, LONGEST_ADDRESS = 60, 300, 300
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ADDRESS = re.compile(r"https://[^\s<>\"']+")

_LOOK = table_of(records.ChatLook)


@dataclass(frozen=True, slots=True)
class LookValues:
    """What the library has chosen; None for what stays as it comes.

    `accent` is a colour as #rrggbb, `corner` the side of the page on which its lines begin or end, `logo` an address.
    """

    accent: str | None = None
    corner: str = "end"
    name_fa: str | None = None
    name_en: str | None = None
    greeting_fa: str | None = None
    greeting_en: str | None = None
    logo: str | None = None


async def chat_look(store: Store) -> LookValues:
    """Give what the library has chosen, as it was a moment ago."""

    def read(connection: Connection) -> LookValues:
        row = connection.execute(select(_LOOK)).mappings().first()
        return LookValues() if row is None else LookValues(**{name: row[name] for name in asdict(LookValues())})

    return await store.recall("chat_look", read)


async def put_chat_look(store: Store, values: LookValues, *, by: Actor, seen: str | None = None) -> None:
    """Choose the look; `seen` marks what a change was decided upon. Raises InvalidValue, EditConflict."""
    _check(values)
    row = asdict(values)

    def put(connection: Connection) -> None:
        before = connection.execute(select(_LOOK).with_for_update()).mappings().first()
        told = asdict(LookValues()) if before is None else {name: before[name] for name in row}
        guard_seen(connection, seen, told, trail.Subject("chat_look", "1"), "chat_look.changed")
        changed = [name for name, value in row.items() if told[name] != value]
        if changed:
            upsert(connection, _LOOK, {"id": 1, **row}, on=["id"], change=row)
            note(connection, store, by, "chat_look.changed", "chat_look", 1, changed)

    await store.transact(put)


def _check(values: LookValues) -> None:
    if values.accent is not None and not _COLOUR.fullmatch(values.accent):
        raise InvalidValue("accent", "a colour as #0d5c63")
    if values.corner not in CORNERS:
        raise InvalidValue("corner", "one of the two")
    for field in ("name_fa", "name_en"):
        fits(field, getattr(values, field), LONGEST_NAME)
    for field in ("greeting_fa", "greeting_en"):
        fits(field, getattr(values, field), LONGEST_GREETING)
    fits("logo", values.logo, LONGEST_ADDRESS)
    if values.logo is not None and not _ADDRESS.fullmatch(values.logo):
        raise InvalidValue("logo", "an address that begins with https://")
