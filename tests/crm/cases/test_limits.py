"""Nobody fills the store with cases: what is told beyond the limit is added to one, or said not to be taken."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from crm import records
from crm.cases.file import case_file
from crm.cases.limits import AN_HOUR, FROM_AN_ADDRESS, Reported, tell_case
from crm.conversations import identities, signing_in
from crm.conversations.identities import Identity
from crm.database.store import Store
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import add_patron, ends, how_many, rows, say, sign_in, visitor


async def tell(store: Store, who: Identity, words: str, key: str | None = None) -> Reported:
    recorded = await say(store, who, words)
    return await tell_case(
        store,
        "complaint",
        conversation=recorded.interaction.public_id,
        subject="complaint",
        description=words,
        language="en",
        idempotency_key=key or words,
    )


async def test_what_is_told_beyond_three_an_hour_is_added_to_the_last(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    made = [await tell(store, who, f"matter {number}") for number in range(10)]
    assert await how_many(store, records.ServiceCase) == AN_HOUR
    assert [told.was_added for told in made] == [False] * 3 + [True] * 7
    assert {told.case.number for told in made[2:] if told.case} == {"K-000003"}
    file = await case_file(store, "K-000003")
    assert file is not None
    assert [step.note for step in file.steps if step.note] == [f"matter {number}" for number in range(3, 10)]
    # The same message again, whichever way it went, changes nothing.
    assert (await tell(store, who, "matter 0")).was_added is False
    assert (await tell(store, who, "matter 9")).was_added is True
    assert len(await rows(store, records.CaseEvent, kind="note")) == 7
    clock.advance(timedelta(minutes=61))
    assert (await tell(store, who, "another day")).was_added is False
    assert await how_many(store, records.ServiceCase) == AN_HOUR + 1


async def test_many_at_once_are_no_more_than_one_after_the_other(store: Store) -> None:
    who = await visitor(store)
    recorded = await say(store, who, "something")

    async def one(number: int) -> Reported:
        return await tell_case(
            store, "complaint", conversation=recorded.interaction.public_id, subject="complaint",
            description=f"matter {number}", language="en", idempotency_key=f"m{number}",
        )  # fmt: skip

    told = await asyncio.gather(*(one(number) for number in range(12)))
    assert sum(not one.was_added for one in told) == AN_HOUR
    assert await how_many(store, records.ServiceCase) == AN_HOUR


async def test_new_visitors_of_one_address_share_a_days_cases(sqlite_store: Store, clock: FixedClock) -> None:
    store = sqlite_store

    async def from_there(words: str, address: str = "192.0.2.7") -> Reported:
        who, _ = await identities.create_visitor(store, language="en", address=address)
        return await tell(store, who, words)

    told = [await from_there(f"matter {number}") for number in range(FROM_AN_ADDRESS + 5)]
    assert sum(one.case is not None for one in told) == FROM_AN_ADDRESS
    assert told[-1] == Reported(None)
    assert (await from_there("from elsewhere", "192.0.2.8")).case is not None
    # A patron who has signed in there is known, and not counted with the others.
    who, _ = await identities.create_visitor(store, language="en", address="192.0.2.7")
    who = await sign_in(store, who, await add_patron(store, "20001001"))
    assert (await tell(store, who, "mine")).case is not None
    clock.advance(timedelta(days=1, minutes=1))
    assert (await from_there("the day after")).case is not None
    # Nothing of the address itself is kept, and each day's hash is another.
    kept = await rows(store, records.ChannelIdentity)
    assert not any("192.0.2" in str(row) for row in kept)
    assert len({row.origin_hash for row in kept}) == 3


async def test_words_are_never_added_to_the_case_of_who_sat_there_before(sqlite_store: Store) -> None:
    store = sqlite_store
    who = await sign_in(store, await visitor(store), await add_patron(store, "20001001"))
    for number in range(AN_HOUR):
        await tell(store, who, f"matter {number}")
    await signing_in.unlink(store, who.id)
    who = await sign_in(store, who, await add_patron(store, "20001002"))
    assert (await tell(store, who, "somebody else's")) == Reported(None)


async def test_words_are_not_added_to_a_closed_case(sqlite_store: Store) -> None:
    store = sqlite_store
    await team(store)
    who = await visitor(store)
    for number in range(AN_HOUR):
        await tell(store, who, f"matter {number}")
    for number in range(1, AN_HOUR + 1):
        file = await case_file(store, f"K-{number:06d}")
        assert file is not None
        await ends(store, file.number, "declined", version=file.version)
    assert await tell(store, who, "once more") == Reported(None)
