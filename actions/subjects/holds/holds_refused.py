"""What surely stands against a reservation is said before the branch and a yes are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn
from actions.facts.choices import librarian, menu
from actions.facts.lines import by_title, reason
from library.reasons import Reason
from library.values import BranchRef, Refusal, Title

__all__ = ["not_refused"]

# Of these a branch is chosen anew.
_OF_BRANCH = frozenset({Reason.PICKUP_INVALID})


async def not_refused(turn: Turn, titles: Sequence[Title], place: BranchRef) -> list[Title]:
    """Give the titles that may still be reserved; of the others it is said why they are not.

    `place` is where they would be collected, as far as that is known.
    """
    left: list[Title] = []
    refused: list[tuple[Title, Refusal]] = []
    for title in titles:
        refusal = await turn.library.check_hold(turn.patron_id, title.id, place.code)
        if refusal is None or refusal.reason in _OF_BRANCH:
            left.append(title)
        else:
            refused.append((title, refusal))
    if refused and not left:
        turn.set("pending", None)
    for title, refusal in refused:
        turn.did("hold", kind="title", things=[title.id], title=title.title, result="refused")
        turn.say(
            "utter_hold_refused",
            status="refused",
            title=by_title(title.title, title.author),
            reason=reason(refusal),
            free=None,
            choices=await _ways_on(turn, title, refusal),
        )
    return left


async def _ways_on(turn: Turn, title: Title, refusal: Refusal) -> list[Fact]:
    """Offer the list in which what the patron has already stands; else somebody to ask."""
    if refusal.reason is not Reason.ALREADY_HAVE:
        return [*(menu("hold_status") if refusal.reason is Reason.LIMIT_REACHED else []), librarian()]
    out = any(loan.title_id == title.id for loan in await turn.library.loans(turn.patron_id))
    return menu("loans" if out else "hold_status")
