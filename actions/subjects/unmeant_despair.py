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
# Bad at something that is named; what stands for a life, a home or all of it is no skill.
_BAD_AT = re.compile(
    r"\b(?:hopeless|useless|worthless) (?:(?:with|at|when it comes to) )"
    r"(?!(?:the )?(?:this|that|it|life|living|love|everything|anything|all|being|existing|home|night|times|moment|people|myself|work|school|present|everyone)\b)"
    r"\w+"
)


def beside_skill(text: str) -> str:
    """Give what is said beside a skill that somebody lacks; the text itself where none is named."""
    said = words_of(text)
    rest = _BAD_AT.sub(" ", said)
    return text if rest == said else rest


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
