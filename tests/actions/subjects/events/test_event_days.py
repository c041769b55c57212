"""For which days events are asked, for whom that was said before, and whether one has begun."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.dialogue.turn import Services
from actions.subjects.events.event_days import days_of_events
from crm.library_info.closings_and_events import EventValues, put_event
from language.dates import find_dates
from tests.support.store_rows import SARA
from tests.support.talk import Begin

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("text", "first", "days"),
    [
        ("anything this weekend? I mean today or tomorrow.", 0, 2),
        ("این آخر هفته چیزی هست؟ یعنی امروز یا فردا", 0, 2),
        ("not Friday. what about Saturday?", 2, 1),
        ("Friday I can't, Saturday or Sunday?", 2, 2),
        ("I can't do Friday, what is on Saturday", 2, 1),
        ("من شنبه نیستم، یکشنبه چی؟", 3, 1),
        ("به جز جمعه، شنبه چه خبره؟", 2, 1),
        ("جمعه نمیتونم مهمن داریم. شنبه به بعد چی هس", 2, 31),
        ("jome nemitunam, shanbe be bad chi hast", 2, 31),
        ("anything from Saturday on?", 2, 31),
        ("anything after Sunday?", 4, 31),
        ("بعد از یکشنبه چی هست؟", 4, 31),
        # A day that is named alone is meant, whatever is said of it.
        ("شنبه نیستم", 2, 1),
        ("what is on Saturday at Saadi?", 2, 1),
        ("shanbe ya yekshanbe?", 2, 2),
    ],
)  # fmt: skip
def test_days_are_read(text: str, first: int, days: int) -> None:
    begin = TODAY + timedelta(days=first)
    assert days_of_events(text, find_dates(text, TODAY)) == (begin, begin + timedelta(days=days - 1))


async def story(services: Services, hours: float, **values: Any) -> None:
    """Put a story hour some hours from now."""
    begins = services.store.clock.now() + timedelta(hours=hours)
    row = {
        "title_fa": "قصه‌گویی برای ۴ تا ۷ ساله‌ها", "title_en": "Story hour for ages 4 to 7", "description_fa": None,
        "description_en": None, "branch_id": None, "starts_at": begins, "ends_at": begins + timedelta(hours=1),
        "seats": None, "registration_fa": "بدون ثبت‌نام", "registration_en": "No registration",
    }  # fmt: skip
    await put_event(services.store, EventValues(**(row | values)), by=SARA)


@pytest.mark.parametrize(
    ("language", "words", "says"),
    [
        ("en", "Is anything on for a four year old this week? I mean today or tomorrow.", "On now, until"),
        ("en", "anything for my five year old today?", "On now, until"),
        ("fa", "امروز برای بچهٔ چهارساله چیزی هست؟", "همین حالا در جریان است، تا"),
        ("fa", "برای یه پنج ساله امروز یا فردا چی دارید؟", "همین حالا در جریان است، تا"),
    ],
)
async def test_what_has_begun_today_is_told_with_its_end_and_only_what_is_for_the_child(
    begin: Begin, services: Services, language: str, words: str, says: str
) -> None:
    await story(services, -0.5)
    said = await (await begin(language)).says("events", words, sure=0.98)
    assert said.names == ["utter_events"] and said.text.count("•") == 1 and says in said.text


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "is there a story hour for my girl? she is 4", "Tomorrow I can't, from Friday on?"),
        ("en", "anything for a five year old?", "not tomorrow. what about Friday to Sunday?"),
        ("fa", "برای دخترم که ۴ سالشه چیزی هست؟", "فردا نمی‌تونم مهمون داریم. جمعه به بعد چی هست؟"),
        ("fa", "قصه‌گویی برای بچهٔ پنج ساله دارید؟", "فردا نه، شنبه یا یکشنبه چی؟"),
    ],
)
async def test_for_whom_it_is_holds_for_the_days_that_are_asked_next(
    begin: Begin, services: Services, language: str, first: str, then: str
) -> None:
    await story(services, 24 * 4)
    talk = await begin(language)
    await talk.says("events", first, sure=0.98)
    said = await talk.says("events", then, sure=0.9, moves={"event.more": 0.8})
    assert said.names == ["utter_events"] and said.text.count("•") == 1
    assert {"en": "Story hour", "fa": "قصه‌گویی"}[language] in said.text


async def test_of_another_day_others_are_told(begin: Begin, services: Services) -> None:
    await story(services, 24, title_fa="شب فیلم", title_en="Film night")
    await story(services, 24 * 6, title_fa="کارگاه کاغذ", title_en="Paper workshop")
    talk = await begin("en")
    await talk.says("events", "what is on tomorrow or on Friday?", sure=0.98)
    said = await talk.says("events", "not tomorrow actually, what about Monday", sure=1.0, moves={"event.when": 0.83})
    assert said.names == ["utter_events"] and "Paper workshop" in said.text
