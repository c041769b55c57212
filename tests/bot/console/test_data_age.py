"""Of a library that is known only by its files the console says how old what it shows is, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from crm import records
from library.files.adapter import FilesLibrary
from tests.bot.console.test_patrons import in_english, lent, made
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.store_rows import add, rows
from tests.support.texts import occurrences, phrase


@pytest.fixture
def by_files(console: Desk) -> Iterator[Desk]:
    """The gateway's library system, taken for one that is known by its files."""
    library = console.running.gateway.library
    before, library.__class__ = library.__class__, FilesLibrary  # type: ignore[assignment]
    yield console
    library.__class__ = before


def brought(console: Desk, kind: str, days: int) -> None:
    now = console.store.clock.now()
    console.run(
        add(
            console.store, records.ImportRun, kind=kind, source="x.csv", state="done", started_by="test", counts={},
            problems=[], started_at=now, seen_at=now, finished_at=now, data_as_of=now - timedelta(days=days),
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_first_page_and_a_patrons_page_tell_the_age(by_files: Desk, language: str) -> None:
    console = by_files
    patron_id, at = made(console, "29990001", "زرقام")
    lent(console, patron_id)
    brought(console, "patrons", 1)
    brought(console, "loans", 0)
    brought(console, "holds", 5)
    client = console.client("librarian") if language == "fa" else in_english(console, "librarian")
    for path in ("/console/", at):
        page = page_of(client.get(path))
        told = page.texts(".data-ages li")
        assert len(told) == 4, path
        kinds = zip(("patrons", "loans", "holds", "fines"), told, strict=True)
        assert all(phrase(f"home.data_age.{kind}", language) in line for kind, line in kinds)
        assert len(page.texts(".data-ages .late")) == 2, "five days is old, and never is older"
        assert phrase("home.data_age.never", language) in told[3]
    page = client.get(at)
    assert f'{at}/renew"' not in page.text and f'{at}/titles"' not in page.text
    assert phrase("patrons.clear", language) not in page_of(page).texts(".marks")


def test_what_is_sent_all_the_same_becomes_a_request(by_files: Desk) -> None:
    console = by_files
    patron_id, at = made(console, "29990001", "زرقام")
    loan = lent(console, patron_id)
    client = in_english(console, "librarian")
    done = client.post(f"{at}/renew", {"loans": loan, "channel": "in_person"})
    (case,) = console.run(rows(console.store, records.ServiceCase))
    assert done.status_code == 200 and case.number in done.text
    assert occurrences("patrons.requested", page_of(done).text, "en")


def test_where_the_library_system_is_asked_nothing_is_said_of_it(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = console.client("librarian")
    for path in ("/console/", at):
        assert not page_of(client.get(path)).texts(".data-ages li")


def test_a_file_that_came_every_day_and_comes_no_more_is_on_the_first_page(console: Desk) -> None:
    for days in (3, 4, 5):
        brought(console, "patrons", days)
    # Once is no routine, one that came today is not late, and what ended long ago was given up.
    for kind, ages in (("loans", (5,)), ("holds", (0, 1, 2)), ("fines", (70, 71, 72))):
        for days in ages:
            brought(console, kind, days)
    cards = page_of(console.client("admin").get("/console/")).texts('a.count[href="/console/imports"]')
    assert [phrase("home.import_late.patrons") in card and "۳" in card for card in cards] == [True]
    assert page_of(console.client("librarian").get("/console/")).texts('a.count[href="/console/imports"]') == []
