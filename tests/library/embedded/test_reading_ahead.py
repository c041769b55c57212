"""A large catalogue is read once, also where the question that began it is given up, and before anybody asks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from language.requests.reading.reading import read_wish
from library import Library
from library.embedded import reading
from library.embedded.adapter import EmbeddedLibrary
from library.search import TitleIndex
from library.search.described import Descriptions
from library.stock import Stock

WISH = read_wish("a novel").wish


class Slow:
    """What makes an index, which takes until it may go on."""

    def __init__(self, made: object) -> None:
        self._made = made
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.times = 0

    def __call__(self, *given: object, **more: object) -> object:
        self.times += 1
        self.begun.set()
        assert self.go_on.wait(60)
        return self._made(*given, **more)  # type: ignore[operator]


@pytest.fixture
def indexing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """The index of titles, made slowly."""
    slow = Slow(TitleIndex.complete)
    monkeypatch.setattr(TitleIndex, "complete", lambda index: slow(index))
    yield slow
    slow.go_on.set()


@pytest.fixture
def shelving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """What there is to read, made slowly."""
    slow = Slow(Stock.pack)
    monkeypatch.setattr(Stock, "pack", lambda stock: slow(stock))
    yield slow
    slow.go_on.set()


async def given_up(question: asyncio.Task[object], slow: Slow) -> None:
    """Give a question up while what it waits for is being made."""
    await asyncio.to_thread(slow.begun.wait, 60)
    question.cancel()
    with pytest.raises(asyncio.CancelledError):
        await question


async def test_an_index_is_made_to_its_end_though_the_search_was_given_up(
    sqlite_library: Library, indexing: Slow
) -> None:
    await given_up(asyncio.create_task(sqlite_library.search("بوف کور")), indexing)
    others = [asyncio.create_task(sqlite_library.search("بوف کور")) for _ in range(2)]
    await asyncio.sleep(0)
    indexing.go_on.set()
    assert all(page.titles for page in await asyncio.gather(*others))
    assert indexing.times == 1


async def test_suggestions_too(sqlite_library: Library, shelving: Slow) -> None:
    await given_up(asyncio.create_task(sqlite_library.suggest(WISH)), shelving)
    other = asyncio.create_task(sqlite_library.suggest(WISH))
    await asyncio.sleep(0)
    shelving.go_on.set()
    await other
    assert shelving.times == 1


async def test_descriptions_too(sqlite_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(Descriptions.pack)
    monkeypatch.setattr(Descriptions, "pack", lambda described: slow(described))
    asked = "the one in which a captain hunts a whale"
    await given_up(asyncio.create_task(sqlite_library.described(asked)), slow)
    other = asyncio.create_task(sqlite_library.described(asked))
    await asyncio.sleep(0)
    slow.go_on.set()
    await other
    assert slow.times == 1


async def test_a_large_catalogue_is_read_before_anybody_asks(
    sqlite_library: EmbeddedLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_library.prepare()
    assert not len(sqlite_library._stock), "a small one is read with the first question"
    monkeypatch.setattr(reading, "WAITED_FOR", 1)
    await sqlite_library.prepare()
    assert len(sqlite_library._stock) and sqlite_library._indexed
