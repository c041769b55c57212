"""Tolerant catalogue search: half-spaces, Arabic letters, typing errors."""

from library.search.index import FoundTitles, SearchEntry, TitleIndex
from library.search.query import Query

__all__ = ["SearchEntry", "FoundTitles", "Query", "TitleIndex"]
