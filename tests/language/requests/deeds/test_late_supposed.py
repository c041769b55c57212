"""Lateness that is supposed, closed days, and mercy, in words; and what only sounds like them."""

from __future__ import annotations

import pytest

from language.requests.deeds.late_supposed import (
    asks_for_all,
    asks_in_tomans,
    asks_late_cost,
    asks_of_closed_days,
    counts_from_due,
    joins_named,
    only_counts,
)
from language.requests.deeds.pleas import asks_to_waive, speaks_of_lateness
from language.requests.deeds.portions import asks_together


@pytest.mark.parametrize(
    "text",
    [
        "if I bring both back on Saturday, what would that come to?",
        "hello, sorry to bother you, if i return Emma two days after the date how much i must pay?",
        "Should I not manage it before Friday evening, what would the charge be until Wednesday?",
        "suppose I hand Dune in a week late, what's the fine? Thanks!",
        "how much would it cost me if I kept it five days longer than allowed, I mean late",
        "اگه یکشنبه بیارم total چند میشه",
        "چنانچه روز شنبه هر دو را تحویل دهم، مبلغ نهایی چند ریال خواهد بود؟",
        "در صورتی که سه روز پس از موعد برگردانم، چقدر جریمه دارد؟",
        "سلام ببخشید اگه یه هفته دیر بشه جریمه‌ش چقد میشه",
        "age shanbe biaram cheghad mishe",
        "اگه هر دوتا رو جمعه بیارم جریمم چقدره؟",
    ],
)
def test_what_lateness_would_cost_is_asked(text: str) -> None:
    assert asks_late_cost(text)


@pytest.mark.parametrize(
    "text",
    [
        "if I bring it back on Saturday, can I borrow another one?",
        "may I renew it if I return the other one?",
        "how much do I owe?",
        "what does it cost if I lost the book?",
        "if I bring my laptop, where can I sit?",
        "how much is the membership if I am a student?",
        "bring it back on Saturday",
        "can the fee be waived if I bring it back tomorrow?",
        "اگه شنبه بیارم میشه یه کتاب دیگه بگیرم؟",
        "اگه شنبه بیارم تمدید میشه یا جریمه داره؟",
        "چقدر بدهکارم؟",
        "اگه گم شده باشه چقدر باید بدم؟",
        "شنبه میارمش",
        "Would you be open late tomorrow, and how much is the entrance fee?",
        "If I come late on Saturday, how much is parking?",
        "How much would it cost to keep my bag in a locker until Saturday?",
        "I would like to know how much my fine is, I returned it 6 days late",
        "When I returned Emma 6 days late, how much was I charged?",
        "If a student returns a book three days late, how much is the fine?",
        "if my neighbour keeps his book until 5 December, what will he be charged?",
        "If I'm late, how much time do I have to bring them back?",
        "If I bring them on Saturday, is there a charge for taking them to another branch?",
        "Would you keep Emma for me until Saturday, and what is the charge for that?",
        "اگه یه کتاب بچه‌ها سه روز دیر برگرده جریمه‌ش چقدره؟",
        "اگر عضوی کتابی را ده روز دیر بازگرداند مبلغ جریمه چقدر است؟",
        "وقتی دیر بشه، تا شنبه چقدر وقت دارم برگردونم؟",
        "وقتی کتابو ۶ روز دیر آوردم چقدر جریمه شدم؟",
    ],
)
def test_another_question_is_none_of_lateness(text: str) -> None:
    assert not asks_late_cost(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("two days after the date", 2),
        ("a week late", 7),
        ("three days past the deadline", 3),
        ("سه روز بعد از موعدش", 3),
        ("یه هفته late", 7),
        ("do rooz dir", 2),
        ("in two days", None),
        ("the day after tomorrow", None),
        ("دو روز دیگه", None),
    ],
)
def test_days_are_counted_from_the_due_day(text: str, days: int | None) -> None:
    assert counts_from_due(text) == days


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Do Fridays and holidays count?", True),
        ("If that day the library is close, I will pay the fine?", True),
        ("is a closed day charged as well?", True),
        ("پنجشنبه‌ها هم حساب می‌شه؟", True),
        ("آیا روزهای جمعه و تعطیل نیز در این محاسبه منظور می‌شود؟", True),
        ("jome ham hesab mishe?", True),
        ("are you open on Friday?", False),
        ("I'll bring it on Friday. How do I pay?", False),
        ("Is the library closed on Friday? I want to pay my fine.", False),
        ("جمعه بازین؟", False),
        ("جمعه میام جریمه‌مو بدم", False),
        ("پنجشنبه میام جریمه‌مو حساب کنم", False),
        ("روز تعطیل هم جریمه داره؟", True),
        ("جمعه میام حسابم رو ببینم", False),
        ("If I bring it back on Saturday, will I be charged?", False),
        ("Do you charge a fee for the workshop on Sunday?", False),
        ("I was charged a fee on Sunday, for what?", False),
        ("Is a fee charged for printing on holidays?", False),
        ("will I be charged for Fridays too?", True),
        ("اگه شنبه بیارم چی؟ پنج‌شنبه جریمه می‌شم؟", False),
        ("پنجشنبه میام، پولش حساب می‌شه؟", False),
    ],
)
def test_closed_days(text: str, *, asked: bool) -> None:
    assert asks_of_closed_days(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can the fine be waived?", True),
        ("might an allowance be made?", True),
        ("میشه جریمه‌مو ببخشید؟", True),
        ("با گواهی بیمارستان امکان بخشودگی جریمه هست؟", True),
        ("please forgive me, where is the library?", False),
        ("ببخشید ساعت چند می‌بندین؟", False),
        ("I am in hospital, can it wait more?", False),
    ],
)
def test_mercy_is_asked_for_a_fee(text: str, *, asked: bool) -> None:
    assert asks_to_waive(text) is asked


def test_days_alone_are_no_lateness() -> None:
    assert speaks_of_lateness("I was ill, so it is late")
    assert speaks_of_lateness("مریض بودم نتونستم بیام پس بدم")
    assert not speaks_of_lateness("I am ill since two days, can you keep my reservation?")


def test_all_of_them_and_a_sum_together() -> None:
    assert asks_for_all("for both") and asks_for_all("برای هر دوتاش") and not asks_for_all("for that book")
    assert joins_named("does the same hold for Emma?") and not joins_named("what about Emma?")
    assert not joins_named("is it brought back too late?") and not joins_named("گتسبی رو هم زودتر نیارم")
    assert not asks_in_tomans("به تومن نه، به ریال بگو") and not asks_in_tomans("not in tomans please, in rials")
    assert only_counts("and both of them, five days?") and not only_counts("both are due in two days, aren't they?")
    assert asks_together("what is it for, and what is the total?") and not asks_together("what is it for?")
    assert (
        asks_in_tomans("چند تومن میشه؟") and asks_in_tomans("in tomans please") and not asks_in_tomans("پنج تومن دادم")
    )
