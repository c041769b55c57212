"""What is missing is looked up row by row, however small its table was thought to be."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, insert, select, text
from sqlalchemy.dialects import postgresql

from crm import records
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of
from tests.support.givens import NOW
from tests.support.store_rows import add, add_patron

PATRON, MEMBER = table_of(records.Patron), table_of(records.SegmentMember)


async def test_what_is_missing_is_looked_up_and_never_joined(store: Store) -> None:
    there, missing = await add_patron(store), await add_patron(store)
    segment = await add(store, records.Segment, name="some", rule={}, created_at=NOW, changed_at=NOW)
    member = {"segment_id": segment, "patron_id": there, "status": "in", "since": NOW}
    await store.transact(lambda connection: connection.execute(insert(MEMBER), member))
    mine: tuple[Any, ...] = (MEMBER.c.segment_id == segment, MEMBER.c.patron_id == PATRON.c.id)
    query = select(PATRON.c.id).where(PATRON.c.id.in_((there, missing)), is_missing(MEMBER, *mine))
    assert await store.look(lambda connection: list(connection.scalars(query))) == [missing]
    if store.is_sqlite:
        return

    def plan(connection: Connection, condition: ColumnElement[bool]) -> str:
        said = select(PATRON.c.id).where(condition)
        written = said.compile(
            dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
            compile_kwargs={"literal_binds": True},
        )
        return "\n".join(connection.scalars(text(f"EXPLAIN {written}")))

    # What it is for: this one is a join, made for a table that is as small as PostgreSQL takes it for.
    assert "Anti Join" in await store.look(lambda connection: plan(connection, ~exists().where(*mine)))
    looked_up = await store.look(lambda connection: plan(connection, is_missing(MEMBER, *mine)))
    assert "Join" not in looked_up and "SubPlan" in looked_up
