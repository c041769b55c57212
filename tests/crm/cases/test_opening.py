"""Cases: one a matter, and how to reach the patron nowhere else."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, String, Text, cast, select

from crm import records
from crm.audit import trail
from crm.cases import opening
from crm.cases.contact import contact_of
from crm.cases.opening import CaseView
from crm.conversations import identities, signing_in
from crm.conversations.held_contact import ContactStep
from crm.conversations.open_turns import pending_turns
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.records import Base
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, add, add_contact, add_patron, answer, how_many, rows, say, sign_in, visitor

PHONE = "09121234567"


async def complain(store: Store, conversation: str | None, key: str = "k1") -> CaseView:
    return await opening.open_case(
        store,
        "complaint",
        conversation=conversation,
        subject="سروصدا",
        description="طبقهٔ دوم",
        language="fa",
        idempotency_key=key,
    )


async def everywhere(store: Store, needle: str) -> set[str]:
    """Find the columns of the store that hold a text anywhere, JSON included."""

    def look(connection: Connection) -> set[str]:
        found = set()
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                kept = connection.scalars(select(cast(column, Text)).where(column.is_not(None))).all()
                if any(needle in str(value) for value in kept):
                    found.add(f"{table.name}.{column.name}")
        return found

    return await store.look(look)


async def test_a_case_has_a_number_and_a_day_to_be_answered_by(store: Store, clock: FixedClock) -> None:
    await add(store, records.LibraryProfile, name_fa="ک", name_en="L", answer_days=5, id=1)
    recorded = await say(store, await visitor(store))
    made = await complain(store, recorded.interaction.engine_conversation)
    assert (made.number, made.status, made.kind) == ("K-000001", "new", "complaint")
    assert made.due_at == clock.now() + timedelta(days=5)
    assert made.interaction_id == recorded.interaction.id
    assert await opening.case(store, "K-000001") == made
    assert await opening.case(store, "K-000002") is None
    assert (await complain(store, None, "k2")).number == "K-000002"
    assert [event.kind for event in await rows(store, records.CaseEvent)] == ["status", "status"]


async def test_a_retry_opens_no_second_case(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    made = await asyncio.gather(*(complain(store, recorded.interaction.public_id) for _ in range(4)))
    assert len(set(made)) == 1
    assert await how_many(store, records.ServiceCase) == 1
    assert await how_many(store, records.CaseEvent) == 1


async def test_a_case_is_the_patrons_only_when_the_chat_is_signed_in(store: Store) -> None:
    patron_id = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron_id)
    signed_in = await say(store, who)
    mine = await complain(store, signed_in.interaction.public_id, "k1")
    await signing_in.unlink(store, who.id)
    anonymous = await complain(store, signed_in.interaction.public_id, "k2")
    assert [one.number for one in await opening.cases_of(store, patron_id)] == [mine.number]
    assert (await rows(store, records.ServiceCase, number=anonymous.number))[0].patron_id is None


async def test_unknown_kinds_and_conversations_are_refused(store: Store) -> None:
    with pytest.raises(InvalidValue):
        await opening.open_case(
            store, "poem", conversation=None, subject="s", description=None, language="fa", idempotency_key="k"
        )
    with pytest.raises(NotFound):
        await complain(store, "nothing")
    with pytest.raises(NotFound):
        await add_contact(store, "K-000009", PHONE)
    assert await how_many(store, records.ServiceCase) == 0


async def asked_for_contact(store: Store) -> identities.Identity:
    who = await visitor(store)
    await answer(store, await say(store, who), "چطور خبرتان کنیم؟", expects_contact=True)
    return who


async def test_contact_data_is_in_its_case_and_nowhere_else(store: Store) -> None:
    who = await visitor(store)
    first = await say(store, who, "شکایت دارم")
    made = await complain(store, first.interaction.public_id)
    await answer(store, first, "شماره‌ای برای تماس؟", intent="complaint", expects_contact=True)
    second = await say(store, who, "[phone]", contact=PHONE)
    assert await everywhere(store, PHONE) == set(), "it is encrypted as long as there is no case for it"
    await answer(store, second, "ممنون", intent="complaint", contact=ContactStep(given=PHONE, case=made.number))
    assert await everywhere(store, PHONE) == {"service_case.contact"}
    seen = await opening.case(store, made.number)
    assert PHONE not in repr(seen)
    assert PHONE not in repr(await opening.cases_of(store, 1))


async def test_contact_data_that_no_case_took_is_gone_when_the_turn_ends(store: Store) -> None:
    recorded = await say(store, await asked_for_contact(store), "[phone]", contact=PHONE)
    await answer(store, recorded, "چیز دیگری؟")
    assert await everywhere(store, PHONE) == set()


async def test_a_failed_turn_leaves_no_contact_data_either(store: Store) -> None:
    recorded = await say(store, await asked_for_contact(store), "[phone]", contact=PHONE)
    await answer(store, recorded, "ببخشید", status="error", intent=None, failed="engine_timeout")
    assert await everywhere(store, PHONE) == set()


async def test_contact_data_cannot_be_put_into_anothers_case(store: Store) -> None:
    theirs = await complain(store, (await say(store, await visitor(store))).interaction.public_id)
    recorded = await say(store, await asked_for_contact(store), "[phone]", contact=PHONE)
    with pytest.raises(NotFound):
        await answer(store, recorded, "ممنون", contact=ContactStep(given=PHONE, case=theirs.number))
    [_, again] = await pending_turns(store)
    assert again.contact == PHONE, "nothing of the turn was kept"


async def test_who_reads_contact_data_is_noted(store: Store) -> None:
    made = await complain(store, None)
    await add_contact(store, made.number, PHONE)
    assert await contact_of(store, made.number, by=SARA) == PHONE
    [event] = await rows(store, records.AuditEvent)
    assert (event.actor_ref, event.action, event.entity_id) == ("sara", "case.contact_read", made.number)
    assert event.changed_fields == ["contact"]
    assert (await trail.verify(store)).is_sound
    assert await everywhere(store, PHONE) == {"service_case.contact"}


def test_every_column_that_can_hold_words_is_searched() -> None:
    """The search casts every column to text; this holds that there are such columns in most tables."""
    wordy = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(isinstance(column.type, String) for column in table.columns)
    }
    assert len(wordy) > 25
