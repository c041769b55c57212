"""Looks at how a message goes on with the talk: a yes, a thing taken back, a protest, the answer to a question."""

from __future__ import annotations

from actions.dialogue.correcting import corrected, hears_protest
from actions.dialogue.following import goes_on
from actions.dialogue.open_questions import settle
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.yes_and_more import agree_and_go_on
from actions.subjects.talk.taken_back import hears_taken_back

__all__ = ["agreed", "given", "protested", "taken_back"]


async def taken_back(turn: Turn) -> LookStep:
    """Take back what was just done, where that is wanted."""
    return LookStep.DONE if await hears_taken_back(turn) else LookStep.ON


async def protested(turn: Turn) -> LookStep:
    """Own up where something was said or done already."""
    return LookStep.DONE if await hears_protest(turn) else LookStep.ON


async def agreed(turn: Turn) -> LookStep:
    """Do what waits for a yes, and read on with what is ordered behind it."""
    await agree_and_go_on(turn)
    return LookStep.ON


async def given(turn: Turn) -> LookStep:
    """Take words as what was waited for, or as taking back or pointing at what was shown."""
    return LookStep.DONE if await settle(turn) or await goes_on(turn) or await corrected(turn) else LookStep.ON
