"""Later additions to the demo library, brought into a store that was made from an earlier one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from crm import records
from crm.database.alone import LOADING, alone
from crm.database.store import Store
from crm.database.upsert import table_of
from library.seed.document import Document
from library.seed.loading import DEMO_FILE, hashed, read
from library.seed.place_rows import canned_rows
from library.seed.rows import staff_row

__all__ = ["complete_demo"]

_STAFF = table_of(records.StaffUser)
_CANNED = table_of(records.CannedAnswer)
_PATRON = table_of(records.Patron)
_BRANCH = table_of(records.Branch)


async def complete_demo(store: Store, path: Path = DEMO_FILE) -> list[str]:
    """Add the demo's accounts and canned answers that a store of an earlier demo lacks; name what was added.

    A store that does not hold the demo's cards is a library of somebody's own, and nothing is added to it. Accounts go
    by their user name; canned answers are left to staff once there are any. Raises SeedError when the file is wrong.
    """
    document = await asyncio.to_thread(partial(read, path, catalogue=False))
    missing, no_canned = await store.look(lambda connection: _lacking(connection, store, document))
    if not missing and not no_canned:
        return []
    people = [person for person in document.staff if person.username in missing]
    passwords = {person.username: person.password for person in people if person.password}
    hashes = await asyncio.to_thread(hashed, passwords)
    now = store.clock.now()

    def add(connection: Connection) -> list[str]:
        # Another start may have done it in the meantime.
        alone(connection, LOADING)
        missing, no_canned = _lacking(connection, store, document)
        branches = {row.code: row.id for row in connection.execute(select(_BRANCH.c.code, _BRANCH.c.id))}
        added = [person for person in people if person.username in missing]
        if added:
            connection.execute(insert(_STAFF), [staff_row(person, hashes, branches, now) for person in added])
        answers = canned_rows(document, now) if no_canned else []
        if answers:
            connection.execute(insert(_CANNED), answers)
        return [*(person.username for person in added), *(f"/{row['code']}" for row in answers)]

    return await store.transact(add)


def _lacking(connection: Connection, store: Store, document: Document) -> tuple[Sequence[str], bool]:
    people = [patron for patron in document.patrons if patron.show_at_start]
    cards = [one for patron in people for one in store.card_hashes(patron.card)]
    if connection.scalar(select(_PATRON.c.id).where(_PATRON.c.card_number_hash.in_(cards)).limit(1)) is None:
        return (), False
    known = set(connection.scalars(select(_STAFF.c.username)))
    has_canned = connection.scalar(select(func.count(_CANNED.c.id)))
    return [person.username for person in document.staff if person.username not in known], not has_canned
