"""The library's documents: added, replaced, listed and removed, with their passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.knowledge.changes import changed
from crm.library_info.branches import fits, needed, note
from protocol.alphabet import by_alphabet

__all__ = [
    "MOST_PASSAGES",
    "DocumentRow",
    "DocumentValues",
    "PassageRow",
    "delete_document",
    "document_row",
    "documents",
    "passage_row",
    "passages",
    "put_document",
]

# Of all documents together: what the index holds in memory.
MOST_PASSAGES = 20_000

_DOCUMENT = table_of(records.Document)
_PASSAGE = table_of(records.Passage)


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """A document as it is added: `passages` are pairs of heading and text, `digest` names its bytes."""

    name: str
    title: str
    language: str
    kind: str
    digest: str
    size: int
    passages: Sequence[tuple[str, str]]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is kept."""

    id: int
    name: str
    title: str
    link: str | None
    language: str
    kind: str
    size: int
    added_at: datetime
    passages: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage in its place."""

    id: int
    document_id: int
    position: int
    heading: str
    text: str


async def put_document(store: Store, values: DocumentValues, *, by: Actor) -> int:
    """Add a document, or replace the one of the same name, and give its id; the same once more changes nothing.

    Raises InvalidValue ("passages" when all documents together would be too long).
    """
    needed("name", values.name, 200)
    needed("title", values.title, 200)
    fits("link", values.link, 300)
    if values.link and not values.link.startswith(("https://", "http://")):
        raise InvalidValue("link", "it begins with https://")
    if not values.passages:
        raise InvalidValue("passages", "a text is needed")
    row = {name: getattr(values, name) for name in ("name", "title", "link", "language", "kind", "digest", "size")} | {
        "added_at": store.clock.now()
    }

    def put(connection: Connection) -> int:
        query = select(_DOCUMENT).where(_DOCUMENT.c.name == values.name).with_for_update()
        before = connection.execute(query).mappings().first()
        same = ("digest", "title", "link")
        if before is not None and all(before[name] == row[name] for name in same):
            return int(before["id"])
        others = select(func.count(_PASSAGE.c.id))
        if before is not None:
            others = others.where(_PASSAGE.c.document_id != before["id"])
        if (connection.scalar(others) or 0) + len(values.passages) > MOST_PASSAGES:
            raise InvalidValue("passages", f"at most {MOST_PASSAGES} of all documents")
        if before is None:
            made = int(connection.execute(insert(_DOCUMENT).returning(_DOCUMENT.c.id), row).scalar_one())
        else:
            made = int(before["id"])
            connection.execute(update(_DOCUMENT).where(_DOCUMENT.c.id == made).values(**row))
            connection.execute(delete(_PASSAGE).where(_PASSAGE.c.document_id == made))
        connection.execute(
            insert(_PASSAGE),
            [
                {"document_id": made, "position": place, "heading": heading, "text": text}
                for place, (heading, text) in enumerate(values.passages)
            ],
        )
        changed(connection)
        done = "document.added" if before is None else "document.replaced"
        note(connection, store, by, done, "document", made, ("name", "title", "link", "passages"))
        return made

    return await store.transact(put)


async def documents(store: Store) -> list[DocumentRow]:
    """List the documents by title, each with the number of its passages."""
    return await store.look(lambda connection: _rows(connection))


async def document_row(store: Store, document_id: int) -> DocumentRow:
    """Give one document; raises NotFound."""
    found = await store.look(lambda connection: _rows(connection, document_id))
    if not found:
        raise NotFound("document", document_id)
    return found[0]


async def passages(store: Store, document_id: int) -> list[PassageRow]:
    """Give the passages of a document in order."""
    query = select(_PASSAGE).where(_PASSAGE.c.document_id == document_id).order_by(_PASSAGE.c.position)
    return await store.look(lambda connection: [PassageRow(**row) for row in connection.execute(query).mappings()])


async def passage_row(store: Store, passage_id: int) -> PassageRow:
    """Give one passage; raises NotFound."""
    query = select(_PASSAGE).where(_PASSAGE.c.id == passage_id)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound("passage", passage_id)
    return PassageRow(**row)


async def delete_document(store: Store, document_id: int, *, by: Actor) -> None:
    """Delete a document with its passages; raises NotFound."""

    def remove(connection: Connection) -> None:
        if not connection.execute(delete(_DOCUMENT).where(_DOCUMENT.c.id == document_id)).rowcount:
            raise NotFound("document", document_id)
        changed(connection)
        note(connection, store, by, "document.deleted", "document", document_id, ("name",))

    await store.transact(remove)


def _rows(connection: Connection, document_id: int | None = None) -> list[DocumentRow]:
    count = select(func.count(_PASSAGE.c.id)).where(_PASSAGE.c.document_id == _DOCUMENT.c.id).scalar_subquery()
    columns = [_DOCUMENT.c[name] for name in DocumentRow.__dataclass_fields__ if name != "passages"]
    query = select(*columns, count.label("passages")).order_by(_DOCUMENT.c.id)
    if document_id is not None:
        query = query.where(_DOCUMENT.c.id == document_id)
    rows = [DocumentRow(**row) for row in connection.execute(query).mappings()]
    return sorted(rows, key=lambda row: by_alphabet(row.title))
