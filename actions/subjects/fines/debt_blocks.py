"""What a debt or the card stands against: borrowing, renewing and reserving, with the limit."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_date, nested
from actions.facts.choices import librarian, menu
from actions.facts.lines import money
from actions.rasa.registry import MOVES
from actions.subjects.facts.facts import answer_as
from actions.subjects.fines.debt_portions import part, portion_meant
from actions.subjects.library_info.terms import is_full, room_left
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from library.values import Money

__all__ = ["blocks"]

_BORROWING = re.compile(
    r"\b(?:borrow|take|have|get|check|limit|reserve)\b|بگیرم|ببرم|امانت|سقف|رزرو|begiram|bebaram|amanat|saghf"
)
_TAKES_BOOKS = re.compile(
    r"\b(?:borrow\w*|check(?:ing)? (?:\w+ )?out|(?:take|get|have|carry) (?:\w+ ){0,3}(?:books?|home|out|another|one|some|anything|new))\b"
    r"|(?<!\w)(?:کتاب|کتابی|چیزی|امانت)\w*(?: \w+){0,3} (?:بگیر\w*|ببر\w*|بردار\w*|می ?دی\w*|می ?دن\w*|گرفت|برد)(?!\w)|(?<!\w)امانت(?!\w)|\bketab\w* (?:\w+ ){0,2}(?:begir\w*|bebar\w*)\b|\bamanat\b"
)
_BORROW_IN_DEBT = {"fa": "با بدهی می‌شود کتاب گرفت؟", "en": "Does owing money stop me from borrowing?"}


async def _tells_borrowing(turn: Turn) -> None:
    """Tell first whether books may be taken home all the same, where that is what was asked."""
    if _TAKES_BOOKS.search(fold(turn.text)) is None:
        return
    acts = len(turn.acts)
    await answer_as(turn, "borrow", **_BORROW_IN_DEBT, about="borrow|امانت", alone=True)
    del turn.acts[acts:]
    turn.intent = "account"


_RENEWS = re.compile(r"\b(?:renew|extend|tamdid)|تمدید")
_RENEWS_THEM = re.compile(
    r"\b(?:can|could|may|do) i (?:\w{1,8} ){0,2}?(?:renew|extend) (?:them|it|both|these|those|the two|my (?:books?|loans?))\b"
    r"|تمدید(?:ش|شون|شان)? ?(?:کنم|کنیم)|\btamdid(?:esh\w{0,3})? konam\b"
)
_IF_PAID = re.compile(
    r"\bif i (?:\w{1,8} ){0,3}(?:pay|paid|settle)\b|(?<!\w)(?:اگه|اگر|اگ|چنانچه)(?!\w)[^.؟?!]{0,40}(?<!پس )(?<!تحویل )(?:بدم|بدهم|بپردازم|پرداخت کنم|تسویه کنم)(?!\w)"
    r"|\b(?:age|agar)\b[^.?!]{0,40}(?<!pas )\b(?:bedam|pardakht)\b"
)
_TOO_LATE = re.compile(r"\b(?:too late|overdue)\b|دیر ?(?:شده|شد|نشده)|(?<!\w)دیره(?!\w)|\bdir (?:shode|nashode)\b")
_RENEWS_ONE = re.compile(
    r"\b(?:can|could|may|do) i (?:\w{1,8} ){0,2}?(?:renew|extend) (?:it|that|this|that one|this one|the (?:late|first|second|other) one|that book)\b"
    r"|(?<!\w)(?:این|اون|آن|همین|همون)(?: یکی)?(?:و| رو| را)? (?:\w{1,8} ){0,2}?تمدید ?(?:کنم|کرد|می ?شه)"
)
_OF_MONEY = re.compile(
    r"\b(?:debts?|owe|owing|fines?|fees?|charges?|blocked|card|with (?:this|that)(?! one))\b|بدهی|بدهکار|جریم|مسدود|کارت|\b(?:bedehi|jarime|kart)"
)
_OF_DEBT = re.compile(
    r"\b(?:debt|owe|owing|fines?|fees?|charges?|block\w*|card|still|then|allowed|with (?:this|that))\b|بدهی|بدهکار|جریمه|مسدود|کارت|هنوز|باز هم|بازم|\b(?:bedehi|jarime|kart)"
)


_MEMBERSHIP = re.compile(r"\bmembership\b|عضویت|\bozviat")


async def blocks(turn: Turn, own: OwnThings) -> bool:
    """Say whether what is owed, or the card, stands against renewing and reserving, with the limit."""
    said = fold(turn.text)
    of_card = _OF_MONEY.search(said) is not None or _MEMBERSHIP.search(said) is not None
    if own.named_holds and not own.named_loans and _RENEWS.search(said) and not of_card:
        # A reservation is not renewed: whether it is kept longer is asked.
        return await MOVES["hold.longer"](turn)
    if (own.named_loans and _RENEWS.search(said)) or (_RENEWS_THEM.search(said) and not _OF_DEBT.search(said)):
        # Whether these may be renewed, each of them says; a debt is not the only thing that stands against it.
        return False
    if _RENEWS_ONE.search(said) and _OF_MONEY.search(said) is None and own.loans:
        # "Can I still renew that one, or is it too late?": where one is late, that.
        overdue = [one for one in own.loans if one.overdue]
        loan = own.loan(turn) or (overdue[0] if len(overdue) == 1 and _TOO_LATE.search(said) else None)
        turn.intent = "renew"
        await check(turn, [loan] if loan is not None else own.loans)
        return True
    account = await turn.library.fees(turn.patron_id)
    state = await turn.library.account(turn.patron_id)
    if state is None or account.limit_to_renew is None:
        return False
    if account.balance.minor > 0 and _IF_PAID.search(said) and portion_meant(turn, account) is not None:
        # "If I pay only the late one, may I reserve again?": where the library tells that a part may be paid.
        before = len(turn.answers)
        await part(turn, own)
        if turn.answers[-1][0] == "utter_debt_part_paid":
            return True
        del turn.answers[before:]
    turn.intent = "account"
    turn.did("fines", result="told")
    facts = {"owed": money(account.balance), "limit": money(account.limit_to_renew)}
    if state.expired:
        turn.say("utter_blocks_expired", date=as_date(state.patron.expires), choices=menu("card_registration"))
    elif state.restricted:
        turn.say("utter_blocks_restricted", choices=[librarian()])
    elif account.balance.minor > account.limit_to_renew.minor:
        over = Money(account.balance.minor - account.limit_to_renew.minor, account.balance.currency)
        await _tells_borrowing(turn)
        turn.say("utter_blocks_debt", **facts, least_sum=money(over))
    elif _BORROWING.search(fold(turn.text)) and await is_full(turn, state.loans):
        # Who may not take one more owes nothing that stands against it.
        await room_left(turn)
    elif account.balance.minor > 0:
        await _tells_borrowing(turn)
        turn.say("utter_blocks_not", **facts)
    else:
        late = any(one.overdue for one in own.loans)
        turn.say("utter_blocks_nothing", **facts, late=nested("utter_part_blocks_late") if late else None)
    return True
