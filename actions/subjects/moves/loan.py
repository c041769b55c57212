"""What is asked of one's own loans: when they are due, which first, which are late, how many, how often, why not."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.facts.choices import choice
from actions.facts.lines import listed, loan_line, money
from actions.rasa.registry import HANDLERS
from actions.subjects import loans_asked
from actions.subjects.fines import is_span, supposed_fee
from actions.subjects.moves.own import loans_meant, of_own, one_loan
from actions.subjects.renewal_checks import check
from actions.subjects.terms import late_terms, room_left
from language.dates import find_dates
from language.requests.lateness import days_late
from language.requests.questions import Ask
from language.requests.request import Request
from library.values import LendingTerms, Loan

__all__ = ["closest_terms"]


@of_own("loan.due")
async def due(turn: Turn, own: OwnThings) -> bool:
    """Say when the one that is meant is due; of several, the days of them all."""
    meant = loans_meant(turn, own)
    if len(meant) > 1:
        _told(turn, meant)
        turn.say("utter_loans_due", loans=_lines(meant))
        return True
    if meant:
        turn.point("loan", meant[0].id, "loans")
    if await loans_asked.until(turn, own):
        return True
    await HANDLERS["loans"].handler(turn)
    return True


@of_own("loan.first")
async def first(turn: Turn, own: OwnThings) -> bool:
    """Say which is due first."""
    return await loans_asked.first(turn, own)


@of_own("loan.count")
async def count(turn: Turn, _own: OwnThings) -> bool:
    """Say how many are on loan and how many more may be."""
    turn.did("loans", topic="count", result="told")
    await room_left(turn)
    return True


@of_own("loan.late")
async def late(turn: Turn, own: OwnThings) -> bool:
    """Say which are late and by how many days; on a day that is named, how late they would be."""
    if not own.loans:
        turn.say("utter_loans_none")
        return True
    if find_dates(turn.text, turn.today):
        return await fee_if(turn, own)
    loan = one_loan(turn, own, [one for one in own.loans if one.overdue])
    if loan is not None:
        _told(turn, [loan])
        if loan.overdue:
            turn.say("utter_loans_late", loans=_lines([loan]))
        else:
            turn.say("utter_loan_not_late", title=loan.title, due=as_date(loan.due_date))
        return True
    found = [one for one in own.loans if one.overdue]
    if found:
        _told(turn, found)
        turn.say("utter_loans_late", loans=_lines(found))
    else:
        _told(turn, own.loans)
        turn.say("utter_loans_none_late", **_soonest(own.loans))
    return True


@of_own("loan.fee")
async def fee(turn: Turn, own: OwnThings) -> bool:
    """Say what lateness has come to until today; where nothing is late, that there is none."""
    if find_dates(turn.text, turn.today):
        return await fee_if(turn, own)
    loan = one_loan(turn, own, [one for one in own.loans if one.overdue])
    if loan is not None:
        turn.point("loan", loan.id, "loans")
    if await loans_asked.so_far(turn, own):
        return True
    if loan is not None:
        _told(turn, [loan])
        turn.say("utter_fee_not_yet", title=loan.title, due=as_date(loan.due_date))
        return True
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor > 0 or not own.loans:
        await HANDLERS["fines"].handler(turn)
        return True
    _told(turn, own.loans, act="fines")
    turn.say("utter_loans_no_fee_yet", **_soonest(own.loans))
    return True


@of_own("loan.fee_if")
async def fee_if(turn: Turn, own: OwnThings) -> bool:
    """Say what bringing them back on a day, or so many days late, would cost: of those that are meant."""
    if not own.loans:
        turn.say("utter_loans_none")
        return True
    named = find_dates(turn.text, turn.today)
    days = days_late(turn.text)
    late_by = days if days is not None and (not named or is_span(turn.text, days)) else None
    dates = [] if late_by is not None else [one.last for one in named]
    meant = loans_meant(turn, own)
    if len(dates) > 1 and not meant:
        # "The one that is due tomorrow, if I bring it on Saturday": one of the days says which it is.
        for day in dates:
            meant = meant or tuple(loan for loan in own.loans if loan.due_date == day)
        dates = [day for day in dates if all(loan.due_date != day for loan in meant)] or dates
    if not meant:
        loan = own.loan(turn)
        meant = (loan,) if loan is not None else own.loans
    if not dates and late_by is None:
        before = next((act.day_span for act in turn.thread.acts() if act.act == "fines" and act.days), None)
        if before is None:
            return await rate(turn, own)
        dates = [before[1]]
    turn.intent = "fines"
    if late_by is not None and len({loan.due_date for loan in meant}) > 1:
        # So many days after which due day? The rate and the sum for one answer it for any.
        return await late_terms(turn, late_by)
    if late_by is not None:
        return await supposed_fee(turn, None, late_by, loans=meant)
    for each in dates[:2]:
        await supposed_fee(turn, each, None, loans=meant)
    return True


@of_own("loan.rate", "fee.rate")
async def rate(turn: Turn, own: OwnThings) -> bool:
    """Say what a day of lateness costs: of the one that is meant, by its own rule, else in general."""
    turn.intent = "fines"
    days = days_late(turn.text)
    loan = one_loan(turn, own)
    rule = closest_terms(await turn.library.lending_terms(turn.patron_id), loan.item_type) if loan else None
    if loan is None or rule is None or (days or 0) > 1:
        return await late_terms(turn, days)
    _told(turn, [loan], act="fines")
    if rule.per_day.minor:
        turn.say("utter_loan_rate", title=loan.title, per_day=money(rule.per_day), due=as_date(loan.due_date))
    else:
        turn.say("utter_loan_rate_free", title=loan.title)
    return True


@of_own("loan.left")
async def left(turn: Turn, own: OwnThings) -> bool:
    """Say how often they can still be renewed, and until when; nothing is renewed."""
    loan = one_loan(turn, own)
    loans = [loan] if loan is not None else list(loans_meant(turn, own) or own.loans)
    if not loans:
        turn.say("utter_loans_none")
        return True
    turn.intent = "renew"
    await check(turn, loans, Request(asks=frozenset({Ask.COUNT})))
    return True


@of_own("loan.why")
async def why(turn: Turn, own: OwnThings) -> bool:
    """Say why not, with the numbers; where nothing stands against it, why it is due on that day."""
    if await loans_asked.why(turn, own):
        return True
    loan = one_loan(turn, own)
    rule = closest_terms(await turn.library.lending_terms(turn.patron_id), loan.item_type) if loan else None
    if loan is None or rule is None or loan.refusal is not None:
        return False
    _told(turn, [loan])
    more = None if loan.max_renewals is None else max(0, loan.max_renewals - loan.renewals)
    turn.say(
        "utter_loan_days",
        title=loan.title,
        days=as_count(rule.loan_days, "day"),
        due=as_date(loan.due_date),
        left=nested("utter_part_renewals_left", left=as_count(more, "renewal")) if more is not None else None,
        choices=[choice("utter_button_renew", "renew", ref=f"loan:{loan.id}")],
    )
    return True


@of_own("loan.waiting")
async def waiting(turn: Turn, own: OwnThings) -> bool:
    """Say whether somebody waits, and how many."""
    return await loans_asked.waiting(turn, own)


@of_own("loan.again")
async def again(turn: Turn, own: OwnThings) -> bool:
    """Say whether it may be borrowed again after it is back."""
    return await loans_asked.again(turn, own)


@of_own("loan.closed")
async def closed(turn: Turn, own: OwnThings) -> bool:
    """Say until when it may be kept, and how it is brought back on a day on which the library is closed."""
    return await loans_asked.closed(turn, own)


def closest_terms(found: Sequence[LendingTerms], item_type: str) -> LendingTerms | None:
    """Give the terms of a type of item among those of one patron; those of any type where it has none."""
    by_type = {one.item_type: one for one in found}
    return by_type.get(item_type) or by_type.get("*") or by_type.get("book")


def _lines(loans: Sequence[Loan]) -> dict[str, Fact]:
    line = "utter_line_loan_only" if len(loans) == 1 else "utter_line_loan"
    return {"list": [loan_line(one) for one in loans], "line": line}


def _soonest(loans: Sequence[Loan]) -> dict[str, Fact]:
    day = min(one.due_date for one in loans)
    return {
        "due": as_date(day),
        "titles": listed(nested("utter_part_title", title=one.title) for one in loans if one.due_date == day),
    }


def _told(turn: Turn, loans: Sequence[Loan], act: str = "loans") -> None:
    turn.intent = act
    ids = [one.id for one in loans]
    if len(ids) == 1:
        turn.point("loan", ids[0], "loans")
    else:
        turn.show("loan", ids)
    turn.did(act, kind="loan", things=ids, title=loans[0].title if len(ids) == 1 else "", result="told")
