"""A library that is written out of the store and read into another is the same library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
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
    again = await exported(sqlite_store)
    assert {**again, "titles": None} == {**document, "titles": None}


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
