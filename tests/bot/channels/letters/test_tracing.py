"""Traces of what leaves by letters and calls: each belongs to the message that it is made for, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.letters import push
from bot.channels.letters.mail import Mail
from bot.channels.letters.push import PushCalls
from bot.channels.letters.sender import Deliver, LetterSender
from bot.channels.letters.text_messages import TextMessages
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.handoff import steps
from crm.handoff.calls import LOOKS_WITHIN
from crm.notices.planning import plan
from process.tracing import span
from protocol.clock import FixedClock
from tests.bot.channels.letters.test_push import chooses, settings_of
from tests.crm.handoff.test_queue import asked, open_desk
from tests.support.given_notices import RULES, loan, send, wants
from tests.support.mailbox import mail_server
from tests.support.push_service import push_service
from tests.support.store_rows import SARA, add, add_patron, say, visitor
from tests.support.traces import Traced, traced

ADDRESSES = {"email": "narges@example.org", "sms": "+989120000000"}
CHANNELS = pytest.mark.parametrize("channel", ["email", "sms"])


async def _letter_is_due(store: Store, channel: str) -> None:
    """Something that a patron is told by a letter, put into the outbox by the turn of a message."""
    patron = await add_patron(store)
    await wants(store, patron, channel, "due_soon")
    address, kind = ADDRESSES[channel], {"email": "email", "sms": "phone"}[channel]
    await add(
        store, records.ContactPoint, patron_id=patron, kind=kind, is_primary=True, value=address, value_norm=address
    )
    await loan(store, patron, 1)
    await plan(store, RULES)
    with span("turn"):
        assert (await send(store)).messages == 1


@asynccontextmanager
async def _delivers(channel: str, clock: FixedClock, taken: list[str], statuses: list[int]) -> AsyncIterator[Deliver]:
    """Hand letters to a real mail server, or to a real hook."""
    common: dict[str, Any] = {
        "secret": "a secret of these tests, long enough",
        "public_url": "https://chat.example.org",
    }
    if channel == "email":
        with mail_server() as (box, settings):
            box.answers = ["451 later" for _ in statuses]
            values = {name.removeprefix("KETABYAR_").lower(): value for name, value in settings.items()}
            yield Mail(Settings(**common, **values), clock)
            taken += [str(mail["To"]) for mail in box.mails]
        return

    async def hook(request: web.Request) -> web.Response:
        if statuses:
            return web.Response(status=statuses.pop())
        taken.append((await request.json())["to"])
        return web.Response(status=202)

    app = web.Application()
    app.router.add_post("/in", hook)
    async with TestServer(app) as server:
        hooked = {"sms_hook_url": str(server.make_url("/in")), "sms_hook_secret": "a secret of the hook"}
        yield TextMessages(Settings(**common, **hooked), clock)


def _sendings(found: Traced) -> list[dict[str, Any]]:
    """Give what the spans of sending say, all of them of the trace of the turn."""
    [turn] = found.named("turn")
    sendings = found.named("send")
    assert {one.context.trace_id for one in sendings} == {turn.context.trace_id}
    written = {one.context.span_id for one in found.named("store.write")}
    assert all(one.parent is not None and one.parent.span_id in written for one in sendings)
    return [dict(one.attributes or {}) for one in sendings]


@CHANNELS
async def test_a_letter_belongs_to_the_trace_of_the_message_that_it_is_made_for(
    store: Store, clock: FixedClock, channel: str
) -> None:
    taken: list[str] = []
    with traced("gateway") as found:
        await _letter_is_due(store, channel)
        async with _delivers(channel, clock, taken, [503]) as deliver:
            one = LetterSender(store, channel, deliver, RULES)
            assert await one.round() == 1
            clock.advance(timedelta(minutes=5))
            assert await one.round() == 1
        told, text = _sendings(found), found.whole_text()
    assert told == [
        {"channel": channel, "send.result": "retried"},
        {"channel": channel, "send.result": "sent"},
    ]
    assert taken == [ADDRESSES[channel]]
    assert ADDRESSES[channel] not in text


async def test_what_no_message_led_to_is_a_trace_of_its_own(sqlite_store: Store, clock: FixedClock) -> None:
    store, taken = sqlite_store, list[str]()
    await _letter_is_due(store, "email")
    with traced("gateway") as found:
        async with _delivers("email", clock, taken, []) as deliver:
            assert await LetterSender(store, "email", deliver, RULES).round() == 1
        [sending] = found.named("send")
    assert sending.parent is None and len(taken) == 1


async def test_a_call_to_staff_belongs_to_the_trace_of_the_patrons_message(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "ROUND_SECONDS", 60.0)
    await asked(store)
    async with push_service() as service:
        await chooses(store, service, 1, "sara")
        clock.advance(timedelta(seconds=1))
        who = await visitor(store)
        work = PushCalls(settings_of(), store)
        with traced("gateway") as found:
            with span("message", number=1):
                conversation = (await say(store, who, "کمک")).interaction.public_id
            await steps.request(store, conversation, reason="کمک", opening=open_desk)
            assert await work.run() == 1
            await steps.claim(store, conversation, SARA)
            clock.advance(timedelta(seconds=1))
            with span("message", number=2):
                await say(store, who, "هستید؟")
            clock.advance(LOOKS_WITHIN)
            assert await work.run() == 1
            first, second = found.named("message")
            waiting, answered = found.named("call")
            text = found.whole_text()
    assert waiting.attributes == {"kind": "waiting", "call.taken": True}
    assert answered.attributes == {"kind": "answered", "call.taken": True}
    assert waiting.context.trace_id == first.context.trace_id
    assert answered.context.trace_id == second.context.trace_id
    assert "127.0.0.1" not in text and "کمک" not in text
