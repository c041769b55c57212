"""The keys of before in the store, encrypted with the present one: read by all, written by a change of the secret.

Nobody can make a card's or a token's hash anew without the card or the token. So its key is kept for as long as there
is such a hash, and whoever holds the secret of before has no use of it any more: it opens nothing and signs nothing.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from crm import records
from crm.database.key_ring import KeyRing, mark_of
from crm.database.sealing import sealed, unsealed
from crm.database.upsert import table_of
from protocol.clock import Clock

__all__ = ["are_kept", "keep", "read"]

PURPOSE = "a key of before"

_KEPT = table_of(records.KeptKey)
_ALL = select(_KEPT).order_by(_KEPT.c.id.desc())


def read(connection: Connection, believed: Sequence[bytes]) -> tuple[list[bytes], bytes]:
    """Give the keys of before, the newest first, and the one that the store began with (empty where none is kept).

    What none of our keys decrypts is left out: another secret is found out by the store's seal (crm.audit.seal).
    """
    is_sqlite = connection.dialect.name == "sqlite"
    # A store that has still to be migrated has no such table.
    there = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'kept_key'"
        if is_sqlite
        else "SELECT to_regclass('kept_key')"
    )
    if connection.exec_driver_sql(there).scalar() is None:
        return [], b""
    keys, first = [], b""
    for row in connection.execute(_ALL).all():
        key = unsealed(believed, _purpose(row.mark), row.sealed)
        if key is not None:
            keys.append(key)
            first = key if row.is_first else first
    return keys, first


def keep(connection: Connection, keys: KeyRing, clock: Clock) -> bool:
    """Keep every key but the present one, encrypted with the present one; tell whether anything had to be written."""
    changed = False
    rows = {row.mark: row for row in connection.execute(_ALL).all()}
    # What a process with another secret has kept is in there too, as far as one of our keys reads it.
    there = (unsealed(keys.known, _purpose(row.mark), row.sealed) for row in reversed(rows.values()))
    for key in dict.fromkeys((*(key for key in there if key and key != keys.current), *_older(keys))):
        mark = mark_of(key)
        row = rows.get(mark)
        if row is not None and unsealed([keys.current], _purpose(mark), row.sealed) is not None:
            continue
        anew = sealed(keys.current, _purpose(mark), key)
        if row is None:
            values = {"mark": mark, "sealed": anew, "is_first": key == keys.first, "kept_at": clock.now()}
            connection.execute(_KEPT.insert().values(**values))
        else:
            connection.execute(_KEPT.update().where(_KEPT.c.mark == mark).values(sealed=anew))
        changed = True
    return changed


def are_kept(connection: Connection, keys: KeyRing) -> bool:
    """Tell whether every key of before that we know is kept, encrypted with the present one.

    What none of our keys reads is passed over: it is lost, and no secret of before brings it back.
    """
    rows = {row.mark: row.sealed for row in connection.execute(_ALL).all()}
    readable = [mark for mark, text in rows.items() if unsealed(keys.known, _purpose(mark), text) is not None]
    return all(
        mark in rows and unsealed([keys.current], _purpose(mark), rows[mark]) is not None
        for mark in (*map(mark_of, _older(keys)), *readable)
        if mark != mark_of(keys.current)
    )


def _older(keys: KeyRing) -> list[bytes]:
    # A coming key is not one of before: it has made nothing yet.
    return [key for key in (*keys.kept, keys.counting) if key != keys.current]


def _purpose(mark: str) -> str:
    return f"{PURPOSE}: {mark}"
