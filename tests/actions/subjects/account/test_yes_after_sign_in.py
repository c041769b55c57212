"""A bare yes behind the sign-in: what was ordered before it is done or refused by then, and nothing is told for it."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

HELD = {"fa": "مزرعه حیوانات رو رزرو کن", "en": "reserve Animal Farm"}
SPOKEN_OF = {"fa": "اون دومی رو رزرو کن", "en": "reserve the second one"}


@pytest.mark.parametrize(("language", "yes"), [("fa", "بله"), ("fa", "آره"), ("en", "yes"), ("en", "Yes please")])
@pytest.mark.parametrize("words", [HELD, SPOKEN_OF])
async def test_a_yes_after_a_refused_reservation_is_asked_about(
    begin: Begin, language: str, yes: str, words: dict[str, str]
) -> None:
    talk = await begin(language)
    asked = await talk.says("hold", words[language], ref="title:t-farm")
    assert asked.names == ["utter_sign_in"]
    await talk.sign_in("20000001")
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_hold_refused"]
    agreed = await talk.says("affirm", yes, moves={"fee.line": 0.7, "title.more": 0.2}, move_kinds={"fee": 0.8})
    assert agreed.names == ["utter_nothing_pending"]


@pytest.mark.parametrize(
    ("language", "done"), [("fa", "انجام شد"), ("fa", "وارد شدم"), ("en", "done"), ("en", "ok, done")]
)
async def test_who_says_that_it_is_done_hears_that_they_are_signed_in(begin: Begin, language: str, done: str) -> None:
    talk = await begin(language)
    await talk.says("hold", SPOKEN_OF[language], ref="title:t-farm")
    await talk.sign_in("20000001")
    await talk.presses("/signed_in")
    assert (await talk.says("sign_in", done)).names == ["utter_signed_in_already"]


@pytest.mark.parametrize(("language", "yes"), [("fa", "بله"), ("en", "yes")])
async def test_a_yes_to_nothing_tells_nothing_whatever_it_is_read_as(begin: Begin, language: str, yes: str) -> None:
    talk = await begin(language, card="20000001")
    told = await talk.says("fines", "بدهی دارم؟" if language == "fa" else "do I owe anything?")
    assert told.names[0].startswith("utter_fines")
    said = await talk.says("affirm", yes, moves={"fee.line": 0.9}, move_kinds={"fee": 0.95})
    assert said.names == ["utter_nothing_pending"]
