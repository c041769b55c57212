"""The sentences with which FOLIO refuses, and what patrons are told of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.records import LoanRule
from library.folio.part import OwnPatron, Standing
from library.folio.reasons import hold_refusal, renewal_refusal
from library.reasons import Reason
from library.values import Money

TODAY = date(2026, 11, 24)
OWN = OwnPatron(1, "p", "20001001", "Mina Azmooni", "member", "fa", "1001", None, None, False, False, "", "")
STANDING = Standing(OWN, Money(0, "IRR"))
RULE = LoanRule(renew_window_days=5, max_overdue_days_to_renew=7)
TOO_EARLY = "renewal would not change the due date"
BLOCK = "Please come to the desk"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("items cannot be renewed when there is an active recall request", Reason.ON_HOLD),
        (
            "Items with this loan policy cannot be renewed when there is an active, pending hold request",
            Reason.ON_HOLD,
        ),
        ("loan at maximum renewal number", Reason.LIMIT_REACHED),
        ("loan is not renewable", Reason.NOT_RENEWABLE),
        ("item is not loanable", Reason.NOT_RENEWABLE),
        ("Patron blocked from renewing", Reason.RESTRICTED),
        ("renewal date falls outside of date ranges in fixed loan policy", Reason.POLICY),
        ("item is Aged to lost", Reason.POLICY),
        ("", Reason.POLICY),
    ],
)
def test_a_renewal_is_refused_for_what_the_sentence_says(words: str, reason: Reason) -> None:
    refusal = renewal_refusal(words, STANDING, RULE, due=TODAY, today=TODAY)
    assert refusal.reason is reason
    assert (refusal.raw_code != "") is (reason is Reason.POLICY)


@pytest.mark.parametrize(
    ("words", "due", "rule", "reason"),
    [
        (TOO_EARLY, TODAY + timedelta(days=12), RULE, Reason.TOO_SOON),
        (TOO_EARLY, TODAY + timedelta(days=12), None, Reason.POLICY),
        (TOO_EARLY, TODAY - timedelta(days=12), RULE, Reason.POLICY),
        (BLOCK, TODAY - timedelta(days=8), RULE, Reason.OVERDUE),
        (BLOCK, TODAY - timedelta(days=7), RULE, Reason.POLICY),
        (BLOCK, TODAY - timedelta(days=8), None, Reason.POLICY),
    ],
)
def test_what_a_library_writes_itself_is_explained_by_its_rules(
    words: str, due: date, rule: LoanRule | None, reason: Reason
) -> None:
    refusal = renewal_refusal(words, STANDING, rule, due=due, today=TODAY)
    assert refusal.reason is reason
    if reason is Reason.TOO_SOON:
        assert refusal.earliest == due - timedelta(days=5)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("This requester already has an open request for this instance", Reason.ALREADY_HAVE),
        ("This requester already has an open request for one of the instance's items", Reason.ALREADY_HAVE),
        ("This requester already has a loan for one of the instance's items", Reason.ALREADY_HAVE),
        ("This requester already has this item on loan", Reason.ALREADY_HAVE),
        ("One or more Pickup locations are no longer available: service point", Reason.PICKUP_INVALID),
        ("Inactive users cannot make requests", Reason.RESTRICTED),
        ("Hold requests are not allowed for this patron and item combination", Reason.POLICY),
    ],
)
def test_a_request_is_refused_for_what_the_sentence_says(words: str, reason: Reason) -> None:
    assert hold_refusal(words, OWN).reason is reason


def test_the_words_for_staff_are_short_and_name_nobody() -> None:
    refusal = hold_refusal(f"Mina Azmooni (20001001) may not do this {'x' * 200}", OWN)
    assert refusal.reason is Reason.POLICY and len(refusal.raw_code) <= 80
    assert "Mina" not in refusal.raw_code and "20001001" not in refusal.raw_code
