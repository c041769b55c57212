"""When the librarians are at their desk, told to who waits for one, was told of it, or names them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Turn
from actions.rasa.registry import concludes, listens
from actions.subjects.library_info.hours_told import tell_desk
from crm.handoff.steps import DESK
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold

__all__ = ["tells_when_there"]

# Who asks when a librarian is there, or whom to ask for and until when, asks for their hours.
_WHEN_THERE = re.compile(
    r"\b(?:when|what time|which (?:hours|days)|until when|till when|till what time|until what time|how late|what hours)\b[^.?!]{0,30}\b(?:some(?:one|body)|any(?:one|body)|librarians?|staff|they|a person|a human)\b[^.?!]{0,20}\b(?:there|here|in|at the desk|available|around|on duty|on|work\w*|present|reachable|back)\b"
    r"|\b(?:librarians?|staff)(?:'s?|s')? (?:desk )?hours\b|\bhours (?:of|for) (?:the|your) (?:librarians?|staff)\b"
    r"|(?<!\w)(?:کی|چه (?:ساعت\w*|وقت\w*|روز\w*)|ساعت چند|تا کی|تا چه ساعت\w*|چه موقع\w*)(?: \w+){0,3} (?:کسی|یکی|کتابدار\w*|مسئول\w*)(?: \w+){0,3} (?:هست\w*|میاد|میان|باشه|حاضر\w*)|(?<!\w)(?:کسی|کتابدار\w*|مسئول\w*)(?: \w+){0,3} (?:کی|چه (?:ساعت\w*|وقت\w*|روز\w*)|ساعت چند|تا کی|تا چه ساعت\w*)(?: \w+){0,2} (?:هست\w*|میاد|میان|میاین)|ساعت(?: کاری?)? کتابدار\w*"
    r"|\b(?:key|che saat\w*|ta key|che moghe) (?:\w+ ){0,2}(?:kasi|ketabdar\w*) (?:hast\w*|miad)\b|\bketabdar\w* (?:\w+ ){0,2}(?:che saat\w*|key|ta key) (?:\w+ )?hast\w*"
)
_WHOM = re.compile(
    r"\b(?:who|whom) (?:do|should|shall|must|can|would) i (?:ask|look|go|turn|speak|talk)(?: to)?(?: for)?\b|(?<!\w)سراغ (?:کی|کیو|چه کسی)\w*|(?<!\w)(?:با|پیش|به) (?:کی|چه کسی|کدوم) (?:\w+ ){0,2}(?:صحبت|برم|بروم|حرف|مراجعه|بگم|بگویم)\w*|\bsoragh? e? ?ki\w*|\bba ki (?:\w+ )?(?:sohbat|harf)\w*"
)
_UNTIL = re.compile(
    r"\b(?:when|what time|until|till|how late|hours)\b|(?<!\w)(?:کی|ساعت\w*|تا کی|چه ساعت\w*|چه وقت\w*)(?!\w)|\b(?:saat\w*|ta key)\b"
)
# For so many turns a person was what was spoken of.
_LATELY = 4


async def tells_when_there(turn: Turn) -> bool:
    """Tell when the librarians are at their desk, where that is asked of them; False where it is not."""
    said = fold(turn.text).replace("’", "'")
    whom = _WHOM.search(said) is not None and _UNTIL.search(said) is not None
    if turn.is_payload or not (whom or _WHEN_THERE.search(said)):
        return False
    branches = await directory.branches(turn.store)
    named = await directory.find_branch(turn.store, turn.text)
    shown = [named] if named is not None else branches
    if not shown:
        return False
    turn.intent, turn.confidence, turn.settled = "hours", 1.0, True
    named_days = find_dates(turn.text, turn.today)
    at = named_days[0].first if len(named_days) == 1 else turn.today
    turn.did("hours", branch=named.code if named is not None else "", days=(at, at), result="told")
    if whom:
        turn.say("utter_ask_for_librarian")
    await tell_desk(turn, shown, at, DESK)
    return True


@listens
async def when_librarians_are_there(turn: Turn) -> bool:
    """Tell the librarians' hours to who was just told of the wait for one, or names them."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if pending.get("awaits") in {"words", "contact", "branch"}:
        return False
    lately = turn.recall("person") is not None
    if not lately and not re.search(r"librarian|کتابدار|ketabdar", fold(turn.text)):
        return False
    return await tells_when_there(turn)


@concludes
async def keep_person(turn: Turn) -> None:
    """Keep that a librarian was what was spoken of, for some turns."""
    kept = turn.recall("person")
    if any(name.removeprefix("utter_").startswith(("handoff", "back_to_bot")) for name, _ in turn.answers):
        turn.remember(person={"age": 0})
    elif kept:
        age = int(kept.get("age", 0)) + 1
        turn.remember(person={"age": age} if age < _LATELY else None)
