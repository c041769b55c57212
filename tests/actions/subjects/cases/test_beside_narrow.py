"""What is said beside a case, a wait, an offer or a visit and is of something else stays with what it is of."""

from __future__ import annotations

import pytest

from actions.subjects.account.lost_card import _STILL_WORKS
from actions.subjects.fines.charges_contested import _of_own_fine
from actions.subjects.fines.disputes_told import _HANDED, _OWN_FAULT, _WRITE
from actions.subjects.service.waiting_patron import _PART, _behind_withdrawal
from language.normalise import fold
from language.requests.cases.colleagues import keeps_name_out
from language.requests.deeds.said_again import supposes_find, with_stops
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("never mind, tell me yourself how I join", True),
        ("ولش کن، خودت بگو کارت رو چطور تمدید کنم", True),
        ("نمی‌خوام، کتابدار رو می‌خوام", False),
        ("نه نمی‌خوام، کتابدار بیاد", False),
        ("leave it, I want to talk to a person", False),
        ("still nobody? never mind, I'll wait", False),
        ("nobody came. leave it, I'd rather wait", False),
        ("پس کی میاد؟ لازم نیست، صبر می‌کنم", False),
        ("never mind the librarian, thanks", False),
        ("Never mind, take your time", False),
        ("نه ولش کن دیگه، صبر می‌کنم", False),
        ("forget it, I'm waiting for her", False),
        ("never mind, tell me when she comes", False),
        ("leave it, is anybody coming?", False),
    ],
)
def test_only_what_the_bot_is_asked_withdraws(text: str, asks: bool) -> None:
    parts = [part.strip() for part in _PART.findall(text) if part.strip()]
    assert (_behind_withdrawal(parts) is not None) is asks


@pytest.mark.parametrize(
    "text",
    [
        "Do I have to put my objection in writing?",
        "Can I get my objection in writing?",
        "where do I put my objection in writing?",
        "Must I put my objection in writing, and can I borrow until then?",
    ],
)
async def test_a_question_of_an_objection_files_none(begin: Begin, text: str) -> None:
    assert _WRITE.search(fold(text)) is None
    talk = await begin("en", card="20000001")
    asked = await talk.says("fines", "why do I owe the late fee? I brought it back on time")
    assert asked.names[-1] == "utter_objection_ask"
    assert "utter_objection_taken" not in (await talk.says("fines", text)).names


@pytest.mark.parametrize(
    "text",
    [
        "ثبت کن اگه تا فردا پیدا نشد",
        "ثبت کن اگه پیداش نکردم",
        "ثبت کن، اگه پیدا نشد تا شنبه",
        "register it. If found by Friday, don't",
        "register it. If found by my sister tonight, forget it",
        "register it if I find it damaged",
    ],
)
def test_a_condition_of_a_loss_binds(text: str) -> None:
    assert with_stops(text) == text
    assert not any(supposes_find(part) for part in text.replace("،", ".").split("."))


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("renew", "My father, he is old and cannot come himself, please extend his loan"),
        ("human_help", "I don't know her name. Let me talk to a person please"),
        ("cancel_hold", "I don't know her name. Cancel my reservation please"),
        ("hours", "They had a short day on Thursday, tell me the hours"),
        ("search_book", "کتابی که اسمش یادم نیست، جلدش قرمز بود، تمدیدش کن"),
        ("hold", "Don't take my name off the waiting list"),
    ],
)
async def test_what_is_ordered_is_no_part_of_the_case(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("complaint", "The lady at the front desk shouted at my father and sent us away", sure=1.0)
    said = await talk.says(intent, text, sure=0.95)
    assert not {"utter_case_words_added", "utter_case_asked_name"} & set(said.names)


@pytest.mark.parametrize(
    "text",
    [
        "Keep my name on the waiting list please",
        "Don't take my name off the waiting list",
        "I want a card without my name on it",
        "کتاب بی‌نام رو می‌خوام",
        "رمان «ناشناس» رو رزرو کن",
        "Do not leave out my name",
    ],
)
def test_a_name_of_something_else(text: str) -> None:
    assert not keeps_name_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your guard was rude, and why did you charge me for the copies twice?",
        "چرا من تو پارکینگ جریمه شدم؟",
        "What am I charged per day?",
        "Why are we charged for printing?",
        "Why was I charged 2 tomans at the photocopy machine",
        "why did I get charged, my friend joined free",
    ],
)
def test_another_charge_is_no_fine(text: str) -> None:
    assert not _of_own_fine(fold(text))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("does my old card still work?", True),
        ("کارتم هنوز کار می‌کنه؟", True),
        ("the wifi at Central, does it work?", False),
        ("وای‌فای هنوز کار می‌کنه؟", False),
        ("can I use it at Saadi", False),
        ("شعبه سعدی هنوز کار می‌کنه؟", False),
        ("Is the printer ok, does it work now?", False),
        ("my son's card, does it work?", False),
    ],
)
def test_whether_the_card_works(text: str, asks: bool) -> None:
    assert (_STILL_WORKS.search(fold(text)) is not None) is asks


@pytest.mark.parametrize(
    ("text", "handed"),
    [
        ("I handed it to the man at the desk myself", True),
        ("خودم دادمش به آقای پشت میز", True),
        ("I brought it two weeks late", False),
        ("I returned the books today", False),
        ("I gave it to my sister, she lost it", False),
        ("I left it at home and forgot", False),
        ("امروز آوردمش شعبه سعدی", False),
        ("انداختمش دور چون خیس شد", False),
    ],
)
def test_how_it_came_back(text: str, handed: bool) -> None:
    said = fold(text)
    assert (_HANDED.search(said) is not None and _OWN_FAULT.search(said) is None) is handed


@pytest.mark.parametrize(
    ("language", "intent", "text", "sure", "never"),
    [
        ("en", "search_book", "do you have Friends", 0.97, "utter_bot_self"),
        ("en", "facilities", "can you sleep in there", 0.97, "utter_bot_self"),
        ("fa", "search_book", "شما خانواده دارید؟", 0.97, "utter_bot_self"),
        ("en", "renew", "How long can I keep what I borrowed", 0.7, "utter_privacy"),
        ("en", "hold", "how long do you keep what I asked for", 0.7, "utter_privacy"),
    ],
)
async def test_of_the_library(begin: Begin, language: str, intent: str, text: str, sure: float, never: str) -> None:
    talk = await begin(language)
    assert never not in (await talk.says(intent, text, sure=sure)).names


@pytest.mark.parametrize("text", ["My complaint was about the desk. When will they answer?"])
async def test_when_a_case_is_answered(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("human_help", "please get me a real librarian", sure=1.0)
    assert "utter_handoff_waiting_noted" not in (await talk.says("case_status", text, sure=0.95)).names


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("staff_contact", "Mrs Rezaei at the desk was kind"),
        ("chitchat", "I'm from Italy and I love it here"),
        ("chitchat", "No visit, my name is Sara and I cancel it"),
        ("nlu_fallback", "Mr Bean film please"),
        ("greet", "سلام خانم محترم"),
        ("nlu_fallback", "نه آقای عزیز، ولش کن"),
    ],
)
async def test_no_party_of_a_visit(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("visitor_access", "How do I arrange a visit for a group of pupils?", sure=1.0)
    said = await talk.says(intent, text, sure=0.9 if intent != "nlu_fallback" else 0.3)
    assert not any("pass_on" in name or "arranged" in name for name in said.names), said.names
