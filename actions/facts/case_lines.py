"""Facts of cases for answers: what a case is about, how it stands, what was answered."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import OfferedChoice, choice
from crm.cases.own import OwnCase

__all__ = ["MATTERS", "case_choices", "due_day", "line_of", "matter_of", "state_of"]

# What a chat's case is about, each with an answer that names it; of the others their kind is told.
MATTERS = frozenset(
    "complaint suggestion suggest_purchase report_fault lost_property website_problem praise my_data_copy"
    " my_data_erase cancel_hold renew hold change_pickup librarian lost_card low_score joining clearance".split()
)
OF_KIND = {
    "complaint": "complaint",
    "suggestion": "suggestion",
    "purchase_request": "suggest_purchase",
    "account_problem": "website_problem",
}


def matter_of(subject: str, kind: str = "question") -> Fact:
    """Name what a case is about."""
    name = subject if subject in MATTERS else OF_KIND.get(kind, "question")
    return nested(f"utter_part_matter_{name}")


def due_day(due_at: datetime | None, zone: ZoneInfo) -> Fact:
    """Give the day by which a case is to be answered."""
    return as_date(due_at.astimezone(zone).date()) if due_at else None


def state_of(turn: Turn, case: OwnCase) -> Fact:
    """Say how a case stands; of one that is late, that it is."""
    zone, due = turn.services.zone, due_day(case.due_at, turn.services.zone)
    if case.status == "closed":
        return nested(f"utter_part_case_{case.resolution}", date=_day(case.closed_at, zone))
    if case.status in ("answered", "waiting_patron"):
        return nested(f"utter_part_case_{case.status}", date=_day(case.answered_at, zone))
    if case.due_at is not None and case.due_at <= turn.store.clock.now():
        return nested("utter_part_case_late", due=due)
    name = "working" if case.status == "investigating" else case.status
    return nested(f"utter_part_case_{name}", due=due)


def line_of(turn: Turn, case: OwnCase) -> Fact:
    """Give one line of a list of cases."""
    return nested(
        "utter_line_case", number=case.number, matter=matter_of(case.subject, case.kind), state=state_of(turn, case)
    )


def case_choices(case: OwnCase) -> list[OfferedChoice]:
    """Offer what a patron can do with a case."""
    ref = f"case:{case.number}"
    if case.is_open:
        add = choice("utter_button_add_to_case", "case_add", ref=ref)
        return [add, choice("utter_button_withdraw_case", "case_withdraw", ref=ref)]
    return [choice("utter_button_appeal_case", "case_appeal", ref=ref)]


def _day(moment: datetime | None, zone: ZoneInfo) -> Fact:
    return as_date(moment.astimezone(zone).date()) if moment else None
