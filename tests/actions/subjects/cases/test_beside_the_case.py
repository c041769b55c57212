"""A number beside a question, a colleague's looks, a name left out: each goes to the case that was just told."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def test_a_number_is_kept_and_the_question_answered(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "I left my glasses in the reading room yesterday, black frame", sure=1.0)
    said = await talk.says("lost_property", "My number is [phone], ring me. How long are found things kept?", sure=0.98)
    assert said.names[0] == "utter_contact_taken"
    assert len(said.names) > 1


async def test_a_number_alone_is_only_kept(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "I left my glasses in the reading room yesterday, black frame", sure=1.0)
    assert (await talk.says("nlu_fallback", "[phone]", sure=0.3)).names == ["utter_contact_taken"]


@pytest.mark.parametrize("intent", ["lost_property", "nlu_fallback", "case_add"])
async def test_how_the_colleague_looked(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The lady at the front desk shouted at my father and sent us away", sure=1.0)
    said = await talk.says(intent, "I didn't catch her name, sorry, glasses and a green scarf", sure=0.94)
    assert said.names == ["utter_case_words_added"]


async def test_a_scarf_left_behind_is_a_matter_of_its_own(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The lady at the front desk shouted at my father and sent us away", sure=1.0)
    said = await talk.says("lost_property", "I also left my green scarf at the desk", sure=0.97)
    assert said.names != ["utter_case_words_added"]


async def test_the_name_stays_out(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("complaint", "دستشویی مرکزی یه هفته‌ست صابون نداره و کف زمین خیسه", sure=1.0)
    said = await talk.says("complaint", "خب ثبتش کن هر دوتاشو. اسمم هم ننویس", sure=0.53)
    assert said.names == ["utter_case_asked_name"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "این جریمه دیگه چیه برا من زدین؟؟ من طاعون رو سر وقت آوردم پس دادم!"),
        ("en", "What is this fine? I brought the book back on time!"),
    ],
)
async def test_a_question_of_a_charge_files_nothing(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    assert (await talk.says("complaint", words, sure=0.99)).names == ["utter_sign_in"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("how much longer? never mind, tell me yourself how I join", "utter_handoff_withdrawn"),
        ("My question is about my loans. When do they answer?", "utter_handoff_waiting_noted"),
        ("never mind", "utter_handoff_withdrawn"),
    ],
)
async def test_who_waits_is_answered(begin: Begin, words: str, names: str) -> None:
    talk = await begin("en")
    await talk.says("human_help", "please get me a real librarian", sure=1.0)
    assert (await talk.says("cancel" if words == "never mind" else "privacy", words, sure=0.4)).names[0] == names


async def test_what_is_kept_of_the_books_one_has_read(begin: Begin) -> None:
    talk = await begin("fa")
    said = await talk.says("hold", "از خود من چی نگه می‌دارین؟ کتابایی که قبلا خوندم هم ثبته؟", sure=0.56)
    assert said.names[0] == "utter_privacy"
    surely = await talk.says("hold", "کتابی که رزرو کردم رو تا کی نگه می‌دارین؟", sure=0.95)
    assert "utter_privacy" not in surely.names
