"""What is told of the library's titles, as texts whose vectors find a book that is described and not named."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.upsert import table_of
from crm.knowledge.entries import vector_text
from crm.knowledge.remembered import RememberedWork, RememberedWorks

__all__ = ["MOST_TITLES", "catalogue_version", "remembered_texts", "title_text", "title_texts"]

# A vector takes three quarters of a kilobyte in the store, twice that in memory, and its making a hundredth of a
# second (of what is remembered of a work, a thirtieth): of a larger catalogue there are none, and descriptions are
# looked up by their words.
MOST_TITLES = 20_000

_TITLE = table_of(records.TitleRecord)
_STATE = table_of(records.CatalogueState)


def title_text(title: str, summary: str | None) -> str:
    """Give what the vector of a title is made of; nothing where nothing is told of it but its name."""
    return vector_text(f"{title}. {summary}") if summary else ""


def remembered_texts(work: RememberedWork) -> list[tuple[str, str]]:
    """Give what the vectors of a work that readers remember are made of, each with its language."""
    return [(language, vector_text(text.replace(" | ", ". "))) for language, text in work.told]


def title_texts(connection: Connection) -> list[str]:
    """Give the texts of all titles that something is told of; none of a catalogue that is too large."""
    if (connection.scalar(select(func.count()).select_from(_TITLE)) or 0) > MOST_TITLES:
        return []
    works, texts, remembered = RememberedWorks(), [], []
    for row in connection.execute(select(_TITLE.c.title, _TITLE.c.authors, _TITLE.c.summary).order_by(_TITLE.c.id)):
        texts.append(title_text(row.title, row.summary))
        if (work := works.of(row.title, row.authors)) is not None:
            remembered += [text for _, text in remembered_texts(work)]
    return [text for text in dict.fromkeys([*texts, *remembered]) if text]


def catalogue_version(connection: Connection) -> int:
    """Give the number of changes to the titles so far."""
    return int(connection.scalar(select(_STATE.c.version)) or 0)
