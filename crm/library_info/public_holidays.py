"""Public holidays of a country for the next months, brought in as closings of every branch.

They come from the package `holidays`, which is kept up by many; days that follow the moon are estimates until they are
proclaimed, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.library_info.branches import LONGEST_NAME, needed, note
from language.writing import in_digits

__all__ = ["COUNTRIES", "PublicHoliday", "add_closings", "days_closed", "public_holidays"]

# Countries by their codes, where Persian is spoken first; the names stand in the texts of the console.
COUNTRIES = ("IR", "AF", "TJ", "AE", "TR", "IQ", "DE", "GB", "SE", "CA", "US", "AU")
# Nobody plans further, and estimates get worse.
MOST_DAYS = 750
_ESTIMATE = re.compile(r"\s*\((?:تخمینی|estimated)\)")
_CLOSING = table_of(records.Closing)


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day with its name; in a language that the package does not have for a country, both names are the same."""

    day: date
    name_fa: str
    name_en: str
    is_estimate: bool = False


def public_holidays(country: str, first: date, last: date) -> list[PublicHoliday]:
    """List a country's public holidays from a day to another. Raises InvalidValue."""
    # Half a second of imports, for a page that is opened once a year.
    import holidays

    if country not in COUNTRIES:
        raise InvalidValue("country", "unknown")
    if not first <= last or (last - first).days > MOST_DAYS:
        raise InvalidValue("until", f"at most {MOST_DAYS} days")
    years = range(first.year, last.year + 1)
    spoken = holidays.country_holidays(country).supported_languages
    persian = next((one for one in spoken if one.startswith("fa")), None)
    english = next((one for one in spoken if one.startswith("en")), None)
    in_english = holidays.country_holidays(country, years=years, language=english)
    in_persian = holidays.country_holidays(country, years=years, language=persian or english)
    return [
        PublicHoliday(
            day,
            in_digits(_name(in_persian.get(day) or in_english[day]), "fa"),
            _name(in_english[day]),
            _ESTIMATE.search(in_english[day]) is not None,
        )
        for day in sorted(in_english)
        if first <= day <= last
    ]


async def days_closed(store: Store, first: date, last: date) -> set[date]:
    """Give the days on which every branch is closed, or open at other hours, already."""
    query = select(_CLOSING.c.first_day, _CLOSING.c.last_day).where(
        _CLOSING.c.branch_id.is_(None), _CLOSING.c.last_day >= first, _CLOSING.c.first_day <= last
    )
    rows = await store.look(lambda connection: connection.execute(query).all())
    return {
        date.fromordinal(day)
        for row in rows
        for day in range(max(row.first_day, first).toordinal(), min(row.last_day, last).toordinal() + 1)
    }


async def add_closings(store: Store, wanted: Sequence[PublicHoliday], *, by: Actor) -> int:
    """Close every branch on these days, all or none; give how many were new. Raises InvalidValue.

    A day on which every branch is closed already is left as it is.
    """
    for one in wanted:
        needed("name_fa", one.name_fa, LONGEST_NAME)
        needed("name_en", one.name_en, LONGEST_NAME)

    def put(connection: Connection) -> int:
        added = 0
        for one in sorted(wanted, key=lambda each: each.day):
            same = select(_CLOSING.c.id).where(
                _CLOSING.c.branch_id.is_(None), _CLOSING.c.first_day <= one.day, _CLOSING.c.last_day >= one.day
            )
            if connection.scalar(same.limit(1)) is not None:
                continue
            row = {"branch_id": None, "first_day": one.day, "last_day": one.day, "opens": None, "closes": None,
                   "reason_fa": one.name_fa, "reason_en": one.name_en}  # fmt: skip
            made = int(connection.execute(insert(_CLOSING).values(**row).returning(_CLOSING.c.id)).scalar_one())
            note(connection, store, by, "closing.added", "closing", made, row)
            added += 1
        return added

    return await store.transact(put)


def _name(text: str) -> str:
    """Give a name as a librarian would write it: several of one day with a semicolon, without the estimate's mark."""
    parts = (part.strip() for part in re.split(r"[;؛]", _ESTIMATE.sub("", text)))
    return "؛ ".join(filter(None, parts))[:LONGEST_NAME] if re.search("[\u0600-\u06ff]", text) else "; ".join(
        filter(None, parts)
    )[:LONGEST_NAME]  # fmt: skip
