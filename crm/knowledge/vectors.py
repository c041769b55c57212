"""Vectors of what is searched: which are wanted, and which nobody needs any more; the engine makes them."""

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

import numpy as np
from sqlalchemy import Connection, delete, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.knowledge.changes import changed, version_of
from crm.knowledge.entries import digest_of, read_entries
from crm.knowledge.titles import catalogue_version, title_texts

__all__ = ["KIND", "drop_unused", "keep_vectors", "kept_vectors", "packed", "state_of", "without_vector"]

# Half precision: the network's own weights have four bits.
KIND = np.dtype("<f2")
# To find them all entries are read, and whoever holds an index makes a new one when they are kept: not too few.
MOST_AT_ONCE = 512

_VECTOR = table_of(records.SentenceVector)


def packed(vector: Sequence[float]) -> bytes:
    """Give a vector as it is kept."""
    return np.asarray(vector, dtype=KIND).tobytes()


def state_of(connection: Connection) -> tuple[int, int]:
    """Give the numbers of changes of what is searched: of facts, documents and vectors, and of titles."""
    return version_of(connection), catalogue_version(connection)


async def without_vector(store: Store, limit: int = MOST_AT_ONCE) -> list[str]:
    """Give texts whose vectors are wanted."""
    return await store.look(lambda connection: _missing(connection)[:limit])


async def keep_vectors(store: Store, vectors: Mapping[str, Sequence[float]]) -> None:
    """Keep the vectors of texts."""

    def keep(connection: Connection) -> None:
        for text, vector in vectors.items():
            row = {"digest": digest_of(text), "vector": packed(vector)}
            insert_or_skip(connection, _VECTOR, row, on=["digest"])
        changed(connection)

    if vectors:
        await store.transact(keep)


def kept_vectors(connection: Connection, texts: Collection[str]) -> dict[str, bytes]:
    """Give those vectors of some texts that are kept."""
    of = {digest_of(text): text for text in texts}
    digests, found = list(of), {}
    for start in range(0, len(digests), 500):
        query = select(_VECTOR.c.digest, _VECTOR.c.vector).where(_VECTOR.c.digest.in_(digests[start : start + 500]))
        found.update({of[row.digest]: row.vector for row in connection.execute(query)})
    return found


async def drop_unused(store: Store) -> int:
    """Delete vectors of texts that are searched no more; give how many."""

    def drop(connection: Connection) -> int:
        kept = connection.scalars(select(_VECTOR.c.digest)).all()
        # Without any, all entries need not be read.
        wanted = {digest_of(text) for text in _texts(connection)} if kept else set()
        unused = [digest for digest in kept if digest not in wanted]
        for start in range(0, len(unused), 500):
            connection.execute(delete(_VECTOR).where(_VECTOR.c.digest.in_(unused[start : start + 500])))
        return len(unused)

    return await store.transact(drop)


def _missing(connection: Connection) -> list[str]:
    known = set(connection.scalars(select(_VECTOR.c.digest)))
    return [text for text in _texts(connection) if digest_of(text) not in known]


def _texts(connection: Connection) -> list[str]:
    # One of each entry, then another of each: while thousands are made, none is known by its words alone for long.
    texts = zip_longest(*([text for _, text, _ in entry.vector_texts()] for entry in read_entries(connection)))
    # What is asked of the library goes before what is told of its titles.
    entries = [text for row in texts for text in row if text]
    return list(dict.fromkeys([*entries, *title_texts(connection)]))
