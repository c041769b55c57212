"""Another kind of page after printing was spoken of, in a word or two: «سیاه‌سفید چی؟ پشت و رو», "and in colour?", "A3?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.totals import is_double_sided
from actions.rasa.registry import listens
from actions.subjects.moves.questions import HouseQuestion
from language.normalise import fold

__all__ = ["kinds_of_pages"]

_PRINT = "print_scan"
_QUESTIONS = {
    "plain": HouseQuestion(_PRINT, "چاپ سیاه‌وسفید چند است؟", "How much is a black-and-white page?", "black|mono|سیاه"),
    "colour": HouseQuestion(_PRINT, "چاپ رنگی چند است؟", "How much is a colour page?", "colou?r|رنگی"),
    "both sides": HouseQuestion(_PRINT, "چاپ دورو ارزان‌تر است؟", "Is printing on both sides cheaper?", "side|دورو|رو"),
    "a3": HouseQuestion(_PRINT, "کاغذ A3 یا دورو هم چاپ می‌شود؟", "Can I print on A3 or on both sides?", "a3"),
}
_WORDS = {
    "plain": re.compile(
        r"\b(?:black ?(?:and|n|&|-and-)? ?white|b ?& ?w|b/w|bw|mono(?:chrome)?|gr[ae]y ?(?:scale)?)\b|سیاه ?و? ?سفید|سیا ?سفید|\bsia?h? ?o? ?sefid\b"
    ),
    "colour": re.compile(r"\b(?:colou?r(?:ed)?|rangi)\b|رنگی"),
    "both sides": re.compile(
        r"\b(?:both|two|double)[- ]?sid(?:es?|ed)\b|\bduplex\b|پشت ?و ?رو|دو ?رو(?!ز)|\bposht ?o? ?ru+\b|\bdoru+\b"
    ),
    "a3": re.compile(r"(?<!\w)[aآا] ?3(?!\w)"),
}
# Said around it.
_AROUND = re.compile(
    r"\b(?:and|or|what|how|about|much|is|it|in|on|a|an|the|per|page|pages|sheet|side|cost|price|for|as|well|too|also|then|print|printing|copy|copies|one|ones|if|do|you|can|i|s|my|this|that|have|got|need|want|poster|paper|size|sheet|please|them)\b"
    r"|(?<!\w)(?:چی|چطور|چنده|چند|و|هم|یا|اگه|باشه|برگه?|برگه ?ای|صفحه|صفحه ?ای|پرینت|چاپ|کپی|قیمت\w*|هزینه\w*|میشه|می|شه|شود|چقدر|چقد|ای|ش|تو|رو|برای|برا|داره|دارین|دارید|را|پوستر\w{0,3}|کاغذ|سایز|اندازه|می ?خوام|می ?خواهم|است|هست|این|یه|یک|می ?کن(?:ید|ین|ن|م)|می ?زن(?:ید|ین|ن)|بگیرم|گرفت)(?!\w)"
    r"|\b(?:chi|chetor|chande|chand|o|va|ham|ya|age|bashe|bargi?|safhe\w*|print|perint|chap|kopi|gheymat\w*|mishe|cheghadr?|darin|darid)\b"
)
_ACTS_BACK, _MOST = 3, 10


def kinds_of_pages(text: str) -> list[str]:
    """Name the kinds of pages of a text that says nothing else: "plain", "colour", "both sides", "a3"."""
    said = fold(text).replace("’", "'")
    kinds = [kind for kind, words in _WORDS.items() if words.search(said)]
    if is_double_sided(text) and "both sides" not in kinds:
        kinds.append("both sides")
    for words in _WORDS.values():
        said = words.sub(" ", said)
    return kinds if not re.sub(r"[\W_]", "", _AROUND.sub(" ", said)) else []


@listens
async def asks_of_another_kind(turn: Turn) -> bool:
    """Tell of the kinds of pages that are named after printing was spoken of; False where something else is asked."""
    if (
        turn.is_payload
        or (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
        or word_count(turn.text) > _MOST
    ):
        return False
    spoken = turn.intent == _PRINT or any(
        _PRINT in (act.act, act.topic) for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)
    )
    kinds = kinds_of_pages(turn.text) if spoken else []
    if not kinds or (turn.intent == _PRINT and len(kinds) < 2):
        return False
    kept, told = turn.intent, False
    for kind in kinds:
        told = await _QUESTIONS[kind].tell(turn, alone=True) or told
    turn.intent = _PRINT if told else kept
    turn.settled = turn.settled or told
    return told
