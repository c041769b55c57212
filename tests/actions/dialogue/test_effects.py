"""What an action says to have changed, so that the gateway need not guess it from the action's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.turn import Services
from protocol.effects import BINDING, CASE_ASKED, CASE_FAILED, CONTACT_ASKED, GAVE_UP, STATUS
from tests.actions.subjects.cases.test_feedback import TOLD, Locked
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("intent", "words", "effects"),
    [
        ("human_help", "a librarian please", {STATUS}),
        ("sign_out", "sign me out", {BINDING}),
        ("signed_in", "/signed_in", {BINDING}),
        ("cancel", "never mind", {GAVE_UP}),
        ("deny", "no", {GAVE_UP}),
        # Names that sound like the ones above.
        ("staff_contact", "the phone of the staff", set()),
        ("cancel_hold", "cancel my reservation", set()),
        ("complaint", "I have a complaint", {CASE_ASKED}),
        ("complaint", "the guard shouted at my son in the hall", {CONTACT_ASKED}),
        ("hours", "when do you open?", set()),
    ],
)
async def test_an_action_names_its_effects(begin: Begin, intent: str, words: str, effects: set[str]) -> None:
    talk = await begin("en", card="20000001")
    assert (await talk.says(intent, words)).effects == effects


async def test_what_a_message_carries_besides_stays(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.presses("/signed_in")
    assert said.effects == {BINDING} and said.custom[-1]["sign_in"] is True


async def test_a_complaint_that_could_not_be_filed_says_so_until_it_is(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    talk.services = replace(services, store=Locked(services.store))
    failed = await talk.says("complaint", f"{TOLD['en']}, call [phone]")
    assert failed.effects == {CASE_FAILED}
    talk.services = services
    assert (await talk.presses(failed.payload("Try again"))).effects == set()
