"""Loans of before: what is seen of them here, and that nothing is suggested by them."""

from __future__ import annotations

import pytest

from actions.subjects.loans.past_loans import asks_for_past_loans, means_the_returned, wishes_by_loans
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "words",
    [
        "what did I borrow in spring?",
        "which books had I out before these",
        "show me my borrowing history",
        "کتابایی که پارسال خوندم رو می‌خوام ببینم",
        "tarikhche amanat haye man ro neshun bede",
    ],
)
def test_loans_of_before_are_asked_for(words: str) -> None:
    assert asks_for_past_loans(words)


@pytest.mark.parametrize(
    "words",
    [
        "what have I borrowed?",
        "how long do you keep my borrowing history?",
        "delete my loan history please",
        "is my reading history private?",
        "have you got books on history?",
        "why is the book I returned last month still on my card?",
        "سابقهٔ امانتم رو پاک کنید",
        "چی دستمه؟",
        "کتابایی که تا حالا گرفتم کی باید پس بدم؟",
        "کتابایی که بردم تا کی باید بیارم",
        "کتابایی که پارسال گرفتم رو کی باید پس بدم، بگو",
        "what have I borrowed already?",
        "which books have I taken out last week and when are they due?",
        "what did I borrow last month and when is it due",
        "the books I borrowed, when are they due?",
        "can the police get my borrowing record",
        "اگه پلیس بخواد سابقه کتابامو بهش میدین؟",
        "can librarians see my borrowing record",
        "can librarians see my borrowing history",
        "Can I get my borrowing history deleted?",
        "can I get my borrowing history wiped?",
        "see my kid's borrowing history",
        "تاریخچه کتابخانه مرکزی چیه؟",
        "کتاب تاریخچه مطالعه در ایران دارید؟",
    ],
)
def test_what_is_out_kept_or_erased_is_another_question(words: str) -> None:
    assert not asks_for_past_loans(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("not those, the ones I brought back", True),
        ("no I mean the earlier ones", True),
        ("نه، قدیمی‌ها رو می‌گم که پس دادم", True),
        ("na, unayi ke bargardundam", True),
        ("but I already returned those", False),
        ("the ones I returned are still listed", False),
        ("اونو که پس دادم", False),
        ("چرا اونایی که پس دادم هنوز هست؟", False),
        ("the books I borrowed, when are they due?", False),
        ("کتابایی که بردم تا کی باید بیارم", False),
        ("the old books", False),
    ],
)
def test_what_was_returned_is_meant_or_a_return_is_claimed(words: str, meant: bool) -> None:
    assert means_the_returned(words) is meant


@pytest.mark.parametrize(
    ("words", "wishes"),
    [
        ("suggest something based on my history", True),
        ("what should I read next, going by the books I've borrowed?", True),
        ("با توجه به کتابایی که قبلاً بردم چی بخونم؟", True),
        ("از روی سابقه امانتم یه رمان معرفی کن", True),
        ("recommend a book on the history of Iran", False),
        ("recommend something like Sapiens", False),
        ("what do I have on loan?", False),
        ("یه رمان تاریخی معرفی کن", False),
        ("یه کتاب شبیه بوف کور که خوندم معرفی کن", False),
        ("مثل شازده کوچولو که خوندم پیشنهاد بدین", False),
        ("something similar to what I read: Dune", False),
        ("something disappeared from my account", False),
    ],
)
def test_something_is_wished_for_by_what_was_read(words: str, wishes: bool) -> None:
    assert wishes_by_loans(words) is wishes


async def test_after_the_loans_it_is_said_that_earlier_ones_are_not_seen(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("loans", "what do I have?")
    assert (await talk.says("fines", "no, I meant the ones I gave back")).names == ["utter_loan_history"]


async def test_a_claim_of_a_return_stays_one(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("loans", "what do I have?")
    assert "utter_loan_history" not in (await talk.says("loans", "but I already returned those")).names


async def test_nothing_is_suggested_by_loans_and_a_subject_then_is(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "could you suggest something from my borrowing history")
    assert said.names == ["utter_reading_by_loans"]
    assert "utter_reading_by_loans" not in (await talk.says("recommendation", "science")).names


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "loans", "what have I borrowed already?"),
        ("en", "loans", "what did I borrow last month and when is it due"),
        ("fa", "loans", "کتابایی که تا حالا گرفتم کی باید پس بدم؟"),
        ("fa", "loans", "کتابایی که بردم تا کی باید بیارم"),
        ("en", "privacy", "can the police get my borrowing record"),
        ("en", "privacy", "can I see my borrowing history, or is it hidden?"),
        ("en", "my_data", "Can I get my borrowing history deleted?"),
        ("en", "others_loans", "see my kid's borrowing history"),
        ("fa", "recommendation", "یه کتاب شبیه بوف کور که خوندم معرفی کن"),
        ("en", "complaint", "something disappeared from my account"),
    ],
)
async def test_loans_of_now_and_what_is_kept_have_their_own_answers(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card="20000003")
    await talk.says("loans", "what do I have?")
    assert not {"utter_loan_history", "utter_reading_by_loans"} & set((await talk.says(intent, words)).names)
