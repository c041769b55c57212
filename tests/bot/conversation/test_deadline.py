"""How a turn ends that gets no answer in time: once, with words that are true, and for a whole rush together."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import text

from crm.cases import opening
from crm.database.turn_guard import AskingMessage, asked_by
from tests.support.fake_engine import FakeEngine, hang, said, unavailable
from tests.support.front import Front, Opener


async def open_rows(front: Front) -> int:
    query = text("SELECT count(*) FROM journal WHERE state = 'received'")
    return int(await front.store.look(lambda connection: connection.scalar(query)) or 0)


async def test_the_engine_hears_until_when_it_is_waited_for(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway(turn_seconds=0.9) as front:
        engine.script = unavailable
        visitor = await front.visitor()
        begun = time.time()
        await visitor.say("hello")
    deadlines = [request["deadline"] for request in engine.requests]
    assert len(deadlines) > 1
    assert all(begun + 0.5 < deadline < begun + 1.4 for deadline in deadlines), deadlines


async def test_a_rush_gets_one_apology_and_no_message_waits_for_those_before_it(
    gateway: Opener, engine: FakeEngine
) -> None:
    async with gateway(turn_seconds=1.0) as front:
        engine.script = hang
        visitor = await front.visitor()
        begun = time.monotonic()
        answers = await asyncio.gather(*(visitor.say(f"question {number}", f"m{number}") for number in range(8)))
        # One after the other they would take eight seconds.
        assert time.monotonic() - begun < 6.5
        apologies = {message["id"] for answer in answers for message in answer["messages"]}
        assert len(apologies) == 1
        history = await visitor.history()
        assert [message["sender"] for message in history] == ["patron"] * 8 + ["bot"]
        assert await open_rows(front) == 0
        again = await visitor.say("question 4", "m4")
        assert again["duplicate"] is True
        assert [message["id"] for message in again["messages"]] == list(apologies)
        # Who writes after the apology is answered for themselves again.
        (own,) = (await visitor.say("question 8", "m8"))["messages"]
        assert own["id"] not in apologies
        engine.script = engine.echo
        assert (await visitor.say("question 9"))["messages"][0]["text"] == "echo: question 9"


async def test_who_waited_behind_a_slow_turn_is_still_answered(gateway: Opener, engine: FakeEngine) -> None:
    async def slow_at_first(request: dict[str, Any]) -> dict[str, Any]:
        # Most of the time of a turn (1.7 s), so that those behind it would have none left if they shared it.
        await asyncio.sleep(1.0 if request["text"] == "slow" else 0)
        return said(f"done: {request['text']}")

    engine.script = slow_at_first
    async with gateway(turn_seconds=1.7) as front:
        visitor = await front.visitor()
        answers = await asyncio.gather(visitor.say("slow"), visitor.say("next"), visitor.say("last"))
        texts = {message["text"] for answer in answers for message in answer["messages"]}
        assert texts == {"done: slow", "done: next", "done: last"}


@pytest.mark.parametrize(
    ("deed", "language", "word", "payloads"),
    [
        ("loans", "en", "look at your loans before", ["/loans"]),
        ("holds", "fa", "رزروهایتان را ببینید", ["/hold_status"]),
        ("other", "fa", "شاید", []),
    ],
)
async def test_an_apology_says_where_to_look_when_something_was_begun(
    gateway: Opener, engine: FakeEngine, deed: str, language: str, word: str, payloads: list[str]
) -> None:
    async with gateway(turn_seconds=0.8) as front:

        async def begins(request: dict[str, Any]) -> dict[str, Any]:
            with asked_by(AskingMessage(request["conversation"], request["message_id"], deed)):
                await front.store.transact(lambda _connection: None)
            return await hang(request)

        engine.script = begins
        visitor = await front.visitor(language)
        wish = {"en": "please do it", "fa": "لطفاً انجامش بده"}[language]
        (apology,) = (await visitor.say(wish, "m1"))["messages"]
        assert word in apology["text"]
        assert [button["payload"] for button in apology["buttons"]] == payloads
        assert (await visitor.say(wish, "m1"))["messages"] == [apology]


async def test_what_a_first_try_began_is_not_said_to_have_failed_by_the_next_one(
    front: Front, engine: FakeEngine
) -> None:
    async def begins_and_cannot_look(request: dict[str, Any]) -> dict[str, Any]:
        with asked_by(AskingMessage(request["conversation"], request["message_id"], "loans")):
            await front.store.transact(lambda _connection: None)
        unable = {"answer": "utter_unavailable", "status": "error"}
        return said("x", "the hours are told", message=unable)

    engine.script = begins_and_cannot_look
    perhaps, hours = (await (await front.visitor("en")).say("renew it, and when are you open?"))["messages"]
    assert "look at your loans before" in perhaps["text"]
    assert [button["payload"] for button in perhaps["buttons"]] == ["/loans"]
    assert hours["text"] == "the hours are told"


@pytest.mark.parametrize(("deed", "custom"), [("loans", {"effects": ["unchanged"]}), ("other", None)])
async def test_what_is_known_not_to_have_been_done_is_said_to_have_failed(
    front: Front, engine: FakeEngine, deed: str, custom: dict[str, Any] | None
) -> None:
    async def begins_and_knows(request: dict[str, Any]) -> dict[str, Any]:
        with asked_by(AskingMessage(request["conversation"], request["message_id"], deed)):
            await front.store.transact(lambda _connection: None)
        return said("x", message={"answer": "utter_unavailable", "status": "error", "custom": custom})

    engine.script = begins_and_knows
    (answer,) = (await (await front.visitor("en")).say("renew it"))["messages"]
    assert "may" not in answer["text"]
    assert answer["buttons"] == []


async def test_what_could_not_be_begun_is_said_to_have_failed(front: Front, engine: FakeEngine) -> None:
    async def cannot_look(_request: dict[str, Any]) -> dict[str, Any]:
        return said("x", message={"answer": "utter_unavailable", "status": "error"})

    engine.script = cannot_look
    (answer,) = (await (await front.visitor("en")).say("renew it"))["messages"]
    assert "look at your loans" not in answer["text"]
    assert answer["buttons"] == []


async def test_an_apology_names_the_case_that_was_opened(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway(turn_seconds=0.8) as front:

        async def files(request: dict[str, Any]) -> dict[str, Any]:
            said_in = request["conversation"], request["message_id"]
            with asked_by(AskingMessage(*said_in, "case")):
                await opening.open_case(
                    front.store,
                    "complaint",
                    conversation=said_in[0],
                    subject="complaint",
                    description="cold",
                    language="en",
                    idempotency_key=f"{said_in[0]}:{said_in[1]}:complaint",
                )
            return await hang(request)

        engine.script = files
        (apology,) = (await (await front.visitor("en")).say("it is cold here"))["messages"]
        assert "K-000001" in apology["text"]
        assert "may have" not in apology["text"]


async def test_a_turn_that_was_closed_elsewhere_is_not_tried_again(front: Front, engine: FakeEngine) -> None:
    async def closed(_request: dict[str, Any]) -> web.StreamResponse:
        return web.json_response({"error": "turn_closed"}, status=409)

    engine.script = closed
    await (await front.visitor()).say("hello")
    assert len(engine.requests) == 1
