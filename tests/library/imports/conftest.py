"""A library with what was imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.database.store import Store
from library import Library
from library.imports import import_catalogue, import_table
from tests.support.import_files import BY, PATRONS, book, file_of, text_file


@pytest.fixture
async def stocked(store: Store, library: Library, tmp_path: Path) -> Library:
    """A library with three imported copies and two imported patrons."""
    made = [book(str(number), f"کتاب {number}", (f"b{number}", "main")) for number in range(1, 4)]
    await import_catalogue(store, [file_of(tmp_path, *made)], by=BY)
    await import_table(store, "patrons", text_file(tmp_path, PATRONS), by=BY)
    return library
