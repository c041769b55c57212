"""Which case a move is about: the one that is named, told or spoken of, else the only one that is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.dialogue.turn import Turn
from actions.rasa.registry import move
from actions.subjects.cases.cases_named import case_of_matter
from crm.cases import own
from crm.cases.own import OwnCase
from language.case_numbers import find_case_numbers

__all__ = ["case_meant", "of_case"]

Answer = Callable[[Turn, OwnCase], Awaitable[bool]]


def of_case(*names: str) -> Callable[[Answer], Answer]:
    """Register what answers moves of the case that is meant."""

    def register(answer: Answer) -> Answer:
        async def listener(turn: Turn) -> bool:
            case = await case_meant(turn)
            if case is None:
                return False
            read, kept = turn.intent, len(turn.acts)
            if not await answer(turn, case):
                return False
            if turn.intent == read:
                turn.intent = "case_status"
            if len(turn.acts) == kept:
                turn.did(turn.intent, kind="case", things=[case.number], result="told")
            return True

        move(*names)(listener)
        return answer

    return register


async def case_meant(turn: Turn) -> OwnCase | None:
    """Give the case that the talk is about; None where there is none, or several may be meant."""
    numbers = find_case_numbers(turn.text)
    if not numbers and (named := await case_of_matter(turn, turn.text)) is not None:
        # "What about my complaint?" after a suggestion is asked of the complaint.
        return named
    held = (turn.recall("case") or {}).get("number")
    told = next((act.things[0] for act in turn.thread.acts(kind="case") if act.things), None)
    if number := (numbers[0] if numbers else held or told):
        return await own.own_case(turn.store, turn.conversation, str(number))
    still_open = [case for case in await own.own_cases(turn.store, turn.conversation) if case.is_open]
    return still_open[0] if len(still_open) == 1 else None
