"""Questions that go on about a title or its author: others of theirs, whether it is there, forms, volumes, slips."""

from __future__ import annotations

import pytest

from language.requests.titles.copies import find_kinds
from language.requests.titles.others_asked import find_others_asked
from language.requests.titles.slips import is_nearly_ordinary
from language.requests.titles.title_questions import find_title_questions, volumes_of
from language.requests.titles.title_there import asks_of_it, asks_whether_named


@pytest.mark.parametrize(
    ("text", "names", "free"),
    [
        ("anything else by him?", (), False),
        ("whatever else that author wrote? Abbas Maroufi I mean", ("abbas maroufi", "abbas"), False),
        ("oh and somthing else by bozorg alavi thats in right now?", ("bozorg alavi", "bozorg"), True),
        ("Has he written others that you have?", (), False),
        ("از همین پاموک چیزای دیگه چی دارین؟", ("پاموک",), False),
        ("ای بابا. کتاب دیگه‌ای از همین نویسنده دارین که الان تو قفسه باشه؟", (), True),
        ("کتاب‌های دیگه از صادق چوبک هم هست؟", ("صادق چوبک", "صادق"), False),
        ("az hamin nevisande chize dige darin?", (), False),
    ],
)
def test_others_are_asked_of_an_author(text: str, names: tuple[str, ...], free: bool) -> None:
    asked = find_others_asked(text)
    assert asked is not None and (asked.names, asked.free) == (names, free)


@pytest.mark.parametrize(
    "text",
    [
        "is there another branch near the metro?",
        "anything else I should know?",
        "another copy of Dune, please",
        "یه کتاب دیگه هم می‌خوام: بوف کور",
        "رزرو دیگه‌ای دارم؟",
        "از همین شعبه چیز دیگه‌ای نمی‌خوام",
        "از هدایت دیگه خسته شدم، یکی دیگه معرفی کن",
        "از فردوسی دیگه شعبه‌ای نزدیک‌تر نیست؟",
        "my essay compares other books by Orwell",
    ],
)
def test_no_others_are_asked(text: str) -> None:
    assert find_others_asked(text) is None


@pytest.mark.parametrize(
    ("text", "name", "asks"),
    [
        ("homo deus, same guy, have it?", "homo deus", True),
        ("Is The Plague at least on the shelf so I can read it there?", "the plague", True),
        ("and Beloved, is that in?", "beloved", True),
        ("می‌خواستم ببینم کتاب بامداد خمار رو دارید", "بامداد خمار", True),
        ("پله پله تا ملاقات خدا چی، اونو دارین؟", "پله پله تا ملاقات خدا", True),
        ("do you have a room where I can read Dune in peace?", "dune", False),
        ("is Emma good?", "emma", False),
        ("how long may I keep The Hobbit?", "the hobbit", False),
        ("I want to reserve Dune if it is in", "dune", False),
        ("I have Dune at home", "dune", False),
    ],
)
def test_a_title_is_asked_for(text: str, name: str, asks: bool) -> None:
    assert bool(asks_whether_named(text, name)) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("which branch has it now?", True),
        ("And is there one at another branch?", True),
        ("الان دقیق بگو کدوم شعبه هست که دوباره علاف نشم", True),
        ("یه نسخه‌ی دیگه تو هیچ شعبه‌ای نیست یعنی؟", True),
        ("اونجا هم هست یا فقط مرکزی داره", True),
        ("کدوم شعبه نمازخونه داره؟", False),
        ("which branch has parking?", False),
        ("is it in English?", False),
        ("is there another branch near the metro?", False),
        ("کدوم شعبه بازه؟", False),
        ("which branch has a ramp for wheelchairs?", False),
        ("Someone has it in for me.", False),
        ("کدوم شعبه هست که نزدیک مترو باشه", False),
    ],
)
def test_it_is_asked_whether_it_is_there(text: str, asks: bool) -> None:
    assert bool(asks_of_it(text)) is asks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("in large print or as an audiobook?", ("large_print", "audiobook")),
        ("ebook یا audiobook اش هم دارین", ("ebook", "audiobook")),
        ("نسخهٔ درشت‌نویس", ("large_print",)),
        ("read out loud, as a CD", ("audiobook",)),
        ("no not e-book. paper copy is fine", ()),
        ("do you have it?", ()),
    ],
)
def test_each_kind_is_found(text: str, kinds: tuple[str, ...]) -> None:
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("jelde 4 o 5 chi?", (4, 5)),
        ("جلد ۴ و ۵ رو دارین", (4, 5)),
        ("books 2, 3 and 4 of Narnia", (2, 3, 4)),
        ("Harry Potter volume 3", (3,)),
        ("volume 2 and a map", (2,)),
        ("do you have Dune", ()),
    ],
)
def test_volumes_side_by_side(text: str, numbers: tuple[int, ...]) -> None:
    assert volumes_of(text) == numbers


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("Is that all ten volumes or only the first one?", "volumes"),
        ("hamash 5 jelde?", "volumes"),
        ("i have one at home, wich edition is that", "edition"),
        ("چاپ چندمه؟", "edition"),
        ("Which translator is it?", "translator"),
    ],
)
def test_aspects_of_a_title(text: str, aspect: str) -> None:
    assert aspect in find_title_questions(text)


@pytest.mark.parametrize(
    "text",
    [
        "چاپ چنده؟ می‌خوام ده صفحه بگیرم",
        "دوره کامل دارین؟ کارگاه پایتون",
        "how many parts does the form have?",
        "what edition is the printer software?",
        "may I take all three volumes at once?",
    ],
)
def test_no_volumes_and_no_edition_is_asked(text: str) -> None:
    assert not {"volumes", "edition"} & set(find_title_questions(text))


@pytest.mark.parametrize("word", ["مجوده", "دیگهای", "چیزای", "اگ", "نیس", "کدم", "avalable", "tranlsation"])
def test_a_slip_of_an_ordinary_word_names_nothing(word: str) -> None:
    assert is_nearly_ordinary(word, frozenset({"موجوده", "available", "translation"}))


@pytest.mark.parametrize("word", ["پاموک", "سووشون", "کلیدر", "dune", "gatsby", "هابیت", "کافکا"])
def test_a_name_is_no_slip(word: str) -> None:
    assert not is_nearly_ordinary(word, frozenset({"موجوده", "available"}))
