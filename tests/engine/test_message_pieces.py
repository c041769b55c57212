"""The sentences of a letter that ask or propose something, in whatever form: none of them is left out."""

# Letters stand as they are written.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from engine.message_pieces import asks, pieces, proposes


@pytest.mark.parametrize(
    "text",
    [
        "I would also like to know if there is a card for schools",
        "I'd love to find out whether you lend board games",
        "I was also wondering whether the hall can be hired",
        "I'd be grateful if you could tell me what the deposit is",
        "I would be interested to know how long the queue is",
        "Could you please let me know whether parking is free",
        "Please let me know what it costs",
        "My second question is whether you take magazines",
        "Lastly, I wonder if you have any old maps",
    ],
)
def test_what_is_asked_indirectly_is_asked(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for letting me know last week",
        "My question was answered by your colleague",
        "I know that you are busy",
        "We told you about it",
    ],
)
def test_what_tells_asks_nothing(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "One suggestion: the chairs upstairs could do with cushions",
        "A small idea, put the new arrivals by the door",
        "And a suggestion if I may: open an hour earlier on Mondays",
        "Finally, my suggestion is to move the printers",
        "I also have a suggestion: more lamps in the hall",
        "پیشنهاد: میزها را کنار پنجره بگذارید",
        "یک پیشنهاد هم دارم: ساعت کار جمعه‌ها را بیشتر کنید",
        "در ضمن پیشنهادی دارم، صندلی‌ها را عوض کنید",
    ],
)
def test_what_is_announced_as_a_suggestion_is_one(text: str) -> None:
    assert proposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Any suggestions for a thriller?",
        "Have you an idea where it is?",
        "What a good idea",
        "My suggestion was rejected last year",
        "یه پیشنهاد برای کتاب دارید؟",
        "پیشنهادم چی شد؟",
    ],
)
def test_who_wants_or_asks_after_suggestions_makes_none(text: str) -> None:
    assert not proposes(text)


def test_each_of_a_letters_questions_is_a_part() -> None:
    letter = (
        "Good morning, I teach at the primary school round the corner and we would like to bring thirty pupils in spring."
        " Is this possible on a weekday? I would also like to know if there is a card for teachers."
        " And one suggestion: the sign at the tram stop is hard to read."
    )
    found = [piece.text for piece in pieces(letter)]
    assert len(found) == 3
    assert "bring thirty pupils" in found[0] and found[0].endswith("weekday?")
    assert "card for teachers" in found[1] and "tram stop" in found[2]


def test_a_wish_that_is_told_belongs_to_the_question_that_leans_on_it() -> None:
    letter = (
        "سلام و خسته نباشید. من مربی یک مهدکودک هستم و می‌خواهیم بچه‌ها را برای بازدید بیاوریم. آیا این کار در روزهای هفته ممکن است؟"
        " همچنین بفرمایید برای مربی‌ها چه کارتی دارید؟ خیلی ممنونم از راهنمایی شما و همکارانتان در کتابخانه، روز خوبی داشته باشید و سپاس از وقتی که می‌گذارید."
    )
    found = [piece.text for piece in pieces(letter)]
    assert "بازدید" in found[0] and "این کار" in found[0] and any("کارتی" in one for one in found[1:])
