"""One's own reservation that is to be collected without the card: what to bring is told, and nothing is reserved."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

BRING = FactValues(
    "hold", "برای تحویل رزرو چه بیاورم؟", "What do I bring to collect a reservation?", "کارت عضویت یا کارت ملی.",
    "Your library card or your identity card.",
)  # fmt: skip
PICTURE = FactValues(
    "borrow", "عکس کارت روی گوشی به جای خود کارت قبول است؟", "Is a picture of my card on my phone enough?",
    "نه، خود کارت را بیاورید؛ عکس کافی نیست.", "No, a picture is not enough.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "امروز یه کتاب رزرو داشتم می‌خواستم بیام بگیرم، بدون کارت می‌دن یا نه؟ فقط عکسش تو گوشیمه"),
        ("fa", "rezervam ro bedune kart midin? faghat aksesh hast"),
        ("en", "I've reserved a book, can I collect it without my card? I only have a photo of it"),
    ],
)
async def test_what_to_bring_is_told(services: Services, begin: Begin, language: str, words: str) -> None:
    for fact in (BRING, PICTURE):
        await add_fact(services.store, fact, by=SARA)
    said = await (await begin(language)).says("hold", words, sure=0.5)
    assert set(said.names) <= {"utter_fact", "utter_fact_asked"} and len(said.names) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "بدون کارت هم می‌تونم عضو بشم و رزرو کنم؟"), ("en", "can I reserve Dune without a card?")],
)
async def test_who_reserves_is_told_nothing_of_that(
    services: Services, begin: Begin, language: str, words: str
) -> None:
    await add_fact(services.store, BRING, by=SARA)
    said = await (await begin(language)).says("hold", words, sure=0.5)
    assert said.names[:1] not in (["utter_fact"], ["utter_facts"])
    assert "identity card" not in said.text and "کارت ملی" not in said.text
