"""What is said right after a case: a second fault is filed, a detail is added and the question behind it answered."""

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
    ("language", "read", "words"),
    [
        ("en", "report_fault", "also the hand dryer has not worked for weeks, really annoying"),
        ("en", "nlu_fallback", "and the clock in the hall is wrong too"),
        ("fa", "case_add", "خشک‌کن دست هم یک ماه است کار نمی‌کند"),
        ("fa", "nlu_fallback", "cheraghe rahro ham kar nemikone"),
    ],
)
async def test_a_second_fault_gets_its_own_case(
    begin: Begin, services: Services, language: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    assert (await talk.says(read, words, sure=0.9)).names == ["utter_report_fault_taken"]
    assert await cases(services) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "it also smells of burning"), ("fa", "این هم بگم که از دیروز خراب است")],
)
async def test_more_of_the_same_fault_opens_no_second_case(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    await talk.says("case_add", words, sure=0.9)
    assert await cases(services) == 1


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


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "so when exactly ARE you open, every day please"), ("fa", "ساعت کار هر روز شعبه را بگو")],
)
async def test_when_it_is_open_is_no_question_about_the_case(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    said = await talk.says("case_add", words, sure=0.6)
    assert all(name.startswith("utter_hours") for name in said.names)
