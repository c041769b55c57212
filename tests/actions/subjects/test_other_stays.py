"""Of two reservations one is to be cancelled and the other stays: it is asked about the one alone."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

TWO_HOLDS = "20000002"


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "cancel_hold", "اولی را لغو بفرمایید؛ دومی بماند"),
        ("fa", "renew", "اولی را لغو بفرمایید؛ دومی بماند"),
        ("fa", "cancel_hold", "اولی رو لغو کن، اون یکی مهم‌تره"),
        ("en", "cancel_hold", "Drop the first, keep the second"),
        ("en", "cancel_hold", "Drop the first, keep the other"),
        ("en", "cancel_hold", "Keep the second, drop the first"),
    ],
)
async def test_only_the_one_that_is_to_go_is_asked_about(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says(intent, words, which="1,2")
    assert said.names == ["utter_cancel_hold_confirm"]
    assert "صد سال تنهایی" in said.text and "Animal Farm" not in said.text
    assert not await scalar(services.store, text("select count(*) from renewal_attempt"))


@pytest.mark.parametrize("words", ["اولی را لغو بفرمایید؛ دومی بماند", "اولی لغو، دومی بماند"])
async def test_a_place_behind_the_question_which_leaves_the_other_alone(begin: Begin, words: str) -> None:
    talk = await begin("fa", card=TWO_HOLDS)
    asked = await talk.says("cancel_hold", "رزروهامو لغو کن")
    assert asked.names == ["utter_cancel_hold_which"]
    said = await talk.says("cancel_hold", words, which="1,2")
    assert said.names == ["utter_cancel_hold_confirm"]
    assert "صد سال تنهایی" in said.text and "Animal Farm" not in said.text
