"""Parts of a library file for a library that is there: what it lacks is added, and nothing else is touched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select

from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.knowledge.changes import changed
from crm.records import Base, Branch, LibraryProfile
from library.errors import SeedError
from library.seed.check import day_at, problems
from library.seed.document import Document
from library.seed.rows import Rows

__all__ = ["PARTS", "add_parts"]

Row = Mapping[str, Any]

# The parts that can be added, each with its table and by what one of its entries is known.
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "closings": ("closing", ("branch_id", "first_day", "last_day")),
    "loan_rules": ("loan_rule", ("patron_category", "item_type")),
    "facts": ("fact", ("topic", "branch_id", "audience", "question_en")),
    "events": ("library_event", ("branch_id", "title_fa", "starts_at")),
    "canned": ("canned_answer", ("code",)),
}
OTHERS = ("titles", "patrons", "staff")


async def add_parts(
    store: Store, document: Document, parts: Collection[str], *, demo: bool, by: Actor
) -> dict[str, int]:
    """Add the entries of some parts that the store does not have; give how many of each part, all or nothing.

    Branches are those of the store, by their codes. Raises SeedError when the file is wrong or made up and `demo` does
    not hold, when it names a branch or counts in a currency that the store does not have, or where there is no library.
    """
    wanted = [name for name in PARTS if name in parts]
    left_out: dict[str, list[object]] = {name: [] for name in (*PARTS, *OTHERS) if name not in wanted}
    part = document.model_copy(update=left_out)
    if document.fictional and not demo:
        raise SeedError(["this library is made up (fictional: true)"])
    found = await asyncio.to_thread(problems, part, day_at(part, store.clock.now()))
    if found:
        raise SeedError(found)
    tables = await asyncio.to_thread(Rows(part, store, demo=demo).tables, {}, {})
    # Rows count the branches of the file from 1.
    codes = dict(enumerate((branch.code for branch in part.branches), 1))

    def work(connection: Connection) -> dict[str, int]:
        _fits(connection, part)
        ids = {code: key for key, code in connection.execute(select(Branch.id, Branch.code))}
        branch_of = {key: ids.get(code) for key, code in codes.items()}
        if unknown := sorted(codes[key] for key in _branches_in(tables, wanted) if branch_of[key] is None):
            raise SeedError([f"there is no branch with code {code} here" for code in unknown])
        counts = {
            name: _add(connection, *PARTS[name], tables[PARTS[name][0]], lambda key: key and branch_of[key])
            for name in wanted
        }
        if any(counts.values()):
            changed(connection)
            what = trail.Subject("library_profile", None)
            added = [PARTS[name][0] for name, count in counts.items() if count]
            trail.append(connection, store, by, "library.added_to", what, added)
        return counts

    return await store.transact(work)


def _fits(connection: Connection, document: Document) -> None:
    # Held, so that of two who add the same at once the second finds it there.
    currency = connection.scalar(select(LibraryProfile.currency).with_for_update())
    if currency is None:
        raise SeedError(["the store has no library yet: bring in the whole file"])
    if document.loan_rules and document.library.currency != currency:
        raise SeedError(
            [f"library.currency: the file counts in {document.library.currency}, the library in {currency}"]
        )


def _branches_in(tables: Mapping[str, list[Any]], wanted: Collection[str]) -> set[int]:
    rows = [row for name in wanted for row in tables[PARTS[name][0]]]
    return {row["branch_id"] for row in rows if row.get("branch_id") is not None}


def _add(
    connection: Connection,
    name: str,
    key: tuple[str, ...],
    rows: list[dict[str, Any]],
    branch_of: Callable[[int | None], int | None],
) -> int:
    table = Base.metadata.tables[name]
    known = {tuple(row) for row in connection.execute(select(*(table.c[column] for column in key)))}
    fresh = []
    for row in rows:
        if "branch_id" in row:
            row = {**row, "branch_id": branch_of(row["branch_id"])}
        named = tuple(row[column] for column in key)
        if named not in known:
            known.add(named)
            fresh.append(row)
    if fresh and "position" in table.c:
        # Behind those that are told already.
        last = connection.scalar(select(func.max(table.c.position))) or 0
        fresh = [{**row, "position": last + place} for place, row in enumerate(fresh, 1)]
    if fresh:
        connection.execute(insert(table), fresh)
    return len(fresh)
