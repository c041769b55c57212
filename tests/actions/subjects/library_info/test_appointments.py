"""Wishes for an appointment with a librarian: told how, passed on as one case, and added to."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize(
    ("language", "read", "wish", "day", "agreed", "more"),
    [
        (
            "en",
            "research_help",
            "I am researching the history of our neighbourhood and would like an appointment with a librarian",
            "mornings are impossible, would an evening or Saturday work?",
            "yes please",
            "no sorry, Sunday",
        ),
        (
            "fa",
            "chitchat",
            "میشه با یه نفر appointment بگیرم، حضوری؟",
            "سه‌شنبه صبح okay هست؟ نه ببخشید چهارشنبه",
            "آره بفرست",
            "نه ببخشید پنجشنبه",
        ),
        (
            "fa",
            "human_help",
            "mikham ye vaghti ba ketabdar bezaram vase maghale",
            "shanbe behtare",
            "bale",
            "shanbe na, yekshanbe",
        ),
    ],
)
async def test_a_wish_is_passed_on_once_it_is_agreed_to_and_added_to(
    begin: Begin, services: Services, language: str, read: str, wish: str, day: str, agreed: str, more: str
) -> None:
    talk = await begin(language)
    assert (await talk.says(read, wish)).names == ["utter_appointment"]
    assert (await talk.says("hours", day)).names == ["utter_appointment_more"]
    assert await cases(services) == 0
    assert (await talk.says("affirm", agreed)).names == ["utter_appointment_taken"]
    assert (await talk.says("deny", more)).names == ["utter_appointment_added"]
    assert await cases(services) == 1
    kept = str(await scalar(services.store, text("select description from service_case")))
    assert wish in kept and day in kept


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "please book me an appointment with a librarian on Wednesday about Qajar photos"),
        ("fa", "برام برای چهارشنبه با کتابدار پژوهش وقت بگیرید، موضوعم تاریخ بازار نارونه"),
    ],
)
async def test_what_is_ordered_with_its_day_and_subject_is_passed_on_at_once(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    said = await talk.says("research_help", words)
    assert said.names == ["utter_appointment_taken"] and ("25" in said.text or "۴ آذر" in said.text)
    assert await cases(services) == 1


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "visitor_access", "do visitors need an appointment?"),
        ("en", "human_help", "can I talk to a librarian now?"),
        ("en", "staff_contact", "how can I see the director?"),
        ("en", "renew", "I have a dentist appointment tomorrow, can I renew my book?"),
        ("en", "events", "can I meet the author at the reading on Friday?"),
        ("en", "research_help", "can a librarian help me find a book"),
        ("fa", "human_help", "می‌خوام با یه کتابدار حرف بزنم"),
        ("fa", "room_booking", "برای جلسه‌مون یه اتاق رزرو کنید چهارشنبه"),
        ("fa", "hold_status", "نوبت رزروم کی می‌رسه؟ کتابدار گفت هفتهٔ بعد"),
    ],
)
async def test_what_only_looks_like_one_is_none(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language)
    assert not any("appointment" in name for name in (await talk.says(read, words)).names)


async def test_hours_asked_for_after_it_are_no_day_of_it_and_a_no_leaves_it(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("research_help", "I'd like to meet a librarian about my thesis")
    said = await talk.says("hours", "what time do you close on Saturday?")
    assert said.names[0].startswith("utter_hours")
    await talk.says("deny", "no thanks")
    assert await cases(services) == 0
