"""Right after it was told that there is no reservation, nothing is kept, moved or asked back for."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def without_holds(begin: Begin, language: str):  # type: ignore[no-untyped-def]
    """Begin a chat of somebody who has no reservations, and asks for them."""
    talk = await begin(language, "20000004")
    said = await talk.says("hold_status", {"en": "where am I in the queue", "fa": "رزروم نفر چندمم"}[language])
    assert said.names == ["utter_holds_none"]
    return talk


@pytest.mark.parametrize(
    ("language", "intent", "sure", "words", "moves"),
    [
        ("fa", "hold", 0.98, "تا ۲۰ آذر نیستم. نگهش دار نوبتم نسوزه", {"hold.lose": 0.75}),
        ("fa", "hold", 0.9, "بذارش برای شعبهٔ سعدی", {"hold.move": 0.8}),
        ("fa", "hold_status", 0.99, "پس نوبتم چی شد؟ هفته پیش نفر دوم بودم", {}),
        ("fa", "fines", 0.6, "از هفتهٔ پیش که بدتره، چرا رفتم ته صف؟", {}),
        ("en", "fines", 0.66, "that's worse than last week?? how can I go backwards", {"loan.due": 0.33}),
        ("en", "hold", 1.0, "actually and change the pickup to central, it's on saadi I think", {"hold.move": 0.86}),
        ("en", "hold", 0.9, "I'm away until the 28th, keep my place", {"hold.pause": 0.8}),
    ],
)
async def test_what_is_asked_of_none_is_said_to_have_none(
    begin: Begin, language: str, intent: str, sure: float, words: str, moves: dict[str, float]
) -> None:
    talk = await without_holds(begin, language)
    said = await talk.says(intent, words, sure=sure, moves=moves)
    assert said.names == ["utter_holds_none_on"]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hold", "then reserve Animal Farm for me"),
        ("hours", "how late are you open tomorrow?"),
        ("fines", "do I owe anything?"),
        ("loans", "and what have I got out?"),
        ("hold_status", "so when is it coming"),
        ("cancel_hold", "cancel that one then"),
    ],
)
async def test_anything_else_is_heard_as_ever(begin: Begin, intent: str, words: str) -> None:
    talk = await without_holds(begin, "en")
    said = await talk.says(intent, words, sure=0.97, **({"title": "Animal Farm"} if "Animal" in words else {}))
    assert "utter_holds_none_on" not in said.names
