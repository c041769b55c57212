"""Whether the bot reads itself, asked in passing: that it does not, whatever was spoken of before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import menu
from language.normalise import fold

__all__ = ["tells_whether_it_reads"]

_MOST = 14  # words
_ASKS = re.compile(
    r"\b(?:do|did) (?:you|u) (?:ever |also |even |yourself )?read(?: (?:anything|something|books?|novels?|much|any(?: books?)?|all (?:of )?(?:them|these)))?(?: yourself| too| at all)?\W*$|\bwhat (?:do|are) (?:you|u) (?:read|reading)(?: yourself)?(?: (?:at the moment|these days|now|then))?\W*$"
    r"|(?<!\w)(?:تو|شما)? ?خود(?:ت|تون|تان) (?:هم )?(?:اصلا )?(?:چی|چیزی|چه کتابی|کتاب\w{0,3}) ?(?:هم )?می ?خون(?:ی|ین|ید)\W*$"
    r"|\b(?:to |shoma )?khode(?:t|tun|toon) (?:ham )?(?:aslan )?(?:chi|chizi|che ketabi|ketab\w{0,2}) ?(?:ham )?mikh(?:u|oo)n(?:i|in|id)\W*$"
)


async def tells_whether_it_reads(turn: Turn) -> LookStep:
    """Say that the bot reads nothing, where it is asked whether it does."""
    if turn.is_payload or word_count(turn.text) > _MOST or turn.slot("pending"):
        return LookStep.ON
    if _ASKS.search(fold(turn.text).replace("’", "'")) is None:
        return LookStep.ON
    turn.read_as("chitchat")
    turn.settled = True
    turn.say("utter_reads_nothing", choices=menu("recommendation"))
    return LookStep.DONE
