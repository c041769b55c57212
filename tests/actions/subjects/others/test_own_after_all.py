"""Whose things are asked about is who owns them in the words; only what somebody else has is refused."""

from __future__ import annotations

import pytest

from actions.subjects.account.kept_of_me import asks_whether_told
from language.requests.own.whose_things import asks_of_others, asks_of_own
from tests.support.talk import Begin

MINA = "20000001"
REFUSED = {"utter_others_loans", "utter_own_card_only", "utter_fact"}


@pytest.mark.parametrize(
    "words",
    [
        "I just wanted to know what books I have out and when they have to be back because my husband moved the pile",
        "I wanted to know about my books and my daughter wants to know is the chess club still on wednesdays",
        "I want to know about my books I've got four or five my husband took one back, can you see if he did",
        "my kids want to know if you're open, and I'd like to know what I have on loan",
        "My partner asked me to find out when my books are due, can you check",
        "our books, my husband and mine, when are they due? they are all on my card, can you see them",
        "please I want know which book I have from you, my brother he take all the books to Shiraz",
        "می‌خواستم ببینم چه کتاب‌هایی دستمه، شوهرم جابه‌جاشون کرده، می‌شه بگین؟",
        "کتابام رو می‌خوام بدونم چندتاست، مامانم یکی‌شو پس آورده، می‌شه ببینید ثبت شده؟",
        "با سلام، مایلم بدانم چه کتاب‌هایی در امانت بنده است؛ همسرم یکی را بازگردانده‌اند. آیا ثبت شده است؟",
        "mikham bebinam chi gereftam, shoharam ketaba ro jabeja karde, mishe begi?",
    ],
)
def test_ones_own_are_asked_about_whoever_is_mentioned(words: str) -> None:
    assert asks_of_own(words) and not asks_of_others(words) and not asks_whether_told(words)


@pytest.mark.parametrize(
    "words",
    [
        "can my mother see what I borrow?",
        "I want to know if my husband can see what books I have",
        "what books I have out, can my wife see that?",
        "would somebody who has my card number be able to see my loans?",
        "can people who work with you see my borrowing history?",
        "اگه همسایه‌م بپرسه چی گرفتم بهش می‌گید؟",
        "کسی میتونه بفهمه من چه کتابایی میگیرم؟",
        "khanevadam mitunan befahman chi gereftam?",
    ],
)
def test_whether_another_learns_of_them_is_still_a_question_of_its_own(words: str) -> None:
    assert asks_whether_told(words)


@pytest.mark.parametrize(
    "words",
    [
        "Can you tell me which books my husband has on loan?",
        "does my husband have anything overdue?",
        "my sister's loans please",
        "who has the book I reserved",
        "what has my daughter got out? and what do I have out?",
        "شوهرم چی دستشه؟",
        "کتابای شوهرم رو می‌خوام ببینم",
        "بابام چند تا کتاب برده؟",
        "shoharam chi gerefte?",
    ],
)
def test_what_somebody_else_has_is_none_of_ones_own(words: str) -> None:
    assert asks_of_others(words) and not asks_of_own(words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "what have I got out? my husband moved the pile"),
        ("en", "our books, mine and my husband's, when are they due?"),
        ("fa", "چی دستمه؟ شوهرم جابه‌جاشون کرده"),
    ],
)
async def test_what_was_read_as_anothers_is_told_or_asks_for_the_sign_in(
    begin: Begin, language: str, words: str
) -> None:
    assert (await (await begin(language)).says("others_loans", words)).names == ["utter_sign_in"]
    assert (await (await begin(language, MINA)).says("others_loans", words)).names == ["utter_loans"]


@pytest.mark.parametrize(("language", "words"), [("en", "what has my wife got out"), ("fa", "شوهرم چی دستشه؟")])
async def test_what_another_has_is_refused(begin: Begin, language: str, words: str) -> None:
    assert (await (await begin(language, MINA)).says("others_loans", words)).names == ["utter_others_loans"]


async def test_books_that_are_hardly_read_as_reservations_are_loans(begin: Begin) -> None:
    words = "hi um I wanted to know about my books and my daughter wants to know is the chess club still on wednesdays"
    assert (await (await begin("en", MINA)).says("hold_status", words, sure=0.37)).names[0] == "utter_loans"
    assert (await (await begin("en", MINA)).says("hold_status", "have my books come in?", sure=0.37)).names != [
        "utter_loans"
    ]
