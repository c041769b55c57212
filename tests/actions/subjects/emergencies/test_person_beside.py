"""The question before asked for somebody named alone calls for no help; who looks for somebody does."""

from __future__ import annotations

import pytest

from actions.subjects.emergencies.after_despair import asks_of_library, asks_of_line
from actions.subjects.emergencies.person_beside import _only_leans
from language.normalise import fold
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("and my wife? she doesn't study, she is only with me here", True),
        ("what about my mother? she is 70", True),
        ("همسرم چی؟ اون درس نمی‌خونه، فقط همراه منه", True),
        ("hamsaram chi?", True),
        ("and my wife? she is not breathing", False),
        ("and my wife? I can't find her anywhere", False),
        ("پسرم چی؟ گمش کردم", False),
        ("my wife is here", False),
        ("and my son? can he join too?", True),
        ("مادرم چی؟ ۷۰ سالشه", True),
        ("and my daughter? a man took her", False),
        ("and my wife? her heart stopped", False),
        ("what about my husband? he is dead", False),
        ("what about my child? I left him in the hot car", False),
        ("and my friend? he wants to jump", False),
        ("بچه‌ام چی؟ سوخت", False),
        ("پسرم چی؟ سکه قورت داد", False),
        ("دخترم چی؟ یه مردی بردش", False),
        ("and my wife? she is only with me here and her lips are blue", False),
        ("and my son? he is with me, he ate pills", False),
        ("مادرم چی؟ با من نیست", False),
        ("what about my dad? he is 70 and on the floor", False),
        ("and my sister? she is with him", False),
        ("and my baby? he is blue", False),
        ("دخترم چی؟ تو آسانسوره", False),
        ("pesaram chi? oftad to ab", False),
    ],
)
def test_only_the_question_before_leans(text: str, leans: bool) -> None:
    assert _only_leans(fold(text)) is leans


async def test_nobody_is_called_for_it(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("emergency", "and my wife? she is only with me here", emergency="doubtful:danger")
    assert first.names == ["utter_emergency_doubt"]
    talk = await begin("en")
    await talk.says("card_registration", "How do I become a member?")
    then = await talk.says("emergency", "and my wife? she is only with me here", emergency="doubtful:danger")
    assert not any(name.startswith("utter_emergency") for name in then.names)


async def test_the_same_is_told_of_her(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("card_registration", "How long does joining take?")
    then = await talk.says("emergency", "and my wife? she is only with me here", emergency="doubtful:danger")
    assert then.texts == first.texts
    taken = await talk.says("emergency", "and my daughter? a man took her", emergency="doubtful:danger")
    assert taken.names == ["utter_emergency_doubt"]


@pytest.mark.parametrize(
    ("text", "of_line", "of_library"),
    [
        ("ok thx. i migth call. is the readin room open on friday too", False, True),
        ("does that number answer at night?", True, False),
        ("I will call. Is it free?", True, False),
        ("thanks for the books", False, False),
    ],
)
def test_the_room_is_no_line(text: str, of_line: bool, of_library: bool) -> None:
    assert (asks_of_line(text), asks_of_library(text)) == (of_line, of_library)
