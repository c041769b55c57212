"""The rules that a renewal is decided by, one after the other and in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.records import LoanRule
from library.embedded.rules import CardStanding, RenewalFacts, RuleBook, new_due_date, renewal_refusal
from library.reasons import Reason
from library.values import Limit, Money, Refusal

TODAY = date(2026, 11, 24)
GOOD = CardStanding(restricted=False, expired=False, owed=Money(0, "IRR"))
FACTS = RenewalFacts(today=TODAY, due=TODAY + timedelta(days=2), renewals=0, others_wait=False, standing=GOOD)


def rule(**changes: object) -> LoanRule:
    values: dict[str, object] = {
        "patron_category": "member", "item_type": "book", "loan_days": 14, "max_loans": 5, "max_renewals": 2,
        "renew_window_days": 5, "max_overdue_days_to_renew": 7, "fine_per_day_minor": 5000, "currency": "IRR",
        "max_fines_minor_to_renew": 100_000, "is_renewable": True, "hold_shelf_days": 3, "max_holds": 2,
    }  # fmt: skip
    return LoanRule(**{**values, **changes})


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (FACTS, None),
        (replace(FACTS, standing=replace(GOOD, restricted=True)), Reason.RESTRICTED),
        (replace(FACTS, standing=replace(GOOD, expired=True)), Reason.CARD_EXPIRED),
        (replace(FACTS, standing=replace(GOOD, owed=Money(100_001, "IRR"))), Reason.FINES),
        (replace(FACTS, standing=replace(GOOD, owed=Money(100_000, "IRR"))), None),
        (replace(FACTS, others_wait=True), Reason.ON_HOLD),
        (replace(FACTS, renewals=2), Reason.LIMIT_REACHED),
        (replace(FACTS, renewals=1), None),
        (replace(FACTS, due=TODAY - timedelta(days=8)), Reason.OVERDUE),
        (replace(FACTS, due=TODAY - timedelta(days=7)), None),
        (replace(FACTS, due=TODAY + timedelta(days=6)), Reason.TOO_SOON),
        (replace(FACTS, due=TODAY + timedelta(days=5)), None),
    ],
)
def test_each_rule_by_itself(facts: RenewalFacts, reason: Reason | None) -> None:
    refusal = renewal_refusal(facts, rule())
    assert (refusal.reason if refusal else None) is reason


def test_too_soon_says_from_when() -> None:
    refusal = renewal_refusal(replace(FACTS, due=TODAY + timedelta(days=9)), rule())
    assert refusal == Refusal(Reason.TOO_SOON, earliest=TODAY + timedelta(days=4))


def test_without_a_window_any_time_will_do() -> None:
    assert renewal_refusal(replace(FACTS, due=TODAY + timedelta(days=90)), rule(renew_window_days=None)) is None


def test_what_waiting_cannot_mend_is_told_first() -> None:
    early = replace(FACTS, due=TODAY + timedelta(days=12), renewals=2)
    assert renewal_refusal(early, rule()) == Refusal(Reason.LIMIT_REACHED, limit=Limit(2, "renewals"))
    assert renewal_refusal(replace(early, others_wait=True), rule()) == Refusal(Reason.ON_HOLD)


def test_no_rule_or_a_forbidding_one_is_not_renewable() -> None:
    assert renewal_refusal(FACTS, None) == Refusal(Reason.NOT_RENEWABLE)
    assert renewal_refusal(FACTS, rule(is_renewable=False)) == Refusal(Reason.NOT_RENEWABLE)


@given(st.integers(-400, 400), st.integers(1, 120))
def test_a_new_due_date_is_always_later(days: int, loan_days: int) -> None:
    due = TODAY + timedelta(days=days)
    new = new_due_date(due, TODAY, rule(loan_days=loan_days))
    assert new > due
    assert new >= TODAY + timedelta(days=loan_days)


def test_the_closest_rule_counts() -> None:
    own, of_category, of_type, any_rule = (
        rule(),
        rule(item_type="*", loan_days=7),
        rule(patron_category="*", loan_days=3),
        rule(patron_category="*", item_type="*", loan_days=1),
    )
    book = RuleBook([any_rule, of_type, of_category, own])
    assert book.rule("member", "book") is own
    assert book.rule("member", "map") is of_category
    assert book.rule("child", "book") is of_type
    assert book.rule(None, "map") is any_rule
    assert RuleBook([own]).rule("child", "book") is None


def test_what_nobody_may_take_home_is_not_lent() -> None:
    book = RuleBook([rule(), rule(patron_category="*", item_type="reference", max_loans=0)])
    assert book.lends("book")
    assert not book.lends("reference")
    assert book.lends("map")
    assert book.fines_limit("member") == 100_000
    assert RuleBook([]).fines_limit("member") is None
