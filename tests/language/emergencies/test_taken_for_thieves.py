"""Who feels taken for a thief rings no alarm; a thief who is there does."""

from __future__ import annotations

import pytest

from language.emergencies.reading import find_distress


@pytest.mark.parametrize(
    "text",
    [
        "So now I'm a thief?",
        "are you calling me a thief",
        "do I look like a thief to you",
        "your guard accused my son of stealing a book",
        "you took me for a thief in front of everyone",
        "are we thieves or what?",
        "مگه من دزدم؟",
        "عین دزدا با ما رفتار کردن",
        "مگه ما دزدیم که کیفمونو می‌گردین",
        "انگار دزد گرفتن",
        "yani man dozdam?",
    ],
)
def test_who_feels_taken_for_one_rings_nothing(text: str) -> None:
    assert find_distress(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "there's a thief in the reading room, he took my bag",
        "Help, a thief took my bag and they treat me like nobody",
        "one of them is a thief, I saw him stealing",
        "مثل اینکه دزد اومده",
        "انگار دزد اومده تو سالن",
        "داره دزدی می‌کنه همین الان",
    ],
)
def test_a_thief_who_is_there_rings(text: str) -> None:
    distress = find_distress(text)
    assert distress is not None and (distress.kind, distress.degree) == ("theft", "alarm")
