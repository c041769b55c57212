"""How far it is, and which branch is nearest: nobody here knows where one starts, so that is said, with the way there."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.moves.place_meant import branch_meant
from actions.subjects.places import place_lines
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["asks_for_nearest", "asks_how_far", "tells_distance"]

_FAR = re.compile(
    r"\bhow far\b|\bhow many (?:kilomet\w+|km|miles)\b|\bdistance (?:from|to|between)\b|\b(?:long|far) (?:a |of a )?(?:drive|walk|ride|way|trip)\b|\bhow (?:long|many minutes|many hours|much time)\b[^.?!]{0,50}\b(?:on foot|by (?:bus|car|taxi|cab|metro|subway|bike|train)|driv\w+|walk\w*|to get there)\b|\bby (?:bus|car|taxi|metro|bike)\b[^.?!]{0,20}\bhow (?:long|many minutes)\b"
    r"|چقدر? (?:راه|راس|فاصله|دور)\w*|چند (?:دقیقه|ساعت) (?:راه|فاصله|پیاده)\w*|چند کیلومتر|فاصله(?:ش|اش|‌ش|‌اش|ی)? (?:از|تا|چقدر)\w*|\bcheghadr? (?:rahe?|dure?|fasele)\w*|\bchand (?:daghighe|kilometr)\w*"
)
# Where one starts, whoever asks how long it takes from there.
_START = re.compile(
    r"\bfrom (?:\w+ ){0,4}(?:airport|station|hotel|terminal|square|home|downtown|city cent\w+|campus|university|metro)\b|(?<!\w)از (?:\w+ ){0,3}(?:فرودگاه|راه ?آهن|راه‌آهن|ایستگاه|هتل|ترمینال|میدون|میدان|خونه|خانه|دانشگاه|station|airport)|\baz (?:\w+ ){0,2}(?:forudgah|rah ?ahan|meydun|meydan|khune)"
)
_HOW_LONG = re.compile(r"\bhow long\b|چقدر? (?:طول|وقت|زمان)|چند (?:دقیقه|ساعت)|\b(?:cheghadr? tul|chand daghighe)")
_NEAREST = re.compile(
    r"\bwhich\b[^.?!]{0,40}\b(?:nearest|closest|nearer|closer)\b|\b(?:nearest|closest) (?:branch|library|one|of (?:them|the|your))\b|\bwhat(?:'s| is) (?:the|your) (?:nearest|closest) (?:branch|library)\b"
    r"|(?:کدوم|کدام|کدومش)[^.؟?!]{0,30}نزدیک ?(?:تر|‌تر)?\w*|نزدیک ?‌?ترین (?:شعبه|کتابخانه|کتابخونه)\w*|\bkodu?o?m\w*[^.?!]{0,25}nazdik\w*|\bnazdik ?tarin (?:shobe|ketabkh)\w*"
)
# What is sent, carried or looked for otherwise is asked of no way.
_ELSE = re.compile(
    r"\b(?:books?|reserv\w+|hold|copy|copies|interlibrary|transfer\w*|sent|delivery|deliver\w*|nearest (?:metro|bus|station|car ?park|parking|café|cafe|atm|cash)|closest (?:metro|bus|station|car ?park|parking|atm))\b|کتابم|کتاب ?(?:رو|را|ها)|رزرو|امانت|ارسال|پست|نزدیک ?‌?ترین (?:مترو|ایستگاه|پارکینگ)|مترو(?:ی)? نزدیک|\b(?:rezerv|ketabam)\w*"
)
_TO = re.compile(r"\b(?:to|till)\b(?P<en>.*)|(?<!\w)(?:تا|به)(?!\w)(?P<fa>.*)|\bta\b(?P<fin>.*)")


def asks_how_far(text: str) -> bool:
    """Tell whether a text asks how far it is somewhere, or how long the way takes."""
    said = fold(text).replace("’", "'")
    if _ELSE.search(said):
        return False
    return _FAR.search(said) is not None or (_START.search(said) is not None and _HOW_LONG.search(said) is not None)


def asks_for_nearest(text: str) -> bool:
    """Tell whether a text asks which branch is the nearest one."""
    said = fold(text).replace("’", "'")
    return _NEAREST.search(said) is not None and _ELSE.search(said) is None


@listens
async def tells_distance(turn: Turn) -> bool:
    """Say that a distance is not known, with the way to the branch that is meant, or with all addresses."""
    if turn.is_payload or turn.recall("emergency") is not None:
        return False
    nearest = asks_for_nearest(turn.text)
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
