"""The question before asked of somebody else: "and my wife? she is only with me here" calls for no help."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.library_info.places import TOPICS
from language.emergencies.reading import find_distress
from language.normalise import fold

__all__ = ["asks_for_somebody"]

_PERSON_EN = r"(?:wife|husband|spouse|partner|mother|mum|mom|father|dad|parents|sister|brother|daughter|son|kids?|child(?:ren)?|friend|roommate|flatmate|grand\w{2,8}|aunt|uncle|cousin|fianc\w{1,3}|girlfriend|boyfriend|family|colleague|neighbou?r)"
_PERSON_FA = r"(?:همسر|شوهر|زن|خانوم|خانم|مادر|مامان|پدر|بابا|خواهر|برادر|داداش|دختر|پسر|بچه|دوست|هم ?اتاقی|نامزد|خانواده|همکار|همسایه|مادربزرگ|پدربزرگ)(?:م|ام|مون|مان|هام|های ?م)"
_LEANS = re.compile(
    rf"^\W{{0,4}}(?:(?:ok|okay|thanks|thank you|yes)\W{{1,3}})?(?:and(?: what about| how about)?|what about|how about)(?: for)? (?:my|our) (?:\w{{2,10}} )?{_PERSON_EN}(?: then| too| as well)?\s?\?"
    rf"|^\W{{0,4}}(?:(?:باشه|مرسی|ممنون|خب)\W{{1,3}})?(?:(?:و|پس|حالا) )?(?:برای |واسه )?{_PERSON_FA}(?: (?:هم|رو|را))?(?: (?:چی|چه|چطور|چطوره))\s?[؟?]"
    r"|^\W{0,4}(?:(?:va|o|pas) )?(?:baraye |vase )?(?:hamsaram|shoharam|zanam|madaram|mamanam|pedaram|babam|khaharam|baradaram|dokhtaram|pesaram|doostam)(?: ham)? (?:chi|chetor)\s?\?"
)
# Somebody is looked for, ill, hurt or afraid.
_IN_NEED = re.compile(
    r"\b(?:find|found|lost|missing|gone|disappear\w*|fell|fallen|hurt|ill|sick|pain\w*|cry\w*|scared|afraid|help|answer\w*|wak\w{2,4}|mov\w{1,4}|breath\w*|stuck|locked|alone|outside|police|doctor|hospital|faint\w*|pass\w* out|bleed\w*|threat\w*|follow\w*)\b"
    r"|(?<!\w)(?:پیدا|گم|نیست|افتاد|درد|مریض|حالش|حال|گریه|می ?ترس|کمک|جواب|بیدار|نفس|گیر|تنها|پلیس|دکتر|بیمارستان|غش|خون(?!ه)|تهدید|دنبال)|\b(?:peyda|gom|nist|oftad|dard|mariz|hal\w{0,3}|gerye|komak|javab)\b"
)
# How the library is asked what joining costs whom, and what it takes.
_JOINING = (
    {"fa": "عضویت سالی چند است؟", "en": "What does a year's membership cost?"},
    {"fa": "برای عضویت چه مدارکی لازم است؟", "en": "What do I need to join?"},
)


async def asks_for_somebody(turn: Turn) -> bool:
    """Answer the question before for somebody who is named alone, where an emergency was only doubted; else False."""
    last, said = turn.thread.last, fold(turn.text).replace("’", "'")
    degree = (turn.entity("emergency") or "").partition(":")[0]
    doubted = turn.intent == "emergency" and degree == "doubtful" and find_distress(turn.text) is None
    if turn.is_payload or not doubted or last is None or last.act not in TOPICS or last.result != "told":
        return False
    if not _LEANS.search(said) or _IN_NEED.search(said):
        return False
    turn.intent, turn.confidence, turn.entities = last.act, 1.0, {}
    if last.act == "card_registration":
        told = [await answer_as(turn, last.act, **question, alone=True) for question in _JOINING]
        return any(told)
    words, turn.text = turn.text, f"{last.words} {turn.text}"
    told_again = await answer_from_facts(turn, last.act)
    turn.text = words
    return told_again
