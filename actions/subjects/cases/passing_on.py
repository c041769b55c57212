"""Messages for the librarians: what is to be passed on becomes a case with its words, whoever is awaited."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import cancel
from actions.rasa.registry import HANDLERS, concludes, listens
from actions.subjects.cases.case_contact import TOKENS
from actions.subjects.cases.case_filing import file_matter
from language.normalise import fold
from language.requests.cases.case_questions import find_message, is_bare_message
from language.requests.cases.filing import COMPLAINT, REQUEST, SUGGESTION, find_filing

__all__ = ["pass_on"]

# What was said before goes with it.
_POINTS = re.compile(
    r"\b(?:it|that|this|these|those|the \w+ (?:question|matter|point|request|idea|issue))\b"
    r"|(?<!\w)(?:این|اینو|همین|همینو|اینا|پیامم|پیام مرا|پیام منو)(?!\w)"
)
# What is out of order there is a fault.
_DEVICES = frozenset("wifi print_scan equipment facilities eresources website_problem report_fault".split())
_MOST_WORDS = 80
_FEW_WORDS = 8
_SURELY = 0.95
_LONGEST = 600
_SOCIAL = frozenset("greet thanks goodbye affirm deny cancel signed_in sign_in human_help change_language".split())


@listens
async def pass_on(turn: Turn) -> bool:
    """Take a message for the librarians as a case with its words; ask for them where there are none."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    if turn.intent == "emergency" or word_count(turn.text) > _MOST_WORDS:
        return False
    if not find_message(turn.text) and not _tells_waiting(turn):
        return False
    if turn.intent == "praise" and turn.confidence >= _SURELY and not is_bare_message(turn.text):
        # "Please tell her!" after praise: it is passed on as that.
        return False
    words = _with_what_it_points_at(turn)
    turn.intent = "human_help"
    if is_bare_message(words):
        # A contact that stands with it is put into the case that its words become.
        found = TOKENS.search(turn.text)
        ref = turn.await_("leave_word", "told", contact=found.group() if found else "")
        turn.say("utter_handoff_ask_word", status="clarified", choices=[cancel(ref)])
        return True
    turn.set("pending", None)
    await file_matter(turn, "librarian", words, anew=True)
    return True


@listens
async def file_spoken_of(turn: Turn) -> bool:
    """File what was talked of, where that is ordered: "report it then", «همینو شکایت کن»."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    named = find_filing(turn.text)
    words = _with_what_it_points_at(turn, always=True)
    if named is None or words == turn.text:
        return False
    last = turn.thread.last
    matter = {COMPLAINT: "complaint", SUGGESTION: "suggestion", REQUEST: "librarian"}.get(
        named, "report_fault" if last is not None and (last.topic or last.act) in _DEVICES else "librarian"
    )
    turn.set("pending", None)
    turn.intent = matter if matter in HANDLERS else "human_help"
    await file_matter(turn, matter, words, again=True)
    return True


@concludes
async def keep_said(turn: Turn) -> None:
    """Keep what was said last, for "please pass that on"."""
    if not turn.is_payload and turn.intent not in _SOCIAL and word_count(turn.text) > 1:
        turn.remember(words=turn.text[:_LONGEST])


def _tells_waiting(turn: Turn) -> bool:
    """Tell whether who waits for a librarian only says how they are reached."""
    few = word_count(turn.text) <= _FEW_WORDS and not turn.text.rstrip().endswith(("?", "؟"))
    return few and bool(turn.recall("waiting")) and TOKENS.search(turn.text) is not None


def _with_what_it_points_at(turn: Turn, *, always: bool = False) -> str:
    """Give the words of the message, after those that it points at: "please pass that on"."""
    if not always and not _POINTS.search(fold(turn.text)) and not _tells_waiting(turn):
        return turn.text
    last = turn.thread.last
    before = str(turn.recall("words") or (last.words if last is not None else ""))
    return f"{before}\n{turn.text}" if before and not before.startswith("/") else turn.text
