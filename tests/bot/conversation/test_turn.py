"""One message and its answer, and what may happen to them."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from aiohttp import web

from tests.support.fake_engine import FakeEngine, hang, said, unavailable
from tests.support.front import Front, Opener
from tests.support.waiting import eventually


async def test_a_message_is_answered_and_kept(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    answer = await visitor.say("When do you open?", "one")
    assert [message["text"] for message in answer["messages"]] == ["echo: When do you open?"]
    assert answer["message"]["text"] == "When do you open?"
    assert answer["message"]["client_message_id"] == "one"
    assert answer["parse"] == {"intent": "hours", "confidence": 0.9}
    assert answer["duplicate"] is False
    assert answer["state"] == {
        "language": "en",
        "signed_in": False,
        "status": "open",
        "history_after": 0,
        "lapsed": False,
        "staff_writes": False,
    }
    assert await visitor.texts() == ["When do you open?", "echo: When do you open?"]
    (request,) = engine.requests
    assert request["message_id"] == "one"
    assert request["payload"] is False
    assert request["channel"] == "web_chat"


async def test_a_text_that_looks_like_a_payload_is_not_one(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    await visitor.say('/renew{"which":"all"}')
    assert engine.requests[0]["payload"] is False
    await visitor.press('/renew{"which":"all"}', "Renew all")
    assert engine.requests[1]["payload"] is True
    assert engine.requests[1]["text"] == '/renew{"which":"all"}'
    assert "Renew all" in await visitor.texts()


async def test_a_redelivered_message_gets_the_kept_answer(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    first = await visitor.say("hours", "same")
    again = await visitor.say("hours", "same")
    assert again["duplicate"] is True
    assert again["messages"] == first["messages"]
    assert again["message"]["id"] == first["message"]["id"]
    assert engine.acted == ["same"]
    assert len(await visitor.history()) == 2


async def test_the_same_message_twice_at_once_is_one_turn(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    first, second = await asyncio.gather(visitor.say("hours", "same"), visitor.say("hours", "same"))
    assert first["messages"] == second["messages"]
    assert engine.acted == ["same"]
    assert len(await visitor.history()) == 2


async def test_two_messages_at_once_keep_their_order_and_do_not_overlap(front: Front, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def slow(request: dict[str, Any]) -> dict[str, Any]:
        await gate.wait()
        return said(f"echo: {request['text']}")

    async def is_taken_in(text: str) -> bool:
        return text in await visitor.texts()

    engine.script = slow
    visitor = await front.visitor()
    texts = [f"message {number}" for number in range(5)]
    tasks = []
    for text in texts:
        tasks.append(asyncio.create_task(visitor.say(text)))
        await eventually(lambda text=text: is_taken_in(text))
    gate.set()
    answers = await asyncio.gather(*tasks)
    assert not engine.overlapped
    assert [request["text"] for request in engine.requests] == texts
    assert [answer["messages"][0]["text"] for answer in answers] == [f"echo: {text}" for text in texts]


async def test_different_chats_do_not_wait_for_each_other(front: Front, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def script(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "slow":
            await gate.wait()
        return said("done")

    engine.script = script
    slow, quick = await front.visitor(), await front.visitor()
    waiting = asyncio.create_task(slow.say("slow"))
    await eventually(lambda: engine.requests)
    assert (await asyncio.wait_for(quick.say("quick"), 2))["messages"][0]["text"] == "done"
    assert not waiting.done()
    gate.set()
    await waiting


async def test_an_engine_that_comes_back_in_time_answers_once(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor()
    await engine.stop()
    turn = asyncio.create_task(visitor.say("hours", "early"))
    # Several tries at an engine that is not there.
    await asyncio.sleep(0.5)
    assert not turn.done()
    await engine.start()
    answer = await turn
    assert [message["text"] for message in answer["messages"]] == ["echo: hours"]
    assert len(await visitor.history()) == 2


async def test_an_engine_killed_in_mid_turn_answers_once_when_it_is_back(front: Front, engine: FakeEngine) -> None:
    started = asyncio.Event()

    async def dies(request: dict[str, Any]) -> dict[str, Any]:
        started.set()
        return await hang(request)

    engine.script = dies
    visitor = await front.visitor()
    turn = asyncio.create_task(visitor.say("renew all", "mid"))
    await started.wait()
    await engine.stop()
    engine.script = engine.echo
    await engine.start()
    answer = await turn
    assert [message["text"] for message in answer["messages"]] == ["echo: renew all"]
    assert {request["message_id"] for request in engine.requests} == {"mid"}
    assert engine.acted == ["mid"]


async def test_an_answer_that_got_lost_on_the_way_is_not_acted_on_twice(front: Front, engine: FakeEngine) -> None:
    calls = 0

    async def loses_the_first(request: dict[str, Any]) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        await asyncio.sleep(2.0)  # longer than one try may take
        return said("renewed")

    engine.script = loses_the_first
    visitor = await front.visitor()
    async with asyncio.timeout(10):
        answer = await visitor.say("renew all", "lost")
    # The second try found the engine at work or done; either way there is one answer in the chat.
    assert len(answer["messages"]) == 1
    assert len(await visitor.history()) == 2


@pytest.mark.parametrize(
    ("language", "text", "number"), [("fa", "یه نفر غش کرده", "۱۱۵"), ("en", "there is a fire on floor 2", "125")]
)
async def test_with_a_dead_engine_an_emergency_is_told_whom_to_call(
    gateway: Opener, engine: FakeEngine, language: str, text: str, number: str
) -> None:
    async with gateway(turn_seconds=0.6) as front:
        engine.script = unavailable
        visitor = await front.visitor(language)
        await visitor.say("ساعت کار" if language == "fa" else "opening hours")
        (said,) = (await visitor.say(text))["messages"]
        assert number in said["text"]


async def test_a_dead_engine_ends_in_an_apology_in_the_patrons_language(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway(turn_seconds=0.6) as front:
        engine.script = unavailable
        visitor = await front.visitor("fa")
        answer = await visitor.say("ساعت کار کتابخانه چنده؟")
        (apology,) = answer["messages"]
        assert apology["language"] == "fa"
        assert "پاسخ" in apology["text"] or "ببخشید" in apology["text"] or "متأسف" in apology["text"]
        assert answer["parse"] is None
        assert len(engine.requests) > 1
        assert {request["message_id"] for request in engine.requests} == {engine.requests[0]["message_id"]}
        english = await (await front.visitor("en")).say("When do you open on Friday?")
        assert english["messages"][0]["language"] == "en"
        # The turn is closed: the same message later gets the apology again, not a late answer.
        engine.script = engine.echo
        again = await visitor.say("ساعت کار کتابخانه چنده؟", answer["message"]["client_message_id"])
        assert again["messages"][0]["text"] == apology["text"]


async def test_an_error_that_would_come_again_is_apologised_for_at_once(front: Front, engine: FakeEngine) -> None:
    async def broken(_: dict[str, Any]) -> web.StreamResponse:
        return web.json_response({"error": "action_broken"}, status=409)

    engine.script = broken
    answer = await (await front.visitor("en")).say("When do you open on Friday?")
    assert ["again in a" in message["text"] for message in answer["messages"]] == [True]
    assert len(engine.requests) == 1


async def test_an_engine_without_a_word_ends_in_an_apology(front: Front, engine: FakeEngine) -> None:
    async def silent(_: dict[str, Any]) -> dict[str, Any]:
        return said()

    engine.script = silent
    answer = await (await front.visitor()).say("hello there")
    assert len(answer["messages"]) == 1
    assert answer["messages"][0]["text"]
    assert len(engine.requests) == 1


async def test_a_browser_that_leaves_still_gets_its_answer_kept(front: Front, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def slow(request: dict[str, Any]) -> dict[str, Any]:
        await gate.wait()
        return said("late")

    async def is_kept() -> bool:
        return "late" in await visitor.texts()

    engine.script = slow
    visitor = await front.visitor()
    turn = asyncio.create_task(visitor.say("hours", "left"))
    await eventually(lambda: engine.requests)
    turn.cancel()
    await asyncio.gather(turn, return_exceptions=True)
    gate.set()
    await eventually(is_kept)
    assert engine.acted == ["left"]


async def test_a_conversation_turns_over_with_the_patrons_language(front: Front, engine: FakeEngine) -> None:
    visitor = await front.visitor("fa")
    await visitor.say("What are your opening hours today?")
    await visitor.say("ساعت کار کتابخانه امروز چیست؟")
    assert [request["language"] for request in engine.requests] == ["en", "fa"]
    # One English word in a Persian talk is a title or an "ok", not a change of language.
    await visitor.say("Sapiens")
    assert engine.requests[-1]["language"] == "fa"
    assert (await visitor.post("language", {"language": "en"})).json()["language"] == "en"
    await visitor.say("ساعت کار کتابخانه امروز چیست؟")
    assert engine.requests[-1]["language"] == "en"


async def test_a_language_picked_in_the_chat_stays(front: Front, engine: FakeEngine) -> None:
    async def changes(request: dict[str, Any]) -> dict[str, Any]:
        if "English" in request["text"]:
            return said("English it is.", intent="change_language", message={"custom": {"language": "en"}})
        return said("ok")

    engine.script = changes
    visitor = await front.visitor("fa")
    answer = await visitor.say("لطفاً از این به بعد English")
    assert answer["state"]["language"] == "en"
    assert answer["messages"][0]["language"] == "en"
    await visitor.say("کتاب بوف کور را دارید؟")
    assert engine.requests[-1]["language"] == "en"


async def test_ids_of_one_chat_do_not_meet_those_of_another(front: Front, engine: FakeEngine) -> None:
    first, second = await front.visitor(), await front.visitor()
    name = str(uuid.uuid4())
    one, two = await first.say("mine", name), await second.say("yours", name)
    assert one["messages"][0]["text"] == "echo: mine"
    assert two["messages"][0]["text"] == "echo: yours"
    assert two["duplicate"] is False
