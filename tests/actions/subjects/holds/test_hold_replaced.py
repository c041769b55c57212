"""While a reservation is being made: another title in its place, one more beside it, or none at all."""

from __future__ import annotations

import pytest

from actions.subjects.titles.titles import before_collecting
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
        ("نه، همون کوری", "search_book"),
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


@pytest.mark.parametrize(
    ("language", "text", "intent", "name"),
    [
        ("en", "never mind, I need my card blocked, it's stolen", "lost_card", "utter_lost_card"),
        ("en", "never mind, I want to talk to a librarian", "human_help", "utter_handoff_queued"),
        ("fa", "ولش کن، می‌خوام با کتابدار حرف بزنم", "human_help", "utter_handoff_queued"),
        ("en", "forget it, I want to complain about your staff", "complaint", "utter_complaint_ask_text"),
        ("fa", "بیخیال، می‌خوام شکایت کنم از کارمندتون", "complaint", "utter_complaint_ask_text"),
        ("en", "forget it, I want all my loans renewed", "renew", "utter_renewed"),
        ("en", "scrap that. I want to know my fine", "fines", "utter_fines_none"),
        ("en", "never mind that, renew The Hobbit", "renew", "utter_renewed"),
        ("en", "forget it, recommend something else", "recommendation", "utter_recommend"),
        ("en", "never mind, when do you open?", "hours", "utter_hours_all"),
    ],
)
async def test_what_else_is_wanted_runs_as_it_was_read(
    begin: Begin, language: str, text: str, intent: str, name: str
) -> None:
    talk = await begin(language, card="20000002")
    title = "Burmese Days" if language == "en" else "کوری"
    await talk.says("hold", "reserve Burmese Days" if language == "en" else "کوری رو رزرو کن", title=title)
    assert name in (await talk.says(intent, text)).names
    assert (talk.slots.get("pending") or {}).get("do") not in {"hold", "hold_at", "hold_title"}


@pytest.mark.parametrize(
    "text",
    [
        "yes, never mind the wait",
        "yes please, forget about it being short",
        "yes, I don't want to change my mind again",
    ],
)
async def test_a_yes_is_one_whatever_is_said_beside(begin: Begin, text: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    assert (await talk.says("affirm", text)).names == ["utter_hold_placed"]


@pytest.mark.parametrize(
    ("language", "text", "branch"),
    [
        ("en", "leave it at Saadi", "Saadi"),
        ("en", "I don't want it at Central, at Saadi please", "Saadi"),
        ("en", "I don't need it before Friday. Saadi", "Saadi"),
        ("fa", "سعدی، نمی‌خوام مرکزی", "سعدی"),
    ],
)
async def test_a_branch_that_is_named_is_where_it_is_collected(
    begin: Begin, language: str, text: str, branch: str
) -> None:
    talk = await begin(language, card=CARD)
    title = "Burmese Days" if language == "en" else "کوری"
    await talk.says("hold", "reserve Burmese Days" if language == "en" else "کوری رو رزرو کن", title=title)
    said = await talk.says("location", text, branch=branch)
    assert said.names == ["utter_hold_confirm"] and branch in said.text


@pytest.mark.parametrize("text", ["never mind the wait", "I don't need it before Friday", "forget it, no, keep it"])
@pytest.mark.parametrize("intent", ["nlu_fallback", "chitchat"])
async def test_words_of_giving_up_within_something_else_give_nothing_up(begin: Begin, text: str, intent: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Burmese Days", title="Burmese Days")
    assert "utter_hold_left" not in (await talk.says(intent, text)).names


@pytest.mark.parametrize("intent", ["nlu_fallback", "search_book", "recommendation", "deny"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I only read Burmese Days of him"),
        ("en", "I like Burmese Days"),
        ("en", "I rather liked Burmese Days"),
        ("en", "it is on hold, Burmese Days was better known"),
        ("en", "I want to complain about Burmese Days"),
        ("en", "my book club reads Burmese Days"),
        ("en", "no, I need Burmese Days gone from my list"),
        ("en", "add Burmese Days to my reading list"),
        ("en", "I need Burmese Days explained to me"),
        ("fa", "من فقط کوری رو خوندم ازش"),
        ("fa", "می‌خوام بدونم کوری رو پس دادم"),
    ],
)
async def test_a_title_that_is_told_of_takes_no_place(begin: Begin, language: str, text: str, intent: str) -> None:
    talk = await begin(language, card=CARD)
    first, other = ("Animal Farm", "Burmese Days") if language == "en" else ("بوف کور", "کوری")
    await talk.says("hold", f"reserve {first}" if language == "en" else f"{first} رو رزرو کن", title=first)
    said = await talk.says(intent, text)
    assert not ({"utter_hold_where", "utter_hold_confirm"} & set(said.names) and other in said.text)


@pytest.mark.parametrize("intent", ["complaint", "lost_item", "renew", "hours"])
async def test_what_is_read_as_something_else_names_no_title_to_reserve(begin: Begin, intent: str) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("hold", "reserve Animal Farm", title="Animal Farm")
    said = await talk.says(intent, "I want Burmese Days looked after better")
    assert not ({"utter_hold_where", "utter_hold_confirm"} & set(said.names) and "Burmese" in said.text)


@pytest.mark.parametrize(
    "text", ["cancel the first one", "cancel my other reservation", "forget it, cancel the first one"]
)
async def test_a_standing_reservation_that_is_meant_is_not_the_one_being_made(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("hold", "reserve Burmese Days", title="Burmese Days")
    assert "utter_hold_left" not in (await talk.says("cancel_hold", text)).names


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I want to collect information on The Great Gatsby at Central", "loans"),
        ("I hold a class about The Great Gatsby at Saadi", "nlu_fallback"),
        ("reserve a room for The Great Gatsby at Saadi", "room_booking"),
    ],
)
async def test_collecting_and_holding_something_else_is_no_order(begin: Begin, text: str, intent: str) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.says(intent, text)
    assert "utter_hold_confirm" not in said.names


async def test_a_title_ordered_beside_standing_reservations_moves_none(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.says("hold", "reserve The Great Gatsby, and I'll pick it up at Central", branch="Central")
    assert said.names == ["utter_hold_confirm"] and "Gatsby" in said.text and "Central Library" in said.text
