"""The charges that a debt is made of: which of them is meant, and what each is for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.facts.lines import fee_line, money
from actions.rasa.registry import MOVES, listens
from actions.subjects.fines.charges_meant import sums_of
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.objections import contests
from language.requests.deeds.portions import asks_of_rest, asks_together, asks_why_so_much, find_portion
from language.requests.own.own_matters import asks_apart, asks_of_service
from language.requests.own.own_names import find_own
from library.values import Fee, FeeKind, Money

__all__ = ["SAYS_LATE", "beside_told", "line", "line_meant", "note_told", "sum_left"]

_HOW_SET = re.compile(r"\bcalculated|worked out|decide|حساب (?:شد|کرد)|چطور حساب|کی تعیین|تعیین")
SAYS_LATE = re.compile(r"\blate\b|(?<!\w)دیر|\bdir\b")
_LATE, _DAMAGED = (
    re.compile(r"\blate\w*|دیرکرد|تاخیر|dirkard|takhir"),
    re.compile(r"damage|خسارت|خراب|khesarat|kharab"),
)


async def line(turn: Turn, _own: OwnThings) -> bool:
    """Say what one part of the debt is for, or of every part where none is meant."""
    account = await turn.library.fees(turn.patron_id)
    lines = [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]
    if not lines or (_own.loans and _WHEN_DUE.search(fold(turn.text))):
        # "And the other one, when is that due?" asks of no charge.
        return False
    if _WHICH_DAY.search(fold(turn.text)) and await MOVES["fee.since"](turn):
        # "Which book is it for, and of which date?"
        return True
    note_told(turn)
    rest = beside_told(turn, lines)
    fee = rest[0] if len(rest) == 1 else None if rest else line_meant(turn, lines)
    if rest:
        lines = rest
    turn.remember(fee_told=fee.id if fee is not None else None)
    if fee is None:
        turn.say("utter_debt_lines", fines={"list": [fee_line(one) for one in lines], "line": "utter_line_fee"})
        if len(lines) > 1 and asks_together(turn.text):
            # "What is it for, and what does it come to?" asks both.
            whole = sum_left(tuple(lines), account.balance.currency)
            turn.say("utter_debt_total", total=money(whole), charged=None, running=None)
    elif (_HOW_SET.search(fold(turn.text)) and fee.kind is not FeeKind.OVERDUE) or fee.kind is FeeKind.DAMAGED:
        turn.say("utter_debt_line_set", **fee_line(fee), choices=[librarian()])
    elif fee.title is None:
        turn.say("utter_debt_line_service", **fee_line(fee), choices=[librarian()])
    else:
        turn.say("utter_debt_line", **fee_line(fee))
    return True


@listens
async def asks_of_sum(turn: Turn) -> bool:
    """Say what a charge is for that is named by its sum, whatever the message was read as; False for anything else."""
    portion = None if turn.is_payload or turn.patron is None else find_portion(turn.text)
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
    if portion is None or portion.kind != "sum" or waits or contests(turn.text):
        return False
    if _WHAT_FOR.search(fold(turn.text)) is None:
        return False
    account = await turn.library.fees(turn.patron_id)
    lines = [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]
    whole = {account.balance.minor, sum_left(tuple(lines), account.balance.currency).minor}
    of_whole = portion.rials in whole and _WHOLE_FOR.search(said := fold(turn.text)) and not _PAID.search(said)
    if sum(portion.rials in sums_of(fee) for fee in lines) != 1 and not of_whole:
        return False
    return await line(turn, await own_things(turn))


_WHAT_FOR = re.compile(
    r"\bwhat(?:'s|s| is| was| are)? (?:this|that|the|it|for)\b|\bwhat for\b|\bfor (?:exactly )?what\b|\bwhy\b|\bwhere does\b|\bexplain\b"
    r"|(?<!\w)(?:چیه|چیست|چی ?بود|بابت\w*|برای چی|واسه چی|چرا|از کجا (?:اومد|آمد)\w*|مال چی\w*)(?!\w)|\b(?:chie|chiye|babat\w*|baraye chi\w*|vase chi\w*|chera|male chi\w*)\b"
)

# Of a whole sum only what it is for is asked so: who has paid it has something else to say.
_WHOLE_FOR = re.compile(
    r"\bwhat(?:'s|s| is| was| are)? (?:this|that|the|it)\b[^.?!]{0,30}\bfor\b|\bwhat for\b|\bfor (?:exactly )?what\b"
    r"|(?<!\w)(?:چیه|چیست|چی ?بود|بابت (?:چی|چه)\w*|برای چی\w*|واسه چی\w*|مال چی\w*)(?!\w)|\b(?:chie|chiye|babate chi\w*|baraye chi\w*|vase chi\w*|male chi\w*)\b"
)
_PAID = re.compile(
    r"\b(?:paid|transfer\w{0,4}|sent|get (?:\w+ )?back|refund)\b|پرداخت کرد|پرداختم|واریز|(?<!\w)دادم(?!\w)|ریختم|\b(?:pardakht kard|variz|dadam)"
)
_WHICH_DAY = re.compile(
    r"\b(?:since when|(?:what|which) (?:date|day)|when (?:was|were) (?:it|that|this|they|i) charged)\b|(?<!\w)(?:(?:چه|کدوم|کدام) (?:تاریخ|روز)\w{0,3}|از کی|مال کی)(?!\w)|\b(?:che tarikh\w{0,2}|az key)\b"
)
_WHEN_DUE = re.compile(
    r"\bwhen\b[^.?!]{0,20}\b(?:due|back|return\w*)\b|(?:کی|تا کی|چه روزی|چه تاریخی)(?!\w)[^.؟?!]{0,16}(?:برگرد\w*|برگردون\w*|بیار\w*|پس ?بد\w*|موعد\w*|مهلت\w*)|(?<!\w)(?:مهلت|موعد|سررسید)\w{0,3}(?!\w)[^.؟?!]{0,24}(?<!\w)(?:چند\w{0,3}|کی\w{0,2}|چه\w{0,4}|بگ\w{1,3})(?!\w)|\b(?:due dates?|deadlines?)\b|\b(?:key|ta key)\b[^.?!]{0,16}\b(?:bargard\w*|biar\w*|pas bed\w*)"
)


def beside_told(turn: Turn, lines: list[Fee]) -> list[Fee]:
    """Give the parts beside the one that was told last, where those are asked after: "and the rest?", «اون یکی»."""
    told, last = turn.recall("fee_told"), turn.thread.last
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if told is None and len(late) == 1 and last is not None and SAYS_LATE.search(fold(last.words)):
        # "I only brought one back late": the rest is what is no lateness.
        told = late[0].id
    if not asks_of_rest(turn.text) or told not in {fee.id for fee in lines}:
        return []
    return [fee for fee in lines if fee.id != told]


def line_meant(turn: Turn, lines: list[Fee]) -> Fee | None:
    """Give the part that is meant: by its title, its place or its sum; None for all of them."""
    portion = find_portion(turn.text)
    if asks_apart(turn.text) or asks_why_so_much(turn.text):
        return None
    if portion is not None and len(lines) > 1 and portion.rials == sum(fee.outstanding.minor for fee in lines):
        # "What is the 270,000 for?": the sum of them all is no part.
        return None
    service = [fee for fee in lines if fee.title is None]
    if asks_of_service(turn.text) and len(service) == 1:
        # "Beside the late fee there is a service fee: what is it?" names both, and asks for one.
        return service[0]
    titles = [fee.title or "" for fee in lines]
    named = find_own(turn.text, titles)
    if len(named) == 1 and titles[named[0]]:
        return lines[named[0]]
    if portion is not None and portion.kind == "sum":
        of_sum = [fee for fee in lines if portion.rials in sums_of(fee)]
        if len(of_sum) == 1:
            return of_sum[0]
    said = fold(turn.text)
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if _LATE.search(said) and _DAMAGED.search(said):
        # "Which is for damage, which for lateness?" asks after both.
        return None
    if _LATE.search(said) and len(late) == 1:
        return late[0]
    if portion is not None and portion.kind in ("smaller", "larger") and len(lines) > 1:
        by_sum = sorted(lines, key=lambda fee: fee.outstanding.minor)
        return by_sum[0] if portion.kind == "smaller" else by_sum[-1]
    damage = [fee for fee in lines if fee.kind is FeeKind.DAMAGED]
    if _DAMAGED.search(said) and len(damage) == 1:
        return damage[0]
    place = find_choice(turn.text)
    if place is not None and len(places := place.resolve(len(lines))) == 1:
        return lines[places[0]]
    for at, words in enumerate(
        (r"\b(?:first|1st)\b|(?<!\w)اول", r"\b(?:second|2nd)\b|(?<!\w)دوم", r"\b(?:third|3rd)\b|(?<!\w)سوم")
    ):
        if re.search(words, said) and at < len(lines):
            return lines[at]
    if re.search(r"service|خدمات", said) and len(service) == 1:
        return service[0]
    return lines[0] if len(lines) == 1 else None


def sum_left(fees: tuple[Fee, ...], currency: str) -> Money:
    """Give what is left of charges together."""
    return Money(sum(fee.outstanding.minor for fee in fees), currency)


def note_told(turn: Turn) -> None:
    """Note that the debt was told of."""
    turn.intent = "fines"
    turn.did("fines", result="told")
