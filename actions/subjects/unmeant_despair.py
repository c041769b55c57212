"""Words of despair that are said of a skill or of a thing: "I'm hopeless with buses" asks for no help."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from language.emergencies.reading import find_distress, words_of

__all__ = ["beside_skill", "leave_unmeant_despair"]

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
