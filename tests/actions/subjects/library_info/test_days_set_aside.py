"""A day that is set aside is not the one asked about; who studies hears of a full day beside a short one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.dialogue.turn import Services
from actions.facts.days import without_set_aside
from crm.knowledge.facts import FactValues, add_fact
from language.dates import find_dates
from language.requests.library_info.appointments import sets_day_aside
from protocol.clock import FixedClock
from tests.support.store_rows import SARA
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("fa", "فردا که هیچی. پنجشنبه از چند تا چند هستین؟", "پنجشنبه"),
        ("fa", "امروز که نمی‌رسم، پنجشنبه مرکزی چطوره؟", "پنجشنبه"),
        ("fa", "فردا نه، شنبه سعدی بازه؟", "شنبه"),
        ("fa", "emrooz ke nemiresam, panjshanbe saadi baze?", "پنجشنبه"),
        ("en", "tomorrow is out. What about Thursday at Central?", "Thursday"),
        ("en", "today won't work, are you open on Saturday?", "Saturday"),
        ("en", "tomorrow's no good, Thursday at Saadi?", "Thursday"),
    ],
)
async def test_a_day_that_is_set_aside_is_not_asked_about(begin: Begin, language: str, words: str, day: str) -> None:
    said = await (await begin(language)).says("hours", words)
    assert day in said.texts[0] and "Wednesday" not in said.texts[0] and "چهارشنبه" not in said.texts[0]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Thursday is no good, but Friday?", ["Friday"]),
        ("I could come Thursday but Friday is better, until when are you open?", ["Friday"]),
        ("Monday would do, Tuesday suits me better", ["Tuesday"]),
        ("پنجشنبه می‌تونم بیام ولی شنبه بهتره", ["شنبه"]),
        ("شنبه بهتره یا یکشنبه؟", ["شنبه", "یکشنبه"]),
        ("any day but Friday, Saturday until when?", ["Saturday"]),
        ("Thursday but not Friday", ["Thursday"]),
        ("every day except for Friday, and Saturday?", ["Saturday"]),
        ("ساعت نه شنبه بازید یا یکشنبه؟", ["شنبه", "یکشنبه"]),
        ("تا نه شنبه هستین یا یکشنبه؟", ["شنبه", "یکشنبه"]),
        ("نه جمعه، شنبه بازید؟", ["شنبه"]),
    ],
)
def test_which_of_two_days_is_left(words: str, left: list[str]) -> None:
    days = find_dates(words, date(2026, 7, 1))
    assert [day.text for day in without_set_aside(words, days)] == left


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [("en", "is Central open tomorrow or not?", "Wednesday"), ("fa", "فردا مرکزی بازه یا نه؟", "چهارشنبه")],
)
async def test_a_day_that_is_asked_about_is_told(begin: Begin, language: str, words: str, day: str) -> None:
    said = await (await begin(language)).says("hours", words)
    assert day in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "how late can i study in the reading room, i work till 5"),
        ("en", "what are the hours of the silent room normally"),
        ("fa", "کنکوری‌ام، سالن مطالعه از چند تا چند بازه؟"),
        ("fa", "معمولاً تا چند شب بازین؟"),
    ],
)
async def test_on_a_short_day_a_full_one_is_told_too(
    begin: Begin, clock: FixedClock, language: str, words: str
) -> None:
    clock.advance(timedelta(days=2))
    said = await (await begin(language)).says("hours", words)
    assert said.names == ["utter_hours_all", "utter_hours_all"]


@pytest.mark.parametrize(("language", "words"), [("en", "are you open today?"), ("fa", "امروز سالن مطالعه بازه؟")])
async def test_who_asks_for_today_hears_of_today(begin: Begin, clock: FixedClock, language: str, words: str) -> None:
    clock.advance(timedelta(days=2))
    said = await (await begin(language)).says("hours", words)
    assert len(said.names) == 1


COSTS = (
    FactValues("card_registration", "عضویت یک سال چند است؟", "What does a year's membership cost?",
               "۵۰۰٬۰۰۰ ریال.", "500,000 rials.", also="\nmembership price"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("How much would that come to for all of us, roughly?", ["utter_fact"]),
        ("And what is the fine for a day late?", ["utter_late_terms"]),
    ],
)
async def test_what_costs_is_that_of_the_subject_told(
    services: Services, begin: Begin, words: str, names: list[str]
) -> None:
    for fact in COSTS:
        await add_fact(services.store, fact, by=SARA)
    talk = await begin("en")
    await talk.says("card_registration", "what does a year's membership cost?")
    said = await talk.says("fines", words, sure=0.7, moves={"card.cost": 0.99})
    assert said.names == names or (names == ["utter_fact"] and said.names == ["utter_fact_asked"])


@pytest.mark.parametrize(
    ("behind", "aside"),
    [
        (" I have a meeting and had forgotten it", True),
        (" is my exam", True),
        (" I'm at work all day", True),
        (" با استاد راهنما جلسه دارم", True),
        (" نیستم", True),
        (" kelas daram", True),
        (" I have a class until ten, after that please", False),
        (" is fine, I have the whole morning", False),
        (" صبح خوبه", False),
        (" بعد از کلاس میام", False),
        (" I already have an appointment", True),
        (" is our team meeting, is ", True),
        (" I have a meeting, is ", True),
        (" با مشاورم جلسه دارم", True),
        (" با بچه‌ها قرار دارم، ", True),
        (" I'd like an appointment with a librarian", False),
        (" I need an appointment", False),
        (" we would like to book a meeting", False),
        (" I will be free for an appointment", False),
        (" is an appointment possible?", False),
        (" با کتابدار کار دارم", False),
        (" کار دارم با کتابدارتون", False),
        (" نوبت دارم؟", False),
        (" ba ketabdar kar daram", False),
    ],
)
def test_what_else_is_on_that_day_sets_it_aside(behind: str, aside: bool) -> None:
    assert sets_day_aside("", behind) is aside
