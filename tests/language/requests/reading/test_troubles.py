"""Books that shall help with a trouble, children who learn to read, and what is no such thing."""

from __future__ import annotations

import pytest

from language.requests.reading.reading import read_wish
from language.requests.reading.troubles import OF_TROUBLES


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a book about stress", "stress"),
        ("books on how to deal with anxiety", "anxiety"),
        ("is there some book that helps me concentrate?", "concentrate"),
        ("یه کتاب برای کم کردن استرس معرفی کنید", "استرس"),
        ("کتابی هست که آدم باهاش آروم شه", "آرامش"),
        ("ketabi baraye esteres darin", "استرس"),
    ],
)
def test_a_book_for_a_trouble(text: str, word: str) -> None:
    reading = read_wish(text)
    assert reading.wish.genres == (OF_TROUBLES,) and word in reading.narrow


@pytest.mark.parametrize(
    "text",
    [
        "do you have Anxious People by Backman?",
        "I'm stressed, any light comedy?",
        "سلام استرس امتحان دارم، کتاب تست زیست دارین",
        "یه کتاب آروم و دلنشین می‌خوام",
        "a book about stress in steel bridges",
        "a book on how to stay alive when you are anxious",
        "no more books about anxiety please, something else",
        "I don't want a book about anxiety",
        "I want a book for the beach where I needn't concentrate",
        "کتابی می‌خوام که تمرکز نخواد و سبک باشه",
        "کتاب درباره استرس نمی‌خوام، یه چیز دیگه",
        "do you have a book on stress for civil engineers?",
        "I need some books for my course on stress analysis",
        "my husband beats me, is there a book that helps with anxiety?",
        "I can't any more, is there a book about stress?",
        "do you have a book about anxiety on hold for me?",
    ],
)
def test_no_book_for_a_trouble(text: str) -> None:
    assert OF_TROUBLES not in read_wish(text).wish.genres


@pytest.mark.parametrize(
    ("text", "easy"),
    [
        ("she is just learning to read, few words, loves cats", True),
        ("تازه داره خوندن یاد می‌گیره، نوشته‌ش کم باشه", True),
        ("تازه خوندن رو راه افتاده ولی از کتاب‌های پرنوشته خوشش نمیاد", True),
        ("I just started reading Dune, something similar?", False),
        ("tell me in few words what it is about", False),
        ("her English is just a few words, something funny", False),
    ],
)
def test_who_is_learning_to_read_needs_what_is_easy(text: str, easy: bool) -> None:
    wish = read_wish(text).wish
    assert ("easy" in wish.untold) is easy and not wish.new


@pytest.mark.parametrize(
    "text", ["کوری رو خوندم، اصلا خوشم نیومد", "I read Blindness and hated it, what else is there?"]
)
def test_what_was_disliked_is_no_likeness(text: str) -> None:
    assert not read_wish(text).wish.like
