"""Contact data that patrons give: never stored with their words, only handed to the case it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.conversation.turn import case_number, effects_of
from bot.engine_client import EngineAnswer
from crm.conversations.held_contact import ContactStep
from crm.conversations.open_turns import OpenTurn
from protocol import effects

__all__ = ["contact_in", "step_of"]

KINDS = {"phone": "[phone]", "email": "[email]"}
# A sentence of this length is taken as it is ("after five: 0912…"); of a longer text only the numbers are.
SENTENCE = 120


class MaskedPiece(Protocol):
    """A masked piece of text, as language.masking finds it."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...


def contact_in(masked: str, found: Sequence[MaskedPiece]) -> str | None:
    """Give the contact data of a text with everything else that was masked still masked, or None without any."""
    values = [(KINDS[piece.kind], piece.value) for piece in found if piece.kind in KINDS]
    if not values:
        return None
    if len(masked) > SENTENCE:
        return "; ".join(value for _, value in values)
    return _unmask(masked, values)


def _unmask(masked: str, values: list[tuple[str, str]]) -> str:
    left = list(values)

    def back(match: re.Match[str]) -> str:
        for place, (token, value) in enumerate(left):
            if token == match.group():
                del left[place]
                return value
        return match.group()

    return re.sub(r"\[(?:phone|email)\]", back, masked).strip()


def step_of(turn: OpenTurn, answer: EngineAnswer) -> ContactStep:
    """Tell what a turn brings for the contact data of its conversation (crm.conversations.held_contact)."""
    step = ContactStep(
        case=case_number(answer),
        is_asked=_is_asked(answer),
        may_try_again=_may_try_again(answer),
        gave_up=effects.GAVE_UP in effects_of(answer),
    )
    wanted = step.is_asked or step.may_try_again or step.case is not None or turn.interaction.expects_contact
    # What nobody asked for, and no case is being told for, is forgotten.
    return replace(step, given=turn.contact) if wanted else step


def _is_asked(answer: EngineAnswer) -> bool:
    return not effects_of(answer).isdisjoint({effects.CASE_ASKED, effects.CONTACT_ASKED})


def _may_try_again(answer: EngineAnswer) -> bool:
    """Tell whether a case could not be filed: the patron may try again, and need not say everything anew."""
    return effects.CASE_FAILED in effects_of(answer)
