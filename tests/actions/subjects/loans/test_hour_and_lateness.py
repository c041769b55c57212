"""Until which hour of its last day a loan may be brought, and what it comes to where it is not brought in time."""

from __future__ import annotations

import pytest

from actions.subjects.loans.hour_of_due import asks_for_hour, in_box_at_night
from actions.subjects.loans.not_back_by_then import supposes_not_back
from actions.subjects.renewals.stretched import asks_to_stretch
from tests.support.talk import Begin

CARD = "20000004"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("the top one. is that end of day or closing time", True), ("by what time on Saturday?", True),
        ("is it until midnight?", True), ("تا آخر شب وقت دارم یا تا ساعت تعطیلی؟", True), ("تا چه ساعتی؟", True),
        ("ta akhare shab?", True), ("until what time are you open?", False), ("تا چه ساعتی بازین؟", False),
        ("when is it due", False),
    ],
)  # fmt: skip
def test_the_hour_of_a_last_day_is_asked(text: str, asks: bool) -> None:
    assert asks_for_hour(text) is asks


@pytest.mark.parametrize(
    ("text", "boxed"),
    [
        ("and if it goes in the box outside at 11 that night?", True), ("شب بندازم تو صندوق چی؟", True),
        ("can I drop it in the slot after closing?", True), ("shab bendazam tu sandoogh", True),
        ("where is the box?", False), ("شب‌ها بازید؟", False),
    ],
)  # fmt: skip
def test_the_box_at_night_is_supposed(text: str, boxed: bool) -> None:
    assert in_box_at_night(text) is boxed


@pytest.mark.parametrize(
    ("text", "supposes"),
    [
        ("تمدید که آره ولی اگه بازم نرسیدم چی؟", True), ("اگه باز هم نتونستم بیارم چی میشه؟", True),
        ("renew, yes, but what if I still can't make it?", True), ("and if I'm not back by then?", True),
        ("age bazam naresidam chi", True), ("what if I can't make it to the reading circle event?", False),
        ("اگه به رزروم نرسیدم چی؟", False), ("اگه زودتر بیارم چی؟", False),
    ],
)  # fmt: skip
def test_that_one_is_not_back_is_supposed(text: str, supposes: bool) -> None:
    assert supposes_not_back(text) is supposes


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Can the things I have at present be stretched that far, or is that absurd?", True),
        ("could you stretch my loans a bit", True), ("can what I have at home be made longer?", True),
        ("میشه مهلت کتابامو کش داد؟", True), ("can my reservation be stretched?", False),
        ("can I take things out", False),
    ],
)  # fmt: skip
def test_loans_are_wished_to_be_stretched(text: str, asks: bool) -> None:
    assert asks_to_stretch(text) is asks


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [
        ("en", "what have I got out", "the second one. is that end of day or closing time"),
        ("fa", "چیا دستمه", "اولی تا آخر شب وقت داره یا تا ساعت تعطیلی؟"),
    ],
)
async def test_the_last_day_is_told_with_its_hour(begin: Begin, language: str, first: str, words: str) -> None:
    talk = await begin(language, CARD)
    await talk.says("loans", first)
    said = await talk.says("hours", words, sure=0.38, moves={"loan.first": 0.4})
    assert said.names[0] == "utter_loan_due"


@pytest.mark.parametrize(
    ("language", "first", "words", "names"),
    [
        ("en", "what have I got out", "renew, yes, but what if I still can't make it?", {"utter_late_terms"}),
        ("en", "what have I got out", "what if I can't be back, I'm away until 20 December", {"utter_fines_supposed"}),
        ("fa", "چیا دستمه", "تمدید که آره ولی اگه بازم نرسیدم چی؟ ۲۴ آذر تازه می‌رسم", {"utter_fines_supposed"}),
    ],
)
async def test_what_it_comes_to_where_one_is_not_back(
    begin: Begin, language: str, first: str, words: str, names: set[str]
) -> None:
    talk = await begin(language, CARD)
    await talk.says("loans", first)
    said = await talk.says("loan_policy", words, sure=0.72)
    assert set(said.names) & names, said


async def test_what_may_be_stretched_is_told_and_nothing_is_done(begin: Begin) -> None:
    talk = await begin("en", CARD)
    said = await talk.says(
        "loans", "Can the things I have at present be stretched that far, or is that absurd?", sure=0.7,
        moves={"hold.ready": 0.76},
    )  # fmt: skip
    assert said.names[0].startswith("utter_renew_check")


async def test_the_last_day_of_each_is_not_the_first_alone(begin: Begin) -> None:
    talk = await begin("fa", CARD)
    await talk.says("loans", "چیا دستمه")
    said = await talk.says("loans", "بعدشم بگو آخرین مهلت هر کدوم چنده", sure=0.6, moves={"loan.first": 0.8})
    assert said.names == ["utter_loans_due"] and said.text.count("تا ") >= 2


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "events", "What time does the story hour start on Saturday?"),
        ("fa", "events", "قصه‌خوانی ساعت چند شروع میشه؟"),
        ("en", "room_booking", "until what time may I have it?"),
        ("fa", "events", "کلاس خوشنویسی ساعت چنده؟"),
        ("en", "hold_status", "by what time must I pick up my reservation?"),
    ],
)
@pytest.mark.parametrize("sure", [0.6, 0.9])
async def test_the_hour_of_something_else_is_none_of_a_loan(
    begin: Begin, language: str, intent: str, words: str, sure: float
) -> None:
    if intent == "room_booking":
        sure = 0.9
    talk = await begin(language, CARD)
    await talk.says("loans", "what have I got out" if language == "en" else "چیا دستمه")
    said = await talk.says(intent, words, sure=sure)
    assert not {"utter_loan_due", "utter_loans_due"} & set(said.names), said


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the first one, by what time exactly?"), ("fa", "اولی رو تا ساعت چند وقت دارم؟")]
)
@pytest.mark.parametrize("intent", ["loans", "return", "loan_policy"])
async def test_the_hour_of_a_loan_is_told_however_surely(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language, CARD)
    await talk.says("loans", "what have I got out" if language == "en" else "چیا دستمه")
    said = await talk.says(intent, words, sure=0.95, moves={"loan.first": 0.4})
    assert said.names[0] == "utter_loan_due", said
