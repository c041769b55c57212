"""Messages for the librarians: what is to be passed on becomes a case with its words, whoever is awaited."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import cancel
from actions.rasa.registry import listens
from actions.subjects.case_filing import file_matter
from language.normalise import fold
from language.requests.case_questions import find_message, is_bare_message

__all__ = ["pass_on"]

# What was said before goes with it.
_POINTS = re.compile(r"\b(?:it|that|this|these)\b|(?<!\w)(?:این|اینو|همین|همینو|اینا|پیامم|پیام مرا|پیام منو)(?!\w)")
_MOST_WORDS = 80


@listens
async def pass_on(turn: Turn) -> bool:
    """Take a message for the librarians as a case with its words; ask for them where there are none."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    if turn.intent == "emergency" or word_count(turn.text) > _MOST_WORDS or not find_message(turn.text):
        return False
    words = _with_what_it_points_at(turn)
    turn.intent = "human_help"
    if is_bare_message(words):
        ref = turn.await_("leave_word", "told")
        turn.say("utter_handoff_ask_word", status="clarified", choices=[cancel(ref)])
        return True
    turn.set("pending", None)
    await file_matter(turn, "librarian", words, anew=True)
    return True


def _with_what_it_points_at(turn: Turn) -> str:
    """Give the words of the message, after those that it points at: "please pass that on"."""
    if not _POINTS.search(fold(turn.text)):
        return turn.text
    unclear = (turn.recall("unclear") or {}).get("text")
    last = turn.thread.last
    before = unclear or (last.words if last is not None else "")
    return f"{before}\n{turn.text}" if before and not str(before).startswith("/") else turn.text
