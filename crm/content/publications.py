"""Publications of models where engines on several machines share the store: asked for here, fulfilled by each.

The newest counts. Each engine's supervisor says in its presence (crm.database.instances) how far it is with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import name_of

__all__ = ["EngineStanding", "Publication", "ask", "newest", "standing"]

_PUBLICATION = table_of(records.ModelPublication)
_MODEL = table_of(records.ModelVersion)
_STAFF = table_of(records.StaffUser)
_INSTANCE = table_of(records.Instance)


@dataclass(frozen=True, slots=True)
class Publication:
    """A model that is to answer patrons; `code` and `repository` are hashes of the time when it was asked for."""

    id: int
    model_id: int
    inputs: str
    sha256: str
    file: str
    seconds: float
    code: str
    repository: str
    reason: str | None
    asked_by_id: int | None
    asked_by: str | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class EngineStanding:
    """How far an engine is: the newest publication that it knows of, the phase, and why it is no further."""

    name: str
    address: str | None
    model: str | None
    publication_id: int
    phase: str
    reason: str | None


async def ask(store: Store, model_id: int, by_id: int | None, *, code: str, repository: str, reason: str | None) -> int:
    """Ask for a model to answer patrons everywhere, and give the publication's id."""
    row = {
        "model_id": model_id,
        "code": code,
        "repository": repository,
        "reason": reason,
        "asked_by_id": by_id,
        "asked_at": store.clock.now(),
    }
    made = insert(_PUBLICATION).returning(_PUBLICATION.c.id)
    return int(await store.transact(lambda connection: connection.execute(made, row).scalar_one(), aside=True))


async def newest(store: Store) -> Publication | None:
    """Give what was asked for last."""
    query = (
        select(
            *(_PUBLICATION.c[name] for name in ("id", "model_id", "code", "repository", "reason", "asked_by_id")),
            _PUBLICATION.c.asked_at,
            *(_MODEL.c[name] for name in ("inputs", "sha256", "file")),
            func.coalesce(_MODEL.c.seconds, 0.0).label("seconds"),
            name_of(_STAFF).label("asked_by"),
        )
        .join(_MODEL, _MODEL.c.id == _PUBLICATION.c.model_id)
        .outerjoin(_STAFF, _STAFF.c.id == _PUBLICATION.c.asked_by_id)
        .where(_MODEL.c.file.is_not(None), _MODEL.c.sha256.is_not(None))
        .order_by(_PUBLICATION.c.id.desc())
        .limit(1)
    )
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else Publication(**row)


async def standing(store: Store) -> Sequence[EngineStanding]:
    """Tell how far each engine is that is there, on whichever machine; PostgreSQL only."""
    query = (
        select(
            _INSTANCE.c.name,
            _INSTANCE.c.address,
            _INSTANCE.c.model,
            func.coalesce(_INSTANCE.c.publication_id, 0).label("publication_id"),
            func.coalesce(_INSTANCE.c.phase, "").label("phase"),
            _INSTANCE.c.reason,
        )
        .where(_INSTANCE.c.kind == "engine", _INSTANCE.c.until > func.clock_timestamp())
        .order_by(_INSTANCE.c.id)
    )
    return await store.look(lambda connection: [EngineStanding(**row) for row in connection.execute(query).mappings()])
