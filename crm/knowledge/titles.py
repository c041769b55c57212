"""What is told of the library's titles, as texts whose vectors find a book that is described and not named."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.upsert import table_of
from crm.knowledge.entries import vector_text

__all__ = ["MOST_TITLES", "catalogue_version", "title_text", "title_texts"]

# A vector takes three quarters of a kilobyte in the store, twice that in memory, and its making a hundredth of a
# second: of a larger catalogue there are none, and descriptions are looked up by their words.
MOST_TITLES = 20_000

_TITLE = table_of(records.TitleRecord)
_STATE = table_of(records.CatalogueState)


def title_text(title: str, summary: str | None) -> str:
    """Give what the vector of a title is made of; nothing where nothing is told of it but its name."""
    return vector_text(f"{title}. {summary}") if summary else ""


def title_texts(connection: Connection) -> list[str]:
    """Give the texts of all titles that something is told of; none of a catalogue that is too large."""
    if (connection.scalar(select(func.count()).select_from(_TITLE)) or 0) > MOST_TITLES:
        return []
    told = select(_TITLE.c.title, _TITLE.c.summary).where(_TITLE.c.summary != "").order_by(_TITLE.c.id)
    return [title_text(row.title, row.summary) for row in connection.execute(told)]


def catalogue_version(connection: Connection) -> int:
    """Give the number of changes to the titles so far."""
    return int(connection.scalar(select(_STATE.c.version)) or 0)
