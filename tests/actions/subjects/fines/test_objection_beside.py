"""What is asked beside the offer to register an objection is answered, and the offer stays open."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from tests.support.talk import Begin

_CONTESTED = {"en": "I refuse to pay for that, I had it back in time", "fa": "زیر بار این جریمه نمی‌رم، سر وقت پس دادم"}


@pytest.mark.parametrize(
    ("language", "read", "words", "answer"),
    [
        ("en", "fines", "how much was it again?", "utter_debt_line"),
        ("en", "fines", "what is it for, anyway", "utter_debt_line"),
        ("en", "hours", "which book was that", "utter_debt_line"),
        ("en", "fines", "why was I charged so much", "utter_debt_line"),
        ("fa", "fines", "حالا مبلغش چقدره", "utter_debt_line"),
        ("fa", "fines", "بابت چیه اصلاً", "utter_debt_line"),
        ("fa", "loans", "مال کدوم کتابه", "utter_debt_line"),
        ("en", "staff_contact", "who can I speak to about this?", "utter_handoff"),
        ("en", "human_help", "I want to talk to a person then", "utter_handoff"),
        ("fa", "staff_contact", "با کی باید صحبت کنم؟", "utter_handoff"),
        ("fa", "human_help", "می‌خوام با یه مسئول حرف بزنم", "utter_handoff"),
    ],
)
async def test_what_is_asked_beside_the_offer_is_answered(
    begin: Begin, language: str, read: str, words: str, answer: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    assert (await talk.says("fines", _CONTESTED[language])).names[-1] == "utter_objection_ask"
    said = await talk.says(read, words)
    assert said.names[0].startswith(answer) and "utter_objection_ask" not in said.names


@pytest.mark.parametrize(
    ("language", "words"), [("en", "yes"), ("en", "yes, register it"), ("fa", "بله"), ("fa", "آره ثبتش کن")]
)
async def test_the_offer_stays_open_while_something_is_asked_beside_it(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    await talk.says("fines", _CONTESTED[language])
    await talk.says("fines", "how much was it again?" if language == "en" else "حالا مبلغش چقدره")
    assert (await talk.says("affirm", words)).names == ["utter_objection_taken"]


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "print_scan", "how much is a colour print?"),
        ("fa", "print_scan", "پرینت رنگی چقدره؟"),
        ("en", "events", "please register me for the workshop"),
    ],
)
async def test_the_price_of_something_else_is_not_that_of_the_charge(
    begin: Begin, language: str, read: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    await talk.says("fines", _CONTESTED[language])
    said = await talk.says(read, words)
    assert not {"utter_debt_line", "utter_objection_taken"} & set(said.names)
