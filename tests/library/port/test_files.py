"""The adapter for files keeps the port's contract as far as it reads, and makes one request of each wish."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from crm import records
from crm.database.store import Store
from crm.database.turn_guard import AskingMessage, asked_by
from crm.errors import TurnClosed
from library import Library, open_library
from library.files.adapter import FilesLibrary
from library.reasons import Reason
from library.settings import LibrarySettings
from library.values import CancelStatus, Capability, HoldStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.filled_once import filled_once
from tests.support.givens import SMALL_LIBRARY
from tests.support.library_files import bring_in
from tests.support.planted import team
from tests.support.port_contract import FRESH, MINA, OMID, LibraryContract, held, loan, who, why
from tests.support.store_rows import ends, rows


@pytest.fixture
async def files(store: Store, clock: FixedClock, tmp_path: Path) -> Library:
    """All of small.yml, brought in from MARC and CSV files."""
    await filled_once(store, "files csv", lambda: bring_in(store, clock, tmp_path, SMALL_LIBRARY, "csv"))
    return open_library(store, clock, LibrarySettings(library_system="files"))


class TestFiles(LibraryContract):
    """Another system's rows behind the port, read from tables in CSV."""

    @pytest.fixture
    def library(self, files: Library) -> Library:
        return files

    @pytest.fixture
    def stricter(self) -> Callable[[], Awaitable[None]]:
        async def change() -> None:
            raise AssertionError("nothing is changed here that rules could forbid")

        return change


class TestXmlFiles(TestFiles):
    """The same, read from rows in XML and titles in MARCXML."""

    @pytest.fixture
    def store(self, sqlite_store: Store) -> Store:
        return sqlite_store

    @pytest.fixture
    async def files(self, store: Store, clock: FixedClock, tmp_path: Path) -> Library:
        await filled_once(store, "files xml", lambda: bring_in(store, clock, tmp_path, SMALL_LIBRARY, "xml"))
        return open_library(store, clock, LibrarySettings(library_system="files"))


async def cases(store: Store) -> list[tuple[str, str]]:
    return [(row.subject, row.number) for row in await rows(store, records.ServiceCase)]


async def test_it_says_what_it_lacks(files: Library) -> None:
    assert isinstance(files, FilesLibrary)
    lacks = {Capability.CHANGES, Capability.CURRENT, Capability.NOTICES, Capability.RENEW_CHECK}
    assert not lacks & files.capabilities() and Capability.OWN_STORE in files.capabilities()


async def test_a_renewal_is_one_request_and_changes_no_loan(store: Store, files: Library) -> None:
    mina = await who(files, MINA)
    before = await files.loans(mina)
    blind = await loan(files, mina, "کوری")
    assert (blind.renewable, blind.refusal) == (None, None)
    [asked] = await files.renew(mina, [blind.id], key="one")
    assert (asked.status, asked.ok, asked.repeated, asked.title) == (RenewStatus.REQUESTED, False, False, "کوری")
    for key in ("one", "two"):
        [again] = await files.renew(mina, [blind.id], key=key)
        assert (again.request, again.repeated) == (asked.request, True)
    assert await files.loans(mina) == before
    (row,) = await rows(store, records.ServiceCase)
    assert (row.number, row.subject, row.patron_id, row.kind) == (asked.request, "renew", mina, "question")
    assert "کوری" in row.description and await rows(store, records.RenewalAttempt) == []


async def test_when_staff_have_answered_the_same_may_be_asked_again(store: Store, files: Library) -> None:
    await team(store)
    mina = await who(files, MINA)
    blind = await loan(files, mina, "کوری")
    [asked] = await files.renew(mina, [blind.id], key="one")
    (row,) = await rows(store, records.ServiceCase)
    await ends(store, row.number, "declined", version=row.version, note="somebody waits")
    [same] = await files.renew(mina, [blind.id], key="one")
    assert (same.request, same.repeated) == (asked.request, True)
    [anew] = await files.renew(mina, [blind.id], key="two")
    assert anew.request != asked.request and not anew.repeated


async def test_each_of_several_is_a_request_of_its_own_and_none_of_others(store: Store, files: Library) -> None:
    mina, omid = await who(files, MINA), await who(files, OMID)
    ids = [one.id for one in await files.loans(mina)]
    outcomes = await files.renew(mina, [*ids, "no-such-loan"], key="all")
    assert [one.status for one in outcomes] == [RenewStatus.REQUESTED] * len(ids) + [RenewStatus.NOT_FOUND]
    assert len({one.request for one in outcomes[:-1]}) == len(ids) == len(await cases(store))
    [theirs] = await files.renew(omid, ids[:1], key="thief")
    assert (theirs.status, theirs.title, theirs.request) == (RenewStatus.NOT_FOUND, "", "")


async def test_a_reservation_is_asked_for_and_none_stands_until_then(store: Store, files: Library) -> None:
    fresh, mina = await who(files, FRESH), await who(files, MINA)
    asked = await files.place_hold(fresh, "t-owl", "main", key="a")
    assert (asked.status, asked.ok, asked.hold) == (HoldStatus.REQUESTED, False, None)
    again = await files.place_hold(fresh, "t-owl", "main", key="b")
    assert (again.request, again.repeated) == (asked.request, True)
    # The same for another patron is theirs.
    other = await files.place_hold(mina, "t-owl", "main", key="a")
    assert other.request != asked.request and not other.repeated
    assert await files.holds(fresh) == []
    assert (await files.place_hold(fresh, "t-none", "main", key="c")).status is HoldStatus.NOT_FOUND
    assert why((await files.place_hold(fresh, "t-owl", "moon", key="d")).refusal) is Reason.PICKUP_INVALID
    assert why((await files.place_hold(mina, "t-solitude", "main", key="e")).refusal) is Reason.ALREADY_HAVE
    assert [subject for subject, _ in await cases(store)] == ["hold", "hold"]


async def test_a_hold_is_cancelled_and_moved_by_staff(store: Store, files: Library) -> None:
    omid, mina = await who(files, OMID), await who(files, MINA)
    before = await files.holds(omid)
    waiting, coming = await held(files, omid, "صد سال تنهایی"), await held(files, omid, "کوری")
    gone = await files.cancel_hold(omid, waiting.id, key="a")
    assert (gone.status, gone.repeated) == (CancelStatus.REQUESTED, False) and gone.request
    again = await files.cancel_hold(omid, waiting.id, key="b")
    assert (again.request, again.repeated) == (gone.request, True)
    assert (await files.cancel_hold(mina, waiting.id, key="c")).status is CancelStatus.NOT_FOUND
    moved = await files.change_pickup(omid, waiting.id, "saadi", key="d")
    elsewhere = await files.change_pickup(omid, waiting.id, "bagh", key="e")
    assert moved.status is elsewhere.status is HoldStatus.REQUESTED and moved.request == elsewhere.request
    assert why((await files.change_pickup(omid, coming.id, "saadi", key="f")).refusal) is Reason.ON_ITS_WAY
    assert await files.holds(omid) == before
    assert [subject for subject, _ in await cases(store)] == ["cancel_hold", "change_pickup"]


async def test_two_at_once_are_one_request(store: Store, files: Library) -> None:
    mina = await who(files, MINA)
    blind = await loan(files, mina, "کوری")
    both = await asyncio.gather(*(files.renew(mina, [blind.id], key=f"k{number}") for number in range(4)))
    assert len({one.request for [one] in both}) == 1
    assert sorted(one.repeated for [one] in both) == [False, True, True, True]
    assert len(await cases(store)) == 1


async def test_nobody_is_asked_for_a_turn_that_is_over(
    store: Store, files: Library, closed_turn: AskingMessage
) -> None:
    mina = await who(files, MINA)
    blind = await loan(files, mina, "کوری")
    with asked_by(closed_turn):
        with pytest.raises(TurnClosed):
            await files.renew(mina, [blind.id], key="late")
        with pytest.raises(TurnClosed):
            await files.place_hold(mina, "t-owl", "main", key="late")
    assert await cases(store) == []
