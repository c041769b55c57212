"""Branches, hours, closings, notes and events as the store tells them, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from crm.database.store import Store
from crm.errors import NotFound
from crm.library_info import directory
from library import Library

MAIN, SAADI, BAGH = 1, 2, 3
pytestmark = pytest.mark.usefixtures("library")


def tehran(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00+03:30")


async def test_branches_come_with_the_main_one_first(store: Store) -> None:
    found = await directory.branches(store)
    assert [branch.code for branch in found] == ["main", "saadi", "bagh"]
    assert found[1].name == {"fa": "شعبهٔ سعدی", "en": "Saadi Branch"}
    assert found[1].address == {"fa": "", "en": ""}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("باغ فردوس", "bagh"),
        ("باغ‌فردوس", "bagh"),
        ("باغفردوس", "bagh"),
        ("باغ فردس", "bagh"),
        ("Bagh Ferdows", "bagh"),
        ("مرکزی", "main"),
        ("کتابخونه‌ی مرکزی", "main"),
        ("the main library", "main"),
        ("central", "main"),
        ("شعبه سعدي", "saadi"),
        ("saadi branch", "saadi"),
        ("ساعت کار شعبهٔ سعدی فردا چیه؟", "saadi"),
        ("کتابخانه", None),
        ("library", None),
        ("", None),
        ("شعبهٔ ونک", None),
        ("سلام", None),
    ],
)
async def test_a_branch_is_found_by_what_people_call_it(store: Store, text: str, code: str | None) -> None:
    found = await directory.find_branch(store, text)
    assert (found.code if found else None) == code


async def test_an_ordinary_day(store: Store) -> None:
    day = await directory.opening(store, MAIN, date(2026, 11, 24))
    assert day.spans == ((time(8), time(20)),)
    assert (day.closed_reason, day.special_reason) == (None, None)
    thursday = await directory.opening(store, MAIN, date(2026, 11, 26))
    assert thursday.spans == ((time(8), time(12)), (time(14), time(17)))
    friday = await directory.opening(store, None, date(2026, 11, 27))
    assert (friday.is_open, friday.closed_reason) == (False, None)


async def test_a_closing_of_one_branch_or_of_all(store: Store) -> None:
    day = date(2026, 12, 1)  # 1405-09-10
    assert (await directory.opening(store, SAADI, day)).closed_reason == {"fa": "سم‌پاشی", "en": "Pest control"}
    assert (await directory.opening(store, MAIN, day)).is_open
    for branch in (MAIN, SAADI, BAGH):
        closed = await directory.opening(store, branch, date(2026, 12, 3))
        assert (closed.is_open, closed.closed_reason) == (False, {"fa": "تعطیل رسمی", "en": "Public holiday"})


async def test_special_hours(store: Store) -> None:
    day = await directory.opening(store, MAIN, date(2026, 12, 5))
    assert day.spans == ((time(10), time(13)),)
    assert day.special_reason == {"fa": "شب یلدا", "en": "Yalda night"}


async def test_a_desk_has_hours_of_its_own(store: Store) -> None:
    saturday = await directory.opening(store, MAIN, date(2026, 11, 28), desk="librarian")
    assert saturday.spans == ((time(9), time(16)),)
    sunday = await directory.opening(store, MAIN, date(2026, 11, 29), desk="librarian")
    assert not sunday.is_open
    special = await directory.opening(store, MAIN, date(2026, 12, 5), desk="librarian")
    assert special.spans == ((time(10), time(13)),)
    unknown = await directory.opening(store, MAIN, date(2026, 11, 29), desk="cinema")
    assert unknown.spans == ((time(8), time(20)),)


async def test_open_now(store: Store) -> None:
    assert await directory.is_open(store, MAIN, tehran(24, 8))
    assert not await directory.is_open(store, MAIN, tehran(24, 20))
    assert not await directory.is_open(store, MAIN, tehran(26, 13))
    assert await directory.is_open(store, None, datetime(2026, 11, 24, 5, tzinfo=UTC))


async def test_the_next_opening_crosses_closed_days(store: Store) -> None:
    assert await directory.next_opening(store, MAIN, tehran(24, 7)) == tehran(24, 8)
    assert await directory.next_opening(store, MAIN, tehran(26, 12, 30)) == tehran(26, 14)
    assert await directory.next_opening(store, MAIN, tehran(26, 18)) == tehran(28, 8)
    # Pest control on Tuesday, a holiday on Wednesday and Thursday, Friday, and Saturday begins late.
    assert await directory.next_opening(store, SAADI, tehran(30, 19, 30)) == tehran(5, 10, month=12)


async def test_a_branch_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        await directory.opening(store, 99, date(2026, 11, 24))


async def test_facts_of_a_branch_go_before_those_of_all(store: Store) -> None:
    everywhere = await directory.first_facts(store, "wifi")
    assert everywhere is not None
    assert everywhere.text["en"] == "The wireless network is free."
    saadi = await directory.first_facts(store, "wifi", SAADI)
    assert saadi is not None
    assert saadi.branch_id == SAADI
    assert saadi.text["en"].splitlines() == ["There is no wireless network at Saadi.", "The wireless network is free."]
    assert await directory.first_facts(store, "wifi", BAGH) == everywhere
    assert await directory.first_facts(store, "parking") is None


async def test_events_of_some_days(store: Store) -> None:
    first, last = date(2026, 11, 24), date(2026, 11, 30)
    [poetry] = await directory.events(store, first, last)
    assert poetry.title == {"fa": "شب شعر", "en": "Poetry evening"}
    assert poetry.starts_at == tehran(27, 17)
    assert poetry.starts_at.utcoffset() is not None
    assert poetry.branch is not None
    assert (poetry.branch.code, poetry.seats) == ("main", 40)
    assert len(await directory.events(store, first, date(2026, 12, 31))) == 2
    assert await directory.events(store, first, last, branch_id=SAADI) == []


async def test_the_profile(store: Store, library: Library) -> None:
    profile = await directory.profile(store)
    assert profile is not None
    assert (profile.name["en"], profile.currency, profile.answer_days) == ("Test Library", "IRR", 3)


async def test_an_empty_store_knows_nothing(sqlite_store: Store) -> None:
    assert await directory.branches(sqlite_store) == []
    assert await directory.profile(sqlite_store) is None
    assert await directory.events(sqlite_store, date(2026, 1, 1), date(2027, 1, 1)) == []
    assert await directory.find_branch(sqlite_store, "مرکزی") is None
