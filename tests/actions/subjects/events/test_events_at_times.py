"""Events at another time of day, for another child, at the time of one that was told, and not named by common words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.turn import Services
from actions.facts.childrens_ages import ages_by_child, child_named
from actions.subjects.events.event_times import leans_on_told, time_wished, without_company
from crm.library_info import directory
from crm.library_info.directory import Event
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Evenings are difficult with the kids... is there one in the morning maybe?", "morning"),
        ("what's on in the mornings?", "morning"),
        ("anything for adults on weekday evenings?", "evening"),
        ("is there something after work", "evening"),
        ("for a Saturday afternoon, what is there?", "afternoon"),
        ("صبح‌ها چی دارین؟", "morning"),
        ("عصرها نمی‌تونم بیام، صبح چیزی هست؟", "morning"),
        ("برای بزرگسالا بعدازظهرها چی دارین؟", "afternoon"),
        ("Good morning, what is on this week?", None),
        ("Good evening! any events for children?", None),
        ("صبح بخیر، چه برنامه‌ای هست؟", None),
        ("عصر بخیر این هفته چه خبره", None),
        ("is there a poetry evening?", None),
        ("شب شعر کیه؟", None),
        ("is it in the morning or in the evening?", None),
        ("I can't come in the evening, I work", None),
    ],
)
def test_time_of_day(text: str, time: str | None) -> None:
    assert time_wished(text) == time


def test_who_keeps_one_busy_is_left_out() -> None:
    assert "kids" not in without_company("Evenings are difficult with the kids, is there one in the morning?")
    assert "kids" in without_company("is there something with the kids in the morning?")
    assert leans_on_told("is there one in the morning?") and not leans_on_told("what is on in the mornings?")


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("دخترم پنج سالشه پسرم هم ده سالشه", {"دختر": 5, "پسر": 10}),
        ("my son is 10 and my daughter 6 years old", {"son": 10, "daughter": 6}),
        ("my nephew (8) would come", {"nephew": 8}),
        ("my son is 10 days late", {}),
        ("my daughter likes books for 3 weeks", {}),
    ],
)
def test_ages_by_what_children_are_called(text: str, ages: dict[str, int]) -> None:
    assert ages_by_child(text) == ages


def test_one_child_is_spoken_of() -> None:
    assert child_named("برای پسرم چی؟") == "پسر" and child_named("and for my daughter?") == "daughter"
    assert child_named("for my son and my daughter") is None and child_named("and for adults?") is None


@pytest.fixture
def calendar(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """A calendar of some events, in place of the library's own."""
    zone, today = ZoneInfo("Asia/Tehran"), services.store.clock.now().date()

    def event(number: int, en: str, fa: str, days: int, hour: int, note: str = "") -> Event:
        starts = datetime.combine(today + timedelta(days=days), datetime.min.time(), zone).replace(hour=hour)
        texts = {"en": en, "fa": fa}
        empty = {"en": note, "fa": note}
        return of(number, texts, empty, starts)

    def of(number: int, title: dict[str, str], note: dict[str, str], starts: datetime) -> Event:
        found = {"id": number, "title": title, "description": {"en": "", "fa": ""}, "registration": note}
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        names = Event.__dataclass_fields__
        rest = {name: None for name in names if name not in {*found, *times}}
        return Event(**{**rest, **found, **times})

    known = [
        event(901, "Story hour for ages 4 to 7", "قصه‌گویی برای ۴ تا ۷ ساله‌ها", 2, 10),
        event(902, "English conversation club", "باشگاه گفت‌وگوی انگلیسی", 3, 16),
        event(903, "Reading circle", "حلقهٔ کتاب‌خوانی", 4, 17),
        event(904, "Library tour for new students", "آشنایی با کتابخانه برای دانشجویان", 5, 11),
        event(905, "Python workshop for teenagers", "کارگاه پایتون برای نوجوانان", 9, 10, "12 to 17"),
        event(906, "Zotero for your thesis", "زوترو برای پایان‌نامه", 6, 15, "At the desk"),
    ]

    async def events(_store: object, first: date, last: date, _branch: int | None = None) -> list[Event]:
        return [replace(one) for one in known if first <= one.starts_at.date() <= last]

    monkeypatch.setattr(directory, "events", events)


@pytest.mark.usefixtures("calendar")
async def test_another_time_of_day(begin: Begin) -> None:
    talk = await begin("en")
    clubs = await talk.says("events", "And for grown-ups? I used to go to a book club, in English would be a dream.")
    assert "English conversation club" in clubs.text and "Reading circle" in clubs.text
    said = await talk.says("events", "Evenings are difficult with the kids... is there one in the morning maybe?")
    assert said.names == ["utter_events_none_such"] and "Story hour" not in said.text


@pytest.mark.usefixtures("calendar")
async def test_a_time_of_day_alone(begin: Begin) -> None:
    said = await (await begin("en")).says("events", "what do you have for grown-ups in the mornings?")
    assert "Library tour" in said.text and "Story hour" not in said.text and "circle" not in said.text
    said = await (await begin("en")).says("events", "Good morning, what is on this month?")
    assert "Story hour" in said.text and "Reading circle" in said.text


@pytest.mark.usefixtures("calendar")
async def test_the_child_whose_age_was_told(begin: Begin) -> None:
    talk = await begin("fa")
    first = await talk.says("events", "برنامه‌ای برای بچه‌ها دارید دخترم پنج سالشه پسرم هم ده سالشه")
    assert "قصه‌گویی" in first.text
    son = await talk.says("events", "برای پسرم چی؟ قصه براش بچه‌گونه‌ست یه کلاسی چیزی باشه بهتره")
    assert son.names == ["utter_events_none_such"] and "پایتون" in son.text and "قصه‌گویی" not in son.text
    assert "قصه‌گویی" in (await talk.says("events", "و برای دخترم؟")).text


@pytest.mark.usefixtures("calendar")
async def test_at_the_same_time_for_adults(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "is there a story hour for my child aged 6?")
    said = await talk.says(
        "events", "While they are occupied, is there something for adults at around the same time, a reading circle?"
    )
    assert "Reading circle" in said.text and "Story hour" not in said.text


@pytest.mark.usefixtures("calendar")
async def test_common_words_name_no_event(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "is there a story hour for my child aged 6?")
    said = await talk.says(
        "events", "Thank you for your help. Please put his name down for it.", moves={"event.book": 0.95}
    )
    assert "Zotero" not in said.text
