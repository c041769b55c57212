"""The traps of Koha's REST interface, which gives our account more than any patron may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from crm import records
from crm.database.store import Store
from library.errors import IlsMisconfigured, IlsUnavailable
from library.koha.adapter import KohaLibrary
from library.reasons import Reason
from library.values import CancelStatus, HoldState, HoldStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.koha.app import FakeKoha
from tests.support.koha.fixtures import koha_library
from tests.support.port_contract import FRESH, INDEBTED, MINA, OMID, held, loan, who, why
from tests.support.statements import found

RENEWAL = "POST /checkouts/{checkout_id}/renewal"
ALLOWS = "GET /checkouts/{checkout_id}/allows_renewal"
CANCEL = "DELETE /holds/{hold_id}"
MOVE = "PUT /holds/{hold_id}/pickup_location"

# Whose it is


async def test_a_renewal_is_never_sent_for_anothers_loan(library: KohaLibrary, koha: FakeKoha) -> None:
    mina, omid = await who(library, MINA), await who(library, OMID)
    theirs = await loan(library, mina, "کوری")
    [outcome] = await library.renew(omid, [theirs.id], key="thief")
    assert (outcome.status, outcome.title) == (RenewStatus.NOT_FOUND, "")
    assert koha.count(RENEWAL) == 0


async def test_a_hold_of_another_is_neither_cancelled_nor_moved(library: KohaLibrary, koha: FakeKoha) -> None:
    mina, omid = await who(library, MINA), await who(library, OMID)
    theirs = await held(library, omid, "صد سال تنهایی")
    assert (await library.cancel_hold(mina, theirs.id, key="a")).status is CancelStatus.NOT_FOUND
    assert (await library.change_pickup(mina, theirs.id, "saadi", key="b")).status is HoldStatus.NOT_FOUND
    assert koha.count(CANCEL) == koha.count(MOVE) == 0


@pytest.mark.parametrize("name", ["", "x", "-1", "1; drop", "99999999999999", "۱۲"])
async def test_what_is_no_number_of_kohas_names_nothing_there(library: KohaLibrary, name: str) -> None:
    mina = await who(library, MINA)
    [outcome] = await library.renew(mina, [name], key="k")
    assert outcome.status is RenewStatus.NOT_FOUND
    assert (await library.cancel_hold(mina, name, key="k")).status is CancelStatus.NOT_FOUND
    assert (await library.place_hold(mina, name, "main", key="k")).status is HoldStatus.NOT_FOUND
    assert await library.availability(name) == [] and await library.title(name) is None


# The OPAC's rules


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("restricted", Reason.RESTRICTED),
        ("patron_card_lost", Reason.CARD_LOST),
        ("incorrect_address", Reason.ADDRESS_MISSING),
    ],
)
async def test_koha_would_renew_for_a_blocked_card_and_we_do_not(
    library: KohaLibrary, koha: FakeKoha, field: str, reason: Reason
) -> None:
    mina = await who(library, MINA)
    koha.state.card(MINA)[field] = True
    old = await loan(library, mina, "کوری")
    assert (old.renewable, why(old.refusal)) == (False, reason)
    [outcome] = await library.renew(mina, [old.id], key="k")
    assert (outcome.status, why(outcome.refusal), koha.count(RENEWAL)) == (RenewStatus.REFUSED, reason, 0)
    placed = await library.place_hold(mina, str(koha.state.titles["t-fish"]), "main", key="k")
    assert (placed.status, why(placed.refusal)) == (HoldStatus.REFUSED, reason)
    account = await library.account(mina)
    assert account is not None and [block.refusal.reason for block in account.blocks] == [reason]


async def test_the_card_is_good_through_its_last_day(library: KohaLibrary, koha: FakeKoha, clock: FixedClock) -> None:
    mina = await who(library, MINA)
    koha.state.card(MINA)["expiry_date"] = koha.state.today.isoformat()
    assert (await loan(library, mina, "کوری")).renewable is True
    clock.advance(timedelta(days=1))
    assert why((await loan(library, mina, "کوری")).refusal) is Reason.CARD_EXPIRED


async def test_debts_stop_what_the_librarys_rules_say(library: KohaLibrary, koha: FakeKoha) -> None:
    indebted = await who(library, INDEBTED)
    koha.state.lines[-1]["amount_outstanding"] = 100_000.0
    assert (await loan(library, indebted, "بوف کور")).renewable is True
    koha.state.lines[-1]["amount_outstanding"] = 100_000.5
    refused = await loan(library, indebted, "بوف کور")
    assert why(refused.refusal) is Reason.FINES and refused.refusal is not None
    assert refused.refusal.amount is not None and refused.refusal.amount.minor == 100_001


async def test_a_credit_is_no_debt(library: KohaLibrary, koha: FakeKoha) -> None:
    koha.state.lines.append({**koha.state.lines[0], "amount": -90_000.0, "amount_outstanding": -90_000.0})
    account = await library.fees(await who(library, MINA))
    assert account.balance.minor == 0 and account.lines is not None and len(account.lines) == 1


async def test_without_online_renewals_nothing_is_renewed(koha: FakeKoha, own_store: Store, clock: FixedClock) -> None:
    async with koha_library(koha, own_store, clock, renewals=False) as library:
        mina = await who(library, MINA)
        old = await loan(library, mina, "کوری")
        [outcome] = await library.renew(mina, [old.id], key="k")
        assert why(old.refusal) is why(outcome.refusal) is Reason.ONLINE_DISABLED
        assert koha.count(RENEWAL) == 0


# Holds that are ready or on their way


async def test_a_ready_hold_is_only_asked_to_be_cancelled(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    ready = await held(library, mina, "Animal Farm")
    outcome = await library.cancel_hold(mina, ready.id, key="c")
    assert (outcome.status, outcome.title, outcome.repeated) == (CancelStatus.REQUESTED, "Animal Farm", False)
    after = await held(library, mina, "Animal Farm")
    assert (after.state, after.can_cancel) == (HoldState.READY, False)
    again = await library.cancel_hold(mina, ready.id, key="d")
    assert (again.status, again.repeated, koha.count(CANCEL)) == (CancelStatus.REQUESTED, True, 1)


async def test_a_hold_that_becomes_ready_at_this_moment_is_protected_too(library: KohaLibrary, koha: FakeKoha) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    row = koha.state.holds[int(waiting.id)]
    koha.fail(CANCEL, "changed", change=lambda: row.update(status="W", priority=0))
    assert (await library.cancel_hold(omid, waiting.id, key="c")).status is CancelStatus.REQUESTED
    assert int(waiting.id) in koha.state.holds


async def test_a_hold_on_its_way_is_left_to_staff(library: KohaLibrary, koha: FakeKoha, own_store: Store) -> None:
    omid = await who(library, OMID)
    coming = await held(library, omid, "کوری")
    outcome = await library.cancel_hold(omid, coming.id, key="c")
    assert (outcome.status, koha.count(CANCEL)) == (CancelStatus.REQUESTED, 0)
    rows = await found(own_store, select(records.AuditEvent).where(records.AuditEvent.entity == "hold"))
    assert [(row.action, row.entity_id) for row in rows] == [("hold.cancel_requested", coming.id)]


async def test_a_hold_that_leaves_at_this_moment_is_not_moved(library: KohaLibrary, koha: FakeKoha) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    row = koha.state.holds[int(waiting.id)]
    koha.fail(MOVE, "changed", change=lambda: row.update(status="T", priority=0))
    outcome = await library.change_pickup(omid, waiting.id, "saadi", key="m")
    assert (outcome.status, why(outcome.refusal)) == (HoldStatus.REFUSED, Reason.ON_ITS_WAY)


async def test_a_pickup_place_that_staff_must_allow_is_not_offered(library: KohaLibrary, koha: FakeKoha) -> None:
    fresh = await who(library, FRESH)
    owl = str(koha.state.titles["t-owl"])
    koha.fail("GET /biblios/{biblio_id}/pickup_locations", "override", times=9, body={"BAGH"})
    assert [branch.code for branch in await library.pickup_branches(fresh, owl)] == ["main", "saadi"]
    outcome = await library.place_hold(fresh, owl, "bagh", key="k")
    assert (why(outcome.refusal), koha.count("POST /holds")) == (Reason.PICKUP_INVALID, 0)


async def test_a_suspended_hold_is_told_as_one(library: KohaLibrary, koha: FakeKoha) -> None:
    omid = await who(library, OMID)
    waiting = await held(library, omid, "صد سال تنهایی")
    koha.state.holds[int(waiting.id)]["suspended"] = True
    assert (await held(library, omid, "صد سال تنهایی")).state is HoldState.SUSPENDED


# The 403 that means two things


async def test_a_refusal_is_told_from_a_permission_that_we_lack(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    old = await loan(library, mina, "کوری")
    koha.fail(RENEWAL, "status", status=403, body={"error": "Renewal not authorized (on_reserve)"})
    [refused] = await library.renew(mina, [old.id], key="a")
    assert (refused.status, why(refused.refusal)) == (RenewStatus.REFUSED, Reason.ON_HOLD)
    koha.fail(RENEWAL, "status", status=403, body={"error": "No", "error_code": "booked"})
    [booked] = await library.renew(mina, [old.id], key="b")
    assert why(booked.refusal) is Reason.ON_HOLD
    koha.fail(RENEWAL, "status", status=403, body={"error": "Renewal not authorized (something_new)"})
    [unknown] = await library.renew(mina, [old.id], key="c")
    assert unknown.refusal is not None
    assert (unknown.refusal.reason, unknown.refusal.raw_code) == (Reason.POLICY, "something_new")
    koha.fail(RENEWAL, "forbidden")
    with pytest.raises(IlsMisconfigured, match="circulate: circulate_remaining_permissions") as lacking:
        await library.renew(mina, [old.id], key="d")
    assert lacking.value.nothing_done
    koha.fail(RENEWAL, "status", status=403, body={"error": "Access forbidden"})
    with pytest.raises(IlsMisconfigured):
        await library.renew(mina, [old.id], key="e")
    # What never was done is tried under the same key once more.
    [renewed] = await library.renew(mina, [old.id], key="e")
    assert renewed.ok and not renewed.repeated


# Lists and records


async def test_more_than_a_page_of_loans_is_read_to_the_end(library: KohaLibrary, koha: FakeKoha) -> None:
    state, mina = koha.state, await who(library, MINA)
    pattern, item = state.loan(MINA, "کوری"), state.items[state.loan(MINA, "کوری")["item_id"]]
    for _ in range(130):
        number, copy = state.number(), state.number()
        state.items[copy] = {**item, "item_id": copy, "external_id": f"i-{copy}"}
        state.checkouts[number] = {**pattern, "checkout_id": number, "item_id": copy}
    assert len(await library.loans(mina)) == 135
    assert koha.most_open <= 6, "more at once than was set"


async def test_a_loan_without_a_record_is_told_and_renewed(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    row = koha.state.loan(MINA, "کوری")
    koha.fail("GET /patrons/{patron_id}/checkouts", "bare", times=9, body=row["checkout_id"])
    bare = next(one for one in await library.loans(mina) if one.id == str(row["checkout_id"]))
    assert (bare.title, bare.title_id, bare.barcode) == ("", None, "")
    [outcome] = await library.renew(mina, [bare.id], key="k")
    assert outcome.ok


async def test_where_koha_fails_at_the_question_the_loan_is_told_all_the_same(
    library: KohaLibrary, koha: FakeKoha
) -> None:
    mina = await who(library, MINA)
    koha.fail(ALLOWS, "status", status=500)
    loans = await library.loans(mina)
    assert len(loans) == 5
    assert [one.renewable for one in loans].count(None) == 1


async def test_every_request_has_a_name(library: KohaLibrary, koha: FakeKoha) -> None:
    await library.loans(await who(library, MINA))
    assert len(set(koha.names[1:])) == len(koha.names[1:]) and all(koha.names[1:])


async def test_a_title_in_no_catalogue_of_ours_is_reserved_too(library: KohaLibrary, koha: FakeKoha) -> None:
    koha.state.biblios[900] = {"biblio_id": 900, "title": "Just catalogued /", "author": "Somebody,"}
    copy = koha.state.number()
    koha.state.items[copy] = {**next(iter(koha.state.items.values())), "item_id": copy, "biblio_id": 900}
    outcome = await library.place_hold(await who(library, FRESH), "900", "main", key="k")
    assert (outcome.status, outcome.title, outcome.author) == (HoldStatus.PLACED, "Just catalogued", "Somebody")


async def test_what_is_kept_here_names_no_reader(library: KohaLibrary, koha: FakeKoha, own_store: Store) -> None:
    mina = await who(library, MINA)
    await library.renew(mina, [one.id for one in await library.loans(mina)], key="all")
    await library.place_hold(mina, str(koha.state.titles["t-owl"]), "main", key="hold")
    loans = await found(own_store, select(records.Loan))
    holds = await found(own_store, select(records.Hold))
    assert {(row.patron_id, row.item_id) for row in loans} == {(None, None)}
    assert [(row.patron_id, row.closed_at is not None) for row in holds] == [(None, True)]
    attempts = await found(own_store, select(records.RenewalAttempt))
    assert sorted(row.result for row in attempts) == ["refused"] * 4 + ["succeeded"]


async def test_one_loan_of_which_koha_cannot_say_leaves_the_others_told(library: KohaLibrary, koha: FakeKoha) -> None:
    mina = await who(library, MINA)
    ids = [one.id for one in await library.loans(mina)]
    koha.fail(ALLOWS, "status", status=500)
    checks = await library.check_renewal(mina, ids)
    assert [one.loan_id for one in checks] == ids
    assert [one.refusal.raw_code for one in checks if one.refusal and one.refusal.raw_code] == ["no_rule"]
    koha.fail(ALLOWS, "status", status=500, times=99)
    blind = koha.state.loan(MINA, "کوری")["checkout_id"]
    with pytest.raises(IlsUnavailable):
        await library.check_renewal(mina, [str(blind)])
