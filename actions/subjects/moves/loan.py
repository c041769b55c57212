"""What is asked of one's own loans: when they are due, which first, how many, how often, why not, who waits."""

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.lines import renewals_offered
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.library_info.terms import room_left
from actions.subjects.loans import loan_days, loan_renewals, loans_waited
from actions.subjects.loans.hour_of_due import in_box_at_night, tells_box_day
from actions.subjects.moves.own import loans_meant, of_own, one_loan
from actions.subjects.moves.told import closest_terms, lines, told
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.speech.questions import Ask
from language.requests.speech.request import Request

__all__ = ["due"]

# "Why has it expired?" is asked of the card that stands against renewing.
_OF_CARD = re.compile(r"\b(?:expire\w*|my card|membership)\b|کارتم|عضویت|اعتبار|منقضی|\b(?:kartam|ozviat|etebar)")


@of_own("loan.due")
async def due(turn: Turn, own: OwnThings) -> bool:
    """Say when the one that is meant is due; of several, the days of them all."""
    meant = loans_meant(turn, own)
    if len(meant) > 1:
        told(turn, meant)
        turn.say("utter_loans_due", loans=lines(meant))
        return True
    if meant:
        turn.point("loan", meant[0].id, "loans")
    if await loan_days.until(turn, own):
        return True
    await HANDLERS["loans"].handler(turn)
    return True


@of_own("loan.first")
async def first(turn: Turn, own: OwnThings) -> bool:
    """Say which is due first; who has only reservations asks which of those is to be collected first."""
    if not own.loans and own.holds:
        return await MOVES["hold.until"](turn)
    return await loan_days.first(turn, own)


@of_own("loan.count")
async def count(turn: Turn, _own: OwnThings) -> bool:
    """Say how many are on loan and how many more may be."""
    turn.did("loans", topic="count", result="told")
    await room_left(turn)
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
    if _OF_CARD.search(fold(turn.text)) and (answers := MOVES.get("card.why")) is not None:
        return await answers(turn)
    if await loan_renewals.why(turn, own):
        return True
    loan = one_loan(turn, own)
    rule = closest_terms(await turn.library.lending_terms(turn.patron_id), loan.item_type) if loan else None
    if loan is None or rule is None or loan.refusal is not None:
        return False
    told(turn, [loan])
    more = loan.renewals_left
    turn.say(
        "utter_loan_days",
        title=loan.title,
        days=as_count(rule.loan_days, "day"),
        due=as_date(loan.due_date),
        left=nested("utter_part_renewals_left", left=as_count(more, "renewal")) if more is not None else None,
        choices=renewals_offered([loan]),
    )
    return True


@of_own("loan.waiting")
async def waiting(turn: Turn, own: OwnThings) -> bool:
    """Say whether somebody waits, and how many."""
    return await loans_waited.waiting(turn, own)


@of_own("loan.again")
async def again(turn: Turn, own: OwnThings) -> bool:
    """Say whether it may be borrowed again after it is back."""
    return await loans_waited.again(turn, own)


@of_own("loan.closed")
async def closed(turn: Turn, own: OwnThings) -> bool:
    """Say until when it may be kept, and how it is brought back on a day on which the library is closed."""
    if in_box_at_night(turn.text) and await tells_box_day(turn):
        # "And if it goes in the box at eleven that night?" asks which day that counts for.
        return True
    return await loan_days.closed(turn, own)
