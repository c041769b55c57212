"""The age of what is told, where the library is known only by its files: no answer passes off this morning as now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_datetime
from library.imports import ages_of
from library.values import Capability

__all__ = ["MISSING", "DataAges", "data_ages", "leave_out_unknown", "rests_on", "tell_age"]

DataAges = Mapping[str, datetime | None]

LOANS, HOLDS, FINES = KINDS = ("loans", "holds", "fines")

# Answers and their parts, by how their names begin (without "utter_"), and the files they rest on: the longest counts.
# What a turn has read says less: loans are read for many an answer, only to know a title in the patron's words.
_RESTS_ON = {
    **dict.fromkeys(
        ("loan", "renew", "child_loans", "child_renew", "line_loan", "room",
         "title_copies", "line_copies", "hold_not_free", "why_limit", "why_overdue"),
        (LOANS,),
    ),
    **dict.fromkeys(
        ("child_holds", "holds", "cancel_hold", "hold_state", "hold_stays",
         "hold_place", "hold_kept", "hold_has_come", "hold_not_ready", "hold_not_yet",
         "hold_none_today", "hold_move_which", "hold_when", "hold_first", "hold_in_time",
         "hold_desk", "hold_today", "hold_room", "hold_others", "hold_slow",
         "hold_swap", "hold_too_late", "hold_no_longer", "hold_not_yours", "hold_gone",
         "hold_days", "title_queue", "line_hold"),
        (HOLDS,),
    ),
    **dict.fromkeys(("fine", "debt", "fee", "line_fee", "why_fines"), (FINES,)),
    # What lateness has come to until today is reckoned from the loans.
    **dict.fromkeys(("fee_so_far", "fee_not_yet", "fee_running", "fines_supposed"), (LOANS,)),
    # How many wait for a loan.
    **dict.fromkeys(
        ("loan_wait", "loan_nobody", "loans_wait", "loans_nobody", "again",
         "title_back", "why_on_hold"),
        (LOANS, HOLDS),
    ),
    **dict.fromkeys(("account", "clearance"), KINDS),
    "blocks": (FINES,),
    "blocks_nothing": (LOANS, FINES),
}  # fmt: skip
# What is told of a title within another answer; without the file the rest of that answer is still true.
_OF_TITLES = {
    "part_available": (LOANS,),
    "part_free": (LOANS,),
    "part_on_loan": (LOANS,),
    "part_copies_free": (LOANS,),
    "part_copy_overdue": (LOANS,),
    "part_promised": (HOLDS,),
    "part_waiting": (HOLDS,),
}
_TABLE = _RESTS_ON | _OF_TITLES
# Of the same beginning, and resting on no file: rules, questions, and what staff were asked just now.
_ON_NONE = (
    "account_pin", "account_contact", "cancel_hold_rules", "cancel_hold_unconfirmed",
    "clearance_taken", "hold_placed", "renew_not_yours", "renew_unconfirmed",
    "child_renew_closed", "fee_fixed", "hold_not_free_some", "loan_rate", "loan_days",
    "loan_longer", "loan_history", "loan_lost_offer", "blocks_expired",
    "blocks_restricted", "renew_requested",
)  # fmt: skip
MISSING = {
    LOANS: "utter_data_missing_loans",
    HOLDS: "utter_data_missing_holds",
    FINES: "utter_data_missing_fines",
}
_UNKNOWN_OF_TITLE = {LOANS: "utter_part_copies_unknown", HOLDS: MISSING[HOLDS]}


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
            instead = [(MISSING[kind], {"status": "fallback"}) for kind in lacking]
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
    name = name.removeprefix("utter_")
    if name.startswith(_ON_NONE):
        return ()
    start = max((start for start in _TABLE if name.startswith(start)), key=len, default=None)
    return None if start is None else _TABLE[start]


def _kinds(name: str) -> tuple[str, ...]:
    return () if _of_title(name) else rests_on(name) or ()


def _of_title(name: str) -> tuple[str, ...]:
    bare = name.removeprefix("utter_")
    return next((kinds for start, kinds in _OF_TITLES.items() if bare.startswith(start)), ())


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
