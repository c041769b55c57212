"""The other one, all of them, what became of an order, and what a loan brought back makes room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.turn import Services
from language.answers import Answers
from library.embedded.adapter import EmbeddedLibrary
from library.values import AccountState
from tests.support.talk import Begin, talk_with

MANY, HOLDS = "20000001", "20000002"


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "which number am I for Animal Farm?", "and hte other one?"),
        ("fa", "در صف «Animal Farm» نفر چندم هستم؟", "و آن دیگری؟"),
        ("fa", "Animal Farm nafare chandomam?", "oon yeki chi?"),
    ],
)
async def test_the_other_reservation_is_told_of(begin: Begin, language: str, first: str, then: str) -> None:
    talk = await begin(language, card=HOLDS)
    assert "Animal Farm" in (await talk.says("hold_status", first)).text
    said = await talk.says("hold_status", then, sure=0.6)
    assert "صد سال تنهایی" in said.text and "Animal Farm" not in said.text


async def test_cancelling_the_other_still_asks(begin: Begin) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("hold_status", "which number am I for Animal Farm?")
    assert "utter_hold_cancelled" not in (await talk.says("cancel_hold", "cancel the other one")).names


async def test_they_are_all_that_were_spoken_of(begin: Begin) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loans", "when is Nineteen Eighty-Four due?", title="Nineteen Eighty-Four")
    await talk.says("loans", "and کوری?", title="کوری")
    said = await talk.says("loans", "until which date can I keep them?")
    assert "Nineteen Eighty-Four" in said.text and "کوری" in said.text and "شاهنامه" not in said.text


async def test_one_is_one(begin: Begin) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loans", "when is Nineteen Eighty-Four due?", title="Nineteen Eighty-Four")
    assert (await talk.says("loans", "until when can I keep it?")).names == ["utter_loan_due"]


@pytest.mark.parametrize("text", ["so did it go thru?", "is it cancelled now?"])
async def test_a_cancelling_is_told_of_again(begin: Begin, text: str) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    assert "utter_hold_cancelled" in (await talk.says("affirm", "yes")).names
    assert (await talk.says("hold_status", text)).names == ["utter_hold_cancelled"]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Animal Farm!!! Cancel that one", True), ("Animal Farm. Cancel it please", True),
        ("Animal Farm? Cancel that one?", False), ("Animal Farm. Don't cancel that one", False),
        ("صد سال تنهایی. cancel that one", False),
    ],
)  # fmt: skip
async def test_the_name_and_the_order_again_are_a_yes(begin: Begin, text: str, *, done: bool) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    assert ("utter_hold_cancelled" in (await talk.says("cancel_hold", text)).names) is done


class Full(EmbeddedLibrary):
    """A library whose patrons have as many loans as they may."""

    async def account(self, patron_id: int) -> AccountState | None:
        state = await super().account(patron_id)
        return replace(state, loans=8) if state is not None else None


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "If I bring back Nineteen Eighty-Four would that do it?", "utter_room_then"),
        ("en", "If I return two of them, would that be enough?", "utter_room_then"),
        ("fa", "اگه «کوری» رو پس بدم کافیه؟", "utter_room_then"),
        ("en", "can I take another?", "utter_room_full"),
    ],
)
async def test_what_is_brought_back_makes_room(
    services: Services, answers: Answers, language: str, text: str, answer: str
) -> None:
    full = replace(services, library=Full(services.store, services.store.clock))
    talk = await talk_with(full, answers, language, MANY)
    assert (await talk.says("loan_policy", text, sure=0.8)).names == [answer]


@pytest.mark.parametrize("text", ["اگه همه رو بیارم سعدی میشه؟", "if I bring them back to Saadi is that ok?"])
async def test_where_it_is_brought_back_makes_no_room(begin: Begin, text: str) -> None:
    talk = await begin("fa", card=MANY)
    assert "utter_room_then" not in (await talk.says("return", text, sure=0.8)).names


async def test_which_are_ready_is_asked_of_reservations(begin: Begin) -> None:
    talk = await begin("fa", card=MANY)
    said = await talk.says("loans", "کدوماش آماده‌ست و تا کی وقت دارم؟", sure=0.82)
    assert any(name.startswith("utter_hold") for name in said.names) and "utter_loans" not in said.names


@pytest.mark.parametrize("intent", ["hold_status", "others_loans"])
async def test_who_has_it_is_private_and_its_date_is_not(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    said = await talk.says(intent, "Who has Nineteen Eighty-Four right now?", title="Nineteen Eighty-Four", sure=0.95)
    assert "utter_others_loans" in said.names and "utter_sign_in" not in said.names
    then = await talk.says("loans", "ok, just tell me when it is due back", sure=0.88)
    assert "utter_sign_in" not in then.names
