"""What is told further after a fault: a second one gets a case of its own, more of the first none."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

FAULT = {"en": "the printer on the first floor is broken", "fa": "چاپگر طبقهٔ یک خراب است"}


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
    ("language", "read", "words"),
    [
        ("fa", "case_withdraw", "دیگه نمیخواد پیگیری کنید"),
        ("fa", "thanks", "ممنون دیگه مزاحم نمیشم"),
        ("fa", "nlu_fallback", "ممنون دیگه مزاحم نمیشم"),
        ("fa", "case_add", "شماره هم نمیدم بهتون"),
        ("en", "thanks", "thanks too, it was not much trouble"),
        ("en", "nlu_fallback", "thanks too, it was not much trouble"),
        ("en", "nlu_fallback", "also I do not come to this floor so often"),
    ],
)
async def test_what_names_nothing_out_of_order_is_no_second_fault(
    begin: Begin, services: Services, language: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    said = await talk.says(read, words, sure=0.9)
    assert "utter_report_fault_taken" not in said.names
    assert await cases(services) == 1


async def test_what_people_left_undone_is_no_fault(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    said = await talk.says("complaint", "The staff also did not apologise to any of us", sure=0.9)
    assert "utter_report_fault_taken" not in said.names


async def test_a_third_lamp_joins_the_second(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    await talk.says("report_fault", "also the lamp in the hall is dark", sure=0.9)
    assert await cases(services) == 2
    said = await talk.says("report_fault", "and another lamp on the stairs is off too", sure=0.9)
    assert said.names == ["utter_case_joined"]
    assert await cases(services) == 2
