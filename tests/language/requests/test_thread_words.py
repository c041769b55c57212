"""Words that go on with what was told: another wish, a branch and its hours, whom to ring, where a found thing goes."""

from __future__ import annotations

import pytest

from language.emergencies.afterwards import beside_the_end, takes_back
from language.requests.cases.case_questions import find_message
from language.requests.cases.tellings import hands_in
from language.requests.library_info.whereabouts import asks_of_opening, asks_until_when
from language.requests.own.own_names import find_own
from language.requests.reading.already_read import wishes_another
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_numbers import find_ages


@pytest.mark.parametrize(
    "text",
    [
        "Ah, I've read that one. Do you have something else by a woman?",
        "we've already seen the first, anything newer?",
        "She has read it. What about a thriller?",
        "I've read both. Another one please",
        "اینو خوندم، یه چیز دیگه بگو",
        "دومی رو قبلاً خوندم، چیزی از نویسنده‌های ترک دارین؟",
        "اون رو دیده‌ام، یکی دیگه معرفی کنید",
        "همه رو خوندم. دیگه چی دارید",
        "ino khundam, chizi dige darid?",
    ],
)
def test_what_was_read_is_not_what_is_asked_about(text: str) -> None:
    assert wishes_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "I've read good things about it",
        "Has she read it?",
        "I've read that it won a prize",
        "این رو بخونم؟",
        "کی اینو نوشته",
    ],
)
def test_nothing_else_is_wished_for(text: str) -> None:
    assert not wishes_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "Saadi till when?",
        "central until what time today",
        "when does bagh ferdows close",
        "how late is Central open",
        "is Saadi open now?",
        "opening hours of Saadi",
        "سعدی تا کی بازه؟",
        "مرکزی ساعت چند می‌بنده",
        "باغ‌فردوس تا چند",
        "ساعت کار شعبهٔ سعدی",
        "saadi ta key baze",
    ],
)
def test_the_hours_of_a_branch_are_asked_for(text: str) -> None:
    assert asks_until_when(text) and asks_of_opening(text)


@pytest.mark.parametrize("text", ["مرکزی کی می‌بنده؟", "کی در رو می‌بندید", "markazi key mibande", "چند می‌بندین"])
def test_when_it_closes_is_asked_of_the_hours(text: str) -> None:
    assert asks_of_opening(text)
    assert not asks_of_opening("کمربند ایمنی را می‌بندم")


@pytest.mark.parametrize(
    "text",
    [
        "Where is Saadi?",
        "how do I get to Central",
        "what is the address",
        "سعدی کجاست؟",
        "آدرس مرکزی رو بدید",
        "Saadi koja?",
    ],
)
def test_the_way_is_no_hour(text: str) -> None:
    assert not asks_until_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "Monday from ten to twelve",
        "say Tuesday at 5",
        "دوشنبه ساعت ۴ تا ۶",
        "یکشنبه عصر بهتره",
        "this morning around nine",
    ],
)
def test_an_hour_that_is_only_named_asks_for_none(text: str) -> None:
    assert not asks_of_opening(text)


@pytest.mark.parametrize(
    "text",
    [
        "Could a librarian phone me about it tomorrow?",
        "please have someone ring me on 021 000 1234",
        "I'd like somebody to call me back in the morning",
        "ring me at work please",
        "Let them call me, afternoons are fine",
        "لطفاً یکی بهم زنگ بزنه",
        "بگید کتابدار با من تماس بگیره",
        "میشه یه نفر فردا صبح بهم زنگ بزنه",
        "خواهشمندم با بنده تماس بگیرید",
        "lotfan yeki behem zang bezane",
    ],
)
def test_who_is_to_be_rung_up_leaves_a_message(text: str) -> None:
    assert find_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will you ring me when my book comes?",
        "Nobody called me",
        "do you phone me or write",
        "وقتی رسید بهم زنگ می‌زنید؟",
        "کسی به من زنگ نزد",
        "دیروز از کتابخونه بهم زنگ زدن",
    ],
)
def test_being_told_by_telephone_is_no_message(text: str) -> None:
    assert not find_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "I found a purse on the stairs, who do I give it to?",
        "someone left a scarf. Where should I hand it in?",
        "there's a phone here that isn't mine, where do I take it",
        "which desk do I bring it to",
        "یه کلید پیدا کردم، به کی بدم؟",
        "کیف یه نفر جا مونده، تحویل کی بدم",
        "این عینک رو کجا تحویل بدم؟",
        "پیش کی ببرم تحویل بدم این گوشی رو",
        "ye kif peyda kardam be ki bedam",
    ],
)
def test_what_was_found_is_handed_in(text: str) -> None:
    assert hands_in(text)


@pytest.mark.parametrize(
    "text",
    ["I lost my purse", "have you found my keys?", "کیفم گم شده", "عینکم رو جا گذاشتم", "کسی چترم رو ندیده؟"],
)
def test_what_was_lost_is_not_handed_in(text: str) -> None:
    assert not hands_in(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The ambulance took her, thanks. Her coat lies on the chair.", "Her coat lies on the chair."),
        ("false alarm. My bag is locked in, though.", "My bag is locked in, though."),
        ("اورژانس بردش خدا رو شکر. عینکش مونده اینجا.", "عینکش مونده اینجا."),
    ],
)
def test_what_is_said_beside_the_end_of_an_emergency_is_left(text: str, rest: str) -> None:
    assert takes_back(text) and beside_the_end(text) == rest


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my mother is sixty-four years old and loves history", 64),
        ("he turns eighty-one next week", 81),
        ("مادرم هفتاد و پنج سالشه", 75),
        ("پدربزرگم هشتاد و دو سالشه شعر دوست داره", 82),
        ("پسرم دوازده سالشه", 12),
        ("my daughter is nine years old", 9),
    ],
)
def test_an_age_is_read_in_words(text: str, age: int) -> None:
    ages, _ = find_ages(text)
    assert ages and ages[0] <= age <= ages[-1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("نارنیا رو دیده، می‌گه نمی‌خوام. یه چیز کوتاه بگو", "نارنیا"),
        ("no Narnia please, he has seen the films", "narnia"),
    ],
)
def test_what_is_refused_by_its_name_is_not_looked_for(text: str, word: str) -> None:
    assert word not in str(read_wish(text).wish.packed()).casefold()


@pytest.mark.parametrize(
    "text",
    ["رمان تاریخی زیاد خوندم، یه چیز خنده‌دار بده", "I've read plenty of historical novels, something funny please"],
)
def test_who_has_read_enough_of_something_wants_something_else(text: str) -> None:
    wish = read_wish(text).wish
    assert "historical" in wish.without and "novel" not in wish.without


@pytest.mark.parametrize(
    ("text", "titles", "places"),
    [
        ("shahname va kelidar ro tamdid kon", ["کلیدر", "شاهنامه", "بوف کور"], {0, 1}),
        ("kelidar va boof e kur ro tamdid konid", ["کلیدر", "شاهنامه", "بوف کور"], {0, 2}),
        ("Renew Emma and Persuasion", ["Emma", "Persuasion", "Dune"], {0, 1}),
        ("savushun ro tamdid kon", ["سووشون", "کلیدر"], {0}),
    ],
)
def test_several_titles_are_found_in_another_script(text: str, titles: list[str], places: set[int]) -> None:
    assert set(find_own(text, titles)) == places


def test_the_same_words_name_no_two(text: str = "tarikhe iran ro tamdid kon") -> None:
    assert len(find_own(text, ["تاریخ ایران باستان", "تاریخ ایران معاصر"])) != 1
