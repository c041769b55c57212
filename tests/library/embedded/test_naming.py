"""Titles and authors as patrons name them, from the sentence to what is shown, on the demo catalogue."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from actions.dialogue.turn import Services, Turn
from actions.subjects import load
from actions.subjects.catalogue.catalogue import search_book
from actions.subjects.catalogue.shelf_location import shelf_location
from actions.subjects.titles.titles import look_up
from crm.database.store import Store
from engine.nlu.finding import find_entities
from engine.nlu.places import LookupTable
from language.normalise import fold
from library import open_library, seed
from library.seed import DEMO_FILE, read
from library.values import SearchPage, Title
from protocol.clock import FixedClock
from tests.support.givens import NOW, SERVER_KEY

# A question that names no title goes on to whichever subject answers it.
load()

ROWS: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "naming.yml").read_text("utf-8"))
PLACES = LookupTable(["کتابخانهٔ مرکزی", "شعبهٔ سعدی", "Central Library", "Saadi Branch"])


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """An SQLite file with the demo library, loaded once."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    shutil.copy(sqlite_file, path)
    asyncio.run(_load(path))
    return path


async def _load(path: Path) -> None:
    store = await _open(path)
    await seed.load(store, DEMO_FILE)
    await store.close()


async def _open(path: Path) -> Store:
    clock = FixedClock(NOW, frozen=True)
    return await Store.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)


@pytest.fixture
async def house(demo_file: Path) -> AsyncIterator[Services]:
    """The demo library, to read in."""
    store = await _open(demo_file)
    yield Services(store, open_library(store, store.clock), ZoneInfo("Asia/Tehran"))
    await store.close()


def turn_of(house: Services, text: str, intent: str = "search_book") -> Turn:
    """Make a turn of a sentence, with the entities that the engine finds in it."""
    entities: dict[str, list[str]] = {}
    for each in find_entities(text, intent, PLACES):
        entities.setdefault(each.entity, []).append(each.value)
    return Turn(house, "c", "m", "en" if text.isascii() else "fa", text, intent, entities=entities)


ALSO = {title.title: {fold(name) for name in title.also} for title in read(DEMO_FILE).titles}


def is_right(row: dict[str, Any], page: SearchPage) -> bool:
    """Tell whether what comes first is what was meant, and an author is called one."""
    top: Title | None = page.titles[0] if page.titles else None
    if row.get("nothing"):
        return top is None or page.corrected
    if "title" in row:
        return top is not None and top.title == row["title"]
    by = row["author"]
    return top is not None and bool(page.author) and (by in top.author or fold(by) in ALSO[top.title])


@pytest.mark.parametrize(("part", "least"), [("first", 0.97), ("second", 0.95), ("third", 0.92)])
async def test_what_was_meant_comes_first(house: Services, part: str, least: float) -> None:
    wrong = []
    for row in ROWS[part]:
        _query, page = await look_up(turn_of(house, row["text"], row.get("intent", "search_book")))
        if not is_right(row, page):
            wrong.append((row["text"], [title.title for title in page.titles[:2]], page.author))
    share = 1 - len(wrong) / len(ROWS[part])
    print(f"{part}: {len(ROWS[part])} rows, top-1 {share:.1%}")
    assert share >= least, wrong


def test_there_is_enough_to_measure_with_in_both_languages() -> None:
    texts = [row["text"] for rows in ROWS.values() for row in rows]
    assert len(texts) == len(set(texts)) >= 200
    assert min(sum(text.isascii() for text in texts), sum(not text.isascii() for text in texts)) >= 80


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Orhan Pamuk", "Orhan Pamuk"),
        ("صادق هدایت داری؟", "صادق هدایت"),
        ("اورهان پاموک", "اورهان پاموک"),
        ("Sadegh Hedayat", "Sadegh Hedayat"),
        ("کتابای هدایت", "صادق هدایت"),
    ],
)
async def test_an_author_is_worded_as_one(house: Services, text: str, author: str) -> None:
    turn = turn_of(house, text)
    await search_book(turn)
    (answer,) = turn.answers
    assert answer[0] == "utter_search_author"
    assert answer[1]["author"] == author
    assert len(answer[1]["titles"]["list"]) > 1


@pytest.mark.parametrize("text", ["حافظ", "کافکا", "Emma", "شاهنامه", "تاریخ"])
async def test_a_name_that_is_a_title_too_is_no_author_alone(house: Services, text: str) -> None:
    turn = turn_of(house, text)
    await search_book(turn)
    assert turn.answers[0][0] in ("utter_search", "utter_search_one")


async def test_where_an_authors_books_stand_is_asked_back_with_a_list(house: Services) -> None:
    turn = turn_of(house, "کتابای صادق هدایت کجاست؟", "shelf_location")
    await shelf_location(turn)
    assert turn.answers[0][0] == "utter_search_author"


async def test_a_title_that_was_not_cut_out_is_found_on_its_shelf(house: Services) -> None:
    turn = turn_of(house, "کوری کجاست تو قفسه ها؟", "shelf_location")
    assert "title" not in turn.entities
    await shelf_location(turn)
    assert turn.answers[0][0] == "utter_shelf"


@pytest.mark.parametrize("text", ["کتاب‌های تاریخ کجاست؟", "where is the history section", "بخش کودک کجاست؟"])
async def test_a_section_is_no_title(house: Services, text: str) -> None:
    turn = turn_of(house, text, "shelf_location")
    await shelf_location(turn)
    assert turn.answers[0][0] != "utter_shelf"
