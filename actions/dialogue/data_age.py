"""The age of what is told, where the library is known only by its files: no answer passes off this morning as now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_datetime
from library.imports import ages_of
from library.values import Capability

__all__ = ["DataAges", "data_ages", "leave_out_unknown", "rests_on", "tell_age"]

DataAges = Mapping[str, datetime | None]

LOANS, HOLDS, FINES = KINDS = ("loans", "holds", "fines")

# Answers, and parts of answers, by how their names begin, and the files that they rest on; the longest one counts.
# What a turn has read says less: loans are read for many an answer, only to know a title in the patron's words.
_RESTS_ON = {
    **dict.fromkeys(
        ("utter_loan", "utter_renew", "utter_child_loans", "utter_child_renew", "utter_line_loan", "utter_room",
         "utter_title_copies", "utter_line_copies", "utter_hold_not_free", "utter_why_limit", "utter_why_overdue"),
        (LOANS,),
    ),
    **dict.fromkeys(
        ("utter_child_holds", "utter_holds", "utter_cancel_hold", "utter_hold_state", "utter_hold_stays",
         "utter_hold_place", "utter_hold_kept", "utter_hold_has_come", "utter_hold_not_ready", "utter_hold_not_yet",
         "utter_hold_none_today", "utter_hold_move_which", "utter_hold_when", "utter_hold_first", "utter_hold_in_time",
         "utter_hold_desk", "utter_hold_today", "utter_hold_room", "utter_hold_others", "utter_hold_slow",
         "utter_hold_swap", "utter_hold_too_late", "utter_hold_no_longer", "utter_hold_not_yours", "utter_hold_gone",
         "utter_hold_days", "utter_title_queue", "utter_line_hold"),
        (HOLDS,),
    ),
    **dict.fromkeys(("utter_fine", "utter_debt", "utter_fee", "utter_line_fee", "utter_why_fines"), (FINES,)),
    # What lateness has come to until today is reckoned from the loans.
    **dict.fromkeys(("utter_fee_so_far", "utter_fee_not_yet", "utter_fee_running", "utter_fines_supposed"), (LOANS,)),
    # How many wait for a loan.
    **dict.fromkeys(
        ("utter_loan_wait", "utter_loan_nobody", "utter_loans_wait", "utter_loans_nobody", "utter_again",
         "utter_title_back", "utter_why_on_hold"),
        (LOANS, HOLDS),
    ),
    **dict.fromkeys(("utter_account", "utter_clearance"), KINDS),
    "utter_blocks": (FINES,),
    "utter_blocks_nothing": (LOANS, FINES),
}  # fmt: skip
# What is told of a title within another answer; without the file the rest of that answer is still true.
_OF_TITLES = {
    "utter_part_available": (LOANS,),
    "utter_part_free": (LOANS,),
    "utter_part_on_loan": (LOANS,),
    "utter_part_copies_free": (LOANS,),
    "utter_part_copy_overdue": (LOANS,),
    "utter_part_promised": (HOLDS,),
    "utter_part_waiting": (HOLDS,),
}
# Of the same beginning, and resting on no file: rules, questions, and what staff were asked just now.
_ON_NONE = (
    "utter_account_pin", "utter_account_contact", "utter_cancel_hold_rules", "utter_cancel_hold_unconfirmed",
    "utter_clearance_taken", "utter_hold_placed", "utter_renew_not_yours", "utter_renew_unconfirmed",
    "utter_child_renew_closed", "utter_fee_fixed", "utter_hold_not_free_some", "utter_loan_rate", "utter_loan_days",
    "utter_loan_longer", "utter_loan_history", "utter_loan_lost_offer", "utter_blocks_expired",
    "utter_blocks_restricted", "utter_renew_requested",
)  # fmt: skip
_UNKNOWN_OF_TITLE = {LOANS: "utter_part_copies_unknown", HOLDS: "utter_data_missing_holds"}


async def data_ages(turn: Turn) -> DataAges | None:
    """Give how old each kind of data is, None for one that was never brought; None where all is told as it is now."""
    if Capability.CURRENT in turn.services.library.capabilities():
        return None
    return await ages_of(turn.store, KINDS)


def leave_out_unknown(turn: Turn, ages: DataAges) -> None:
    """Say of what no file was brought that it is not known, in the place of an answer, or of a part of one.

    What such an answer asked is not asked, and what it offered is not offered.
    """
    missing = {kind for kind, moment in ages.items() if moment is None}
    told: list[tuple[str, dict[str, Fact]]] = []
    replaced = False
    for answer, facts in turn.answers if missing else ():
        kinds = {kind for name in _names(answer, facts) for kind in _kinds(name)}
        if lacking := [kind for kind in KINDS if kind in kinds & missing]:
            # "You have none" would be said of what nobody knows.
            instead = [(f"utter_data_missing_{kind}", {"status": "fallback"}) for kind in lacking]
            told += [one for one in instead if one not in told]
            replaced = True
        else:
            told.append((answer, {name: _known_parts(fact, missing) for name, fact in facts.items()}))
    if not missing:
        return
    turn.answers = told
    if not replaced:
        return
    turn.offers = []
    if turn.changes.get("pending") and not any(facts.get("status") == "clarified" for _, facts in told):
        turn.set("pending", turn.slots.get("pending"))


def tell_age(turn: Turn, ages: DataAges) -> None:
    """Begin an answer that rests on files with when they were written."""
    names = [name for answer, facts in turn.answers for name in _names(answer, facts)]
    known = {kind for name in names for kind in (*_kinds(name), *_of_title(name))}
    moments = [moment for kind in known if (moment := ages[kind]) is not None]
    if moments:
        oldest = min(moments).astimezone(turn.services.zone)
        name = "utter_data_as_of_today" if oldest.date() == turn.today else "utter_data_as_of"
        when = {"at": as_datetime(oldest), "time": {"time": f"{oldest:%H:%M}"}}
        turn.answers.insert(0, (name, {"status": turn.answers[0][1]["status"], **when}))


def _known_parts(fact: Any, missing: set[str]) -> Any:
    if isinstance(fact, dict):
        lacking = [kind for kind in _of_title(str(fact.get("answer", ""))) if kind in missing]
        if lacking:
            return {"answer": _UNKNOWN_OF_TITLE[lacking[0]]}
        return {name: _known_parts(value, missing) for name, value in fact.items()}
    if isinstance(fact, list | tuple):
        return [_known_parts(one, missing) for one in fact]
    return fact


def rests_on(name: str) -> tuple[str, ...] | None:
    """Give the files that an answer, or a part of one, rests on; None where nobody has said whether it does."""
    if name.startswith(_ON_NONE):
        return ()
    table = _RESTS_ON | _OF_TITLES
    start = max((start for start in table if name.startswith(start)), key=len, default=None)
    return None if start is None else table[start]


def _kinds(name: str) -> tuple[str, ...]:
    return () if _of_title(name) else rests_on(name) or ()


def _of_title(name: str) -> tuple[str, ...]:
    return next((kinds for start, kinds in _OF_TITLES.items() if name.startswith(start)), ())


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
