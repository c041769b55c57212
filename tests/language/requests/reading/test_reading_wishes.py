"""Wishes for something to read: who for, what like, how long, and what not."""

from __future__ import annotations

import pytest

from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from language.requests.titles.title_questions import find_title_question, volume_of


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("a picture book for my three-year-old", ReadingWish(forms=("picture",), ages=(3, 3))),
        ("gardening books please", ReadingWish(genres=("gardening",))),
        ("a mystery, but no ghosts", ReadingWish(genres=("crime",), without=("horror",))),
        ("a novel with no more than 180 pages", ReadingWish(forms=("novel",), most_pages=180)),
        ("an audiobook for a long journey", ReadingWish(kinds=("audiobook",))),
        ("poems from before 1900", ReadingWish(forms=("poetry",), until=1899)),
        ("my daughter is 7 and mad about horses", ReadingWish(genres=("animals",), ages=(7, 7))),
        ("کتاب باغبانی", ReadingWish(genres=("gardening",))),
        ("برای دختر هفت ساله‌ام که عاشق اسبه", ReadingWish(genres=("animals",), ages=(7, 7))),
        ("رمان فرانسوی کوتاه", ReadingWish(forms=("novel",), origin="fr", most_pages=200)),
        ("یه داستان جنایی که ترسناک نباشه", ReadingWish(
            genres=("crime",), without=("horror",), forms=("novel", "stories", "picture", "graphic"))),
        ("حداکثر ۱۲۰ صفحه، طنز", ReadingWish(genres=("humour",), most_pages=120)),
    ],
)  # fmt: skip
def test_every_part_of_a_wish_is_read(text: str, wish: ReadingWish) -> None:
    assert read_wish(text).wish == wish


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("something in the style of Tove Jansson", "Tove Jansson"),
        ("I loved Momo, what next?", "Momo"),
        ("یه چیزی مثل کلیدر", "کلیدر"),
        ("I'd like a comedy", ""),
        ("he likes dinosaurs", ""),
    ],
)
def test_what_it_shall_be_like_is_a_name_and_no_word_of_ours(text: str, name: str) -> None:
    assert read_wish(text).wish.like == name


def test_words_that_say_nothing_known_are_left() -> None:
    assert read_wish("something about whales").wish.topics == ("whales",)
    assert read_wish("whales").rest == ("whales",)
    assert read_wish("سلام، یه کتاب خوب معرفی می‌کنید؟") == read_wish("")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("shorter", ReadingWish(genres=("romance",), most_pages=299)),
        ("not historical", ReadingWish(genres=("romance",), without=("historical", "history"))),
        ("in Persian", ReadingWish(genres=("romance",), language="fa")),
        ("برای نوجوون", ReadingWish(genres=("romance",), audience="teens")),
        ("another", ReadingWish(genres=("romance",))),
    ],
)
def test_a_follow_up_changes_one_part(text: str, changed: ReadingWish) -> None:
    change = read_change(text, ReadingWish(genres=("romance",)), pages=(200, 300, 400))
    assert change is not None and change[0] == changed


@pytest.mark.parametrize("text", ["when do you open", "ممنون", "renew my books please"])
def test_what_says_nothing_of_a_wish_changes_none(text: str) -> None:
    assert read_change(text, ReadingWish(genres=("romance",))) is None


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("who's it by?", "author"),
        ("نویسنده‌ش کیه", "author"),
        ("چند صفحه‌ست؟", "pages"),
        ("what's it about", "about"),
        ("موضوعش چیه؟", "about"),
        ("ادامه هم داره؟", "series"),
        ("any more books by the same author?", "others"),
        ("کی ترجمه کرده", "translator"),
        ("is it suitable for a child", "ages"),
        ("what time do you close", None),
    ],
)
def test_what_is_asked_of_a_title(text: str, aspect: str | None) -> None:
    assert find_title_question(text) == aspect


def test_volumes_are_named_in_words_and_numbers() -> None:
    assert volume_of("هری پاتر جلد سه") == (3, "هری پاتر")
    assert volume_of("the second book of narnia") == (2, "narnia")
    assert volume_of("dune") is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("a film with no dubbing please", ReadingWish(kinds=("dvd",))),
        ("خارجی نباشه", ReadingWish(origin="fa")),
        ("یه فیلم با زیرنویس انگلیسی", ReadingWish(kinds=("dvd",), untold=("subtitles",))),
        ("films with Persian subtitles", ReadingWish(kinds=("dvd",), untold=("subtitles",))),
        ("my daughter is dyslexic and twelve", ReadingWish(ages=(12, 12))),
        ("پسرم دوازده سال دارد", ReadingWish(ages=(12, 12))),
        ("یه رمان که نتونم بذارمش زمین", ReadingWish(genres=("thriller|adventure|crime",), forms=("novel",))),
    ],
)
def test_what_surrounds_a_wish_is_no_part_of_it(text: str, wish: ReadingWish) -> None:
    assert read_wish(text).wish == wish


@pytest.mark.parametrize(
    "text",
    [
        "I'm off on a train on Sunday",
        "are those on CDs?",
        "خیلی طول می‌کشه، یه چیز دیگه بگو",
        "someone told me about it yesterday",
        "I am new here",
        "تازه می‌خوام کتاب‌خون بشم",
        "what could I read her aloud?",
    ],
)
def test_filler_is_no_subject(text: str) -> None:
    reading = read_wish(text)
    assert not reading.rest and not reading.wish.topics and not reading.wish.new and not reading.wish.like


def test_of_two_that_would_do_the_refused_one_goes() -> None:
    change = read_change("no thrillers", ReadingWish(genres=("thriller|crime",)))
    assert change is not None and change[0].genres == ("crime",)


def test_what_is_repeated_before_a_name_is_no_part_of_it() -> None:
    assert read_wish("یه چیزی مثل مثل نارنیا").wish.like == "نارنیا"
    assert read_wish("ye chizi mesle boofe koor moarefi kon").wish.like == "boofe koor"


def test_too_long_wishes_for_a_shorter_one() -> None:
    assert read_wish("کلیدر خیلی بلنده، یه کتاب کوتاه‌تر پیشنهاد بده").wish.most_pages == 300


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("کتاب باغبونی دارین؟", ReadingWish(genres=("gardening",))),
        ("یه کتاب آشپزی ایرونی", ReadingWish(genres=("cooking",), origin="fa")),
        ("a crochet book with pictures", ReadingWish(genres=("crafts",))),
        ("something modern rather than the classics", ReadingWish(without=("classic",), since=1950)),
        ("films by Farhadi with English subtitles, please", ReadingWish(
            kinds=("dvd",), author="Farhadi", untold=("subtitles",))),
        ("my mother can't see small print any more", ReadingWish(kinds=("large_print", "audiobook"))),
        ("have you got a guide to the birds?", ReadingWish(topics=("birds",))),
        ("یه رمان که به دوستم که پدرشو از دست داده بدم", ReadingWish(forms=("novel",))),
    ],
)  # fmt: skip
def test_what_is_said_in_other_words_is_read_as_well(text: str, wish: ReadingWish) -> None:
    read = read_wish(text).wish
    assert (read.lacking("topics") if not wish.topics else read) == wish


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I learn Persian since 8 months, please suggest something simple that I can read", "fa"),
        ("my husband is learning English, is there an easy novel for him", "en"),
        ("دارم انگلیسی یاد می‌گیرم، یه داستان ساده می‌خوام", "en"),
    ],
)
def test_who_learns_a_language_and_wants_to_read_in_it_wants_no_dictionary(text: str, language: str) -> None:
    wish = read_wish(text).wish
    assert (wish.language, wish.genres, wish.topics, "easy" in wish.untold) == (language, (), (), True)


def test_who_wants_to_learn_from_a_book_wants_one_that_teaches() -> None:
    assert read_wish("a grammar for learning Persian").wish.genres == ("language",)


def test_who_has_read_all_of_somebody_wants_something_like_it() -> None:
    for text in ("I've read everything by Agatha Christie", "I've read basically every Agatha Christie there is"):
        assert read_wish(text).wish.like == "Agatha Christie"


def test_a_word_that_is_narrower_than_its_genre_helps_to_choose() -> None:
    read = read_wish("a book on Python")
    assert (read.wish.genres, read.narrow) == (("programming",), ("python", "پایتون"))
    assert read_wish("a programming book").narrow == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("خط ریز نباشه", ("large_print", "audiobook")),
        ("کتابی که حروف ریز نداشته باشه", ("large_print", "audiobook")),
        ("no small print please", ("large_print", "audiobook")),
        ("a novel without small print", ("large_print", "audiobook")),
        ("large print not small print", ("large_print",)),
        ("is there small print in the contract", ()),
        ("قرارداد با حروف ریز", ()),
    ],
)
def test_refused_small_print_asks_for_what_can_be_read(text: str, kinds: tuple[str, ...]) -> None:
    wish = read_wish(text).wish
    assert (wish.kinds, wish.without) == (kinds, ())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("شاهنامه با زیرنویس", ()),
        ("کتاب حافظ با زیرنویس معنی", ()),
        ("is there a book with photo captions?", ()),
        ("a history book with subtitles", ()),
        ("anything with English subtitles?", ("dvd",)),
        ("یه چیزی با زیرنویس فارسی", ("dvd",)),
    ],
)
def test_subtitles_make_a_film_of_no_book(text: str, kinds: tuple[str, ...]) -> None:
    wish = read_wish(text).wish
    assert (wish.kinds, "subtitles" in wish.untold) == (kinds, bool(kinds))


@pytest.mark.parametrize(
    "text", ["چی بخونم که انگلیسی یاد بگیرم؟", "کتابی که بخونم آلمانی یاد بگیرم", "something to read to learn German"]
)
def test_who_reads_so_as_to_learn_wants_what_teaches(text: str) -> None:
    wish = read_wish(text).wish
    assert (wish.genres, wish.language, wish.forms) == (("language",), "", ())


@pytest.mark.parametrize(
    ("text", "genres"),
    [
        ("my mother-in-law is eighty, what would you give her?", ()),
        ("something for my brother in law, he likes crime", ("crime",)),
        ("books on company law for my son in law", ("law",)),
        ("law books please", ("law",)),
    ],
)
def test_who_is_related_by_marriage_is_no_subject(text: str, genres: tuple[str, ...]) -> None:
    assert read_wish(text).wish.genres == genres


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("می‌خواستم ببینم کتاب گویا دارید", ("audiobook",)),
        ("سلام میخواستم ببینم رمان تازه چی آوردین", ()),
        ("خواستیم ببینیم شعر چی دارید", ()),
        ("می‌خوام یه فیلم خوب ببینم", ("dvd",)),
        ("یه چیزی که با بچه‌ها ببینیم", ("dvd",)),
    ],
)
def test_who_wants_to_know_watches_nothing(text: str, kinds: tuple[str, ...]) -> None:
    assert read_wish(text).wish.kinds == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("he can barely see, what could he have?", ("large_print", "audiobook")),
        ("she can't see well any more and loved novels", ("large_print", "audiobook")),
        ("my aunt lost her sight last year", ("audiobook",)),
        ("my gran can't see anymore, what could she have?", ("audiobook",)),
        ("مامانم چشماش دیگه نمی‌بینه، چی دارید؟", ("audiobook",)),
        ("something about horses for my gran who has bad eyesight", ("large_print", "audiobook")),
        ("anything about bad eyesight in children", ()),
        ("books about weak eyes", ()),
        ("a novel about a man who lost his sight", ()),
        ("کتابی درباره چشم ضعیف", ()),
        ("کتابی درباره اینکه چرا چشمش ضعیفه", ()),
        ("مامانم چشماش ضعیفه، چی بهش بدم؟", ("large_print", "audiobook")),
        ("پدرم درست نمی‌بینه", ("large_print", "audiobook")),
        ("her eyes are weak, do you have it on CD?", ("audiobook",)),
        ("a thriller about a man who is going blind", ()),
        ("I can see that you have novels", ()),
    ],
)
def test_who_sees_badly_is_told_what_can_be_read_or_heard(text: str, kinds: tuple[str, ...]) -> None:
    assert read_wish(text).wish.kinds == kinds


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("not too long though, I read on the tram", ""),
        ("nothing heavy, I read in bed", ""),
        ("I loved On the Road, anything similar?", "On the Road"),
        ("books like On the Train", "On the Train"),
        ("something like At Night", "At Night"),
        ("I loved On a Night Train", "On a Night Train"),
        ("I loved it, I read on the train", ""),
    ],
)
def test_where_somebody_reads_is_no_name(text: str, like: str) -> None:
    assert read_wish(text).wish.like == like


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("something not too bad by Christie", "Christie"),
        ("anything half bad by Orwell", "Orwell"),
        ("a book with a door by Szabo", "Szabo"),
        ("bad az harry potter chi bekhunam", ""),
        ("khaste shodam az gushi", ""),
        ("خسته شدم از گوشی", ""),
        ("یه چیزی از آگاتا کریستی", "آگاتا کریستی"),
    ],
)
def test_what_governs_from_governs_no_english_by(text: str, author: str) -> None:
    assert read_wish(text).wish.author == author


@pytest.mark.parametrize(("text", "author"), [("پایتون از صفر", ""), ("رمانی از هدایت", "هدایت")])
def test_from_the_beginning_is_nobodys_name(text: str, author: str) -> None:
    assert read_wish(text).wish.author == author
