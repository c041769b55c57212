"""Both things of a double question are told, sums are reckoned, and what nobody knows is said to be unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.dialogue.turn import Services
from actions.facts.days import AskedDays
from actions.subjects.library_info.closed_days import names_unlisted_day
from crm.knowledge.facts import FactValues, add_fact
from crm.library_info.public_holidays import PublicHoliday, add_closings
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("ill", "امانت بین‌کتابخانه‌ای چقدر طول می‌کشد؟", "How long does an interlibrary loan take?",
               "معمولاً ۷ تا ۱۴ روز.", "Usually 7 to 14 days.", also="\nچند روز طول می‌کشد\nhow long until it comes"),
    FactValues("ill", "امانت بین‌کتابخانه‌ای چند است؟", "What does an interlibrary loan cost?",
               "هزینهٔ پست ۴۰۰٬۰۰۰ ریال.", "A book costs 400,000 rials.", also="\nهزینه‌اش چقدر است\nprice of a loan"),
    FactValues("print_scan", "چاپ سیاه‌وسفید چند است؟", "How much is a black-and-white page?", "هر برگ ۱۵٬۰۰۰ ریال.",
               "A black-and-white page is 15,000 rials.", also="\nblack-and-white printing price\nسیاه سفید"),
    FactValues("print_scan", "چاپ رنگی چند است؟", "How much is a colour page?", "هر برگ ۶۰٬۰۰۰ ریال.",
               "A colour page is 60,000 rials.", also="\ncolour printing price\ncolour pages\nصفحه رنگی"),
    FactValues("print_scan", "اسکن چند است؟", "How much is scanning?", "اسکن رایگان است.", "Scanning is free.",
               also="\nscan pages\nscan to a stick\nاسکن کردن"),
    FactValues("facilities", "روزنامه و مجله دارید؟", "Do you have newspapers and magazines?", "بله، ۸۰ مجله.",
               "Yes, 80 magazines."),
    FactValues("facilities", "می‌شود مجله را امانت گرفت؟", "Can I borrow magazines?", "شماره‌های قدیمی را.",
               "Only back issues."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "words", "both"),
    [
        ("fa", "امانت بین‌کتابخانه‌ای چقدر طول می‌کشد و هزینه‌اش با کیست؟", ("۷ تا ۱۴", "۴۰۰٬۰۰۰")),
        ("en", "How long does an interlibrary loan take, and what about the cost?", ("7 to 14", "400,000")),
    ],
)
async def test_price_and_time_are_both_told(
    told: Services, begin: Begin, language: str, words: str, both: tuple[str, str]
) -> None:
    said = await (await begin(language)).says("ill", words)
    assert said.names == ["utter_facts"] and all(each in said.text for each in both)


async def test_a_fact_of_the_same_thing_is_found_by_its_topic(told: Services, begin: Begin) -> None:
    said = await (await begin("fa")).says("ill", "امانت بین‌کتابخانه‌ای چند روز طول می‌کشه و cost ش چقدره؟")
    assert said.names == ["utter_facts"] and "۴۰۰٬۰۰۰" in said.text


async def test_one_thing_is_told_alone(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("ill", "How long does an interlibrary loan take?")
    assert said.names == ["utter_fact"] and "400,000" not in said.text


@pytest.mark.parametrize(
    ("language", "before", "words", "total"),
    [
        ("fa", None, "چاپ سیاه‌وسفید ۴۰ صفحه سیاه‌سفید و ۵ صفحه رنگی روی هم چند می‌شود؟", "روی هم می‌شود ۹۰۰٬۰۰۰ ریال."),
        ("en", "colour printing price? I have 120 pages, 8 pages in colour, the rest black and white",
         "colour printing price altogether?", "Altogether that makes 2,160,000 rials."),
    ],
)  # fmt: skip
async def test_pages_of_both_kinds_are_summed(
    told: Services, begin: Begin, language: str, before: str | None, words: str, total: str
) -> None:
    talk = await begin(language)
    if before is not None:
        await talk.says("print_scan", before)
    said = await talk.says("print_scan", words)
    assert said.names == ["utter_fact_sum"] and total in said.text


@pytest.mark.parametrize(
    ("language", "before", "words", "expected"),
    [("en", "scan to a stick", "cost", "Scanning is free."), ("fa", "اسکن چند است؟", "هزینه‌ش؟", "اسکن رایگان است.")],
)
async def test_a_bare_price_is_that_of_what_was_told(
    told: Services, begin: Begin, language: str, before: str, words: str, expected: str
) -> None:
    talk = await begin(language)
    await talk.says("print_scan", before)
    assert (await talk.says("print_scan", words)).text == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "do you have new scientist magazine?", "80 magazines"),
        ("en", "back issues of Time?", "Only back issues."),
        ("fa", "مجلهٔ «کلک» رو دارین؟", "۸۰ مجله"),
    ],
)
async def test_a_periodical_is_no_title(told: Services, begin: Begin, language: str, words: str, expected: str) -> None:
    said = await (await begin(language)).says("search_book", words)
    assert said.names == ["utter_facts"] and expected in said.text


async def test_without_facts_of_periodicals_they_are_searched(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "do you have new scientist magazine?")
    assert said.names == ["utter_search_none"]


@pytest.mark.parametrize(
    ("language", "words", "name", "expected"),
    [
        ("en", "how far is it from the airport to the central library?", "utter_place_distance", "I don’t know"),
        ("fa", "از فرودگاه تا کتابخانهٔ مرکزی چند دقیقه راه است؟", "utter_place_distance", "نمی‌دانم"),
        ("en", "which branch is closest to the Grand Hotel?", "utter_place_nearest", "1 Enghelab Street"),
    ],
)
async def test_distances_are_not_known(begin: Begin, language: str, words: str, name: str, expected: str) -> None:
    said = await (await begin(language)).says("location", words)
    assert said.names == [name] and expected in said.text


async def test_closed_days_are_listed_alone(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "On what dates will you be shut over the coming four weeks?")
    assert said.names == ["utter_hours_closed"]
    assert "Saadi Branch: every Friday, Wednesday 25 November 2026 (Pest control)" in said.text
    assert "Central Library: every Friday\n" in said.text and "8:00" not in said.text


async def test_public_holidays_need_no_date(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("hours", "ساعت کار؟")
    said = await talk.says("hours", "تعطیلات رسمی چی؟", moves={"place.holiday": 0.9})
    assert said.names == ["utter_hours_closed"] and "سم‌پاشی" in said.text


async def test_holidays_are_those_of_all_branches_unless_one_is_pointed_at(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hours", "when is Saadi open?", branch="saadi")
    moves = {"place.day": 0.9}
    said = await talk.says("hours", "which holidays are you closed in november", moves=moves)
    assert said.names == ["utter_hours_closed"] and "Central Library" in said.text and "Pest control" in said.text
    said = await talk.says("hours", "which days is it closed in november there", moves=moves)
    assert said.names == ["utter_hours_closed"] and "Central Library" not in said.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("روز مادر امسال تعطیلین یا نه", True),
        ("روز پدر بازین؟", True),
        ("are you open on Mother's Day?", True),
        ("ruze daneshju tatile?", True),
        ("are you open every day?", False),
        ("is it open all day?", False),
        ("روز تعطیل بازین؟", False),
        ("اون روز بازین؟", False),
        ("روز آخر هفته بازین؟", False),
        ("happy Mother's Day!", False),
        ("روز بارونی هم بازین؟", False),
        ("روز مهلتم تعطیله؟", False),
        ("شب امتحان تا کی بازین؟", False),
        ("هر روز صبح بازید؟", False),
        ("روز تحویل تعطیلین", False),
        ("do you close early on a rainy day?", False),
        ("when does Friday night open", False),
    ],
)
def test_a_day_that_has_a_name(text: str, named: bool) -> None:
    assert names_unlisted_day(text, AskedDays()) is named
    assert not names_unlisted_day(text, AskedDays(date(2026, 11, 26), date(2026, 11, 26)))


async def test_a_day_that_no_calendar_names_is_told_beside_those_it_does(services: Services, begin: Begin) -> None:
    day = services.store.clock.now().date() + timedelta(days=9)
    await add_closings(services.store, [PublicHoliday(day, "مبعث", "Mab'ath", is_estimate=False)], by=SARA)
    said = await (await begin("en")).says("hours", "are you closed on Mother's Day?")
    assert said.names == ["utter_hours_not_listed", "utter_hours_closed"]


async def test_without_closings_the_date_is_asked_for(begin: Begin) -> None:
    said = await (await begin("fa")).says("hours", "روز عاشورا تعطیلین؟")
    assert said.names == ["utter_hours_which_day"]


async def test_a_working_day_is_not_today(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "how late is the central library open on a normal working day?")
    assert "8:00 to 20:00" in said.text and "today" not in said.text


async def test_two_days_are_both_told(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "is Saadi open on Wednesday and Saturday?")
    assert said.names == ["utter_hours", "utter_hours"] and "Saturday 28 November 2026: 8:00 to 20:00" in said.text


async def test_another_edition_that_will_do_is_shown(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Wise Crow in English?", title="The Wise Crow")
    said = await talk.says("search_book", "if it's out, Persian would be fine")
    assert "کلاغ دانا" in said.text and "suggest" not in said.text


async def test_a_level_is_no_title(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کتاب آیلتس دارین؟", title="آیلتس")
    said = await talk.says("search_book", "Academic می‌خوام نه General")
    assert said.names == ["utter_fact_unknown"]


async def test_the_next_of_its_kind_is_not_in_the_calendar(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "when is the poetry evening?")
    said = await talk.says("events", "when's the next one after that?", moves={"event.when": 0.9})
    assert said.names == ["utter_event_next_none"]


async def test_a_language_of_a_novel_is_none_to_talk_in(begin: Begin) -> None:
    said = await (await begin("fa")).says("change_language", "رمانی سیاسی به زبان انگلیسی معرفی بفرمایید")
    assert "Animal Farm" in said.text
