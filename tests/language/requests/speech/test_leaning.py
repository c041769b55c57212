"""What leans on the request before: ellipsis, bare questions, the language of a copy and of the chat."""

from __future__ import annotations

import pytest

from language.requests.speech.bare_questions import find_aspect
from language.requests.speech.chat_language import wished_language, wishes_language
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.titles.copies import find_copy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("and what about Monday?", "monday"),
        ("how about the south branch", "the south branch"),
        ("the atlas too", "the atlas"),
        ("likewise", ""),
        ("دوشنبه چی؟", "دوشنبه"),
        ("شعبهٔ جنوب چطور؟", "شعبه جنوب"),
        ("اطلس هم همینطور", "اطلس"),
        ("janoob chi", "janoob"),
    ],
)
def test_a_marker(text: str, words: str) -> None:
    ellipsis = find_ellipsis(text)
    assert ellipsis is not None and ellipsis.words == words


@pytest.mark.parametrize("text", ["opening hours", "کتاب اطلس رو دارید", "where is the printer"])
def test_no_marker(text: str) -> None:
    assert find_ellipsis(text) is None


@pytest.mark.parametrize(
    ("aspect", "texts"),
    [
        ("price", ("does it cost anything?", "is there a fee", "پولیه؟", "هزینه‌اش چقدره", "hazinash cheghadre")),
        ("duration", ("how long does that take?", "چند روز طول می‌کشه؟")),
        (
            "registration",
            ("do I have to register for it", "do we need tickets?", "اسم‌نویسی می‌خواد؟", "از قبل باید رزرو کنم؟"),
        ),
        ("place", ("where is that?", "کدوم شعبه‌ست", "کجاست")),
        ("time", ("what time does it start?", "چه ساعتی شروع میشه")),
        ("home", ("may I take it home?", "می‌تونم ببرمش خونه؟")),
        ("author", ("who is the author?", "نویسنده‌ش کیه؟")),
        ("else", ("has she written anything else?", "چیز دیگه‌ای ازش دارید؟")),
        ("reason", ("but why?", "آخه چرا؟")),
    ],
)
def test_a_bare_question(aspect: str, texts: tuple[str, ...]) -> None:
    assert {text: find_aspect(text) for text in texts} == dict.fromkeys(texts, aspect)


@pytest.mark.parametrize(
    "text", ["is the scanner free?", "how much do I owe", "what time do you close", "قیمت نفت چنده", "are you open?"]
)
def test_a_question_that_names_its_thing(text: str) -> None:
    assert find_aspect(text) is None


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("is there a Persian translation", "fa", ""),
        ("نسخهٔ انگلیسیش", "en", ""),
        ("the audiobook", "", "audiobook"),
        ("صوتیش", "", "audiobook"),
        ("به زبان اصلی", "en", ""),
    ],
)
def test_a_copy(text: str, language: str, kind: str) -> None:
    copy = find_copy(text, brief=True)
    assert copy is not None and (copy.language, copy.kind) == (language, kind)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("could you answer in Persian?", "fa"),
        ("I'd rather talk in English", "en"),
        ("English, please", "en"),
        ("میشه فارسی صحبت کنید", "fa"),
        ("انگلیسی بلد نیستم", "fa"),
        ("lotfan farsi benevis", "fa"),
    ],
)
def test_a_wish_to_talk_in_a_language(text: str, language: str) -> None:
    assert wishes_language(text) and wished_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "is there an English edition?",
        "my father speaks no English, is there somebody",
        "فیلم با زیرنویس فارسی",
        "ترجمهٔ انگلیسیش هست",
        "do you teach English classes?",
    ],
)
def test_the_language_of_something_else(text: str) -> None:
    assert not wishes_language(text)


def test_a_bare_language_after_a_book_is_the_books() -> None:
    assert wishes_language("فارسی باشه") and not wishes_language("فارسی باشه", about_a_thing=True)
