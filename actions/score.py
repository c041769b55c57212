"""Scores of the service from 1 to 5, however they are written."""

from __future__ import annotations

import re

from actions.context import Turn
from actions.doing import doing
from actions.registry import handles
from crm import feedback
from language.digits import to_ascii
from language.normalise import fold

__all__ = ["ask_score", "find_score", "rate"]

WORDS = {
    1: ("one", "terrible", "awful", "very bad", "یک", "خیلی بد", "افتضاح", "داغون"),
    2: ("two", "bad", "poor", "دو", "بد", "ضعیف"),
    3: ("three", "average", "okay", "ok", "so so", "سه", "متوسط", "معمولی", "بد نبود"),
    4: ("four", "good", "چهار", "خوب"),
    5: (
        "five",
        "excellent",
        "perfect",
        "great",
        "very good",
        "full marks",
        "پنج",
        "عالی",
        "خیلی خوب",
        "بیست",
        "نمره کامل",
    ),
}
_STARS = re.compile(r"[⭐★🌟]")
_OUT_OF = re.compile(r"(\d{1,3})\s*(?:/|out of|از|of)\s*(\d{1,3})")
_NUMBER = re.compile(r"(?<![\d.])(\d{1,3})(?![\d.])")


def find_score(text: str) -> int | None:
    """Find a score from 1 to 5 in a text: digits of three scripts, words, stars, or so many out of so many."""
    stars = len(_STARS.findall(text))
    if stars:
        return stars if stars <= 5 else None
    plain = fold(to_ascii(text))
    ratio = _OUT_OF.search(plain)
    if ratio:
        return _scaled(int(ratio.group(1)), int(ratio.group(2)))
    number = _NUMBER.search(plain)
    if number:
        value = int(number.group(1))
        return value if 1 <= value <= 5 else _scaled(value, 10 if value <= 10 else 20) if 5 < value <= 20 else None
    longest = max(
        ((len(word), score) for score, words in WORDS.items() for word in words if _has(plain, fold(word))),
        default=None,
    )
    return longest[1] if longest else None


def _has(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _scaled(value: int, full: int) -> int | None:
    if full <= 0 or value > full:
        return None
    return max(1, min(5, round(value * 5 / full)))


def ask_score(turn: Turn, answer: str) -> None:
    """Ask for a score with five buttons."""
    turn.remember(asked_score=True)
    turn.await_("score", "score")
    turn.say(
        answer,
        status="clarified",
        custom={"ask_score": True},
        choices=[
            {"title": "utter_button_score", "score": n, "payload": f'/rate{{"score":"{n}"}}'} for n in range(5, 0, -1)
        ],
    )


@handles("rate")
async def rate(turn: Turn) -> None:
    """Keep a score, or ask for it when none was given."""
    given = turn.entity("score")
    score = find_score(given) if given else None
    if score is None and not turn.is_payload:
        score = find_score(turn.text)
    if score is None:
        ask_score(turn, "utter_rate_ask")
        return
    waiting = turn.slot("pending") or {}
    if waiting.get("awaits") == "score":
        turn.set("pending", None)
    async with doing(turn, "other"):
        await feedback.score(turn.store, turn.conversation, score)
    turn.remember(asked_score=True)
    turn.say("utter_rated_high" if score >= 4 else "utter_rated_low", score=score,
             choices=[] if score >= 4 else [{"title": "utter_intent_complaint", "payload": "/complaint"},
                                            {"title": "utter_button_librarian", "payload": "/human_help"}])  # fmt: skip
