"""A fact is told for what was asked of its thing; what it does not tell is said to be unknown and may be passed on."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.facts.finding import bare_aspect
from actions.facts.totals import total_of
from actions.subjects.library_info.days_of_a_kind import asks_of_week
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("facilities", "چمدان را کجا بگذارم؟", "Where can I leave my suitcase?", "کنار در ورودی.",
               "Beside the entrance.", also="\nstoring luggage\nsuitcase storage\nانبار چمدان"),
    FactValues("facilities", "صندلی چرخ‌دار دارید؟", "Are there wheelchairs to use?", "بله، در همکف.",
               "Yes, on the ground floor.", also="\nloan of a wheelchair\ndo you have a wheelchair"),
    FactValues("print_scan", "چاپ رنگی چند است؟", "How much is a colour page?", "هر برگ ۴۰٬۰۰۰ ریال.",
               "A colour page is 40,000 rials.", also="\ncolour printing price\ncolour pages"),
    FactValues("hold", "کس دیگری رزروم را می‌گیرد؟", "Can somebody else collect my reservation?", "بله، با کارت شما.",
               "Yes, with your card.", also="\nmy brother collects my reservation\nبرادرم رزروم را بگیرد"),
    FactValues("hold", "غیرعضو می‌تواند رزرو کند؟", "Can non-members reserve a book?", "نه، فقط اعضا.",
               "No, only members.", also="\nreserve without a card\nرزرو بدون کارت"),
    FactValues("events", "برای برنامه باید ثبت‌نام کرد؟", "Do I have to register for events?", "فقط برای کارگاه‌ها.",
               "For workshops only.", also="\nsign up for an event"),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "words", "known", "unknown"),
    [
        ("en", "how much is it to leave my suitcase?", "Beside the entrance.", "What it costs, I don’t know."),
        ("fa", "گذاشتن چمدان چنده؟", "کنار در ورودی.", "هزینه‌اش را نمی‌دانم."),
        ("en", "for how many hours can I leave my suitcase?", "Beside the entrance.", "For how long, I don’t know."),
    ],
)
async def test_what_is_not_told_of_a_thing_is_said_to_be_unknown_and_passed_on(
    told: Services, begin: Begin, language: str, words: str, known: str, unknown: str
) -> None:
    talk = await begin(language)
    said = await talk.says("facilities", words)
    assert said.names == ["utter_fact_untold"] and said.statuses == ["fallback"]
    assert known in said.text and unknown in said.text
    passed = await talk.says("affirm", "yes" if language == "en" else "بله")
    assert passed.names == ["utter_question_taken"]


async def test_what_is_told_of_a_thing_is_told_alone(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("facilities", "where can I leave my suitcase?")
    assert (said.names, said.text) == (["utter_fact"], "Beside the entrance.")


async def test_a_yes_stands_beside_the_question_that_it_answers(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("facilities", "whom do I ask about a wheelchair to use?")
    assert "Are there wheelchairs to use?" in said.text
    assert (await talk.says("facilities", "are there wheelchairs to use?")).names == ["utter_fact"]


@pytest.mark.parametrize(
    ("language", "words", "total"),
    [
        ("en", "how much is it for 25 colour pages?", "For 25 that makes 1,000,000 rials."),
        ("fa", "۱۲ صفحه چاپ رنگی چند می‌شود؟", "برای ۱۲ تا می‌شود ۴۸۰٬۰۰۰ ریال."),
    ],
)
async def test_what_so_many_cost_is_reckoned(
    told: Services, begin: Begin, language: str, words: str, total: str
) -> None:
    said = await (await begin(language)).says("print_scan", words)
    assert said.names == ["utter_fact_total"] and total in said.text


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("12 pages, 3 copies of each", {"en": "A page is 100 rials."}),
        ("how much are 12 pages?", {"en": "100 rials for adults, 50 rials for students a page."}),
        ("how much are 12 pages?", {"en": "A day’s use is 100 rials."}),
        ("how much is a page?", {"en": "A page is 100 rials."}),
    ],
)
def test_nothing_is_reckoned_where_it_is_not_plain(words: str, fact: dict[str, str]) -> None:
    assert total_of(words, fact) is None


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("en", "can my brother collect my reservation on Friday?", "Friday 27 November 2026"),
        ("fa", "برادرم می‌تونه جمعه رزروم رو بگیره؟", "جمعه ۶ آذر ۱۴۰۵"),
    ],
)
async def test_the_hours_of_the_day_on_which_somebody_would_come_are_told(
    told: Services, begin: Begin, language: str, words: str, day: str
) -> None:
    said = await (await begin(language)).says("hold", words)
    assert said.names == ["utter_fact", "utter_hours_all"] and day in said.text


async def test_a_day_on_which_nobody_comes_brings_no_hours(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says(
        "hold", "I asked on Friday: somebody else collects my reservation, is that fine?"
    )
    assert "utter_hours_all" not in said.names


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "can I reserve a book without a card?", "No, only members."),
        ("fa", "بدون کارت می‌شه کتاب رزرو کرد؟ عضو نیستم", "نه، فقط اعضا."),
    ],
)  # fmt: skip
async def test_what_is_known_without_a_card_is_told_before_how_one_joins(
    told: Services, begin: Begin, language: str, words: str, answer: str
) -> None:
    said = await (await begin(language)).says("hold", words, sure=0.6)
    assert answer in said.text


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("on which days are you open?", True), ("how many days a week is it open?", True),
        ("چند روز در هفته بازه؟", True), ("چه روزهایی باز هستید؟", True), ("chand ruz dar hafte bazid?", True),
        ("are you open today?", False), ("امروز بازه؟", False), ("how many days can I keep it?", False),
    ],
)  # fmt: skip
def test_the_days_of_a_week_are_asked_for(words: str, asks: bool) -> None:
    assert asks_of_week(words) is asks


@pytest.mark.parametrize("words", ["how many days a week is the central library open?", "مرکزی چند روز در هفته بازه؟"])
async def test_who_asks_for_days_gets_the_week(begin: Begin, words: str) -> None:
    said = await (await begin("en" if words.isascii() else "fa")).says("hours", words)
    assert said.names == ["utter_hours_days"] and said.text.count("•") == 7


@pytest.mark.parametrize(
    ("words", "aspect"),
    [
        ("do I need a card for that?", "registration"),
        ("do we have to sign up beforehand or can we just turn up?", "registration"),
        ("ثبت‌نام لازمه یا همین‌جوری بیایم؟", "registration"),
        ("can I pay by card?", "price"),
        ("do I need a card for the printer?", None),
    ],
)
def test_what_a_bare_question_asks_is_read(words: str, aspect: str | None) -> None:
    assert bare_aspect(words) == aspect


async def test_so_many_are_of_what_was_told_and_of_another_where_it_is_named(services: Services, begin: Begin) -> None:
    for fact in (
        FactValues("print_scan", "چاپ سیاه‌وسفید چند است؟", "How much is a black-and-white page?", "هر برگ ۱۰٬۰۰۰ ریال.",
                   "A black-and-white page is 10,000 rials.", also="\nprinting price\nپرینت برگی چنده"),
        FactValues("print_scan", "چاپ رنگی چند است؟", "How much is a colour page?", "هر برگ ۴۰٬۰۰۰ ریال.",
                   "A colour page is 40,000 rials.", also="\nhow much for so many pages\n۲۰ برگ چقدر می‌شود"),
    ):  # fmt: skip
        await add_fact(services.store, fact, by=SARA)
    talk = await begin("fa")
    assert (await talk.says("print_scan", "پرینت سیاه‌وسفید برگی چنده؟")).text == "هر برگ ۱۰٬۰۰۰ ریال."
    assert "۲۰۰٬۰۰۰" in (await talk.says("print_scan", "۲۰ برگ چقدر میشه")).text
    assert "۸۰۰٬۰۰۰" in (await talk.says("print_scan", "۲۰ برگ رنگی چقدر میشه")).text


async def test_why_is_asked_of_what_was_told_last(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("facilities", "where can I leave my suitcase?")
    said = await talk.says("facilities", "why is that?")
    assert "wheelchair" not in said.text.lower() and "ground floor" not in said.text
