"""What a message names, refuses, wishes or only tells: nothing else is renewed, cancelled or filed."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from tests.actions.dialogue.test_restrictions import attempts
from tests.support.talk import Begin

CARD = "20000001"


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "renew", "بقیه رو نمیخوام تمدید کنی"),
        ("en", "renew", "don't renew the others"),
        ("en", "complaint", "I only wanted 1984 renewed, and you did all of them"),
        ("fa", "complaint", "قرار بود فقط کوری تمدید بشه"),
        ("en", "renew", "I only need Shahnameh until Friday"),
    ],
)
async def test_what_refuses_or_tells_renews_nothing(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("loans", "what do I have" if language == "en" else "چی دستمه")
    before = await attempts(services)
    await talk.says(intent, words)
    assert await attempts(services) == before


async def test_those_that_are_not_due_are_not_those_that_are(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("loans", "what do I have")
    await talk.says("renew", "renew only the ones that are not due this week")
    assert await attempts(services) == 0


async def test_why_all_are_to_be_renewed_chooses_none_of_them(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("renew", "renew all my books, they are due tomorrow")
    assert len(said.cards) == 5, said
