"""Misspelt Persian words are read as they were meant; names, rare words and forms of verbs stay."""

from __future__ import annotations

import pytest

from language.normalise import fold
from language.spelling import Speller, other_words

SAID = {
    **dict.fromkeys(("چند", "چی", "چقدر", "بچه", "گفت", "هست", "کتاب", "کتابخانه", "ساعت", "میخوام"), 500),
    **dict.fromkeys(("عضو", "غذا", "نسخه", "مطالعه", "تمدید", "رزرو", "صندلی", "پرینت", "مدرک", "گرفت"), 60),
    **dict.fromkeys(("نداره", "نداری", "بیاره", "سالن", "شعبه", "کارت", "گم", "زنگ", "دیگه", "پیدا"), 60),
    "کباب": 1,
    "کتابب": 3,
}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(SAID, {*other_words(), "نادری"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("عظو", "عضو"),
        ("غزا", "غذا"),
        ("نصخه", "نسخه"),
        ("مطالغه", "مطالعه"),
        ("مطاله", "مطالعه"),
        ("تمدبد", "تمدید"),
        ("پرینط", "پرینت"),
        ("جند", "چند"),
        ("جيه", "جيه"),
        ("عضوو", "عضو"),
        ("صندللی", "صندلی"),
        ("میخام", "میخوام"),
        ("مدزک", "مدرک"),
        ("کتابساعت", "کتاب ساعت"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(speller: Speller, written: str, meant: str) -> None:
    assert fold(speller.respelt(f"{written} است")) == fold(f"{meant} است")


@pytest.mark.parametrize(
    "written",
    [
        "ندارم",  # said of oneself, and not by anybody here
        "نادری",  # a name that is a known word with two letters changed over
        "نذاره",
        "نیاره",
        "پیشش",
        "برید",
        "روستایی",
        "هلن",
        "سلین",
        "bale",
        "کتاب‌ها",
        "۱۲۳",
    ],
)
def test_what_is_no_slip_stays(speller: Speller, written: str) -> None:
    assert speller.respelt(f"{written} است") == f"{written} است"


def test_a_keyboard_without_four_letters_shows_by_its_other_letters(speller: Speller) -> None:
    assert speller.respelt("زنك بزنم ديكه بيدا شد") == "زنگ بزنم دیگه پیدا شد"
    # «ک» and «ی» are those of a Persian keyboard, which has all letters.
    assert speller.respelt("باره") == "باره"


def test_what_stands_in_quotes_is_a_name(speller: Speller) -> None:
    assert speller.respelt("«عظو» عظو") == "«عظو» عضو"


def test_a_rare_word_is_a_slip_of_one_that_is_said_far_more_often(speller: Speller) -> None:
    assert speller.respelt("کتابب") == "کتاب"
    assert speller.respelt("کباب") == "کباب"


def test_english_and_an_empty_list_change_nothing(speller: Speller) -> None:
    assert speller.respelt("where is it") == "where is it"
    assert Speller({}).respelt("عظو") == "عظو"


def test_a_long_text_is_done_in_time(speller: Speller) -> None:
    text = "ناشناختهترین " * 400
    assert speller.respelt(text) == text


def test_respelling_twice_changes_nothing_more(speller: Speller) -> None:
    once = speller.respelt("عظو غزا نصخه مطالغه")
    assert speller.respelt(once) == once
