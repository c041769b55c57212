"""Reasons for a library system's refusals, in one vocabulary for every adapter."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Reason"]


class Reason(StrEnum):
    """A refusal's reason; each has an answer `utter_reason_<value>` in both languages."""

    ON_HOLD = "on_hold"  # somebody else waits for it
    LIMIT_REACHED = "limit_reached"  # renewals or holds used up
    MUST_BE_SEEN = "must_be_seen"  # staff must see the item first
    TOO_SOON = "too_soon"  # comes with the earliest date
    AUTO_RENEWS = "auto_renews"
    TOO_LATE = "too_late"
    OVERDUE = "overdue"  # overdue beyond what the rule forgives
    FINES = "fines"  # owes more than the rule forgives
    RESTRICTED = "restricted"
    CARD_EXPIRED = "card_expired"
    CARD_LOST = "card_lost"
    ADDRESS_MISSING = "address_missing"
    NOT_RENEWABLE = "not_renewable"  # this kind of item
    ONLINE_DISABLED = "online_disabled"
    ALREADY_HAVE = "already_have"  # on loan to, or already held by, the same patron
    AGE = "age"
    PICKUP_INVALID = "pickup_invalid"
    ON_ITS_WAY = "on_its_way"  # a hold that is under way or ready is collected where it was to be
    NOT_FOUND = "not_found"
    POLICY = "policy"  # anything else; the raw code is kept for staff
