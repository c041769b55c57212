"""Editing of the library's profile."""

import re
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, exists, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue
from crm.library_info.branches import LONGEST_NAME, fits, needed, note

__all__ = ["ProfileValues", "put_profile"]

MOST_DAYS = 60
LONGEST_PHONE = 40
CURRENCY = re.compile(r"[A-Z]{3}")
DIALLED = re.compile(r"\+?\d[\d -]{1,18}")

_PROFILE = table_of(records.LibraryProfile)
_RULE = table_of(records.LoanRule)
_FINE = table_of(records.Fine)


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """The library as a whole; `answer_days` are opening days within which cases are answered.

    `currency` has three letters; sums are kept in its minor units.
    """

    name_fa: str
    name_en: str
    phone: str | None
    email: str | None
    website: str | None
    answer_days: int
    emergency_ambulance: str = "115"
    emergency_fire: str = "125"
    emergency_police: str = "110"
    emergency_social: str | None = "123"
    guard_phone: str | None = None
    currency: str = "IRR"


async def put_profile(store: Store, values: ProfileValues, *, by: Actor, seen: str | None = None) -> None:
    """Describe the library as a whole; `seen` marks what a change was decided upon (crm.audit.edit_conflicts).

    The currency is another only while there is no sum in it, in a loan rule or a fine. Raises InvalidValue
    ("currency": "sums"), EditConflict.
    """
    needed("name_fa", values.name_fa, LONGEST_NAME)
    needed("name_en", values.name_en, LONGEST_NAME)
    for field in ("phone", "email", "website"):
        fits(field, getattr(values, field), 200)
    if values.website and not values.website.startswith(("https://", "http://")):
        raise InvalidValue("website", "it begins with https://")
    for field in ("emergency_ambulance", "emergency_fire", "emergency_police", "emergency_social"):
        _dialled(field, getattr(values, field))
    fits("guard_phone", values.guard_phone, LONGEST_PHONE)
    if not 1 <= values.answer_days <= MOST_DAYS:
        raise InvalidValue("answer_days", f"between 1 and {MOST_DAYS}")
    if not CURRENCY.fullmatch(values.currency):
        raise InvalidValue("currency", "three capital letters")
    row = asdict(values)

    def put(connection: Connection) -> None:
        before = connection.execute(select(_PROFILE).with_for_update()).mappings().first()
        if before is not None:
            told = {name: before[name] for name in row}
            guard_seen(connection, seen, told, trail.Subject("library_profile", "1"), "library_profile.changed")
        changed = [name for name, value in row.items() if before is None or before[name] != value]
        if "currency" in changed:
            _recount(connection, values.currency)
        if changed:
            upsert(connection, _PROFILE, {"id": 1, **row}, on=["id"], change=row)
            note(connection, store, by, "library_profile.changed", "library_profile", 1, changed)

    await store.transact(put)


def _recount(connection: Connection, currency: str) -> None:
    """Let loan rules without sums be in another currency; raises InvalidValue where there is a sum."""
    named = or_(_RULE.c.fine_per_day_minor > 0, _RULE.c.max_fines_minor_to_renew > 0)
    sums = or_(exists().where(_RULE.c.currency != currency, named), exists().where(_FINE.c.currency != currency))
    if connection.scalar(select(sums)):
        # What was so many rials is not as many euros.
        raise InvalidValue("currency", "sums")
    connection.execute(update(_RULE).values(currency=currency))


def _dialled(field: str, number: str | None) -> None:
    if number is None and field == "emergency_social":
        return
    if not DIALLED.fullmatch(number or ""):
        raise InvalidValue(field, "a number as it is dialled: up to 20 digits, spaces, + or -")
