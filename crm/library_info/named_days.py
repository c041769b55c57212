"""Closings by the name of their reason: «عاشورا», "Nowruz"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from language.feasts import named_feasts
from language.kept import kept
from language.normalise import fold

__all__ = ["NamedDays", "find_named_days"]

# What stands before a name and is left out by patrons: «روز عاشورا», "the day of Ashura".
_BEFORE = ("روز ", "عید ", "شب ", "the ", "day of ", "anniversary of ")
_SHORTEST = 4
_FROM_DAY = (
    select(records.Closing)
    .where(records.Closing.last_day >= bindparam("today"))
    .order_by(records.Closing.first_day, records.Closing.id)
)


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days of a closing, and its reason as {"fa", "en"}."""

    first: date
    last: date
    reason: dict[str, str]


async def find_named_days(store: Store, text: str, today: date) -> NamedDays | None:
    """Find the next closing whose reason a text names; None when the store knows none of that name from today on."""

    def look(session: Session) -> Sequence[records.Closing]:
        return session.scalars(_FROM_DAY, {"today": today}).all()

    rows = await store.recall(("named days", today), in_session(look))
    sentence = f" {fold(text)} "
    feasts = named_feasts(text)
    for row in rows:
        reasons = (row.reason_fa, row.reason_en)
        same = any(_is_feast(reason, feast) for reason in reasons for feast in feasts)
        if same or any(_is_named(reason, sentence) for reason in reasons):
            return NamedDays(row.first_day, row.last_day, {"fa": row.reason_fa, "en": row.reason_en})
    return None


def _is_feast(reason: str, feast: str) -> bool:
    found = named_feasts(reason)
    return feast in found or (feast == "eid" and any(each.startswith("eid_") for each in found))


def _is_named(reason: str, sentence: str) -> bool:
    name = _name_in(reason)
    return len(name) >= _SHORTEST and f" {name} " in sentence


@kept
def _name_in(reason: str) -> str:
    name = fold(reason)
    for before in _BEFORE:
        name = name.removeprefix(fold(before) + " ")
    return name
