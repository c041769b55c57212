"""What only names another branch beside the reservations: told, denied, bound to a condition or asked otherwise."""

from __future__ import annotations

import pytest

from language.requests.deeds.elsewhere import Elsewhere, find_elsewhere
from tests.support.talk import Begin

TWO_HELD = "20000002"
MOVED, ASKED = "utter_hold_moved", "utter_hold_move_confirm"
NAMES = ("سعدی", "Saadi", "مرکزی", "Central", "Animal Farm", "صد سال تنهایی")


@pytest.mark.parametrize(
    "words",
    [
        "please don't move both of them to Saadi",
        "Please do not send them to Saadi",
        "Last week you were supposed to send both of them to Saadi",
        "I wanted you to send both to Saadi, but never mind",
        "someone told me that you send both of them to Saadi rather late",
        "send both to Saadi only if it is free of charge",
        "please send both to Saadi as long as it costs nothing",
        "if it is free, send both to Saadi",
        "I would like to know if I must bring my card to Saadi to collect it",
        "you send both of them to Saadi",
        "my friend says you please send all of them to Saadi",
        "please never send both to Saadi again",
        "I thought you would send both to Saadi instead",
        "you always bring both to Saadi instead",
        "why can't you send both to Saadi?",
        "how long would it take if I could collect both at Saadi?",
        "unless it's late please send both to Saadi",
        "نمی‌خوام هر دوتاشونو بفرستید سعدی",
        "قرار بود هر دو رو بفرستید سعدی",
        "گفتن هر دو رو بفرستید سعدی",
        "اگه مجانیه هر دو رو بفرستید سعدی",
        "هر دو رو بفرستید سعدی، نه بیخیال",
        "لطفا هر دو رو نفرستید سعدی",
        "چرا نمیشه هر دو رو از سعدی بگیرم؟",
        "می‌خواستم هر دو رو بفرستید سعدی",
        "please send all but Animal Farm to Saadi",
        "please send both except Animal Farm to Saadi",
        "I wanted you to just send both to Saadi",
        "همه غیر از Animal Farm رو بفرستید سعدی",
        "age majanie hardotasho befrestin saadi",
    ],
)
def test_what_orders_and_asks_nothing_is_neither(words: str) -> None:
    assert find_elsewhere(words, NAMES) is None


@pytest.mark.parametrize(
    "words",
    [
        "please send both of them to Saadi",
        "move them all to Saadi instead, thanks",
        "ok then transfer my reservations to the Saadi branch please",
        "then change the place of both please, I want to take them from Saadi",
        "Animal Farm, please move it to Saadi",
        "don't cancel them, just send both to Saadi",
        "نه لغوشون نکن فقط هر دوتاشونو بفرستین سعدی",
        "لطفا جفتشون رو منتقل کنید به شعبه سعدی",
        "محل تحویل هر دو رو عوض کنید به سعدی، ممنون",
        "hardotasho befrestin saadi lotfan",
    ],
)
def test_an_order_is_one_where_all_its_words_order(words: str) -> None:
    assert find_elsewhere(words, NAMES) is Elsewhere.ORDER


@pytest.mark.parametrize(
    "words",
    [
        "could I collect both of them from Saadi?",
        "I was wondering if I could collect both from Saadi",
        "can you send both to Saadi?",
        "I'd like to pick them up at Saadi, that is nearer to my new flat",
        "please send both to Saadi, I work around the corner these days",
        "میشه هر دو رو از سعدی بگیرم؟",
        "می‌خواستم ببینم میشه هر دو رو از سعدی بگیرم؟",
        "می‌خوام هر دو رو از سعدی بگیرم",
    ],
)
def test_a_question_or_a_wish_is_asked_about(words: str) -> None:
    assert find_elsewhere(words, NAMES) is Elsewhere.ASK


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "hold", "please don't move both of them to Saadi"),
        ("en", "hold", "Please do not send them to Saadi"),
        ("en", "complaint", "Last week you were supposed to send both of them to Saadi"),
        ("en", "hold", "I wanted you to send both to Saadi, but never mind"),
        ("en", "fact", "someone told me that you send both of them to Saadi rather late"),
        ("en", "hold", "I wanted you to send Animal Farm to Saadi, but never mind"),
        ("en", "hold", "someone told me that you send Animal Farm to Saadi rather late"),
        ("en", "hold", "send Animal Farm to Saadi only if it is free of charge"),
        ("en", "hold", "send both to Saadi only if it is free of charge"),
        ("fa", "hold", "نمی‌خوام هر دوتاشونو بفرستید سعدی"),
        ("fa", "complaint", "قرار بود هر دو رو بفرستید سعدی"),
    ],
)
async def test_nothing_is_moved_by_what_orders_nothing(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language, card=TWO_HELD)
    await talk.says("hold_status", "رزروهام چی شدن؟" if language == "fa" else "what about my reservations?")
    said = await talk.says(intent, words, sure=0.6)
    assert MOVED not in said.names


async def test_a_complaint_that_names_a_branch_is_heard_as_one(begin: Begin) -> None:
    talk = await begin("en", card=TWO_HELD)
    await talk.says("hold_status", "what about my reservations?")
    said = await talk.says("complaint", "Last week you were supposed to send both of them to Saadi")
    assert said.names and not any(name.startswith("utter_hold") for name in said.names)


async def test_of_both_each_is_asked_about_in_turn(begin: Begin) -> None:
    talk = await begin("en", card=TWO_HELD)
    await talk.says("hold_status", "what about my reservations?")
    first = await talk.says("hold", "could I collect both of them from Saadi?", sure=0.6)
    assert first.names == [ASKED]
    second = await talk.says("affirm", "yes")
    assert second.names == [MOVED, ASKED]
    last = await talk.says("affirm", "yes")
    assert last.names == [MOVED]
