"""Remarks and pleas that got a rule, a search or a sum once more: they are heard."""

from __future__ import annotations

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES
from actions.subjects.second_looks.unfit_words import ASKING, EXCLAIMS, LOWER, MOST_OF_A_REMARK, RULES
from language.normalise import fold
from language.requests.deeds.pleas import compares_readers
from language.requests.speech.statements import states_only

__all__ = ["pleads", "pleads_or_remarks", "remarks"]


async def remarks(turn: Turn, heard: Heard) -> bool:
    """Take note of an exclamation on what was told, and ask nothing back: "for two books? that's a lot"."""
    said = fold(heard.text).replace("’", "'")
    if EXCLAIMS.search(said) is None or ASKING.search(said) or word_count(heard.text) > MOST_OF_A_REMARK:
        return False
    if {name for name, _ in turn.answers} & RULES and not states_only(heard.text):
        # A rule may well be what was asked for.
        return False
    last = turn.thread.last
    if last is None or last.result not in ("told", "done", "refused"):
        return False
    heard.restore(turn)
    if last.act == "fines" and turn.patron is not None and await MOVES["fee.waive"](turn):
        return True
    turn.intent = "chitchat"
    turn.say("utter_remark_heard")
    return True


async def pleads_or_remarks(turn: Turn, heard: Heard) -> bool:
    """Hear that a debt is too much, or is to be lowered, where its sum would be told again."""
    said = fold(heard.text).replace("’", "'")
    if turn.patron is None or not any(
        name.removeprefix("utter_").startswith(("fines", "debt")) for name, _ in turn.answers
    ):
        return await remarks(turn, heard)
    if not (EXCLAIMS.search(said) or LOWER.search(said)):
        return False
    heard.restore(turn)
    return await MOVES["fee.waive"](turn)


async def pleads(turn: Turn, heard: Heard) -> bool:
    """Hear that a debt is to be lowered, where its sum was told: «میشه کمش کنین؟»."""
    if turn.patron is None or LOWER.search(fold(heard.text)) is None or compares_readers(heard.text):
        return False
    heard.restore(turn)
    return await MOVES["fee.waive"](turn)
