"""What is said of somebody who was just praised is passed on with it."""

from __future__ import annotations

import pytest

from actions.subjects.cases.praise_passed_on import tells_whom
from tests.support.talk import Begin

PRAISE = {
    "fa": "خانم بخش کودک خیلی مهربون بودن، دخترم عاشقشونه، دستشون درد نکنه",
    "en": "the lady at the children's desk was so kind to my daughter",
}


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("fa", "events", "اسمشونو نمیدونم عینکی بودن سه شبنه عصر. میشه بهشن بگید؟"),
        ("fa", "nlu_fallback", "بهشون بگید خیلی ممنونیم"),
        ("en", "staff_contact", "I don't know her name, she wears glasses. Could you tell her?"),
        (
            "en",
            "lost_property",
            "Last Tuesday, around five I think. I didn't catch her name, glasses and a green scarf",
        ),
        ("en", "praise", "I'm afraid I did not catch her name. She was at the desk at about four in the afternoon."),
        ("fa", "out_of_scope", "اسمشو نمی‌دونم، عینک داره، دوشنبه بعدازظهر بود. می‌شه بهش برسونین؟"),
    ],
)
async def test_it_is_passed_on_with_the_praise(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language)
    assert (await talk.says("praise", PRAISE[language])).names == ["utter_praise_passed_on"]
    assert (await talk.says(read, words, sure=0.8)).names == ["utter_praise_passed_on"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "اون آقای جوونی که سعدی پشت میز می‌شینه آدم باحوصله‌ایه، نیم ساعت با مادربزرگم سر کارتش وقت گذاشت"),
        ("en", "the librarian upstairs spent half an hour on my father's form and never once looked at the clock"),
        ("en", "the lady at the children's desk is an absolute gem, she found us a book on sharks. Please tell her!!"),
    ],
)
async def test_whoever_works_there_is_praised_in_any_words(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    assert (await talk.says("praise", words, sure=0.99)).names == ["utter_praise_passed_on"]


async def test_notes_that_others_leave_are_no_message(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("suggestion", "what about a shelf where kids leave a note saying which book they loved?")
    assert said.names == ["utter_suggestion_taken"]


async def test_what_is_asked_next_is_no_praise(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("praise", PRAISE["en"])
    assert "utter_praise_passed_on" not in (await talk.says("hours", "when are you open tomorrow?")).names


@pytest.mark.parametrize(
    ("read", "words"),
    [("search_book", "I don't remember her name"), ("deny", "no, please don't tell her"), ("complaint", "tell them")],
)
async def test_what_is_read_as_something_else_is_no_praise(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("praise", PRAISE["en"])
    assert "utter_praise_passed_on" not in (await talk.says(read, words, sure=0.95)).names


async def test_without_praise_nobody_is_told(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("nlu_fallback", "could you tell her thank you?", sure=0.5)
    assert "utter_praise_passed_on" not in said.names


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("please tell her how grateful we are", True),
        ("be ishun begid mamnun", False),
        ("tell them to renew my books", False),
        ("tell me about the events", False),
        ("بهشون بگید کتابم رو تمدید کنن", False),
        ("بهش بگید ممنونم", True),
        ("I don't know the name of the book", False),
        ("ولی نگهبان دم در خیلی بی‌ادبه، بهش بگید درست حرف بزنه", False),
        ("ok, but the guard at the door has to stop shouting at us, can you tell him that", False),
        ("I'm looking for a novelist, I don't remember her name, she wrote about the sea", False),
        ("اسمشو یادم نیست، نویسنده‌اش یه خانم شیرازیه، رمان ترسناکه", False),
        ("یه کلاس زبان بود اسمشو یادم نیست، هنوز برگزار می‌شه؟", False),
        ("my son lost his card, shall I tell him to call you?", False),
        ("thanks. my email changed, can you pass my phone on to the lady? also where do I change it", False),
        ("no, please don't tell her, she'd be embarrassed", False),
        ("لازم نیست بهش بگید", False),
    ],
)
def test_words_tell_whom_it_is_for(text: str, tells: bool) -> None:
    assert tells_whom(text) is tells
