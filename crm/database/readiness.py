"""Readiness of the database for a write, checked by queries alone."""

import os

from sqlalchemy import Connection

from crm.database import migrate
from crm.database.store import Store
from crm.database.urls import store_file

__all__ = ["why_no_writes"]

# As this process began: another release may lie in its folder by now.
_REVISION = migrate.head()


async def why_no_writes(store: Store, url: str) -> str:
    """Say why nothing can be written to the store at a URL; an empty text when it can."""

    def look(connection: Connection) -> str:
        have = migrate.revision_of(connection)
        if have is None:
            return "the store has no tables of ketabyar any more"
        if have != _REVISION:
            return f"the store is of another version of ketabyar: at revision {have}, not {_REVISION}"
        if connection.dialect.name == "postgresql":
            read_only = connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
            return "the store takes no writes" if read_only else ""
        file = store_file(url)
        # On a disk that became read-only this is no, for root too.
        writable = file is not None and os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        return "" if writable else "the store's file cannot be written"

    return await store.look(look)
