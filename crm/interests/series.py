"""Series that the catalogue has, so that an interest in one is known by its name."""

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.normalise import fold

__all__ = ["series_in"]

_TITLE = table_of(records.TitleRecord)
_SHORTEST = 4


async def series_in(store: Store, text: str) -> str | None:
    """Give the series that a text names, as the catalogue writes it; of several the longest."""
    said = f" {fold(text)} "
    known = await store.recall("series", _series, much=True)
    return next((name for folded, name in known if f" {folded} " in said), None)


def _series(connection: Connection) -> list[tuple[str, str]]:
    query = select(_TITLE.c.series).where(_TITLE.c.series.is_not(None)).distinct()
    names = {fold(name): name for name in connection.scalars(query)}
    return sorted(
        ((folded, name) for folded, name in names.items() if len(folded) >= _SHORTEST), key=lambda one: -len(one[0])
    )
