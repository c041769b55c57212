"""What a wish refuses of events, places and subjects, and what people say of themselves beside it."""

from __future__ import annotations

import pytest

from language.requests.reading.already_read import reads_others
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_refused import within
from language.requests.reading.wish import ReadingWish


@pytest.mark.parametrize(
    ("text", "words", "untold"),
    [
        ("a gentle novel, nothing where the dog dies", {"dog", "dies"}, ("plot",)),
        ("a love story where nobody dies", {"death", "dies"}, ("plot",)),
        ("a crime novel without dead animals", {"animals", "dead"}, ("plot",)),
        ("رمانی که سگه توش نمیره", {"مرگ"}, ("plot",)),
        ("یه رمان عاشقانه که آخرش کسی نمی‌ره", {"مرگ"}, ("plot",)),
        ("something funny, if possible not set in England", {"england"}, ("setting",)),
        ("historical, anywhere but Russia", {"russia"}, ("setting",)),
        ("رمان پلیسی که تو انگلیس نباشه", {"انگلیس"}, ("setting",)),
        ("a family novel, not about England again please", {"england"}, ()),
        ("I've had my fill of cosy English villages", {"cosy", "villages"}, ()),
        ("like Murakami without the way he writes women", set(), ("manner",)),
    ],
)
def test_what_must_not_be_told_is_no_subject(text: str, words: set[str], untold: tuple[str, ...]) -> None:
    wish = read_wish(text).wish
    assert words <= set(wish.not_on) and wish.untold == untold and not wish.topics
    assert "animals" not in wish.without and not wish.language


@pytest.mark.parametrize(
    "text",
    [
        "a novel set in Iran",
        "where do you keep the books about dogs?",
        "nothing by Orwell",
        "a book about death for a child",
        "کتاب تو قفسه نباشه هم عیب نداره",
        "I don't mind where it is set",
        "The Dog Who Wouldn't Be",
    ],
)
def test_what_refuses_nothing_keeps_its_subject(text: str) -> None:
    wish = read_wish(text).wish
    assert not wish.not_on and not set(wish.untold) & {"plot", "setting", "manner"}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "I am a German student in Tehran and look for a crime novel",
            ReadingWish(genres=("crime",), forms=("novel",)),
        ),
        ("I'm from Turkey, do you have history books?", ReadingWish(genres=("history",))),
        ("As a nurse I have little time. Short stories please", ReadingWish(forms=("stories",))),
        ("Our family is Italian. poems please", ReadingWish(forms=("poetry",))),
        ("من معلم ریاضی هستم یه رمان می‌خوام", ReadingWish(forms=("novel",))),
        ("دانشجوی پزشکی‌ام، یه کتاب شعر معرفی کنید", ReadingWish(forms=("poetry",))),
        ("من اهل ژاپنم، رمان عاشقانه دارید؟", ReadingWish(genres=("romance",), forms=("novel",))),
        # Where nothing else is said, it is what is asked for.
        ("I'm a student of law, what is there for me?", ReadingWish(genres=("law",))),
        # Said of the book, it stays.
        ("a novel by a German author", ReadingWish(forms=("novel",), origin="de")),
        ("my husband wants German novels", ReadingWish(forms=("novel",), origin="de")),
        ("novels from Turkey", ReadingWish(forms=("novel",), origin="tr")),
    ],
)
def test_who_somebody_is_says_nothing_of_the_book(text: str, wish: ReadingWish) -> None:
    assert read_wish(text).wish == wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("کتاب روان‌شناسی رشد کودک", ReadingWish(genres=("psychology",))),
        ("books on child development", ReadingWish(topics=("child", "development"))),
        ("کتاب شعر برای کودک", ReadingWish(forms=("poetry",), audience="children")),
        ("children's books about the sea", ReadingWish(audience="children", topics=("sea",))),
        ("any books on the history of Tehran?", ReadingWish(genres=("history",), topics=("tehran",))),
        ("کتاب دربارهٔ محله‌های قدیم اصفهان", ReadingWish(topics=("محله", "قدیم", "اصفهان"))),
        ("literary criticism on Hedayat", ReadingWish(forms=("nonfiction",), topics=("hedayat",))),
        ("نقد و بررسی رمان‌های هوشنگ گلشیری", ReadingWish(forms=("nonfiction",), topics=("هوشنگ", "گلشیری"))),
        ("کتاب تاریخ روسیه", ReadingWish(genres=("history",), topics=("روسیه",))),
        ("a book about Turkey", ReadingWish(topics=("turkey",))),
        ("something about Italian cooking", ReadingWish(genres=("cooking",), topics=("italian",))),
        ("books by French authors", ReadingWish(origin="fr")),
        ("short stories with the English on the other page", ReadingWish(forms=("stories",), untold=("bilingual",))),
        ("novels by women writers", ReadingWish(forms=("novel",), untold=("by_woman",))),
        ("یه رمان که نویسنده‌ش زن باشه", ReadingWish(forms=("novel",), untold=("by_woman",))),
        ("books about women writers", ReadingWish(topics=("women",))),
        ("یه کتاب شعر که اول ببینمش", ReadingWish(forms=("poetry",))),
        ("می‌خوام یه فیلم ببینم", ReadingWish(kinds=("dvd",))),
        ("کتاب شعر می‌خوام هدیه بدم", ReadingWish(forms=("poetry",))),
        ("ye ketab sher az Forough ya Sohrab", ReadingWish(forms=("poetry",), author="forough|sohrab")),
        ("chap e dorosht darid?", ReadingWish(kinds=("large_print",))),
        ("crime, but not Scandinavian", ReadingWish(genres=("crime",), not_from=("sv",))),
        ("I've read Gone Girl. What's similar?", ReadingWish(like="Gone Girl")),
        ("love Agatha Christie, anyone similar?", ReadingWish(like="Agatha Christie")),
    ],
)  # fmt: skip
def test_the_words_are_taken_for_what_they_say(text: str, wish: ReadingWish) -> None:
    assert read_wish(text).wish == wish


def test_what_was_read_calls_for_others_and_is_no_likeness() -> None:
    before = ReadingWish(genres=("humour",), forms=("novel",))
    for text in ("I've read most of these. Anything by a woman?", "اینا رو بیشترشو خوندم، نویسنده‌ش زن باشه"):
        change = read_change(text, before)
        assert reads_others(text) and change is not None and change[1]
        assert not change[0].like and change[0].untold == ("by_woman",)
    assert not reads_others("I've read The Vegetarian already") and not reads_others("بوف کور رو خوندم")


def test_pages_that_are_said_are_kept() -> None:
    change = read_change("not too thick, under 250 pages", ReadingWish(forms=("novel",)), pages=(130, 140))
    assert change is not None and change[0].most_pages == 250


def test_a_country_is_told_of_by_its_cities_and_no_city_by_its_country() -> None:
    assert "tehran" in within("iran") and within("tehran") == {"tehran"} and within("whales") == {"whales"}
