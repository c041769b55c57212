"""Tolerant catalogue search: half-spaces, Arabic letters, typing errors."""

from library.search.index import Entry, Found, TitleIndex
from library.search.query import Query

__all__ = ["Entry", "Found", "Query", "TitleIndex"]
