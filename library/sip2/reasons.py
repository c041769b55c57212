"""Why a SIP2 server refuses: it says so in words for people, so that the reason is found in what else it tells."""

from __future__ import annotations

from datetime import date, timedelta

from crm.records import LoanRule
from library.embedded.rules import fines_refusal
from library.reasons import Reason
from library.sip2.part import TOO_MANY_OVERDUE, TOO_MANY_RENEWALS, Standing
from library.values import Limit, Refusal

__all__ = ["hold_refusal", "known_hindrance", "renewal_refusal", "words_for_staff"]

MOST_WORDS = 80


def known_hindrance(standing: Standing, rule: LoanRule | None, waiting: int | None) -> Refusal | None:
    """Say what is surely in the way of a renewal, before anything is asked: what waiting cannot mend comes first.

    `waiting` is how many wait for the copy, None where the server does not say.
    """
    if standing.blocks:
        return standing.blocks[0]
    if rule is not None and not rule.is_renewable:
        return Refusal(Reason.NOT_RENEWABLE)
    if waiting:
        return Refusal(Reason.ON_HOLD)
    return fines_refusal(standing.card, rule.max_fines_minor_to_renew) if rule is not None else None


def renewal_refusal(
    standing: Standing, rule: LoanRule | None, waiting: int | None, *, due: date, today: date, words: str
) -> Refusal:
    """Say why the server has refused a renewal; its words are kept for staff where nothing explains it."""
    found = known_hindrance(standing, rule, waiting)
    if found is not None:
        return found
    if standing.record.has(TOO_MANY_OVERDUE):
        return Refusal(Reason.OVERDUE)
    if standing.record.has(TOO_MANY_RENEWALS):
        return Refusal(Reason.LIMIT_REACHED)
    if rule is not None:
        if (today - due).days > rule.max_overdue_days_to_renew:
            return Refusal(Reason.OVERDUE)
        if rule.renew_window_days is not None:
            earliest = due - timedelta(days=rule.renew_window_days)
            if today < earliest:
                return Refusal(Reason.TOO_SOON, earliest=earliest)
    return Refusal(Reason.POLICY, raw_code=words_for_staff(words, standing.record.name))


def hold_refusal(standing: Standing, count: int, words: str) -> Refusal:
    """Say why the server takes no hold; `count` is how many the patron has."""
    if standing.blocks:
        return standing.blocks[0]
    most = standing.record.hold_limit
    if most is not None and count >= most:
        return Refusal(Reason.LIMIT_REACHED, limit=Limit(most, "holds"))
    return Refusal(Reason.POLICY, raw_code=words_for_staff(words, standing.record.name))


def words_for_staff(words: str, name: str) -> str:
    """Give the server's words without the patron's name, which they may hold."""
    bare = words.replace(name, "…") if name else words
    return bare[:MOST_WORDS] or "unnamed"
