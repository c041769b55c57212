"""Despair beside a word on books is heard, beside a story not; what is only not wanted is left out."""

from __future__ import annotations

import pytest

from actions.subjects.emergencies.unread_despair import tells_despair
from actions.subjects.renewals.renewals_worded import excepted
from tests.support.talk import Begin

HEARD = {
    "sorry this isn't about books really. i dont see the point of being here anymore": True,
    "It has nothing to do with books. I can't see a reason to go on living.": True,
    "درباره کتاب نیست. دیگه امیدی به زندگی ندارم": True,
    "I'm reading a novel. I don't want to live anymore, says the hero.": False,
    "The book is out. I don't see the point of waiting.": False,
    "کتاب نیست. دیگه امیدی ندارم پیداش کنم": False,
}


def test_despair_in_a_sentence_of_its_own_is_heard() -> None:
    assert {words: tells_despair(words) for words in HEARD} == HEARD


async def test_who_writes_that_it_is_not_about_books_gets_numbers_and_no_list(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "nlu_fallback", "sorry this isn't about books really. i dont see the point of being here anymore", sure=0.3
    )
    assert said.names[0].startswith("utter_emergency") and "123" in said.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("همه رو تمدید کن فقط بوف کور نه", "همه رو تمدید کن جز بوف کور "),
        ("hame ro tamdid kon faghat shahname ro na", "hame ro tamdid kon joz shahname "),
        ("فقط شاهنامه رو تمدید کن نه بقیه رو", "فقط شاهنامه رو تمدید کن نه بقیه رو"),
        ("فقط بوف کور رو تمدید کن", "فقط بوف کور رو تمدید کن"),
    ],
)
def test_only_not_leaves_out(words: str, said: str) -> None:
    assert excepted(words) == said


async def test_what_is_only_not_wanted_is_not_renewed(begin: Begin) -> None:
    talk = await begin("fa", "20000001")
    told = (await talk.says("loans", "چی دستمه؟")).text
    name = told.split("«")[1].split("»")[0]
    said = await talk.says("renew", f"همونایی که می‌شه رو تمدید کن، فقط {name} رو نه، اونو فردا میارم")
    assert f"«{name}» تمدید شد" not in said.text


async def test_a_remark_on_a_title_registers_no_wish(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Animal Farm?")
    said = await talk.says("search_book", "a Japanese one would be good but there is no need", moves={"title.buy": 0.9})
    assert "utter_suggest_purchase_taken" not in said.names
