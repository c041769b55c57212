"""Which branch a move is about: the one that its words name, else the one that was told of last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.dialogue.moves_ruled_out import tells
from actions.dialogue.turn import Turn
from actions.facts.finding import find_facts
from actions.rasa.registry import Listener, move
from actions.subjects.facts.facts import answer_as
from actions.subjects.facts.facts_again import asks_elsewhere
from crm.knowledge import searching
from crm.knowledge.searching import SURE_OF_TOPIC
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.requests.library_info.place_questions import place_words
from protocol.intents import traits_of

__all__ = ["branch_meant", "branches_meant", "fact_of", "of_place"]

# So many acts back a branch is still spoken of.
_FAR = 3
# Whatever is told of a service, these may be asked of the place instead.
_NOT_OF_FACTS = frozenset({"place.where", "place.nearest", "place.other", "place.travel"})
_SURE, _HARDLY = 0.75, 0.4


def of_place(*names: str) -> Callable[[Listener], Listener]:
    """Register what answers moves of a place; that it was spoken of, and which, is kept with the answer."""

    def register(answer: Listener) -> Listener:
        async def listener(turn: Turn) -> bool:
            if not _NOT_OF_FACTS.isdisjoint(names) and await _is_of_fact(turn):
                return False
            branch, kept = await branch_meant(turn), len(turn.acts)
            if tells(turn) or not await answer(turn):
                return False
            code = branch.code if branch is not None else ""
            turn.acts[kept:] = [replace(act, kind="place", branch=act.branch or code) for act in turn.acts[kept:]]
            return True

        move(*names)(listener)
        return answer

    return register


async def _is_of_fact(turn: Turn) -> bool:
    """Tell whether a message asks of what a fact has just told, or for a service that a fact tells of, by its name."""
    if await asks_elsewhere(turn):
        return True
    least = _SURE if turn.intent == "facilities" else _HARDLY
    if traits_of(turn.intent).note_then is None or turn.confidence < least:
        return False
    found = await find_facts(turn, turn.text, turn.intent)
    return bool(found) and found[0].score >= SURE_OF_TOPIC and searching.shares(found[0].entry, turn.text)


async def branch_meant(turn: Turn) -> Branch | None:
    """Give the branch that is named, or the one spoken of; None where it is none, or all of them."""
    named = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    if named is not None or "which" in place_words(turn.text):
        return named
    code = next((act.branch for _, act in zip(range(_FAR), turn.thread.acts(), strict=False) if act.branch), "")
    return await directory.find_branch(turn.store, code) if code else None


async def branches_meant(turn: Turn) -> Sequence[Branch]:
    """Give the branch that is meant, or all of them."""
    branch = await branch_meant(turn)
    return [branch] if branch is not None else await directory.branches(turn.store)


async def fact_of(turn: Turn, topic: str, *, fa: str, en: str) -> bool:
    """Answer this question of a topic with what the library tells: of the branch that is meant, or of all."""
    if (branch := await branch_meant(turn)) is not None:
        turn.entities = {**turn.entities, "branch": [branch.code]}
    return await answer_as(turn, topic, fa=fa, en=en)
