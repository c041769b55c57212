"""Rows of titles and copies from catalogue records."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, time
from typing import Any

from crm.library_info.titles import LONGEST_TEXT
from language.normalise import fold, squash
from library.imports.record import CatalogueRecord, CopyRecord

__all__ = ["copy_row", "digest_of", "title_row"]

Row = dict[str, Any]

MOST_AUTHORS = 400
NOON = time(12)


def title_row(record: CatalogueRecord) -> Row:
    """Give the row of a title; what is searched is folded as the search folds what patrons write."""
    authors = _cut(record.authors, MOST_AUTHORS)
    searched = _cut(
        " ".join(filter(None, (record.title, authors, record.subjects, record.series, *record.also))), 2 * LONGEST_TEXT
    )
    assert searched is not None  # noqa: S101 - a record has a title
    folded = fold(searched)
    return {
        "ils_bib_id": record.id,
        "title": _cut(record.title, LONGEST_TEXT),
        "authors": authors,
        "language": record.language and record.language[:8],
        "subjects": _cut(record.subjects, LONGEST_TEXT),
        "isbn": " ".join(record.isbns[:20]) or None,
        "publisher": _cut(record.publisher, 300),
        "year": record.year,
        "kind": record.kind[:32],
        "audience": record.audience,
        "age_from": record.age_from,
        "age_to": record.age_to,
        "form": record.form,
        "genres": " ".join(record.genres) or None,
        "original_language": record.original_language and record.original_language[:8],
        "work": record.work,
        "pages": record.pages,
        "series": _cut(record.series, 300),
        "series_number": record.series_number,
        "summary": _cut(record.summary, LONGEST_TEXT),
        "call_number": _cut(record.call_number, 200),
        "added_at": record.added and datetime.combine(record.added, NOON, UTC),
        "search_norm": folded,
        "search_squash": squash(folded),
    }


def copy_row(copy: CopyRecord, branch_id: int) -> Row:
    """Give the row of a copy, without its title."""
    return {
        "barcode": copy.barcode,
        "branch_id": branch_id,
        "status": copy.status,
        "item_type": copy.item_type[:32],
        "call_number": _cut(copy.call_number, 200),
        "shelf": _cut(copy.shelf, 200),
    }


def digest_of(title: Row, copies: list[Row] | None) -> str:
    """Give a short sign of all that is stored of a record: the same sign, and nothing has to be looked at."""
    text = json.dumps([title, copies], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _cut(text: str | None, most: int) -> str | None:
    return text[:most] if text else None
