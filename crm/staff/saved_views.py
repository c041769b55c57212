"""Saved views: the filters of a list that a member of staff keeps under a name of their own."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.records.values import VIEWED_LISTS
from crm.staff.members import acting
from crm.staff.own_words import own_words

__all__ = ["LONGEST", "MOST", "SavedView", "drop_view", "save_view", "saved_views"]

LONGEST = 60
LONGEST_QUERY = 500
# Each is counted whenever its list is opened.
MOST = 8

_VIEW = table_of(records.SavedView)


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view: its own name, and the query of the list's address."""

    id: int
    name: str
    query: str


async def saved_views(store: Store, list_name: str, by: Actor) -> list[SavedView]:
    """List the views of a list that a member of staff keeps, the oldest first."""

    def look(connection: Connection) -> list[SavedView]:
        query = select(_VIEW.c.id, _VIEW.c.name, _VIEW.c.query).where(
            _VIEW.c.list_name == list_name, _VIEW.c.staff_id == acting(connection, by)
        )
        return [SavedView(**row) for row in connection.execute(query.order_by(_VIEW.c.id)).mappings()]

    return await store.look(look)


async def save_view(store: Store, list_name: str, name: str, query: str, *, by: Actor) -> None:
    """Keep a view; one of the same name is replaced. Raises InvalidValue ("name", "query", "many")."""
    if list_name not in VIEWED_LISTS:
        raise InvalidValue("list", f"one of {', '.join(VIEWED_LISTS)} is needed")
    called = own_words(" ".join(name.split()))
    if not called or len(called) > LONGEST:
        raise InvalidValue("name", f"1 to {LONGEST} characters are needed")
    if not query or len(query) > LONGEST_QUERY:
        raise InvalidValue("query", "a view needs filters, and not too many")

    def put(connection: Connection) -> None:
        staff_id = acting(connection, by)
        mine = (_VIEW.c.staff_id == staff_id, _VIEW.c.list_name == list_name)
        if connection.execute(update(_VIEW).where(*mine, _VIEW.c.name == called).values(query=query)).rowcount:
            return
        if (connection.scalar(select(func.count()).select_from(_VIEW).where(*mine)) or 0) >= MOST:
            raise InvalidValue("many", f"at most {MOST} views are kept")
        row = {"staff_id": staff_id, "list_name": list_name, "name": called, "query": query}
        connection.execute(insert(_VIEW), {**row, "created_at": store.clock.now()})

    await store.transact(put)


async def drop_view(store: Store, list_name: str, view_id: int, *, by: Actor) -> None:
    """Drop one of one's own views; raises NotFound for that of another."""

    def drop(connection: Connection) -> None:
        gone = delete(_VIEW).where(
            _VIEW.c.id == view_id, _VIEW.c.list_name == list_name, _VIEW.c.staff_id == acting(connection, by)
        )
        if not connection.execute(gone).rowcount:
            raise NotFound("view", str(view_id))

    await store.transact(drop)
