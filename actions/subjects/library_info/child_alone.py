"""Whether a child may be at the library alone: the library's own rule of it, and never a yes to something else."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_as
from crm.knowledge.limits import asks_child_alone
from language.requests.speech.several_questions import several_questions

__all__ = ["told_of_child_alone"]

# How the library is asked for its rule, and what the rule has to speak of.
_ASKED = {"fa": "بچه از چند سالگی می‌تواند تنها بیاید؟", "en": "From what age may a child come alone?"}
_OF_IT = r"(?i)\balone\b|accompan|unattended|\badult|تنها|همراه"
_TOPIC = "facilities"


async def told_of_child_alone(turn: Turn) -> bool:
    """Tell the rule where it is asked whether a child may stay or come alone; False where none is asked or known.

    Where none is known, what is told in its place is held back by `finding.find_facts`.
    """
    waits = (turn.slot("pending") or {}).get("awaits")
    if turn.is_payload or waits in {"told", "words"} or len(several_questions(turn.text)) > 1:
        return False
    before = " ".join(act.words for act in turn.thread.acts())
    if not asks_child_alone(turn.text, before):
        return False
    intent, turn.intent = turn.intent, _TOPIC
    if await answer_as(turn, _TOPIC, **_ASKED, about=_OF_IT, alone=True):
        return True
    turn.intent = intent
    return False
