"""Why FOLIO refuses: sentences of its circulation module, in English whatever the library's language, and our rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crm.records import LoanRule
from library.embedded.rules import fines_refusal
from library.folio.part import OwnPatron, Standing
from library.reasons import Reason
from library.values import Refusal

__all__ = ["hold_refusal", "known_hindrance", "renewal_refusal", "words_for_staff"]

MOST_WORDS = 80

# What the sentences have in them, in small letters; the first that is found counts.
_RENEWAL = (
    ("active recall request", Reason.ON_HOLD),
    ("pending hold request", Reason.ON_HOLD),
    ("maximum renewal number", Reason.LIMIT_REACHED),
    ("loan is not renewable", Reason.NOT_RENEWABLE),
    ("item is not loanable", Reason.NOT_RENEWABLE),
    ("patron blocked", Reason.RESTRICTED),
)
_HOLD = (
    ("already has an open request", Reason.ALREADY_HAVE),
    ("currently has this item on loan", Reason.ALREADY_HAVE),
    ("already has this item on loan", Reason.ALREADY_HAVE),
    ("already has a loan for one of the instance's items", Reason.ALREADY_HAVE),
    ("service point", Reason.PICKUP_INVALID),
    ("patron blocked", Reason.RESTRICTED),
    ("inactive users", Reason.RESTRICTED),
)
TOO_EARLY = "would not change the due date"


def known_hindrance(standing: Standing, rule: LoanRule | None, most_debt: int | None) -> Refusal | None:
    """Say what is surely in the way of a renewal, before FOLIO is asked: what waiting cannot mend comes first.

    `most_debt` in minor units stands where no rule is known, None where debts stop nothing.
    """
    if standing.blocks:
        return standing.blocks[0]
    if rule is not None and not rule.is_renewable:
        return Refusal(Reason.NOT_RENEWABLE)
    most = most_debt if rule is None else rule.max_fines_minor_to_renew
    return fines_refusal(standing.card, most) if most is not None else None


def renewal_refusal(words: str, standing: Standing, rule: LoanRule | None, *, due: date, today: date) -> Refusal:
    """Say why FOLIO has refused a renewal; its words are kept for staff where nothing explains them."""
    known = _read(words, _RENEWAL)
    if known is not None:
        return Refusal(known)
    # What a library writes itself, as the words of its automated blocks, our loan rules may explain.
    if rule is not None:
        earliest = None if rule.renew_window_days is None else due - timedelta(days=rule.renew_window_days)
        if earliest is not None and today < earliest:
            return Refusal(Reason.TOO_SOON, earliest=earliest)
        if (today - due).days > rule.max_overdue_days_to_renew and TOO_EARLY not in words.casefold():
            return Refusal(Reason.OVERDUE)
    return Refusal(Reason.POLICY, raw_code=words_for_staff(words, standing.own))


def hold_refusal(words: str, own: OwnPatron) -> Refusal:
    """Say why FOLIO takes no request."""
    known = _read(words, _HOLD)
    return Refusal(known) if known is not None else Refusal(Reason.POLICY, raw_code=words_for_staff(words, own))


def words_for_staff(words: str, own: OwnPatron) -> str:
    """Give FOLIO's words without the patron's name and external ID, which they may hold."""
    for secret in filter(None, (own.name, own.external_id)):
        words = words.replace(secret, "…")
    return words[:MOST_WORDS] or "unnamed"


def _read(words: str, known: Sequence[tuple[str, Reason]]) -> Reason | None:
    said = words.casefold()
    return next((reason for part, reason in known if part in said), None)
