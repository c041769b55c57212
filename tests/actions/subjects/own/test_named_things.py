"""What a message names of the patron's own is what it is about, whatever was talked of and however it was read."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

# OMID waits for «صد سال تنهایی» and Animal Farm, and has The Hobbit; TWO has two loans, and no reservation.
MINA, OMID, TWO = "20000001", "20000002", "20000004"


@pytest.mark.parametrize(
    ("language", "intent", "words", "part"),
    [
        ("en", "loans", "has Animal Farm come in yet?", "Animal Farm"),
        ("en", "fines", "And Sad Sal Tanhayi, is that one coming soon?", "صد سال تنهایی"),
        ("fa", "renew", "راستی Animal Farm چی شد؟ هنوز نیومده؟", "Animal Farm"),
        ("fa", "nlu_fallback", "صد سال تنهایی چی، اونم تو راهه؟", "صد سال تنهایی"),
    ],
)
async def test_a_reservation_is_asked_of_by_its_title(
    begin: Begin, language: str, intent: str, words: str, part: str
) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("fines", "do I owe anything?" if language == "en" else "بدهی دارم؟")
    said = await talk.says(intent, words, moves={"fee.now": 0.9})
    assert part in said.text and not {"utter_fines_none", "utter_loans_one"} & set(said.names)


async def test_an_order_to_renew_is_heard_however_it_was_read(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "what have I got?")
    said = await talk.says("complaint", "oh just renew The Great Gatsby please", sure=0.4)
    assert said.names[0] in ("utter_renewed", "utter_renew_refused") and "Gatsby" in said.text


async def test_what_comes_back_is_not_renewed_with_the_other(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=TWO)
    said = await talk.says("renew", "renew The Great Gatsby please, and I'll bring The Blind Owl back on Saturday")
    assert said.names[0] in ("utter_renewed", "utter_renew_refused")
    assert "Gatsby" in said.text and "Owl" not in said.text
    assert await scalar(services.store, text("SELECT count(*) FROM renewal_attempt")) == 1


async def test_a_branch_that_is_only_mentioned_moves_no_reservation(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "where is Animal Farm?")
    before = await scalar(services.store, text("SELECT group_concat(pickup_branch_id) FROM hold ORDER BY id"))
    await talk.says(
        "staff_contact", "By whom? By a librarian of yours at Saadi, in spring!", sure=0.5, moves={"hold.move": 0.95}
    )
    assert await scalar(services.store, text("SELECT group_concat(pickup_branch_id) FROM hold ORDER BY id")) == before


async def test_a_yes_and_another_order_are_both_done(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says("renew", "yes please, and renew The Hobbit", sure=0.6, rest=("renew", 0.9))
    assert said.names[0] == "utter_hold_cancelled" and said.names[1] in ("utter_renewed", "utter_renew_refused")


async def test_a_yes_with_a_question_does_no_other_order(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says("renew", "yes, and can The Hobbit be renewed?", sure=0.6, rest=("renew", 0.9))
    assert "utter_renewed" not in said.names


async def test_the_other_one_is_the_other_one_all_the_way(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "my reservations")
    await talk.says("hold_status", "how does Animal Farm stand?")
    said = await talk.says("hold_status", "and the other one, which place?", moves={"hold.place": 0.95})
    assert "صد سال تنهایی" in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "how will I know that it is ready?"), ("fa", "از کجا بفهمم رسیده؟")],
)
async def test_how_one_hears_of_a_reservation_is_a_rule(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("search_book", words, sure=0.6)
    assert "utter_search_none" not in said.names and "utter_title_collect" not in said.names


async def test_the_renewals_that_went_through_are_told(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("renew", "renew everything")
    said = await talk.says("loans", "which ones went through?")
    assert "utter_renewed_some" in said.names and "Nineteen Eighty-Four" in said.text


async def test_an_exception_is_no_promise(begin: Begin) -> None:
    said = await (await begin("en", card=MINA)).says("card_registration", "can't you make an exception?", sure=0.6)
    assert said.names == ["utter_exception"] and said.buttons
