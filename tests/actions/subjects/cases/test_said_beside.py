"""What only resembles a second fault, a question about hours, or a number to be left."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.second_looks.unfit_words import CANNOT_SIGN_IN, JOINING, NO_MAIL
from language.normalise import fold
from tests.support.statements import scalar
from tests.support.talk import Begin

FAULT = {"en": "the printer on the first floor is broken", "fa": "چاپگر طبقهٔ یک خراب است"}


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


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


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("complaint", "the guard shouted at me when I asked if you are open"),
        ("case_add", "the guard shouted at me when I asked if you are open"),
        ("complaint", "Your site says you are open until 8 but when I came it was locked"),
        ("website_problem", "Your site says you are open until 8 but when I came it was locked"),
    ],
)
async def test_what_complains_is_no_question_about_hours(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    said = await talk.says(read, words, sure=0.6)
    assert not any(name.startswith("utter_hours") for name in said.names), said


@pytest.mark.parametrize(
    "words", ["can you give me the phone number of the branch?", "could I have a phone number for the branch?"]
)
async def test_who_asks_for_a_number_leaves_none(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    assert "utter_case_asked_way" not in (await talk.says("staff_contact", words, sure=0.8)).names


@pytest.mark.parametrize(
    ("words", "cannot"),
    [
        ("شماره میز یادم رفته", False),
        ("شماره جلدش رو نمیدونم", False),
        ("shomare safhe yadam raft", False),
        ("can't find the page number", False),
        ("I don't remember the volume number", False),
        ("شماره کارتم یادم رفته", True),
        ("شماره‌ام رو نمی‌دونم", True),
        ("shomare kartam yadam raft", True),
        ("I forgot my card number", True),
        ("I can't remember my number", True),
    ],
)
def test_only_a_number_that_signs_in_is_missed(words: str, cannot: bool) -> None:
    assert (CANNOT_SIGN_IN.search(fold(words)) is not None) is cannot


def test_who_has_no_mail_and_would_join_signs_in_nowhere() -> None:
    for words in ("ایمیل ندارم میشه عضو شم", "I don't have an e-mail, can I join?"):
        assert NO_MAIL.search(fold(words)) and JOINING.search(fold(words))
    assert not JOINING.search(fold("ایمیل ندارم که وارد شم"))
