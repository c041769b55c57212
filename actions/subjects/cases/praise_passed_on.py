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
# What somebody who was praised is spoken of in; surely read as an event, it is one. What was left behind is described
# in the same words.
_SPOKEN_AS, _SURELY = (
    frozenset("praise thanks chitchat staff_contact nlu_fallback out_of_scope lost_property".split()),
    0.9,
)
# That it be told to them, and that their name is not known, or is …
_TELLS_THEM = re.compile(
    r"\b(?:tell|pass (?:it|this|that|my thanks) on to|say (?:it|that|this|thanks|thank you) to|thank) (?:him|her|them|the (?:lady|woman|man|gentleman|girl|boy|team|colleague)s?)\b|\blet (?:him|her|them) know\b"
    r"|\b(?:give|send) (?:him|her|them) (?:my|our) (?:thanks|regards|best|love|compliments)\b"
    r"|\b(?:i|we) (?:am afraid (?:i|we) )?(?:(?:don't|do not|didn't|did not|never) (?:know|catch|get|ask|remember)|forgot) (?:her|his|their) names?\b|\b(?:her|his|their) names? (?:is|was|are) (?:(?:mrs?|ms)\.? )?\w+\b"
    r"|(?<!\w)(?:به ?ش(?:و?ن|و?نم|ون|ان)?|بهشن|به (?:ایشون|ایشان|خودش\w{0,3}|اون خان?و?م|اون آقا|همون خان?و?م))(?: (?:هم|حتما|لطفا)){0,2} (?:بگ(?:ید|ین|و|ی|ویید)|برسون(?:ید|ین))(?!\w)"
    r"|(?<!\w)(?:اسم|فامیل)(?:شون|شونو|شو|ش|شان)(?: (?:رو|را))? ?(?:هم )?(?:نمی ?دون\w{1,2}|یادم نی\w{1,4}|نپرسید\w{0,2}|بلد نیستم)(?!\w)"
    r"|\bbeheshoo?n (?:ham |hatman )?(?:begi[dn]|begoo?)\b|\besmesh\w{0,4}(?: ro)? nemidoo?nam\b"
)
# … and that beside which nothing else stands: how they look, when it was, and thanks.
_OF_THEM = frozenset(
    "please could can would will you kindly do just also and so ok okay that it this how for from to of at in on the a an with i i'm we we're me am are is was were had has have"
    " very really much most all so ever truly from us our my family daughter son kids grateful thankful thank thanks appreciate appreciated loved love kind patient wonderful great lovely nice helpful happy made day"
    " she he they she's he's her his wears wore wearing glasses hair scarf headscarf beard moustache young old older younger tall short long dark blond blonde red black blue green brown grey white"
    " afraid around about near nearly past half quarter o'clock one two three four five six seven eight nine ten eleven twelve"
    " lady woman man gentleman girl desk children's children saadi central monday tuesday wednesday thursday friday saturday sunday yesterday today morning afternoon evening last think working there if possible sorry though"
    " لطفا و هم حتما که میشه می شه شود اگه اگر ممکنه مرسی ممنون ممنونم ممنونیم ممنونیم تشکر سپاس خیلی واقعا عالی دستشون دستش درد نکنه خوب مهربون بود بودن بودند داشت داشتن ازشون ازش از ما من راضی راضیم راضیم دوستشون دوسش داریم دارم دخترم پسرم"
    " داره دارن عینکی عینک روسری مقنعه ریش قد بلند کوتاه جوون جوان مسن مو موهای مشکی قهوه ای آبی سبز قرمز سفید خانم خانوم خانمه آقا آقاهه یه اون همون شنبه شبنه یکشنبه دوشنبه سه چهارشنبه پنجشنبه جمعه دیروز امروز پریروز صبح ظهر عصر بعدازظهر شب"
    " lotfan mersi merci mamnoon mamnun mamnoonam kheili khanume khanum agha eynaki bood boodan asr sobh dirooz mishe".split()
)


def keep_praise(turn: Turn, number: str) -> None:
    """Keep under which number praise was passed on, for what is said of it next."""
    turn.remember(praised={"number": number, "age": -1})


def tells_whom(text: str) -> bool:
    """Tell whether a text does nothing but tell who was praised, or have it told to them."""
    said = fold(text).replace("’", "'")
    rest, told = _TELLS_THEM.subn(" ", said)
    return told > 0 and word_count(text) <= _MOST and all(word in _OF_THEM for word in re.findall(r"[\w']+", rest))


@listens
async def hears_of_praised(turn: Turn) -> bool:
    """Put what is said of somebody who was praised a moment ago to that praise, and say that it is passed on."""
    kept = turn.recall("praised") or {}
    if turn.is_payload or turn.slot("pending") or not kept or not tells_whom(turn.text):
        return False
    if turn.intent not in _SPOKEN_AS and not (turn.intent == "events" and turn.confidence < _SURELY):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(kept["number"]))
    if case is None or not case.is_open:
        return False
    before = turn.recall("case"), turn.recall("told")
    if not await add_to_case(turn, case.number, turn.text, quietly=True):
        return False
    # No number was told: what comes next is said of no case.
    turn.remember(case=before[0], told=before[1])
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
