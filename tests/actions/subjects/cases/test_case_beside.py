"""What is said beside a case: whether a number is to be left, a detail that is added, a question that is answered."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

FAULT = {"en": "the printer on the first floor is broken", "fa": "چاپگر طبقهٔ یک خراب است"}
LOST = {"en": "I left my green scarf in the reading room", "fa": "شال سبزم را در سالن مطالعه جا گذاشتم"}


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "shall I leave my number so that they call if it is found?"),
        ("en", "do you want my phone number?"),
        ("fa", "اسم و شماره‌ام را بدهم که اگر پیدا شد زنگ بزنید؟"),
        ("fa", "shomaramo bezaram zang bezanan?"),
    ],
)
async def test_whether_a_number_is_to_be_left_is_answered(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language])
    assert (await talk.says("human_help", words, sure=0.8)).names == ["utter_case_asked_way"]


@pytest.mark.parametrize(
    "words", ["can you give me the phone number of the branch?", "could I have a phone number for the branch?"]
)
async def test_who_asks_for_a_number_leaves_none(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    assert "utter_case_asked_way" not in (await talk.says("staff_contact", words, sure=0.8)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "On Monday, about noon. When do you open on Saturday?"), ("fa", "دوشنبه ظهر. شنبه تا ساعت چند بازید؟")],
)
async def test_a_detail_before_a_question_is_added_and_the_question_answered(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    said = await talk.says("hours", words, sure=0.6)
    assert said.names[0] == "utter_case_words_added"
    assert any(name.startswith("utter_hours") for name in said.names[1:])
    assert await cases(services) == 1
