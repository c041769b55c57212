"""Models that are trained or tested at this moment: how far each is, told by who is at it and seen by all others.

Who is at it writes every second or two, and learns by the same write whether somebody wishes it to stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, delete, or_, select, update

from crm import records
from crm.actor import Actor
from crm.database.instances import is_left
from crm.database.store import Store
from crm.database.upsert import table_of, upsert

__all__ = ["Work", "at_work", "begin", "end", "forget_left", "tell", "wish_stopped"]

_WORK = table_of(records.ModelWork)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with a model, how far it is, the end of its log, and whether somebody wishes it to stop.

    `is_left` tells that no process that is there is at it, as far as the store knows; on SQLite it does not know.
    """

    model_id: int
    kind: str
    step: str
    component: str | None
    done: int
    total: int
    lines: Sequence[str]
    holder: str | None
    is_to_stop: bool
    is_left: bool


async def begin(store: Store, model_id: int, kind: str, *, step: str, total: int = 0) -> None:
    """Note that this process is at a model now: `kind` is training or testing."""
    told = {"kind": kind, "holder": store.holder, "step": step, "component": None, "done": 0, "total": total}
    fresh: dict[str, Any] = {**told, "lines": [], "cancel_asked_at": None, "cancel_asked_by_id": None}
    row = {"model_id": model_id, **fresh}
    await store.transact(lambda connection: upsert(connection, _WORK, row, on=["model_id"], change=fresh), aside=True)


async def tell(
    store: Store,
    model_id: int,
    kind: str,
    *,
    step: str,
    component: str | None = None,
    done: int = 0,
    total: int = 0,
    lines: Sequence[str] | None = None,
) -> Actor | None:
    """Tell how far this process is with a model, and the end of its log if it is new; gives who wishes it to stop."""
    told: dict[str, Any] = {"kind": kind, "step": step, "component": component, "done": done, "total": total}
    if lines is not None:
        told["lines"] = list(lines)
    asked = (_WORK.c.cancel_asked_at, _WORK.c.cancel_asked_by_id)
    change = update(_WORK).where(_WORK.c.model_id == model_id).values(told).returning(*asked)

    def work(connection: Connection) -> Actor | None:
        row = connection.execute(change).first()
        if row is None or row.cancel_asked_at is None:
            return None
        who = select(_STAFF.c.username).where(_STAFF.c.id == row.cancel_asked_by_id)
        name = connection.scalar(who)
        return Actor("system", "staff") if name is None else Actor.staff(row.cancel_asked_by_id, name)

    return await store.transact(work, aside=True)


async def end(store: Store, model_id: int) -> None:
    """Note that nobody is at a model any more."""
    gone = delete(_WORK).where(_WORK.c.model_id == model_id)
    await store.transact(lambda connection: connection.execute(gone), aside=True)


async def at_work(store: Store) -> list[Work]:
    """List what is at work, trainings first."""
    names = ("model_id", "kind", "step", "component", "done", "total", "lines", "holder")
    query = select(
        *(_WORK.c[name] for name in names),
        _WORK.c.cancel_asked_at.is_not(None).label("is_to_stop"),
        is_left(_WORK, store).label("is_left"),
    ).order_by(case((_WORK.c.kind == "training", 0), else_=1), _WORK.c.id)
    return await store.look(lambda connection: [_work(row) for row in connection.execute(query).mappings()])


async def wish_stopped(store: Store, model_id: int, by: Actor) -> bool:
    """Note that a training is to stop, for the process that is at it; False when no training of the model runs."""
    change = (
        update(_WORK)
        .where(_WORK.c.model_id == model_id, _WORK.c.kind == "training")
        .values(cancel_asked_at=store.clock.now(), cancel_asked_by_id=by.id)
        .returning(_WORK.c.id)
    )
    return await store.transact(lambda connection: connection.execute(change).first() is not None, aside=True)


async def forget_left(store: Store) -> list[Work]:
    """Forget what processes that are gone were at, and we ourselves, and give it; nothing of ours may be at work."""
    left = or_(is_left(_WORK, store), _WORK.c.holder == store.holder)
    names = ("model_id", "kind", "step", "component", "done", "total", "lines", "holder")
    gone = delete(_WORK).where(left).returning(*(_WORK.c[name] for name in names))

    def work(connection: Connection) -> list[Work]:
        rows = connection.execute(gone).mappings().all()
        return [_work({**row, "is_to_stop": False, "is_left": True}) for row in rows]

    return await store.transact(work, aside=True)


def _work(row: Any) -> Work:
    return Work(**{**row, "is_to_stop": bool(row["is_to_stop"]), "is_left": bool(row["is_left"])})
