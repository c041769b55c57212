"""Help that is offered: how one volunteers is told, and nothing to read is looked for."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.talk.work_offered import offers_help
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

VOLUNTEER = FactValues(
    "employment", "چگونه داوطلب شوم؟", "How can I volunteer?", "فرم داوطلبی را پر کنید.", "Fill in the volunteer form."
)


@pytest.mark.parametrize(
    "text",
    [
        "I speak Italian and can read to the children or put books on the shelves",
        "I could tell stories to the little ones in Arabic",
        "I'd love to help in the library on Saturdays",
        "می‌تونم برای بچه‌ها قصه بخونم یا قفسه‌ها رو مرتب کنم",
        "بازنشسته‌ام و حاضرم داوطلب بشم",
        "mitunam baraye bacheha ghesse bekhunam",
    ],
)
def test_it_is_offered(text: str) -> None:
    assert offers_help(text)


@pytest.mark.parametrize(
    "text",
    [
        "something I can read to my children",
        "can I read to my daughter in the children's room?",
        "I'd like to read a book for children",
        "a story I could tell at school",
        "می‌تونم برای بچه‌م کتاب امانت بگیرم؟",
        "کتابی که بتونم برای پسرم بخونم",
    ],
)
def test_it_is_not(text: str) -> None:
    assert not offers_help(text)


@pytest.mark.parametrize(
    ("language", "words", "says"),
    [
        ("en", "I can Italian and English. I can read to the childs or put books in the shelf", "volunteer form"),
        ("fa", "ایتالیایی بلدم. می‌تونم برای بچه‌ها قصه بخونم", "داوطلبی"),
    ],
)
@pytest.mark.parametrize("read", ["search_book", "recommendation", "change_language"])
async def test_how_one_volunteers_is_told(
    services: Services, begin: Begin, language: str, words: str, says: str, read: str
) -> None:
    await add_fact(services.store, VOLUNTEER, by=SARA)
    said = await (await begin(language)).says(read, words, sure=0.5)
    assert said.names == ["utter_fact"] and says in said.text
