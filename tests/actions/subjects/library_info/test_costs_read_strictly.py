"""What a question of costs, of closed days or of pages does not say is not taken from it."""

from __future__ import annotations

import re
from datetime import date
from datetime import time as clock
from time import thread_time

import pytest

from actions.dialogue.turn import Services
from actions.facts import totals
from actions.facts.totals import counts_in, counts_said, total_of
from actions.subjects.holds import hold_conditions
from actions.subjects.library_info import closed_days
from crm.knowledge.facts import FactValues, add_fact
from crm.library_info import directory
from crm.library_info.calendar import DayHours
from language.requests.deeds import objections
from language.requests.own import own_names
from tests.support.store_rows import SARA
from tests.support.talk import Begin

HOW = FactValues(
    "fines",
    "به جریمه اعتراض دارم؛ چه کنم؟",
    "How can I object to a fee?",
    "همین‌جا بنویسید.",
    "Write here what happened.",
)
CANCELLING = FactValues(
    "hold",
    "لغو رزرو هزینه دارد؟",
    "Does cancelling a reservation cost anything?",
    "لغو رزرو ۲۰٬۰۰۰ ریال هزینه دارد.",
    "Cancelling costs 20,000 rials.",
)
RESERVING = FactValues(
    "hold", "رزرو کردن هزینه دارد؟", "Does reserving cost anything?", "رزرو رایگان است.", "Reserving is free."
)


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("fa", "fines", "کتاب رو دیر آوردم جریمه‌ش چقدره؟"),
        ("fa", "fines", "کتاب رو سه روز دیر پس دادم جریمه میشم؟"),
        ("en", "fines", "I returned it two days late and was fined, how much is it per day?"),
        ("fa", "card_registration", "کتاب رو تحویل دادم، پول عضویت چقدره؟"),
        ("en", "fines", "I disagree with my wife, she says there is a fine for late books"),
    ],
)
async def test_who_asks_what_it_costs_contests_nothing(
    services: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    await add_fact(services.store, HOW, by=SARA)
    said = await (await begin(language)).says(read, words)
    assert "utter_complaint_ask_whether" not in said.names


@pytest.mark.parametrize(
    "words",
    ["I can't accept that one", "I disagree with my wife, she says there is a fine for late books"],
)
async def test_no_objection_is_filed_of_what_contests_no_charge(begin: Begin, words: str) -> None:
    talk = await begin("en", "20000001")
    await talk.presses("/fines")
    assert "utter_objection_taken" not in (await talk.says("nlu_fallback", words)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Cancel it please. Will there be a fee?"),
        ("fa", "رزرو اولی رو لغو کن، جریمه که نداره؟"),
    ],
)
async def test_who_orders_to_cancel_hears_the_cost_and_goes_on(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, "20000002")
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("cancel_hold", words)
    assert said.names[0] == "utter_hold_cancel_free" and len(said.names) == 2
    assert said.names[1] in {"utter_cancel_hold_confirm", "utter_cancel_hold_which"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "رزروم لغو شده، مشکل از چیه؟"),
        ("fa", "چرا رزروم رو لغو کردید؟ مشکل چیه؟"),
        ("en", "Why was it cancelled? Is there a problem with my fines?"),
        ("en", "Can I cancel the fine?"),
        ("fa", "میشه جریمه رو لغو کنید؟"),
    ],
)
async def test_why_it_was_cancelled_asks_for_no_cost(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, "20000002")
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    assert "utter_hold_cancel_free" not in (await talk.says("nlu_fallback", words)).names


@pytest.mark.parametrize(
    ("fact", "language", "words", "told"),
    [
        (CANCELLING, "en", "does cancelling cost anything?", "20,000 rials"),
        (CANCELLING, "fa", "لغو رزرو هزینه داره؟", "۲۰٬۰۰۰ ریال"),
        (RESERVING, "en", "does cancelling cost anything?", "Reserving is free."),
    ],
)
async def test_the_library_tells_itself_what_cancelling_costs(
    services: Services, begin: Begin, fact: FactValues, language: str, words: str, told: str
) -> None:
    await add_fact(services.store, fact, by=SARA)
    talk = await begin(language, "20000002")
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("cancel_hold", words)
    assert said.names == ["utter_fact", "utter_hold_cancel_free"] and told in said.text


async def test_without_a_fact_nothing_is_said_of_costs(begin: Begin) -> None:
    talk = await begin("en", "20000002")
    await talk.says("hold_status", "my reservations")
    said = await talk.says("cancel_hold", "does cancelling cost anything?")
    assert said.names == ["utter_hold_cancel_free"] and "cost" not in said.text and "place" in said.text


TUESDAY = 1


def _closed(monkeypatch: pytest.MonkeyPatch, *, known: bool = True, reason: dict[str, str] | None) -> None:
    async def opening(_store: object, _branch: int, day: date) -> DayHours:
        spans = () if day.weekday() == TUESDAY or not known else ((clock(8), clock(20)),)
        return DayHours(day, spans, closed_reason=reason if day.weekday() == TUESDAY else None, is_known=known)

    monkeypatch.setattr(directory, "opening", opening)


@pytest.mark.parametrize("reason", [None, {"fa": "تعطیل رسمی", "en": "Public holiday"}])
async def test_what_is_closed_once_is_no_rule(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, reason: dict[str, str] | None
) -> None:
    talk = await begin("en")
    _closed(monkeypatch, reason=reason)
    said = await talk.says("hours", "Which days are you closed next week?")
    assert said.names == ["utter_hours_closed"]
    assert "every" not in said.text and "Tuesday" in said.text and ("Public holiday" in said.text) == bool(reason)


async def test_closings_with_a_reason_are_no_rule(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await begin("en")
    _closed(monkeypatch, reason={"fa": "تعطیل رسمی", "en": "Public holiday"})
    said = await talk.says("hours", "On what dates will you be shut over the coming four weeks?")
    assert "every" not in said.text and "Public holiday" in said.text


async def test_hours_that_nobody_entered_are_not_always_open(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await begin("en")
    _closed(monkeypatch, known=False, reason=None)
    said = await talk.says("hours", "Which days are you closed next week?")
    assert "on no day" not in said.text and "have not been given" in said.text


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("5 colour A4 pages, 10 colour A3 pages and 20 black and white pages", {}),
        ("۵ تا رنگی و ۳ تا رنگی A3 و ۲۰ تا سیاه سفید", {}),
        ("5 colour pages and 3 colour pages and 20 black and white pages", {}),
        ("۵ تا رنگی و ۳ تا رنگی", {}),
        ("how much are A4 pages?", {}),
        ("5 colour A4 pages and 20 black and white pages", {"colour": 5, "plain": 20}),
    ],
)
def test_what_is_counted_twice_is_not_summed(text: str, counts: dict[str, int]) -> None:
    assert counts_in(text) == counts


def test_what_is_told_apart_by_nothing_leans_on_nothing_before() -> None:
    assert counts_said(["5 colour A3 pages", "20 black and white pages"]) == {}


def test_a_page_of_another_size_has_another_price() -> None:
    fact = {"en": "Each page is 15,000 rials."}
    assert total_of("how much are 3 pages in A3?", fact) is None
    assert total_of("how much are 3 pages?", fact) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        one
        for module in (totals, closed_days, hold_conditions, objections, own_names)
        for one in vars(module).values()
        if isinstance(one, re.Pattern)
    ],
    ids=lambda one: one.pattern[:24],
)
@pytest.mark.parametrize("word", ["تعطیلی", "شماره", "پول", "اعتراض", "جریمه", "charged", "two", "which"])
def test_a_word_said_often_takes_no_time(pattern: re.Pattern[str], word: str) -> None:
    started = thread_time()
    for said in (f"{word} " * 2000, word * 2000):
        pattern.search(said[:2000])
    assert thread_time() - started < SOON


# Twice 2,000 characters, on a machine that does other things at the same time.
SOON = 0.15
