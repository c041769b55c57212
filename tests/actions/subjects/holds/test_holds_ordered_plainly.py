"""What names several titles while they are reserved, or before, and is no order for them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

CARD = "20000003"
THREE = "reserve Animal Farm, Burmese Days and The Great Gatsby at Central"
TWO = "reserve Animal Farm and Burmese Days at Saadi"
BOTH_ASKED = {"utter_hold_where", "utter_hold_confirm"}


@pytest.mark.parametrize(
    ("before", "intent", "text"),
    [
        (THREE, "cancel", "forget it, I don't want Gatsby or the others"),
        (THREE, "deny", "no, forget Gatsby, I will buy the other two myself"),
        (THREE, "borrow", "I'd like to take Gatsby out next week"),
        (THREE, "hours", "Do you open earlier on Saturday?"),
        (THREE, "hold", "How many people have reserved Burmese Days?"),
        (TWO, "suggestion", "it would be better if Saadi had more chairs near the window, my back hurts after an hour there"),
        (TWO, "lost_property", "wait, my daughter left her green scarf at Central last Tuesday evening and nobody there could tell me anything about it"),
        (TWO, "location", "actually I'm not near Central, my friend lives better placed for that, so leave everything as it is and go on"),
        (TWO, "location", "I have never been in there, which one is nearest"),
        ("", "hold_status", "please check my holds on Animal Farm and Burmese Days"),
        ("", "account", "I'd like to know when my reservation of Animal Farm and Burmese Days will be ready"),
        ("", "cancel_hold", "please release my hold on Animal Farm and Burmese Days"),
        ("", "recommendation", "I want something like Animal Farm and The Hobbit that I can put on hold"),
    ],
)  # fmt: skip
async def test_nothing_is_ordered_by_it(begin: Begin, before: str, intent: str, text: str) -> None:
    talk = await begin("en", card=CARD)
    if before:
        await talk.says("hold", before)
    said = await talk.says(intent, text, sure=0.93)
    assert not {*BOTH_ASKED, "utter_search_several", "utter_hold_room"} & set(said.names)


@pytest.mark.parametrize(
    "text",
    [
        "yes please, don't forget Gatsby",
        "yes! my son just loves Gatsby",
        "yes, I just need Burmese Days by Friday",
        "yes, and only keep Gatsby until Friday",
    ],
)
async def test_a_yes_to_all_is_one(begin: Begin, text: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", THREE)
    assert (await talk.says("affirm", text, sure=0.93)).names == ["utter_hold_placed"] * 3


@pytest.mark.parametrize("text", ["بله، کوری رو لغو نکن", "بله حتما، کوری چرا که نه", "بله، پسرم فقط عاشق شاهنامه‌ست"])
async def test_a_yes_to_all_is_one_in_persian(begin: Begin, text: str) -> None:
    talk = await begin("fa", card=CARD)
    await talk.says("hold", "«بوف کور»، «شاهنامه» و «کوری» رو رزرو کن، شعبه سعدی")
    assert (await talk.says("affirm", text, sure=0.93)).names == ["utter_hold_placed"] * 3


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [
        ("en", "I'd like to reserve Animal Farm. I've already read The Hobbit.", "Hobbit"),
        ("en", "reserve Animal Farm, I finished The Hobbit yesterday", "Hobbit"),
        ("en", "reserve Animal Farm instead of The Hobbit", "Hobbit"),
        ("en", "reserve Animal Farm, otherwise The Hobbit", "Hobbit"),
        ("fa", "شاهنامه رو رزرو کن، کوری رو خوندم", "کوری"),
        ("fa", "کوری رو پس دادم، حالا شاهنامه رو رزرو کن", "کوری"),
        ("fa", "به جای کوری شاهنامه رو رزرو کن", "کوری"),
    ],
)
async def test_what_is_told_of_another_title_orders_it_not(begin: Begin, language: str, text: str, never: str) -> None:
    talk = await begin(language, card=CARD)
    said = await talk.says("hold", text, sure=0.93)
    assert said.names == ["utter_hold_where"] and never not in said.text


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("too late for me. Reserve The Hobbit and Prince Caspian instead", False),
        ("no, reserve both The Hobbit and Prince Caspian instead", False),
        ("and please reserve The Hobbit and Prince Caspian", True),
    ],
)
async def test_an_order_behind_another_adds_or_replaces_as_it_says(begin: Begin, text: str, old: bool) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", TWO)
    said = await talk.says("hold", text, sure=0.93)
    assert said.names == ["utter_hold_confirm"] and "The Hobbit" in said.text and ("Animal Farm" in said.text) is old


async def test_both_of_those_shown_are_put_in(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("search_book", "do you have Animal Farm and Burmese Days?")
    said = await talk.says("hold", "put both in", sure=0.93)
    assert said.names == ["utter_hold_where"] and "Animal Farm" in said.text and "Burmese Days" in said.text
