"""Notices of a library whose loans are in Koha, in FOLIO or behind SIP2: read, told once, and asked again before."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.jobs.mirroring import Mirroring
from bot.jobs.notices import Notices
from bot.notices.wording import word
from bot.settings import Settings
from crm import records
from crm.actor import Actor
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.guardians.acting import remind
from crm.guardians.setting import set_link
from crm.messages import outbox
from crm.notices import mirror_turns
from crm.notices.planning import plan
from crm.notices.subscriptions import unsubscribe
from crm.notices.trying import take
from crm.people.merging import merge_patrons
from crm.trust.consents import record_consent
from crm.trust.copying import Whose, copy_of
from library.errors import IlsProtocolError
from library.koha import matters
from library.port import Library
from protocol.clock import FixedClock
from tests.support.folio.fixtures import cards_and_catalogue, folio_at_work, folio_library
from tests.support.given_notices import at_telegram, wants
from tests.support.koha.fixtures import catalogue_of, koha_at_work, koha_library
from tests.support.koha.state import Row, State
from tests.support.planted import team
from tests.support.sip2.fixtures import catalogue_without_patrons, sip2_at_work, sip2_library
from tests.support.store_rows import add_patron, rows

MINA, OMID, LATE = "20000001", "20000002", "20000003"
STAFF = Actor("system", "tests")
SYSTEMS = ("koha", "folio", "sip2")
WHERE = {
    "koha": {"koha_url": "https://koha.example", "koha_client_id": "c", "koha_client_secret": "s"},
    "folio": {"folio_url": "https://folio.example", "folio_api_key": "k"},
    "sip2": {"sip2_host": "127.0.0.1", "sip2_tls": False},
}


@dataclass
class Elsewhere:
    """A library system elsewhere with our store beside it; `at` is the fake itself."""

    system: str
    at: Any
    library: Library
    store: Store

    @property
    def state(self) -> State:
        return self.at.state

    def settings(self, **more: Any) -> Settings:
        return Settings(telegram_token="1:x", library_system=self.system, **{**WHERE[self.system], **more})

    def mirroring(self, **more: Any) -> Mirroring:
        return Mirroring(self.settings(**more), self.store, self.library)

    def notices(self, mirroring: Mirroring | None = None) -> Notices:
        return Notices(self.settings(), self.store, mirroring or self.mirroring())

    async def patron(self, card: str, *kinds: str) -> tuple[int, Identity]:
        """Let somebody sign in with their card, by the system's own check, and agree to notices on Telegram."""
        found = await self.library.authenticate(card, card[-1] * 4)
        assert found is not None
        who = await at_telegram(self.store, found.id)
        await wants(self.store, found.id, "telegram", *kinds, identity_id=who.id)
        return found.id, who

    def loans_of(self, card: str) -> list[Row]:
        row = self.state.patron_by(card)
        assert row is not None
        return [one for one in self.state.checkouts.values() if one["patron_id"] == row["patron_id"]]

    def renew_all(self, card: str) -> None:
        for one in self.loans_of(card):
            self.state.renew(one)


@pytest.fixture
def opened(store: Store, clock: FixedClock, tmp_path: Path) -> Callable[[str, AsyncExitStack], Any]:
    async def open_one(system: str, stack: AsyncExitStack) -> Elsewhere:
        at: Any
        if system == "koha":
            at = await stack.enter_async_context(koha_at_work(clock))
            await catalogue_of(at, store, tmp_path)
            library: Library = await stack.enter_async_context(koha_library(at, store, clock, seconds=5.0))
        elif system == "folio":
            at = await stack.enter_async_context(folio_at_work(clock))
            await cards_and_catalogue(at, store, tmp_path)
            library = await stack.enter_async_context(folio_library(at, store, clock, seconds=5.0))
        else:
            at = await stack.enter_async_context(sip2_at_work(clock))
            await catalogue_without_patrons(store, tmp_path)
            library = await stack.enter_async_context(sip2_library(at, store, clock, seconds=5.0))
        return Elsewhere(system, at, library, store)

    return open_one


@pytest.fixture(params=SYSTEMS)
async def elsewhere(request: pytest.FixtureRequest, opened: Any) -> AsyncIterator[Elsewhere]:
    async with AsyncExitStack() as stack:
        yield await opened(request.param, stack)


@pytest.fixture
async def koha(opened: Any) -> AsyncIterator[Elsewhere]:
    async with AsyncExitStack() as stack:
        yield await opened("koha", stack)


@pytest.fixture
async def folio(opened: Any) -> AsyncIterator[Elsewhere]:
    async with AsyncExitStack() as stack:
        yield await opened("folio", stack)


async def tried(one: Elsewhere) -> list[str]:
    """Send what waits for Telegram, as its sender does; give what was said."""
    said = []
    for item in await outbox.due(one.store, "telegram", limit=50):
        taken = await take(one.store, one.settings().notice_rules, word, item)
        if taken is not None:
            said.append(taken.message.text)
            await outbox.sent(one.store, taken.id)
    return said


async def statuses(one: Elsewhere) -> set[tuple[str, str | None]]:
    return {(row.status, row.reason) for row in await rows(one.store, records.Notice)}


async def test_who_agreed_hears_once_what_is_due_in_two_days(elsewhere: Elsewhere) -> None:
    patron, _ = await elsewhere.patron(MINA, "due_soon")
    mirroring = elsewhere.mirroring()
    notices = elsewhere.notices(mirroring)
    assert await notices.run() == 0, "nobody was read yet"
    assert await mirroring.run() == 1
    kept = await rows(elsewhere.store, records.Mirrored)
    assert len([one for one in kept if one.kind == "loan"]) == 5 and {one.patron_id for one in kept} == {patron}
    assert [await notices.run() for _ in range(3)] == [1, 0, 0]
    [said] = await tried(elsewhere)
    assert "پنجشنبه ۵ آذر" in said and "سامانهٔ کتابخانه" in said
    assert not any(title in said for title in ("کوری", "تنهایی", "Eighty-Four")), "of what it is nothing is kept"
    assert await elsewhere.notices().run() == 0, "another process, or this one after a restart"
    assert await tried(elsewhere) == []


async def test_what_was_renewed_there_after_it_was_read_is_told_to_nobody(
    elsewhere: Elsewhere, clock: FixedClock
) -> None:
    await elsewhere.patron(MINA, "due_soon")
    mirroring = elsewhere.mirroring()
    await mirroring.run()
    elsewhere.renew_all(MINA)
    clock.advance(timedelta(minutes=2))
    assert await elsewhere.notices(mirroring).run() == 0
    assert await statuses(elsewhere) == {("cancelled", "renewed")}
    assert await tried(elsewhere) == []


async def test_it_is_asked_again_when_a_message_waited_in_the_outbox(elsewhere: Elsewhere, clock: FixedClock) -> None:
    await elsewhere.patron(MINA, "due_soon")
    mirroring = elsewhere.mirroring()
    await mirroring.run()
    notices = elsewhere.notices(mirroring)
    assert await notices.run() == 1
    clock.advance(timedelta(minutes=5))
    assert await tried(elsewhere) == [], "too long ago to be told"
    assert await statuses(elsewhere) == {("queued", None)}
    elsewhere.renew_all(MINA)
    assert await notices.run() == 0
    assert await statuses(elsewhere) == {("cancelled", "renewed")}


async def test_what_waited_and_is_still_true_is_told_once(folio: Elsewhere, clock: FixedClock) -> None:
    await folio.patron(MINA, "due_soon")
    mirroring = folio.mirroring()
    await mirroring.run()
    notices = folio.notices(mirroring)
    await notices.run()
    clock.advance(timedelta(minutes=5))
    assert await tried(folio) == []
    assert await notices.run() == 1
    assert len(await tried(folio)) == 1 and await notices.run() == 0


async def test_a_ready_reservation_and_overdue_loans_are_told(elsewhere: Elsewhere) -> None:
    mina, _ = await elsewhere.patron(MINA, "hold_ready")
    await elsewhere.patron(LATE, "overdue")
    mirroring = elsewhere.mirroring()
    assert await mirroring.run() == 2
    # Of who asked for notices of reservations alone, no loan is kept.
    assert {one.kind for one in await rows(elsewhere.store, records.Mirrored, patron_id=mina)} == {"hold"}
    notices = elsewhere.notices(mirroring)
    assert await notices.run() >= 1
    kinds = [row.kind for row in await rows(elsewhere.store, records.Notice, status="sent")]
    assert kinds.count("hold_ready") == 1
    said = " ".join(await tried(elsewhere))
    assert "آماده" in said
    assert await notices.run() == 0


async def test_while_it_does_not_answer_nothing_is_told_and_nothing_is_lost(koha: Elsewhere, clock: FixedClock) -> None:
    await koha.patron(MINA, "due_soon")
    mirroring = koha.mirroring()
    await mirroring.run()
    clock.advance(timedelta(minutes=10))
    koha.at.fail("*", "status", times=99, status=503)
    notices = koha.notices(mirroring)
    assert await notices.run() == 0 and await statuses(koha) == {("queued", None)}
    [read] = await rows(koha.store, records.MirrorRead)
    assert read.failure == "unavailable" and read.read_at is not None
    koha.at.faults.clear()
    koha.library._koha.breaker._rests_until = 0.0  # type: ignore[attr-defined]
    assert await notices.run() == 0, "it is left alone for a while"
    clock.advance(timedelta(minutes=11))
    assert await notices.run() == 1 and len(await tried(koha)) == 1


async def test_of_whoever_leaves_is_erased_or_made_one_nothing_stays(elsewhere: Elsewhere) -> None:
    mina, _ = await elsewhere.patron(MINA, "due_soon", "overdue")
    omid, _ = await elsewhere.patron(OMID, "due_soon")
    late, _ = await elsewhere.patron(LATE, "overdue")
    mirroring = elsewhere.mirroring()
    assert await mirroring.run() == 3
    assert {one.patron_id for one in await rows(elsewhere.store, records.MirrorRead)} == {mina, omid, late}
    await unsubscribe(elsewhere.store, mina, source="chat", by=STAFF)
    await erase_patron(elsewhere.store, omid, by=STAFF)
    assert omid not in {one.patron_id for one in await rows(elsewhere.store, records.Mirrored)}
    assert omid not in {one.patron_id for one in await rows(elsewhere.store, records.MirrorRead)}
    [one] = await rows(elsewhere.store, records.Patron, id=late)
    other = await add_patron(elsewhere.store, "29999998")
    [stays] = await rows(elsewhere.store, records.Patron, id=other)
    await merge_patrons(elsewhere.store, stays.public_id, one.public_id, by=STAFF, reason="twice")
    assert late not in {row.patron_id for row in await rows(elsewhere.store, records.Mirrored)}
    await mirroring.run()
    # FOLIO is asked of the record that stays by the number of the other, whose wishes are its own now.
    left = {other} if elsewhere.system == "folio" else set()
    assert {row.patron_id for row in await rows(elsewhere.store, records.MirrorRead)} == left
    assert {row.patron_id for row in await rows(elsewhere.store, records.Mirrored)} == left


async def test_a_reading_that_ends_in_the_middle_is_taken_up_by_another(folio: Elsewhere, clock: FixedClock) -> None:
    for card in (MINA, OMID, LATE):
        await folio.patron(card, "due_soon")
    mirroring = folio.mirroring()
    await mirror_turns.keep_up(folio.store, "folio")
    # A gateway that dies between its claim and the answer.
    [lost] = await mirror_turns.claim_due(folio.store, 1)
    assert await mirroring.run() == 2 and await mirroring.run() == 0
    assert {one.patron_id for one in await rows(folio.store, records.MirrorRead) if one.read_at is None} == {lost}
    clock.advance(timedelta(minutes=6))
    assert await mirroring.run() == 1
    assert all(one.read_at for one in await rows(folio.store, records.MirrorRead))


async def test_readings_are_bounded_and_those_who_waited_longest_come_first(
    folio: Elsewhere, clock: FixedClock
) -> None:
    people = [(await folio.patron(card, "due_soon"))[0] for card in (MINA, OMID, LATE)]
    mirroring = folio.mirroring(mirror_hourly=4)
    before = len(folio.at.asked)
    # One a round, and a quarter of the hour's is left for what is to be told.
    assert [await mirroring.run() for _ in range(5)] == [1, 1, 1, 0, 0]
    assert len(folio.at.asked) - before == 3
    order = sorted(await rows(folio.store, records.MirrorRead), key=lambda one: one.id)
    assert [one.patron_id for one in order] == people
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 1


async def test_many_patrons_of_a_koha_are_three_lists_read_to_their_end(
    koha: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    for card in (MINA, OMID, LATE):
        await koha.patron(card, "due_soon")
    before = len(koha.at.asked)
    assert await koha.mirroring().run() == 3
    assert koha.at.asked[before:].count("GET /checkouts") == 1 and koha.at.asked[before:].count("GET /holds") == 1
    whole = {(one.kind, one.ref) for one in await rows(koha.store, records.Mirrored)}
    monkeypatch.setattr(matters, "PAGE", 2)
    again = await koha.library.notice_matter([one.patron_id for one in await rows(koha.store, records.MirrorRead)])
    told = {("loan", loan.id) for one in again.values() for loan in one.loans}
    assert told == {one for one in whole if one[0] == "loan"} and len(told) > 4
    assert koha.at.asked.count("GET /checkouts") > 3


async def test_a_card_that_runs_out_is_known_before_its_holder_signs_in_again(
    koha: Elsewhere, clock: FixedClock
) -> None:
    patron, _ = await koha.patron(MINA, "card_expiring")
    row = koha.state.patron_by(MINA)
    assert row is not None
    row["expiry_date"] = (koha.state.today + timedelta(days=10)).isoformat()
    mirroring = koha.mirroring()
    await mirroring.run()
    assert await koha.notices(mirroring).run() == 1
    row["expiry_date"] = None
    clock.advance(timedelta(minutes=90))
    await mirroring.run()
    [kept] = await rows(koha.store, records.Patron, id=patron)
    assert kept.expires_at is None


async def test_what_is_kept_is_in_the_copy_of_ones_data_and_names_nothing(koha: Elsewhere) -> None:
    mina, _ = await koha.patron(MINA, "due_soon", "hold_ready")
    omid, _ = await koha.patron(OMID, "due_soon")
    await koha.mirroring().run()
    copied = await copy_of(koha.store, Whose(patron_id=mina), "en")
    kept = {(one.kind, one.ref) for one in await rows(koha.store, records.Mirrored, patron_id=mina)}
    assert {(row["kind"], row["ref"]) for row in copied.tables["mirrored"]} == kept
    assert [row["read_at"] is not None for row in copied.tables["mirror_read"]] == [True]
    # Of who asked for notices of loans alone, no reservation is kept.
    assert {one.kind for one in await rows(koha.store, records.Mirrored, patron_id=omid)} <= {"loan"}
    assert kept.isdisjoint({(one.kind, one.ref) for one in await rows(koha.store, records.Mirrored, patron_id=omid)})
    assert {column.name for column in table_of(records.Mirrored).columns}.isdisjoint({"title", "title_id", "item_id"})


async def test_a_guardian_is_reminded_of_a_childs_loan_there(koha: Elsewhere, clock: FixedClock) -> None:
    mother, _ = await koha.patron(OMID, "due_soon", "overdue")
    child = await koha.library.authenticate(MINA, "1111")
    assert child is not None
    names = {row.id: row.public_id for row in await rows(koha.store, records.Patron)}
    today = date(2026, 11, 24)
    may = {"sees_loans": True, "sees_holds": True, "renews": True}
    who = await team(koha.store)
    link = await set_link(
        koha.store, names[mother], names[child.id], **may, last_day=date(2027, 5, 1), today=today, by=who
    )
    mirroring = koha.mirroring()
    assert await mirroring.run() == 1, "the child’s loans are nobody’s business yet"
    await remind(koha.store, mother, link, today, wanted=True)
    assert await mirroring.run() == 1
    assert {one.patron_id for one in await rows(koha.store, records.Mirrored, kind="loan")} >= {child.id}
    notices = koha.notices(mirroring)
    assert await notices.run() == 1
    told = await rows(koha.store, records.Notice, guardianship_id=link)
    assert told and {one.patron_id for one in told} == {mother}
    koha.renew_all(MINA)
    clock.advance(timedelta(minutes=5))
    assert await tried(koha) == []
    await notices.run()
    assert {one.reason for one in await rows(koha.store, records.Notice, guardianship_id=link)} == {"renewed"}


async def test_where_reading_is_switched_off_nothing_is_kept(folio: Elsewhere) -> None:
    await folio.patron(MINA, "due_soon")
    await folio.mirroring().run()
    assert await folio.mirroring(mirror_hourly=0).run() == 0
    assert await rows(folio.store, records.Mirrored) == []
    assert "due_soon" not in folio.settings(mirror_hourly=0).notice_rules.kinds
    assert "due_soon" in folio.settings().notice_rules.kinds


async def test_whoever_has_closed_the_web_page_is_not_read_to_be_told(folio: Elsewhere, clock: FixedClock) -> None:
    found = await folio.library.authenticate(MINA, "1111")
    assert found is not None
    await wants(folio.store, found.id, "web_chat", "due_soon")
    mirroring = folio.mirroring()
    assert await mirroring.run() == 1
    assert await folio.notices(mirroring).run() == 0 and await statuses(folio) == {("queued", None)}
    clock.advance(timedelta(minutes=5))
    assert await mirroring.freshen() == 0


async def test_readings_of_one_patron_again_and_again_count_each(folio: Elsewhere, clock: FixedClock) -> None:
    await folio.patron(MINA, "due_soon")
    mirroring = folio.mirroring(mirror_hourly=4)
    await mirroring.run()
    await plan(folio.store, folio.settings().notice_rules)
    told = []
    for _ in range(5):
        clock.advance(timedelta(minutes=2))
        told.append(await mirroring.freshen())
    assert told == [1, 1, 1, 0, 0]


async def test_what_is_forgotten_while_it_is_still_there_is_told_after_all(folio: Elsewhere, clock: FixedClock) -> None:
    """A yes that was taken back and given again, and wishes that ended and came back."""
    mina, who = await folio.patron(MINA, "due_soon", "hold_ready")
    mirroring = folio.mirroring()
    await mirroring.run()
    await plan(folio.store, folio.settings().notice_rules)
    for purpose in ("loan_reminder", "hold_ready"):
        await record_consent(folio.store, mina, purpose, "telegram", "withdrawn", source="console", by=STAFF)
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 0 and await rows(folio.store, records.Mirrored) == []
    assert await rows(folio.store, records.Notice, kind="due_soon") == []
    for purpose in ("loan_reminder", "hold_ready"):
        await record_consent(folio.store, mina, purpose, "telegram", "granted", source="console", by=STAFF)
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 1
    await plan(folio.store, folio.settings().notice_rules)
    await unsubscribe(folio.store, mina, kinds=["due_soon"], source="chat", by=STAFF)
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 1 and await rows(folio.store, records.Mirrored, kind="loan") == []
    await wants(folio.store, mina, "telegram", "due_soon", identity_id=who.id)
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 1 and await folio.notices(mirroring).run() == 1
    assert {one.status for one in await rows(folio.store, records.Notice, kind="due_soon")} == {"sent"}


async def test_a_list_that_is_not_there_is_no_empty_list(koha: Elsewhere, clock: FixedClock) -> None:
    await koha.patron(MINA, "due_soon")
    mirroring = koha.mirroring()
    await mirroring.run()
    kept = len(await rows(koha.store, records.Mirrored))
    clock.advance(timedelta(minutes=61))
    koha.at.fail("GET /checkouts", "status", times=99, status=404)
    assert await mirroring.run() == 0
    assert len(await rows(koha.store, records.Mirrored)) == kept > 0
    assert [one.failure for one in await rows(koha.store, records.MirrorRead)] == ["malformed"]


async def test_a_system_that_cannot_be_understood_is_left_alone(
    koha: Elsewhere, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [(await koha.patron(card, "due_soon"))[0] for card in (MINA, OMID, LATE)]
    asked: list[list[int]] = []
    odd = set(people)
    real = koha.library.notice_matter

    async def read(patrons: Sequence[int]) -> Any:
        asked.append(list(patrons))
        if odd & set(patrons):
            raise IlsProtocolError("not to be understood", nothing_done=True)
        return await real(patrons)

    monkeypatch.setattr(koha.library, "notice_matter", read)
    mirroring = koha.mirroring()
    assert await mirroring.run() == 0 and [len(one) for one in asked] == [3, 1, 2, 1, 1]
    assert {one.failure for one in await rows(koha.store, records.MirrorRead)} == {"malformed"}
    clock.advance(timedelta(minutes=11))
    assert await mirroring.run() == 0 and len(asked) == 5, "not before its time"
    clock.advance(timedelta(minutes=50))
    odd.intersection_update(people[:1])
    assert await mirroring.run() == 2, "the others are read all the same"
    assert [one.patron_id for one in await rows(koha.store, records.MirrorRead, failure="malformed")] == people[:1]


async def test_of_a_child_whose_link_is_over_nothing_is_read_or_kept(koha: Elsewhere, clock: FixedClock) -> None:
    mother, _ = await koha.patron(OMID, "due_soon", "overdue")
    child = await koha.library.authenticate(MINA, "1111")
    assert child is not None
    names = {row.id: row.public_id for row in await rows(koha.store, records.Patron)}
    today, may = date(2026, 11, 24), {"sees_loans": True, "sees_holds": True, "renews": True}
    who = await team(koha.store)
    link = await set_link(
        koha.store, names[mother], names[child.id], **may, last_day=date(2026, 11, 26), today=today, by=who
    )
    await remind(koha.store, mother, link, today, wanted=True)
    mirroring = koha.mirroring()
    assert await mirroring.run() == 2 and await rows(koha.store, records.Mirrored, patron_id=child.id)
    clock.advance(timedelta(days=4))
    assert await mirroring.run() == 1
    assert await rows(koha.store, records.Mirrored, patron_id=child.id) == []
    assert await rows(koha.store, records.MirrorRead, patron_id=child.id) == []


async def test_where_nothing_is_to_be_done_nobody_waits_for_a_transaction(
    folio: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    await folio.patron(MINA, "due_soon")
    assert await mirror_turns.keep_up(folio.store, "folio") == 1

    async def no_more(*_: object) -> None:
        raise AssertionError("nothing is to be written")

    monkeypatch.setattr(folio.store, "transact", no_more)
    assert await mirror_turns.keep_up(folio.store, "folio") == 0


async def test_a_loan_that_was_told_is_not_told_again_after_a_merge(folio: Elsewhere, clock: FixedClock) -> None:
    late, _ = await folio.patron(LATE, "overdue")
    mirroring = folio.mirroring()
    await mirroring.run()
    assert await folio.notices(mirroring).run() == 1 and len(await tried(folio)) == 1
    other = await add_patron(folio.store, "29999998")
    names = {row.id: row.public_id for row in await rows(folio.store, records.Patron)}
    await merge_patrons(folio.store, names[other], names[late], by=STAFF, reason="twice")
    clock.advance(timedelta(minutes=61))
    assert await mirroring.run() == 1 and await rows(folio.store, records.Mirrored, patron_id=other)
    notices = len(await rows(folio.store, records.Notice))
    await plan(folio.store, folio.settings().notice_rules)
    assert len(await rows(folio.store, records.Notice)) == notices
