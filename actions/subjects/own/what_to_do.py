"""What can be done with a loan: by what is wrong with it, or to renew it and to bring it back."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable

from actions.dialogue.turn import Turn
from actions.rasa.registry import MOVES
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.loans import loan_days
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.deeds.loan_troubles import tells_lost, tells_returned
from library.values import Loan

__all__ = ["what_to_do"]


async def what_to_do(turn: Turn, loans: tuple[Loan, ...]) -> bool:
    """Say what can be done with a loan: one that is lost, spoilt or back already has its own answer.

    Any other is renewed or not, and brought back while the library is closed.
    """
    if (trouble := _trouble_of(turn, loans)) is not None:
        name, words = trouble
        asked, turn.text = turn.text, words
        done = await MOVES[name](turn)
        turn.text = asked
        return done
    turn.intent = "renew"
    await check(turn, loans)
    asked, turn.text = turn.text, loan_days.WHEN_CLOSED[turn.language]
    await answer_from_facts(turn, "return")
    turn.text = asked
    return True


def _trouble_of(turn: Turn, loans: tuple[Loan, ...]) -> tuple[str, str] | None:
    """Name the move of what is wrong with a loan, by the message or by what was told of it last; with all its words."""
    before = next((act for act in turn.thread.acts(kind="loan") if {one.id for one in loans} & {*act.things}), None)
    told = f"{before.words}\n{turn.text}" if before is not None and before.words else turn.text
    for words in dict.fromkeys((turn.text, told)):
        for name, tells in _TROUBLES:
            if tells(words):
                return name, words
    return None


def _is_spoilt(text: str) -> bool:
    return _SPOILT.search(fold(text)) is not None


_SPOILT = re.compile(
    r"\b(?:torn|tore|ripped|damaged|ruined|spoil(?:t|ed)|soaked|stained|chewed|got wet|is wet|spilled|spilt|burnt|burned|fell apart|falling apart)\b"
    r"|(?<!\w)(?:پاره|خیس|خراب|لکه?|سوخت\w*|آسیب|جویده|جوید\w*|ریخت\w*)(?!\w)|\b(?:pare|kharab|khis)\b"
)
_TROUBLES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("loan.lost", tells_lost), ("loan.damaged", _is_spoilt), ("loan.returned", tells_returned),
)  # fmt: skip
