"""A case is said to be explained only where a librarian has explained something."""

from __future__ import annotations

import pytest

from crm import records
from crm.cases import opening
from crm.cases.answers import acknowledge, answer
from crm.cases.contact_ways import ways_named
from crm.cases.file import case_file
from crm.conversations import signing_in
from crm.database.store import Store
from crm.errors import InvalidValue
from tests.support.planted import team
from tests.support.store_rows import SARA, add, add_patron, ends, rows, say, sign_in, visitor


async def version_of(store: Store, number: str) -> int:
    file = await case_file(store, number)
    assert file is not None
    return file.version


async def told(store: Store, *, patron: bool = True) -> str:
    who = await visitor(store)
    if patron:
        who = await sign_in(store, who, await add_patron(store))
    talk = (await say(store, who, "the heating is off")).interaction.public_id
    made = await opening.open_case(
        store, "complaint", conversation=talk, subject="complaint", description="the heating is off", language="en",
        idempotency_key=talk,
    )  # fmt: skip
    return made.number


async def explained(store: Store, number: str) -> None:
    await ends(store, number, "explained", version=await version_of(store, number))


@pytest.mark.parametrize("patron", [True, False])
async def test_nothing_is_said_to_be_explained_that_was_not(store: Store, patron: bool) -> None:
    await team(store)
    number = await told(store, patron=patron)
    with pytest.raises(InvalidValue) as refused:
        await explained(store, number)
    assert refused.value.field == "unexplained"
    receipt = {"receipt": lambda _language, of: f"received {of}"}
    await acknowledge(store, number, version=await version_of(store, number), by=SARA, **receipt)
    with pytest.raises(InvalidValue):
        await explained(store, number)
    await ends(store, number, "declined", version=await version_of(store, number))


async def test_an_answer_explains_also_to_who_hears_it_later(store: Store) -> None:
    await team(store)
    number = await told(store)
    [chat] = await rows(store, records.ChannelIdentity)
    await signing_in.unlink(store, chat.id)
    with pytest.raises(InvalidValue):
        await explained(store, number)
    letter = {"letter": lambda _language, _of, words: words}
    await answer(store, number, "the boiler is new", version=await version_of(store, number), by=SARA, **letter)
    await explained(store, number)


async def test_a_librarian_who_wrote_in_the_conversation_has_explained(store: Store, clock: object) -> None:
    await team(store)
    number = await told(store)
    [talk] = await rows(store, records.Interaction)
    row = {"interaction_id": talk.id, "seq": 90, "sender": "staff", "body": "it is repaired", "language": "en"}
    await add(store, records.Message, **row, created_at=store.clock.now())
    await explained(store, number)


async def test_a_call_that_staff_made_has_explained(store: Store) -> None:
    await team(store)
    number = await told(store)
    [case] = await rows(store, records.ServiceCase)
    now = store.clock.now()
    call = {"public_id": "c", "engine_conversation": "c", "channel": "phone", "kind": "call", "status": "closed"}
    call |= {"direction": "outbound", "case_id": case.id, "language": "en", "started_at": now, "ended_at": now}
    await add(store, records.Interaction, **call, last_message_at=now, outcome="staff_resolved", handled_by="staff")
    await explained(store, number)


async def test_of_whom_nothing_reaches_nothing_is_claimed(store: Store) -> None:
    await team(store)
    made = await opening.open_case(
        store, "complaint", conversation=None, subject="complaint", description="by telephone", language="en",
        idempotency_key="k",
    )  # fmt: skip
    await explained(store, made.number)


@pytest.mark.parametrize(
    ("contact", "ways"),
    [(None, ()), ("", ()), ("mina@post.example", ("email",)), ("0912 123 4567", ("phone",)),
     ("۰۹۱۲۱۲۳۴۵۶۷", ("phone",)),
     ("+98 (21) 555-01", ("phone",)), ("telegram @sara_reads", ("messenger",)), ("t.me/sara_reads", ("messenger",)),
     ("پای میز", ("words",)), ("or at the desk; 09121234567; a@b.example", ("email", "phone", "words"))],
)  # fmt: skip
def test_the_ways_are_told_without_the_contact(contact: str | None, ways: tuple[str, ...]) -> None:
    assert ways_named(contact) == ways
