"""The age of what is told, where the library is known only by its files: no answer passes off this morning as now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_datetime
from library.imports import ages_of
from library.values import Capability

__all__ = ["DataAges", "data_ages", "tell_age"]

DataAges = Mapping[str, datetime | None]

LOANS, HOLDS, FINES = KINDS = ("loans", "holds", "fines")

# Answers, and parts of answers, by how their names begin, and the files that they rest on.
_RESTS_ON = {
    "utter_loan": (LOANS,),
    "utter_renew": (LOANS,),
    "utter_child_loans": (LOANS,),
    "utter_child_renew": (LOANS,),
    "utter_child_holds": (HOLDS,),
    "utter_fines": (FINES,),
    "utter_debt": (FINES,),
    "utter_hold_state": (HOLDS,),
    "utter_hold_stays": (HOLDS,),
    "utter_holds": (HOLDS,),
    "utter_hold_ready": (HOLDS,),
    "utter_hold_place": (HOLDS,),
    "utter_hold_kept_until": (HOLDS,),
    "utter_hold_has_come": (HOLDS,),
    "utter_hold_not_ready": (HOLDS,),
    "utter_hold_none": (HOLDS,),
    "utter_hold_move_which": (HOLDS,),
    "utter_cancel_hold": (HOLDS,),
    "utter_account": KINDS,
    "utter_clearance": KINDS,
    "utter_line_loan": (LOANS,),
    "utter_line_hold": (HOLDS,),
    "utter_line_fee": (FINES,),
    "utter_part_available": (LOANS,),
    "utter_part_on_loan": (LOANS,),
    "utter_part_copy_overdue": (LOANS,),
    "utter_part_promised": (HOLDS,),
}
# Of the same beginning, and resting on no file: rules, questions, and what staff were asked just now.
_ON_NONE = (
    "utter_account_pin", "utter_account_contact", "utter_cancel_hold_rules", "utter_cancel_hold_unconfirmed",
    "utter_clearance_taken", "utter_hold_placed", "utter_renew_not_yours", "utter_renew_unconfirmed",
    "utter_child_renew_closed",
)  # fmt: skip


async def data_ages(turn: Turn) -> DataAges | None:
    """Give how old each kind of data is, None for one that was never brought; None where all is told as it is now."""
    if Capability.CURRENT in turn.services.library.capabilities():
        return None
    return await ages_of(turn.store, KINDS)


def tell_age(turn: Turn, ages: DataAges) -> None:
    """Begin an answer that rests on files with when they were written; of what no file was brought say that instead."""
    missing = {kind for kind, moment in ages.items() if moment is None}
    told: list[tuple[str, dict[str, Fact]]] = []
    known: set[str] = set()
    for answer, facts in turn.answers:
        kinds = {kind for name in _names(answer, facts) for kind in _kinds(name)}
        lacking = [kind for kind in KINDS if kind in kinds & missing]
        if lacking:
            # "You have none" would be said of what nobody knows.
            instead = [(f"utter_data_missing_{kind}", {"status": "fallback"}) for kind in lacking]
            told += [one for one in instead if one not in told]
        else:
            told.append((answer, facts))
            known |= kinds
    moments = [moment for kind in known if (moment := ages[kind]) is not None]
    if moments:
        oldest = min(moments).astimezone(turn.services.zone)
        name = "utter_data_as_of_today" if oldest.date() == turn.today else "utter_data_as_of"
        when = {"at": as_datetime(oldest), "time": {"time": f"{oldest:%H:%M}"}}
        told.insert(0, (name, {"status": told[0][1]["status"], **when}))
    turn.answers = told


def _kinds(name: str) -> tuple[str, ...]:
    if name.startswith(_ON_NONE):
        return ()
    return next((kinds for start, kinds in _RESTS_ON.items() if name.startswith(start)), ())


def _names(answer: str, facts: Any) -> Iterator[str]:
    """Give the names of an answer and of every answer within it; buttons tell nothing."""
    yield answer
    yield from _within({name: fact for name, fact in facts.items() if name not in ("choices", "custom", "status")})


def _within(fact: Any) -> Iterator[str]:
    if isinstance(fact, dict):
        for name, value in fact.items():
            if name in ("answer", "line") and isinstance(value, str):
                yield value
            else:
                yield from _within(value)
    elif isinstance(fact, list | tuple):
        for one in fact:
            yield from _within(one)
