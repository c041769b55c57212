"""Contact data wait for their case, encrypted and not for long: filed with it, or erased."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from crm import records
from crm.cases import opening
from crm.conversations.held_contact import HELD_FOR, ContactStep
from crm.conversations.identities import Identity
from crm.conversations.open_turns import OpenTurn
from crm.database.dump import PASSING
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.stale import forget_held_contacts
from crm.secret.carrying import carry_over
from crm.secret.standing import LAST_PROOFS
from crm.trust.copying import Whose, copy_of
from protocol.clock import FixedClock
from protocol.keys import Secrets
from tests.support.statements import statements
from tests.support.store_rows import answer, how_many, rows, say, visitor

PHONE, EMAIL = "09123456789", "a@example.org"
ASKED = ContactStep(is_asked=True)
FAILED = ContactStep(may_try_again=True)


async def give(store: Store, who: Identity, contact: str | None, step: ContactStep) -> OpenTurn:
    """Let a patron write something that an answer takes for the contact data of its conversation."""
    turn = await say(store, who, contact=contact)
    await answer(store, turn, "…", intent="complaint", contact=replace(step, given=contact))
    return turn


async def file(store: Store, who: Identity) -> str | None:
    """Open a case in the next turn; give the contact data that went into it."""
    turn = await say(store, who)
    made = await opening.open_case(
        store,
        "complaint",
        conversation=turn.interaction.engine_conversation,
        subject="شکایت",
        description="سر و صدا",
        language="fa",
        idempotency_key=f"case:{turn.journal_id}",
    )
    await answer(store, turn, "ثبت شد", intent="complaint", contact=ContactStep(case=made.number))
    case = table_of(records.ServiceCase)
    contact: str | None = await store.look(
        lambda connection: connection.scalar(select(case.c.contact).where(case.c.number == made.number))
    )
    return contact


async def test_what_is_held_adds_up_is_encrypted_and_goes_into_its_case_once(store: Store) -> None:
    who = await visitor(store)
    for contact in (PHONE, EMAIL, EMAIL):
        await give(store, who, contact, ASKED)
    [held] = await rows(store, records.HeldContact)
    assert PHONE not in str(held) and EMAIL not in str(held)
    assert await file(store, who) == f"{PHONE}; {EMAIL}"
    assert await how_many(store, records.HeldContact) == 0
    assert await file(store, who) is None


async def test_it_is_over_after_a_quarter_of_an_hour(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await give(store, who, PHONE, FAILED)
    clock.advance(HELD_FOR - timedelta(seconds=1))
    assert await forget_held_contacts(store) == 0
    clock.advance(timedelta(seconds=1))
    assert await file(store, who) is None, "it is over, whether it was deleted already or not"
    await give(store, who, PHONE, ASKED)
    clock.advance(HELD_FOR)
    await give(store, who, EMAIL, ASKED)
    assert await forget_held_contacts(store) == 0
    assert await file(store, who) == EMAIL, "what was over is not held with what comes anew"
    await give(store, who, PHONE, ASKED)
    clock.advance(HELD_FOR)
    assert await forget_held_contacts(store) == 1
    assert await how_many(store, records.HeldContact) == 0


async def test_it_is_erased_when_something_else_is_said_unless_its_case_is_to_be_tried_again(store: Store) -> None:
    who = await visitor(store)
    await give(store, who, PHONE, ASKED)
    await give(store, who, None, ContactStep())
    assert await how_many(store, records.HeldContact) == 0
    await give(store, who, PHONE, ASKED)
    await give(store, who, None, FAILED)
    await give(store, who, None, ContactStep())
    assert await file(store, who) == PHONE
    await give(store, who, PHONE, FAILED)
    await give(store, who, None, ContactStep(gave_up=True))
    assert await how_many(store, records.HeldContact) == 0


async def test_it_is_one_conversations_alone(store: Store) -> None:
    who, other = await visitor(store), await visitor(store)
    await give(store, who, PHONE, ASKED)
    assert await file(store, other) is None
    assert await file(store, who) == PHONE


async def test_it_is_in_the_copy_of_ones_data_as_it_was_written_and_in_no_backup(store: Store) -> None:
    who = await visitor(store)
    await give(store, who, PHONE, ASKED)
    await say(store, who, "[email]", contact=EMAIL)
    copy = await copy_of(store, Whose(identity_id=who.id), "en")
    assert [row["contact"] for row in copy.tables["held_contact"]] == [PHONE]
    assert [row["contact"] for row in copy.tables["journal"]] == [None, EMAIL]
    assert "sealed:" not in json.dumps(copy.document())
    assert PASSING["held_contact"] == "true"


async def test_it_outlives_a_change_of_the_secret(database_url: str, clock: FixedClock) -> None:
    old, new = (f"a secret of the tests, {which}" for which in ("old", "new"))
    store = await Store.open(database_url, clock=clock, **Secrets(old).store_keys)
    who = await visitor(store)
    await give(store, who, PHONE, ASKED)
    await store.close()
    store = await Store.open(database_url, clock=clock, **Secrets(new, previous=old).store_keys)
    await carry_over(store)
    await store.close()
    store = await Store.open(database_url, clock=clock, **Secrets(new).store_keys)
    try:
        assert await file(store, who) == PHONE
    finally:
        await store.close()
    assert HELD_FOR <= LAST_PROOFS, "the secret of before is not taken away while something hangs on it"


@pytest.mark.parametrize("step", [None, ContactStep(), ASKED])
async def test_a_turn_without_contact_data_costs_nothing_more(sqlite_store: Store, step: ContactStep | None) -> None:
    who = await visitor(sqlite_store)
    turn = await say(sqlite_store, who)
    with statements() as sent:
        await answer(sqlite_store, turn, "یک", contact=step)
    assert sent == ["UPDATE", "UPDATE", "UPDATE", "INSERT"]
