"""A library that is written out of the store and read into another is the same library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from library import seed
from library.errors import SeedError
from library.seed.exporting import exported, written
from protocol import plain_yaml
from tests.support.givens import SMALL_LIBRARY
from tests.support.yaml_files import yaml_of

# What is compared row by row; a copy's status is patrons' business, and keys are the store's.
TABLES = (
    records.LibraryProfile, records.BranchHours, records.Closing, records.LoanRule, records.Fact, records.LibraryEvent,
    records.TitleRecord, records.Item, records.CannedAnswer,
)  # fmt: skip
LEFT_OUT = {"id", "status", "updated_at", "branch_id", "title_id", "position", "search_norm", "search_squash"}


def everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Give the rows that are compared, in an order of their own."""
    found = {}
    for table in TABLES:
        columns = [column for column in table_of(table).c if column.name not in LEFT_OUT]
        rows = [dict(row) for row in connection.execute(select(*columns)).mappings()]
        found[table.__tablename__] = sorted(rows, key=repr)
    return found


@pytest.mark.parametrize("file", [SMALL_LIBRARY, seed.DEMO_FILE], ids=["small", "demo"])
async def test_what_was_exported_is_read_again(store: Store, sqlite_store: Store, tmp_path: Path, file: Path) -> None:
    if store is sqlite_store:
        pytest.skip("one store cannot be two")
    await seed.load(store, file)
    before = await store.look(everything)
    document = await exported(store)
    assert "patrons" not in document
    path = tmp_path / "again.yml"
    path.write_text(written(document), encoding="utf-8")
    await seed.load(sqlite_store, path)
    after = await sqlite_store.look(everything)
    for name, rows in before.items():
        assert after[name] == rows, name
    assert await exported(sqlite_store) == document


# Every key of the format that an export can hold, each with a value of its own.
EVERY_KEY: dict[str, Any] = {
    "library": {
        "name": {"fa": "کتابخانهٔ آزمون", "en": "Test Library"}, "phone": "021-1", "email": "a@example.org",
        "website": "https://www.example.org", "currency": "EUR", "answer_days": 5,
        "emergency": {"ambulance": "112", "fire": "118", "police": "119", "social": None, "guard": "12"},
    },
    "fictional": True,
    "branches": [
        {
            "code": "main", "name": {"fa": "مرکزی", "en": "Main"}, "main": True,
            "address": {"fa": "خیابان", "en": "Street"}, "directions": {"en": "By bus"},
            "phone": "021-2", "latitude": 35.7, "longitude": 51.4,
            "time_zone": "Asia/Tehran", "shelf_marks": "floor/shelf",
            "hours": {
                "library": {"saturday": ["08:00-12:00", "14:00-23:59"]}, "reference": {"monday": ["09:00-17:00"]}
            },
        },
        {
            "code": "park", "name": {"fa": "پارک", "en": "Park"}, "address": {"fa": "بوستان"},
            "time_zone": "Europe/Paris",
        },
    ],
    "closings": [
        {
            "first": "2026-12-01", "last": "2026-12-03", "branch": "park", "hours": "08:00-14:00",
            "reason": {"fa": "تعمیر", "en": "Repairs"},
        }
    ],
    "loan_rules": [
        {
            "category": "student", "type": "book", "loan_days": 14, "max_loans": 0, "max_renewals": 1,
            "renew_window_days": 3, "max_overdue_days_to_renew": 2, "fine_per_day": 10, "max_fines_to_renew": 100,
            "renewable": False, "hold_shelf_days": 4, "max_holds": 2,
        }
    ],
    "facts": [
        {
            "topic": "wifi", "branch": "park", "audience": audience, "question": {"fa": "رمز؟", "en": "The password?"},
            "text": {"fa": "آزاد", "en": "It is open"}, "also": also, "link": "https://www.example.org/wifi",
            "since": "2026-01-01", "until": "2027-01-01",
        }
        for audience, also in (("guest", "internet"), ("child", "\ninternet?\n… و رمزش؟"))
    ],
    "events": [
        {
            "title": {"fa": "قصه", "en": "Stories"}, "description": {"fa": "برای بچه‌ها"}, "branch": "park",
            "starts": "2026-12-05 17:00", "ends": "2026-12-05 18:30", "seats": 0, "registration": {"en": "At the desk"},
        }
    ],
    "titles": [
        {
            "id": "n1", "title": "بوف کور", "language": "fa", "author": "صادق هدایت", "kind": "audiobook", "year": 1315,
            "publisher": "نشر نو", "subjects": "داستان", "also": ["the blind owl"], "work": "blind owl",
            "isbn": ["9780140449266"], "call_number": "PIR1", "audience": "teens", "age": [0, 12], "form": "novel",
            "genres": ["horror"], "original_language": "fa", "pages": 0, "series": "دوره", "series_number": 0,
            "summary": "س" * 2000, "added": "2026-11-01",
            "copies": [
                {
                    "barcode": "1", "branch": "park", "type": "dvd", "call_number": "PIR2", "shelf": "۲",
                    "status": "in_transit",
                },
                {"barcode": "2", "branch": None, "type": "book"},
            ],
        },
        {"id": "n2", "title": "Untold", "language": None, "kind": "book"},
    ],
    "staff": [
        {"username": "nasrin", "name": {"fa": "نسرین", "en": "Nasrin"}, "role": "editor", "branch": "park"},
        {"username": "omid", "name": "امید", "role": "librarian", "branch": "main"},
    ],
    "canned": [
        {
            "code": "hi", "title": {"fa": "سلام", "en": "Hello"},
            "text": {"fa": "سلام {patron}", "en": "Hello {patron}"},
        }
    ],
}  # fmt: skip
# A password is in no file that is written here.
NEVER_WRITTEN = {"Document.patrons", "Staff.password"}


def keys_of(part: type[BaseModel], value: dict[str, Any]) -> Iterator[str]:
    """Name the keys of the format that stand in a part of a file, each by its model."""
    for name, told in value.items():
        yield f"{part.__name__}.{name}"
        inner = next(iter(models_in(part.model_fields[name].annotation)), None)
        for one in told if isinstance(told, list) else [told]:
            if inner is not None and isinstance(one, dict):
                yield from keys_of(inner, one)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Find the models that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from models_in(one)


def keys_of_the_format(part: type[BaseModel] = seed.Document) -> Iterator[str]:
    """Name all keys of the format, but what an export leaves out."""
    for name, field in part.model_fields.items():
        if (key := f"{part.__name__}.{name}") not in NEVER_WRITTEN:
            yield key
            for inner in models_in(field.annotation):
                yield from keys_of_the_format(inner)


async def test_every_key_of_the_format_is_written_as_it_was_read(sqlite_store: Store) -> None:
    assert set(keys_of(seed.Document, EVERY_KEY)) == set(keys_of_the_format())
    await seed.load(sqlite_store, seed.document_of(written(EVERY_KEY), "every.yml"))
    assert await exported(sqlite_store) == EVERY_KEY


async def test_other_names_of_a_title_are_still_found_by(sqlite_store: Store, tmp_path: Path) -> None:
    raw = plain_yaml.load(SMALL_LIBRARY.read_text(encoding="utf-8"))
    raw["titles"][0]["also"] = ["The Blind Owl"]
    file = tmp_path / "with.yml"
    file.write_text(yaml_of(raw), encoding="utf-8")
    await seed.load(sqlite_store, file)
    document = await exported(sqlite_store)
    owl = next(title for title in document["titles"] if title["id"] == raw["titles"][0]["id"])
    assert owl["also"] == ["the blind owl"]


async def test_an_empty_store_has_nothing_to_write(sqlite_store: Store) -> None:
    with pytest.raises(SeedError, match="no library yet"):
        await exported(sqlite_store)


async def test_no_secret_and_no_patron_is_written(sqlite_store: Store) -> None:
    await seed.load(sqlite_store, SMALL_LIBRARY, demo=True)
    text = written(await exported(sqlite_store))
    for told in ("20000001", "مینا آزمونی", "mina@example.org", "only for tests"):
        assert told not in text
