"""Pictures and little text for children, translations and kinds that are not wanted, and what is told beside."""

# Messages are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from language.requests.library_info.selling import asks_whether_sold
from language.requests.reading.already_read import wishes_it_in, wishes_past_placed
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("a book with lots of pictures for my 4 year old", ("picture",)),
        ("with lots of colourful pictures for a kid of six please", ("picture",)),
        ("something with many illustrations for a boy of eleven", ("picture", "graphic")),
        ("my son is six and just learning to read, something about dinosaurs", ("picture",)),
        ("something she can read by herself, my niece is 7", ("picture",)),
        ("یه کتاب برای پسر پنج ساله‌م که نقاشی داشته باشه", ("picture",)),
        ("برای خواهرزاده‌ام هفت ساله، نوشته‌ش زیاد نباشه", ("picture",)),
        ("یه داستان واسه دخترم ۱۱ ساله، پر از عکس باشه", ("picture", "graphic")),
        # A cookbook, photographs of a city, and a child who reads well.
        ("cookbook with lots of pictures", ()),
        ("a history of Tehran with photos", ()),
        ("my 8 year old can read by himself, an adventure", ()),
        ("کتاب درباره عکاسی برای خودم، عکس هم داشته باشه", ()),
        ("novel for my 9 year old", ("novel",)),
        # Pictures refused, and what is of a kind by itself.
        ("my son is 9 and hates books full of pictures, a fantasy please", ()),
        ("a book for my 5 year old, he doesn't need many pictures", ()),
        ("my daughter is 7, she no longer wants books with lots of pictures", ()),
        ("he is 6 and bored with books with many pictures, an adventure", ()),
        ("کتاب برای پسرم ۸ ساله، دیگه نمی‌خواد پر از عکس باشه", ()),
        ("my daughter is 7, she no longer wants lots of pictures", ()),
        ("کتاب برای دختر ۵ ساله‌ام، پر از عکس دوست نداره", ()),
        ("a fantasy novel for my 9 year old with nice pictures", ("novel",)),
        ("an atlas with lots of pictures for my 10 year old", ()),
        ("a science book with lots of pictures for my 8 year old", ()),
        ("a graphic novel with lots of illustrations for my 8 year old", ("graphic",)),
    ],
)
def test_pictures_for_a_child_are_picture_books(text: str, forms: tuple[str, ...]) -> None:
    assert read_wish(text).wish.forms == forms


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("یه رمان خارجی به زبان اصلی", "en"),
        ("Harry Potter به زبان اصلی", ""),
        ("یه رمان به زبان اصلی", ""),
        ("a German novel, no translations please", "de"),
        ("A crime novel in English, no translations please", "en"),
        ("a Persian novel, not translated", "fa"),
        ("فارسی نباشه، ترجمه‌هاشون خوب نیست. فقط English", "en"),
        ("رمان پلیسی ترجمه نباشه", "fa"),
        ("the translation is terrible, do you have another translation?", ""),
        ("یه رمان انگلیسی به زبان اصلی", "en"),
        ("translated novels please", "!fa"),
        ("یه رمان ترجمه می‌خوام", "!fa"),
        ("Books about translation for my thesis", ""),
    ],
)
def test_no_translation_is_what_was_written_in_the_language(text: str, origin: str) -> None:
    assert read_wish(text).wish.origin == origin


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("large print is better than audio, he can't work that", ("large_print",)),
        ("نه صوتی رو بلد نیست کار کنه همون درشت باشه بهتره", ("large_print",)),
        ("صوتی رو نمی‌تونه گوش بده، درشت باشه", ("large_print",)),
        ("large print or audio please", ("large_print", "audiobook")),
        ("I can't work tomorrow, something light to read please", ()),
        ("صوتی رو نمی‌تونم پیدا کنم، یه رمان صوتی می‌خوام", ("audiobook",)),
        ("nothing is better than an audiobook for the car, something funny", ("audiobook",)),
        ("what's better than audiobooks for the blind? a novel", ("audiobook",)),
        ("هیچی از صوتی بهتر نیست، یه رمان", ("audiobook",)),
        ("بهتره از صوتی شروع کنیم", ("audiobook",)),
    ],
)
def test_of_two_kinds_the_one_that_can_be_used(text: str, kinds: tuple[str, ...]) -> None:
    assert read_wish(text).wish.kinds == kinds


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She reads English better than Persian, so something in English maybe?", "en"),
        ("انگلیسیش از فارسیش بهتره", "en"),
        ("Persian or English, either is fine", ""),
    ],
)
def test_of_two_languages_the_one_that_is_read_better(text: str, language: str) -> None:
    assert read_wish(text).wish.language == language


@pytest.mark.parametrize(
    ("before", "text", "language", "origin"),
    [
        ("a Russian novel", "no translations please", "ru", "ru"),
        ("یه رمان خارجی", "زبان اصلی باشه", "en", "en"),
        ("a Russian or French novel", "no translations please", "", "ru|fr"),
        ("a novel in English", "not translated please", "en", "en"),
        ("a fantasy novel", "no translations please", "", "en"),
    ],
)
def test_no_translation_keeps_what_was_said_before(before: str, text: str, language: str, origin: str) -> None:
    change = read_change(text, read_wish(before).wish)
    assert change is not None and (change[0].language, change[0].origin) == (language, origin)


@pytest.mark.parametrize(
    ("text", "genres", "forms"),
    [
        ("a German novel, no translations please", (), ("novel",)),
        ("a novel to relax from studying please", (), ("novel",)),
        ("I need a break from studying, something funny", ("humour",), ()),
        ("I'm exhausted from studying, a fantasy novel please", ("fantasy",), ("novel",)),
        ("a fantasy novel for after studying", ("fantasy",), ("novel",)),
        ("critical books on economics", ("economics",), ()),
        ("critical books about animals", ("animals",), ()),
        ("a critical book on fantasy", ("fantasy",), ()),
        ("critic books, not the novels themselves", (), ("nonfiction",)),
        ("critical books on Persian novels", (), ("nonfiction",)),
    ],
)
def test_the_subject_is_what_is_named(text: str, genres: tuple[str, ...], forms: tuple[str, ...]) -> None:
    wish = read_wish(text).wish
    assert (wish.genres, wish.forms) == (genres, forms)


def test_what_is_told_beside_is_no_subject() -> None:
    wish = read_wish("not too long tho, under 300 pags, and not sad pls my dog just died").wish
    assert (wish.genres, wish.most_pages, wish.untold) == ((), 300, ("not_sad",))
    assert read_wish("books about dogs that died in war").wish.genres == ("animals", "war")
    assert read_wish("my flight is twelve hours, something funny").wish.ages == ()
    assert read_wish("any books on how to study").wish.genres == ("education",)
    assert read_wish("a book on how to study the stars").wish.genres == ("astronomy",)


@pytest.mark.parametrize(
    ("text", "genres", "pages"),
    [
        ("Oh those are nice! My flight is twelve hours and I get bored easily, so something funny, and at most 300 pages please",
         ("fantasy", "humour"), 300),
        ("Hmm, lovely, that all sounds good to me and I have time now. Not so long please, under 300 pages, and something funny",
         ("fantasy", "humour"), 300),
    ],
)  # fmt: skip
def test_the_parts_of_a_long_message_change_a_wish(text: str, genres: tuple[str, ...], pages: int) -> None:
    before = ReadingWish(genres=("fantasy",))
    change = read_change(text, before, in_parts=True)
    assert change is not None and (change[0].genres, change[0].most_pages) == (genres, pages)
    assert read_change(text, before) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thanks! Actually my husband would rather have something else: he loves crime, and thick books, the thicker the better",
        "Something lighter. Not for me this time, it is for a gift, she is fond of dogs and has no time, so short stories, please",
        "My brother is fifteen now and he likes comics and football a great deal, so what have you got for him at the moment?",
    ],
)
def test_a_long_message_for_somebody_else_changes_none(text: str) -> None:
    assert read_change(text, ReadingWish(genres=("fantasy",)), in_parts=True) is None


@pytest.mark.parametrize(
    ("text", "wishes", "free"),
    [
        ("اولی رو خوندم. یکی دیگه بگو، اگه الان موجود باشه که چه بهتر", True, True),
        ("I've read the first one. Another please, one that's in", True, True),
        ("دومی رو قبلا خوندم، یه چیز دیگه معرفی کن", True, False),
        ("اولی رو خوندم، دومی رو دارید؟", False, False),
        ("I know the first one is out, but is another copy in?", False, False),
        ("I've had the last one for weeks, can I have another two weeks?", False, False),
        ("I got the second one but pages are missing, can I get another one?", False, False),
        ("I've seen the last one. What else is on this week?", False, False),
        ("We had the second one, thanks. Anything else open on Friday?", False, False),
        ("I've read the first one, thanks. Anything else I owe?", False, False),
        ("اولی رو دارم، یکی دیگه هم می‌تونم امانت بگیرم؟", False, False),
        ("I have read the second one. Another please, by Orwell", False, False),
        ("I have read the first one, what else did Tolkien write?", False, False),
        ("I have read the first. Do you have another one by the same author?", False, False),
        ("I've read the first one and it was great, is the second one available?", False, False),
    ],
)
def test_one_of_a_list_was_read_and_another_is_wished_for(text: str, wishes: bool, free: bool) -> None:
    assert wishes_past_placed(text) is wishes
    assert not wishes or wishes_it_in(text) is free


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("No no, I meant buy it for her, for keeps. You don't sell books by any chance do you?", True),
        ("Do you sell books?", True),
        ("خب شما کتاب فروشی هم دارید", True),
        ("کتاب هم می‌فروشید؟", True),
        ("Could you buy a book that bookshops sell out of, James by Percival Everett?", False),
        ("do you sell coffee?", False),
        ("do you sell members' contacts", False),
        ("Do you sell my data?", False),
        ("I'm starving, do you sell anything to eat?", False),
        ("do you sell gift vouchers for signing up", False),
        ("do you sell what people give you", False),
        ("Do you sell the books people donate?", False),
        ("می‌تونم کتاب بخرم اهدا کنم به کتابخونه؟", False),
        ("کتاب‌های اهدایی رو نگه می‌دارید یا کتاب می‌فروشید؟", False),
        ("Why do you not sell the old books instead of throwing them away? I want to file a complaint", False),
        ("Why don't you sell books? I want to talk to a librarian", False),
        ("Do you sell Piranesi? If not please buy it for the library", False),
        ("Can I buy it from you or could you please get Piranesi for the library?", False),
        ("این کتاب تو کتاب‌فروشی هست ولی شما ندارید، میشه بیارید؟", False),
        ("کتابی درباره کتاب فروشی دارید؟", False),
        ("رمان کتاب‌فروشی دارید؟", False),
        ("کتاب «کتاب‌فروشی هست» دارید؟", False),
        ("do you have a bookshop, the Penelope Fitzgerald novel", False),
        ("I lost the book. Can I buy one from you to replace it?", False),
        ("کتاب رو گم کردم. میشه کتاب بخرم به جاش بیارم؟", False),
        ("I want to sell my old books to you", False),
        ("لطفاً این کتاب را بخرید", False),
    ],
)
def test_whether_books_are_sold(text: str, asks: bool) -> None:
    assert asks_whether_sold(text) is asks
