"""Where a book stands: floor and shelf in the chat's own words and digits, where its branch says how marks are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.library_info import branches, directory
from crm.library_info.branches import BranchValues
from language.bidi import plain
from tests.support.store_rows import SARA
from tests.support.talk import Begin, Talk


async def reads_marks(talk: Talk, reading: str | None) -> None:
    store = talk.services.store
    main = (await directory.branches(store))[0]
    values = BranchValues(**await branches.branch_values(store, main.id))
    await branches.change_branch(store, main.id, replace(values, shelf_marks=reading), by=SARA)


@pytest.mark.parametrize(
    ("language", "reading", "told"),
    [
        ("en", "floor/shelf", "(floor 2, shelf 14)"),
        ("fa", "floor/shelf", "(طبقهٔ ۲، قفسهٔ ۱۴)"),
        ("en", "room/row", "(room 2, row 14)"),
        ("fa", "room/row", "(سالن ۲، ردیف ۱۴)"),
        ("en", None, "Shelf: 2/14"),
        ("en", "shelf", "Shelf: 2/14"),
        ("fa", None, "قفسه: 2/14"),
    ],
)
async def test_a_shelf_is_told_as_its_branch_reads_marks(
    begin: Begin, language: str, reading: str | None, told: str
) -> None:
    talk = await begin(language)
    await reads_marks(talk, reading)
    said = await talk.says("search_book", "Nineteen Eighty-Four", title="Nineteen Eighty-Four")
    assert told in plain(said.text)
    asked = await talk.says("shelf_location", "which floor is it on?", sure=0.7)
    assert told in plain(asked.text)
    there = await talk.says("shelf_location", "where is Nineteen Eighty-Four?", title="Nineteen Eighty-Four")
    assert told.removeprefix("Shelf: ").removeprefix("قفسه: ") in plain(there.text)
