"""Leftovers of a demonstration in a store, and whether any of them could still sign in."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreError
from crm.sign_in.passwords import matches

__all__ = ["DEMO_PASSWORD", "Demonstration", "DemonstrationLeft", "left_of_demonstration", "refuse_demonstration"]

# The password of every account that the demo library (deploy/demo) brings along.
DEMO_PASSWORD = "demo-console"  # noqa: S105 - known to everybody on purpose

_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The people of a demonstration who could sign in: user names of staff, and the number of patrons."""

    staff: tuple[str, ...]
    patrons: int

    def __bool__(self) -> bool:
        return bool(self.staff or self.patrons)


class DemonstrationLeft(StoreError):
    """A store meant for real patrons holds accounts whose passwords everybody knows."""

    def __init__(self, left: Demonstration) -> None:
        found = []
        if left.staff:
            found.append(f"staff {', '.join(left.staff)}")
        if left.patrons:
            found.append(f"{left.patrons} patrons")
        super().__init__(
            f"the demonstration's accounts could still sign in ({'; '.join(found)}), with passwords and PINs that "
            "everybody knows. Begin with an empty KETABYAR_HOME or database, or put your own library in the "
            "demonstration's place: ketabyar seed FILE.yml --replace. An account that is to stay needs a password of "
            "its own: ketabyar staff password NAME"
        )
        self.left = left


async def left_of_demonstration(store: Store) -> Demonstration:
    """Look who of a demonstration could sign in: what is marked, and any account with the demonstration's password."""
    people = select(_STAFF.c.username, _STAFF.c.is_demo, _STAFF.c.password_hash).where(
        _STAFF.c.is_active.is_(True), _STAFF.c.password_hash.is_not(None)
    )
    cards = select(func.count(_PATRON.c.id)).where(_PATRON.c.is_demo.is_(True), _PATRON.c.pin_hash.is_not(None))

    def look(connection: Connection) -> tuple[list[tuple[str, bool, str]], int]:
        rows = connection.execute(people.order_by(_STAFF.c.username)).all()
        return [(row.username, row.is_demo, row.password_hash) for row in rows], connection.scalar(cards) or 0

    accounts, patrons = await store.look(look)
    # A store of before there were marks has none: the password itself tells. Slow on purpose, a start can wait.
    unmarked = [(name, stored) for name, marked, stored in accounts if not marked]
    known = await asyncio.to_thread(_with_known_password, unmarked)
    return Demonstration(tuple(name for name, marked, _ in accounts if marked or name in known), patrons)


async def refuse_demonstration(store: Store) -> None:
    """Raise DemonstrationLeft when anybody of a demonstration could sign in."""
    if left := await left_of_demonstration(store):
        raise DemonstrationLeft(left)


def _with_known_password(accounts: list[tuple[str, str]]) -> set[str]:
    # argon2 lets go of the interpreter's lock while it works.
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda account: matches(account[1], DEMO_PASSWORD), accounts)
        return {name for (name, _), is_known in zip(accounts, found, strict=True) if is_known}
