"""What answers to moves of one's own have in common: lines of loans, the closest terms, what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.lines import listed, loan_line
from library.values import LendingTerms, Loan

__all__ = ["closest_terms", "lines", "soonest", "told"]


def closest_terms(found: Sequence[LendingTerms], item_type: str) -> LendingTerms | None:
    """Give the terms of a type of item among those of one patron; those of any type where it has none."""
    by_type = {one.item_type: one for one in found}
    return by_type.get(item_type) or by_type.get("*") or by_type.get("book")


def lines(loans: Sequence[Loan]) -> dict[str, Fact]:
    """Give the lines of several loans, or of one."""
    line = "utter_line_loan_only" if len(loans) == 1 else "utter_line_loan"
    return {"list": [loan_line(one) for one in loans], "line": line}


def soonest(loans: Sequence[Loan]) -> dict[str, Fact]:
    """Give the first due day, and the titles that are due on it."""
    day = min(one.due_date for one in loans)
    return {
        "due": as_date(day),
        "titles": listed(nested("utter_part_title", title=one.title) for one in loans if one.due_date == day),
    }


def told(turn: Turn, loans: Sequence[Loan], act: str = "loans") -> None:
    """Keep which loans the turn has told of."""
    turn.intent = act
    ids = [one.id for one in loans]
    if len(ids) == 1:
        turn.point("loan", ids[0], "loans")
    else:
        turn.show("loan", ids)
    turn.did(act, kind="loan", things=ids, title=loans[0].title if len(ids) == 1 else "", result="told")
