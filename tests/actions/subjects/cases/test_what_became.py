"""What became of a case: its state, its days and what can be done, of the newest matter too; not a number alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.dialogue.turn import Services
from crm.cases.answers import close_case
from crm.cases.file import case_file
from protocol.clock import FixedClock
from tests.support.people import add_librarian
from tests.support.talk import Begin, Talk

NOISE = {
    "en": "the reading room is so loud every day, I want to complain",
    "fa": "از سروصدای سالن مطالعه شکایت دارم، هر روز شلوغه",
}
LAMP = {"en": "the lamp above desk 4 is broken", "fa": "لامپ بالای میز ۴ خرابه"}
ASKED = {"en": "what happened to my case?", "fa": "پروندهٔ من به کجا رسید؟"}


async def told(begin: Begin, language: str, *more: str) -> Talk:
    talk = await begin(language, card="20000001")
    for matter, words in (("complaint", NOISE), ("report_fault", LAMP)):
        if matter in ("complaint", *more):
            await talk.says(matter, words[language])
            await talk.says("deny", {"en": "no", "fa": "نه"}[language])
    return talk


async def closes(services: Services, number: str, how: str = "fixed") -> None:
    file = await case_file(services.store, number)
    assert file is not None
    await close_case(
        services.store, number, how, version=file.version, by=await add_librarian(services.store),
        ending=lambda _language, one, _how: f"{one} is closed.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "پیگیری شکایتم"), ("fa", "می‌خوام شکایتم رو پیگیری کنم"), ("en", "following up on my complaint"),
     ("en", "my complaint?")],
)  # fmt: skip
async def test_who_follows_up_is_told_how_it_stands(begin: Begin, language: str, words: str) -> None:
    talk = await told(begin, language)
    said = await talk.says("case_status", words, moves={"case.number": 0.9})
    assert said.names == ["utter_case_state"] and "K-000001" in said.text and said.buttons


@pytest.mark.parametrize(
    ("language", "words"), [("fa", "شمارهٔ پیگیری شکایتم چنده؟"), ("en", "what is the reference of my complaint?")]
)
async def test_who_asks_for_its_number_is_told_that(begin: Begin, language: str, words: str) -> None:
    talk = await told(begin, language)
    said = await talk.says("case_status", words, moves={"case.number": 0.9})
    assert said.names == ["utter_case_asked_number"] and "K-000001" in said.text


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_what_was_just_closed_is_told_beside_what_is_open(
    begin: Begin, services: Services, clock: FixedClock, language: str
) -> None:
    talk = await told(begin, language, "report_fault")
    await closes(services, "K-000002")
    said = await talk.says("case_status", ASKED[language])
    assert said.names == ["utter_case_list"] and "K-000001" in said.text and "K-000002" in said.text
    clock.advance(timedelta(days=8))
    later = await begin(language, card="20000001")
    await later.presses("/signed_in")
    said = await later.says("case_status", ASKED[language])
    assert said.names == ["utter_case_state"] and "K-000001" in said.text and "K-000002" not in said.text


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_of_the_one_that_was_told_last_it_is_enough_to_ask_what_became_of_it(begin: Begin, language: str) -> None:
    talk = await told(begin, language, "report_fault")
    said = await talk.says("case_status", {"en": "what became of it?", "fa": "چی شد؟"}[language])
    assert said.names == ["utter_case_state"] and "K-000002" in said.text
