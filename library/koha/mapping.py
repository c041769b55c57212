"""Koha's dates, sums and names as the port's values have them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from library.errors import IlsProtocolError
from library.koha.wire import PatronRecord
from library.values import FeeKind

__all__ = [
    "day_in",
    "day_of",
    "expiry_of",
    "fee_kind",
    "moment_of",
    "name_of",
    "number_of",
    "numbered",
    "whole_number",
]

# Koha keeps "never" as a day at the end of the calendar.
NEVER = 9000

# What stands before a Koha's number of a patron in our store. A bare number may be another system's, which a library
# file or an import brought: that is nobody's number at Koha.
_PREFIX = "koha:"

_KINDS = {"OVERDUE": FeeKind.OVERDUE, "LOST": FeeKind.LOST, "DAMAGED": FeeKind.DAMAGED}


def numbered(patron_id: int) -> str:
    """Give what our store calls a patron of Koha's by: `koha:17`."""
    return f"{_PREFIX}{patron_id}"


def number_of(ils_patron_id: str | None) -> int | None:
    """Give Koha's number out of what our store calls a patron by; None for whatever `numbered` has not made."""
    number = (ils_patron_id or "").removeprefix(_PREFIX)
    is_made = number.isascii() and number.isdecimal() and numbered(int(number)) == ils_patron_id
    return int(number) if is_made else None


def moment_of(at: datetime, zone: ZoneInfo) -> datetime:
    """Give a moment in a zone; one without an offset is in that zone."""
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Give the day of a moment in a zone."""
    return moment_of(at, zone).date()


def day_in(text: str | None, zone: ZoneInfo) -> date | None:
    """Read a day, or a moment on a day in a zone: versions of Koha differ. Raises IlsProtocolError."""
    if not text:
        return None
    try:
        return (
            date.fromisoformat(text) if len(text) == len("2026-11-24") else day_of(datetime.fromisoformat(text), zone)
        )
    except (ValueError, OverflowError) as error:
        raise IlsProtocolError("Koha names a day that is none", nothing_done=True) from error


def expiry_of(day: date | None) -> date | None:
    """Give the last day of a card; None where it has none."""
    return None if day is None or day.year >= NEVER else day


def name_of(patron: PatronRecord) -> str:
    """Give a patron's name as it is spoken."""
    return " ".join(part.strip() for part in (patron.firstname, patron.surname) if part and part.strip())


def fee_kind(debit_type: str | None) -> FeeKind:
    """Say what a debt is for; whatever Koha has more kinds of is a fee."""
    return _KINDS.get((debit_type or "").split("_")[0].upper(), FeeKind.FEE)


def whole_number(text: str) -> int | None:
    """Read an id of Koha's, which are numbers; None for any other text, which names nothing there."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
