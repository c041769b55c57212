"""The rest is renewed after one was, and a loan that is named beside a question is not dropped."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"
THE_REST = [
    ("fa", "بقیه‌شم همین‌طور، همه رو تمدید کن"),
    ("fa", "بقیه‌اش هم لطفاً تمدید کنید"),
    ("fa", "baghiasham age mishe hamoon kar ro bokon"),
    ("fa", "همین کار رو برای بقیه بکن"),
    ("fa", "مابقی را نیز تمدید بفرمایید"),
    ("fa", "کتاب‌های دیگه رو هم تمدید کن"),
    ("fa", "بقیه رو هم میشه؟"),
    ("fa", "سایر امانت‌ها هم تمدید شود"),
    ("fa", "اون یکی‌ها رو هم همین‌طور"),
    ("fa", "baghie ro ham tamdid kon"),
    ("en", "the rest too, renew all"),
    ("en", "and the others as well please"),
    ("en", "same for the rest"),
    ("en", "please renew the remaining ones"),
    ("en", "can you do that for the other ones too"),
    ("en", "renew everything else"),
    ("en", "extend all the others"),
    ("en", "do the same with the rest please"),
    ("en", "and renew what's left"),
    ("en", "my other books too pls"),
]
NOT_ORDERED = [
    "I bring back the rest tomorrow", "when is the rest due?", "not the others", "cancel the rest",
    "the others I have finished", "بقیه رو پس میارم", "بقیه کی موعدشه؟", "بقیه رو نه",
]  # fmt: skip


@pytest.mark.parametrize(("language", "words"), THE_REST)
@pytest.mark.parametrize("read", ["renew", "recommendation"])
async def test_all_but_the_one_renewed_are_renewed(begin: Begin, language: str, words: str, read: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("loans", "کتابام کی موعدشه" if language == "fa" else "what have I got out?")
    first = await talk.says("renew", "بوف کور رو تمدید کن" if language == "fa" else "renew بوف کور")
    assert first.names == ["utter_renewed"]
    said = await talk.says(read, words)
    assert said.names[0] == "utter_renewed" and "Gatsby" in said.text and "بوف کور" not in said.text


@pytest.mark.parametrize("words", NOT_ORDERED)
async def test_what_orders_nothing_for_the_rest_renews_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew بوف کور")
    assert not any(name.startswith("utter_renewed") for name in (await talk.says("return", words)).names)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fa",
            "«The Great Gatsby» را نیز به این فهرست بیفزایید. ضمناً، آیا سقف امانت برای دانشجویان بیش از هشت جلد است؟",
        ),
        ("fa", "گتسبی رو هم تمدید کن. راستی دانشجوها چند تا می‌تونن ببرن؟"),
        ("fa", "گتسبی رو به همین لیست اضافه کن. دانشجوها چند کتاب می‌برن؟"),
        ("fa", "چند تا کتاب می‌شه برد؟ گتسبی رو هم تمدید کنید."),
        ("fa", "لطفاً گتسبی را تمدید کنید. سقف امانت چند جلد است؟"),
        ("en", "Add Gatsby to that list. And is the limit for students more than eight?"),
        ("en", "Please renew The Great Gatsby too. How many books may students have?"),
        ("en", "Renew Gatsby as well. By the way, how many may I take?"),
        ("en", "How many can students borrow? And renew The Great Gatsby please."),
        ("en", "The Great Gatsby too, please. What is the limit for adults?"),
    ],
)
async def test_a_renewal_beside_a_question_is_done_and_the_question_answered(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", "بوف کور رو تمدید کن" if language == "fa" else "renew بوف کور")
    said = await talk.says("loan_policy", words, sure=0.88)
    assert said.names[0] == "utter_renewed" and "Gatsby" in said.texts[0] and len(said.names) > 1


@pytest.mark.parametrize(
    "words", ["Don't renew Gatsby. How many may I have?", "I liked Gatsby. How many may I have?", "Renew it. Why?"]
)
async def test_what_is_forbidden_or_not_named_is_not_renewed_beside_a_question(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("loans", "what have I got out?")
    assert "utter_renewed" not in (await talk.says("loan_policy", words, sure=0.88)).names


@pytest.mark.parametrize(
    ("words", "both"), [("baghiasham age mishe hamoon kar ro bokon", True), ("بقیه رو تمدید کن", False)]
)
async def test_the_rest_too_agrees_to_the_one_that_waits_for_a_yes(begin: Begin, words: str, both: bool) -> None:
    talk = await begin("fa", TWO)
    await talk.says("renew", "بوف کور رو می‌تونم تمدید کنم؟")
    assert talk.slots["pending"]["do"] == "renew"
    said = await talk.says("renew", words, sure=0.43)
    assert said.names[0].startswith("utter_renewed") and "Gatsby" in said.texts[0]
    assert ("بوف کور" in said.texts[0]) is both


async def test_what_was_only_said_not_to_be_possible_is_tried_with_the_rest(begin: Begin) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "can صد سال تنهایی be renewed?")
    said = await talk.says("renew", "Ok. And the others all longer, please")
    assert said.names == ["utter_renewed_some"]
