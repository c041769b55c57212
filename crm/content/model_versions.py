"""Model versions: training, test report, publication, and who decided it.

A model goes training → trained → tested → published → retired; a training that breaks is failed. One at most is in
training and one at most is published, by indexes of their own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.alone import SERVING, alone
from crm.database.instances import is_left
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.records.staff_names import name_of
from crm.staff.own_words import own_words

__all__ = [
    "ENTITY",
    "ITSELF",
    "ModelView",
    "Serving",
    "answered_before",
    "begin_training",
    "broken_off",
    "by_file",
    "count_models",
    "failed",
    "files_removed",
    "gave_way",
    "list_models",
    "model",
    "note_asked",
    "recorded_sha256",
    "running",
    "seconds_of",
    "serving",
    "tested",
    "to_keep",
    "trained",
]

_MODEL = table_of(records.ModelVersion)
_PUBLICATION = table_of(records.ModelPublication)
_STAFF = table_of(records.StaffUser)
_MAKER = _STAFF.alias("maker")
_PUBLISHER = _STAFF.alias("publisher")
_EVENT = table_of(records.AuditEvent)
ENTITY = "model_version"
PUBLISHED = "model.published"
GAVE_WAY = "model.gave_way"
# Who does what nobody asked for, or what was asked for on the command line.
ITSELF = Actor("system", "models")


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model as staff see it; `report` is what its test found (bot.models.testing)."""

    id: int
    inputs: str
    sha256: str | None
    file: str | None
    origin: str
    state: str
    created_at: datetime
    finished_at: datetime | None
    seconds: float | None
    log: str | None
    report: dict[str, Any] | None
    note: str | None
    override_reason: str | None
    published_at: datetime | None
    created_by: str | None
    published_by: str | None

    @property
    def is_there(self) -> bool:
        """Tell whether the model's file is kept, so that it can be started."""
        return self.file is not None and self.sha256 is not None


@dataclass(frozen=True, slots=True)
class Serving:
    """A model that answers patrons, as the supervisor says: what it is, and who wanted it."""

    inputs: str
    sha256: str
    file: str
    seconds: float
    origin: str
    by: Actor = ITSELF
    reason: str | None = None


_VIEW = (
    select(
        *(_MODEL.c[name] for name in ModelView.__dataclass_fields__ if name not in ("created_by", "published_by")),
        name_of(_MAKER).label("created_by"),
        name_of(_PUBLISHER).label("published_by"),
    )
    .outerjoin(_MAKER, _MAKER.c.id == _MODEL.c.created_by_id)
    .outerjoin(_PUBLISHER, _PUBLISHER.c.id == _MODEL.c.published_by_id)
)


async def list_models(
    store: Store, *, state: str | None = None, oldest_first: bool = False, limit: int = 100, offset: int = 0
) -> list[ModelView]:
    """List the models, the newest first unless told otherwise."""
    query = _VIEW if state is None else _VIEW.where(_MODEL.c.state == state)
    order = _MODEL.c.id.asc() if oldest_first else _MODEL.c.id.desc()
    return await _views(store, query.order_by(order).limit(limit).offset(offset))


async def count_models(store: Store, *, state: str | None = None) -> int:
    """Count the models, or those in one state."""
    query = select(func.count()).select_from(_MODEL)
    if state is not None:
        query = query.where(_MODEL.c.state == state)
    return await store.look(lambda connection: connection.scalar(query)) or 0


async def model(store: Store, model_id: int) -> ModelView:
    """Give one model; raises NotFound."""
    found = await _views(store, _VIEW.where(_MODEL.c.id == model_id))
    if not found:
        raise NotFound("model", model_id)
    return found[0]


async def running(store: Store) -> ModelView | None:
    """Give the published model."""
    return next(iter(await _views(store, _VIEW.where(_MODEL.c.state == "published"))), None)


async def answered_before(store: Store) -> ModelView | None:
    """Give the model that answered before the present one and is still kept, by the order of the audit trail."""
    events = (
        select(_EVENT.c.entity_id)
        .where(_EVENT.c.action == PUBLISHED, _EVENT.c.entity == ENTITY)
        .order_by(_EVENT.c.id.desc())
        .limit(50)
    )
    ids = await store.look(lambda connection: [int(found) for found in connection.scalars(events) if found])
    kept = {view.id: view for view in await _views(store, _VIEW.where(_MODEL.c.id.in_(ids)))}
    earlier = (kept[found] for found in ids if found in kept)
    return next((view for view in earlier if view.state == "retired" and view.is_there), None)


async def by_file(store: Store, inputs: str) -> ModelView | None:
    """Give the newest model of these inputs whose file is kept."""
    kept = _VIEW.where(_MODEL.c.inputs == inputs, _MODEL.c.file.is_not(None), _MODEL.c.sha256.is_not(None))
    return next(iter(await _views(store, kept.order_by(_MODEL.c.id.desc()).limit(1))), None)


async def recorded_sha256(store: Store, file: str) -> list[str]:
    """Give every SHA-256 that was recorded for models of this file name."""
    query = select(_MODEL.c.sha256).where(_MODEL.c.file == file, _MODEL.c.sha256.is_not(None))
    return await store.look(lambda connection: list(connection.scalars(query)))


async def seconds_of(store: Store, sha256: str) -> float:
    """Give how long the training of a model took; 0 when it is not known."""
    query = select(_MODEL.c.seconds).where(_MODEL.c.sha256 == sha256, _MODEL.c.seconds.is_not(None))
    found = await store.look(lambda connection: connection.scalar(query.order_by(_MODEL.c.id).limit(1)))
    return float(found or 0.0)


async def begin_training(store: Store, by: Actor, *, inputs: str) -> int:
    """Note that a training begins and give the model's id; raises Conflict while another one runs."""
    row = {
        "inputs": inputs,
        "origin": "console",
        "state": "training",
        "created_at": store.clock.now(),
        "created_by_id": by.id,
        "holder": store.holder,
    }

    def begin(connection: Connection) -> int:
        made = int(connection.execute(insert(_MODEL).returning(_MODEL.c.id), row).scalar_one())
        trail.append(connection, store, by, "model.training_started", trail.Subject(ENTITY, str(made)))
        return made

    try:
        return await store.transact(begin)
    except IntegrityError as error:
        raise Conflict("model", "training") from error


async def trained(store: Store, model_id: int, *, sha256: str, file: str, seconds: float) -> None:
    """Note that a training has ended well; raises Conflict when it was not running."""
    values = {"state": "trained", "sha256": sha256, "file": file, "seconds": seconds, "finished_at": store.clock.now()}
    await _change(store, model_id, ("training",), values, ITSELF, "model.trained")


async def failed(store: Store, model_id: int, reason: str, *, by: Actor | None = None) -> None:
    """Note why a training has failed, or that somebody has stopped it; raises Conflict when it was not running."""
    values = {"state": "failed", "note": reason, "finished_at": store.clock.now()}
    await _change(store, model_id, ("training",), values, by or ITSELF, "model.training_failed")


async def tested(store: Store, model_id: int, report: Mapping[str, Any] | None, *, note: str | None = None) -> None:
    """Note what a model's test found, or, without a report, why it could not be tested."""
    values: dict[str, Any] = {"note": note}
    if report is not None:
        values["report"] = dict(report)

    def write(connection: Connection) -> None:
        state = connection.scalar(select(_MODEL.c.state).where(_MODEL.c.id == model_id))
        if state is None:
            raise NotFound("model", model_id)
        if state == "trained" and report is not None:
            values["state"] = "tested"
        connection.execute(update(_MODEL).where(_MODEL.c.id == model_id).values(values))
        action = "model.tested" if report is not None else "model.test_failed"
        trail.append(connection, store, ITSELF, action, trail.Subject(ENTITY, str(model_id)))

    await store.transact(write)


async def broken_off(store: Store, reason: str) -> list[int]:
    """Mark trainings that nobody runs any more as failed, and give their ids; this process must run none."""
    left = or_(is_left(_MODEL, store), _MODEL.c.holder == store.holder)
    query = select(_MODEL.c.id).where(_MODEL.c.state == "training", left).order_by(_MODEL.c.id)
    ids = await store.look(lambda connection: [int(found) for found in connection.scalars(query)])
    for found in ids:
        await failed(store, found, reason)
    return ids


async def note_asked(store: Store, model_id: int, by: Actor, *, reason: str | None, action: str) -> None:
    """Write into the audit trail that somebody wants a model published, or taken back to, and why."""
    why = own_words(reason) if reason else None

    def write(connection: Connection) -> None:
        if why:
            connection.execute(update(_MODEL).where(_MODEL.c.id == model_id).values(override_reason=why))
        trail.append(connection, store, by, action, trail.Subject(ENTITY, str(model_id)), reason=why)

    await store.transact(write)


async def serving(store: Store, now: Serving) -> int:
    """Note which model answers patrons; the one before is retired. A model that is not known yet gets a row.

    Gives the model's id; nothing changes when it is published already.
    """
    why = own_words(now.reason) if now.reason else None

    def write(connection: Connection) -> int:
        # The engines of several machines say it at the same moment: the second one finds what the first has noted.
        alone(connection, SERVING)
        moment = store.clock.now()
        query = select(_MODEL.c.id, _MODEL.c.state).where(_MODEL.c.sha256 == now.sha256).order_by(_MODEL.c.id.desc())
        found = connection.execute(query).first()
        if found is not None and found.state == "published":
            return int(found.id)
        connection.execute(update(_MODEL).where(_MODEL.c.state == "published").values(state="retired"))
        values = {"state": "published", "published_at": moment, "published_by_id": now.by.id, "file": now.file}
        if found is not None:
            model_id = int(found.id)
            connection.execute(update(_MODEL).where(_MODEL.c.id == model_id).values(values))
        else:
            made = {
                **values,
                "inputs": now.inputs,
                "sha256": now.sha256,
                "origin": now.origin,
                "created_at": moment,
                "finished_at": moment,
                "seconds": now.seconds,
            }
            model_id = int(connection.execute(insert(_MODEL).returning(_MODEL.c.id), made).scalar_one())
        what = trail.Subject(ENTITY, str(model_id))
        trail.append(connection, store, now.by, PUBLISHED, what, ("state",), reason=why)
        return model_id

    return await store.transact(write)


async def gave_way(store: Store, sha256: str, reason: str) -> bool:
    """Note in the audit trail, once, that a published model did not work and the one before is back.

    False when it was noted already, as by another gateway, or no such model is known.
    """

    def write(connection: Connection) -> bool:
        model_id = connection.scalar(select(_MODEL.c.id).where(_MODEL.c.sha256 == sha256).order_by(_MODEL.c.id.desc()))
        if model_id is None:
            return False
        same = (_EVENT.c.action == GAVE_WAY, _EVENT.c.entity_id == str(model_id), _EVENT.c.reason == reason)
        if connection.scalar(select(_EVENT.c.id).where(*same).limit(1)) is not None:
            return False
        what = trail.Subject(ENTITY, str(model_id))
        trail.append(connection, store, ITSELF, GAVE_WAY, what, ("state",), reason=reason)
        return True

    return await store.transact(write)


async def to_keep(store: Store, *, published: int = 5, candidates: int = 5) -> set[str]:
    """Name the files that stay: published, asked for, published before that, and of the last candidates."""
    there = select(_MODEL.c.file).where(_MODEL.c.file.is_not(None))
    answering = there.where(_MODEL.c.state.in_(("published", "training")))
    before = there.where(_MODEL.c.published_at.is_not(None), _MODEL.c.state != "published")
    waiting = there.where(_MODEL.c.published_at.is_(None))
    asked_for = select(_PUBLICATION.c.model_id).order_by(_PUBLICATION.c.id.desc()).limit(1).scalar_subquery()
    queries = (
        answering,
        there.where(_MODEL.c.id == asked_for),
        before.order_by(_MODEL.c.published_at.desc()).limit(published),
        waiting.order_by(_MODEL.c.id.desc()).limit(candidates),
    )

    def look(connection: Connection) -> set[str]:
        return {str(name) for query in queries for name in connection.scalars(query)}

    return await store.look(look)


async def files_removed(store: Store, kept: Collection[str]) -> int:
    """Note that every model file but these is gone; gives how many models it concerned."""
    gone = (
        update(_MODEL)
        .where(_MODEL.c.file.is_not(None), _MODEL.c.state != "published", _MODEL.c.file.not_in(list(kept)))
        .values(file=None)
        .returning(_MODEL.c.id)
    )
    return await store.transact(lambda connection: len(connection.execute(gone).all()))


async def _views(store: Store, query: Any) -> list[ModelView]:
    def look(connection: Connection) -> list[ModelView]:
        return [ModelView(**row) for row in connection.execute(query).mappings()]

    return await store.look(look)


async def _change(
    store: Store, model_id: int, states: Sequence[str], values: dict[str, Any], by: Actor, action: str
) -> None:
    where = (_MODEL.c.id == model_id, or_(*(_MODEL.c.state == state for state in states)))

    def write(connection: Connection) -> None:
        done = connection.execute(update(_MODEL).where(*where).values(values).returning(_MODEL.c.id)).first()
        if done is None:
            state = connection.scalar(select(_MODEL.c.state).where(_MODEL.c.id == model_id))
            if state is None:
                raise NotFound("model", model_id)
            raise Conflict("model", str(state))
        reason = values.get("note")
        what = trail.Subject(ENTITY, str(model_id))
        trail.append(connection, store, by, action, what, tuple(values), reason=reason)

    await store.transact(write)
