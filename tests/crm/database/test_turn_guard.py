"""What a patron asks for is written while somebody waits for the answer, and never after."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, select, text

from crm import records
from crm.cases import opening
from crm.conversations import identities
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.database.turn_guard import AskingMessage, asked_by, still_asked
from crm.database.upsert import table_of
from crm.errors import TurnClosed
from crm.handoff import steps
from crm.surveys import answering
from tests.support.statements import execute

JOURNAL = table_of(records.Journal)


async def open_turn(store: Store, message_id: str = "m1") -> OpenTurn:
    identity, _ = await identities.create_visitor(store, language="en")
    return await record_inbound(store, Inbound("web_chat", identity.id, message_id, "please", language="en"))


def asked(recorded: OpenTurn, deed: str = "other") -> AskingMessage:
    return AskingMessage(recorded.interaction.engine_conversation, str(recorded.message.client_message_id), deed)


def apology(recorded: OpenTurn) -> TurnResult:
    return TurnResult(
        recorded.journal_id,
        recorded.interaction.id,
        [Reply("sorry", status="error")],
        failed="timeout",
        if_begun=lambda _said, begun, number: [Reply(f"{begun} {number}", status="error")],
    )


async def file(store: Store, recorded: OpenTurn, subject: str = "report_fault") -> opening.CaseView:
    said = asked(recorded)
    return await opening.open_case(
        store,
        "question",
        conversation=said.conversation,
        subject=subject,
        description="a lamp is broken",
        language="en",
        idempotency_key=f"{said.conversation}:{said.message_id}:{subject}",
    )


async def count(store: Store, table: str) -> int:
    return int(await store.look(lambda connection: connection.scalar(text(f"SELECT count(*) FROM {table}"))) or 0)


async def test_a_turn_that_was_given_up_opens_no_case(store: Store) -> None:
    recorded = await open_turn(store)
    assert [reply.text for reply in await close_turn(store, apology(recorded))] == ["sorry"]
    with asked_by(asked(recorded, "case")), pytest.raises(TurnClosed):
        await file(store, recorded)
    assert await count(store, "service_case") == 0
    assert still_asked() is None


async def test_every_way_of_writing_asks(store: Store) -> None:
    recorded = await open_turn(store)
    await close_turn(store, apology(recorded))
    conversation = recorded.interaction.public_id
    with asked_by(asked(recorded)):
        with pytest.raises(TurnClosed):
            await answering.give_unasked(store, conversation, 5)
        with pytest.raises(TurnClosed):
            await steps.request(store, conversation)
        with pytest.raises(TurnClosed):
            await execute(store, text("DELETE FROM message"))
    assert await count(store, "survey_answer") == 0
    assert await count(store, "message") == 2


async def test_a_turn_that_was_answered_is_over_too(store: Store) -> None:
    recorded = await open_turn(store)
    await close_turn(store, TurnResult(recorded.journal_id, recorded.interaction.id, [Reply("here you are")]))
    with asked_by(asked(recorded)), pytest.raises(TurnClosed):
        await file(store, recorded)


@pytest.mark.parametrize("other", ["m2", "m1%", ""])
async def test_a_message_that_nobody_wrote_asks_for_nothing(store: Store, other: str) -> None:
    recorded = await open_turn(store)
    with asked_by(AskingMessage(recorded.interaction.engine_conversation, other)), pytest.raises(TurnClosed):
        await file(store, recorded)


async def test_the_same_message_id_in_another_chat_opens_no_turn_here(store: Store) -> None:
    recorded, other = await open_turn(store), await open_turn(store)
    await close_turn(store, apology(recorded))
    assert recorded.interaction.id != other.interaction.id
    with asked_by(asked(recorded)), pytest.raises(TurnClosed):
        await file(store, recorded)


async def test_who_gives_a_turn_up_hears_what_was_begun_in_it(store: Store) -> None:
    recorded = await open_turn(store)
    with asked_by(asked(recorded, "case")):
        opened = await file(store, recorded)
    assert [reply.text for reply in await close_turn(store, apology(recorded))] == [f"case {opened.number}"]


async def test_what_can_be_looked_for_is_told_before_what_cannot(store: Store) -> None:
    recorded = await open_turn(store)
    for deed in ("other", "loans", "other"):
        with asked_by(asked(recorded, deed)):
            await store.transact(lambda _connection: None)
    assert [reply.text for reply in await close_turn(store, apology(recorded))] == ["loans None"]


async def test_what_was_rolled_back_was_not_begun(store: Store) -> None:
    recorded = await open_turn(store)

    def fail(_connection: Connection) -> None:
        raise ValueError("no")

    with asked_by(asked(recorded, "loans")), pytest.raises(ValueError, match="no"):
        await store.transact(fail)
    assert [reply.text for reply in await close_turn(store, apology(recorded))] == ["sorry"]


async def test_a_deed_and_the_end_of_its_turn_never_cross(store: Store) -> None:
    # Whoever comes first wins, and the other one knows of it: never done and denied.
    for number in range(12):
        recorded = await open_turn(store, f"m{number}")

        async def act(recorded: OpenTurn = recorded) -> bool:
            try:
                with asked_by(asked(recorded, "case")):
                    await file(store, recorded)
            except TurnClosed:
                return False
            return True

        order = [act(), close_turn(store, apology(recorded))]
        results = await asyncio.gather(*(order if number % 2 else order[::-1]))
        done = next(result for result in results if isinstance(result, bool))
        told = next(result for result in results if not isinstance(result, bool))
        assert [reply.text == "sorry" for reply in told] == [not done]
    state = select(JOURNAL.c.state).distinct()
    assert await store.look(lambda connection: connection.execute(state).scalars().all()) == ["failed"]
