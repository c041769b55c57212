"""What somebody tells who waits for a librarian is kept, and the wait is not told once more in its place."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the matter is private, just write that it is about my account"),
        ("en", "before noon please, I am in class after that, my number is in the files"),
        ("fa", "موضوعش خصوصیه، به تو نمیگم. فقط بنویس مربوط به حسابمه"),
        ("fa", "شماره‌م تو پرونده هست همون. قبل از ۱۲ زنگ بزنن بعدش سر کلاسم"),
    ],
)
async def test_what_is_told_is_kept_for_whoever_comes(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, "20000001")
    await talk.says("human_help", {"en": "connect me to a librarian", "fa": "منو به کتابدار وصل کن"}[language])
    said = await talk.says("human_help", words, sure=0.8)
    assert said.names == ["utter_handoff_waiting_noted"], said


@pytest.mark.parametrize(
    "words", ["still nobody here?", "a person please", "connect me to a human", "why does nobody come"]
)
async def test_the_wait_is_told_to_who_speaks_of_nothing_else(begin: Begin, words: str) -> None:
    talk = await begin("en", "20000001")
    await talk.says("human_help", "connect me to a librarian")
    said = await talk.says("human_help", words, sure=0.9)
    assert said.names == ["utter_handoff_waiting"], said


async def test_how_to_be_reached_goes_into_the_case_that_waits_for_it(begin: Begin) -> None:
    talk = await begin("en", "20000003")
    await talk.says("human_help", "connect me to a librarian")
    said = await talk.says("human_help", "have them ring me before noon, I am in class after that", sure=0.99)
    assert said.names == ["utter_librarian_taken"]
    said = await talk.says("human_help", "my number is in your files. before noon please, then I am in class", sure=0.6)
    assert said.names == ["utter_case_words_added"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "and does the late counter keep running meanwhile"), ("fa", "تا اون موقع جریمه‌م هی زیاد میشه؟")],
)
async def test_whether_the_fee_runs_on_is_told_meanwhile(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, "20000004")
    await talk.says("human_help", {"en": "connect me to a librarian", "fa": "منو به کتابدار وصل کن"}[language])
    said = await talk.says("nlu_fallback", words, sure=0.64)
    assert said.names == ["utter_fee_runs_not"]
