"""A place or a time that is told right after a fault: it is reported with both, where advice alone was given before."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.case_details import names_detail
from actions.subjects.case_filing import tells_fault
from language.normalise import fold
from language.requests.statements import is_courtesy

__all__ = ["adds_to_trouble"]

# Of these a fault is told, and advice is given where the library has some.
_ADVISED = frozenset("wifi print_scan website_problem eresources equipment report_fault".split())
# What says of a service that it fails.
_FAILS = re.compile(
    r"\b(?:down|doesn'?t|does not|don'?t|won'?t|can'?t|isn'?t|not|no|never|drop\w*|jam\w*|slow\w*|fail\w*|dead|errors?|broken|stuck|disconnect\w*)\b"
    r"|نمی\w+|قطع\w*|خراب\w*|کند\w*|ارور|خطا|گیر|\b(?:nemi\w+|ghat\w*|kharab\w*|error)\b"
)


async def adds_to_trouble(turn: Turn) -> bool:
    """Register the fault that was told of right before with the detail that is told now; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind or turn.slot("pending") or last.act not in _ADVISED:
        return False
    if last.result == "done" or not _fails(last.words) or is_courtesy(turn.text) or not names_detail(turn):
        return False
    turn.text = f"{last.words}\n{turn.text}"
    turn.intent, turn.confidence, turn.entities, turn.moves = "report_fault", 1.0, {}, {}
    await HANDLERS["report_fault"].handler(turn)
    return True


def _fails(words: str) -> bool:
    return tells_fault(words) or _FAILS.search(fold(words).replace("’", "'")) is not None
