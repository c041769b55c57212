"""While a reservation is being made: another title in its place, one more beside it, or none at all."""

from __future__ import annotations

import pytest

from actions.subjects.titles import before_collecting
from tests.support.talk import Begin

CARD = "20000003"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hmm, cancel it, I'd rather have Burmese Days", "cancel_hold"),
        ("Reserve Burmese Days then, please", "hold"),
        ("no, reserve Burmese Days instead", "hold"),
        ("actually no, make it Burmese Days", "deny"),
        ("my sister has a copy of that. cancel it and get me burmese days", "cancel_hold"),
        ("oh wait, Burmese Days!", "search_book"),
        ("forget it, Burmese Days sounds better", "cancel"),
        ("can I have Burmese Days instead?", "hold"),
        ("scrap that. Burmese Days it is", "cancel"),
        ("Burmese Days", "search_book"),
    ],
)
async def test_another_title_takes_the_place_of_the_one_that_waits(begin: Begin, text: str, intent: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    other = await talk.says(intent, text)
    assert other.names == ["utter_hold_where"] and "Burmese Days" in other.text and "Animal Farm" not in other.text
    confirm = await talk.says("location", "Saadi")
    assert confirm.names == ["utter_hold_confirm"] and "Burmese Days" in confirm.text
    placed = await talk.says("affirm", "yes")
    assert placed.names == ["utter_hold_placed"] and "Burmese Days" in placed.text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("نه وایسا، کوری رو میخوام به جاش", "search_book"),
        ("بیخیالش، کوری رو رزرو کن", "hold"),
        ("داداشم خریدتش. لغوش کن و کوری رو بیار", "cancel_hold"),
        ("اشتباه شد، منظورم کوری بود", "search_book"),
        ("اصلا ولش کن همون کوری. فقط همون یکی", "hold"),
        ("na vaysa, «کوری» ro mikham be jash", "search_book"),
    ],
)
async def test_so_it_does_in_persian(begin: Begin, text: str, intent: str) -> None:
    talk = await begin("fa", card=CARD)
    await talk.says("hold", "بوف کور رو رزرو کن", title="بوف کور")
    other = await talk.says(intent, text)
    assert other.names == ["utter_hold_where"] and "کوری" in other.text and "بوف" not in other.text


async def test_the_branch_that_was_named_stays_and_a_new_one_wins(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm at Saadi", title="Animal Farm", branch="Saadi")
    same = await talk.says("cancel_hold", "no, cancel that and get me Burmese Days")
    assert same.names == ["utter_hold_confirm"] and "Burmese Days" in same.text and "Saadi Branch" in same.text
    other = await talk.says("hold", "actually I want The Great Gatsby, at Central")
    assert other.names == ["utter_hold_confirm"] and "Gatsby" in other.text and "Central Library" in other.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "actually cancel that, I have it at home"),
        ("en", "never mind, my brother bought it"),
        ("en", "forget it, I don't need it any more"),
        ("fa", "ولش کن نمیخوام، خودم دارمش"),
        ("fa", "پشیمون شدم، لغوش کن"),
        ("fa", "velesh kon, khodam daramesh"),
    ],
)
@pytest.mark.parametrize("intent", ["cancel", "cancel_hold", "hold", "deny"])
async def test_what_is_given_up_is_reserved_by_no_later_yes(
    begin: Begin, language: str, text: str, intent: str
) -> None:
    talk = await begin(language, card=CARD)
    words = "reserve Animal Farm at Saadi" if language == "en" else "بوف کور رو شعبه سعدی رزرو کن"
    await talk.says("hold", words, title="Animal Farm" if language == "en" else "بوف کور")
    left = await talk.says(intent, text)
    assert left.names == ["utter_hold_left"]
    assert "utter_hold_placed" not in (await talk.says("affirm", "yes" if language == "en" else "بله")).names


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("do you have Burmese Days?", "search_book"),
        ("my sister loved Burmese Days", "nlu_fallback"),
        ("who wrote Burmese Days?", "search_book"),
        ("I don't want Burmese Days, just that one", "deny"),
        ("don't cancel it", "cancel_hold"),
        ("can I cancel it later?", "cancel_hold"),
    ],
)
async def test_a_mention_a_question_or_a_condition_replaces_nothing(begin: Begin, text: str, intent: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    said = await talk.says(intent, text)
    assert not ({"utter_hold_where", "utter_hold_confirm"} & set(said.names) and "Burmese" in said.text.splitlines()[0])
    assert "utter_hold_left" not in said.names
    assert "Animal Farm" in (await talk.says("location", "Saadi")).text


@pytest.mark.parametrize(
    "text", ["and reserve Burmese Days too please", "and Burmese Days too please", "add Burmese Days as well"]
)
async def test_one_more_comes_beside_the_first(begin: Begin, text: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    both = await talk.says("hold", text)
    assert both.names == ["utter_hold_where"] and "Animal Farm" in both.text and "Burmese Days" in both.text


async def test_a_standing_reservation_that_is_named_is_what_is_cancelled(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    holds = await talk.says("hold_status", "my reservations")
    assert holds.names
    await talk.says("hold", "reserve Burmese Days", title="Burmese Days")
    said = await talk.says("cancel_hold", "cancel my reservation of صد سال تنهایی")
    assert "utter_hold_left" not in said.names


@pytest.mark.parametrize(
    "text",
    [
        "reserve Animal Farm please, pick up at Saadi",
        "put a hold on Animal Farm, pick up at Saadi",
        "can I reserve Animal Farm and pick it up at Saadi",
        "reserve Animal Farm for collection at Saadi",
        "I'd like to reserve Animal Farm, I'll collect it from Saadi",
    ],
)
async def test_how_it_is_fetched_is_no_second_title(begin: Begin, text: str) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("hold", text, branch="Saadi")
    assert said.names == ["utter_hold_confirm"] and "Animal Farm" in said.text and "Saadi Branch" in said.text


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("pick up at Saadi", ""),
        ("Animal Farm, pick up at Saadi", "Animal Farm"),
        ("Pick-up Sticks", "Pick-up Sticks"),
        ("Collected Poems", "Collected Poems"),
        ("The Collector", "The Collector"),
    ],
)
def test_words_of_fetching_end_a_name_and_begin_none(name: str, left: str) -> None:
    assert before_collecting(name) == left
