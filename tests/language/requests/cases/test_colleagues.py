"""How a colleague looked, and that a name is left out, in a message about a case."""

from __future__ import annotations

import pytest

from language.requests.cases.colleagues import describes_somebody, keeps_name_out
from language.requests.cases.told_before import asks_of_earlier_telling
from language.requests.deeds.objections import asks_what_charge
from language.requests.deeds.said_again import find_said_again, with_stops


@pytest.mark.parametrize(
    ("text", "describes"),
    [
        ("I didn't catch her name, sorry, glasses and a green scarf, around 5 in the afternoon", True),
        ("she had a green headscarf and was quite tall", True),
        ("اسمش رو نپرسیدم، عینکی بود", True),
        ("خانمه روسری سبز داشت", True),
        ("I left my glasses and a green scarf at the desk", False),
        ("my glasses are still there", False),
        ("did she have glasses?", False),
        ("عینکم رو جا گذاشتم", False),
    ],
)
def test_looks(text: str, describes: bool) -> None:
    assert describes_somebody(text) is describes


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("خب ثبتش کن هر دوتاشو. اسمم هم ننویس", True),
        ("leave my name out please", True),
        ("do I have to give my name?", False),
        ("my name is on the list", False),
        ("اسمم رو بنویس", False),
    ],
)
def test_the_name_is_left_out(text: str, out: bool) -> None:
    assert keeps_name_out(text) is out


def test_what_was_said_weeks_ago_is_asked_of() -> None:
    assert asks_of_earlier_telling("دو هفته پیشم گفتم همینو به مسئولش، گفت درست میشه. چی شد پس؟؟")
    assert not asks_of_earlier_telling("دو هفته پیش گفتم کتاب رو بیارن. چند روز مهلت دارم؟")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("این جریمه دیگه چیه برا من زدین؟؟ من طاعون رو سر وقت آوردم پس دادم!", True),
        ("کدوم جریمه؟", True),
        ("چرا جریمه شدم؟", True),
        ("Why on earth am I being charged 140,000 rials??", True),
        ("which fine?", True),
        ("چه جریمه‌ای داره اگه دیر بیارم؟", False),
        ("What's this fee for reserving?", False),
        ("What is the fine if I bring a book back late?", False),
        ("why are people fined at all?", False),
    ],
)
def test_a_charge_of_ones_own(text: str, asks: bool) -> None:
    assert asks_what_charge(text) is asks


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        (
            "باشه پس فعلا ثبت کنید که گم شده اگه پیدا شد چی اون موقع پولم برمی‌گرده",
            "اگه پیدا شد چی اون موقع پولم برمی‌گرده",
        ),
        ("ok register it as lost and if it turns up do I get my money back", "if it turns up do I get my money back"),
    ],
)
def test_a_spoken_order_ends_before_the_question(text: str, behind: str) -> None:
    found = find_said_again(with_stops(text), "file")
    assert found is not None
    assert found.behind == behind


def test_a_condition_stays_one() -> None:
    assert with_stops("register it if it costs nothing") == "register it if it costs nothing"
