"""What the lateness of a patron's own loans costs: what it has come to until today, and what it would come to."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_date, nested
from actions.facts.lines import fee_line, money
from actions.subjects.fines.fines import supposed_fee
from actions.subjects.loans.loans_told import note_told
from actions.subjects.loans.room_asked import room
from language.dates import find_dates
from language.normalise import fold
from library.values import Money

__all__ = ["so_far", "supposed"]


async def so_far(turn: Turn, own: OwnThings) -> bool:
    """Say what the lateness of a loan has come to until today, or that there is none."""
    account = await turn.library.fees(turn.patron_id)
    days = find_dates(turn.text, turn.today)
    if days and days[-1].last > turn.today and _IF.search(turn.text.casefold()):
        # "And if I bring them on Saturday?" asks of that day, whatever was told until today.
        return await supposed(turn, own)
    late = [one for one in (own.named_loans if len(own.named_loans) > 1 else own.loans) if one.overdue]
    loan = own.loan(turn, late)
    if loan is None and not late:
        return False
    if len(late) > 1 and _OF_SEVERAL.search(fold(turn.text)) is not None:
        # "Emma is late too, what do both come to?" names one of those that are asked of.
        loan = None
    meant = [loan] if loan is not None else late
    running = {fee.id: fee for fee in account.running}
    note_told(turn, meant, act="fines")
    fees = [running[one.id] for one in meant if one.id in running]
    if not fees and (late := [one for one in meant if one.overdue]):
        # Late, and nothing is asked for it: what children have, or what the library does not charge for.
        return await supposed_fee(turn, turn.today, None, loans=late)
    if not fees:
        turn.say("utter_fee_not_yet", title=meant[0].title, due=as_date(meant[0].due_date))
        return True
    total = Money(sum(fee.outstanding.minor for fee in fees), fees[0].outstanding.currency)
    turn.say(
        "utter_fee_so_far",
        fees={"list": [fee_line(fee) for fee in fees], "line": "utter_line_fee_only"},
        total=nested("utter_part_supposed_total", total=money(total)) if len(fees) > 1 else None,
        due=as_date(meant[0].due_date),
    )
    return True


_OF_SEVERAL = re.compile(
    r"\b(?:both|altogether|together|in total|total|all of (?:them|it)|the two|the lot|all)\b"
    r"|(?<!\w)(?:جفت\w{0,5}|هر ?(?:دو|سه|چهار)\w{0,4}|دوتا\w{0,4}|همه\w{0,4}|همشون|روی هم|رو هم|سرجمع|جمعا|مجموع\w{0,2}|با هم)(?!\w)|\b(?:joft\w{0,5}|har ?do\w{0,4}|hame\w{0,4}|hamash\w{0,3}|rooye ham|ruye ham|ro ham)\b"
)


async def supposed(turn: Turn, own: OwnThings) -> bool:
    """Say what bringing a loan on a day would cost; False where no day is named."""
    days = find_dates(turn.text, turn.today)
    last = turn.thread.last
    if last is not None and last.act == "loans" and last.topic == "count" and not _OF_MONEY.search(fold(turn.text)):
        # "And if I bring two of them back on Saturday?" still asks whether there is room for another.
        return await room(turn, own)
    if not days or not own.loans:
        return False
    # "Tomorrow is Friday, what if I bring it on Saturday?" supposes the day behind the "if".
    supposing = _IF.search(turn.text.casefold())
    day = next((one for one in days if supposing is not None and one.start >= supposing.start()), days[0]).last
    loan = own.loan(turn)
    due = [one for one in own.loans if one.due_date < day]
    turn.intent = "fines"
    if loan is not None and not own.named_loans and loan.due_date >= day and due:
        # What is not due by then was hardly meant.
        return await supposed_fee(turn, day, None, loans=due)
    if loan is not None:
        turn.point("loan", loan.id, "loans")
    return await supposed_fee(turn, day, None)


_OF_MONEY = re.compile(
    r"\b(?:fine|fee|cost|pay|owe|charge)\w*|\b(?:late|overdue)\b|جریمه|بدهی|هزینه|(?<!\w)(?:دیر|تاخیر)|\bjarime|\bdir\b"
)
_IF = re.compile(r"\b(?:if|when|age|agar)\b|اگه|اگر")
