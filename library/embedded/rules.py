"""Loan rules and their decisions, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from crm.records import LoanRule
from library.reasons import Reason
from library.values import Limit, Money, Refusal

__all__ = [
    "ANY",
    "HoldFacts",
    "RenewalFacts",
    "RuleBook",
    "CardStanding",
    "card_refusal",
    "days_charged",
    "fines_refusal",
    "hold_refusal",
    "new_due_date",
    "renewal_refusal",
]

ANY = "*"


class RuleBook:
    """All loan rules; `*` stands for any category or any type where no closer rule is written."""

    def __init__(self, rules: Iterable[LoanRule]) -> None:
        self._rules = {(rule.patron_category, rule.item_type): rule for rule in rules}

    def rule(self, category: str | None, item_type: str) -> LoanRule | None:
        """Find the closest rule for a category of patron and a type of item."""
        for key in ((category or ANY, item_type), (category or ANY, ANY), (ANY, item_type), (ANY, ANY)):
            if key in self._rules:
                return self._rules[key]
        return None

    def all(self) -> list[LoanRule]:
        """Give every rule, closer ones first."""
        return sorted(self._rules.values(), key=lambda rule: (rule.patron_category == ANY, rule.item_type == ANY))

    def of(self, category: str | None) -> dict[str, LoanRule]:
        """Give the rules for a category of patron by type of item; `*` is any type that is not named."""
        types = sorted({item_type for _, item_type in self._rules})
        found = {item_type: self.rule(category, item_type) for item_type in types}
        return {item_type: rule for item_type, rule in found.items() if rule is not None}

    def lends(self, item_type: str) -> bool:
        """Tell whether anybody may take this type of item home; yes where no rule speaks of it."""
        limits = [rule.max_loans for (_, kind), rule in self._rules.items() if kind == item_type]
        return any(limits) if limits else True

    def fines_limit(self, category: str | None) -> int | None:
        """Give the debt in minor units above which a category of patron may renew nothing at all."""
        limits = [
            rule.max_fines_minor_to_renew
            for (who, _), rule in self._rules.items()
            if who in (category or ANY, ANY) and rule.max_loans
        ]
        return max(limits, default=None)


@dataclass(frozen=True, slots=True)
class CardStanding:
    """The standing of a card today."""

    restricted: bool
    expired: bool
    owed: Money


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """The facts, beside the rule, on which a renewal is decided."""

    today: date
    due: date
    renewals: int
    others_wait: bool
    standing: CardStanding


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """The facts, beside the rule, on which a hold is decided; `pick_up` is what the pick-up rule says."""

    standing: CardStanding
    pick_up: Refusal | None
    has_already: bool
    holds: int


def card_refusal(standing: CardStanding) -> Refusal | None:
    """Say why a card may do nothing at all."""
    if standing.restricted:
        return Refusal(Reason.RESTRICTED)
    return Refusal(Reason.CARD_EXPIRED) if standing.expired else None


def fines_refusal(standing: CardStanding, most_minor: int) -> Refusal | None:
    """Say that a card owes too much, and how much it is."""
    return Refusal(Reason.FINES, amount=standing.owed) if standing.owed.minor > most_minor else None


def renewal_refusal(facts: RenewalFacts, rule: LoanRule | None) -> Refusal | None:
    """Say why a loan may not be renewed today, or None when it may.

    What waiting cannot mend comes first, so that nobody is told "too soon" about what will be refused anyway.
    """
    if refusal := card_refusal(facts.standing):
        return refusal
    if rule is None or not rule.is_renewable:
        return Refusal(Reason.NOT_RENEWABLE)
    if facts.others_wait:
        return Refusal(Reason.ON_HOLD)
    if facts.renewals >= rule.max_renewals:
        return Refusal(Reason.LIMIT_REACHED, limit=Limit(rule.max_renewals, "renewals"))
    if (facts.today - facts.due).days > rule.max_overdue_days_to_renew:
        return Refusal(Reason.OVERDUE)
    if refusal := fines_refusal(facts.standing, rule.max_fines_minor_to_renew):
        return refusal
    if rule.renew_window_days is not None:
        earliest = facts.due - timedelta(days=rule.renew_window_days)
        if facts.today < earliest:
            return Refusal(Reason.TOO_SOON, earliest=earliest)
    return None


def hold_refusal(facts: HoldFacts, rule: LoanRule | None) -> Refusal | None:
    """Say why a title may not be reserved, or None when it may; without a rule its copies are lent to nobody."""
    if refusal := card_refusal(facts.standing) or facts.pick_up:
        return refusal
    if facts.has_already:
        return Refusal(Reason.ALREADY_HAVE)
    if rule is None or rule.max_holds == 0:
        return Refusal(Reason.POLICY, raw_code="not_for_loan")
    if refusal := fines_refusal(facts.standing, rule.max_fines_minor_to_renew):
        return refusal
    if facts.holds >= rule.max_holds:
        return Refusal(Reason.LIMIT_REACHED, limit=Limit(rule.max_holds, "holds"))
    return None


def days_charged(amount_minor: int, per_day_minor: int) -> int | None:
    """Count the days that a fee for lateness stands for; None where it is no number of days."""
    return amount_minor // per_day_minor if per_day_minor > 0 and amount_minor % per_day_minor == 0 else None


def new_due_date(due: date, today: date, rule: LoanRule) -> date:
    """Count the loan period on from the due date, or from today once that has passed."""
    return max(due, today) + timedelta(days=rule.loan_days)
