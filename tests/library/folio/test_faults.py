"""What goes wrong at a FOLIO, and what is told of it: each fault has its own outcome, and nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crm.database.store import Store
from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable, LibraryError
from library.folio import wire
from library.folio.adapter import FolioLibrary
from library.folio.client import FolioClient
from library.reasons import Reason
from library.values import CancelStatus, HoldState, HoldStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.certificates import certificate
from tests.support.folio.app import FakeFolio
from tests.support.folio.contract import ACCOUNT, CANCEL, PLACE, POINTS, RENEWAL
from tests.support.folio.fixtures import folio_library
from tests.support.folio.names import named
from tests.support.port_contract import FRESH, MINA, OMID, held, loan, who, why

# More than the second for which the adapter of these tests waits.
LATE = 1.6


def instance(folio: FakeFolio, title: str) -> str:
    return named("instance", folio.state.titles[title])


# Questions


@pytest.mark.parametrize(
    ("how", "more", "error", "said"),
    [
        ("slow", {"seconds": LATE}, IlsUnavailable, "in time"),
        ("status", {"status": 500}, IlsUnavailable, "500"),
        ("status", {"status": 503}, IlsUnavailable, "503"),
        ("status", {"status": 408}, IlsUnavailable, "408"),
        ("status", {"status": 401, "body": "Access Denied"}, IlsMisconfigured, "API key"),
        ("status", {"status": 403, "body": "Access Denied"}, IlsMisconfigured, "API key"),
        ("status", {"status": 302}, IlsMisconfigured, "elsewhere"),
        ("status", {"status": 400, "body": "constraint violation"}, IlsProtocolError, "malformed"),
        ("status", {"status": 404, "body": "Unable to find patron x"}, IlsUnavailable, "not find"),
        ("status", {"status": 404, "body": "Resource not found"}, IlsProtocolError, "refuses a question"),
        ("busy", {}, IlsUnavailable, "too much to do"),
        ("half", {}, IlsUnavailable, "to the end"),
        ("cut", {}, IlsUnavailable, "in time"),
        ("garbage", {}, IlsProtocolError, "cannot be read"),
        ("odd", {"body": "totalLoans"}, IlsProtocolError, "cannot be read"),
        ("odd", {"body": "loans"}, IlsProtocolError, "more on an account than it lists"),
    ],
)
async def test_a_question_that_fails_says_how_and_is_no_empty_account(
    library: FolioLibrary, folio: FakeFolio, how: str, more: dict[str, Any], error: type[LibraryError], said: str
) -> None:
    mina = await who(library, MINA)
    folio.fail(ACCOUNT, how, **more)
    with pytest.raises(error, match=said) as failed:
        await library.loans(mina)
    assert isinstance(failed.value, error) and failed.value.nothing_done
    if how != "busy":
        assert len(await library.loans(mina)) == 5


async def test_a_wrong_key_is_our_fault_and_nobodys_pin(folio: FakeFolio, own_store: Store, clock: FixedClock) -> None:
    async with folio_library(folio, own_store, clock, api_key="wrong") as library:
        with pytest.raises(IlsMisconfigured, match="API key"):
            await library.authenticate(MINA, "1111")
        health = await library.health()
        assert not health.ok and "API key" in health.detail


async def test_who_is_not_there_cannot_be_asked(folio: FakeFolio, own_store: Store, clock: FixedClock) -> None:
    async with folio_library(folio, own_store, clock) as library:
        mina = await who(library, MINA)
        old = await loan(library, mina, "کوری")
        assert (await library.health()).ok
        await folio.stop()
        with pytest.raises(IlsUnavailable) as gone:
            await library.renew(mina, [old.id], key="k")
        assert gone.value.nothing_done
        health = await library.health()
        assert not health.ok and health.detail
        assert (await library.search("بوف کور")).titles[0].title == "بوف کور"


async def test_a_folio_that_fails_again_and_again_is_left_alone(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    folio.fail(ACCOUNT, "status", status=503, times=5)
    for _ in range(5):
        with pytest.raises(IlsUnavailable, match="503"):
            await library.loans(mina)
    asked = len(folio.asked)
    with pytest.raises(IlsUnavailable, match="left alone"):
        await library.loans(mina)
    assert len(folio.asked) == asked


async def test_a_certificate_that_has_expired_is_told_as_that(
    own_store: Store, folio: FakeFolio, clock: FixedClock, tmp_path: Path
) -> None:
    behind, over = FakeFolio(folio.state), certificate(tmp_path, expired=True)
    await behind.start(tls=over.server)
    try:
        # The authority is known: only its day is over.
        async with folio_library(behind, own_store, clock, ca_file=str(over.path)) as library:
            with pytest.raises(IlsMisconfigured, match=r"certificate of FOLIO is not accepted: .*expired") as failed:
                await library.authenticate(MINA, "1111")
            assert failed.value.nothing_done
    finally:
        await behind.stop()
    assert behind.asked == []


# Renewals


@pytest.mark.parametrize(
    ("how", "more", "status", "done"),
    [
        ("silent", {"seconds": LATE}, RenewStatus.RENEWED, True),
        ("half", {}, RenewStatus.RENEWED, True),
        ("garbage", {}, RenewStatus.RENEWED, True),
        ("odd", {"body": "dueDate"}, RenewStatus.RENEWED, True),
        ("slow", {"seconds": LATE}, RenewStatus.UNCONFIRMED, False),
        ("status", {"status": 500}, RenewStatus.UNCONFIRMED, False),
        ("status", {"status": 408}, RenewStatus.UNCONFIRMED, False),
        ("cut", {}, RenewStatus.UNCONFIRMED, False),
    ],
)
async def test_a_renewal_without_an_answer_is_looked_up_and_never_sent_again(
    library: FolioLibrary, folio: FakeFolio, how: str, more: dict[str, Any], status: RenewStatus, done: bool
) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    folio.fail(RENEWAL, how, **more)
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert (outcome.status, outcome.title) == (status, "کوری")
    assert (outcome.new_due_date is not None) is done
    [again] = await library.renew(mina, [old.id], key="k")
    assert again.repeated and folio.count(RENEWAL) == 1
    if done:
        assert (again.status, again.new_due) == (status, outcome.new_due)


async def test_what_was_done_later_is_known_when_it_is_asked_for_again(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    folio.fail(RENEWAL, "cut")
    [unsure] = await library.renew(mina, [old.id], key="k")
    assert unsure.status is RenewStatus.UNCONFIRMED
    folio.state.renew(folio.state.loan(MINA, "کوری"))
    [known] = await library.renew(mina, [old.id], key="k")
    assert (known.status, known.repeated, folio.count(RENEWAL)) == (RenewStatus.RENEWED, True, 1)


async def test_a_lookup_that_fails_too_is_no_answer(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    # The account is read once before the renewal, and once after it.
    folio.fail(ACCOUNT, "changed", change=lambda: folio.fail(ACCOUNT, "status", status=500))
    folio.fail(RENEWAL, "silent", seconds=LATE)
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert outcome.status is RenewStatus.UNCONFIRMED and folio.count(RENEWAL) == 1


@pytest.mark.parametrize("status", [401, 400])
async def test_a_renewal_that_never_arrived_may_be_sent_under_the_same_key(
    library: FolioLibrary, folio: FakeFolio, status: int
) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    folio.fail(RENEWAL, "status", status=status, body="no")
    with pytest.raises(LibraryError) as failed:
        await library.renew(mina, [old.id], key="k")
    assert failed.value.nothing_done
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert outcome.ok and not outcome.repeated


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ("held", RenewStatus.REFUSED, Reason.ON_HOLD),
        ("returned", RenewStatus.REFUSED, Reason.POLICY),
        ("used up", RenewStatus.REFUSED, Reason.LIMIT_REACHED),
    ],
)
async def test_what_changes_between_the_question_and_the_renewal_decides(
    library: FolioLibrary, folio: FakeFolio, change: str, status: RenewStatus, reason: Reason
) -> None:
    state, mina = folio.state, await who(library, MINA)
    old, row = await loan(library, mina, "کوری"), state.loan(MINA, "کوری")
    changes: dict[str, Callable[[], object]] = {
        "held": lambda: state.place(state.card(FRESH)["patron_id"], state.titles["t-blind"], "MAIN"),
        "returned": lambda: state.checkouts.pop(row["checkout_id"]),
        "used up": lambda: row.update(renewals_count=2),
    }
    folio.fail(RENEWAL, "changed", change=changes[change])
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert (outcome.status, why(outcome.refusal)) == (status, reason)


async def test_the_words_of_a_refusal_name_nobody(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    folio.fail(RENEWAL, "status", status=422, body=f"مینا آزمونی ({MINA}) is blocked by a rule of ours")
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert outcome.refusal is not None and outcome.refusal.reason is Reason.POLICY
    assert MINA not in outcome.refusal.raw_code and "مینا" not in outcome.refusal.raw_code
    assert "is blocked by a rule of ours" in outcome.refusal.raw_code


# Holds


@pytest.mark.parametrize(
    ("how", "more", "status"),
    [
        ("silent", {"seconds": LATE}, HoldStatus.PLACED),
        ("garbage", {}, HoldStatus.PLACED),
        ("half", {}, HoldStatus.PLACED),
        ("odd", {"body": "requestId"}, HoldStatus.PLACED),
        ("status", {"status": 500}, HoldStatus.UNCONFIRMED),
        ("status", {"status": 408}, HoldStatus.UNCONFIRMED),
        ("cut", {}, HoldStatus.UNCONFIRMED),
    ],
)
async def test_a_hold_without_an_answer_is_looked_for_and_never_sent_again(
    library: FolioLibrary, folio: FakeFolio, how: str, more: dict[str, Any], status: HoldStatus
) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    folio.fail(PLACE, how, **more)
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert outcome.status is status
    again = await library.place_hold(fresh, owl, "main", key="k")
    assert (again.status, again.repeated, folio.count(PLACE)) == (status, True, 1)
    if status is HoldStatus.UNCONFIRMED:
        folio.state.place(folio.state.card(FRESH)["patron_id"], folio.state.titles["t-owl"], "MAIN")
        assert (await library.place_hold(fresh, owl, "main", key="k")).status is HoldStatus.PLACED


async def test_a_hold_stands_although_the_account_cannot_be_read_any_more(
    library: FolioLibrary, folio: FakeFolio
) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    folio.fail(PLACE, "changed", change=lambda: folio.fail(ACCOUNT, "status", status=500, times=9))
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert outcome.status is HoldStatus.PLACED and outcome.hold is not None and outcome.hold.pickup is not None
    assert (outcome.hold.position, outcome.hold.title, outcome.hold.pickup.code) == (1, "بوف کور", "main")


async def test_a_hold_stands_although_the_day_of_the_request_cannot_be_read(
    library: FolioLibrary, folio: FakeFolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    place = FolioClient.place

    async def oddly(client: FolioClient, external_id: str, title_id: str, **more: str) -> wire.Hold:
        placed = await place(client, external_id, title_id, **more)
        folio.fail(ACCOUNT, "status", status=500)
        return msgspec.structs.replace(placed, request_date="yesterday")

    monkeypatch.setattr(FolioClient, "place", oddly)
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert outcome.status is HoldStatus.PLACED and outcome.hold is not None and outcome.hold.placed is None


async def test_a_hold_at_a_branch_that_folio_does_not_hand_out_at_is_refused(
    folio: FakeFolio, own_store: Store, clock: FixedClock
) -> None:
    points = {"main": named("point", "MAIN")}
    async with folio_library(folio, own_store, clock, service_points=points) as library:
        fresh = await who(library, FRESH)
        owl = instance(folio, "t-owl")
        assert [branch.code for branch in await library.pickup_branches(fresh, owl)] == ["main"]
        outcome = await library.place_hold(fresh, owl, "saadi", key="k")
        assert (outcome.status, why(outcome.refusal)) == (HoldStatus.REFUSED, Reason.PICKUP_INVALID)
        assert folio.count(PLACE) == 0


async def test_a_title_for_which_folio_takes_no_request_is_refused(library: FolioLibrary, folio: FakeFolio) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    folio.fail(POINTS, "status", status=422, body="Requester does not exist")
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert (outcome.status, why(outcome.refusal), folio.count(PLACE)) == (HoldStatus.REFUSED, Reason.POLICY, 0)


async def test_what_folio_has_refused_stays_refused_under_its_key(library: FolioLibrary, folio: FakeFolio) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    folio.fail(PLACE, "status", status=422, body="Not allowed to move or place this")
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert (outcome.status, outcome.repeated) == (HoldStatus.REFUSED, False)
    again = await library.place_hold(fresh, owl, "main", key="k")
    assert (again.status, again.refusal, again.repeated) == (HoldStatus.REFUSED, outcome.refusal, True)
    assert folio.count(PLACE) == 1
    assert (await library.place_hold(fresh, owl, "main", key="another")).status is HoldStatus.PLACED


async def test_what_was_refused_unasked_and_what_was_not_moved_stay_so(library: FolioLibrary, folio: FakeFolio) -> None:
    fresh, owl = await who(library, FRESH), instance(folio, "t-owl")
    outcome = await library.place_hold(fresh, owl, "nowhere", key="k")
    assert (outcome.status, why(outcome.refusal)) == (HoldStatus.REFUSED, Reason.PICKUP_INVALID)
    again = await library.place_hold(fresh, owl, "main", key="k")
    assert (again.status, again.refusal, again.repeated) == (HoldStatus.REFUSED, outcome.refusal, True)
    assert folio.count(PLACE) == 0
    placed = await library.place_hold(fresh, owl, "main", key="l")
    assert placed.hold is not None
    first = await library.change_pickup(fresh, placed.hold.id, "saadi", key="m")
    second = await library.change_pickup(fresh, placed.hold.id, "saadi", key="m")
    assert (first.status, why(first.refusal), first.repeated) == (HoldStatus.REFUSED, Reason.POLICY, False)
    assert (second.refusal, second.repeated) == (first.refusal, True)


@pytest.mark.parametrize(
    ("how", "more", "status"),
    [
        ("silent", {"seconds": LATE}, CancelStatus.CANCELLED),
        ("status", {"status": 500}, CancelStatus.UNCONFIRMED),
        ("cut", {}, CancelStatus.UNCONFIRMED),
    ],
)
async def test_a_cancellation_without_an_answer_is_looked_up(
    library: FolioLibrary, folio: FakeFolio, how: str, more: dict[str, Any], status: CancelStatus
) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    folio.fail(CANCEL, how, **more)
    assert (await library.cancel_hold(omid, waiting.id, key="k")).status is status
    again = await library.cancel_hold(omid, waiting.id, key="k")
    assert (again.status, again.repeated, folio.count(CANCEL)) == (status, True, 1)


async def test_what_is_ready_is_left_to_staff(library: FolioLibrary, folio: FakeFolio) -> None:
    mina = await who(library, MINA)
    ready = await held(library, mina, "Animal Farm")
    assert ready.state is HoldState.READY
    first = await library.cancel_hold(mina, ready.id, key="a")
    assert (first.status, first.repeated, folio.count(CANCEL)) == (CancelStatus.REQUESTED, False, 0)
    assert (await library.cancel_hold(mina, ready.id, key="b")).repeated


async def test_without_a_reason_staff_are_asked_to_cancel(
    folio: FakeFolio, own_store: Store, clock: FixedClock
) -> None:
    async with folio_library(folio, own_store, clock, cancellation_reason="") as library:
        omid = await who(library, OMID)
        waiting = await held(library, omid, "صد سال تنهایی")
        outcome = await library.cancel_hold(omid, waiting.id, key="k")
        assert (outcome.status, folio.count(CANCEL)) == (CancelStatus.REQUESTED, 0)
        assert await held(library, omid, "صد سال تنهایی") == waiting


async def test_a_cancellation_names_the_reason_and_who_it_was(library: FolioLibrary, folio: FakeFolio) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    assert (await library.cancel_hold(omid, waiting.id, key="k")).ok
    sent = folio.bodies[folio.asked.index(CANCEL)]
    number = folio.state.card(OMID)["patron_id"]
    assert sent["canceledByUserId"] == named("user", number)
    assert sent["cancellationReasonId"] == named("reason", "by the patron")
