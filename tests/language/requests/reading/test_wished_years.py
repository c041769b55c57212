"""Years, likenesses, series and kinds in wishes for something to read, however they are said."""

from __future__ import annotations

import pytest

from language.requests.reading.changes import asks_for_others, read_change, wishes_other_length
from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study, study_subjects
from language.requests.reading.troubles_told import find_told_trouble
from language.requests.reading.wish import ReadingWish


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("a novel, but not before 2010", 2010, 0),
        ("sociology, nothing published before 2010 please", 2010, 0),
        ("english هم شد اشکال نداره ولی نه قبل از ۲۰۱۰", 2010, 0),
        ("یه رمان که قبل از ۱۳۹۰ نباشه", 2011, 0),
        ("یه رمان مال ۱۳۹۵ به بعد", 2016, 0),
        ("رمانی از سال ۱۳۸۰ به بعد", 2001, 0),
        ("ye roman mikham bad az 2000", 2000, 0),
        ("a novel no older than 1990", 1990, 0),
        ("crime from 2015 onwards", 2015, 0),
        ("crime, 2015 or later", 2015, 0),
        ("a thriller, nothing newer than 1980", 0, 1980),
        ("یه رمان بعد از ۲۰۰۰ نباشه لطفا", 0, 2000),
        ("یه رمان، نه قبل از ۲۰۱۰", 2010, 0),
        # What was said in the plain way stays.
        ("I have no books from before 1950 at home, recommend some", 0, 1949),
        ("I'm from Iran and have read nothing from before 1950, recommend something", 0, 1949),
        ("why is there nothing written before 1900? I'd like that", 0, 1899),
        ("I know nothing before 1900, recommend something", 0, 1899),
        ("نه بعد از ۲۰۰۰ می‌خوام", 2000, 0),
        ("a novel from before 1950", 0, 1949),
        ("something newer, after 2000 preferably", 2000, 0),
        ("no romance, and written after 2000", 2000, 0),
        ("not too long and before 1950", 0, 1949),
        ("رمان قبل از ۱۳۵۰", 0, 1970),
        # A title of digits is no year.
        ("I read 1984 on the train and after that nothing", 0, 0),
        ("I loved 1984 and since then nothing", 0, 0),
        ("a bad 1984 copy of a novel", 0, 0),
        ("what should I read after 1984?", 0, 0),
        ("بعد از ۱۹۸۴ چی بخونم", 0, 0),
        ("a novel on 1984", 0, 0),
        ("I loved «1984», something like it", 0, 0),
        ('books set before "1984"', 0, 0),
        ("novels written in 2015 or later please", 2015, 0),
        ("رمان پلیسی از ۱۳۹۰ به بعد دارید؟", 2011, 0),
        # When somebody came, or of when a history is.
        ("I've lived here from 2015 onwards, a crime novel please", 0, 0),
        ("از ۱۳۹۵ به بعد عضوم، یه رمان عاشقانه بدید", 0, 0),
        ("a crime novel, I can pick it up later than 2000", 0, 0),
        ("I was born in 1985 and later moved here, something on migration", 0, 0),
        ("I was a student from 1999 on, a novel please", 0, 0),
        ("we came here in 1990 or later, any novel", 0, 0),
        ("something like 1984 or later", 0, 0),
        ("a history of Iran from 1979 on", 0, 0),
        ("تاریخ ایران از ۱۳۵۷ به بعد", 0, 0),
        ("the history of Russia pre-1917", 0, 0),
        ("post-1945 history", 0, 0),
    ],
)
def test_years_with_what_turns_them_round(text: str, since: int, until: int) -> None:
    wish = read_wish(text).wish
    assert (wish.since, wish.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("hi یه رمان می‌خوام تو مایه‌های «1984» ولی نه انقدر dark", "1984"),
        ("something like 1984 but not so dark", "1984"),
        ("رمانی شبیه ۱۹۸۴ ولی کوتاه‌تر", "1984"),
        ("سلام وقت بخیر من سمفونی مردگان رو خوندم خیلی دوست داشتم یه رمان ایرانی دیگه", "سمفونی مردگان"),
        ("سلام من ملت عشق رو خوندم، یه چیز شبیهش می‌خوام", "ملت عشق"),
        ("what should I read after 1984?", "1984"),
        ("what can I read after Dad's death?", ""),
        ("what should I read after COVID?", ""),
        ("What should I read after Konkur?", ""),
        ("I'd prefer something newer, like 2020", ""),
        ("a new novel, like 2020", ""),
        ("یه رمان جدید، مثل ۱۴۰۰", ""),
        ("a novel published in 2015, like 2015", ""),
        ("I read 2000 and more books, anything new?", ""),
        ("I liked 2020, it was a good year for novels", ""),
        ("سلام بر غم رو خوندم، شبیهش چی دارید", "سلام بر غم"),
        ("شب بخیر فرمانده رو خوندم، شبیهش چی دارید", "شب بخیر فرمانده"),
        ("منم مالک رو خوندم، شبیهش", "منم مالک"),
        ("what should I read after my exams?", ""),
        ("what can I read after work", ""),
        ("What should I read after Christmas?", ""),
        ("like Gone Girl but less grim", "Gone Girl"),
        # No title at all.
        ("I just finished a gorgeous book by Zoya Pirzad", ""),
        ("what do I read after that? something with magic", ""),
        ("I'd like something like something short", ""),
        ("like 17, 18 of them", ""),
        ("published in like 1990", ""),
        ("a novel of like 200, 300 pages", ""),
    ],
)
def test_what_it_shall_be_like(text: str, like: str) -> None:
    assert read_wish(text).wish.like == like


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("something like Brave New World but not so dark", ("thriller", "crime", "horror")),
        ("یه رمان شبیه ۱۹۸۴ ولی نه انقدر تاریک", ("thriller", "crime", "horror")),
        (
            "a dystopia like The Hunger Games but not dark, for my daughter who is 13",
            ("thriller", "dystopia", "crime", "horror"),
        ),
        ("something like 1984 for my son but not too dark", ("thriller", "dystopia", "crime", "horror")),
        ("something like Twilight but no romance", ("romance",)),
        ("a novel, not too dark", ("thriller", "dystopia", "crime", "horror")),
    ],
)
def test_a_mood_that_is_refused_forbids_no_kind_of_what_is_liked(text: str, refused: tuple[str, ...]) -> None:
    assert read_wish(text).wish.without == refused


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("fantasy for a ten year old, a series preferably", True),
        ("یه چیز دیگه، ترجیحا series باشه", True),
        ("یه رمان چندجلدی می‌خوام", True),
        ("a fantasy trilogy? or a trilogy of any kind", True),
        ("a tv series to watch", False),
        ("the harry potter book series", False),
        ("a series of murders in a village", False),
        ("یه سری کتاب برای بچه‌ها", False),
        ("یه مجموعه داستان ایرانی", False),
        ("not a series please, one book", False),
        ("I want a crime series for my daughter", True),
        ("a crime novel. I do not want a series.", False),
        ("I hate any series, single novels only", False),
        ("کتاب چندجلدی دوست ندارم، یه رمان کوتاه", False),
        ("یه رمان چند جلدی نه، تک جلدی", False),
        ("I just finished a fantasy series, now something standalone", False),
        ("I've read a whole series, now a single novel please", False),
        ("finished a long series and want one short book", False),
        ("crime, but I am tired of any series", False),
        ("is that a series?", False),
        ("is any of them a series?", False),
    ],
)
def test_a_series_that_is_wished_for(text: str, series: bool) -> None:
    assert read_wish(text).wish.series is series


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("or larg print then, anything simlar she wuld like", "large_print"),
        ("a large prnt novel for my old father", "large_print"),
        ("یه کتاب درشد خط برای مادرم می‌خوام لطفا", "large_print"),
        ("a large painting book", ""),
        ("and a larg print one?", "large_print"),
    ],
)
def test_kinds_with_a_slip_of_the_hand(text: str, kind: str) -> None:
    assert kind in read_wish(text).wish.kinds if kind else "large_print" not in read_wish(text).wish.kinds


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("More about migration please. Persian books also is no problem", ""),
        ("بیشتر کتاب فارسی می‌خوام، english هم شد اشکال نداره", ""),
        ("books in Persian please", "fa"),
        ("a novel, English is fine", "en"),
    ],
)
def test_a_language_that_would_do_too_is_asked_for_by_nobody(text: str, language: str) -> None:
    assert read_wish(text).wish.language == language


def test_what_was_read_of_those_shown_is_not_what_others_shall_be_like() -> None:
    before = ReadingWish(like="1984", forms=("novel",))
    change = read_change("Brave New World رو خوندم، یه چیز جدیدتر، بعد از ۲۰۰۰", before, has_read=True)
    assert change is not None and change[0].like == "1984" and change[0].since == 2000


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("نه خیلی طولانیه، یه چیز زیر ۲۵۰ صفحه suggest کن", True),
        ("another one, under 250 pages", True),
        ("something under 200 pages?", True),
        ("is it under 250 pages?", False),
        ("چند صفحه‌ست؟", False),
        ("زیر ۲۰۰ صفحه‌ست؟", False),
        ("no, a novel under 200 pages please", True),
        ("Is the second one less than 400 pages?", False),
        ("is the first one under 400 pages?", False),
        ("کدوم یکی زیر ۲۰۰ صفحه‌ست؟", False),
        ("is it a book under 300 pages?", False),
        ("is another one of these under 300 pages?", False),
    ],
)
def test_another_length_is_wished_for_and_no_length_asked(text: str, other: bool) -> None:
    assert wishes_other_length(text) is other


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("something else, a series preferably", True),
        ("نه اونو خوندم یه چیز دیگه یه نویسندهٔ زن باشه بهتره", True),
        ("ye chize dige bede", True),
        ("is it at another branch?", False),
        ("دیگه چه ساعتی بازید", False),
    ],
)
def test_others_that_are_asked_for(text: str, others: bool) -> None:
    assert asks_for_others(text) is others


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "I write thesis of master about water crisis in Iran and the migration from villages."
            " Which books you have for me?",
            ("water", "migration"),
        ),
        ("I'm writing my thesis on migration, gender and work. What have you got?", ("migration", "gender")),
        (
            "سلام من برای thesis ارشدم دنبال منبع می‌گردم، موضوعم urban sociology تهرانه، gentrification و اینا",
            ("urban", "gentrification"),
        ),
        ("برای پایان‌نامه‌ام درباره مهاجرت روستاییان و بحران آب منبع می‌خوام", ("مهاجرت", "آب")),
    ],
)
def test_each_subject_of_a_paper(text: str, subjects: tuple[str, ...]) -> None:
    found = study_subjects(text)
    assert len(found) >= len(subjects) and read_study(text) is not None
    for subject, (words, _) in zip(subjects, found, strict=False):
        assert subject in words


@pytest.mark.parametrize(
    "text",
    [
        "My dissertation is late. The topic is renewing a loan, how do I do it?",
        "my friend's seminar paper is late, its topic is water",
        "The research paper I borrowed, its subject is cells, who wrote it?",
        "پایان‌نامه برادرم رو می‌خوام، موضوعش مهاجرت روستاییان و بحران آبه",
        "پایان‌نامه‌ام رو گم کردم، موضوعش آب بود",
    ],
)
def test_a_paper_that_is_not_written_now(text: str) -> None:
    assert read_study(text) is None


@pytest.mark.parametrize(
    "behind",
    [
        ", looking for books and articles",
        ", have you books and articles",
        ", are there desks and lockers",
        ", due Monday and need quiet rooms",
        ", books and articles please",
    ],
)
def test_what_is_told_behind_a_paper_is_no_subject_of_it(behind: str) -> None:
    assert [words for words, _ in study_subjects(f"I'm writing my thesis on migration{behind}")] == [("migration",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "I have the exam of residency in three weeks and I cannot sleep,"
            " I read the page and nothing stay in my head. You have some book for this?",
            {"concentrate", "sleep"},
        ),
        ("my boss shouts at me and I can't sleep. book for this?", set()),
        ("I cannot sleep, I don't want to be here. a book for this?", set()),
        ("I read a page on my exam. Is there a book about this?", set()),
        ("I read one page. do you have a book about that?", set()),
        ("I read the same page of the contract, what do you have for this", set()),
    ],
)
def test_troubles_told_before_a_book_is_asked_for(text: str, words: set[str]) -> None:
    assert words <= set(find_told_trouble(text.lower())) and bool(find_told_trouble(text.lower())) is bool(words)
