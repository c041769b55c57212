"""What is asked of a case that was told a moment ago is answered, and what tells more of it is kept with it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk

LOST = {"en": "I left my grey umbrella on a chair yesterday", "fa": "چتر خاکستری‌ام را دیروز روی صندلی جا گذاشتم"}


async def told(begin: Begin, language: str, card: str | None = None) -> Talk:
    talk = await begin(language, card) if card else await begin(language)
    assert (await talk.says("lost_property", LOST[language])).names == ["utter_lost_property_taken"]
    return talk


async def words_of_case(services: Services) -> str:
    return str(await scalar(services.store, text("select group_concat(note, ' ') from case_event")))


@pytest.mark.parametrize(
    ("language", "move", "words", "answer"),
    [
        ("en", "when", "is that a matter of hours", "utter_case_asked_when"),
        ("fa", "when", "فردا معلوم می‌شه؟", "utter_case_asked_when"),
        ("en", "who", "whose desk does it land on", "utter_case_asked_who"),
        ("en", "number", "give me that code once more", "utter_case_asked_number"),
        ("fa", "number", "اون کده چی بود", "utter_case_asked_number"),
        ("en", "status", "did it turn up", "utter_case_state"),
        ("fa", "how", "تو همین صفحه می‌بینمش؟", "utter_case_asked_way"),
        ("en", "anonymous", "leave me out of it", "utter_case_asked_name"),
        ("en", "withdraw", "it was under my coat all along", "utter_case_ask_withdraw"),
        ("fa", "withdraw", "دیگه دنبالش نگردین", "utter_case_ask_withdraw"),
        ("en", "angry", "what use is that to me", "utter_case_urgent"),
        ("en", "copy", "the mayor ought to see that as well", "utter_case_copied"),
        ("en", "contact", "ring me about it", "utter_case_ask_contact"),
        ("fa", "contact", "بهم تلفن بزنید", "utter_case_ask_contact"),
        ("en", "second", "there is one more thing", "utter_case_ask_second"),
    ],
)
async def test_a_move_is_answered_of_the_case(begin: Begin, language: str, move: str, words: str, answer: str) -> None:
    talk = await told(begin, language)
    said = await talk.says("out_of_scope", words, sure=0.6, moves={f"case.{move}": 0.81})
    assert said.names == [answer], said


@pytest.mark.parametrize("words", ["with a wooden handle", "Ground floor, by the atlases. Does nobody clear up there?"])
async def test_details_are_kept_with_the_case_and_questions_are_not(
    begin: Begin, services: Services, words: str
) -> None:
    talk = await told(begin, "en")
    said = await talk.says("out_of_scope", words, sure=0.7, moves={"case.add": 0.72})
    assert said.names == ["utter_case_words_added"]
    said = await talk.says("out_of_scope", "do you have a choir?", sure=0.7, moves={"case.add": 0.72})
    assert said.names != ["utter_case_words_added"]


async def test_the_head_is_named_where_it_is_known(begin: Begin) -> None:
    talk = await told(begin, "en")
    said = await talk.says("staff_contact", "name of whoever runs the place", sure=0.8, moves={"case.head": 0.7})
    assert "Ms Kiani" in said.text


@pytest.mark.parametrize("move", ["case.add", "case.contact"])
@pytest.mark.parametrize("words", ["just give me a number I can call", "who do I call about this"])
async def test_who_asks_for_a_number_to_call_gives_none(begin: Begin, move: str, words: str) -> None:
    talk = await told(begin, "en")
    said = await talk.says("staff_contact", words, sure=0.6, moves={move: 0.85})
    assert said.names == ["utter_whom_to_ask"] and "021-" in said.text


async def test_the_hours_asked_for_beside_a_complaint_are_told(begin: Begin) -> None:
    talk = await begin("fa")
    said = await talk.says("complaint", "کارمند شعبه سعدی خیلی بد برخورد کرد باهام. فردا باز هستین؟")
    assert said.names[0] == "utter_complaint_taken" and said.names[1].startswith("utter_hours")
    said = await talk.says("staff_contact", "شمارتون رو بدین زنگ بزنم", sure=0.6, moves={"case.contact": 0.9})
    assert said.names == ["utter_staff_contact"]


async def test_what_is_to_be_written_down_too_is_added(begin: Begin) -> None:
    talk = await told(begin, "en")
    said = await talk.says("facilities", "Nobody helps old people there either? Write that down too", sure=0.6)
    assert said.names == ["utter_case_words_added"]


async def test_another_matter_is_a_case_of_its_own(begin: Begin, services: Services) -> None:
    talk = await told(begin, "en")
    await talk.says("out_of_scope", "besides that there is something", sure=0.6, moves={"case.second": 0.8})
    said = await talk.says("complaint", "The lamps in the reading room buzz all evening")
    assert said.names == ["utter_complaint_taken"]
    assert await scalar(services.store, text("select count(*) from service_case")) == 2
