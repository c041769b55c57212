"""Records that were made one with another: whose they are now."""

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["given_away", "joined_with", "survivor_of"]

_PATRON = table_of(records.Patron)
_MERGE = table_of(records.PatronMerge)
_ROW = table_of(records.PatronMergeRow)


def joined_with(connection: Connection, patron_id: int) -> list[int]:
    """Give the records that were made one with a patron's, and those that were made one with these."""
    found: list[int] = []
    into = [patron_id]
    while into:
        query = select(_PATRON.c.id).where(_PATRON.c.merged_into_id.in_(into), _PATRON.c.id.not_in([patron_id, *found]))
        into = list(connection.scalars(query.order_by(_PATRON.c.id)))
        found += into
    return found


def survivor_of(connection: Connection, patron_id: int) -> int:
    """Give the record that a record was made one with, itself where it was not."""
    seen = {patron_id}
    while (further := connection.scalar(select(_PATRON.c.merged_into_id).where(_PATRON.c.id == patron_id))) is not None:
        if further in seen:
            break
        patron_id = int(further)
        seen.add(patron_id)
    return patron_id


def given_away(connection: Connection, patron_id: int) -> tuple[str | None, bool]:
    """Give the library system's number that a record gave away as it was made one with another; None for none.

    And whether the record that it is now still has that number: then it stands for both.
    """
    given = (
        select(_ROW.c.before)
        .join(_MERGE, _MERGE.c.id == _ROW.c.merge_id)
        .where(
            _MERGE.c.merged_id == patron_id,
            _MERGE.c.state == "merged",
            _ROW.c.table_name == _PATRON.name,
            _ROW.c.row_id == patron_id,
            _ROW.c.column_name == "ils_patron_id",
        )
        .order_by(_ROW.c.id.desc())
        .limit(1)
    )
    number = (connection.scalar(given) or {}).get("is")
    if number is None:
        return None, False
    holder = connection.scalar(select(_PATRON.c.id).where(_PATRON.c.ils_patron_id == number))
    if holder is None:
        return number, False
    # Proved to be somebody else's since, it says nothing of this one any more.
    is_survivors = holder == survivor_of(connection, patron_id)
    return (number if is_survivors else None), is_survivors
