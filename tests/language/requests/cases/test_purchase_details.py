"""What is said of a purchase request: who wrote the book, how long it takes, and what the book is called."""

from __future__ import annotations

import pytest

from language.requests.cases.bought_by_name import called_names
from language.requests.cases.purchase_details import find_purchase_said


@pytest.mark.parametrize(
    ("text", "details", "how_long"),
    [
        ("The author is Martin Kleppmann. How long it takes normally?", "The author is Martin Kleppmann.", True),
        ("It's by Percival Everett.", "It's by Percival Everett.", False),
        ("Thanks. The publisher is O'Reilly", "The publisher is O'Reilly", False),
        ("How long does it usually take?", "", True),
        ("نویسنده‌ش مارتین کلپمن هست. معمولا چقدر طول می‌کشه؟", "نویسنده‌ش مارتین کلپمن هست.", True),
    ],
)
def test_details_and_the_time(text: str, details: str, how_long: bool) -> None:
    said = find_purchase_said(text)
    assert said is not None and (said.details, said.how_long) == (details, how_long)


@pytest.mark.parametrize(
    "text",
    [
        "How long can I keep a book?",
        "Is the author coming to the library?",
        "The author is Orwell. Do you have Animal Farm?",
        "Please buy Dune as well",
        "I will come by bus",
        "How long are you open today?",
        "How long does it take to get there by bus?",
        "How long does a new card take?",
        "چقدر می‌تونم نگهش دارم؟",
        "By the way, can you renew my loans",
        "By phone, please",
        "by Orwell please",
        "how soon do I have to pay my fine?",
        "how long until my books are due?",
        "چند روز طول می‌کشه جریمه بشم؟",
        "how long is my account valid?",
        "how long can I have a book?",
        "how long is the poetry evening?",
        "شب شعر چقدر طول می‌کشه",
        "چقدر طول می‌کشه تا سعدی",
        "How long is Emma?",
        "how soon can I get it?",
        "how long will it take until it is ready?",
        "نویسنده کتاب Emma کیه",
        "نویسنده زن باشه",
        "نویسنده ایرانی چی دارین",
        "نویسنده رو اشتباه گفتم، درخواستو لغو کن",
        "ناشر هستم، کتاب اهدا می‌کنم",
        "مترجم زبان هم دارید",
        "نویسنده‌اش یادم نیست",
        "The author is Orwell and please buy Blue Gardening as well",
        "The author is dead.",
        "The author is coming to the library next week.",
    ],
)
def test_anything_else_is_left(text: str) -> None:
    assert find_purchase_said(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You do not have it. Title is Animal Farm. Can the library buy?", ["animal farm"]),
        ("It's called The Idiot. Could you please purchase it?", ["the idiot"]),
        ("I couldn't find Emma by Jane Austen, please buy", ["emma"]),
        ("سلام کتاب کوری رو ندارین، میشه بخرین؟", ["کوری"]),
        ("اسمش بوف کوره، می‌خرید؟", ["بوف کور"]),
        ("کتاب درباره کوری ندارین؟", []),
        ("My daughter's name is Emma. Could you please buy Quantum Gardening?", []),
        ("my name is Emma, please buy Quantum Gardening", []),
        ("My favourite novel is called Animal Farm. Please buy Quantum Gardening, it is similar", []),
        ("I can't find Emma, my favourite, anywhere. Buy Quantum Gardening too", []),
        ("You don't have Animal Farm. Please buy something like that", []),
        ("You don't have Animal Farm. Please buy the audiobook", []),
        ("مثل کتاب کوری ندارین؟ لطفا یه چیز شبیهش بخرین", []),
        ("جلد سوم کتاب شاهنامه رو ندارین لطفا بخرین", []),
        ("شعبه سعدی کتاب کوری رو نداره بخرین برای اونجا", []),
        ("The Saadi branch does not have Animal Farm. Please buy it for Saadi", []),
        ("You do not have it, a pity", []),
        ("please buy a guide to Dune", []),
    ],
)
def test_what_the_book_is_called(text: str, names: list[str]) -> None:
    assert list(called_names(text)) == names
