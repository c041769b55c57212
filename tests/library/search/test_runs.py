"""Runs of three letters: what is ranked by numbers that are kept is what SQLite ranks."""

from __future__ import annotations

import random
import sqlite3

import pytest

from library.search import runs as module
from library.search.runs import Runs
from library.search.words import trigrams

WORDS = "sea seaside whale whales horse horses moon moonlight تاریخ تاریخی ایران باغ باغبان کتاب شب شبانه".split()


def texts(count: int) -> dict[int, str]:
    chance = random.Random(5)
    return {3 * key: " ".join(chance.choices(WORDS, k=chance.randint(1, 9))) for key in range(count, 0, -1)}


@pytest.fixture
def held() -> dict[int, str]:
    return texts(400)


@pytest.fixture
def runs(held: dict[int, str]) -> Runs:
    made = Runs()
    made.begin()
    for key, text in held.items():
        made.add(key, text)
    made.end()
    made.complete()
    return made


def by_sqlite(held: dict[int, str], expression: str, limit: int) -> list[int]:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE titles USING fts5(text, tokenize='trigram')")
    table.executemany("INSERT INTO titles (rowid, text) VALUES (?, ?)", held.items())
    rows = table.execute("SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rank LIMIT ?", (expression, limit))
    found = [key for (key,) in rows]
    table.close()
    return found


@pytest.mark.parametrize("limit", [1, 20, 100, 1000])
@pytest.mark.parametrize("said", [("seaside",), ("the", "whale"), ("باغبان", "شب"), ("moon", "moon", "horses", "x")])
def test_titles_that_share_runs_are_those_that_sqlite_ranks_first(
    runs: Runs, held: dict[int, str], said: tuple[str, ...], limit: int
) -> None:
    wanted = trigrams(said)
    expected = by_sqlite(held, " OR ".join(f'"{run}"' for run in wanted), limit)
    assert expected and sorted(runs.with_any(wanted, limit)) == sorted(expected)


@pytest.mark.parametrize("limit", [1, 20, 1000])
@pytest.mark.parametrize("said", [("sea",), ("easid", "whale"), ("باغ", "شب"), ("moonl", "of")])
def test_titles_that_hold_words_are_those_that_sqlite_ranks_first(
    runs: Runs, held: dict[int, str], said: tuple[str, ...], limit: int
) -> None:
    expected = by_sqlite(held, " AND ".join(f'"{word}"' for word in said if len(word) > 2), limit)
    assert expected and sorted(runs.with_all(said, limit)) == sorted(expected)


def test_what_no_title_holds_finds_none(runs: Runs) -> None:
    assert runs.with_all(("zebra",), 10) == runs.with_all(("of",), 10) == runs.with_all((), 10) == ()
    assert runs.with_all(("seahorse",), 10) == ()
    assert runs.with_any(("zeb", "ebr"), 10) == runs.with_any((), 10) == ()


def test_of_runs_that_many_titles_hold_the_rarest_are_ranked(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = trigrams(("seaside", "whale"))
    monkeypatch.setattr(module, "MOST_RANKED", 10)
    rarest = sorted(wanted, key=lambda run: runs._holding.get(run, 0))
    known = [run for run in rarest if run in runs._holding][: module.LEAST_RUNS]
    few = runs.with_any(wanted, 1000)
    monkeypatch.undo()
    assert few and sorted(few) == sorted(runs.with_any(known, 1000))


def test_no_more_is_kept_than_is_allowed(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 100)
    wanted = trigrams(("seaside", "whale"))
    found = runs.with_any(wanted, 20)
    assert sum(len(places) for places, _ in runs._read.values()) == runs._kept < 100 + len(runs._keys)
    assert runs.with_any(wanted, 20) == found


def test_without_titles_nothing_is_found() -> None:
    none = Runs()
    assert none.with_any(("sea",), 10) == none.with_all(("sea",), 10) == ()
    none.complete()
    assert none.with_any(("sea",), 10) == none.with_all(("sea",), 10) == ()
    none.close()
