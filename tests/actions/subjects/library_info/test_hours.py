"""Hours, places, events: from rows of the store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from protocol.clock import FixedClock
from tests.support.talk import Begin


async def test_all_branches_today(begin: Begin) -> None:
    said = await (await begin("fa")).says("hours", "امروز تا کی بازید؟")
    assert said.names == ["utter_hours_all"]
    assert "امروز، سه‌شنبه ۳ آذر ۱۴۰۵" in said.text and "شعبهٔ سعدی: ۸:۰۰ تا ۲۰:۰۰" in said.text


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("fa", "فردا شعبه سعدی بازه؟", "تعطیل (سم‌پاشی).\nپنجشنبه ۵ آذر ۱۴۰۵ ساعت ۸:۰۰ باز می‌شود."),
        ("en", "is Saadi open tomorrow", "closed (Pest control).\nIt opens on Thursday 26 November 2026 at 8:00."),
        ("en", "central library hours on Thursday", "8:00 to 12:00, 14:00 to 17:00"),
        ("fa", "ساعت کار مرکزی ۵ آذر", "۸:۰۰ تا ۱۲:۰۰، ۱۴:۰۰ تا ۱۷:۰۰"),
        ("en", "main branch on 2026-11-27", "closed.\nIt opens on Saturday 28 November 2026 at 8:00."),
    ],
)
async def test_one_branch_on_a_day(begin: Begin, language: str, words: str, expected: str) -> None:
    said = await (await begin(language)).says("hours", words)
    assert said.names == ["utter_hours"] and expected in said.text


async def test_a_range_day_by_day(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "opening hours of the central library next week")
    assert said.names == ["utter_hours_days"] and said.text.count("•") == 7


async def test_open_now_and_next_opening(begin: Begin, clock: FixedClock) -> None:
    talk = await begin("en")
    assert (
        "Central Library is open now, until 20:00."
        in (await talk.says("hours", "is the central library open now?")).text
    )
    clock.advance(timedelta(hours=12))
    said = await talk.says("hours", "is the central library open right now?")
    assert said.text == "Central Library is closed now; it opens tomorrow at 8:00."
    every = await talk.says("hours", "are you open now?")
    assert every.names == ["utter_hours_now_all"] and "Saadi Branch is closed now" in every.text


async def test_a_bare_day_after_the_hours_asks_for_more_of_them(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hours", "opening hours")
    said = await talk.says("events", "and next week at Saadi?", sure=0.76)
    assert said.names == ["utter_hours_days"] and "Saadi" in said.text
    await talk.says("wifi", "wifi?")
    assert (await talk.says("events", "next week?", sure=0.76)).names == ["utter_events_none_then"]


async def test_where_and_how_to_reach(begin: Begin) -> None:
    talk = await begin("en")
    one = await talk.says("location", "where is the central library?")
    assert "1 Enghelab Street" in one.text and "Opposite the park" in one.text and "Saadi" not in one.text
    assert (await talk.says("location", "where are you")).text.count("•") == 3
    contact = await talk.says("staff_contact", "phone number?")
    assert "021-00000000" in contact.text and "ask@library.example" in contact.text


async def test_notes_of_services_and_what_is_not_known(begin: Begin) -> None:
    talk = await begin("fa")
    assert (await talk.says("wifi", "وای‌فای دارید؟")).text == "وای‌فای رایگان است."
    missing = await talk.says("equipment", "لپ‌تاپ می‌دید؟")
    assert missing.names == ["utter_note_missing"] and missing.statuses == ["fallback"]
    assert "امانت تجهیزات" in missing.text and "۰۲۱" in missing.text


async def test_events(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("events", "what's on?")
    assert "Poetry evening" in said.text and "17:00" in said.text and "Central Library" in said.text
    assert (await talk.says("events", "any events tomorrow?")).names == ["utter_events_none_then"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "where is the bathroom"),
        ("en", "Which floor are the study rooms on?"),
        ("fa", "دستشویی کجاست؟"),
        ("fa", "سرویس‌های بهداشتی کدوم طبقه‌ست"),
    ],
)
async def test_a_room_is_inside_the_building_not_an_address(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("location", words)
    assert said.names[0] in ("utter_fact", "utter_fact_unknown")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "روز عاشورا بازید؟"),
        ("en", "are you open on Ashura?"),
        ("en", "are you open on 31/2?"),
        ("fa", "عید فطر بازه؟"),
    ],
)
async def test_a_day_that_is_not_known_is_asked_for_and_never_today(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("hours", words)
    assert said.names == ["utter_hours_which_day"] and said.statuses == ["clarified"]


async def test_a_weekday_that_does_not_fit_its_date_is_said(begin: Begin) -> None:
    said = await (await begin("en")).says("hours", "central library on Saturday 30 November")
    assert said.names == ["utter_hours_remark", "utter_hours"]
    assert "That date is a Monday." in said.text and "Monday 30 November 2026" in said.text


async def test_a_closing_is_found_by_its_name(begin: Begin) -> None:
    said = await (await begin("fa")).says("hours", "روز سم‌پاشی شعبه سعدی چه وقته؟")
    assert "چهارشنبه ۴ آذر ۱۴۰۵" in said.text


@pytest.mark.parametrize("read", ["location", "hours"])
@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [("en", "and wifi?", "wireless"), ("fa", "وای‌فای هم دارین؟", "وای‌فای"),
     ("en", "are there toilets?", "ground floor"), ("fa", "سرویس بهداشتی چی؟", "همکف")],
)  # fmt: skip
@pytest.mark.parametrize("before", ["location", "hours"])
async def test_a_service_asked_after_a_place_or_its_hours_is_answered_itself(
    begin: Begin, before: str, read: str, language: str, asked: str, told: str
) -> None:
    talk = await begin(language)
    await talk.says(before, "where is the central library?" if language == "en" else "کتابخانهٔ مرکزی کجاست؟")
    said = await talk.says(read, asked)
    assert said.names == ["utter_fact"] and told in said.text


async def test_the_telephone_is_that_of_the_branch_that_is_named_or_was_spoken_of(begin: Begin) -> None:
    talk = await begin("en")
    whole = await talk.says("staff_contact", "how can I reach the library")
    named = await talk.says("staff_contact", "phone number of the Saadi branch")
    assert named.text.count("•") <= 1 < len(whole.text)
    await talk.says("location", "where is the Saadi branch?")
    its = await talk.says("staff_contact", "and its phone number?")
    assert its.text == named.text
    assert (await talk.says("staff_contact", "how can I contact you")).text == whole.text


@pytest.mark.parametrize(
    ("language", "first", "then", "read_as"),
    [
        ("en", "opening hours on Saturday", "is it alike in every branch?", "location"),
        ("fa", "ساعت کار شنبه", "همهٔ شعبه‌ها همین است؟", "hours"),
    ],
)
async def test_whether_all_branches_have_the_same_hours(
    begin: Begin, language: str, first: str, then: str, read_as: str
) -> None:
    talk = await begin(language)
    told = await talk.says("hours", first)
    said = await talk.says(read_as, then, sure=0.5, moves={"place.other": 0.8})
    assert said.names == ["utter_hours_all"] and said.text == told.text


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("en", "opening hours on Saturday", "and the children's corner?"), ("fa", "ساعت کار شنبه", "گوشهٔ کودک چی؟")],
)
async def test_a_desk_after_the_hours_has_its_own_on_that_day(
    begin: Begin, language: str, first: str, then: str
) -> None:
    talk = await begin(language)
    told = await talk.says("hours", first)
    said = await talk.says("facilities", then, sure=0.8)
    assert said.names == ["utter_hours_all"] and said.text.splitlines()[0] == told.text.splitlines()[0]
    assert said.text != told.text


@pytest.mark.parametrize(
    ("language", "before", "words"),
    [
        ("fa", "فردا مرکزی بازه؟", "شعبهٔ سعدی چی، اونم همون schedule رو داره؟"),
        ("en", "is Central open tomorrow?", "what about the Saadi branch, does it have the same hours as that one?"),
    ],
)
async def test_another_branch_likewise_is_asked_of_the_same_day(
    begin: Begin, language: str, before: str, words: str
) -> None:
    talk = await begin(language)
    told = (await talk.says("hours", before)).text
    said = (await talk.says("hours", words)).text
    assert ("فردا" if language == "fa" else "tomorrow") in told, told
    assert ("فردا" if language == "fa" else "tomorrow") in said, said
