"""A book on a subject is looked for; nothing is filed to be bought, and an order right after it goes into no case."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.reading.subject_wishes import wishes_a_subject
from tests.support.statements import scalar
from tests.support.talk import Begin

WISHED = [
    ("fa", "خوبه. یه کتاب راجب راه انداختن کسب و کار کوچیک میخام"),
    ("fa", "دنبال کتابی دربارهٔ نجومم"),
    ("fa", "کتاب در مورد باغبانی دارید"),
    ("fa", "یه چیزی راجع به تاریخ قاجار می‌خوام"),
    ("fa", "چند تا کتاب برای یادگیری پایتون لازم دارم"),
    ("fa", "منابعی در زمینهٔ روان‌شناسی کودک می‌خواهم"),
    ("fa", "درباره خیاطی کتاب دارین"),
    ("fa", "یه مستند درباره حیات وحش معرفی می‌کنید"),
    ("fa", "فیلمی دربارهٔ جنگ جهانی می‌خواستم"),
    ("fa", "ye ketab rajebe ashpazi mikham"),
    ("en", "I want a book about starting a small business"),
    ("en", "I'm looking for something on gardening"),
    ("en", "do you have any books on astronomy"),
    ("en", "I'd like a novel about the sea"),
    ("en", "we need books for learning Persian"),
    ("en", "is there any reading about child psychology"),
    ("en", "my son wants a book on trains"),
    ("en", "give me a film about the war"),
    ("en", "show me books regarding architecture"),
    ("en", "I am searching books about python, for beginners"),
]
BOUGHT = [
    "please buy a book about gardening, I want it",
    "I suggest books on astronomy",
    "could you order the new book about Cyrus, I need it",
    "you need more books about python",
    "لطفاً کتابی دربارهٔ نجوم بخرید",
    "پیشنهاد می‌کنم کتاب در مورد باغبانی تهیه کنید",
    "می‌خوام درخواست خرید کتابی دربارهٔ فلزکاری بدم",
    "کتاب در مورد نقاشی کم دارید، لازمه",
]


@pytest.mark.parametrize(("language", "words"), WISHED)
@pytest.mark.parametrize("read", ["suggest_purchase", "search_book"])
async def test_nothing_is_filed_to_be_bought(
    begin: Begin, services: Services, language: str, words: str, read: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", "فیلم چی اونم هست؟" if language == "fa" else "what about films?")
    said = await talk.says(read, words, moves={"title.buy": 0.95})
    assert "utter_suggest_purchase_taken" not in said.names
    assert await scalar(services.store, text("select count(*) from service_case")) == 0


@pytest.mark.parametrize("words", BOUGHT)
def test_what_is_to_be_bought_is(words: str) -> None:
    assert not wishes_a_subject(words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "اولی رو برام بزار کنار ک فردا بیام بگیرم"),
        ("fa", "دومیشو واسم نگه دارید"),
        ("fa", "کلیدر رو کنار بذارین برام"),
        ("en", "put the first one aside for me"),
        ("en", "keep the second for me, I come tomorrow"),
    ],
)
async def test_an_order_right_after_a_request_goes_into_no_case(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("suggest_purchase", "«خداحافظ گاری کوپر» رو بخرید" if language == "fa" else "please buy “Zorba”")
    said = await talk.says("hold", words, moves={"case.add": 0.5})
    assert "utter_case_words_added" not in said.names
