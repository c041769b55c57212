"""Which row stands for which record of the other system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from crm import records
from crm.database.upsert import table_of

__all__ = ["keep_records"]

_KEPT = table_of(records.ImportedRecord)


def keep_records(
    connection: Connection,
    kind: str,
    rows: Sequence[tuple[str, int, str, datetime | None]],
    patrons: Sequence[int | None] = (),
) -> None:
    """Note for each record its number there, its row, the digest of what was read, and when it was changed there."""
    if not rows:
        return
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(_KEPT)
    columns = ("row_id", "digest", "changed_at", "patron_id")
    statement = statement.on_conflict_do_update(
        index_elements=["kind", "key"], set_={name: statement.excluded[name] for name in columns}
    )
    whose = list(patrons) or [None] * len(rows)
    connection.execute(
        statement,
        [
            {"kind": kind, "key": key, "row_id": row, "digest": digest, "changed_at": changed, "patron_id": patron}
            for (key, row, digest, changed), patron in zip(rows, whose, strict=True)
        ],
    )
