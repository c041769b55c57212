"""Koha's codes of refusal, and what they mean in the port's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping

from library.koha.client import Refusing
from library.reasons import Reason
from library.values import Refusal

__all__ = ["hold_refusal", "refusal_code", "renewal_refusal"]

_RENEWAL = {
    "on_reserve": Reason.ON_HOLD,
    "recalled": Reason.ON_HOLD,
    "booked": Reason.ON_HOLD,
    "too_many": Reason.LIMIT_REACHED,
    "too_unseen": Reason.MUST_BE_SEEN,
    "too_soon": Reason.TOO_SOON,
    "auto_too_soon": Reason.TOO_SOON,
    "auto_renew": Reason.AUTO_RENEWS,
    "auto_too_late": Reason.TOO_LATE,
    "overdue": Reason.OVERDUE,
    "auto_too_much_oweing": Reason.FINES,
    "auto_too_much_owing": Reason.FINES,
    "too_much_owing": Reason.FINES,
    "debt": Reason.FINES,
    "has_fine": Reason.FINES,
    "restriction": Reason.RESTRICTED,
    "debarred": Reason.RESTRICTED,
    "auto_account_expired": Reason.CARD_EXPIRED,
    "card_expired": Reason.CARD_EXPIRED,
    "cardlost": Reason.CARD_LOST,
    "gonenoaddress": Reason.ADDRESS_MISSING,
    "item_denied_renewal": Reason.NOT_RENEWABLE,
    "onsite_checkout": Reason.NOT_RENEWABLE,
    "online_renewal_disabled": Reason.ONLINE_DISABLED,
    "no_item": Reason.NOT_FOUND,
    "no_checkout": Reason.NOT_FOUND,
    "item_issued_to_other_patron": Reason.NOT_FOUND,
}

_HOLD = {
    "toomanyreserves": Reason.LIMIT_REACHED,
    "toomanyreservestoday": Reason.LIMIT_REACHED,
    "toomanyholdsforthisrecord": Reason.LIMIT_REACHED,
    "hold_limit": Reason.LIMIT_REACHED,
    "agerestricted": Reason.AGE,
    "itemalreadyonhold": Reason.ALREADY_HAVE,
    "alreadyreserved": Reason.ALREADY_HAVE,
    "alreadypossession": Reason.ALREADY_HAVE,
    "cannotreservefromotherbranches": Reason.PICKUP_INVALID,
    "branchnotinholdgroup": Reason.PICKUP_INVALID,
    "pickupnotinholdgroup": Reason.PICKUP_INVALID,
    "librarynotfound": Reason.PICKUP_INVALID,
    "librarynotpickuplocation": Reason.PICKUP_INVALID,
    "cannotbetransferred": Reason.PICKUP_INVALID,
    "expired": Reason.CARD_EXPIRED,
    "debt_limit": Reason.FINES,
    "bad_address": Reason.ADDRESS_MISSING,
    "card_lost": Reason.CARD_LOST,
    "restricted": Reason.RESTRICTED,
}

# Some versions have the code in their sentence alone: "Renewal not authorized (too_many)", "… Reason: ageRestricted".
_IN_BRACKETS = re.compile(r"\(([A-Za-z_]+)\)\s*$")
_AFTER_REASON = re.compile(r"Reason:\s*(?:(\w+)\s*)?$")


def refusal_code(no: Refusing) -> str | None:
    """Give the code of a refusal; empty where Koha refuses without naming one, None where it is no refusal at all."""
    if no.body.error_code:
        return no.body.error_code
    named = _IN_BRACKETS.search(no.body.error) or _AFTER_REASON.search(no.body.error)
    return (named[1] or "") if named else None


def renewal_refusal(code: str, *, most: int | None = None) -> Refusal:
    """Say why Koha does not renew; `most` is how often it would at all. An unknown code is kept for staff."""
    if code == "too_many" and most == 0:
        return Refusal(Reason.NOT_RENEWABLE)
    return _refusal(_RENEWAL, code)


def hold_refusal(code: str) -> Refusal:
    """Say why Koha takes no hold."""
    return _refusal(_HOLD, code)


def _refusal(known: Mapping[str, Reason], code: str) -> Refusal:
    reason = known.get(code) or known.get(code.casefold())
    return Refusal(Reason.POLICY, raw_code=code or "unnamed") if reason is None else Refusal(reason)
