"""Letters by text message: what the hook is sent, how it is signed, and what its answers mean."""

from __future__ import annotations

import hashlib
import hmac
import json

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import update

from bot.channels.letters.sender import LetterSender, NotTaken, OutgoingLetter
from bot.channels.letters.text_messages import SIGNATURE, TextMessages
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from crm.notices.planning import plan
from crm.notices.ways import Addressee
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, loan, send, wants
from tests.support.store_rows import add, add_patron, rows

SECRET = "a secret of the hook"
LETTER = OutgoingLetter("abc123", Addressee("p1", "+989120000000"), "موعد یکی از امانت‌هایتان پنجشنبه است.", "fa")


def settings() -> Settings:
    return Settings(
        sms_hook_url="https://sms.example.org/in?key=hidden", sms_hook_secret=SECRET,
        secret="a secret of these tests, long enough", public_url="https://chat.example.org",
    )  # fmt: skip


async def test_the_hook_gets_signed_json_with_an_id_that_stays(clock: FixedClock) -> None:
    seen: list[httpx.Request] = []

    def hook(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202)

    send = TextMessages(settings(), clock, transport=httpx.MockTransport(hook))
    await send(LETTER)
    await send(LETTER)
    [first, second] = seen
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == "abc123"
    said = hmac.new(SECRET.encode(), first.content, hashlib.sha256).hexdigest()
    assert first.headers[SIGNATURE] == f"sha256={said}"
    body = json.loads(first.content)
    assert (body["id"], body["to"], body["language"]) == ("abc123", "+989120000000", "fa")
    assert body["text"].startswith(LETTER.text) and "https://chat.example.org/notices/stop/" in body["text"]


@pytest.mark.parametrize(
    ("code", "for_good", "is_address"),
    [(500, False, False), (503, False, False), (429, False, False), (401, False, False), (400, True, False),
     (404, False, False), (410, True, True), (422, True, True)],
)  # fmt: skip
async def test_what_an_answer_means(clock: FixedClock, code: int, for_good: bool, is_address: bool) -> None:
    send = TextMessages(settings(), clock, transport=httpx.MockTransport(lambda _request: httpx.Response(code)))
    with pytest.raises(NotTaken) as raised:
        await send(LETTER)
    assert (raised.value.for_good, raised.value.is_address) == (for_good, is_address)
    assert "hidden" not in str(raised.value)


async def test_what_is_not_taken_now_is_handed_over_again_under_the_same_name(
    sqlite_store: Store, clock: FixedClock
) -> None:
    store, statuses = sqlite_store, [503]
    asked: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        asked.append((request.headers["Idempotency-Key"], (await request.json())["text"]))
        return web.Response(status=statuses.pop() if statuses else 202)

    await a_text_message(store)
    app = web.Application()
    app.router.add_post("/in", hook)
    async with TestServer(app) as server:
        own = settings().model_copy(update={"sms_hook_url": str(server.make_url("/in"))})
        sender = LetterSender(store, "sms", TextMessages(own, clock), RULES)
        await sender.round()
        [row] = await rows(store, records.Outbox)
        assert row.state == "pending" and row.next_attempt_at > clock.now()
        clock.advance(row.next_attempt_at - clock.now())
        await sender.round()
        # The process ended after the hook took it and before that was noted: once more, and known as the same.
        again = update(table_of(records.Outbox)).values(state="sending", sent_at=None)
        await store.transact(lambda connection: connection.execute(again))
        await outbox.recover(store)
        await sender.round()
    assert len(asked) == 3 and len(set(asked)) == 1
    [row] = await rows(store, records.Outbox)
    assert row.state == "sent"


async def a_text_message(store: Store) -> None:
    patron, number = await add_patron(store), LETTER.to.address
    await wants(store, patron, "sms", "due_soon")
    point = {"patron_id": patron, "kind": "phone", "is_primary": True, "value": number, "value_norm": number}
    await add(store, records.ContactPoint, **point)
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
