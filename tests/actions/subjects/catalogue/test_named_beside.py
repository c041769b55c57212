"""Titles named beside other things, and what only sounds like them."""

from __future__ import annotations

import pytest

from actions.dialogue import moves_ruled_out
from actions.subjects.catalogue import authors_named, named_beside, periodicals
from actions.subjects.moves import title_copies
from actions.subjects.reading import wish_words, wishes_heard
from language.normalise import fold
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("مجلهٔ نجوم دارید؟", True),
        ("روزنامه ایران هست؟", True),
        ("do you get Wired magazine?", True),
        ("old issues of the Spectator", True),
        ("مجله‌های ورزشی دارید؟", False),
        ("مجله علمی هم هست؟", False),
        ("روزنامه امروز رسیده؟", False),
        ("do you have magazines for children?", False),
    ],
)
def test_one_periodical_is_named(text: str, named: bool) -> None:
    assert periodicals._names_one(text) is named


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("nothing thinner? I get tired", True),
        ("یه کم حجم‌تر سراغ ندارید؟", True),
        ("boland tar chi darid", True),
        ("is it shorter than the second?", False),
        ("این کوتاه‌تر از دومیه؟", False),
        ("how long is it?", False),
        ("چند صفحه است؟", False),
    ],
)
def test_another_length_is_wished_for(text: str, other: bool) -> None:
    assert (moves_ruled_out._WISHES_LENGTH.search(fold(text)) is not None) is other


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("کلیدر رو کی می‌شه برد؟", True),
        ("when can we have it?", True),
        ("it is not on the shelf, when can I have it?", False),
        ("تو قفسه نبود، کی میشه گرفتش؟", False),
    ],
)
def test_what_can_be_had_is_not_missing(text: str, when: bool) -> None:
    said = fold(text)
    asked = title_copies._WHEN_HAD.search(said) is not None and title_copies._NOT_THERE.search(said) is None
    assert asked is when


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("in Persian, my English is poor", "english"),
        ("فارسی باشه، عربیم ضعیفه", "عربی"),
        ("به انگلیسی، فارسی بلد نیستم", "فارسی"),
    ],
)
def test_a_language_that_is_weak_is_not_wished_for(text: str, left: str) -> None:
    assert left not in wish_words._without_weakness(text).lower()


@pytest.mark.parametrize("text", ["my English is poor", "something in Persian", "یک رمان انگلیسی"])
def test_nothing_is_left_out_where_no_other_is_named(text: str) -> None:
    assert wish_words._without_weakness(text) == text


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("something small by Woolf", True),
        ("یه چیز کوچیک از چوبک", True),
        ("ye ketabe kuchik az golshiri", True),
        ("کتابی برای بچهٔ کوچیکم", False),
        ("the little prince", False),
        ("Stories about small towns", False),
        ("small gods by Pratchett", False),
        ("ماهی سیاه کوچولو", False),
    ],
)
def test_a_book_is_small_and_nobody_else(text: str, small: bool) -> None:
    assert wishes_heard._is_small(text) is small


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("کتاب گلشیری کجاست؟", "گلشیری"),
        ("where is Eliot's novel?", "eliot"),
        ("books by Gaskell, which floor?", "gaskell"),
        ("ketabe golshiri kojast?", "golshiri"),
    ],
)
def test_whose_a_book_is(text: str, name: str) -> None:
    assert name in set(authors_named._names(text, authors_named._OWNING))


@pytest.mark.parametrize("text", ["کتابم کجاست؟", "which floor are the toilets on?", "کتاب هم دارید؟"])
def test_whose_nobodys_is(text: str) -> None:
    assert not list(authors_named._names(text, authors_named._OWNING))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("کدوم طبقه‌ست؟", True),
        ("which floor is it on?", True),
        ("بخش کودک کدوم طبقه‌ست؟", False),
        ("which floor are the printers on?", False),
    ],
)
def test_a_floor_of_nothing_named(text: str, alone: bool) -> None:
    assert named_beside._names_nothing(text) is alone


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("Do you have Dune and Dune Messiah, and where are they?", True),
        ("Do you have Dune and Dune Messiah, and where can I find them?", True),
        ("کوری و بوف کور دارید و کجا هستن؟", True),
        ("Do you have Dune and Dune Messiah, and where do I get a library card?", False),
        ("Do you have Dune and Dune Messiah, and where can I park?", False),
        ("کوری و بوف کور دارید و کجا عضو بشم؟", False),
    ],
)
def test_where_they_are_is_asked_of_the_titles_alone(text: str, theirs: bool) -> None:
    assert (named_beside._before_where(text) is not None) is theirs


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("return", "where do I return the book Animal Farm?"),
        ("borrow", "where is the book drop? I want to return the book Animal Farm"),
        ("return", "کتاب قلعه حیوانات رو کجا باید تحویل بدم"),
        ("events", "Can we use the room in the library to read Animal Farm with our club?"),
        ("room_booking", "is the projector available in the building? Animal Farm film"),
        ("room_booking", "when can I get the room for Animal Farm night?"),
        ("events", "when can we have a reading of Animal Farm?"),
        ("facilities", "which section am I in"),
    ],
)
async def test_a_title_beside_another_matter_is_not_what_is_asked(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("fa" if "کتاب" in words else "en")
    await talk.says("search_book", "Animal Farm")
    said = await talk.says(intent, words)
    assert not {"utter_title_whereabouts", "utter_search_one", "utter_title_free", "utter_title_back"} & set(said.names)
    assert not said.cards
