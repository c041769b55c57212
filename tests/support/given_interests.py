"""Patrons with interests, and titles that come in."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.interests.keeping import forget_interests, interests_of, keep_interest
from crm.interests.news import find_new, plan_new
from crm.interests.profiles import InterestProfile
from language.requests.reading.wish import ReadingWish
from tests.support.given_notices import RULES, at_telegram, wants
from tests.support.store_rows import add, add_patron

HISTORY = InterestProfile.of(ReadingWish(genres=("history",)))
_numbers = itertools.count(1)


async def title(store: Store, name: str = "تاریخ بیهقی", *, days_ago: int = 0, **values: Any) -> int:
    """A title that came in some days ago."""
    added = store.clock.now() - timedelta(days=days_ago)
    row = {"ils_bib_id": f"n{next(_numbers)}", "title": name, "search_norm": name, "search_squash": name}
    return await add(store, records.TitleRecord, **row, added_at=added, **{"genres": "history", **values})


async def likes(store: Store, patron: int, profile: InterestProfile = HISTORY, words: str = "تاریخ") -> bool:
    return await store.transact(
        lambda connection: keep_interest(connection, store, patron, profile, words, "fa", by=PATRON)
    )


async def forgets(store: Store, patron: int, *, all_of_them: bool = True) -> int:
    only = None if all_of_them else [(await interests_of(store, patron))[0].id]
    return await store.transact(lambda connection: forget_interests(connection, store, patron, only=only, by=PATRON))


async def follower(store: Store, profile: InterestProfile = HISTORY, words: str = "تاریخ") -> tuple[int, Identity]:
    """A patron on Telegram who follows something, and wants to be told there."""
    patron = await add_patron(store)
    who = await at_telegram(store, patron)
    await likes(store, patron, profile, words)
    await wants(store, patron, "telegram", "new_title", identity_id=who.id)
    return patron, who


async def night(store: Store) -> None:
    await find_new(store)
    await plan_new(store, RULES)
