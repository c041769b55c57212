"""Which language a message is in."""

from __future__ import annotations

import pytest

from language.detect import detect, is_finglish

PERSIAN = """سلام، ساعت کاری کتابخانه چنده؟
کتاب Clean Code رو دارید؟
تمدید
۲ رو تمدید کن
«The Great Gatsby» را دارید؟
مي خواهم كتابم را تمديد كنم
wifi وصل نمیشه""".split("\n")

ENGLISH = """Do you have «کلیدر»?
I want to renew all my books
opening hours
renew
Is the branch open on Friday?
books by Orhan Pamuk
find books by Sadegh Hedayat
I missed my minute, mind you
What is on the menu in Milan?
Where can I print my master thesis?
do you have the Shahnameh
Middlemarch by George Eliot please
a roman about a man and his mission
«بوف کور» available?
Can I park my car here? I'm in a wheelchair.""".split("\n")

FINGLISH = """salam, ketabamo mikham tamdid konam
saat kari ketabkhune chande
farda baz hastid?
mishe ketabamo tamdid konin
man ketab mikham
jarimeam chande
ketab darid?
kojast ketabkhane
rezervam chi shod
emruz ta key bazin
mikhastam ozv besham
nemitunam vared hesabam besham
otaghe motale'e mikham
dovomi ro tamdid kon
chetori
bale""".split("\n")

UNDECIDED = [
    *("", "   ", "123", "۱۲۳", "OK", "wifi", "PDF?", "👍", "Dune", "Sadegh Hedayat", "Привет", "5/5"),
    *("https://example.com", "a@b.ir", "[card]"),
]


@pytest.mark.parametrize("text", PERSIAN)
def test_persian(text: str) -> None:
    assert detect(text) == "fa"
    assert not is_finglish(text)


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect(text) == "en"
    assert not is_finglish(text)


@pytest.mark.parametrize("text", FINGLISH)
def test_persian_in_latin_letters(text: str) -> None:
    assert is_finglish(text)
    assert detect(text) == "fa"


@pytest.mark.parametrize("text", UNDECIDED)
def test_nothing_to_go_by(text: str) -> None:
    assert detect(text) is None
