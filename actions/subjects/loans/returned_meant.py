"""Which loans are meant by somebody who brought them back: those named, the late one, the only one; else which is asked."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.own_hints import with_hints
from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.moves.own import loans_meant
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.returned_loans import means_latest, speaks_late, was_reminded
from library.values import Loan

__all__ = ["names_no_loan", "returned_loans"]

_SEVERAL = re.compile(
    r"\b(?:both|them|all|these|books|everything)\b|کتابا|کتاب ?ها|(?<!\w)(?:همه|هر ?دو|جفت)|\b(?:ketaba|hame|har do)\w*"
)
# What points at the one that was just spoken of; "a book" is none of these.
_POINTS = re.compile(
    r"\b(?:it|that|this|that one|this one|the book)\b|(?<!\w)(?:این|اینو|اون|اونو|آن|همون|همین|\w+ش)(?!\w)|\b(?:in|ino|oon|oono|un|uno|hamoon|\w+esh)\b"
)
_QUOTED = re.compile(r"[«“\"][^»”\"]{2,80}[»”\"]")
# "The Saadi one", «مال سعدی»: a loan is meant by the branch that it is from.
_OF_BRANCH = re.compile(
    r"\b(?:the|that) (?:\w+ ){1,3}(?:one|book)\b|\b(?:one|book|it|that) (?:is |was |that (?:is|was) |i (?:took|borrowed|got) )?(?:from|of|belongs to)\b|\bborrowed (?:it )?(?:from|at)\b"
    r"|(?<!\w)مال (?:شعبه ?)?|(?<!\w)(?:از|توی) [^.؟?!]{2,24}(?:گرفت\w*|امانت)|\bmale\b|\baz [^.?!]{2,24}gereft\w*"
)
_BARE = 3
# Right after one thing was told of, "it" is that.
_MANY = 2


async def returned_loans(turn: Turn, own: OwnThings, *, answers: bool = False) -> tuple[Loan, ...]:
    """Give the loans that are meant; none where it is unclear. `answers`: it was just asked which."""
    if named := (await with_hints(turn, own, "loan")).named_loans:
        return loans_meant(turn, own) or named
    loans, several = own.loans, _SEVERAL.search(fold(turn.text)) is not None
    late = tuple(one for one in loans if one.overdue)
    if means_latest(turn.text) and (first := _due_first(late or loans)) is not None:
        return (first,)
    if len(loans) == 1:
        return loans
    if (speaks_late(turn.text) or was_reminded(turn.text)) and late:
        return late if len(late) == 1 or (several and not answers) else ()
    meant = loans_meant(turn, own)
    if len(meant) == 1 or (meant and answers and several):
        return meant
    if answers and word_count(turn.text) > _BARE and _OF_BRANCH.search(fold(turn.text)) is None:
        # "Saadi. It was a weekday": where it was brought back, and not which of them it is.
        return ()
    if answers:
        branch = await directory.find_branch(turn.store, turn.text)
        there = [
            one for one in loans if branch is not None and one.branch is not None and one.branch.code == branch.code
        ]
        return tuple(there) if len(there) == 1 else ()
    if several:
        return loans if len(loans) == _MANY and re.search(r"\bboth\b|هر ?دو|جفت", fold(turn.text)) else ()
    if not _POINTS.search(fold(turn.text)):
        return ()
    last = turn.thread.last
    at = last.things[0] if last is not None and last.kind == "loan" and len(last.things) == 1 else turn.focus("loan")
    return tuple(one for one in loans if one.id == at)


def _due_first(loans: Sequence[Loan]) -> Loan | None:
    first = min(loans, key=lambda one: one.due_date, default=None)
    return first if first is not None and sum(one.due_date == first.due_date for one in loans) == 1 else None


def names_no_loan(turn: Turn, own: OwnThings) -> bool:
    """Tell whether a title is named, in quotation marks or as the reader found it, that is none of the loans."""
    return not own.named_loans and (_QUOTED.search(turn.text) is not None and bool(turn.entity("title")))
