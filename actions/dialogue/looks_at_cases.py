"""Looks at what is told or filed: a fix that failed, a case just filed, a trouble, and what the subjects listen for."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import LISTENING
from actions.subjects.cases.case_details import names_detail
from actions.subjects.cases.files_nothing import asks_and_files_nothing, files_nothing
from actions.subjects.cases.fix_failed import hears_failed
from actions.subjects.cases.not_to_be_filed import hears_not_to_be_filed
from actions.subjects.cases.only_informing import hears_bidding
from actions.subjects.cases.told_trouble import adds_to_trouble, tells_outage

__all__ = ["bidden", "filed_nothing", "listened", "of_failed_fix", "of_fresh_case", "of_trouble"]


async def of_failed_fix(turn: Turn) -> LookStep:
    """Hear that what was advised did not help."""
    return LookStep.DONE if await hears_failed(turn) else LookStep.ON


async def filed_nothing(turn: Turn) -> LookStep:
    """Take a wish, a mere question, or what shall not be filed as that, though it was read as something to be filed."""
    if hears_not_to_be_filed(turn):
        return LookStep.DONE
    step = files_nothing(turn)
    if step is not LookStep.ON:
        return step
    return LookStep.DONE if await asks_and_files_nothing(turn) else LookStep.ON


async def of_trouble(turn: Turn) -> LookStep:
    """Hear more of a trouble that was told, or that a service is out of order."""
    return LookStep.DONE if await adds_to_trouble(turn) or await tells_outage(turn) else LookStep.ON


async def bidden(turn: Turn) -> LookStep:
    """Ask what is meant by "go ahead", unless the last answer offered something that is agreed to so."""
    offered = any(offer.intent not in {"human_help", "help"} for offer in turn.thread.offers())
    return LookStep.ON if offered else await hears_bidding(turn)


async def of_fresh_case(turn: Turn) -> LookStep:
    """Hear few words that name a detail as told of the case that was filed right before, and of nothing older."""
    last, case = turn.thread.last, turn.recall("case") or {}
    waits = (turn.slot("pending") or {}).get("do")
    told = last is not None and last.kind == "case" and bool(case) and not int(case.get("age", 0))
    if turn.is_payload or not told or waits not in {None, "contact"} or not names_detail(turn):
        return LookStep.ON
    return await listened(turn)


async def listened(turn: Turn) -> LookStep:
    """Let the subjects listen, in their order."""
    for listen in LISTENING:
        if await listen(turn):
            return LookStep.DONE
    return LookStep.ON
