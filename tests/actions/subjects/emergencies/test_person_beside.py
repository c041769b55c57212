"""The question before asked for somebody named alone calls for no help; who looks for somebody does."""

from __future__ import annotations

import pytest

from actions.subjects.emergencies.after_despair import asks_of_library, asks_of_line
from actions.subjects.emergencies.person_beside import _IN_NEED, _LEANS
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
    ],
)
def test_only_the_question_before_leans(text: str, leans: bool) -> None:
    said = fold(text)
    assert (_LEANS.search(said) is not None and _IN_NEED.search(said) is None) is leans


async def test_nobody_is_called_for_it(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("emergency", "and my wife? she is only with me here", emergency="doubtful:danger")
    assert first.names == ["utter_emergency_doubt"]
    talk = await begin("en")
    await talk.says("card_registration", "How do I become a member?")
    then = await talk.says("emergency", "and my wife? she is only with me here", emergency="doubtful:danger")
    assert not any(name.startswith("utter_emergency") for name in then.names)


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
