"""The sentences of a letter that ask or propose something, in whatever form: none of them is left out."""

# Letters stand as they are written.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from engine.asking import asks, proposes
from engine.message_pieces import pieces


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
    ("text", "wanted"),
    [
        ("Hi, two things: can you renew Emma, tell me when Dune comes, and are you open on Sunday?",
         ["Hi, two things: can you renew Emma", "tell me when Dune comes", "are you open on Sunday?"]),
        ("I want to keep them all longer, then to know what a colour page costs, and have you any Chekhov?",
         ["I want to keep them all longer", "to know what a colour page costs", "have you any Chekhov?"]),
        ("It is such a pity. So which one goes back first, and may it go to any branch?",
         ["It is such a pity. So which one goes back first", "may it go to any branch?"]),
        ("I lost my card, what do I do, and can I still borrow?", ["I lost my card, what do I do", "can I still borrow?"]),
        ("وای‌فای قطع شده بود راستی فردا تا چند بازید؟", ["وای‌فای قطع شده بود", "فردا تا چند بازید؟"]),
        ("wifi darin va mishe unja chai khord", ["wifi darin", "mishe unja chai khord"]),
        ("kelidar ro baram rezerv kon rasti emrooz ta chand bazin", ["kelidar ro baram rezerv kon", "emrooz ta chand bazin"]),
        ("یکی اینکه جریمه‌ام چقدره بعد هم اینکه رزروم کجاست و آخرش هم اینکه فردا بازید",
         ["جریمه‌ام چقدره", "رزروم کجاست", "فردا بازید"]),
    ],
)  # fmt: skip
def test_each_part_that_asks_is_cut_out(text: str, wanted: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to renew The Hobbit, which is due tomorrow, and Dune.",
        "My daughter, who is nine, loves horses and is looking for a book",
        "کتابی می‌خوام که هم خنده‌دار باشه و هم کوتاه",
        "man ketab e kelidar va sooshoon ro mikham",
        "When I was there last week, the lights went out and everybody left",
    ],
)
def test_what_goes_on_with_one_thing_is_not_cut(text: str) -> None:
    assert len(pieces(text)) == 1


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
