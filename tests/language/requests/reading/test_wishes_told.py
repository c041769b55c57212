"""What of many words is wished for: what is asked for, refused, told of a trouble or a paper, or asked of a list."""

from __future__ import annotations

import pytest

from language.requests.reading.asked_among import asks_for_most, wished_among
from language.requests.reading.asked_words import asked_words
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study
from language.requests.reading.troubles_told import find_told_trouble
from language.requests.reading.wish import ReadingWish


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        ("Everything feels grey since Monday. Do you have anything with lighthouses?", "lighthouses", "grey"),
        ("My niece loves lighthouses. We live behind the mill", "lighthouses", "mill"),
        ("هر روز از صبح میام سالن. کتابی درباره فانوس دریایی هست", "فانوس", "سالن"),
    ],
)
def test_what_stands_where_something_is_asked_for(text: str, asked: str, told: str) -> None:
    words = asked_words(text)
    assert asked in words and told not in words and "everything" not in words


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("he reads only Persian and he says novels are lies", "novel"),
        ("گفتم روان‌شناسی زرد نه. یه رمان آروم", "psychology"),
        ("injoori na, ina polisie. asheghane bashe", "crime"),
    ],
)
def test_what_is_refused_in_other_words(text: str, refused: str) -> None:
    wish = read_wish(text).wish
    assert refused in wish.without and refused not in (*wish.genres, *wish.forms)


def test_what_was_had_so_much_is_not_wished_for() -> None:
    wish = read_wish("این همه کلاسیک روسی گرفتم افسرده شدم. یه چیز کوتاه و خنده‌دار").wish
    assert wish.genres == ("humour",) and not wish.origin


def test_a_form_before_a_refused_genre_stays() -> None:
    assert read_wish("رمان تاریخی نه، علمی").wish.forms == ("novel",)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("a novel of like 200, 300 pages", 300),
        ("something of 100 to 150 pages", 150),
        ("از چهارصد صفحه هم بیشتر نشود", 400),
        ("a novel on 1984", 0),
    ],
)
def test_pages_in_a_span(text: str, most: int) -> None:
    assert read_wish(text).wish.most_pages == most


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("I liked Persepolis a lot, others please", "Persepolis"),
        ("she doesn't like the audio, only large print", ""),
        ("he would very much like to hear classics", ""),
    ],
)
def test_the_name_of_what_was_liked(text: str, like: str) -> None:
    assert read_wish(text).wish.like == like


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("can't sleep. book for that?", "sleep"),
        ("i live abroad and i am nervous. you have a book that helps for this?", "anxiety"),
        ("stress before exams, is there a book", "stress"),
        ("do you have any book that like.. calms you down?", "calm"),
        ("یه کتاب میخوام اعصابم آروم شه", "آرامش"),
        ("یه کتاب میخوام اعصابم آروم شه، تو رو خدا از این «پنج صبح پاشو»ها نده، حالم ازشون به هم میخوره", "آرامش"),
        ("ketabi mikham aroomam kone", "calm"),
        ("i'm nervous, is my book on hold?", ""),
        ("i'm nervous about the exam, wish me luck", ""),
        ("he beats me, i'm nervous, is there a book that helps with that?", ""),
        ("can't sleep because of my overdue books, is there a fine?", ""),
        ("is there a book?", ""),
        ("خیلی استرس دارم، کتابی دارید برای این؟", "استرس"),
        ("no, i'm not stressed. book for that?", ""),
        ("i was anxious. is there a book for that?", ""),
        ("i am anxious to read the hobbit. do you have a book?", ""),
        ("can't sleep. the hobbit again, tolkien. have you got a book?", ""),
        ("i don't see why i should wake up. can't sleep. book for that?", ""),
        ("i'm stressed about exams and i cut myself. a book for that?", ""),
        ("please i want to sleep forever. can't sleep. book for that?", ""),
        ("دیگه نمی‌کشم، استرس دارم. کتابی هست برای این؟", ""),
        ("امتحان دارم و اگه قبول نشم خودمو خلاص می‌کنم. یه کتاب می‌خوام آرومم کنه", ""),
        ("i feel like a burden and can't sleep. is there a book for that?", ""),
        ("i worry they will be better off without me. is there a book for that?", ""),
        ("چند شبه خوابم نمی‌بره، پدرم تهدیدم می‌کنه. کتابی هست برای این؟", ""),
    ],
)
def test_a_trouble_told_and_a_book_for_it(text: str, word: str) -> None:
    found = find_told_trouble(text)
    assert word in found if word else not found


@pytest.mark.parametrize(
    ("text", "genres", "topic"),
    [
        ("A student of architecture, I write my thesis on courtyard houses", "architecture", "courtyard"),
        ("دانشجوی جامعه‌شناسی هستم و پایان‌نامه‌ام درباره مهاجرت است. چه منابعی دارید؟", "sociology", "مهاجرت"),
    ],
)  # fmt: skip
def test_what_a_paper_is_on(text: str, genres: str, topic: str) -> None:
    wish = read_study(text)
    assert wish is not None and wish.genres == (genres,) and topic in wish.topics


@pytest.mark.parametrize(
    "text",
    [
        "my thesis on fantasy novels",
        "a book about castles",
        "for my thesis, which books on castles do you have?",
        "can I print my thesis?",
    ],
)
def test_no_subject_of_a_paper(text: str) -> None:
    assert read_study(text) is None


@pytest.mark.parametrize(
    ("text", "among", "most"),
    [
        ("is any of them under 250 pages?", True, False),
        ("give me the shortest one of those", True, True),
        ("از اینا کدوم کوتاه‌تره؟", True, True),
        ("kodoom az ina kootahtare?", True, True),
        ("don't give me one of those translations of a translation", False, False),
        ("is there something shorter?", False, False),
        ("which of these is a late novel?", False, False),
        ("are some of these novels overdue?", False, False),
        ("which of them has the newest cover?", False, False),
        ("how long is the longest of these?", False, False),
        ("none of these are funny. A comedy please", False, False),
        ("is any of these in the English section?", False, False),
        ("which of these is a novel for teenagers?", False, False),
        ("از اینا کدوم چاپش جدیدتره؟", False, False),
        ("از اینا هیچ‌کدوم خنده‌دار نیست، یه رمان دیگه", False, False),
        ("از این میان، کدام‌یک بیشتر به نقاشی و هنر می‌پردازد؟", True, False),
        ("Which of these are translated into English, and by whom?", True, False),
        ("کتابی از همینگوی دارین؟", False, False),
    ],
)
def test_what_is_asked_of_those_shown(text: str, among: bool, most: bool) -> None:
    assert asks_for_most(text) is most
    assert (most or wished_among(text) is not None) is among


def test_what_would_do_too_is_either() -> None:
    change = read_change("travel books would do, too", ReadingWish(genres=("history",), kinds=("large_print",)))
    assert change is not None and change[0].genres == ("history|travel",) and change[0].kinds == ("large_print",)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("What do I read after that? Something with the same big family", ""),
        ("which should I read next, something funny", ""),
        ("I loved After You, anything like it?", "After You"),
    ],
)
def test_when_something_is_read_is_no_title_that_it_is_like(text: str, like: str) -> None:
    assert read_wish(text).wish.like.casefold() == like.casefold()
