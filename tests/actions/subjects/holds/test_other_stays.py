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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I don't need One Hundred Years of Solitude any more, just keep Animal Farm"),
        ("en", "Animal Farm stays, please. Cancel One Hundred Years of Solitude"),
        ("en", "keep Animal Farm"),
        ("en", "cancel it, not Animal Farm"),
        ("fa", "صد سال تنهایی رو دیگه لازم ندارم، فقط قلعه حیوانات بمونه"),
        ("fa", "صد سال تنهایی رو لغو کن، Animal Farm رو نه"),
        ("fa", "Animal Farm بماند، صد سال تنهایی را لغو کنید"),
        ("fa", "sad sal tanhayi ro dige nemikham, laghvesh kon faghat. animal farm bemune"),
        ("fa", "baba velesh, cancel kon. na animal farm ro"),
    ],
)
async def test_what_is_named_to_stay_is_not_asked_about(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("cancel_hold", words)
    assert said.names == ["utter_cancel_hold_confirm"]
    asked = said.text.split("؟")[0] if language == "fa" else said.text.split("?")[0]
    assert "صد سال تنهایی" in asked and "Animal Farm" not in asked


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "cancel both of my reservations"), ("fa", "جفتشون رو لغو کن")],
)
async def test_both_go_where_both_are_to_go(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    said = await talk.says("cancel_hold", words)
    assert said.names == ["utter_cancel_hold_confirm"]
    assert "صد سال تنهایی" in said.text and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "همه رزروهام رو لغو کن به جز Animal Farm"),
        ("fa", "به جز Animal Farm همه رو لغو کن"),
        ("en", "cancel all my reservations except Animal Farm"),
        ("en", "cancel everything apart from Animal Farm please"),
        ("en", "cancel all but Animal Farm"),
    ],
)
async def test_what_is_excepted_stays(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    said = await talk.says("cancel_hold", words)
    assert said.names == ["utter_cancel_hold_confirm"]
    asked = said.text.split("؟")[0] if language == "fa" else said.text.split("?")[0]
    assert "صد سال تنهایی" in asked.split("Animal Farm")[-1 if language == "fa" else 0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "اولی رو دیگه نمی‌خوام، اون یکی بمونه"),
        ("fa", "avali ro dige nemikham, baghi bemune"),
        ("en", "I no longer need the first, leave the other alone"),
    ],
)
async def test_the_other_that_stays_is_taken_for_no_title(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_HOLDS)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("cancel_hold", words, which="1")
    # It is asked which, since no word orders it.
    assert said.names == ["utter_cancel_hold_which"]
