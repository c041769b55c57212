"""Finding titles as patrons write them: half-spaces, Arabic letters, slips of the keyboard."""

from library.search.index import Entry, Found, TitleIndex
from library.search.query import Query

__all__ = ["Entry", "Found", "Query", "TitleIndex"]
