"""Conversion of a library file to rows of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crm.database.store import Store
from crm.staff.members import name_values
from language.isbn import canonical
from language.normalise import fold, squash
from library.seed.document import Document
from library.seed.patron_rows import PatronRows
from library.seed.people import Staff
from library.seed.place_rows import PlaceRows, canned_rows
from library.seed.row_keys import RowKeys

__all__ = ["Rows", "staff_row"]

Row = dict[str, Any]


class Rows:
    """The rows of every table, with keys counted from 1, because the store is empty."""

    def __init__(self, document: Document, store: Store, *, demo: bool) -> None:
        self._document = document
        self._store = store
        self._demo = demo
        self._keys = RowKeys(document, store.clock.now())

    def tables(self, pin_hashes: Mapping[str, str], password_hashes: Mapping[str, str]) -> dict[str, list[Row]]:
        """Give the rows by table, in an order in which they can be inserted."""
        of_patrons = PatronRows(self._document, self._store, self._keys, pin_hashes)
        places = PlaceRows(self._document, self._keys)
        return {
            "library_profile": [places.profile()],
            "branch": places.branches(),
            "branch_hours": places.hours(),
            "closing": places.closings(),
            "loan_rule": places.rules(),
            "fact": places.facts(),
            "library_event": places.events(),
            "title_record": self._titles(),
            "item": self._items(of_patrons.status),
            "patron": of_patrons.patrons,
            "contact_point": of_patrons.contacts,
            "loan": of_patrons.loans,
            "hold": of_patrons.holds,
            "fine": of_patrons.fines,
            "staff_user": self._staff(password_hashes),
            "canned_answer": canned_rows(self._document, self._keys.now),
        }

    def _titles(self) -> list[Row]:
        rows = []
        for title in self._document.titles:
            searched = " ".join(filter(None, (title.title, title.author, title.subjects, title.series, *title.also)))
            rows.append(
                {
                    "id": self._keys.title_ids[title.id],
                    "ils_bib_id": title.id,
                    "title": title.title,
                    "authors": title.author or None,
                    "language": title.language,
                    "subjects": title.subjects or None,
                    "isbn": " ".join(filter(None, map(canonical, title.isbn))) or None,
                    "publisher": title.publisher,
                    "year": title.year,
                    "kind": title.kind,
                    "audience": title.audience,
                    "age_from": title.age[0] if title.age else None,
                    "age_to": title.age[1] if title.age and len(title.age) > 1 else None,
                    "form": title.form,
                    "genres": " ".join(title.genres) or None,
                    "original_language": title.original_language,
                    "work": title.work and fold(title.work),
                    "pages": title.pages,
                    "series": title.series,
                    "series_number": title.series_number,
                    "summary": title.summary,
                    "call_number": title.call_number,
                    "added_at": self._keys.at(title.added) if title.added else None,
                    "search_norm": fold(searched),
                    "search_squash": squash(searched),
                }
            )
        return rows

    def _items(self, status: Mapping[str, str]) -> list[Row]:
        return [
            {
                "id": self._keys.item_ids[copy.barcode],
                "title_id": self._keys.title_ids[title.id],
                "barcode": copy.barcode,
                "branch_id": self._keys.branch_id(copy.branch),
                "status": status.get(copy.barcode, copy.status),
                "item_type": copy.type,
                "call_number": copy.call_number,
                "shelf": copy.shelf,
            }
            for title in self._document.titles
            for copy in title.copies
        ]

    def _staff(self, password_hashes: Mapping[str, str]) -> list[Row]:
        return [
            staff_row(person, password_hashes, self._keys.branch_ids, self._keys.now)
            for person in self._document.staff
            if self._demo or person.password is None
        ]


def staff_row(person: Staff, password_hashes: Mapping[str, str], branch_ids: Mapping[str, int], now: datetime) -> Row:
    """Give the row of one account."""
    return {
        "username": person.username,
        **name_values(person.full_name),
        "role": person.role,
        "password_hash": password_hashes.get(person.username),
        "is_active": True,
        # A password that stands in a file is known to whoever has the file.
        "is_demo": person.password is not None,
        "branch_id": branch_ids.get(person.branch) if person.branch else None,
        "created_at": now,
    }
