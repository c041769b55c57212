"""Contact data that patrons give: never stored with their words, only handed to the case it is for."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.conversation.turn import case_number, effects_of
from bot.engine_client import EngineAnswer
from crm.conversations.open_turns import OpenTurn
from protocol import effects

__all__ = ["ContactKeeper", "contact_in"]

KINDS = {"phone": "[phone]", "email": "[email]"}
MOST_CONVERSATIONS = 2_000
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


class ContactKeeper:
    """Contact data in memory, from the moment a patron gives them until a case is opened for them."""

    def __init__(self, *, seconds: float = 900.0, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._held: OrderedDict[int, tuple[float, str]] = OrderedDict()
        self._kept: set[int] = set()

    def __len__(self) -> int:
        return len(self._held)

    def for_case(self, turn: OpenTurn, answer: EngineAnswer) -> str | None:
        """Hold what a turn gave while a case is being told, or forget it; give what goes into the case it is for."""
        is_filed = case_number(answer) is not None
        wanted = _is_asked(answer) or turn.interaction.expects_contact or is_filed or _may_try_again(answer)
        if turn.contact is not None and wanted:
            self.hold(turn.interaction.id, turn.contact)
        return self.peek(turn.interaction.id) if is_filed else None

    def settle(self, interaction_id: int, answer: EngineAnswer, *, filed: bool) -> None:
        """Let go of what is filed, or was given for nothing; a case to be tried again needs it still."""
        if not filed and _may_try_again(answer):
            self.keep(interaction_id)
            return
        is_wanted = _is_asked(answer) or self.is_kept(interaction_id)
        if filed or effects.GAVE_UP in effects_of(answer) or not is_wanted:
            self.drop(interaction_id)

    def hold(self, interaction_id: int, contact: str) -> None:
        """Hold what was given, after what is held already for the same conversation."""
        self._forget_old()
        earlier = self.peek(interaction_id) or ""
        text = earlier if contact in earlier else "; ".join(filter(None, (earlier, contact)))
        self._held[interaction_id] = (self._monotonic() + self._seconds, text[:500])
        self._held.move_to_end(interaction_id)
        if len(self._held) > MOST_CONVERSATIONS:
            self.drop(next(iter(self._held)))

    def keep(self, interaction_id: int) -> None:
        """Keep what is held through other turns: its case could not be opened yet."""
        if interaction_id in self._held:
            self._kept.add(interaction_id)

    def is_kept(self, interaction_id: int) -> bool:
        """Tell whether something waits for a case to be tried again."""
        return interaction_id in self._kept

    def peek(self, interaction_id: int) -> str | None:
        """Look at what is held for a conversation."""
        expires, text = self._held.get(interaction_id, (0.0, ""))
        return text if text and expires > self._monotonic() else None

    def drop(self, interaction_id: int) -> None:
        """Forget what is held for a conversation."""
        self._held.pop(interaction_id, None)
        self._kept.discard(interaction_id)

    def _forget_old(self) -> None:
        now = self._monotonic()
        while self._held:
            oldest, (expires, _) = next(iter(self._held.items()))
            if expires > now:
                return
            self.drop(oldest)


def _is_asked(answer: EngineAnswer) -> bool:
    return not effects_of(answer).isdisjoint({effects.CASE_ASKED, effects.CONTACT_ASKED})


def _may_try_again(answer: EngineAnswer) -> bool:
    """Tell whether a case could not be filed: the patron may try again, and need not say everything anew."""
    return effects.CASE_FAILED in effects_of(answer)
