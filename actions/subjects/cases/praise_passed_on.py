"""Praise that was passed on a moment ago: who is meant, and "would you tell her?", belong to it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import concludes, listens
from actions.subjects.cases.case_filing import add_to_case
from crm.cases import own
from language.normalise import fold

__all__ = ["conclude_praise", "hears_of_praised", "keep_praise", "tells_whom"]

# So many turns later it is still that of which somebody speaks; nobody describes somebody in more words.
_LATELY, _MOST = 1, 30
# That it be told to them, and that their name is not known, or is.
_TELLS_THEM = re.compile(
    r"\b(?:tell|let|pass (?:it|this|that|my \w+) on to|say (?:it|that|this|thanks|thank you) to|thank) (?:him|her|them|the (?:lady|woman|man|gentleman|girl|boy|team|colleague)s?)\b"
    r"|\b(?:give|send) (?:him|her|them) (?:my|our) (?:thanks|regards|best|love|compliments)\b"
    r"|\b(?:don't|do not|didn't|did not|never) (?:know|catch|get|ask|remember) (?:her|his|their|the) names?\b|\b(?:her|his|their) names? (?:is|was|are)\b"
    r"|(?<!\w)(?:به ?ش(?:و?ن|و?نم|ون|ان)?|بهشن|به (?:ایشون|ایشان|خودش\w{0,3}|اون خان?و?م|اون آقا|همون خان?و?م))(?: \w+){0,3} (?:بگ(?:ید|ین|و|ی|ن|ویید)|برسون\w{1,3}|منتقل)(?!\w)"
    r"|(?<!\w)(?:اسم|فامیل)(?:شون|شونو|شو|ش|شان)(?: (?:رو|را))? ?(?:هم )?(?:نمی ?دون\w{1,2}|یادم نی\w{1,4}|نپرسید\w{0,2}|بلد نیستم)(?!\w)"
    r"|\bbeheshoo?n (?:\w+ ){0,2}(?:begi[dn]|begoo?|beresoo?n\w{0,3})\b|\besmesh\w{0,4}(?: ro)? nemidoo?nam\b"
)
# What is wished for beside it is a message of its own.
_OF_ITS_OWN = re.compile(
    r"\b(?:book|renew|reserv\w+|fines?|complain\w*|suggest\w*|event|open|hours)\b|(?<!\w)(?:کتاب(?!خ|دار)|تمدید|رزرو|جریمه|شکایت|پیشنهاد|برنامه|ساعت کار)|\b(?:ketab(?!kh|dar)|tamdid|rezerv|jarime)\w*"
)


def keep_praise(turn: Turn, number: str) -> None:
    """Keep under which number praise was passed on, for what is said of it next."""
    turn.remember(praised={"number": number, "age": -1})


def tells_whom(text: str) -> bool:
    """Tell whether a text only tells who was praised, or has it told to them."""
    said = fold(text).replace("’", "'")
    return word_count(text) <= _MOST and _TELLS_THEM.search(said) is not None and _OF_ITS_OWN.search(said) is None


@listens
async def hears_of_praised(turn: Turn) -> bool:
    """Put what is said of somebody who was praised a moment ago to that praise, and say that it is passed on."""
    kept = turn.recall("praised") or {}
    if turn.is_payload or turn.slot("pending") or not kept or not tells_whom(turn.text):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(kept["number"]))
    if case is None or not case.is_open:
        return False
    before = turn.recall("case"), turn.recall("told")
    if not await add_to_case(turn, case.number, turn.text):
        return False
    # No number was told: what comes next is said of no case.
    turn.remember(case=before[0], told=before[1])
    turn.answers.pop()
    turn.intent, turn.settled = "praise", True
    keep_praise(turn, case.number)
    turn.say("utter_praise_passed_on")
    return True


@concludes
async def conclude_praise(turn: Turn) -> None:
    """Let praise that was passed on grow older by a turn."""
    kept = turn.recall("praised")
    if kept:
        age = int(kept.get("age", 0)) + 1
        turn.remember(praised={**kept, "age": age} if age <= _LATELY else None)
