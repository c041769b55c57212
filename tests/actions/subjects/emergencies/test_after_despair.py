"""After despair: a plain question is answered, what is told is heard, and nothing is filed or asked back."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.emergencies.after_despair import (
    asks_of_call,
    asks_of_line,
    asks_to_stay,
    refuses_to_call,
    tells_grief,
)
from tests.support.statements import scalar
from tests.support.talk import Begin

STAYS = [
    "would it be ok if i sat inside for a bit while i wait for him",
    "can I just come in and be around people for a while",
    "is there somewhere calm i can sit?",
    "could I rest at your place until my sister comes",
    "where's a quiet corner, i don't want to be alone",
    "کجا میتونم آروم بشینم؟",
    "اجازه هست بیام یه گوشه بشینم",
    "یه جا هست گریه کنم کسی نبینه؟",
    "جای خلوت دارین که یه کم بمونم؟",
    "mishe biam ketabkhune beshinam?",
]
STAYS_NOT = [
    "where can I sit and study for my exam?",
    "can I renew my book?",
    "do you have books about grief?",
    "my wife left in spring",
    "کجا میتونم برای امتحان درس بخونم؟",
    "کتاب شعر دارین؟",
    "جریمه‌ام چقدر است؟",
]
LINES = [
    "do they pick up at 3am?",
    "does that number answer at night",
    "is it free to call?",
    "when can I ring that line?",
    "اون شماره‌ای که میگی شب هم جواب میدن؟",
    "اورژانس شب هم میاد؟",
    "زنگ زدن بهش پولیه؟",
    "shab ham javab midan?",
]
LINES_NOT = [
    "when do you close today?",
    "how much is my fine?",
    "I called them last night",
    "شب‌ها تا کی بازید؟",
    "با غریبه حرف نمیزنم",
]
REFUSES = [
    "i don't want to call a number and talk to a stranger",
    "I can't phone anybody right now",
    "no credit on my phone",
    "با غریبه حرف نمیزنم",
    "نمی‌تونم زنگ بزنم",
    "پول تلفن ندارم",
    "ba gharibe harf nemizanam",
]
REFUSES_NOT = ["i'll ring my brother", "I called already", "زنگ می‌زنم", "do I have to call?", "که زنگ بزنم؟"]
GRIEVES = [
    "there isn't really anybody. my wife left in spring",
    "i lost my son in march",
    "my girlfriend left me and took the dog",
    "we lost everything last year",
    "مادرم ماه پیش مرد",
    "شوهرم ولم کرد رفت",
    "babam mord",
]
GRIEVES_NOT = ["I lost my umbrella", "who died in this novel?", "کتابم گم شد", "the guard left the door open"]


def test_what_is_asked_and_told_is_read() -> None:
    assert [words for words in STAYS if not asks_to_stay(words)] == []
    assert [words for words in STAYS_NOT if asks_to_stay(words)] == []
    assert [words for words in LINES if not asks_of_line(words)] == []
    assert [words for words in LINES_NOT if asks_of_line(words)] == []
    assert [words for words in REFUSES if not refuses_to_call(words)] == []
    assert [words for words in REFUSES_NOT if refuses_to_call(words)] == []
    assert [words for words in GRIEVES if not tells_grief(words)] == []
    assert [words for words in GRIEVES_NOT if tells_grief(words)] == []


async def count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("lost_property", "there isn't really anybody. my wife left in spring"),
        ("complaint", "everybody shouts at me, at the library too"),
        ("suggestion", "you should have somebody who talks to people like me"),
        ("report_fault", "nothing works any more, the light neither"),
        ("lost_item", "I have lost everything"),
        ("nlu_fallback", "hm i dont know really"),
        ("recommendation", "what shall become of it all then"),
    ],
)
async def test_nothing_is_filed_or_asked_back(begin: Begin, services: Services, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I can't go on", emergency="quiet:despair")
    said = await talk.says(read, words, sure=0.9 if read not in {"recommendation"} else 0.3)
    assert said.names[0].startswith("utter_emergency") and len(said.names) == 1
    assert await count(services) == 0 and talk.slots["pending"] is None
    again = await talk.says("complaint", "and then nobody answered me there", sure=0.9)
    assert again.names[0].startswith("utter_emergency") and await count(services) == 0


@pytest.mark.parametrize(
    ("words", "alarmed"),
    [
        ("I lost my son in March", False),
        ("I lost my son in the library", True),
        ("I lost my daughter, she was right here by the comics", True),
        ("my son is gone, he was here a minute ago", True),
        ("پسرم رفته پیداش نمی‌کنم", True),
    ],
)
async def test_a_child_that_may_be_missing_now_is_no_grief(begin: Begin, words: str, *, alarmed: bool) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I can't go on", emergency="quiet:despair")
    said = await talk.says("emergency", words, emergency="lost_child")
    assert ("utter_emergency_lost_child" in said.names) is alarmed


async def test_care_is_not_said_in_the_same_words_each_time(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "دیگه نمی‌خوام ادامه بدم", emergency="quiet:despair")
    names = [
        (await talk.says("nlu_fallback", words)).names[0] for words in ("نمیدونم چی بگم", "خستم", "مادرم پارسال مرد")
    ]
    assert len(set(names)) == len(names) and names[-1] == "utter_emergency_grief_despair"


async def test_who_does_not_want_to_call_is_not_asked_for_a_telephone_number(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I can't go on", emergency="quiet:despair")
    said = await talk.says("nlu_fallback", "I don't want to talk to a stranger on the phone")
    assert said.names == ["utter_emergency_no_call_despair"]


async def test_the_librarys_business_goes_on(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I can't go on", emergency="quiet:despair")
    hours = await talk.says("hours", "when do you close today?")
    assert hours.names[0] == "utter_emergency_reminder_despair" and hours.names[1].startswith("utter_hours")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("is it free and do they speak english", True),
        ("do i have to give my name", True),
        ("باید اسممو بگم؟", True),
        ("رایگانه؟ انگلیسی هم حرف میزنن؟", True),
        ("are you open now?", False),
        ("do you speak english?", False),
        ("is membership free?", False),
        ("do you have english books", False),
        ("can I borrow for free?", False),
        ("Is it recorded anywhere that I returned it?", False),
    ],
)
def test_a_call_is_asked_about_without_its_name(words: str, asked: bool) -> None:
    assert asks_of_call(words) is asked


async def test_the_number_is_told_after_the_worst_is_over(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("staff_contact", "what number do i call")).names != ["utter_emergency_line"]
    await talk.says("emergency", "i feel hopeless", emergency="doubtful:despair")
    await talk.says("deny", "no i'm safe")
    assert "utter_emergency_line" in (await talk.says("staff_contact", "what number do i call")).names
