"""What is asked further: of a lost card once it was told, of the shelf in place of a reservation, of hours."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("lost_card", "کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?", "زود خبر بدهید.",
               "Tell us soon.", also="\nmy card is lost\nکارت گم شد"),
    FactValues("lost_card", "کارت تازه چقدر طول می‌کشد؟", "How long does a new card take?", "همان روز.",
               "The same day.", also="\nnew card how long\nکارت جدید چند روزه"),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of lost cards."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "loss", "words", "answer"),
    [
        ("en", "I lost my library card", "how long does a new card take?", "The same day."),
        ("fa", "کارتم گم شده", "کارت تازه چقدر طول می‌کشد؟", "همان روز."),
    ],
)
async def test_what_is_asked_of_a_new_card_is_answered_and_the_rest_not_told_again(
    told: Services, begin: Begin, language: str, loss: str, words: str, answer: str
) -> None:
    talk = await begin(language)
    await talk.says("lost_card", loss)
    said = await talk.says("lost_card", words)
    assert answer in said.text and "utter_lost_card_whose" not in said.names


async def test_a_second_order_to_block_it_asks_only_whose_it_is(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "I lost my library card")
    said = await talk.says("lost_card", "well block it then please")
    assert said.names == ["utter_lost_card_whose_ask"]


@pytest.mark.parametrize(
    ("language", "loss", "words", "answer"),
    [
        ("en", "I lost my library card", "how long does a new card take? and block it please", "The same day."),
        ("en", "I lost my library card", "Yes, block it. How long does a new card take?", "The same day."),
        ("fa", "کارتم گم شده", "مسدودش کنین لطفا. کارت تازه چقدر طول می‌کشد؟", "همان روز."),
    ],
)
async def test_an_order_to_block_it_is_heard_beside_a_question_and_both_are_answered(
    told: Services, begin: Begin, language: str, loss: str, words: str, answer: str
) -> None:
    talk = await begin(language)
    await talk.says("lost_card", loss)
    said = await talk.says("account", words)
    assert answer in said.text and said.names[-1] == "utter_lost_card_whose_ask"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "don't reserve it, just tell me where it stands"),
        ("en", "no no, don't reserve anything, which shelf is it on?"),
        ("fa", "نه نه رزرو نکن، جاش رو بگو"),
        ("fa", "رزروش نکن فقط بگو کجاست"),
        ("fa", "rezervesh nakon faghat begu kojast"),
    ],
)
async def test_what_is_not_to_be_reserved_is_shown_where_it_stands(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card="20000003")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("hold", words)
    assert said.names == ["utter_title_whereabouts"]


@pytest.mark.parametrize(
    "words",
    [
        "don't reserve Animal Farm, reserve The Hobbit at the branch where it is",
        "don't reserve it there, reserve it where it's closer",
        "no don't reserve it. where do I complain?",
        "don't reserve it, I never know where to pick it up",
        "don't reserve it, where can I park?",
        "don't reserve it, I will read it where my daughter studies",
        "رزروش نکن، کجا باید شکایت کنم؟",
        "رزروش نکن، نمی‌دونم کجا باید تحویل بگیرم",
    ],
)
async def test_where_that_is_not_asked_of_the_book_is_not_its_place(begin: Begin, words: str) -> None:
    talk = await begin("en" if words.isascii() else "fa", card="20000003")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("hold", words)
    assert "utter_title_whereabouts" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "صد سال تنهایی رو نگه دار واسم، مرکزی کی میبنده؟"),
        ("en", "please reserve Burmese Days for me. What time does Central close?"),
    ],
)
async def test_hours_are_told_beside_an_order_to_reserve(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, card="20000003")).says("hold", words)
    assert said.names[0].startswith("utter_hours") and said.names[-1].startswith("utter_hold")
