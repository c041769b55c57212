"""Letters by text message: what the hook is sent, how it is signed, and what its answers mean."""

from __future__ import annotations

import hashlib
import hmac
import json

import httpx
import pytest

from bot.channels.letters.sender import NotTaken, OutgoingLetter
from bot.channels.letters.text_messages import SIGNATURE, TextMessages
from bot.settings import Settings
from crm.notices.ways import Addressee
from protocol.clock import FixedClock

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
