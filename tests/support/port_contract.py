"""What every adapter of the port must do, told against the library of small.yml.

An adapter joins by a subclass with a `library` fixture that gives the port with that library behind it; what the
tests know are cards, titles and barcodes, never an adapter's own ids (`known` gives those of titles). What an adapter
says that it cannot do (`capabilities`) is not asked of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm.database.store import Store
from crm.database.turn_guard import AskingMessage, asked_by
from crm.errors import TurnClosed
from language.requests.reading.wish import ReadingWish
from library.clearance import clearance
from library.port import Library
from library.reasons import Reason
from library.values import (
    CancelStatus,
    Capability,
    FeeKind,
    Hold,
    HoldState,
    HoldStatus,
    Limit,
    Loan,
    Money,
    ReadyHold,
    Refusal,
    RenewStatus,
)
from protocol.clock import FixedClock

TODAY = date(2026, 11, 24)
TEHRAN = ZoneInfo("Asia/Tehran")
MINA, OMID, LATE, EXPIRED, INDEBTED, RESTRICTED, FRESH = (f"2000000{number}" for number in range(1, 8))
PINS = {card: card[-1] * 4 for card in (MINA, OMID, LATE, EXPIRED, INDEBTED, RESTRICTED, FRESH)}


async def who(library: Library, card: str) -> int:
    patron = await library.authenticate(card, PINS[card])
    assert patron is not None
    return patron.id


async def loan(library: Library, patron_id: int, title: str) -> Loan:
    return next(loan for loan in await library.loans(patron_id) if loan.title == title)


async def held(library: Library, patron_id: int, title: str) -> Hold:
    return next(hold for hold in await library.holds(patron_id) if hold.title == title)


def _id(thing: Hold | ReadyHold) -> str:
    return thing.id


def needs(library: Library, capability: Capability) -> None:
    """Skip what an adapter says that it cannot do."""
    if capability not in library.capabilities():
        pytest.skip(f"this library system does not offer {capability}")


def why(refusal: Refusal | None) -> Reason | None:
    return refusal.reason if refusal else None


async def renewed_once(library: Library, patron_id: int) -> None:
    """See that the loan that may be renewed was, and once: its period is two weeks, and it was due in two days."""
    blind = await loan(library, patron_id, "کوری")
    assert blind.due_date == TODAY + timedelta(days=2 + 14)
    if Capability.LOAN_DETAILS in library.capabilities():
        assert blind.renewals == 1


class LibraryContract:
    """The tests of the port."""

    @pytest.fixture
    def library(self, embedded: Library) -> Library:
        raise NotImplementedError

    @pytest.fixture
    def stricter(self) -> Callable[[], Awaitable[None]]:
        """Change what is decided by: fewer renewals, no holds and no debt are allowed, and who owes, owes more."""
        raise NotImplementedError

    def known(self, title_id: str) -> str:
        """Give an adapter's own id of a title of small.yml."""
        return title_id

    # Who somebody is

    @pytest.mark.parametrize("card", [MINA, "۲۰۰۰۰۰۰۱", "٢٠٠٠٠٠٠١"])
    async def test_a_card_and_its_pin_belong_together(self, library: Library, card: str) -> None:
        patron = await library.authenticate(card, "۱۱۱۱")
        assert patron is not None
        assert patron.name == "مینا آزمونی"
        assert patron.card_masked.endswith("0001")
        assert MINA not in patron.card_masked
        if Capability.HOME_BRANCH in library.capabilities():
            assert patron.home_branch is not None
            assert patron.home_branch.code == "saadi"

    @pytest.mark.parametrize(("card", "pin"), [(MINA, "2222"), ("29999999", "1111"), (MINA, ""), ("", "1111")])
    async def test_anything_else_is_nobody(self, library: Library, card: str, pin: str) -> None:
        assert await library.authenticate(card, pin) is None

    async def test_an_account_tells_how_the_card_stands(self, library: Library) -> None:
        mina = await library.account(await who(library, MINA))
        assert mina is not None
        assert (mina.loans, mina.holds, mina.holds_ready, mina.balance.minor) == (5, 1, 1, 30000)
        assert mina.blocks == ()
        late = await library.account(await who(library, LATE))
        assert late is not None
        assert late.overdue == 2

    @pytest.mark.parametrize(
        ("card", "reason"),
        [(EXPIRED, Reason.CARD_EXPIRED), (INDEBTED, Reason.FINES), (RESTRICTED, Reason.RESTRICTED)],
    )
    async def test_an_account_names_its_block(self, library: Library, card: str, reason: Reason) -> None:
        account = await library.account(await who(library, card))
        assert account is not None
        assert [block.refusal.reason for block in account.blocks] == [reason]

    async def test_nobody_is_not_found(self, library: Library) -> None:
        assert await library.patron(999_999) is None
        assert await library.account(999_999) is None
        assert await library.loans(999_999) == []

    # What notices need

    async def test_what_notices_need_is_what_loans_and_reservations_say(self, library: Library) -> None:
        needs(library, Capability.NOTICES)
        people = [await who(library, card) for card in (MINA, OMID, LATE, FRESH)]
        found = await library.notice_matter([*people, 999_999])
        assert set(found) == set(people)
        assert len(found[people[0]].loans) == 5 and any(found[one].ready for one in people)
        for one in people:
            assert {(loan.id, loan.due) for loan in found[one].loans} == {
                (loan.id, loan.due) for loan in await library.loans(one)
            }
            ready = [hold for hold in await library.holds(one) if hold.state is HoldState.READY]
            assert {hold.id for hold in found[one].ready} == {hold.id for hold in ready}
            for hold, told in zip(sorted(ready, key=_id), sorted(found[one].ready, key=_id), strict=True):
                assert told.pickup == hold.pickup
                assert (told.until is not None) == (Capability.KEPT_UNTIL in library.capabilities())
                assert told.until is None or told.until.astimezone(TEHRAN).date() == hold.ready_until
            patron = await library.patron(one)
            assert patron is not None
            if Capability.CARD_EXPIRY in library.capabilities():
                expires = found[one].expires
                assert found[one].knows_card
                assert (expires.astimezone(TEHRAN).date() if expires else None) == patron.expires

    async def test_of_whom_the_system_has_nobody_notices_are_told_nothing(self, library: Library) -> None:
        assert await library.notice_matter([]) == {}
        assert await library.notice_matter([999_999]) == {}

    # Loans

    async def test_loans_come_with_what_is_due_first_first(self, library: Library) -> None:
        loans = await library.loans(await who(library, MINA))
        assert [loan.due_date for loan in loans] == sorted(loan.due_date for loan in loans)
        reasons = {
            "صد سال تنهایی": Reason.ON_HOLD,
            "کوری": None,
            "Nineteen Eighty-Four": Reason.LIMIT_REACHED,
            "شاهنامه": Reason.TOO_SOON,
            "خانهٔ دوست کجاست؟": Reason.NOT_RENEWABLE,
        }
        seen = {loan.title: (loan.renewable, why(loan.refusal)) for loan in loans}
        if Capability.RENEW_CHECK in library.capabilities():
            assert seen == {title: (reason is None, reason) for title, reason in reasons.items()}
        else:
            # What is told is true; what is not known is not told.
            assert set(seen) == set(reasons)
            for title, (renewable, reason) in seen.items():
                assert (renewable, reason) in ((None, None), (False, reasons[title]))
        assert all(loan.due.tzinfo is not None and not loan.overdue for loan in loans)

    async def test_a_late_loan_says_how_late(self, library: Library) -> None:
        owl = await loan(library, await who(library, LATE), "بوف کور")
        assert (owl.overdue, owl.days_overdue) == (True, 16)

    async def test_too_soon_says_from_when(self, library: Library, clock: FixedClock) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        early = await loan(library, patron, "شاهنامه")
        earliest = early.due_date - timedelta(days=5)
        too_soon = Refusal(Reason.TOO_SOON, earliest=earliest)
        if Capability.RENEW_CHECK in library.capabilities():
            assert early.refusal == too_soon
        else:
            [refused] = await library.renew(patron, [early.id], key="early")
            assert refused.refusal == too_soon
        clock.advance(earliest - TODAY)
        [outcome] = await library.renew(patron, [early.id], key="later")
        assert outcome.status is RenewStatus.RENEWED

    # Renewing

    async def test_renewing_all_gives_each_its_own_outcome(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        before = await library.loans(patron)
        outcomes = await library.renew(patron, [loan.id for loan in before], key="all")
        assert [outcome.loan_id for outcome in outcomes] == [loan.id for loan in before]
        if Capability.RENEW_CHECK in library.capabilities():
            told = {loan.title: loan.refusal for loan in before}
            assert {outcome.title: outcome.refusal for outcome in outcomes} == told
        assert [outcome.title for outcome in outcomes if outcome.ok] == ["کوری"]
        after = {loan.id: loan for loan in await library.loans(patron)}
        for old, outcome in zip(before, outcomes, strict=True):
            assert after[old.id].due_date == (outcome.new_due_date if outcome.ok else old.due_date)
            if Capability.LOAN_DETAILS in library.capabilities():
                assert after[old.id].renewals == (old.renewals or 0) + outcome.ok

    async def test_a_renewal_never_shortens(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        old = await loan(library, patron, "کوری")
        [outcome] = await library.renew(patron, [old.id], key="one")
        assert outcome.new_due_date is not None
        assert outcome.new_due is not None
        assert outcome.new_due_date >= old.due_date + timedelta(days=14)
        assert outcome.new_due > old.due

    async def test_the_same_key_renews_once(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        ids = [loan.id for loan in await library.loans(patron)]
        first = await library.renew(patron, ids, key="same")
        again = await library.renew(patron, ids, key="same")
        assert again == [replace(one, repeated=True) for one in first]
        await renewed_once(library, patron)

    async def test_the_same_key_is_answered_the_same_though_rules_and_debt_changed(
        self, library: Library, stricter: Callable[[], Awaitable[None]]
    ) -> None:
        needs(library, Capability.CHANGES)
        patrons = [await who(library, card) for card in (MINA, LATE, INDEBTED)]
        loans = {patron: [loan.id for loan in await library.loans(patron)] for patron in patrons}
        first = {patron: await library.renew(patron, ids, key="kept") for patron, ids in loans.items()}
        refusals = {why(one.refusal) for outcomes in first.values() for one in outcomes}
        expected = {Reason.TOO_SOON, Reason.LIMIT_REACHED, Reason.OVERDUE, Reason.FINES, None}
        if Capability.LOAN_DETAILS not in library.capabilities():
            # Which limit stands in the way, nobody can tell without a count.
            expected.remove(Reason.LIMIT_REACHED)
        assert expected <= refusals
        await stricter()
        for patron, ids in loans.items():
            again = await library.renew(patron, ids, key="kept")
            assert again == [replace(one, repeated=True) for one in first[patron]]
            anew = await library.renew(patron, ids, key="new")
            assert anew != first[patron], "rules or debt have not changed"

    async def test_renewing_charges_what_lateness_had_come_to(self, library: Library, clock: FixedClock) -> None:
        needs(library, Capability.RENEWAL_TERMS)
        patron = await who(library, LATE)
        late = await loan(library, patron, "شاهنامه")
        [outcome] = await library.renew(patron, [late.id], key="late")
        assert outcome.ok and outcome.fee == Money(15_000, "IRR")
        await library.renew(patron, [late.id], key="late")
        account = await library.fees(patron)
        assert [(fee.outstanding.minor, fee.days_late) for fee in account.lines or ()] == [(15_000, 3)]
        assert late.id not in [fee.id for fee in account.running]
        # Late once more, the days before the renewal are not forgiven again.
        clock.advance(timedelta(days=20))
        running = next(fee for fee in (await library.fees(patron)).running if fee.id == late.id)
        again = await loan(library, patron, "شاهنامه")
        assert running.outstanding.minor == again.days_overdue * 5_000

    async def test_one_loan_named_twice_is_renewed_once(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        old = await loan(library, patron, "کوری")
        outcomes = await library.renew(patron, [old.id, old.id], key="twice")
        assert [(one.ok, one.repeated) for one in outcomes] == [(True, False), (True, True)]
        await renewed_once(library, patron)

    async def test_two_at_once_with_one_key_renew_once(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        old = await loan(library, patron, "کوری")
        both = await asyncio.gather(*(library.renew(patron, [old.id], key="race") for _ in range(2)))
        assert both[0][0].new_due == both[1][0].new_due
        assert sorted(one.repeated for [one] in both) == [False, True]
        await renewed_once(library, patron)

    async def test_another_key_is_another_renewal(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        old = await loan(library, patron, "کوری")
        await library.renew(patron, [old.id], key="first")
        [again] = await library.renew(patron, [old.id], key="second")
        assert again.status is RenewStatus.REFUSED
        assert again.refusal is not None
        assert again.refusal.reason is Reason.TOO_SOON
        assert again.refusal.earliest is not None
        assert again.refusal.earliest > TODAY

    async def test_nothing_is_done_for_a_message_that_nobody_waits_for(
        self, library: Library, closed_turn: AskingMessage
    ) -> None:
        mina, omid = await who(library, MINA), await who(library, OMID)
        mine, theirs = await library.loans(mina), await library.holds(omid)
        with asked_by(closed_turn):
            with pytest.raises(TurnClosed):
                await library.renew(mina, [mine[0].id], key="late")
            with pytest.raises(TurnClosed):
                await library.place_hold(omid, self.known("t-fish"), "main", key="late")
            with pytest.raises(TurnClosed):
                # What would be refused is neither told nor kept.
                await library.place_hold(omid, self.known("t-solitude"), "main", key="late")
            with pytest.raises(TurnClosed):
                await library.cancel_hold(omid, theirs[0].id, key="late")
            # Looking is always allowed.
            assert (await library.loans(mina), await library.holds(omid)) == (mine, theirs)

    async def test_what_is_waited_for_is_done(self, library: Library, open_turn: AskingMessage) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        old = await loan(library, patron, "کوری")
        with asked_by(open_turn):
            [outcome] = await library.renew(patron, [old.id], key="in time")
        assert outcome.ok

    async def test_the_loan_of_another_is_not_found(self, library: Library) -> None:
        mina, omid = await who(library, MINA), await who(library, OMID)
        theirs = await loan(library, mina, "کوری")
        [outcome] = await library.renew(omid, [theirs.id], key="thief")
        assert (outcome.status, outcome.title, outcome.new_due) == (RenewStatus.NOT_FOUND, "", None)
        assert why(outcome.refusal) is Reason.NOT_FOUND
        [check] = await library.check_renewal(omid, [theirs.id])
        assert (check.allowed, why(check.refusal)) == (False, Reason.NOT_FOUND)
        assert await loan(library, mina, "کوری") == theirs

    async def test_what_is_not_there_does_not_stop_the_rest(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, MINA)
        blind = await loan(library, patron, "کوری")
        outcomes = await library.renew(patron, ["no-such-loan", blind.id], key="mixed")
        assert [one.status for one in outcomes] == [RenewStatus.NOT_FOUND, RenewStatus.RENEWED]

    @pytest.mark.parametrize(
        ("card", "title", "reason"),
        [
            (LATE, "بوف کور", Reason.OVERDUE),
            (EXPIRED, "The Hobbit", Reason.CARD_EXPIRED),
            (INDEBTED, "بوف کور", Reason.FINES),
            (RESTRICTED, "The Great Gatsby", Reason.RESTRICTED),
        ],
    )
    async def test_a_refusal_has_its_reason(self, library: Library, card: str, title: str, reason: Reason) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, card)
        old = await loan(library, patron, title)
        [outcome] = await library.renew(patron, [old.id], key="try")
        assert (outcome.status, why(outcome.refusal)) == (RenewStatus.REFUSED, reason)
        assert await loan(library, patron, title) == old

    async def test_a_little_late_is_forgiven_and_counts_from_today(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, LATE)
        old = await loan(library, patron, "شاهنامه")
        [outcome] = await library.renew(patron, [old.id], key="late")
        assert outcome.ok
        assert outcome.new_due_date is not None
        assert outcome.new_due_date >= TODAY + timedelta(days=14)

    async def test_asking_changes_nothing_and_tells_the_truth(self, library: Library) -> None:
        needs(library, Capability.RENEW_CHECK)
        patron = await who(library, MINA)
        before = await library.loans(patron)
        checks = await library.check_renewal(patron, [loan.id for loan in before])
        assert await library.loans(patron) == before
        outcomes = await library.renew(patron, [loan.id for loan in before], key="after")
        assert [(one.allowed, one.refusal) for one in checks] == [(one.ok, one.refusal) for one in outcomes]
        if Capability.RENEWAL_TERMS in library.capabilities():
            assert [one.new_due_date for one in checks] == [one.new_due_date for one in outcomes]

    async def test_a_refusal_names_the_limit_or_the_debt(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        if Capability.LOAN_DETAILS in library.capabilities():
            full = await loan(library, await who(library, MINA), "Nineteen Eighty-Four")
            assert full.refusal == Refusal(Reason.LIMIT_REACHED, limit=Limit(2, "renewals"))
        indebted = await who(library, INDEBTED)
        account = await library.account(indebted)
        assert account is not None
        owing = Refusal(Reason.FINES, amount=account.balance)
        assert [block.refusal for block in account.blocks] == [owing]
        owl = await loan(library, indebted, "بوف کور")
        [outcome] = await library.renew(indebted, [owl.id], key="try")
        held = await library.place_hold(indebted, self.known("t-blind"), "main", key="try")
        assert (owl.refusal, outcome.refusal, held.refusal) == (owing, owing, owing)

    # Holds

    async def test_holds_tell_where_they_stand(self, library: Library) -> None:
        omid = await who(library, OMID)
        holds = await library.holds(omid)
        first = 1 if Capability.HOLD_DETAILS in library.capabilities() else None
        assert {hold.title: (hold.state, hold.position) for hold in holds} == {
            "صد سال تنهایی": (HoldState.PENDING, first),
            "Animal Farm": (HoldState.PENDING, first),
            "کوری": (HoldState.IN_TRANSIT, None),
        }
        ready = await held(library, await who(library, MINA), "Animal Farm")
        until = TODAY + timedelta(days=2) if Capability.KEPT_UNTIL in library.capabilities() else None
        assert (ready.state, ready.ready_until) == (HoldState.READY, until)

    async def test_a_hold_joins_the_queue(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        fresh = await who(library, FRESH)
        outcome = await library.place_hold(fresh, self.known("t-solitude"), "bagh", key="k")
        assert outcome.status is HoldStatus.PLACED
        assert outcome.hold is not None
        assert (outcome.hold.position, outcome.hold.queue_length) == (2, 2)
        waiting = await library.waiting(self.known("t-solitude")), await library.waiting(self.known("t-none"))
        assert waiting == ((2, 0) if Capability.ON_SHELF in library.capabilities() else (None, None))
        assert outcome.hold.pickup is not None
        assert outcome.hold.pickup.code == "bagh"
        assert outcome.available_at == ()
        if Capability.HOLD_DETAILS in library.capabilities():
            assert outcome.hold in await library.holds(fresh)
        else:
            assert outcome.hold.id in [hold.id for hold in await library.holds(fresh)]

    async def test_a_hold_on_what_stands_free_says_where(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        outcome = await library.place_hold(await who(library, FRESH), self.known("t-fish"), "bagh", key="k")
        assert outcome.ok
        free = ["main", "saadi"] if Capability.ON_SHELF in library.capabilities() else []
        assert [branch.code for branch in outcome.available_at] == free

    async def test_the_same_key_places_once(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        fresh = await who(library, FRESH)
        tries = (library.place_hold(fresh, self.known("t-owl"), "main", key="same") for _ in range(2))
        first, second = await asyncio.gather(*tries)
        assert first.ok
        assert second.ok
        assert first.hold is not None and second.hold is not None
        assert first.hold.id == second.hold.id
        if Capability.HOLD_DETAILS in library.capabilities():
            assert first.hold == second.hold
        assert sorted((first.repeated, second.repeated)) == [False, True]
        assert len(await library.holds(fresh)) == 1

    async def test_a_hold_that_stands_is_answered_the_same_though_rules_and_debt_changed(
        self, library: Library, stricter: Callable[[], Awaitable[None]]
    ) -> None:
        needs(library, Capability.CHANGES)
        fresh = await who(library, FRESH)
        first = await library.place_hold(fresh, self.known("t-owl"), "main", key="kept")
        await stricter()
        again = await library.place_hold(fresh, self.known("t-owl"), "main", key="kept")
        if Capability.HOLD_DETAILS in library.capabilities():
            assert again == replace(first, repeated=True)
        assert (again.status, again.repeated) == (HoldStatus.PLACED, True)
        anew = await library.place_hold(fresh, self.known("t-fish"), "main", key="new")
        assert anew.status is HoldStatus.REFUSED, "rules or debt have not changed"

    @pytest.mark.parametrize(
        ("card", "title_id", "branch", "reason"),
        [
            (MINA, "t-solitude", "main", Reason.ALREADY_HAVE),
            (MINA, "t-farm", "main", Reason.ALREADY_HAVE),
            (FRESH, "t-owl", "nowhere", Reason.PICKUP_INVALID),
            (FRESH, "t-dict", "main", Reason.POLICY),
            (FRESH, "t-gone", "main", Reason.POLICY),
            (EXPIRED, "t-owl", "main", Reason.CARD_EXPIRED),
            (RESTRICTED, "t-owl", "main", Reason.RESTRICTED),
            (INDEBTED, "t-blind", "main", Reason.FINES),
        ],
    )
    async def test_a_hold_is_refused_with_a_reason(
        self, library: Library, card: str, title_id: str, branch: str, reason: Reason
    ) -> None:
        needs(library, Capability.CHANGES)
        patron = await who(library, card)
        before = await library.holds(patron)
        looked = await library.check_hold(patron, self.known(title_id), branch)
        outcome = await library.place_hold(patron, self.known(title_id), branch, key="try")
        assert (outcome.status, why(outcome.refusal)) == (HoldStatus.REFUSED, reason)
        # What the system itself decides on when it is asked is not known before.
        assert looked is None or looked == outcome.refusal
        assert looked is not None or Capability.OWN_STORE not in library.capabilities()
        assert await library.holds(patron) == before

    async def test_a_hold_that_was_refused_stays_refused_under_its_key(
        self, library: Library, stricter: Callable[[], Awaitable[None]]
    ) -> None:
        needs(library, Capability.CHANGES)
        omid, indebted = await who(library, OMID), await who(library, INDEBTED)
        has = await library.place_hold(omid, self.known("t-solitude"), "main", key="has")
        owes = await library.place_hold(indebted, self.known("t-blind"), "main", key="owes")
        assert (why(has.refusal), why(owes.refusal)) == (Reason.ALREADY_HAVE, Reason.FINES)
        assert not has.repeated and not owes.repeated
        assert (await library.cancel_hold(omid, (await held(library, omid, "صد سال تنهایی")).id, key="c")).ok
        again = await library.place_hold(omid, self.known("t-solitude"), "main", key="has")
        assert again == replace(has, repeated=True)
        assert (await library.place_hold(omid, self.known("t-solitude"), "main", key="anew")).ok
        await stricter()
        # The debt that was told then, though it is another by now.
        again = await library.place_hold(indebted, self.known("t-blind"), "main", key="owes")
        assert again == replace(owes, repeated=True)
        anew = await library.place_hold(indebted, self.known("t-blind"), "main", key="anew")
        assert anew.refusal is not None and anew.refusal != owes.refusal, "rules or debt have not changed"

    async def test_one_key_of_two_patrons_is_two_requests(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        omid, fresh = await who(library, OMID), await who(library, FRESH)
        refused = await library.place_hold(omid, self.known("t-solitude"), "main", key="shared")
        assert why(refused.refusal) is Reason.ALREADY_HAVE
        assert (await library.place_hold(fresh, self.known("t-solitude"), "main", key="shared")).ok

    async def test_holds_have_a_limit(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        mina = await who(library, MINA)
        assert (await library.place_hold(mina, self.known("t-owl"), "main", key="second")).ok
        third = await library.place_hold(mina, self.known("t-hobbit"), "main", key="third")
        assert third.refusal == Refusal(Reason.LIMIT_REACHED, limit=Limit(2, "holds"))

    async def test_a_title_that_is_not_there_cannot_be_held(self, library: Library) -> None:
        outcome = await library.place_hold(await who(library, FRESH), self.known("t-none"), "main", key="k")
        assert outcome.status is HoldStatus.NOT_FOUND

    async def test_a_hold_stops_renewals_until_it_is_cancelled(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        mina, fresh = await who(library, MINA), await who(library, FRESH)
        blind = await loan(library, mina, "کوری")
        placed = await library.place_hold(fresh, self.known("t-blind"), "main", key="k")
        assert placed.hold is not None
        [refused] = await library.renew(mina, [blind.id], key="one")
        assert why(refused.refusal) is Reason.ON_HOLD
        await library.cancel_hold(fresh, placed.hold.id, key="c")
        [renewed] = await library.renew(mina, [blind.id], key="two")
        assert renewed.ok

    async def test_cancelling_moves_the_others_up(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        omid, fresh = await who(library, OMID), await who(library, FRESH)
        await library.place_hold(fresh, self.known("t-solitude"), "main", key="k")
        first = await held(library, omid, "صد سال تنهایی")
        outcome = await library.cancel_hold(omid, first.id, key="c")
        assert (outcome.status, outcome.title) == (CancelStatus.CANCELLED, "صد سال تنهایی")
        if Capability.HOLD_DETAILS in library.capabilities():
            assert (await held(library, fresh, "صد سال تنهایی")).position == 1
        assert first.id not in [hold.id for hold in await library.holds(omid)]
        again = await library.cancel_hold(omid, first.id, key="c")
        assert (again.status, again.repeated) == (CancelStatus.CANCELLED, True)

    async def test_a_ready_copy_goes_to_the_next(self, library: Library) -> None:
        needs(library, Capability.CANCEL_READY)
        mina, omid = await who(library, MINA), await who(library, OMID)
        ready = await held(library, mina, "Animal Farm")
        assert (await library.cancel_hold(mina, ready.id, key="c")).status is CancelStatus.CANCELLED
        # It stood at Saadi and is wanted at the main branch.
        assert (await held(library, omid, "Animal Farm")).state is HoldState.IN_TRANSIT

    async def test_what_is_under_way_is_only_asked_to_stop(self, library: Library) -> None:
        omid = await who(library, OMID)
        coming = await held(library, omid, "کوری")
        outcome = await library.cancel_hold(omid, coming.id, key="c")
        assert (outcome.status, outcome.ok) == (CancelStatus.REQUESTED, True)
        assert await held(library, omid, "کوری") == coming

    async def test_the_hold_of_another_is_not_found(self, library: Library) -> None:
        mina, omid = await who(library, MINA), await who(library, OMID)
        theirs = await held(library, omid, "صد سال تنهایی")
        outcome = await library.cancel_hold(mina, theirs.id, key="thief")
        assert (outcome.status, outcome.title) == (CancelStatus.NOT_FOUND, "")
        assert await held(library, omid, "صد سال تنهایی") == theirs

    async def test_holds_are_picked_up_at_home_first(self, library: Library) -> None:
        branches = await library.pickup_branches(await who(library, MINA), self.known("t-owl"))
        if Capability.HOME_BRANCH in library.capabilities():
            assert branches[0].code == "saadi"
        assert {branch.code for branch in branches} == {"main", "saadi", "bagh"}

    # Fees

    async def test_fees_say_what_for(self, library: Library) -> None:
        account = await library.fees(await who(library, MINA))
        assert account.balance.minor == 30000
        assert account.balance.currency == "IRR"
        if Capability.FEE_LINES not in library.capabilities():
            assert account.lines is None
            return
        assert account.lines is not None
        [line] = account.lines
        days = 6 if Capability.LOAN_DETAILS in library.capabilities() else None
        assert (line.kind, line.title, line.days_late) == (FeeKind.OVERDUE, "The Great Gatsby", days)
        assert line.outstanding.minor == 30000

    async def test_who_owes_nothing_has_no_lines(self, library: Library) -> None:
        account = await library.fees(await who(library, FRESH))
        assert (account.balance.minor, account.lines) == (0, ())

    # The catalogue

    @pytest.mark.parametrize(
        ("text", "title", "corrected"),
        [
            ("بوف کور", "بوف کور", False),
            ("بوفكور", "بوف کور", False),
            ("بوف کوور", "بوف کور", True),
            ("شاه‌نامه فردوسی", "شاهنامه", False),
            ("nineteen eighty four", "Nineteen Eighty-Four", False),
            ("gatzby", "The Great Gatsby", True),
            ("978-0-14-103614-4", "Nineteen Eighty-Four", False),
            ("۹۷۸۰۱۴۱۰۳۶۱۴۴", "Nineteen Eighty-Four", False),
            ("0141036141", "Nineteen Eighty-Four", False),
        ],
    )
    async def test_titles_are_found(self, library: Library, text: str, title: str, corrected: bool) -> None:
        page = await library.search(text)
        assert page.titles[0].title == title
        assert page.corrected is corrected
        assert page.total >= len(page.titles)

    async def test_fields_are_searched_together(self, library: Library) -> None:
        assert {title.title for title in (await library.search(author="جورج اورول")).titles} == set()
        page = await library.search(author="orwell")
        assert {title.title for title in page.titles} == {"Animal Farm", "Nineteen Eighty-Four"}
        page = await library.search(title="animal", author="George Orwell")
        assert [title.title for title in page.titles] == ["Animal Farm"]
        page = await library.search(subject="رمان")
        assert {title.title for title in page.titles} == {"صد سال تنهایی", "کوری"}
        assert (await library.search(author="orwell", limit=1)).total == 2

    @pytest.mark.parametrize("text", ["ژپکطغ", "xyzzy plugh", "9780306406150", "؟!", ""])
    async def test_nothing_near_is_nothing(self, library: Library, text: str) -> None:
        page = await library.search(text)
        assert (page.titles, page.total, page.corrected) == ((), 0, False)

    async def test_copies_are_counted_by_branch(self, library: Library) -> None:
        needs(library, Capability.ON_SHELF)
        [main] = await library.availability(self.known("t-1984"))
        assert (main.branch.code, main.available, main.total, main.shelf) == ("main", 0, 1, "2/14")
        assert main.next_due == TODAY + timedelta(days=1)
        [farm] = await library.availability(self.known("t-farm"))
        assert farm.total == 1  # the lost copy does not count
        [reference] = await library.availability(self.known("t-dict"))
        assert (reference.available, reference.for_loan) == (1, False)
        assert await library.availability(self.known("t-none")) == []

    async def test_where_copies_are_is_not_told_by_who_does_not_know(self, library: Library) -> None:
        is_known = Capability.ON_SHELF in library.capabilities()
        for title_id in ("t-1984", "t-fish", "t-dict"):
            places = await library.availability(self.known(title_id))
            assert places and all(place.is_seen is is_known for place in places)
            assert [place.for_loan for place in places] == [title_id != "t-dict"] * len(places)
            if not is_known:
                told = {(one.available, one.promised, one.overdue, one.next_due) for one in places}
                assert told == {(0, 0, 0, None)} and [one.total for one in places] == [1] * len(places)
        assert await library.availability(self.known("t-none")) == []

    async def test_a_title_is_described(self, library: Library) -> None:
        title = await library.title(self.known("t-1984"))
        assert title is not None
        assert (title.author, title.year, title.isbns) == ("George Orwell", 1949, ("9780141036144",))
        counted = (1, 0) if Capability.ON_SHELF in library.capabilities() else (None, None)
        assert (title.copies, title.available) == counted
        assert await library.title(self.known("t-none")) is None

    async def test_new_titles_come_newest_first(self, library: Library) -> None:
        titles = await library.new_arrivals()
        assert [title.title for title in titles] == ["کوری", "Animal Farm"]
        assert [title.title for title in await library.new_arrivals(days=5)] == ["کوری"]
        assert [title.title for title in await library.new_arrivals(language="en")] == ["Animal Farm"]

    async def test_what_stands_free_is_suggested_first(self, library: Library) -> None:
        needs(library, Capability.ON_SHELF)
        suggested = await library.suggest(ReadingWish(), limit=20)
        free = [bool(one.title.available) for one in suggested.found]
        assert free and free == sorted(free, reverse=True)

    async def test_suggestions_meet_every_part_of_a_wish_and_say_why(self, library: Library) -> None:
        wish = ReadingWish(genres=("political",), most_pages=150)
        (farm,) = (await library.suggest(wish)).found
        assert farm.title.title == "Animal Farm"
        assert [(why.part, why.values, why.numbers) for why in farm.why] == [
            ("genres", ("political",), ()),
            ("pages", (), (112,)),
        ]

    async def test_a_wish_that_nothing_meets_is_met_without_one_part_which_is_named(self, library: Library) -> None:
        suggested = await library.suggest(ReadingWish(genres=("political",), most_pages=50))
        assert suggested.relaxed == "most_pages" and suggested.found
        assert (await library.suggest(ReadingWish(genres=("dinosaurs",)))).found == ()

    async def test_what_is_like_a_title_is_another_title(self, library: Library) -> None:
        suggested = await library.suggest(ReadingWish(like="Animal Farm"))
        assert [one.title.title for one in suggested.found] == ["Nineteen Eighty-Four"]
        assert (await library.suggest(ReadingWish(like="nothing of the kind"))).unknown == "nothing of the kind"

    async def test_titles_shown_before_are_not_suggested_again(self, library: Library) -> None:
        first = (await library.suggest(ReadingWish(genres=("political",)))).found[0].title
        again = await library.suggest(ReadingWish(genres=("political",)), besides=[first.id])
        assert first.id not in [one.title.id for one in again.found]

    async def test_it_says_that_it_is_well(self, library: Library) -> None:
        health = await library.health()
        assert health.ok
        assert library.capabilities()

    # Copies that are promised, and another pick-up branch

    async def test_a_copy_that_somebody_waits_for_is_not_free(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        needs(library, Capability.HOLD_DETAILS)
        needs(library, Capability.ON_SHELF)
        mina, omid = await who(library, MINA), await who(library, OMID)
        before = await library.availability(self.known("t-fish"))
        assert [place.available for place in before] == [1, 1]
        await library.place_hold(mina, self.known("t-fish"), "saadi", key="one")
        after = {place.branch.code: place for place in await library.availability(self.known("t-fish"))}
        assert (after["saadi"].available, after["saadi"].promised, after["main"].available) == (0, 1, 1)
        second = await library.place_hold(omid, self.known("t-fish"), "main", key="two")
        assert [place.code for place in second.available_at] == ["main"]
        assert [place.available for place in await library.availability(self.known("t-fish"))] == [0, 0]
        title = await library.title(self.known("t-fish"))
        assert title is not None and (title.available, title.copies) == (0, 2)

    async def test_a_return_that_is_expected_is_never_past(self, library: Library) -> None:
        needs(library, Capability.ON_SHELF)
        places = {place.branch.code: place for place in await library.availability(self.known("t-owl"))}
        assert (places["main"].next_due, places["main"].overdue) == (None, 1)
        assert places["saadi"].next_due == TODAY + timedelta(days=2)

    async def test_a_hold_is_collected_elsewhere_and_keeps_its_place(self, library: Library) -> None:
        needs(library, Capability.MOVE_HOLD)
        omid = await who(library, OMID)
        waiting = await held(library, omid, "صد سال تنهایی")
        moved = await library.change_pickup(omid, waiting.id, "saadi", key="move")
        assert moved.ok and moved.hold is not None and not moved.repeated
        assert (moved.hold.pickup and moved.hold.pickup.code, moved.hold.position) == ("saadi", waiting.position)
        again = await library.change_pickup(omid, waiting.id, "saadi", key="move")
        assert again == replace(moved, repeated=True)

    async def test_a_move_that_was_made_is_not_made_once_more(self, library: Library) -> None:
        needs(library, Capability.MOVE_HOLD)
        omid = await who(library, OMID)
        waiting = await held(library, omid, "صد سال تنهایی")
        for branch, key in (("saadi", "first"), ("bagh", "second")):
            assert (await library.change_pickup(omid, waiting.id, branch, key=key)).ok
        again = await library.change_pickup(omid, waiting.id, "saadi", key="first")
        assert again.ok and again.repeated
        moved = await held(library, omid, "صد سال تنهایی")
        assert moved.pickup is not None and moved.pickup.code == "bagh"

    async def test_a_move_that_was_refused_stays_refused_under_its_key(self, library: Library) -> None:
        needs(library, Capability.CHANGES)
        omid = await who(library, OMID)
        under_way, waiting = await held(library, omid, "کوری"), await held(library, omid, "صد سال تنهایی")
        for hold, branch in ((under_way, "saadi"), (waiting, "moon")):
            first = await library.change_pickup(omid, hold.id, branch, key="kept")
            assert first.status is HoldStatus.REFUSED and not first.repeated
            # Of that key, also where another branch would do.
            again = await library.change_pickup(omid, hold.id, "bagh", key="kept")
            assert again == replace(first, repeated=True)

    async def test_a_hold_on_its_way_or_elses_or_to_nowhere_is_not_moved(self, library: Library) -> None:
        omid, mina = await who(library, OMID), await who(library, MINA)
        under_way, waiting = await held(library, omid, "کوری"), await held(library, omid, "صد سال تنهایی")
        late = await library.change_pickup(omid, under_way.id, "saadi", key="a")
        assert (late.status, why(late.refusal)) == (HoldStatus.REFUSED, Reason.ON_ITS_WAY)
        nowhere = await library.change_pickup(omid, waiting.id, "moon", key="b")
        moves = Capability.MOVE_HOLD in library.capabilities() or Capability.CHANGES not in library.capabilities()
        invalid = Reason.PICKUP_INVALID if moves else Reason.POLICY
        assert (nowhere.status, why(nowhere.refusal)) == (HoldStatus.REFUSED, invalid)
        assert (await library.change_pickup(mina, waiting.id, "saadi", key="c")).status is HoldStatus.NOT_FOUND

    async def test_a_move_for_a_turn_that_is_over_is_refused(
        self, library: Library, closed_turn: AskingMessage
    ) -> None:
        omid = await who(library, OMID)
        waiting = await held(library, omid, "صد سال تنهایی")
        with asked_by(closed_turn), pytest.raises(TurnClosed):
            await library.change_pickup(omid, waiting.id, "saadi", key="over")
        assert (await held(library, omid, "صد سال تنهایی")).pickup == waiting.pickup

    # Terms

    async def test_terms_are_a_patrons_own_or_everybodys(self, library: Library) -> None:
        own = {one.item_type: one for one in await library.lending_terms(await who(library, MINA))}
        assert (own["book"].loan_days, own["book"].max_loans, own["book"].per_day) == (14, 5, Money(5_000, "IRR"))
        assert not own["reference"].lends and own["dvd"].max_renewals == 0
        every = await library.lending_terms()
        assert {(one.category, one.item_type) for one in every} >= {("member", "book"), ("student", "*"), ("*", "dvd")}

    async def test_a_fee_says_what_was_paid_of_it(self, library: Library) -> None:
        for fee in (await library.fees(await who(library, MINA))).lines or ():
            paid = fee.paid.minor if fee.paid else 0
            waived = fee.waived.minor if fee.waived else 0
            assert fee.amount.minor - paid - waived == fee.outstanding.minor

    async def test_who_has_nothing_open_is_clear(self, library: Library, store: Store) -> None:
        mina = await clearance(store, library, await who(library, MINA))
        assert not mina.is_clear
        assert (len(mina.loans), [hold.title for hold in mina.holds]) == (5, ["Animal Farm"])
        assert [(sum_.minor, sum_.currency) for sum_ in mina.owed] == [(30000, "IRR")]
        fresh = await clearance(store, library, await who(library, FRESH))
        assert fresh.is_clear and not (fresh.loans or fresh.holds or fresh.owed)
