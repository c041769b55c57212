"""Somebody who is to come at once is told from somebody who comes for a book, to an event or if need be."""

from __future__ import annotations

import pytest

from actions.subjects.cases.somebody_called import calls_somebody
from tests.support.talk import Begin, Talk

SOMEBODY = [
    "still nothing. can somebody come over and look, I'm by the window",
    "Can you get a member of staff to come over right now?",
    "Send someone please, now",
    "could a librarian come here?",
    "will anybody come down and see this",
    "get the guard up here immediately",
    "یکی رو بفرستید لطفاً",
    "میشه نگهبان بیاد بالا؟",
    "یه نفر بیاد همین الان",
    "yeki ro befrestid",
    "یکیو بفرست",
    "یه نفرو بفرستید",
    "یکی باید بیاد",
    "پس نگهبان کی میاد؟",
    "کسی نمیاد؟",
    "یکی از همکاراتون بیاد ببینه",
    "when will someone come?",
    "is anyone coming?",
    "can someone come?",
    "please send somebody to have a look",
    "could you send someone up here",
    "call security now!",
    "ye nafaro befrest",
    "yeki bayad biad",
]


NOBODY = [
    "can somebody else come for it",
    "can someone come with me to the story hour",
    "could my son come and get it?",
    "can someone come and collect the books from my home",
    "can somebody tell me when",
    "send someone a copy of the answer",
    "یکی بیاد دنبالش میشه؟",
    "کسی بیاد ببره",
    "can anyone come to the story hour?",
    "can anybody come to the book club without registering?",
    "can someone come in without a card?",
    "can any person come to the events?",
    "can anyone come?",
    "will anyone come to see it before Monday?",
    "I will call security if he's here again",
    "send someone here if he is back",
    "I was told that you would send somebody",
    "don't send anybody, it is fine now",
    "can someone come to the desk and register for me?",
    "is anyone coming to the workshop?",
    "can somebody come and see the exhibition on Friday?",
    "کسی می‌تونه بیاد کتاب رو به جای من بگیره؟",
    "کسی می‌تونه بیاد؟",
    "اگه باز اومد یکی رو بفرستید",
    "یکی بیاد کلاس ثبت‌نام کنه میشه؟",
    "مسئول کتابخونه کیه؟",
    "yeki az doostam biad begire",
]


@pytest.mark.parametrize("words", SOMEBODY)
def test_somebody_is_called(words: str) -> None:
    assert calls_somebody(words)


@pytest.mark.parametrize("words", NOBODY)
def test_nobody_is_called(words: str) -> None:
    assert not calls_somebody(words)


async def told(begin: Begin, language: str = "en") -> Talk:
    talk = await begin(language)
    tale = {"en": "the staff at Saadi were very rude to me", "fa": "کارمند سعدی خیلی بد با من رفتار کرد"}[language]
    assert (await talk.says("complaint", tale)).names == ["utter_complaint_taken"]
    return talk


@pytest.mark.parametrize(("language", "words"), [("en", SOMEBODY[0]), ("en", SOMEBODY[1]), ("fa", SOMEBODY[8])])
async def test_who_wants_somebody_at_once_hears_how_to_reach_them(begin: Begin, language: str, words: str) -> None:
    talk = await told(begin, language)
    assert (await talk.says("report_fault", words)).names == ["utter_case_urgent"]
