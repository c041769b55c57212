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
# Nothing may stand behind it but what they do here, study or are, or a plain question of it.
_TAIL = re.compile(
    r"(?:(?:and|but|because|so) )?(?:(?:she|he|they)(?:'s|'re| is| are) (?:(?:only|just) )?(?:here )?(?:with (?:me|us)(?: here)?|(?:my|a) (?:guest|companion)|\d{1,2}(?: years? old)?|not (?:a )?(?:student|studying|member)(?: here)?|(?:a )?(?:student|retired)(?: here)?)"
    r"|(?:she|he|they) (?:(?:does not|doesn't|do not|don't) (?:study|work)|(?:only|just) (?:visits?|accompan(?:y|ies) me))(?: here)?"
    r"|(?:can|may|could) (?:she|he|they) (?:join|register|be a member)(?: too| as well)?|(?:is|are) (?:it|they|she|he) (?:the same|free|included)(?: for (?:her|him|them))?)"
    r"|(?:(?:اون|او|ایشون|که|ولی|و) ?){0,3}(?:(?:اینجا )?درس نمی ?خو[اونه]{1,4}|(?:فقط )?(?:همراه من|با من|مهمان من|مهمون من)(?:ه| است)?|\d{1,2} ?سال(?:ه| ?ش(?: ?ه| است)?)|دانشجو نیست|دانشجوئه|هم می ?تونه عضو بشه|هم همینطور(?:ه)?)"
    r"|(?:oon |un )?(?:dars nemikhoone|faghat ba mane|faghat hamrahe mane|daneshju nist)"
)
# How the library is asked what joining takes and costs, where it was asked how one joins.
_JOINING = (
    {"fa": "عضویت سالی چند است؟", "en": "What does a year's membership cost?"},
    {"fa": "برای عضویت چه مدارکی لازم است؟", "en": "What do I need to join?"},
)
_HOW_TO_JOIN = re.compile(
    r"\bhow (?:do|can|would|could|should) (?:i|we|one) (?:join|become|register|sign up|get (?:a|the|my) (?:card|membership))\b|(?<!\w)(?:چطور(?:ی)?|چجوری|چگونه) (?:\w+ ){0,3}عضو|\b(?:chetor\w?|chejoori) (?:\w+ ){0,3}ozv"
)
_STOP = re.compile(r"[.,،؛;!?؟:\n]+")


async def asks_for_somebody(turn: Turn) -> bool:
    """Answer the question before for somebody who is named alone, where an emergency was only doubted; else False."""
    last, said = turn.thread.last, fold(turn.text).replace("’", "'")
    degree = (turn.entity("emergency") or "").partition(":")[0]
    doubted = turn.intent == "emergency" and degree == "doubtful" and find_distress(turn.text) is None
    if turn.is_payload or not doubted or last is None or last.act not in TOPICS or last.result != "told":
        return False
    if not _only_leans(said):
        return False
    # What was asked before is asked once more, in its own words.
    turn.intent, turn.confidence, turn.entities, turn.text = last.act, 1.0, {}, last.words
    if await answer_from_facts(turn, last.act):
        return True
    if last.act == "card_registration" and _HOW_TO_JOIN.search(fold(last.words)):
        return any([await answer_as(turn, last.act, **question, alone=True) for question in _JOINING])
    return False


def _only_leans(said: str) -> bool:
    """Tell whether folded words name somebody alone, and say nothing more of them than what is harmless."""
    named = _LEANS.match(said)
    if named is None:
        return False
    parts = [part.strip() for part in _STOP.split(said[named.end() :]) if part.strip()]
    return all(_TAIL.fullmatch(part) for part in parts)
