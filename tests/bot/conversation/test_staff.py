"""While a librarian is waited for the bot goes on answering; while one talks, it keeps out of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.conversation.wording import CONTACT_COVERED, WITHDRAWN, Wording
from bot.jobs.chores import Chores
from bot.settings import ROOT
from crm import records
from crm.database.upsert import table_of
from crm.handoff import queue, steps
from language.answers import Answers
from protocol.effects import STATUS, named_effects
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Visitor
from tests.support.people import add_librarian, ask_for_librarian
from tests.support.waiting import eventually

INTERACTION = table_of(records.Interaction)
WAY_BACK = "Take me back, bot"


async def waiting(front: Front, engine: FakeEngine) -> tuple[Visitor, str]:
    """A visitor whose conversation waits for a librarian, and the conversation's public id."""
    visitor = await front.visitor()
    identity_id = await front.identity_id(visitor)

    async def queues(_: dict[str, Any]) -> dict[str, Any]:
        await ask_for_librarian(front.store, identity_id)
        asked = {"custom": named_effects([STATUS]), "buttons": [{"title": WAY_BACK, "payload": "/back_to_bot"}]}
        return said("A librarian will be with you soon.", intent="human_help", message=asked)

    engine.script = queues
    answer = await visitor.say("I want to talk to a person")
    assert answer["state"]["status"] == "waiting_staff"
    engine.script = engine.echo
    (one,) = await queue.queue(front.store)
    engine.requests.clear()
    return visitor, one.public_id


async def with_librarian(front: Front, engine: FakeEngine) -> tuple[Visitor, str]:
    """A visitor whose conversation a librarian has taken, and the conversation's public id."""
    visitor, public_id = await waiting(front, engine)
    await steps.claim(front.store, public_id, await add_librarian(front.store))
    return visitor, public_id


async def test_the_bot_goes_on_answering_while_a_librarian_is_waited_for(front: Front, engine: FakeEngine) -> None:
    visitor, public_id = await waiting(front, engine)
    answer = await visitor.say("when do you close?")
    assert [message["text"] for message in answer["messages"]] == ["echo: when do you close?"]
    assert answer["state"]["status"] == "waiting_staff"
    assert [one.public_id for one in await queue.queue(front.store)] == [public_id]


async def test_the_bot_is_silent_while_a_librarian_talks(front: Front, engine: FakeEngine) -> None:
    visitor, _ = await with_librarian(front, engine)
    answer = await visitor.say("it is about my thesis")
    assert answer["messages"] == []
    assert answer["message"]["text"] == "it is about my thesis"
    assert answer["state"]["status"] == "with_staff"
    assert engine.requests == []
    assert engine.parsed == ["it is about my thesis"]


async def test_who_writes_a_number_to_a_librarian_is_told_that_nobody_can_read_it(
    front: Front, engine: FakeEngine
) -> None:
    visitor, _ = await with_librarian(front, engine)
    answer = await visitor.say("ring me on 0912 345 6789 please")
    assert "0912" not in answer["message"]["text"]
    assert [message["text"] for message in answer["messages"]] == [
        Answers.from_file(ROOT / "domain.yml").render(CONTACT_COVERED, "en").text
    ]
    assert answer["state"]["status"] == "with_staff" and engine.requests == []


async def test_a_librarians_answer_reaches_the_open_stream(front: Front, engine: FakeEngine) -> None:
    visitor, public_id = await waiting(front, engine)
    librarian = await add_librarian(front.store)
    await steps.claim(front.store, public_id, librarian)
    last = (await visitor.history())[-1]["id"]
    async with asyncio.timeout(8), visitor.stream(last) as events:
        name, state = await anext(events)
        assert (name, state["status"]) == ("state", "with_staff")
        # Written by another process, such as a librarian's command.
        await steps.reply(front.store, public_id, librarian, "Hello, how can I help?")
        name, message = await anext(events)
        assert (name, message["sender"], message["text"]) == ("message", "staff", "Hello, how can I help?")
    answer = await visitor.say("cancel")
    assert answer["messages"] == []
    assert answer["state"]["status"] == "with_staff"


async def test_the_patron_can_go_back_to_the_bot_by_saying_so(front: Front, engine: FakeEngine) -> None:
    visitor, _ = await with_librarian(front, engine)
    engine.meaning = ("back_to_bot", 0.59)
    assert (await visitor.say("maybe the bot"))["messages"] == []
    engine.meaning = ("back_to_bot", 0.93)
    answer = await visitor.say("back to the bot please")
    assert [message["text"] for message in answer["messages"]] == ["echo: /back_to_bot"]
    assert engine.requests[-1]["payload"] is True
    assert answer["state"]["status"] == "open"
    assert (await visitor.say("hours"))["messages"]


async def test_never_mind_is_an_answer_to_a_librarian(front: Front, engine: FakeEngine) -> None:
    visitor, _ = await with_librarian(front, engine)
    engine.meaning = ("cancel", 0.9)
    answer = await visitor.say("never mind, when do you close on Friday?")
    assert answer["messages"] == []
    assert answer["state"]["status"] == "with_staff"


async def test_never_mind_ends_the_wait_and_what_is_asked_behind_it_is_answered(
    front: Front, engine: FakeEngine
) -> None:
    visitor, _ = await waiting(front, engine)
    answer = await visitor.say("never mind, when do you close on Friday?")
    withdrawn, answered = (message["text"] for message in answer["messages"])
    assert withdrawn == Answers.from_file(ROOT / "domain.yml").render(WITHDRAWN, "en").text
    assert answered == "echo: when do you close on Friday?"
    assert answer["state"]["status"] == "open"
    assert await queue.queue(front.store) == []


async def test_the_button_goes_back_whatever_the_engine_thinks(front: Front, engine: FakeEngine) -> None:
    visitor, _ = await with_librarian(front, engine)
    answer = await visitor.press("/back_to_bot", "Back to the bot")
    assert len(answer["messages"]) == 1
    assert answer["state"]["status"] == "open"
    assert engine.parsed == []


async def test_who_writes_the_buttons_title_has_pressed_it(front: Front, engine: FakeEngine) -> None:
    engine.meaning = ("human_help", 0.99)
    visitor, _ = await with_librarian(front, engine)
    answer = await visitor.say("«take me back bot».")
    assert answer["messages"] == []
    answer = await visitor.say(f"{WAY_BACK.lower()}!")
    assert [message["text"] for message in answer["messages"]] == ["echo: /back_to_bot"]
    assert engine.requests[-1]["payload"] is True
    assert answer["state"]["status"] == "open"


async def test_who_writes_the_buttons_title_waits_for_nobody_any_more(front: Front, engine: FakeEngine) -> None:
    visitor, _ = await waiting(front, engine)
    await visitor.say(f"{WAY_BACK} to my question about fines")
    await visitor.say(WAY_BACK)
    assert [(request["text"], request["payload"]) for request in engine.requests] == [
        (f"{WAY_BACK} to my question about fines", False),
        ("/back_to_bot", True),
    ]


async def test_with_the_engine_away_a_message_to_a_librarian_is_kept_all_the_same(
    front: Front, engine: FakeEngine
) -> None:
    visitor, _ = await with_librarian(front, engine)
    await engine.stop()
    answer = await visitor.say("are you there?")
    assert answer["messages"] == []
    assert "are you there?" in await visitor.texts()


async def test_a_message_before_whose_turn_a_librarian_came_is_not_answered(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    identity_id = await front.identity_id(visitor)
    gate = asyncio.Event()

    async def queues(request: dict[str, Any]) -> dict[str, Any]:
        await gate.wait()
        running = await ask_for_librarian(front.store, identity_id)
        await steps.claim(front.store, running.public_id, await add_librarian(front.store))
        asked = {"custom": named_effects([STATUS]), "buttons": [{"title": WAY_BACK, "payload": "/back_to_bot"}]}
        return said("A librarian will be with you soon.", intent="human_help", message=asked)

    async def is_taken_in() -> bool:
        return "it is about my thesis" in await visitor.texts()

    engine.script = queues
    first = asyncio.create_task(visitor.say("a person please"))
    await eventually(lambda: engine.requests)
    # Taken in while the turn before it runs: how the conversation stands is read when its own turn comes.
    second = asyncio.create_task(visitor.say("it is about my thesis"))
    await eventually(is_taken_in)
    gate.set()
    await first
    assert (await second)["messages"] == []
    assert len(engine.requests) == 1


async def test_a_vain_wait_ends_with_the_bot_and_a_case(front: Front, engine: FakeEngine) -> None:
    visitor, public_id = await waiting(front, engine)
    store = front.store
    long_ago = store.clock.now() - timedelta(minutes=60)
    await store.transact(
        lambda connection: connection.execute(
            update(INTERACTION).where(INTERACTION.c.public_id == public_id).values(waiting_since=long_ago)
        )
    )
    last = (await visitor.history())[-1]["id"]
    async with asyncio.timeout(8), visitor.stream(last) as events:
        await anext(events)
        gateway = front.running.gateway
        chores = Chores(
            gateway.settings,
            store,
            gateway.engine,
            gateway.conversations,
            gateway.hub,
            Wording.load(ROOT / "domain.yml"),
        )
        assert await chores.expire_handoffs() == 1
        name, message = await anext(events)
        assert (name, message["sender"]) == ("message", "bot")
        assert "K-" in message["text"]
        name, state = await anext(events)
        assert (name, state["status"]) == ("state", "open")
    assert (await visitor.say("hours"))["messages"][0]["text"] == "echo: hours"
