"""Messages right after suggestions: how others shall be, whose they shall not be, and what is asked of those shown."""

from __future__ import annotations

import pytest

from language.choices import find_choice
from language.requests.reading.asked_of_these import asks_of_each, asks_shortest, asks_whether_there, takes_it
from language.requests.reading.goes_on import in_wish_words, only_says_how
from language.requests.reading.goes_past import authors_named_off, knows_those, not_by_that_one
from language.requests.reading.reading import read_wish


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        ("iranian author pls", "origin", "fa"),
        ("a woman", "untold", ("by_woman",)),
        ("I'd rather have one by a woman this time.", "untold", ("by_woman",)),
        ("Is it about the war? I'd prefer family life.", "genres", ("family",)),
        ("any with lots of pictures", "forms", ("picture",)),
        ("w/ photos", "forms", ("picture",)),
        ("no horror, something lighter", "without", ("horror",)),
        ("Not the world war again please", "without", ("war",)),
        ("irani ham darin too in zhanr?", "origin", "fa"),
        ("zan bashe nevisandash age mishe", "untold", ("by_woman",)),
        ("yekam kamtar talkh, in akhari vaghean naboodam kard", "untold", ("not_sad",)),
        ("jedi bashe na superhero", "not_on", ("superheroes",)),
        ("نقاشی هم داشته باشه لطفا، بدون عکس نگاش نمی‌کنه", "forms", ("picture",)),
        ("ایرانی هم داریم تو این سبک؟", "origin", "fa"),
        ("محدوده را به نویسندگان ایرانی محدود کنیم.", "origin", "fa"),
        ("نه جنگ جهانی دیگه همه خسته شدن ازش", "without", ("war",)),
        ("سیاسی نباشه تورو خدا", "without", ("political",)),
    ],
)
def test_what_only_says_how_it_shall_be(text: str, part: str, value: object) -> None:
    assert only_says_how(text)
    assert getattr(read_wish(in_wish_words(text)).wish, part) == value


@pytest.mark.parametrize(
    "text",
    [
        "is it in English?",
        "do you have Dune?",
        "any of these as an audiobook?",
        "saadi?",
        "poems by Saadi",
        "may I bring my dog?",
        "I'm so sad today",
        "I am Iranian",
        "the crime rate is high here",
        "reserve the Persian one",
        "is Saadi open in the evening?",
        "who is the author, is she Iranian?",
        "please answer in Persian",
        "how do I renew it?",
        "خیلی غمگینم",
        "من ایرانیم",
        "خنده‌دار بود؟",
        "اولی به فارسی هم هست؟",
        "کارت می‌خوام برای دخترم ۷ سالشه",
        "برای پایان‌نامه دربارهٔ سعدی منبع می‌خوام",
        "رمان گرافیکی چیه؟",
    ],
)
def test_what_says_something_else(text: str) -> None:
    assert not only_says_how(text)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("I said like it, not by him", True),
        ("another author please", True),
        ("az hamoon nevisande na, ye ketabe dige", True),
        ("از همین نویسنده نباشه", True),
        ("anything else by him?", False),
        ("از همین نویسنده چی دارین؟", False),
        ("is it by him?", False),
    ],
)
def test_not_by_that_one(text: str, refused: bool) -> None:
    assert not_by_that_one(text) is refused
    assert not (refused and read_wish(text).wish.not_by)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("موراکامی رو همه می‌شناسن، یکی دیگه", ["موراکامی"]),
        ("Everybody knows Daneshvar. Who else", ["daneshvar"]),
        ("do you know Daneshvar?", []),
        ("موراکامی رو دارین؟", []),
    ],
)
def test_authors_who_are_known(text: str, names: list[str]) -> None:
    assert list(authors_named_off(text)) == names


def test_what_is_known_already() -> None:
    assert all(map(knows_those, ("read that", "uno ham khoonde :(", "اینو خوندم", "I've read it, another?")))
    assert not any(
        map(knows_those, ("did you read that?", "I want to read that", "should I read it?", "می‌خوام بخونمش"))
    )


def test_what_is_asked_of_those_shown() -> None:
    assert all(map(asks_of_each, ("page count?", "fine, how many pages", "who is the author", "نویسنده‌شون کیه؟")))
    assert not any(map(asks_of_each, ("how much is a colour page?", "how many pages may I print?", "something long")))
    assert asks_shortest("kodoomeshoon kootah tare? akhare hafte mikham") and asks_shortest("which one is shorter?")
    assert not asks_shortest("a shorter one please") and not asks_shortest("which is the shortest? put it aside for me")
    assert asks_whether_there("we live near Saadi, are they there?") and not asks_whether_there(
        "is my reservation there?"
    )
    assert takes_it("I'll take the second") and takes_it("دومی رو می‌خوام")
    assert not takes_it("I don't want the second") and not takes_it("نمی‌خوام")


def test_the_second_that_was_named() -> None:
    choice = find_choice("اون که دوم گفتی چند نسخه ازش دارین؟")
    assert choice is not None and choice.indexes == (2,)
    assert find_choice("اون که در جنگ جهانی دوم کشته شد") is None
