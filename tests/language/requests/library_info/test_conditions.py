"""What a rule asks, and what a message supposes of it."""

from __future__ import annotations

from datetime import date

import pytest

from language.requests.library_info.conditions import RuleConditions, Supposed, conditions_of, supposed_in
from language.requests.library_info.counted import many_books

TODAY = date(2026, 11, 26)
MORNINGS = frozenset({6, 0, 1, 2})


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Write to ask@narvan.example two weeks ahead; a visit is free.", RuleConditions(notice=14)),
        ("دو هفته پیش‌تر به ask@narvan.example بنویسید؛ رایگان است.", RuleConditions(notice=14)),
        ("Ask for it 3 days in advance.", RuleConditions(notice=3)),
        ("Up to 30 people, on Sunday to Wednesday mornings.", RuleConditions(None, MORNINGS, mornings=True, people=30)),
        ("تا ۳۰ نفر، یکشنبه تا چهارشنبه صبح‌ها.", RuleConditions(None, MORNINGS, mornings=True, people=30)),
        ("Saturday to Wednesday, 9:00 to 14:00.", RuleConditions(weekdays=MORNINGS | {5})),
        ("Please write before bringing more than 20 books.", RuleConditions(books=20)),
        ("بله، اگر بیش از ۱۰۰ جلد باشد.", RuleConditions(books=100)),
        # Neighbours.
        ("Rooms are booked up to two weeks ahead.", RuleConditions()),
        ("Yes, once; ask three days before it is due.", RuleConditions()),
        ("Yes, if the papers reach us a week earlier.", RuleConditions()),
        ("Saturday to Wednesday 8 to 20, Thursday 8 to 16.", RuleConditions()),
        ("Sunday to Wednesday, except in Ramadan.", RuleConditions()),
        ("It is kept for two weeks.", RuleConditions()),
        ("Seats are given out in the mornings.", RuleConditions()),
    ],
)
def test_what_a_rule_asks_is_read(text: str, rule: RuleConditions) -> None:
    assert conditions_of([text]) == rule


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("we are 28 and two teachers, next Monday morning", Supposed((date(2026, 11, 30),) * 2, people=30)),
        ("۲۸ نفر به همراه دو مربی، دوشنبهٔ هفتهٔ آینده", Supposed((date(2026, 11, 30),) * 2, people=30)),
        ("on a Thursday afternoon, the 17th of December", Supposed((date(2026, 12, 17),) * 2, later=True)),
        ("سه‌شنبه بعدازظهر میشه؟ ۲۵ نفریم", Supposed((date(2026, 12, 1),) * 2, later=True, people=25)),
        ("I heard today that classes may visit", Supposed()),
        ("on Monday or on Thursday", Supposed()),
        ("morning or afternoon?", Supposed()),
        ("we are 5 minutes late", Supposed()),
        ("may we bring our class next Thursday?", Supposed((date(2026, 12, 3),) * 2)),
        ("our class of 28 would like to visit on Monday", Supposed((date(2026, 11, 30),) * 2, people=28)),
        # More numbers than one.
        ("برای بازدید گروهی یک نفر بیاید کافیه؟ ما ۴۰ نفریم", Supposed()),
        ("برای گروه بازدید هر ۱۵ نفر دانش‌آموز چند معلم؟ ما ۴۲ تاییم", Supposed()),
        ("our class is grade 5 students, 42 in all. may they come?", Supposed()),
        ("دو کلاس ۲۵ نفره", Supposed()),
        ("two classes of 25 pupils each", Supposed()),
        ("we are 40, but only 25 pupils come in", Supposed()),
        ("they are 9 and sisters", Supposed()),
        ("we have 30 pupils but half of them come", Supposed()),
        # Days that are not asked for.
        ("can we come earlier than Monday?", Supposed()),
        ("I want to come to the story hour on Friday, and how do I book a class visit?", Supposed()),
        ("how do we move our group visit from Thursday?", Supposed()),
        ("we visited with a class last Thursday afternoon, where can I send the thank-you card?", Supposed()),
        ("I brought gifts on Thursday. when can I bring more?", Supposed()),
        ("any day but Thursday would suit my class", Supposed()),
        ("my class visit: can I send the email on Friday?", Supposed()),
        ("I'm free any day except Thursday", Supposed()),
        ("I cannot on Friday", Supposed()),
        ("next Thursday I leave the country, so before that", Supposed()),
        ("can we cancel our visit on Thursday afternoon?", Supposed()),
        ("پنجشنبه نمی‌تونیم بیایم", Supposed()),
        ("پنجشنبه اومدیم بازدید، عکس‌ها رو کجا بفرستم؟", Supposed()),
    ],
)
def test_what_a_message_supposes_is_read(text: str, supposed: Supposed) -> None:
    assert supposed_in(text, TODAY) == supposed


def test_a_day_is_measured() -> None:
    rule = RuleConditions(notice=14, weekdays=MORNINGS)
    soon, thursday = supposed_in("next Monday", TODAY), supposed_in("on 17 December", TODAY)
    assert soon.earliest(rule, TODAY) == date(2026, 12, 13) and soon.wrong_day(rule) is None
    assert thursday.earliest(rule, TODAY) is None and thursday.wrong_day(rule) == date(2026, 12, 17)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("many old computer books, maybe thirty", 30),
        ("حدود ۵۰ تا کتاب، بیشترش مال ۲۰۰۵ تا ۲۰۱۰", 50),
        ("چهل جلد کتاب", 40),
        ("my books from 1998", None),
        ("books that are 30 years old", None),
        ("we are 30 people", None),
        ("do you hold a sale of second-hand books? I would buy fifty", None),
        ("do I get a receipt for donated books? I gave you 30 books last year", None),
        ("my aunt is eighty and has a few novels", None), ("I have Fahrenheit 451", None),
        ("5 books worth 500 dollars", 5), ("سه تا کتاب دهه هفتاد دارم", 3), ("کتاب دارم، پلاک ۴۵ خیابان سعدی", None),
    ],
)  # fmt: skip
def test_books_are_counted(text: str, count: int | None) -> None:
    assert many_books(text) == count
