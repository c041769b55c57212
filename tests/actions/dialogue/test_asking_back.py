"""What is asked back or shown again only where it helps: near facts, readings, an open question, the same list."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA = "20000001"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "do the lamps work at Central at least"),
        ("en", "must the paperwork go to Saadi or Central"),
        ("en", "is the lift running in Saadi today"),
        ("fa", "چراغ‌های مرکزی روشنن؟"),
        ("fa", "آسانسور سعدی کار می‌کنه؟"),
    ],
)
async def test_the_name_of_a_branch_alone_makes_no_fact_near(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("facilities", words, sure=0.7)
    assert "utter_facts_near" not in said.names and "utter_fact_near" not in said.names


@pytest.mark.parametrize("words", ["hmm blorf", "sorry wugs", "zonk please", "ببخشید بلورف", "عه زونک"])
async def test_nobody_is_asked_whether_they_want_to_say_thanks(begin: Begin, words: str) -> None:
    talk = await begin("en" if words.isascii() else "fa")
    said = await talk.says(
        "nlu_fallback", words, sure=0.3, ranking=[("thanks", 0.3), ("greet", 0.2), ("goodbye", 0.1), ("renew", 0.08)]
    )
    assert not {"/thanks", "/greet", "/goodbye"} & {one["payload"].partition("{")[0] for one in said.buttons}


@pytest.mark.parametrize(
    ("language", "ordered", "words", "again"),
    [
        ("en", "renew all my books", "how tall is the tower of blorf", False),
        ("fa", "همهٔ امانت‌هام رو تمدید کن", "ارتفاع برج بلورف چقدره", False),
        ("en", "renew all my books", "when is Saadi open on Thursday?", True),
    ],
)
async def test_an_open_question_is_not_put_again_behind_what_is_no_answer(
    begin: Begin, language: str, ordered: str, words: str, again: bool
) -> None:
    talk = await begin(language, MINA)
    await talk.says("renew", ordered)
    waits = talk.slots.get("pending") is not None
    said = await talk.says("hours" if again else "out_of_scope", words, sure=0.9 if again else 0.5)
    assert ("utter_back_to_question" in said.names) == (again and waits)


@pytest.mark.parametrize(
    ("language", "wish", "narrower", "answer"),
    [
        ("en", "a novel for adults please", "something that is not sad", "utter_reading_untold"),
        ("fa", "یه رمان برای بزرگسالان", "غم‌انگیز نباشه", "utter_reading_untold"),
    ],
)
async def test_the_same_list_is_not_shown_again(
    begin: Begin, language: str, wish: str, narrower: str, answer: str
) -> None:
    talk = await begin(language)
    first = await talk.says("recommendation", wish)
    said = await talk.says("recommendation", narrower)
    assert said.names == [answer]
    assert not any(line and line in said.text for line in first.text.splitlines()[1:])
