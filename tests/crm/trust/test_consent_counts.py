"""Counts of consents are counts of what each patron said last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.trust.consent_counts import ConsentCount, consent_counts
from crm.trust.consents import record_consent
from crm.trust.requests import last_requests, note_copy
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.statements import execute
from tests.support.store_rows import add_patron

CHAT: dict[str, Any] = {"source": "chat", "by": PATRON}


async def test_the_last_word_of_each_patron_counts(store: Store) -> None:
    assert await consent_counts(store) == []
    one, two, three, gone = [await add_patron(store, f"2000100{number}") for number in range(1, 5)]
    for patron in (one, two, three, gone):
        await record_consent(store, patron, "new_titles", "telegram", "granted", **CHAT)
    await record_consent(store, one, "new_titles", "email", "granted", **CHAT)
    await record_consent(store, two, "new_titles", "telegram", "withdrawn", **CHAT)
    await record_consent(store, three, "loan_reminder", "email", "granted", **CHAT)
    await erase_patron(store, gone, by=await team(store))
    assert await consent_counts(store) == [
        ConsentCount("loan_reminder", "email", 1, 0),
        ConsentCount("new_titles", "email", 1, 0),
        ConsentCount("new_titles", "telegram", 2, 1),
    ]


async def test_a_no_for_all_channels_stands_in_the_place_of_an_earlier_yes(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    assert await consent_counts(store) == [ConsentCount("new_titles", None, 0, 1)]
    await record_consent(store, mine, "new_titles", "email", "granted", **CHAT)
    counts = await consent_counts(store)
    assert ConsentCount("new_titles", "email", 1, 0) in counts and len(counts) == 2


async def test_the_last_requests_of_all_are_listed_and_name_nobody(store: Store) -> None:
    by = await team(store)
    for number, kind in enumerate(("access", "export"), 1):
        await note_copy(store, await add_patron(store, f"2000100{number}"), None, kind=kind, by=by)
    assert [request.kind for request in await last_requests(store)] == ["export", "access"]
    assert [request.kind for request in await last_requests(store, 1)] == ["export"]


async def test_a_yes_counts_as_long_as_it_would_be_asked(store: Store, clock: FixedClock) -> None:
    one, two = [await add_patron(store, f"2000100{number}") for number in (1, 2)]
    ends = store.clock.now() + timedelta(days=1)
    await record_consent(store, one, "new_titles", "telegram", "granted", expires_at=ends, **CHAT)
    await record_consent(store, two, "new_titles", "telegram", "granted", **CHAT)
    assert await consent_counts(store) == [ConsentCount("new_titles", "telegram", 2, 0)]
    clock.advance(timedelta(days=2))
    assert await consent_counts(store) == [ConsentCount("new_titles", "telegram", 1, 1)]
    # A newer text is asked for only where the yes itself is the ground.
    purpose = table_of(records.Purpose)
    new = update(purpose).where(purpose.c.code == "new_titles").values(text_version=purpose.c.text_version + 1)
    await execute(store, new)
    assert await consent_counts(store) == [ConsentCount("new_titles", "telegram", 0, 2)]
    await execute(store, update(purpose).where(purpose.c.code == "new_titles").values(lawful_basis="contract"))
    assert await consent_counts(store) == [ConsentCount("new_titles", "telegram", 1, 1)]
