"""Loans as sources of notices: our own and those of the mirror, told to their readers and to guardians of children."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, Table, and_, cast, literal
from sqlalchemy.types import String

from crm import records
from crm.database.upsert import table_of
from crm.notices.rules import NoticeRules
from crm.notices.sources import AHEAD, NoticeSource, named, of_subscribers

__all__ = ["ELSEWHERES", "OWN", "LoanRows", "WhoseLoans", "childrens", "due", "overdue", "patrons_own"]

# An overdue loan is not brought up for the first time when all of its reminders are this long past.
TOO_LATE = timedelta(days=7)

_LOAN = table_of(records.Loan)
_MIRRORED = table_of(records.Mirrored)
_WARD = table_of(records.Guardianship)


@dataclass(frozen=True, slots=True)
class LoanRows:
    """Where loans are: our own, or the mirror; what each is called, and which column of a notice leads there."""

    table: Table
    name: Any
    is_out: Any
    link: str


OWN = LoanRows(_LOAN, _LOAN.c.ils_loan_id, _LOAN.c.returned_at.is_(None), "loan_id")
ELSEWHERES = LoanRows(_MIRRORED, _MIRRORED.c.name, _MIRRORED.c.kind == "loan", "mirrored_id")


@dataclass(frozen=True, slots=True)
class WhoseLoans:
    """Loans with who is told of them, and by which link where they are another's."""

    lent: LoanRows
    of: Any
    patron: Any
    ward: Any = None


def patrons_own(lent: LoanRows) -> WhoseLoans:
    """Give loans with their own readers."""
    return WhoseLoans(lent, lent.table, lent.table.c.patron_id)


def childrens(lent: LoanRows) -> WhoseLoans:
    """Give children's loans by the links by which guardians hear of them; whether they hold is looked at later."""
    guarded = (
        _WARD.c.child_id == lent.table.c.patron_id,
        _WARD.c.ended_at.is_(None),
        _WARD.c.reminds,
        _WARD.c.sees_loans,
        _WARD.c.child_allows != "nothing",
    )
    return WhoseLoans(lent, lent.table.join(_WARD, and_(*guarded)), _WARD.c.guardian_id, _WARD.c.id)


def due(rules: NoticeRules, now: datetime, most_days: int, whose: WhoseLoans) -> NoticeSource:
    """Give the loans that are due soon."""
    until = now + timedelta(days=most_days + 1) + AHEAD
    loan = whose.lent.table.c
    query = _of_loans(rules, "due_soon", whose).where(whose.lent.is_out, loan.due_at > now, loan.due_at <= until)

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        days = row["days_before"] or rules.days_before
        moment = rules.morning(rules.local_day(row["due_at"]) - timedelta(days=days))
        return None if moment > now + AHEAD else (rules.awake(max(moment, now)), 0)

    return NoticeSource("due_soon", query, loan.id, when, whose.lent.link)


def overdue(rules: NoticeRules, now: datetime, whose: WhoseLoans) -> Iterator[NoticeSource]:
    """Give a source for each of the reminders: which one is due depends on the loan's date alone.

    After days without a planner one reminder is enough: the last one whose time has come.
    """
    steps = sorted(rules.overdue_days)
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        yield _overdue_step(rules, now, step, following, whose)


def _overdue_step(
    rules: NoticeRules, now: datetime, step: int, following: int | None, whose: WhoseLoans
) -> NoticeSource:
    oldest = now - (timedelta(days=step) + TOO_LATE if following is None else timedelta(days=following + 1))
    loan = whose.lent.table.c
    query = _of_loans(rules, "overdue", whose, step=step).where(
        whose.lent.is_out, loan.due_at > oldest, loan.due_at <= now + AHEAD - timedelta(days=step - 1)
    )

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        day = rules.local_day(row["due_at"])
        moment = rules.morning(day + timedelta(days=step))
        later = None if following is None else rules.morning(day + timedelta(days=following))
        if moment > now + AHEAD or (later is not None and later <= now + AHEAD):
            return None
        return rules.awake(max(moment, now)), step

    return NoticeSource("overdue", query, loan.id, when, whose.lent.link)


def _of_loans(rules: NoticeRules, kind: str, whose: WhoseLoans, *, step: int = 0) -> Select[Any]:
    loan, name = whose.lent.table.c, whose.lent.name
    thing = named("loan", name)
    if whose.ward is not None:
        # By the link: the child, and each guardian, are told by themselves.
        thing = literal("ward:") + cast(whose.ward, String) + literal(":") + name
    return of_subscribers(
        rules, kind, loan.id, thing, loan.due_at, loan.id, whose.of, whose.patron, step=step, ward=whose.ward
    )
