"""Words of distress that are said of a skill or a thing: "I'm hopeless with buses", a book left on the metro."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from language.emergencies.reading import find_distress, words_of

__all__ = ["beside_skill", "leave_mere_loss", "leave_unmeant_despair"]

_DOUBTED = "doubtful:despair"
# Bad at one of these, which are skills and things: of any other word it is asked what is meant.
_BAD_AT = re.compile(
    r"\b(?:hopeless|useless|rubbish|terrible) (?:with|at|when it comes to) "
    r"(?:(?:the|these|those|my|your|public|new|using|reading|finding|remembering|doing|catching|taking|learning|foreign|online|long|filling in|filling out) ){0,3}"
    r"(?:bus(?:es)?|trains?|trams?|metro|subway|tube|transport|timetables?|maps?|directions|routes?|parking|driving|navigat(?:ion|ing)"
    r"|computers?|pcs?|laptops?|keyboards?|typing|phones?|smartphones?|mobiles?|tablets?|apps?|websites?|web ?pages?|internet|wi ?fi|emails?|technology|tech|gadgets|machines?|printers?|printing|scanners?|copiers?|kiosks?|catalogues?|catalogs?"
    r"|passwords?|pins?|pin codes?|codes|logins?|names|titles|numbers|figures|dates|deadlines|languages?|english|persian|farsi|forms?|paperwork|maths?|arithmetic|sums|spelling|grammar|handwriting)\b"
)
# Who feels so, or says it of all there is, has not only a skill in mind.
_OF_ALL = re.compile(
    r"\b(?:feel|feels|feeling|felt|everything|anything|life|living|alive|alone|lonely|no ?one|nobody|any ?more|the point|no point)\b"
)


def beside_skill(text: str) -> str:
    """Give what is said beside a skill that somebody lacks; the text itself where none is named."""
    said = words_of(text)
    rest = _BAD_AT.sub(" ", said)
    return text if rest == said or _OF_ALL.search(said) else rest


def leave_unmeant_despair(turn: Turn) -> bool:
    """Take the next reading where all that was doubted is that somebody is bad at something; tells whether it did."""
    if turn.is_payload or turn.intent != "emergency" or turn.entity("emergency") != _DOUBTED:
        return False
    rest = beside_skill(turn.text)
    if rest == turn.text or find_distress(rest) is not None:
        return False
    turn.intent, turn.confidence = next_reading(turn, lambda name: name != "emergency")
    turn.entities = {name: values for name, values in turn.entities.items() if name != "emergency"}
    return True


# A thing is left behind, lost or spoiled …
_LOST = re.compile(
    r"\b(?:left|forgot|lost|dropped|misplaced|ruined|spilled|spilt)\b[^.?!]{0,60}\b(?:on|in|at|into|over)\b|\b(?:lost|forgot|dropped) (?:my|the|a|your) (?:\w+ )?(?:book|card|phone|bag|dvd|umbrella|keys?)\b"
    r"|(?<!\w)(?:جا (?:گذاشت|مون|مان)\w*|گم (?:کرد|شد)\w*|گمش کرد\w*|فراموش کرد\w*|یادم رفت\w*|افتاد تو(?:ی)? آب|خیس شد\w*)"
    r"|\bja gozasht\w*|\bgom (?:kard|shod)\w*"
)
# … which is a thing that one carries, or leaves on the way,
_THING = re.compile(
    r"\b(?:books?|cards?|phones?|bags?|backpack|dvds?|umbrella|keys?|laptop|tablet|scarf|coat|jacket|hat|gloves?|glasses|wallet|purse|charger|headphones|bottle)\b|\b(?:on|in) (?:the|a|my) (?:metro|bus|train|tram|taxi|cab|plane|car)\b"
    r"|کتاب|کارت|کیف|کوله|گوشی|موبایل|چتر|کلید|لپ ?تاپ|تبلت|(?<!\w)شال|(?<!\w)کت(?:م|مو)?(?!\w)|کاپشن|کلاه|عینک|شارژر|هدفون|\b(?:ketab|kart|kif|gooshi|chatr|kelid|laptop|eynak)\w*"
)
# … nobody is in danger of it,
_IN_DANGER = re.compile(
    r"\b(?:fire|smoke|burn\w*|trapped|stuck|hope|will to|live|die|life|alone|blood|bleed\w*|hurt|help me|can't get out|cannot get out|i'm lost|im lost)\b|آتیش|آتش|دود|گیر (?:کرد|افتاد)\w*|خون|امید|زندگی|بمیر|مردن|تنها|گم شدم|گم شدیم|کمک\w*"
)
# … and no person.
_OF_SOMEBODY = re.compile(
    r"\b(?:child|kid|son|daughter|boy|girl|baby|toddler|brother|sister|mother|father|mum|mom|dad|grand\w+|wife|husband|friend|somebody|someone|he|she|him|her|pills?|insulin|medicine|inhaler)\b"
    r"|بچه|بچم|پسر|دختر|نوزاد|برادر|خواهر|مادر|پدر|مامان|بابا|همسر|شوهر|زنم|دوستم|قرص|دارو|انسولین|\b(?:bache|pesar|dokhtar|maman|baba)\w*"
)


_OF_LOSSES = frozenset({"lost_item", "lost_property", "lost_card", "return"})


def leave_mere_loss(turn: Turn) -> bool:
    """Take the next reading where all that happened is that a thing was left behind or spoiled; tells whether it did."""
    degree = (turn.entity("emergency") or "").partition(":")[0]
    if turn.is_payload or turn.intent != "emergency" or degree != "doubtful" or find_distress(turn.text) is not None:
        return False
    said = words_of(turn.text)
    if _THING.search(said) is None or _IN_DANGER.search(said) is not None:
        return False
    if _LOST.search(said) is None or _OF_SOMEBODY.search(said) is not None:
        return False
    turn.intent, turn.confidence = next_reading(
        turn, lambda name: name not in ("emergency", "greet", "chitchat"), least=0.0
    )
    turn.entities = {name: values for name, values in turn.entities.items() if name != "emergency"}
    if turn.intent not in _OF_LOSSES:
        turn.intent, turn.confidence = "lost_item", 1.0
    return True
