"""What is asked of lateness: which are late, what it has come to, what a day would cost, and what any day costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_date
from actions.facts.lines import money
from actions.rasa.registry import HANDLERS
from actions.subjects.fines.fines import is_span, supposed_fee
from actions.subjects.library_info.terms import late_terms
from actions.subjects.loans import loans_late
from actions.subjects.moves.own import loans_meant, of_own, one_loan
from actions.subjects.moves.told import closest_terms, lines, soonest, told
from language.dates import DateSpan, find_dates
from language.requests.deeds.lateness import days_late
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.own.own_names import find_hinted, find_own
from library.values import Loan

__all__ = ["fee_if"]


@of_own("loan.late")
async def late(turn: Turn, own: OwnThings) -> bool:
    """Say which are late and by how many days; on a day that is named, how late they would be."""
    if not own.loans:
        turn.say("utter_loans_none")
        return True
    if find_dates(turn.text, turn.today):
        return await fee_if(turn, own)
    meant = loans_meant(turn, own)
    if len(meant) > 1:
        # Each that is named is told of: the late ones with their days, the others with their last day.
        told(turn, meant)
        turn.say("utter_loans_late" if all(one.overdue for one in meant) else "utter_loans_due", loans=lines(meant))
        return True
    loan = one_loan(turn, own, [one for one in own.loans if one.overdue])
    if loan is not None:
        told(turn, [loan])
        if loan.overdue:
            turn.say("utter_loans_late", loans=lines([loan]))
        else:
            turn.say("utter_loan_not_late", title=loan.title, due=as_date(loan.due_date))
        return True
    found = [one for one in own.loans if one.overdue]
    if found:
        told(turn, found)
        turn.say("utter_loans_late", loans=lines(found))
    else:
        told(turn, own.loans)
        turn.say("utter_loans_none_late", **soonest(own.loans))
    return True


@of_own("loan.fee")
async def fee(turn: Turn, own: OwnThings) -> bool:
    """Say what lateness has come to until today; where nothing is late, that there is none."""
    if find_dates(turn.text, turn.today):
        return await fee_if(turn, own)
    loan = one_loan(turn, own, [one for one in own.loans if one.overdue])
    if loan is not None:
        turn.point("loan", loan.id, "loans")
    if await loans_late.so_far(turn, own):
        return True
    if loan is not None:
        told(turn, [loan])
        turn.say("utter_fee_not_yet", title=loan.title, due=as_date(loan.due_date))
        return True
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor > 0 or not own.loans:
        await HANDLERS["fines"].handler(turn)
        return True
    told(turn, own.loans, act="fines")
    turn.say("utter_loans_no_fee_yet", **soonest(own.loans))
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
    if late_by is None and len(named) > 1 and (pairs := _pairs(turn, own, named)):
        turn.intent = "fines"
        for loans, each in pairs:
            await supposed_fee(turn, each, None, loans=loans)
        return True
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
    told(turn, [loan], act="fines")
    if rule.per_day.minor:
        turn.say("utter_loan_rate", title=loan.title, per_day=money(rule.per_day), due=as_date(loan.due_date))
    else:
        turn.say("utter_loan_rate_free", title=loan.title)
    return True


def _pairs(turn: Turn, own: OwnThings, days: Sequence[DateSpan]) -> list[tuple[list[Loan], date]]:
    """Give the loans of each day where every one has its own: "this one today, the other next week"; else nothing."""
    titles, authors = [one.title for one in own.loans], [one.author for one in own.loans]
    pairs: list[tuple[list[Loan], date]] = []
    start = 0
    for span in days:
        part, start = turn.text[start : span.end], span.end
        places = find_own(part, titles, authors) or find_hinted(part, titles)
        loans = [own.loans[place] for place in places]
        if not loans and pairs and find_pointer(part) is Pointer.OTHER:
            before = {loan.id for told_, _ in pairs for loan in told_}
            loans = [loan for loan in own.loans if loan.id not in before]
        if not loans:
            return []
        pairs.append((loans, span.last))
    return pairs
