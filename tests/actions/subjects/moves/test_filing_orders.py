"""What was talked of a moment ago is filed where that is ordered, with its own words; no question joins a case."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "before", "order", "answer"),
    [
        ("en", "is there wifi on the second floor too?", "then report that", "utter_question_taken"),
        ("en", "nobody has dusted these shelves in a year", "make that into a complaint", "utter_complaint_taken"),
        ("fa", "وای‌فای مدام قطع می‌شه", "این مورد را به عنوان پیشنهاد ثبت کنید", "utter_suggestion_taken"),
    ],
)
async def test_it_is_filed_with_the_words_before(
    begin: Begin, services: Services, language: str, before: str, order: str, answer: str
) -> None:
    talk = await begin(language)
    await talk.says("wifi", before)
    said = await talk.says("case_status", order, sure=0.5)
    assert said.names == [answer]
    assert before in str(await scalar(services.store, text("select description from service_case")))


async def test_a_question_beside_a_complaint_does_not_join_it(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The guard shouted at my son for nothing")
    ranking = [("complaint", 0.5), ("wifi", 0.3)]
    said = await talk.says("complaint", "which network is it, and what is it called", sure=0.5, ranking=ranking)
    assert said.names[0].startswith("utter_fact")


async def test_a_day_that_is_closed_is_not_the_one_asked_about(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "On Friday you are closed, so how late today at Central?")
    assert "Tuesday" in said.text


async def test_when_it_is_quiet_is_no_question_of_hours(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "when is it least crowded at Saadi?")
    assert said.names == ["utter_place_quiet_unknown"]
