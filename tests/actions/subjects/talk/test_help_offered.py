"""Help that is offered: how one volunteers is told, and nothing to read is looked for."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

VOLUNTEER = FactValues(
    "employment", "چگونه داوطلب شوم؟", "How can I volunteer?", "فرم داوطلبی را پر کنید.", "Fill in the volunteer form."
)


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


@pytest.mark.parametrize(
    ("language", "words", "read"),
    [
        ("en", "I want to read to the kids in my nursery class, please suggest a picture book", "recommendation"),
        ("en", "I would like a picture book to read to little ones", "search_book"),
        ("fa", "دوست دارم برای بچه‌ها قصه بخونم، یه کتاب خوب معرفی کنید", "recommendation"),
    ],
)
async def test_who_wishes_for_a_book_is_not_told(
    services: Services, begin: Begin, language: str, words: str, read: str
) -> None:
    await add_fact(services.store, VOLUNTEER, by=SARA)
    said = await (await begin(language)).says(read, words, sure=0.7)
    assert "utter_fact" not in said.names and "داوطلب" not in said.text and "volunteer" not in said.text


@pytest.mark.parametrize(("sure", "told"), [(0.6, True), (0.95, False)])
async def test_a_sure_suggestion_is_filed(services: Services, begin: Begin, sure: float, told: bool) -> None:
    await add_fact(services.store, VOLUNTEER, by=SARA)
    said = await (await begin("en")).says("suggestion", "I could tell stories to the little ones in Arabic", sure=sure)
    assert ("volunteer form" in said.text) is told


async def test_nothing_waits_to_be_passed_on(services: Services, begin: Begin) -> None:
    await add_fact(services.store, VOLUNTEER, by=SARA)
    talk = await begin("en")
    await talk.says("nlu_fallback", "qwzx brpl snorfl gnash")
    said = await talk.says("out_of_scope", "I can read to the children", sure=0.5)
    assert "volunteer form" in said.text and (talk.slots.get("pending") or {}).get("do") != "file"
