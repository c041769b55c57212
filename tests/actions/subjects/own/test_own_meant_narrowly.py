"""What is said of a card, of others' books, of reminders, or in another's words means none of one's own things."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services, Turn
from actions.subjects.own import own_authors
from library.values import Hold, Loan
from tests.actions.dialogue.test_restrictions import attempts
from tests.support.talk import Begin

CARD, TWO_HOLDS = "20000001", "20000002"


@pytest.mark.parametrize(
    "words",
    [
        "کارتم دستمه، کوری رو تمدید کن",
        "با کارتم کتاب کوری رو تمدید کن",
        "عضویتم فعاله، کوری رو تمدید کن",
        "kartam hamine, koori ro tamdid kon",
        "روی کارتم کتابامو تمدید کن",
        "کارتم همراهم هست، کوری رو تمدید کن",
        "کارتمو آوردم کوری رو برام تمدید کن",
        "ba kartam ketabe koori ro tamdid kon",
        "کوری رو با کارتم تمدید کن",
    ],
)
async def test_a_card_beside_a_book_is_not_renewed(begin: Begin, services: Services, words: str) -> None:
    said = await (await begin("fa", card=CARD)).says("renew", words, sure=0.95)
    assert await attempts(services) > 0 or said.names == ["utter_renew_ask"], said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("affirm", "Yes, I understand the question. Does the other one stay then?"),
        ("affirm", "yes? and does the other one stay first in the line?"),
        ("affirm", "yes, I read that. Will the other one stay?"),
        ("affirm", "Yes, hello, a question: does the other one stay?"),
        ("affirm", "yes I know, and the other one stays?"),
        ("affirm", "آره؟ و اون یکی بمونه؟"),
    ],
)
async def test_only_a_plain_yes_cancels(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says(intent, words, sure=0.8)
    assert "utter_hold_cancelled" not in said.names, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (
            "complaint",
            "I want to complain: I was told something is waiting for me at Saadi, is that right? Nobody knew anything"
            " there and I came for nothing",
        ),
        ("complaint", "شکایت دارم، گفتن رزروم تو سعدی آماده‌ست، درسته؟ رفتم نبود"),
        (
            "complaint",
            "Somebody took my book! I was told something is waiting for me at Saadi, is that true? They had nothing",
        ),
        ("others_loans", "is there a book ready at Saadi for my son Ali?"),
        ("others_loans", "is there something waiting at Saadi for my wife?"),
        ("report_fault", "a book is waiting for me at Saadi, is that right? your text has a wrong link"),
        ("nlu_fallback", "my daughter says a book is waiting for me at Saadi, is it so? for my daughter, I mean"),
    ],
)
async def test_who_was_there_or_asks_for_another_is_told_of_none(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en", card=CARD)).says(intent, words, sure=0.95)
    assert not {"utter_hold_state", "utter_hold_kept_until"} & set(said.names), said


@pytest.mark.parametrize(
    "words",
    [
        "renew Nineteen Eighty-Four, but Martin can keep his",
        "renew Nineteen Eighty-Four. But Martin may keep his",
        "renew Nineteen Eighty-Four but Martin must bring his",
    ],
)
async def test_a_name_behind_but_is_no_author(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    async def last_names(_turn: Turn, thing: Loan | Hold) -> set[str]:
        return {"martin"} if thing.title == "کوری" else set()

    monkeypatch.setattr(own_authors, "_last_names", last_names)
    talk = await begin("en", card=CARD)
    await talk.says("loans", "what do I have out?")
    await talk.says("renew", words, sure=0.95)
    assert await attempts(services) == 1


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("fines", "I don't want to pay for Animal Farm any more"),
        ("fines", "دیگه نمی‌خوام برای Animal Farm پول بدم"),
        ("hold_status", "I don't need a reminder for Animal Farm any more"),
        ("hold_status", "دیگه پیامک برای Animal Farm نمی‌خوام"),
        ("hold_status", "I don't need the reminder for Animal Farm any more, is it ready?"),
        ("hold_status", "I never said I don't need Animal Farm any more!"),
        ("hold_status", "نگفتم Animal Farm رو دیگه نمی‌خوام"),
        ("hold_status", "My brother said I don't need Animal Farm any more but I do"),
        ("hold_status", "دیگه نمی‌خوام Animal Farm رو از مرکزی بگیرم، از سعدی می‌گیرم"),
        ("hold_status", "I don't need Animal Farm in English any more, Persian is fine"),
        ("hold_status", "Should I tell you that I no longer need Animal Farm, or does it go by itself?"),
        ("hold_status", "I no longer need Animal Farm by Friday, next week is fine"),
        ("hold_status", "I don't want news about Animal Farm any more"),
        ("hold_status", "what happens when I say I no longer need Animal Farm?"),
        ("hold_status", "یادآوری Animal Farm رو دیگه نمی‌خوام"),
        ("hold_status", "Animal Farm رو دیگه نمی‌خوام منتظر بمونم"),
        ("hold_status", "do you think I don't need Animal Farm any more?"),
        ("hold_status", "برادرم گفت Animal Farm رو دیگه نمی‌خوام"),
        ("hold_status", "the Animal Farm poster is no longer needed"),
        ("hold_status", "I don't want to go to Saadi for Animal Farm any more"),
    ],
)
async def test_what_is_not_itself_given_up_is_not_cancelled(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations?")
    said = await talk.says(intent, words, sure=0.85)
    assert "utter_cancel_hold_confirm" not in said.names, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("deny", "no, don't tell them, I found it. Until when may I keep the others?"),
        ("affirm", "Yes, tell them. And until when are the other four?"),
        ("affirm", "yes please, and until when may I keep the others?"),
        ("deny", "نه، پیداش کردم. بقیه رو تا کی وقت دارم؟"),
    ],
)
async def test_a_yes_or_no_is_left_to_what_waits(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=CARD)
    assert "utter_loan_lost_offer" in (await talk.says("lost_item", "I lost Nineteen Eighty-Four")).names
    said = await talk.says(intent, words, sure=0.9)
    assert said.names != ["utter_loans_due"], said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "چطور پرداخت کنم و چقدر باید بدم؟"),
        ("en", "to whom do I pay, and what do I owe?"),
        ("en", "where do I go, and how much do I have to pay?"),
        ("fa", "چقدر باید بدم، از کجا پرداخت کنم؟"),
        ("fa", "به کی باید چقدر بدم؟"),
    ],
)
async def test_the_way_is_told_where_it_is_asked_too(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("fines", "do I owe anything?" if language == "en" else "بدهی دارم؟")
    said = await talk.says("fines", words, moves={"fee.how": 0.9})
    assert said.names != ["utter_fines"], said
