"""What is asked of a thing of one's own, and is answered by the rules of the house."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from actions.dialogue.kinds_spoken_of import kinds_spoken_of
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, listens, move
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.moves.questions import COSTS, INSTEAD, RULES, WHEN_LOST, HouseQuestion
from language.normalise import fold

__all__ = ["is_lost", "tell_rule"]

_CASH = re.compile(r"\b(?:cash|coins|banknotes)\b|نقد|اسکناس|\b(?:naghd|eskenas)")
_SHORT = 10
_INTENTS = {"loan": "loans", "hold": "hold_status", "fee": "fines", "card": "account"}


def _telling(name: str) -> Callable[[Turn], Awaitable[bool]]:
    async def telling(turn: Turn) -> bool:
        await tell_rule(turn, name)
        return True

    return telling


for _name in RULES:
    move(_name)(_telling(_name))


@listens
async def asks_about_cash(turn: Turn) -> bool:
    """Answer whether notes and coins are taken, where a debt is spoken of; False for anything else."""
    if turn.is_payload or "fee" not in kinds_spoken_of(turn) or word_count(turn.text) > _SHORT:
        return False
    if not _CASH.search(fold(turn.text)):
        return False
    await tell_rule(turn, "fee.how")
    return True


@move("loan.remind")
async def remind(turn: Turn) -> bool:
    """Say that nothing is sent from here, and what the library tells of notices."""
    turn.intent = "subscribe"
    await HANDLERS["subscribe"].handler(turn)
    return True


def is_lost(turn: Turn) -> bool:
    """Tell whether a lost card is spoken of."""
    return any(act.act == "lost_card" for act in turn.thread.acts())


async def tell_rule(turn: Turn, name: str, rule: HouseQuestion | None = None) -> None:
    """Tell the rule that a move asks for; where there is none, that it is not known."""
    said = fold(turn.text)
    instead = (other for words, other in INSTEAD.get(name, ()) if re.search(words, said))
    if is_lost(turn):
        rule = rule or WHEN_LOST.get(name)
    if name == "card.cost" and rule is None and turn.patron is not None:
        patron = await turn.library.patron(turn.patron_id)
        rule = COSTS.get(patron.category) if patron is not None else None
    rule = rule or next(instead, None) or RULES[name]
    intent = _INTENTS[name.partition(".")[0]]
    before = len(turn.acts)
    if not await rule.tell(turn):
        turn.intent = intent
        say_unknown(turn)
    turn.intent = intent
    # The thing of one's own stays what is spoken of, behind the rule that was told.
    turn.did(intent, topic=rule.topic, result="told")
    turn.acts.insert(before, turn.acts.pop())
