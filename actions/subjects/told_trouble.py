"""A place or a time that is told right after a fault: it is reported with both, where advice alone was given before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.rasa.registry import HANDLERS
from actions.subjects.case_details import names_detail
from actions.subjects.case_filing import tells_fault
from language.normalise import fold
from language.requests.grievances import find_grievance
from language.requests.statements import is_courtesy, states_only

__all__ = ["adds_to_trouble", "files_trouble"]

# Of these a fault is told, and advice is given where the library has some.
_ADVISED = frozenset("wifi print_scan website_problem eresources equipment report_fault".split())
_CANNOT = re.compile(r"(?<!\w)نمی ?(?:شه|شود)(?!\w)")
# So many words tell what happened.
_TOLD = 4
# What says of a service that it fails.
_FAILS = re.compile(
    r"\b(?:down|useless|unable|does(?:n'?t| not)|do(?:n'?t| not)|wo(?:n'?t|uld(?:n'?t| not))|ca(?:n'?t|nnot)|could(?:n'?t| not)|isn'?t|not|no|never|drop\w*|jam\w*|slow\w*|fail\w*|dead|errors?|broken|stuck|disconnect\w*)\b"
    r"|نمی\w+|قطع\w*|خراب\w*|کند\w*|ارور|خطا|گیر|\b(?:nemi\w+|ghat\w*|kharab\w*|error)\b"
)


async def files_trouble(turn: Turn, heard: Heard) -> bool:
    """Register a fault that was told of a service, where the library's facts help nothing; False for anything else."""
    # What does not connect is told by «وصل نمیشه», which asks for leave elsewhere.
    told = _CANNOT.sub(" ", fold(heard.text)) if not heard.text.rstrip().endswith(("?", "؟")) else heard.text
    tells = heard.intent in _ADVISED and states_only(told) and word_count(heard.text) >= _TOLD
    if not tells or not _fails(heard.text):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    await _report(turn)
    return bool(turn.answers)


async def adds_to_trouble(turn: Turn) -> bool:
    """Register the fault that was told of right before with the detail that is told now; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind or turn.slot("pending"):
        return False
    if last.result == "done" or is_courtesy(turn.text) or not names_detail(turn) or not states_only(turn.text):
        return False
    if last.act not in _ADVISED or not _fails(last.words):
        return _offers_complaint(turn, last.words)
    turn.text = f"{last.words}\n{turn.text}"
    await _report(turn)
    return True


async def _report(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities, turn.moves = "report_fault", 1.0, {}, {}
    await HANDLERS["report_fault"].handler(turn)


def _offers_complaint(turn: Turn, words: str) -> bool:
    """Ask whether a grievance that got no more than a rule is to be filed, with the place or the time told now."""
    last = turn.thread.last
    if last is None or last.result != "told" or not _grieves(words) or find_grievance(turn.text) is not None:
        return False
    turn.intent = "complaint"
    turn.did("complaint", result="asked")
    ref = turn.await_("file", "yes", matter="complaint", text=f"{words}\n{turn.text}")
    choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
    turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    return True


# What troubles people in the rooms, though nobody is blamed for it.
_TROUBLES = re.compile(
    r"\b(?:nois[ey]\w*|loud\w*|shout\w*|scream\w*|yell\w*|(?:talk|chat|eat|phon)ing|on the phone|dirty|filthy|smell\w*|stinks?|freezing|too (?:cold|hot))\b"
    r"|سر ?و ?صدا|بلند ?(?:بلند )?(?:حرف|صحبت|می ?خند)\w*|(?<!\w)داد می\w+|شلوغ\w*|کثیف\w*|بوی? ?(?:بد|گند)|\b(?:saro ?seda|shulugh|sholugh|kasif)\w*"
)


def _grieves(words: str) -> bool:
    told = find_grievance(words) is not None or _TROUBLES.search(fold(words)) is not None
    return told and not (words.rstrip().endswith(("?", "؟")) and word_count(words) <= _FEW)


_FEW = 10


def _fails(words: str) -> bool:
    return tells_fault(words) or _FAILS.search(fold(words).replace("’", "'")) is not None
