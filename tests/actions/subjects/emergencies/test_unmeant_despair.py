"""Who is hopeless with buses is asked nothing; who is hopeless is."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

OF_A_SKILL = [
    "how do I get there without a car, I'm hopeless with buses",
    "I am hopeless at computers, can somebody show me the catalogue",
    "sorry, I'm useless with passwords",
    "i'm hopeless when it comes to maps",
    "I'm terrible with names, hopeless with dates, when was my book due?",
    "my dad is hopeless at using the internet",
    "hopeless with timetables, sorry, which bus is it?",
]
OF_A_LIFE = [
    "I'm hopeless",
    "I feel so hopeless at night",
    "i am hopeless with life",
    "I'm hopeless at everything, nobody cares about me",
    "I'm hopeless with buses and I can't stop crying",
    "I'm hopeless with my life",
    "I am hopeless with no one left",
    "I feel hopeless with nothing left",
    "I'm hopeless at staying alive",
    "I'm hopeless at my age, nobody needs me",
    "I'm hopeless with grief",
    "I'm hopeless with depression",
    "I'm hopeless with pain",
    "I feel hopeless at the thought of tomorrow",
    "I feel so hopeless with the way my life is",
    "I feel worthless with him",
    "I feel worthless at his hands",
    "I feel hopeless with numbers like these",
    "I'm useless with my kids",
    "I'm hopeless with computers, with everything",
    "I am worthless at computers",
    "I'm hopeless when it comes to love",
    "I'm hopeless at names of people who are gone, I'm all alone",
]
NEVER_ASKED = (
    "Thanks. Is there also somebody at the library I could talk to in the evening, or is nobody there at night?"
)


@pytest.mark.parametrize("text", OF_A_SKILL)
async def test_a_skill_is_no_despair(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("emergency", text, emergency="doubtful:despair", ranking=[("location", 0.6)])
    assert "utter_emergency_doubt_despair" not in said.names


@pytest.mark.parametrize("text", OF_A_LIFE)
async def test_despair_is_asked_about(begin: Begin, text: str) -> None:
    talk = await begin("en")
    said = await talk.says("emergency", text, emergency="doubtful:despair", ranking=[("location", 0.6)])
    assert said.names[:1] == ["utter_emergency_doubt_despair"]
    # It is remembered, too: who reaches out afterwards has said it twice.
    said = await talk.says("staff_contact", "is there somebody I can talk to at night", sides={"way": {"fact": 0.96}})
    assert said.names[0].startswith("utter_emergency")


LONG = (
    "fine, is there a box by the door so that I can drop my book without going in,"
    " and does it count if I do it late at night"
)


async def test_a_long_question_for_the_library_is_no_second_word_of_despair(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I feel so hopeless", emergency="doubtful:despair")
    await talk.says("facilities", "may I bring my dog", sides={"way": {"fact": 0.97}})
    said = await talk.says("return", LONG, sides={"way": {"fact": 0.96}})
    assert not any(name.startswith("utter_emergency") for name in said.names)


async def test_nothing_heavy_is_remembered_of_a_skill(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", OF_A_SKILL[0], emergency="doubtful:despair", ranking=[("location", 0.6)])
    said = await talk.says("facilities", "is there a box outside, I could come at night", sides={"way": {"fact": 0.9}})
    assert not any(name.startswith("utter_emergency") for name in said.names)


async def test_whoever_looks_for_a_listener_is_heard_still(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I feel so hopeless", emergency="doubtful:despair")
    await talk.says("facilities", "may I bring my dog", sides={"way": {"fact": 0.97}})
    said = await talk.says("staff_contact", "is there somebody I can talk to at night", sides={"way": {"fact": 0.96}})
    assert said.names[0].startswith("utter_emergency")
    talk = await begin("en")
    await talk.says("emergency", "I feel so hopeless", emergency="doubtful:despair")
    said = await talk.says("return", LONG, sides={"way": {"fact": 0.96}})
    assert said.names[0].startswith("utter_emergency")


async def test_whoever_was_never_asked_is_asked(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "books about depression")
    said = await talk.says("staff_contact", NEVER_ASKED, sides={"way": {"fact": 0.97}})
    assert said.names[:1] == ["utter_emergency_doubt_despair"]


async def test_a_book_left_on_the_metro_is_no_emergency(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("emergency", "oh no, I left Mrs Dalloway on the metro", emergency="doubtful:danger")
    assert "utter_emergency_doubt" not in said.names
    said = await talk.says("emergency", "oh no, I left my little boy on the metro", emergency="doubtful:danger")
    assert any(name.startswith("utter_emergency") for name in said.names)


LOSSES = [
    ("fa", "کتابم رو تو مترو جا گذاشتم", True),
    ("en", "I left my book on the metro", True),
    ("en", "I lost my book in the fire", False),
    ("en", "I'm lost in the basement, I can't get out", False),
    ("en", "I left everything behind in the house", False),
    ("en", "I lost all hope in life", False),
    ("fa", "گم شدم", False),
]


@pytest.mark.parametrize(("language", "words", "is_mere"), LOSSES)
async def test_only_a_thing_that_is_lost_alarms_nobody(begin: Begin, language: str, words: str, is_mere: bool) -> None:
    talk = await begin(language, card="20000004")
    said = await talk.says("emergency", words, emergency="doubtful:danger", sure=0.6)
    assert all("emergency" not in name for name in said.names) is is_mere, said.names
