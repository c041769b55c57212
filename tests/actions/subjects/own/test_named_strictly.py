"""What is said beside one's own titles is answered as it is said: nothing is cancelled, told as lost or left for it."""

from __future__ import annotations

import pytest

from actions.subjects.own.only_said import says_only
from tests.support.talk import Begin

CARD = "20000001"
EN, FA = ("en", "renew everything except the Shahnameh"), ("fa", "همه رو تمدید کن به جز شاهنامه")


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Cancel Animal Farm. Until when may I keep the Shahnameh?", True),
        ("رزرو Animal Farm رو لغو کن. شاهنامه رو تا کی میتونم نگه دارم؟", True),
        ("Cancel Nineteen Eighty-Four please. Until when is Animal Farm kept?", False),
        (
            "I want to cancel my card. Until when may I keep the Shahnameh, and when is Animal Farm there?",
            False,
        ),
        ("Cancel my sms reminders. Until when may I keep the Shahnameh, and when will Animal Farm come?", False),
        ("Please don't cancel Animal Farm. Until when may I keep the Shahnameh?", False),
        ("Cancel my room. Until when may I keep the Shahnameh? I'd like to read it before Animal Farm comes", False),
        ("پیامک ها رو لغو کن. شاهنامه تا کی دستمه و Animal Farm کی میرسه؟", False),
    ],
)
async def test_only_what_is_ordered_to_be_cancelled_is(begin: Begin, words: str, *, asks: bool) -> None:
    said = await (await begin("en", card=CARD)).says("cancel_hold", words, sure=0.9)
    assert ("utter_cancel_hold_confirm" in said.names) is asks, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("lost_item", "I lost interest in Nineteen Eighty-Four and the Shahnameh"),
        ("return", "I lost the receipt for Nineteen Eighty-Four and the Shahnameh"),
        ("lost_item", "I lost the bookmark between Nineteen Eighty-Four and the Shahnameh"),
        ("lost_item", "My brother lost Nineteen Eighty-Four and the Shahnameh, his own copies"),
        ("lost_item", "دوستم کوری و شاهنامه خودش رو گم کرده"),
        ("loans", "عینکم رو گم کردم کوری و شاهنامه نخونده موند"),
        ("renew", "عینکم گم شده نتونستم کوری و شاهنامه رو بخونم، تمدیدشون کن"),
        ("search_book", "I lost interest in Nineteen Eighty-Four and the Shahnameh, what else do you have?"),
        ("lost_item", "I haven't lost Nineteen Eighty-Four and the Shahnameh"),
    ],
)
async def test_what_is_lost_beside_loans_is_no_loan(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en", card=CARD)).says(intent, words, sure=0.9)
    assert not {"utter_note_not_here", "utter_loan_lost_offer"} & {*said.names}, said


@pytest.mark.parametrize(
    ("before", "intent", "words"),
    [
        (FA, "lost_card", "آره، شاهنامه نه چون خوندمش. کارتم هم گم شده"),
        (EN, "lost_card", "leave the Shahnameh, and my card was stolen yesterday"),
        (EN, "lost_item", "leave the Shahnameh, I lost it yesterday"),
        (EN, "complaint", "Not the Shahnameh, you idiots, I want to complain"),
        (EN, "suggestion", "forget the Shahnameh, and buy more Tolkien"),
        (EN, "fines", "Not the Shahnameh, tell me what I owe"),
        (EN, "cancel_hold", "leave the Shahnameh, I don't want Animal Farm any more either"),
        (EN, "account", "leave the Shahnameh, and change my phone number to the new one"),
        (EN, "return", "leave the Shahnameh, tell me where to return it"),
        (FA, "human_help", "آره، شاهنامه نه. وصلم کن به کتابدار"),
        (FA, "hours", "آره، شاهنامه نه. ساعت کاری فردا رو بگو"),
    ],
)
async def test_what_is_wished_beside_what_stays_is_heard(
    begin: Begin, before: tuple[str, str], intent: str, words: str
) -> None:
    language, order = before
    talk = await begin(language, card=CARD)
    await talk.says("renew", order)
    said = await talk.says(intent, words, sure=0.9)
    assert "left as it is" not in said.text and "گذاشتم بماند" not in said.text, said


@pytest.mark.parametrize(
    ("intent", "words", "told"),
    [
        ("loans", "My daughter has a test. Can she have the Shahnameh until Saturday on her card?", False),
        ("loans", "Do I have to keep paying for the Shahnameh until Sunday?", False),
        ("loans", "Can you keep the Shahnameh until tomorrow for my sister?", False),
        ("renew", "Do you have a second copy of the Shahnameh until Sunday?", False),
        ("loans", "تا فردا کسی هست که شاهنامه رو برام نگه داره؟", False),
        ("loans", "Why can I only keep the Shahnameh until Sunday?", False),
        ("loans", "چرا تا فردا شاهنامه باید پیشم باشه؟", False),
        ("loans", "Did I have the Shahnameh until yesterday or was that someone else?", False),
        ("loans", "Can I keep the Shahnameh until Saturday? And what do I owe?", False),
        ("loans", "I have an exam. May I have the Shahnameh until Sunday, please?", True),
        ("loans", "تا شنبه میتونم شاهنامه رو نگه دارم؟", True),
    ],
)
async def test_a_yes_is_said_to_who_asks_for_oneself(begin: Begin, intent: str, words: str, *, told: bool) -> None:
    said = await (await begin("en", card=CARD)).says(intent, words, sure=0.9)
    assert ("utter_loan_until_yes" in said.names) is told, said


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("suggestion", "Bring a second copy of Nineteen Eighty-Four and the Shahnameh please, one week is short"),
        ("out_of_scope", "Is my essay on Nineteen Eighty-Four and the Shahnameh good? it must be ready today"),
        ("chitchat", "I have been reading Nineteen Eighty-Four and the Shahnameh all day long today, so good"),
        ("search_book", "I have finished Nineteen Eighty-Four and the Shahnameh, recommend me something for next week"),
        ("search_book", "Do you have the films of Nineteen Eighty-Four and the Shahnameh back in?"),
    ],
)
async def test_several_that_are_named_are_told_of_where_that_is_asked(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en", card=CARD)).says(intent, words, sure=0.9)
    assert "utter_loans_due" not in said.names, said


@pytest.mark.parametrize(
    ("lost", "intent", "words"),
    [
        (
            "Nineteen Eighty-Four",
            "fines",
            "how much do I owe in overdue fines for the book I brought back last month",
        ),
        ("Nineteen Eighty-Four", "fines", "what do I owe for Nineteen Eighty-Four if it comes back late"),
        ("Nineteen Eighty-Four", "loans", "never mind, found Nineteen Eighty-Four! what do I owe for it being late"),
        ("Nineteen Eighty-Four", "renew", "what will it cost to renew Nineteen Eighty-Four"),
        ("شاهنامه", "loans", "تا چند روز دیگه باید شاهنامه رو بیارم"),
        ("شاهنامه", "renew", "چند بار میشه شاهنامه رو تمدید کرد"),
        ("شاهنامه", "search_book", "چند جلد شاهنامه هست که میشه گرفت"),
    ],
)
async def test_the_price_of_a_lost_loan_is_told_to_who_asks_for_it(
    begin: Begin, lost: str, intent: str, words: str
) -> None:
    talk = await begin("en", card=CARD)
    assert "utter_loan_lost_offer" in (await talk.says("lost_item", f"I lost {lost}")).names
    said = await talk.says(intent, words, sure=0.9)
    assert not {"utter_fact", "utter_fact_asked", "utter_fact_unknown"} & {*said.names}, said


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("koori and the shahname, please", True),
        ("my Shahnameh, please", False),
        ("Nineteen Eigthy-Four please", True),
        ("please, is it late", False),
    ],
)
def test_says_only_titles_and_allowed_words(words: str, *, only: bool) -> None:
    assert says_only(words, ["کوری", "شاهنامه", "Nineteen Eighty-Four"], {"please"}) is only
