"""Codes for applicants: by the hook or by e-mail, without anything to be stopped, and what cannot be sent."""

from __future__ import annotations

import json

import httpx
import pytest

from bot.channels.letters.codes import Codes
from bot.channels.letters.text_messages import TextMessages
from bot.settings import Settings
from crm.joining.codes import CodeLetter, NotSent
from protocol.clock import FixedClock
from tests.bot.channels.letters.test_mail import Mailbox, mailbox, pytestmark, settings_of
from tests.bot.channels.letters.test_text_messages import settings

__all__ = ["mailbox", "pytestmark"]

BY_SMS = CodeLetter("a1-1", "sms", "09120000000", "fa", "482913")
BY_MAIL = CodeLetter("a1-2", "email", "sara@example.org", "en", "482913")


def codes_by(answers: int, clock: FixedClock, seen: list[httpx.Request]) -> Codes:
    def hook(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(answers)

    codes = Codes(settings(), clock)
    codes._texts = TextMessages(settings(), clock, transport=httpx.MockTransport(hook))
    return codes


async def test_a_code_goes_to_the_hook_in_the_applicants_digits(clock: FixedClock) -> None:
    seen: list[httpx.Request] = []
    await codes_by(202, clock, seen)(BY_SMS)
    body = json.loads(seen[0].content)
    assert (body["id"], body["to"]) == ("a1-1", "09120000000")
    assert "۴۸۲۹۱۳" in body["text"] and "stop" not in body["text"]


@pytest.mark.parametrize(("answered", "for_good"), [(503, False), (422, True)])
async def test_what_the_hook_does_not_take_is_told(clock: FixedClock, answered: int, for_good: bool) -> None:
    with pytest.raises(NotSent) as refused:
        await codes_by(answered, clock, [])(BY_SMS)
    assert refused.value.for_good is for_good
    with pytest.raises(NotSent, match="not set up"):
        await Codes(Settings(secret="a secret of these tests, long enough"), clock)(BY_MAIL)


async def test_a_code_goes_by_e_mail_as_a_letter_of_its_own(clock: FixedClock, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    await Codes(settings_of(port), clock)(BY_MAIL)
    [letter] = box.mails
    assert letter["To"] == "sara@example.org" and "482913" in letter.get_content()
    assert letter["List-Unsubscribe"] is None and letter["Message-ID"].startswith("<a1-2@")
