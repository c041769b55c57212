"""What goes wrong at a Koha, and what is told of it: each fault has its own outcome, and nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm.database.store import Store
from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable, LibraryError
from library.koha.adapter import KohaLibrary
from library.reasons import Reason
from library.values import CancelStatus, HoldStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.certificates import certificate
from tests.support.koha.app import FakeKoha
from tests.support.koha.fixtures import koha_library
from tests.support.port_contract import FRESH, MINA, OMID, held, loan, who, why

LOANS = "GET /patrons/{patron_id}/checkouts"
RENEWAL = "POST /checkouts/{checkout_id}/renewal"
PLACE = "POST /holds"
CANCEL = "DELETE /holds/{hold_id}"
MOVE = "PUT /holds/{hold_id}/pickup_location"
# More than the second for which the adapter of these tests waits.
LATE = 1.6


# Questions


@pytest.mark.parametrize(
    ("how", "more", "error", "said"),
    [
        ("slow", {"seconds": LATE}, IlsUnavailable, "in time"),
        ("status", {"status": 500}, IlsUnavailable, "500"),
        ("status", {"status": 503}, IlsUnavailable, "503"),
        ("status", {"status": 401, "times": 2}, IlsMisconfigured, "credentials"),
        ("status", {"status": 302}, IlsMisconfigured, "elsewhere"),
        ("busy", {}, IlsUnavailable, "too much to do"),
        ("forbidden", {}, IlsMisconfigured, "circulate: circulate_remaining_permissions"),
        ("half", {}, IlsUnavailable, "to the end"),
        ("cut", {}, IlsUnavailable, "in time"),
        ("garbage", {}, IlsProtocolError, "cannot be read"),
    ],
)
async def test_a_question_that_fails_says_how(
    library: KohaLibrary, koha: FakeKoha, how: str, more: dict[str, Any], error: type[LibraryError], said: str
) -> None:
    mina = await who(library, MINA)
    koha.fail(LOANS, how, **more)
    with pytest.raises(error, match=said) as failed:
        await library.loans(mina)
    assert type(failed.value) is error and failed.value.nothing_done


async def test_an_answer_without_what_it_must_have_is_none(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    koha.fail("GET /patrons/{patron_id}/account", "odd", body="balance")
    with pytest.raises(IlsProtocolError):
        await library.fees(mina)


async def test_a_wrong_password_is_no_fault(library: KohaLibrary, koha: FakeKoha) -> None:
    check = "POST /auth/password/validation"
    assert await library.authenticate(MINA, "0000") is None
    koha.fail(check, "forbidden")
    with pytest.raises(IlsMisconfigured, match="borrowers"):
        await library.authenticate(MINA, "0000")
    koha.fail(check, "slow", seconds=LATE)
    with pytest.raises(IlsUnavailable):
        await library.authenticate(MINA, "0000")
    assert koha.count(check) == 3, "a password that may have been counted as wrong is not sent again"


async def test_who_is_not_there_cannot_be_asked(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    async with koha_library(koha, own_store, clock) as library:
        mina = await who(library, MINA)
        old = await loan(library, mina, "کوری")
        assert (await library.health()).ok
        await koha.stop()
        with pytest.raises(IlsUnavailable) as gone:
            await library.renew(mina, [old.id], key="k")
        assert gone.value.nothing_done
        health = await library.health()
        assert not health.ok and health.detail
        # Searching goes on; only how many stand free is not known.
        title = (await library.search("بوف کور")).titles[0]
        assert (title.title, title.copies, title.available) == ("بوف کور", None, None)


async def test_who_only_looks_for_names_asks_koha_for_no_copies(
    koha: FakeKoha, own_store: Store, clock: FixedClock
) -> None:
    async with koha_library(koha, own_store, clock) as library:
        before = koha.count("GET /items"), koha.count("GET /holds")
        named = await library.search("بوف کور", counted=False)
        assert (koha.count("GET /items"), koha.count("GET /holds")) == before
        counted = await library.search("بوف کور")
        assert koha.count("GET /items") > before[0]
        assert [one.id for one in named.titles] == [one.id for one in counted.titles]
        assert (named.titles[0].copies, named.titles[0].available) == (None, None)
        assert counted.titles[0].copies is not None


# Renewals


@pytest.mark.parametrize(
    ("how", "more", "status", "done"),
    [
        ("silent", {"seconds": LATE}, RenewStatus.RENEWED, True),
        ("half", {}, RenewStatus.RENEWED, True),
        ("garbage", {}, RenewStatus.RENEWED, True),
        ("odd", {"body": "due_date"}, RenewStatus.RENEWED, True),
        ("slow", {"seconds": LATE}, RenewStatus.UNCONFIRMED, False),
        ("status", {"status": 500}, RenewStatus.UNCONFIRMED, False),
        ("cut", {}, RenewStatus.UNCONFIRMED, False),
    ],
)
async def test_a_renewal_without_an_answer_is_looked_up_and_never_sent_again(
    library: KohaLibrary, koha: FakeKoha, how: str, more: dict[str, Any], status: RenewStatus, done: bool
) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    koha.fail(RENEWAL, how, **more)
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert (outcome.status, outcome.title) == (status, "کوری")
    assert (outcome.new_due_date is not None) is done
    # The same message once more: what it was told is told again, and nothing is done.
    [again] = await library.renew(mina, [old.id], key="k")
    assert again.repeated and koha.count(RENEWAL) == 1
    if done:
        assert (again.status, again.new_due) == (status, outcome.new_due)


async def test_what_was_done_later_is_known_when_it_is_asked_for_again(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    koha.fail(RENEWAL, "cut")
    [unsure] = await library.renew(mina, [old.id], key="k")
    assert unsure.status is RenewStatus.UNCONFIRMED
    koha.state.renew(koha.state.loan(MINA, "کوری"))
    [known] = await library.renew(mina, [old.id], key="k")
    assert (known.status, known.repeated) == (RenewStatus.RENEWED, True)


async def test_a_lookup_that_fails_too_is_no_answer(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    koha.fail(RENEWAL, "silent", seconds=LATE)
    koha.fail("GET /checkouts/{checkout_id}", "status", status=500)
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert outcome.status is RenewStatus.UNCONFIRMED and koha.count(RENEWAL) == 1


async def test_one_failure_does_not_hide_what_was_done_for_the_rest(library: KohaLibrary, koha: FakeKoha) -> None:
    state, mina = koha.state, await who(library, MINA)
    pattern, item = state.loan(MINA, "کوری"), state.items[state.loan(MINA, "کوری")["item_id"]]
    number, copy = state.number(), state.number()
    state.items[copy] = {**item, "item_id": copy, "external_id": "i-new"}
    state.checkouts[number] = {**pattern, "checkout_id": number, "item_id": copy}
    ids = [str(pattern["checkout_id"]), str(number)]
    koha.fail(RENEWAL, "busy")
    outcomes = await library.renew(mina, ids, key="k")
    assert sorted(one.status for one in outcomes) == [RenewStatus.RENEWED, RenewStatus.UNCONFIRMED]


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ("held", RenewStatus.REFUSED, Reason.ON_HOLD),
        ("returned", RenewStatus.NOT_FOUND, Reason.NOT_FOUND),
        ("used up", RenewStatus.REFUSED, Reason.LIMIT_REACHED),
    ],
)
async def test_what_changes_between_the_question_and_the_renewal_decides(
    library: KohaLibrary, koha: FakeKoha, change: str, status: RenewStatus, reason: Reason
) -> None:
    state, mina = koha.state, await who(library, MINA)
    row = state.loan(MINA, "کوری")
    changes: dict[str, Callable[[], object]] = {
        "held": lambda: state.place(state.card(FRESH)["patron_id"], state.titles["t-blind"], "MAIN"),
        "returned": lambda: state.checkouts.pop(row["checkout_id"]),
        "used up": lambda: row.update(renewals_count=2),
    }
    koha.fail(RENEWAL, "changed", change=changes[change])
    [outcome] = await library.renew(mina, [str(row["checkout_id"])], key="k")
    assert (outcome.status, why(outcome.refusal)) == (status, reason)


# Holds


@pytest.mark.parametrize(
    ("how", "more", "status"),
    [
        ("silent", {"seconds": LATE}, HoldStatus.PLACED),
        ("garbage", {}, HoldStatus.PLACED),
        ("half", {}, HoldStatus.PLACED),
        ("status", {"status": 500}, HoldStatus.UNCONFIRMED),
        ("cut", {}, HoldStatus.UNCONFIRMED),
    ],
)
async def test_a_hold_without_an_answer_is_looked_for_and_never_sent_again(
    library: KohaLibrary, koha: FakeKoha, how: str, more: dict[str, Any], status: HoldStatus
) -> None:
    fresh, owl = await who(library, FRESH), str(koha.state.titles["t-owl"])
    koha.fail(PLACE, how, **more)
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert outcome.status is status
    again = await library.place_hold(fresh, owl, "main", key="k")
    assert (again.status, again.repeated, koha.count(PLACE)) == (status, True, 1)
    if status is HoldStatus.UNCONFIRMED:
        koha.state.place(koha.state.card(FRESH)["patron_id"], koha.state.titles["t-owl"], "MAIN")
        assert (await library.place_hold(fresh, owl, "main", key="k")).status is HoldStatus.PLACED


async def test_a_hold_stands_although_its_place_cannot_be_told(library: KohaLibrary, koha: FakeKoha) -> None:
    fresh, owl = await who(library, FRESH), str(koha.state.titles["t-owl"])

    def fail_then() -> None:
        koha.fail("GET /patrons/{patron_id}/holds", "status", status=500, times=9)

    koha.fail(PLACE, "changed", change=fail_then)
    outcome = await library.place_hold(fresh, owl, "main", key="k")
    assert (outcome.status, outcome.title, outcome.ok) == (HoldStatus.PLACED, "بوف کور", True)
    assert outcome.hold is not None and outcome.hold.pickup is not None
    assert (outcome.hold.position, outcome.hold.title, outcome.hold.pickup.code) == (1, "بوف کور", "main")


@pytest.mark.parametrize(
    ("how", "more", "status"),
    [
        ("silent", {"seconds": LATE}, CancelStatus.CANCELLED),
        ("status", {"status": 500}, CancelStatus.UNCONFIRMED),
        ("cut", {}, CancelStatus.UNCONFIRMED),
    ],
)
async def test_a_cancellation_without_an_answer_is_looked_up(
    library: KohaLibrary, koha: FakeKoha, how: str, more: dict[str, Any], status: CancelStatus
) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    koha.fail(CANCEL, how, **more)
    assert (await library.cancel_hold(omid, waiting.id, key="k")).status is status
    assert koha.count(CANCEL) == 1


@pytest.mark.parametrize(
    ("how", "more", "status"),
    [("silent", {"seconds": LATE}, HoldStatus.PLACED), ("status", {"status": 500}, HoldStatus.UNCONFIRMED)],
)
async def test_a_move_without_an_answer_is_looked_up(
    library: KohaLibrary, koha: FakeKoha, how: str, more: dict[str, Any], status: HoldStatus
) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    koha.fail(MOVE, how, **more)
    assert (await library.change_pickup(omid, waiting.id, "saadi", key="k")).status is status
    assert koha.count(MOVE) == 1


@pytest.mark.parametrize("operation", [PLACE, CANCEL, MOVE])
async def test_a_permission_that_we_lack_is_named_and_nothing_is_done(
    library: KohaLibrary, koha: FakeKoha, operation: str
) -> None:
    omid = await who(library, OMID)
    before = await library.holds(omid)
    koha.lacking = {"reserveforothers"} if operation == PLACE else set()
    koha.fail(operation, "forbidden")
    with pytest.raises(IlsMisconfigured, match="reserveforothers") as lacking:
        if operation == PLACE:
            koha.lacking = set()
            await library.place_hold(omid, str(koha.state.titles["t-owl"]), "main", key="k")
        elif operation == CANCEL:
            await library.cancel_hold(omid, before[-1].id, key="k")
        else:
            await library.change_pickup(omid, before[-1].id, "saadi", key="k")
    assert lacking.value.nothing_done
    assert await library.holds(omid) == before


# The line itself


async def test_a_koha_that_fails_again_and_again_is_left_alone(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    now = [0.0]
    library._koha.breaker._seconds = lambda: now[0]
    fault = koha.fail("*", "status", status=503, times=99)
    for _ in range(5):
        with pytest.raises(IlsUnavailable):
            await library.loans(mina)
    asked = len(koha.asked)
    with pytest.raises(IlsUnavailable, match="left alone") as rests:
        await library.loans(mina)
    assert rests.value.nothing_done and len(koha.asked) == asked
    now[0] += 16
    with pytest.raises(IlsUnavailable, match="503"):
        await library.loans(mina)
    with pytest.raises(IlsUnavailable, match="left alone"):
        await library.loans(mina)
    now[0] += 16
    fault.times = 0
    assert await library.loans(mina)


async def test_records_over_which_koha_stumbles_do_not_close_the_line(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    koha.fail("GET /checkouts/{checkout_id}/allows_renewal", "status", status=500, times=99)
    for _ in range(3):
        assert None in {one.renewable for one in await library.loans(mina)}


async def test_a_busy_koha_is_given_the_time_it_asks_for(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    koha.fail(LOANS, "busy")
    with pytest.raises(IlsUnavailable, match="too much"):
        await library.loans(mina)
    asked = len(koha.asked)
    with pytest.raises(IlsUnavailable, match="left alone"):
        await library.loans(mina)
    assert len(koha.asked) == asked


async def test_a_card_that_has_expired_meanwhile_is_told_of_the_day(
    library: KohaLibrary, koha: FakeKoha, clock: FixedClock
) -> None:
    mina = await who(library, MINA)
    clock.advance(timedelta(days=400))
    account = await library.account(mina)
    assert account is not None and account.expired
    assert [block.refusal.reason for block in account.blocks] == [Reason.CARD_EXPIRED]


async def test_a_hold_that_has_ended_was_placed_all_the_same(library: KohaLibrary, koha: FakeKoha) -> None:
    fresh, owl = await who(library, FRESH), str(koha.state.titles["t-owl"])
    first = await library.place_hold(fresh, owl, "main", key="k")
    assert first.hold is not None
    await library.cancel_hold(fresh, first.hold.id, key="c")
    again = await library.place_hold(fresh, owl, "main", key="k")
    assert again.hold is not None
    assert (again.status, again.repeated, again.hold.id) == (HoldStatus.PLACED, True, first.hold.id)
    assert await library.holds(fresh) == [] and koha.count(PLACE) == 1


# Encryption


@pytest.mark.parametrize("expired", [False, True])
async def test_a_certificate_of_an_authority_of_its_own_is_taken_until_its_last_day(
    koha: FakeKoha, own_store: Store, clock: FixedClock, tmp_path: Path, expired: bool
) -> None:
    behind, shown = FakeKoha(koha.state), certificate(tmp_path, expired=expired)
    await behind.start(tls=shown.server)
    try:
        async with koha_library(behind, own_store, clock, ca_file=str(shown.path)) as library:
            if not expired:
                assert len(await library.loans(await who(library, MINA))) == 5
                return
            with pytest.raises(IlsMisconfigured, match=r"certificate of Koha is not accepted: .*expired") as failed:
                await library.authenticate(MINA, "1111")
            assert failed.value.nothing_done and behind.asked == []
    finally:
        await behind.stop()


async def test_a_certificate_of_an_authority_that_nobody_named_is_refused(
    koha: FakeKoha, own_store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    behind = FakeKoha(koha.state)
    await behind.start(tls=certificate(tmp_path).server)
    try:
        async with koha_library(behind, own_store, clock) as library:
            with pytest.raises(IlsMisconfigured, match="certificate of Koha is not accepted"):
                await library.authenticate(MINA, "1111")
    finally:
        await behind.stop()
    assert behind.asked == []
