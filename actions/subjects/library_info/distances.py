"""How far it is, and which branch is nearest: nobody here knows where one starts, so that is said, with the way there."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.library_info.places import place_lines
from actions.subjects.moves.place_meant import branch_meant
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["asks_for_nearest", "asks_how_far", "tells_distance"]

_FAR = re.compile(
    r"\bhow far\b(?! (?:back|down|ahead|in advance|along)\b)|\bhow many (?:kilomet\w+|km|miles)\b|\bdistance (?:from|to|between)\b|\b(?:how|(?:is|would|will) (?:it|that)(?: be)?)(?: an?| quite a| such a)? (?:long|far) (?:a |of a )?(?:drive|walk|ride|way|trip)\b|\bhow (?:long|many minutes|many hours|much time)\b[^.?!]{0,50}\b(?:on foot|by (?:bus|car|taxi|cab|metro|subway|bike|train)|driv\w+|walk\w*|to get there)\b|\bby (?:bus|car|taxi|metro|bike)\b[^.?!]{0,20}\bhow (?:long|many minutes)\b"
    r"|چقدر? (?:راه(?:ه|ست| است| هست)?|راس|راست|فاصله\w*|دوره?|دور است)(?!\w)(?! (?:دار|برگزار|امانت|آموز|می ?ذار|می ?گذار|درس))|چند (?:دقیقه|ساعت) (?:راه|فاصله|پیاده)\w*|چند کیلومتر|فاصله(?:ش|اش|‌ش|‌اش|ی)? (?:از|تا|چقدر)\w*|\bcheghadr? (?:rahe?|dure?|doore?|fasele\w*)\b|\bchand (?:daghighe|kilometr)\w*"
)
# Where one starts, whoever asks how long it takes from there.
_START = re.compile(
    r"\bfrom (?:\w+ ){0,4}(?:airport|station|hotel|terminal|square|downtown|city cent\w+|campus|university|metro)\b|(?<!\w)از (?:\w+ ){0,3}(?:فرودگاه|راه ?آهن|راه‌آهن|ایستگاه|هتل|ترمینال|میدون|میدان|دانشگاه|station|airport)|\baz (?:\w+ ){0,2}(?:forudgah|rah ?ahan|meydun|meydan)"
)
# From home one may do much: only who comes asks for the way.
_FROM_HOME = re.compile(
    r"\bfrom (?:home|my (?:home|house|place|flat))\b|(?<!\w)از (?:خونه|خانه)\w{0,12}|\baz khune\w{0,12}"
)
_COMES = re.compile(
    r"\b(?:get (?:to|there|here)|reach|come|arrive|travel|walk|drive)\b|\btakes? (?:me |us )?from\b|\bfrom (?:home|my (?:home|house|place|flat)) to\b|(?<!\w)از (?:خونه|خانه)\w{0,12}(?: \w{1,12})? تا(?!\w)|طول می ?کش\w{1,3} تا (?:کتابخ|شعبه|اونجا|آنجا)|(?<!\w)(?:برس(?:م|یم)|بیا(?:م|یم)|می ?رس(?:م|یم)|می ?ا?یا?ی?م|رسیدن|اومدن|آمدن)(?!\w)|\b(?:beres|bia|miresa|miya|mia)\w*"
)
_HOW_LONG = re.compile(r"\bhow long\b|چقدر? (?:طول|وقت|زمان)|چند (?:دقیقه|ساعت)|\b(?:cheghadr? tul|chand daghighe)")
_NEAREST = re.compile(
    r"\bwhich\b[^.?!]{0,30}\b(?:branch(?:es)?|librar(?:y|ies))\b[^.?!]{0,30}\b(?:nearest|closest|nearer|closer)\b|\bwhich of (?:the |your )?(?:\d|two|three|four|them) (?:is|'s) (?:the )?(?:nearest|closest)\b(?! in\b)|\bwhich (?:one |of them )?(?:is|'s) (?:the )?(?:nearest|closest|nearer|closer)(?: one)? to (?:me|us|my|our|here)\b|\b(?:nearest|closest) (?:branch|library|of your (?:branches|libraries))\b|\bwhat(?:'s| is) (?:the|your) (?:nearest|closest) (?:branch|library)\b"
    r"|(?:کدوم|کدام)\w*(?: (?:یک|یکی))?(?: از)? ?(?:این |اون )?(?:شعبه|کتابخ[او]نه)[^.؟?!]{0,30}نزدیک\w*|(?:شعبه|کتابخ[او]نه)[^.؟?!]{0,20}(?:کدوم|کدام)[^.؟?!]{0,20}نزدیک\w*|(?:کدوم|کدام)\w* (?:به من|بهم|به ما|بهمون) نزدیک\w*|نزدیک ?‌?ترین (?:شعبه|کتابخانه|کتابخونه)\w*|\bkodu?o?m\w* (?:(?:shobe|shoabe|ketabkh)\w*[^.?!]{0,25}|behem |be man )nazdik\w*|\bnazdik ?tarin (?:shobe|ketabkh)\w*"
)
# Read as of a place, it need not be said of what.
_NEAREST_ONE = re.compile(
    r"\bwhich(?: one| of them)?(?: is|'s) (?:the )?(?:nearest|closest|nearer|closer)(?: one)?\b(?! in\b)|(?<!\w)(?:کدوم|کدام)(?:شون|شان|هاشون)?(?: یکی| یک)?(?: از همه)? نزدیک ?(?:تره?|ترین|تر است|تر از همه)\w{0,4}(?!\w)|\bkodu?o?m(?:eshun|eshoon)?(?: yeki)? nazdik ?tar\w{0,3}\b"
)
# What is sent, carried or looked for otherwise is asked of no way.
_ELSE = re.compile(
    r"\b(?:books?|databases?|complain\w*|reserv\w+|hold|copy|copies|interlibrary|transfer\w*|sent|delivery|deliver\w*|nearest (?:metro|bus|station|car ?park|parking|café|cafe|atm|cash)|closest (?:metro|bus|station|car ?park|parking|atm))\b|پایگاه|کارگاه|کلاس|(?<!\w)فیلم|کتابم|کتاب ?(?:رو|را|ها)|رزرو|امانت|ارسال|پست|نزدیک ?‌?ترین (?:مترو|ایستگاه|پارکینگ)|مترو(?:ی)? نزدیک|\b(?:rezerv|ketabam)\w*"
)
# Read as anything else, words like these tell of a way, a title or a rule.
_READ_SO = frozenset("location hours visitor_access nlu_fallback out_of_scope facilities".split())
_TO = re.compile(r"\b(?:to|till)\b(?P<en>.*)|(?<!\w)(?:تا|به)(?!\w)(?P<fa>.*)|\bta\b(?P<fin>.*)")


def asks_how_far(text: str) -> bool:
    """Tell whether a text asks how far it is somewhere, or how long the way takes."""
    said = fold(text).replace("’", "'")
    if _ELSE.search(said):
        return False
    starts = _START.search(said) or (_FROM_HOME.search(said) and _COMES.search(said))
    return _FAR.search(said) is not None or (starts is not None and _HOW_LONG.search(said) is not None)


def asks_for_nearest(text: str, *, of_place: bool = False) -> bool:
    """Tell whether a text asks which branch is the nearest one; `of_place`: it was read as asking of a place."""
    said = fold(text).replace("’", "'")
    found = _NEAREST.search(said) or (of_place and _NEAREST_ONE.search(said))
    return bool(found) and _ELSE.search(said) is None


@listens
async def tells_distance(turn: Turn) -> bool:
    """Say that a distance is not known, with the way to the branch that is meant, or with all addresses."""
    if turn.is_payload or turn.recall("emergency") is not None or turn.intent not in _READ_SO:
        return False
    if (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return False
    nearest = asks_for_nearest(turn.text, of_place=turn.intent == "location")
    if not nearest and not asks_how_far(turn.text):
        return False
    branch = None if nearest else await _destination(turn)
    branches = await directory.branches(turn.store)
    if not branches:
        return False
    turn.intent = "location"
    turn.did("location", branch=branch.code if branch is not None else "", topic="travel", result="told")
    if branch is not None and branch.directions["fa"]:
        turn.say("utter_place_distance", branch=branch.name, directions=branch.directions)
    else:
        turn.say("utter_place_nearest", branches=place_lines(branches))
    return True


async def _destination(turn: Turn) -> Branch | None:
    found = _TO.search(fold(turn.text))
    words = next(filter(None, found.groups()), "") if found is not None else ""
    named = await directory.find_branch(turn.store, words) if words.strip() else None
    return named or await branch_meant(turn)
