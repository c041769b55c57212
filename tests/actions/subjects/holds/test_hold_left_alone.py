"""A reservation that is not wanted: nothing is reserved or asked for again, and what is asked is answered."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "first", "text"),
    [
        ("en", "do you have Animal Farm?", "actually don't reserve it, just tell me where it is"),
        ("en", "do you have Animal Farm?", "no hold please, I don't want it reserved, which shelf is it on?"),
        ("fa", "بوف کور رو دارید؟", "رزروش نکن، فقط قفسه‌ش رو بگو"),
        ("fa", "بوف کور رو دارید؟", "نه رزرو نمی‌خوام، کدوم قفسه‌ست؟"),
        ("fa", "buf kur ro darid?", "reserve nakon faghat begu kojast"),
    ],
)
async def test_who_wants_none_is_told_where_it_stands(begin: Begin, language: str, first: str, text: str) -> None:
    talk = await begin(language, card="20000003")
    title = "Animal Farm" if language == "en" else "بوف کور"
    await talk.says("search_book", first, title=title)
    told = await talk.says("hold", text)
    assert told.names == ["utter_title_whereabouts"] and title in told.text


async def test_who_wants_none_any_more_is_not_asked_for_the_branch_again(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    asked = await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    assert asked.names == ["utter_hold_where"]
    told = await talk.says("shelf_location", "no, I don't want to reserve it, which shelf is it on?")
    assert "utter_back_to_question" not in told.names
    assert (await talk.says("affirm", "yes")).names != ["utter_hold_confirm"]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("fa", "سووشون رو واسم نگه دار", "سووشون"),
        ("fa", "سووشون رو برام کنار بذارید", "سووشون"),
        ("en", "put Burmese Days aside for me", "Burmese Days"),
    ],
)
async def test_the_title_that_is_named_goes_before_the_one_spoken_of(
    begin: Begin, language: str, text: str, title: str
) -> None:
    talk = await begin(language, card="20000003")
    first = "بوف کور" if language == "fa" else "Animal Farm"
    await talk.says("search_book", first, title=first)
    asked = await talk.says("hold", text)
    assert title in asked.text and first not in asked.text


async def test_a_branch_between_two_titles_is_part_of_neither(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    asked = await talk.says("hold", "reserve Animal Farm at Saadi and Burmese Days too")
    assert asked.names == ["utter_hold_confirm"]
    assert "Animal Farm" in asked.text and "Burmese Days" in asked.text and "Saadi Branch" in asked.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "نمی‌تونم بیام، لغوش کن"),
        ("fa", "پس رزروم رو لغو کنید"),
        ("fa", "nemitunam biam, laghvesh kon"),
        ("en", "I can't make it, cancel it please"),
    ],
)
@pytest.mark.parametrize("intent", ["cancel", "deny"])
async def test_the_reservation_that_was_just_told_of_is_what_is_cancelled(
    begin: Begin, language: str, text: str, intent: str
) -> None:
    talk = await begin(language, card="20000001")
    await talk.says("hold_status", "رزروم رسیده؟" if language == "fa" else "has my reservation come?")
    assert (await talk.says(intent, text)).names == ["utter_cancel_hold_confirm"]


async def test_an_order_to_reserve_cancels_nothing(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("hold_status", "رزروم رسیده؟")
    asked = await talk.says("hold", "بوف کور رو رزرو کن", sure=0.9, moves={"hold.cancel": 0.95})
    assert "utter_cancel_hold_confirm" not in asked.names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "please cancel my membership"),
        ("en", "cancel this, never mind"),
        ("en", "cancel it, keep it where it is"),
        ("fa", "عضویتم رو لغو کنید"),
    ],
)
async def test_another_thing_that_is_cancelled_is_no_reservation(begin: Begin, language: str, text: str) -> None:
    talk = await begin(language, card="20000001")
    await talk.says("hold_status", "رزروم رسیده؟" if language == "fa" else "has my reservation come?")
    assert "utter_cancel_hold_confirm" not in (await talk.says("cancel", text)).names


@pytest.mark.parametrize("text", ["don't send me an SMS, what are your hours?", "can I read it without reserving it?"])
async def test_what_forbids_another_thing_leaves_the_question_for_the_branch(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    await talk.says("hours", text)
    assert (await talk.says("location", "Saadi")).names == ["utter_hold_confirm"]
