"""What one message wishes to read: countries, either of two, what is refused, and what is only told beside it."""

from __future__ import annotations

from typing import Any

import pytest

from language.requests.reading.reading import read_wish


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Latin American novels please", {"origin": "es|pt", "forms": ["novel"], "untold": ["country"]}),
        ("یه رمان از آمریکای لاتین", {"origin": "es|pt", "forms": ["novel"], "untold": ["country"]}),
        ("آسیایی باشه. ژاپن کره چین", {"origin": "ja|zh|ko", "untold": ["country"]}),
        ("a Russian or French novel", {"origin": "ru|fr", "forms": ["novel"]}),
        ("An African novel, please", {"topics": ["africa"], "forms": ["novel"]}),
        ("set in nyc?", {"topics": ["york"]}),
        ("کتابی درباره افغانستان", {"topics": ["افغانستان"]}),
        ("cookbook persian food in english", {"genres": ["cooking"], "topics": ["iran"], "language": "en"}),
        ("Asian cooking", {"genres": ["cooking"]}),
        ("سفر به چین و ژاپن", {"genres": ["travel"]}),
        ("Out of Africa", {}),
        ("A Passage to India", {}),
        ("جاده هند", {}),
    ],
)
def test_places(text: str, parts: dict[str, Any]) -> None:
    assert {**read_wish(text).wish.packed(), **parts} == read_wish(text).wish.packed()
    if not parts:
        assert not read_wish(text).wish.topics


@pytest.mark.parametrize(
    ("text", "genres", "without"),
    [
        ("نه عاشقانه نه بیشتر ماجرایی یا معمایی", ["adventure|crime"], ["romance"]),
        ("not romance, more like adventure", ["adventure"], ["romance"]),
        ("نه جنگ جهانی دیگه همه خسته شدن ازش", [], ["war"]),
        ("نه قصه‌های قدیمی رو خودشون تو کتاب درسی دارن یه چیز تازه‌تر", [], ["folk"]),
        ("همش رمان عاشقانه معرفی می‌کنین، یه چیز ترسناک بدین", ["horror"], ["romance"]),
        ("You always suggest classics. I want a thriller.", ["thriller"], ["classic"]),
        ("likes history, and says novels are lies", ["history"], ["novel"]),
        ("My husband thinks poetry is rubbish. He likes war.", ["war"], ["poetry"]),
        ("crime or adventure, short", ["crime|adventure"], []),
        # These stay as they were.
        ("رمان جنایی می‌خوام، نه عاشقانه", ["crime"], ["romance"]),
        ("نه، ممنون. یه رمان عاشقانه بدین", ["romance"], []),
        ("funny crime", ["humour", "crime"], []),
    ],
)
def test_what_is_refused_before_something_else(text: str, genres: list[str], without: list[str]) -> None:
    wish = read_wish(text).wish
    assert (list(wish.genres), list(wish.without)) == (genres, without)


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        ("He plays football and video games with castles", "forms", ()),
        ("Haha yes, I've seen the film of that, so I know who did it. Another?", "kinds", ()),
        ("exactly a train ride long, maybe a murder in it", "least_pages", 0),
        ("he rearranged the kitchen twice, he likes history", "genres", ("history",)),
        ("Does that leave something on your list?", "topics", ()),
        ("books on learning to play the guitar", "topics", ("guitar",)),
        ("less history more how the brain works", "topics", ("brain",)),
        ("دربارهٔ تصویر مهاجرت در رمان معاصر تحقیق می‌کنم", "topics", ("مهاجرت",)),
        ("یه کتاب به انگلیسی در مورد ایران بهش بدم بخونه قبل اینکه بیاد", "topics", ("ایران",)),
        ("دوست‌پسر خواهرم آلمانیه، یه رمان می‌خوام", "origin", ""),
        ("plays by Chekhov", "forms", ("drama",)),
        ("a play for teenagers", "forms", ("drama",)),
        ("films with Audrey Hepburn", "kinds", ("dvd",)),
        ("a long novel please", "least_pages", 450),
        ("cooking for beginners", "genres", ("cooking",)),
    ],
)
def test_what_is_told_beside(text: str, part: str, value: object) -> None:
    assert getattr(read_wish(text).wish, part) == value


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        ("واسه دبیرستانی باشه", "ages", (16, 16)),
        ("my son hes 3 and scared of the dark", "ages", (3, 3)),
        ("My daughter have 9 years", "ages", (9, 9)),
        ("one about a new baby, we're expecting", "ages", ()),
        ("یه simple novel انگلیسی می‌خوام، level حدود B1", "untold", ("easy",)),
        ("یه رمان که جایزه نوبل برده باشه", "untold", ("prize",)),
        ("a novel by a living author", "untold", ("living",)),
        ("یه نویسنده زن می‌خوام", "untold", ("by_woman",)),
        ("a book about gardening with photos", "untold", ("pictures",)),
        ("صد سال تنهایی دستمه، عاشقش شدم. بعدش چی بخونم که همین‌جوری جادویی باشه؟", "like", "صد سال تنهایی"),
        ("I have read Blindness by Saramago together with Emma, a novel please", "like", "Blindness"),
        ("my first African novel after Things Fall Apart", "like", "Things Fall Apart"),
        ("something to read after the exam", "like", ""),
        ("a novel about a school", "genres", ("school",)),
    ],
)
def test_readers_levels_and_likenesses(text: str, part: str, value: object) -> None:
    assert getattr(read_wish(text).wish, part) == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # An order is no complaint, and praise refuses nothing.
        ("فقط رمان تاریخی معرفی کنید", {"genres": ("historical",), "without": ()}),
        ("بازم رمان جنایی معرفی کنید", {"genres": ("crime",), "without": ()}),
        ("یه رمان می‌خوام. فقط ایرانی معرفی کنید لطفا", {"origin": "fa"}),
        ("لطفا فقط کتاب کودک معرفی کنید", {"audience": "children", "without": ()}),
        ("You always recommend wonderful thrillers, what else?", {"genres": ("thriller",), "without": ()}),
        ("You always give us lovely picture books, more please", {"forms": ("picture",), "without": ()}),
        ("All you have are crime novels? Great, one please", {"genres": ("crime",), "without": ()}),
        ("شما همیشه رمان تاریخی پیشنهاد می‌کنید و من عاشقشونم، یکی دیگه", {"genres": ("historical",)}),
        ("They only give us poetry at school and I love it, so more poetry", {"forms": ("poetry",), "without": ()}),
        # A place that is refused, that is written about, or that somebody is from.
        ("a crime novel, but no Asian ones", {"origin": "", "not_from": ("ja", "zh", "ko"), "genres": ("crime",)}),
        ("رمان، آسیایی نباشه", {"origin": "", "not_from": ("ja", "zh", "ko")}),
        ("a fantasy, not from Asia", {"origin": "", "not_from": ("ja", "zh", "ko")}),
        ("No Latin American novels please, a thriller", {"origin": "", "not_from": ("es", "pt"), "without": ()}),
        ("I don't want African novels, something Russian", {"origin": "ru", "topics": (), "not_on": ("africa",)}),
        ("رمان هندی نمی‌خوام، یه رمان روسی", {"origin": "ru", "topics": (), "not_on": ("india",)}),
        ("books about Asia", {"origin": "", "topics": ("asia",)}),
        ("history of Latin America", {"origin": "", "topics": ("latin", "america")}),
        ("animals of Asia, for a 7 year old", {"origin": "", "genres": ("animals",)}),
        ("an Asian cookbook", {"origin": "", "genres": ("cooking",)}),
        ("یه سفرنامه ژاپن و چین", {"origin": ""}),
        ("My wife is Asian, she wants a crime novel in English", {"origin": "", "language": "en"}),
        ("I lived in Asia for years. Now a book on gardening, please", {"origin": "", "genres": ("gardening",)}),
        ("My son in India wants a crime novel", {"topics": ()}),
        ("شاگردام افغان هستن، یه کتاب داستان ساده می‌خوام", {"topics": ()}),
        ("my Indian wife wants a thriller for her Asian book club", {"origin": "", "topics": ()}),
        ("دوستم یه کتاب از هند آورده، یه رمان می‌خوام", {"topics": ()}),
        ("My brother lives abroad, in India, a crime novel for him", {"topics": ()}),
        ("ye ketab shabih kite runner mikham, afghanestan bashe", {"topics": ("afghanistan",)}),
        # What a genre is said to be before more of it is asked.
        ("رمان عاشقانه رو همه خوندن، منم یه رمان عاشقانه می‌خوام", {"genres": ("romance",), "without": ()}),
        ("رمان تاریخی رو خودم دارم می‌خونم، یه تاریخی دیگه معرفی کن", {"genres": ("historical",)}),
        ("نه رمان جنایی دیگه بدین", {"genres": ("crime",), "without": ()}),
        ("نه فقط رمان، شعر هم می‌خوام", {"forms": ("poetry",)}),
        # Who is told of is not the reader.
        ("a board book, a gift for a new baby", {"ages": (1, 1), "genres": ()}),
        ("I teach high school students, a novel for me please", {"ages": ()}),
        ("a novel about high school students, for a grown-up reader", {"ages": ()}),
        ("my high school students liked Emma, something for me now", {"ages": (), "like": "Emma"}),
        ("a novel for high school students", {"ages": (16, 16)}),
        # Names of titles and of authors.
        ("a novel after World War II", {"like": "", "genres": ("war",)}),
        ("something to read after Finals Week?", {"like": ""}),
        ("کارت کتابخونه دستمه، بعدش چی لازمه که همین‌جوری رمان ببرم؟", {"like": ""}),
        ("I loved Emma by Jane Austen and want another by her", {"author": "Jane Austen", "like": "Emma"}),
        # Subjects.
        ("an one abuot a new baby, were expcting in feburary", {"genres": ("feelings|family",), "ages": ()}),
        ("چرا فقط کلاسیک روسی تحویلم می‌دین؟ یه نویسنده زنده می‌خوام", {"without": ("classic",), "not_from": ("ru",)}),
        ("رمان می‌خوام، کنکور دارم و حوصله ندارم", {"topics": ()}),
        ("my sister passed konkur, now she wants a novel", {"topics": ()}),
        ("برا امتحان زیست کنکور کتب کمک درسی دارین؟", {"topics": ("کنکور",)}),
        ("یه داستان از مدرسه برای پسرم که ۸ سالشه", {"genres": ("school",), "ages": (8, 8)}),
        ("stories about what happens after school for my 9 year old", {"genres": ("school",)}),
        ("زندگینامه آلفرد نوبل", {"untold": ()}),
        ("books on Alfred Nobel", {"untold": (), "topics": ("alfred", "nobel")}),
        ("a book about the Pulitzer family", {"untold": (), "topics": ("pulitzer",)}),
        ("a novel about living writers in Paris", {"untold": ()}),
        ("dyslexia, a book for parents", {"untold": (), "genres": ("parenting",)}),
        ("We need something to play on stage with ten actors", {"forms": ("drama",)}),
        ("I don't know how the catalogue works, a crime novel please", {"topics": (), "genres": ("crime",)}),
        ("کتابی درباره زندگی در مریخ", {"topics": ("زندگی", "مریخ")}),
        ("کتابی درباره کار با چوب", {"topics": ("کار", "چوب")}),
        ("کتابی درباره کار", {"topics": ("کار",)}),
    ],
)
def test_what_a_message_says_otherwise_stays_as_it_is(text: str, parts: dict[str, Any]) -> None:
    wish = read_wish(text).wish
    assert {part: getattr(wish, part) for part in parts} == parts
