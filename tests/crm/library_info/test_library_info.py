"""Keeping branches, hours, closings, notes and events, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from crm import records
from crm.audit.edit_conflicts import seen_of
from crm.database.store import Store
from crm.errors import Conflict, EditConflict, InvalidValue, NotFound
from crm.knowledge.facts import FactValues, add_fact
from crm.library_info import branches, directory, hours
from crm.library_info.branches import BranchValues, Referenced
from crm.library_info.closings_and_events import (
    ClosingValues,
    DayFilter,
    EventValues,
    closing,
    closings,
    delete_closing,
    delete_event,
    event,
    events,
    put_closing,
    put_event,
)
from crm.library_info.loan_rules import RuleValues, put_rule, rule
from crm.library_info.profile import ProfileValues, put_profile
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, add_patron, rows

DAY: dict[int, list[tuple[time, time]]] = {weekday: [(time(8), time(12)), (time(14), time(18))] for weekday in range(6)}
NOWRUZ = date(2027, 3, 20)


async def branch(store: Store, code: str = "main", **more: object) -> int:
    return await branches.add_branch(store, code, BranchValues("مرکزی", "Central", **more), by=SARA)  # type: ignore[arg-type]


def closed(first: date, last: date | None = None, **more: object) -> ClosingValues:
    values = {
        "branch_id": None, "opens": None, "closes": None, "reason_fa": "نوروز", "reason_en": "Nowruz", **more,
    }  # fmt: skip
    return ClosingValues(first_day=first, last_day=last or first, **values)  # type: ignore[arg-type]


async def test_there_is_always_one_main_branch(store: Store) -> None:
    first, second = await branch(store), await branch(store, "two")
    assert [one.is_main for one in await directory.branches(store)] == [True, False]
    await branches.change_branch(store, second, BranchValues("دو", "Two", phone="021", is_main=True), by=SARA)
    assert [(one.id, one.is_main) for one in await directory.branches(store)] == [(second, True), (first, False)]
    with pytest.raises(InvalidValue) as refused:
        await branches.change_branch(store, second, BranchValues("دو", "Two"), by=SARA)
    assert refused.value.field == "is_main"
    with pytest.raises(InvalidValue):
        await branches.delete_branch(store, second, by=SARA)
    await branches.delete_branch(store, first, by=SARA)
    with pytest.raises(NotFound):
        await branches.delete_branch(store, first, by=SARA)
    trail = [(event.action, event.changed_fields) for event in await rows(store, records.AuditEvent)]
    assert trail[2] == ("branch.changed", ["name_fa", "name_en", "phone", "is_main"])


async def test_what_cannot_be_a_branch_is_refused(store: Store) -> None:
    await branch(store)
    with pytest.raises(Conflict):
        await branch(store)
    for field, values in (
        ("name_fa", BranchValues(" ", "x")),
        ("name_en", BranchValues("x", "")),
        ("name_en", BranchValues("x", "y" * 121)),
        ("latitude", BranchValues("x", "y", latitude=91)),
        ("longitude", BranchValues("x", "y", longitude=-181)),
        ("shelf_marks", BranchValues("x", "y", shelf_marks="level/shelf")),
        ("time_zone", BranchValues("x", "y", time_zone="Tehran")),
        ("time_zone", BranchValues("x", "y", time_zone="")),
        ("directions_fa", BranchValues("x", "y", directions_fa="z" * 2001)),
    ):
        with pytest.raises(InvalidValue) as refused:
            await branches.add_branch(store, "two", values, by=SARA)
        assert refused.value.field == field
    for code in ("", "a", "Main", "دو", "x" * 33, "a b"):
        with pytest.raises(InvalidValue):
            await branches.add_branch(store, code, BranchValues("x", "y"), by=SARA)


async def test_a_branch_that_others_point_at_stays(store: Store) -> None:
    await branch(store)
    second = await branch(store, "two")
    await hours.set_hours(store, second, "library", DAY, by=SARA)
    await put_closing(store, closed(NOWRUZ, branch_id=second), by=SARA)
    await add_fact(store, FactValues("wifi", "پ", "Q", "متن", "text", branch_id=second), by=SARA)
    await add_patron(store, home_branch_id=second)
    with pytest.raises(Referenced) as refused:
        await branches.delete_branch(store, second, by=SARA)
    assert refused.value.counts == {"patron": 1}
    third = await branch(store, "three")
    await hours.set_hours(store, third, "library", DAY, by=SARA)
    await branches.delete_branch(store, third, by=SARA)
    assert await hours.hours_of(store, third) == {}


async def test_weekly_hours_do_not_overlap(store: Store) -> None:
    main = await branch(store)
    await hours.set_hours(store, main, "library", DAY, by=SARA)
    assert (await directory.opening(store, main, date(2026, 11, 24))).spans == tuple(DAY[3])
    late_first = {0: [(time(14), time(18)), (time(8), time(14))]}
    await hours.set_hours(store, main, "children", late_first, by=SARA)
    assert await hours.hours_of(store, main) == {
        "library": DAY,
        "children": {0: [(time(8), time(14)), (time(14), time(18))]},
    }
    for weekday, spans, why in (
        (2, [(time(8), time(12)), (time(11), time(13))], "overlap"),
        (2, [(time(8), time(12)), (time(8), time(9))], "overlap"),
        (4, [(time(12), time(8))], "order"),
        (4, [(time(8), time(8))], "order"),
    ):
        with pytest.raises(InvalidValue) as refused:
            await hours.set_hours(store, main, "library", {weekday: spans}, by=SARA)
        assert (refused.value.field, refused.value.reason) == (str(weekday), why)
    assert (await hours.hours_of(store, main))["library"] == DAY, "nothing was changed"
    with pytest.raises(InvalidValue):
        await hours.set_hours(store, main, "kitchen", DAY, by=SARA)
    with pytest.raises(NotFound):
        await hours.set_hours(store, 999, "library", DAY, by=SARA)
    await hours.set_hours(store, main, "children", {}, by=SARA)
    assert set(await hours.hours_of(store, main)) == {"library"}


async def test_a_closing_changes_what_is_open_at_once(store: Store) -> None:
    main = await branch(store)
    await hours.set_hours(store, main, "library", DAY, by=SARA)
    assert (await directory.opening(store, main, NOWRUZ)).is_open
    made = await put_closing(store, closed(NOWRUZ, NOWRUZ + timedelta(days=3)), by=SARA)
    day = await directory.opening(store, main, NOWRUZ + timedelta(days=3))
    assert (day.is_open, day.closed_reason) == (False, {"fa": "نوروز", "en": "Nowruz"})
    special = closed(NOWRUZ, opens=time(9), closes=time(11), branch_id=main)
    own = await put_closing(store, special, by=SARA)
    assert (await directory.opening(store, main, NOWRUZ)).spans == ((time(9), time(11)),)
    await put_closing(store, closed(NOWRUZ, branch_id=main), by=SARA, closing_id=own)
    assert not (await directory.opening(store, main, NOWRUZ)).is_open
    await delete_closing(store, own, by=SARA)
    await delete_closing(store, made, by=SARA)
    assert (await directory.opening(store, main, NOWRUZ)).is_open
    for bad in (
        closing(store, made),
        delete_closing(store, made, by=SARA),
        put_closing(store, special, by=SARA, closing_id=9),
    ):
        with pytest.raises(NotFound):
            await bad


async def test_what_cannot_be_a_closing_is_refused(store: Store) -> None:
    for field, values in (
        ("reason_fa", closed(NOWRUZ, reason_fa=" ")),
        ("reason_en", closed(NOWRUZ, reason_en="")),
        ("last_day", closed(NOWRUZ, NOWRUZ - timedelta(days=1))),
        ("last_day", closed(NOWRUZ, NOWRUZ + timedelta(days=401))),
        ("closes", closed(NOWRUZ, opens=time(9))),
        ("closes", closed(NOWRUZ, opens=time(9), closes=time(9))),
        ("branch", closed(NOWRUZ, branch_id=99)),
    ):
        with pytest.raises(InvalidValue) as refused:
            await put_closing(store, values, by=SARA)
        assert refused.value.field == field
    assert await rows(store, records.Closing) == []


async def test_closings_are_listed(store: Store) -> None:
    main = await branch(store)
    two = await branch(store, "two")
    today = date(2026, 11, 24)
    past = await put_closing(store, closed(date(2026, 3, 21), reason_en="Eid 100%"), by=SARA)
    mine = await put_closing(store, closed(NOWRUZ, branch_id=main), by=SARA)
    theirs = await put_closing(store, closed(NOWRUZ, branch_id=two), by=SARA)

    async def found(**wanted: object) -> list[int]:
        listed, total = await closings(store, DayFilter(**wanted), today=today)  # type: ignore[arg-type]
        assert total >= len(listed)
        return [row.id for row in listed]

    # The next one first, and what is over last.
    assert await found() == [mine, theirs, past]
    assert await found(descending=True, limit=2) == [theirs, mine]
    assert await found(past=True) == [past]
    assert await found(past=False, branch_id=main) == [mine]
    assert await found(branch_id=two) == [theirs, past]
    assert await found(q="0%") == [past]
    assert await found(q="نوروز", offset=2) == [past]


async def test_events_and_the_library_itself(store: Store, clock: FixedClock) -> None:
    main = await branch(store)
    starts = clock.now() + timedelta(days=1)
    values = EventValues("کارگاه", "Workshop", None, None, main, starts, starts + timedelta(hours=2), 20, None, None)
    made = await put_event(store, values, by=SARA)
    day = starts.date()
    assert [one.title["en"] for one in await directory.events(store, day, day)] == ["Workshop"]
    assert (await event(store, made)).seats == 20
    for past, expected in ((False, [made]), (True, []), (None, [made])):
        assert [row.id for row in (await events(store, DayFilter(past=past, q="work"), now=clock.now()))[0]] == expected
    for field, change in (
        ("title_fa", {"title_fa": ""}),
        ("ends", {"ends_at": starts - timedelta(hours=1)}),
        ("seats", {"seats": 200_000}),
        ("branch", {"branch_id": 99}),
    ):
        with pytest.raises(InvalidValue) as refused:
            await put_event(store, replace(values, **change), by=SARA, event_id=made)  # type: ignore[arg-type]
        assert refused.value.field == field
    await delete_event(store, made, by=SARA)
    with pytest.raises(NotFound):
        await event(store, made)
    profile = ProfileValues("نارون", "Narvan", "021", None, "https://narvan.example", 4)
    await put_profile(store, profile, by=SARA)
    await put_profile(store, replace(profile, phone=None), by=SARA)
    kept = await directory.profile(store)
    assert kept is not None
    assert (kept.name["en"], kept.answer_days, kept.phone, kept.currency) == ("Narvan", 4, None, "IRR")
    for field, change in (
        ("name_en", {"name_en": " "}), ("answer_days", {"answer_days": 0}), ("answer_days", {"answer_days": 61}),
        ("website", {"website": "javascript:alert(1)"}),
    ):  # fmt: skip
        with pytest.raises(InvalidValue) as refused:
            await put_profile(store, replace(profile, **change), by=SARA)  # type: ignore[arg-type]
        assert refused.value.field == field


async def test_the_currency_is_another_only_while_there_is_no_sum_in_it(sqlite_store: Store) -> None:
    values = ProfileValues("نارون", "Narvan", None, None, None, 4)
    await put_profile(sqlite_store, values, by=SARA)
    free = RuleValues("*", "*", 14, 5, 1, None, 0, 0, 0, True, 3, 5)
    made = await put_rule(sqlite_store, free, by=SARA)
    await put_profile(sqlite_store, replace(values, currency="EUR"), by=SARA)
    assert (await rule(sqlite_store, made)).currency == "EUR"
    await put_rule(sqlite_store, replace(free, fine_per_day_minor=50), by=SARA, rule_id=made)
    for currency, reason in (("IRR", "sums"), ("rial", "three capital letters")):
        with pytest.raises(InvalidValue) as refused:
            await put_profile(sqlite_store, replace(values, currency=currency), by=SARA)
        assert (refused.value.field, refused.value.reason) == ("currency", reason)
    # As it is, it may stay.
    await put_profile(sqlite_store, replace(values, currency="EUR", phone="021"), by=SARA)


async def test_of_two_who_save_upon_the_same_one_is_told(store: Store) -> None:
    values = ProfileValues("نارون", "Narvan", "021", None, None, 4)
    await put_profile(store, values, by=SARA)
    seen = seen_of(asdict(values))
    ended = await asyncio.gather(
        *(put_profile(store, replace(values, phone=phone), by=SARA, seen=seen) for phone in ("1", "2")),
        return_exceptions=True,
    )
    [overtaken] = [end for end in ended if end is not None]
    assert isinstance(overtaken, EditConflict)
    assert (overtaken.changed, overtaken.who) == (("phone",), SARA.name)
    assert overtaken.when == store.clock.now()
    await put_profile(store, replace(values, phone="3"), by=SARA)
    assert len(await rows(store, records.AuditEvent, action="library_profile.changed")) == 3


def test_a_moment_is_the_same_in_every_zone() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert seen_of({"at": noon}) == seen_of({"at": noon.astimezone(timezone(timedelta(hours=3, minutes=30)))})
    assert seen_of({"at": noon}) != seen_of({"at": noon + timedelta(minutes=1)})
