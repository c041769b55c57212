"""An answer that does not fit is held back: what was spoken of, or what the library tells, is told instead."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("eresources", "کتاب گویا را چگونه امانت بگیرم؟", "How do I listen to an audio book?",
               "کتاب گویا روی سی‌دی است.", "Audio books are on CD; there is no app."),
    FactValues("room_booking", "در ساعتی که می‌خواهم اتاق خالی هست؟", "Is a room free at a certain time?",
               "ساعت‌های خالی در سایت پیداست.", "Free hours are shown on the website.", position=1),
    FactValues("wifi", "وای‌فای وصل نمی‌شود، چه کنم؟", "What do I do if the wifi does not connect?",
               "شبکه را فراموش و دوباره انتخاب کنید.", "Forget the network and choose it again.", position=2),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of audio books, rooms and the wireless network."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


async def test_that_branch_is_the_one_that_was_spoken_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("location", "where is the Saadi branch?", branch="Saadi")
    said = await talk.says("hours", "until what time is that branch open on Sunday?")
    assert said.names == ["utter_hours"] and "Saadi" in said.text
    assert (await talk.says("hours", "are all of them open on Sunday?")).names == ["utter_hours_all"]


async def test_which_branch_asks_of_the_title_that_was_spoken_of(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور دارید؟", title="بوف کور")
    assert "بوف کور" in (await talk.says("location", "تو کدوم شعبه؟", sure=0.7)).text


async def test_a_title_that_was_named_in_between_is_reserved(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "have you got The Hobbit?", title="The Hobbit")
    await talk.says("wifi", "and is there wifi?")
    said = await talk.says("hold", "please reserve it for me then")
    assert said.names == ["utter_hold_where"] and "The Hobbit" in said.text


async def test_what_points_at_nothing_of_a_list_is_asked_of_the_library(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a novel in English please")
    said = await talk.says("nlu_fallback", "how do I listen to audio books, is there an app?", sure=0.4)
    assert "Audio books are on CD" in said.text


@pytest.mark.parametrize(
    ("language", "fault", "place"),
    [
        ("en", "the wifi does not connect", "Central, second floor"),
        ("fa", "وای‌فای وصل نمی‌شود", "مرکزی، طبقهٔ دوم"),
    ],
)
async def test_a_place_told_right_after_a_fault_reports_it(
    told: Services, begin: Begin, language: str, fault: str, place: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("wifi", fault)).names == ["utter_fact"]
    assert (await talk.says("facilities", place, sure=0.8)).names == ["utter_report_fault_taken"]


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("en", "Your eduroam is useless. I sat there and couldn’t open a single page"),
        ("fa", "پایگاه مقاله‌ها از دیروز قطع است و هیچ‌چیز باز نمی‌شود"),
    ],
)
async def test_a_fault_of_which_nothing_is_known_is_filed(begin: Begin, language: str, fault: str) -> None:
    talk = await begin(language)
    assert (await talk.says("eresources", fault)).names == ["utter_report_fault_taken"]


async def test_a_place_told_after_noise_is_asked_to_be_filed(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("facilities", "people are shouting in the reading room, where is the toilet")
    said = await talk.says("facilities", "Central, third floor")
    assert said.names == ["utter_complaint_ask_whether"]
    assert (await talk.says("affirm", "yes")).names == ["utter_complaint_taken"]


async def test_the_look_of_what_was_lost_is_what_was_waited_for(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("lost_property", "lost umbrella")).names == ["utter_ask_lost_property"]
    assert (await talk.says("report_fault", "black, with a wooden handle")).names == ["utter_lost_property_taken"]


async def test_another_fault_is_no_look_of_what_was_lost(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "lost umbrella")
    assert (await talk.says("report_fault", "and the printer is broken")).names[0] == "utter_report_fault_taken"


async def test_a_time_alone_is_that_of_the_room(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("room_booking", "is a room free at a certain time?")
    said = await talk.says("chitchat", "from 3 to 6")
    assert "Free hours are shown on the website." in said.text


async def test_a_wish_to_read_is_no_request_to_buy(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("suggest_purchase", "I want a novel about politics")
    assert "utter_suggest_purchase_taken" not in said.names
    assert said.names[-1].startswith("utter_reading") or said.names[-1] == "utter_recommend"
    assert (await talk.says("suggest_purchase", "please buy The Overstory by Richard Powers")).names == [
        "utter_suggest_purchase_taken"
    ]


async def test_words_of_an_order_are_no_title_that_is_not_among_the_loans(begin: Begin) -> None:
    talk = await begin("fa", card="20000004")
    said = await talk.says("renew", "extend کن لطفا تا جایی که میشه")
    assert "utter_renew_unknown" not in said.names
    talk = await begin("en", card="20000004")
    assert (await talk.says("renew", "renew The Hobbit please", title="The Hobbit")).names == ["utter_renew_unknown"]


async def test_a_title_named_outright_wins_in_an_order(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "have you got Animal Farm?", title="Animal Farm")
    said = await talk.says("hold", "reserve The Hobbit then", title="The Hobbit")
    assert said.names == ["utter_hold_where"] and "The Hobbit" in said.text


async def test_a_title_that_was_meant_instead_is_looked_for(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور دارید؟", title="بوف کور")
    assert "شاهنامه" in (await talk.says("hold_status", "نه منظورم شاهنامه بود", sure=0.8)).text


async def test_the_one_in_english_is_a_loan(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("loans", "کتاب‌هایم تا کی است؟")
    said = await talk.says("loans", "اون انگلیسیه رو تا کی میتونم نگه دارم؟", sure=0.7)
    assert said.names == ["utter_loan_due"] and "Nineteen Eighty-Four" in said.text


async def test_that_a_debt_is_too_much_is_heard(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("fines", "how much do I owe?")
    assert "utter_lenience" in (await talk.says("fines", "for one book? that's a lot", sure=0.5)).names


async def test_what_is_asked_beside_a_complaint_is_answered_too(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    words = "A guard shouted at my son today. Is there an app for audio books, how do I listen?"
    said = await talk.says("complaint", words)
    assert said.names == ["utter_complaint_taken", "utter_fact"]


async def test_a_name_is_asked_of_the_case_and_needs_no_account(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("report_fault", "the lift is stuck")
    assert (await talk.says("loans", "do I have to leave my name?", sure=0.8)).names == ["utter_case_asked_name"]


async def test_what_is_one_s_own_still_needs_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("loans", "when are my books due?")).names == ["utter_sign_in"]
