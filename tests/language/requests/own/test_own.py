"""A patron's own things are found by any name, and questions about them are told apart, in both scripts."""

from __future__ import annotations

import pytest

from language.requests.own.own_matters import Matter, Pointer, find_pointer, read_matters, without_sign_in
from language.requests.own.own_names import find_own, may_be_name

LOANS = [
    "سووشون",
    "سمفونی مردگان",
    "Design Patterns: Elements of Reusable Object-Oriented Software",
    "The Great Gatsby",
]
AUTHORS = ["سیمین دانشور", "عباس معروفی", "Erich Gamma", "F. Scott Fitzgerald"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("savushun ro tamdid kon", 0),
        ("سووشونو چی، اونم باید بیارم؟", 0),
        ("the Daneshvar one", 0),
        ("symphony e mordegan key bayad bedam", 1),
        ("سمفونی رو تا کی دارم", 1),
        ("سمفونی مردگون رو تمدید کن", 1),
        ("when is design patterns due", 2),
        ("gatsby, renew", 3),
        ("گتسبی رو تمدید کن", 3),
        ("the gatzby book", 3),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(words: str, place: int) -> None:
    assert find_own(words, LOANS, AUTHORS) == (place,)


@pytest.mark.parametrize(
    "words",
    [
        "can I keep it until Sunday please",
        "همه رو تمدید کن",
        "any chance of a bit longer",
        "chera nemishe",
        "تا شنبه نگه دارین",
    ],
)
def test_words_of_asking_are_no_name(words: str) -> None:
    assert find_own(words, LOANS, AUTHORS) == () and not may_be_name(words)


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("how many people are waiting for it?", Matter.WAITING),
        ("کسی منتظرشه؟", Matter.WAITING),
        ("chandomam tu saf?", Matter.PLACE),
        ("am I next in line?", Matter.PLACE),
        ("could you hold on to it until Monday", Matter.LONGER),
        ("داداشم میتونه بگیره؟", Matter.ANOTHER),
        ("may my wife pick it up", Matter.ANOTHER),
        ("what is the second one for", Matter.LINE),
        ("can I pay by instalments", Matter.PART),
        ("kartam monghazi shode?", Matter.EXPIRED),
        ("how do I renew my card", Matter.CARD),
        ("is it a problem if I borrow it again straight away", Matter.AGAIN),
        ("از اول خراب بود", Matter.OBJECT),
    ],
)
def test_what_is_asked_of_ones_own_is_read(words: str, matter: Matter) -> None:
    assert matter in {question.matter for question in read_matters(words)}


@pytest.mark.parametrize(
    "words",
    ["extend everything on my card that can be extended", "what are your hours", "do you have Dune", "wipe my data"],
)
def test_other_requests_ask_nothing_of_the_card_or_the_debt(words: str) -> None:
    assert not {one.matter for one in read_matters(words)} & {
        Matter.CARD,
        Matter.EXPIRED,
        Matter.LENIENCE,
        Matter.UNTIL,
    }


@pytest.mark.parametrize(
    ("words", "pointer"),
    [
        ("the late one", Pointer.LATE),
        ("اونی که یکی دیگه منتظرشه", Pointer.WAITED),
        ("the one that was refused", Pointer.REFUSED),
        ("اون که نشد", Pointer.REFUSED),
        ("my other book, the one on the way", Pointer.COMING),
        ("اون یکی", Pointer.OTHER),
    ],
)
def test_a_thing_may_be_described(words: str, pointer: Pointer) -> None:
    assert find_pointer(words) is pointer


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("I've signed in now.", ""),
        ("done, logged in", ""),
        ("vared shodam, hala begu", ""),
        ("من وارد شدم. بدهیم چقدره؟", "من بدهیم چقدره؟"),
        ("how do I sign in?", None),
        ("نمی‌توانم وارد شوم", None),
    ],
)
def test_having_signed_in_is_read_with_what_stands_beside_it(words: str, rest: str | None) -> None:
    assert without_sign_in(words) == rest


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سقوط کامو رو تمدید کن", ()),
        ("طاعون نوشتهٔ کامو رو تمدید کن", ()),
        ("renew The Fall by Camus", ()),
        ("کتاب کامو رو تمدید کن", (0,)),
        ("آلبر کامو رو تمدید کن", (0,)),
        ("the saramago book", (1,)),
    ],
)
def test_what_else_an_author_wrote_names_nothing_of_ones_own(text: str, places: tuple[int, ...]) -> None:
    assert find_own(text, ["بیگانه", "کوری"], ["آلبر کامو", "ژوزه ساراماگو"]) == places
