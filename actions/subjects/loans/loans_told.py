"""How it is noted that loans were told of, so that what is said next may be of them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Turn
from library.values import Loan

__all__ = ["note_told"]


def note_told(turn: Turn, loans: Sequence[Loan], act: str = "loans") -> None:
    """Note that loans were told of; `act` is what was asked: of loans, or of fines."""
    turn.intent = act
    if len(loans) == 1:
        turn.point("loan", loans[0].id, "renew")
    else:
        turn.show("loan", [one.id for one in loans])
    turn.did(
        act, kind="loan", things=[one.id for one in loans], title=loans[0].title if len(loans) == 1 else "",
        result="told",
    )  # fmt: skip
