"""Which charge is meant by somebody who contests one, and how a charge is named and told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import librarian
from actions.facts.lines import fee_line, listed, money
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.objections import accepts_charge, without_accepted
from language.requests.deeds.portions import find_portion
from language.requests.own.own_names import find_own
from library.values import Fee, FeeKind

__all__ = [
    "DAMAGE",
    "charge_named",
    "charge_said",
    "charge_spoken_of",
    "charges_said",
    "fees_left",
    "sums_of",
    "tell_charge",
]

DAMAGE = re.compile(r"damag|torn|broke|ruin|wet|apart|stain|خسارت|خراب|پاره|خیس|کنده|kharab|pare")
_LATE = re.compile(r"\b(?:late|overdue)\b|دیرکرد|تاخیر|\b(?:dirkard|takhir)\w*")


def tell_charge(turn: Turn, fee: Fee | None, fees: Sequence[Fee]) -> None:
    """Say what a charge is for and how much it is; every one of them where it is not known which is meant."""
    turn.intent = "fines"
    turn.did("fines", result="told")
    if fee is None:
        turn.say("utter_debt_lines", fines={"list": [fee_line(one) for one in fees], "line": "utter_line_fee"})
    elif fee.title is not None:
        turn.say("utter_debt_line", **fee_line(fee))
    else:
        turn.say("utter_debt_line_service", **fee_line(fee), choices=[librarian()])


def charges_said(fees: Sequence[Fee]) -> Fact:
    """Say which charges they are, one after the other."""
    return listed(charge_said(fee) for fee in fees)


async def fees_left(turn: Turn) -> list[Fee]:
    """Give the charges of which something is left to pay, and those that are running."""
    account = await turn.library.fees(turn.patron_id)
    return [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]


def charge_spoken_of(turn: Turn, words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that is meant: by the words, else by those of what was asked of fees before."""
    contested = without_accepted(words)
    fees = _left(words, fees)
    told = turn.recall("fee_told")
    if (fee := charge_named(contested, fees)) is not None or not fees:
        return fee
    if (fee := next((one for one in fees if one.id == told), None)) is not None:
        # «به همون معترضم»: the charge that was told of by itself.
        return fee
    spoken = [act.words for act in turn.thread.acts() if act.act == "fines"]
    return next((fee for text in spoken if (fee := charge_named(text, fees)) is not None), None)


def _left(words: str, fees: list[Fee]) -> list[Fee]:
    """Give the charges beside those that the words accept: "the late one is fine", «دیرکرد رو می‌دم»."""
    accepted = accepts_charge(words)
    fee = charge_named(accepted, fees) if accepted and len(fees) > 1 else None
    return [one for one in fees if one is not fee]


def charge_named(words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that words name: by its title, its place or its kind; the only one where there is one."""
    if len(fees) == 1:
        return fees[0]
    titles = [fee.title or "" for fee in fees]
    named = [at for at in find_own(words, titles) if titles[at]]
    if len(named) == 1:
        return fees[named[0]]
    choice = find_choice(words)
    places = choice.resolve(len(fees)) if choice is not None else []
    portion = find_portion(words)
    if portion is not None and portion.kind == "sum":
        of_sum = [fee for fee in fees if portion.rials in sums_of(fee)]
        if len(of_sum) == 1:
            return of_sum[0]
    damaged = [fee for fee in fees if fee.kind is FeeKind.DAMAGED]
    if len(damaged) == 1 and DAMAGE.search(fold(words)):
        return damaged[0]
    late = [fee for fee in fees if fee.kind is FeeKind.OVERDUE]
    if len(late) == 1 and _LATE.search(fold(words)):
        return late[0]
    return fees[places[0]] if len(places) == 1 else None


def sums_of(fee: Fee) -> tuple[int, ...]:
    """Give the sums, in minor units, by which a charge may be named: what is left of it, and all of it."""
    return fee.outstanding.minor, fee.amount.minor


def charge_said(fee: Fee | None) -> Fact:
    """Say which charge it is: by its title and sum, or as any charge where none is meant."""
    if fee is None:
        return nested("utter_part_charge_any")
    if fee.title is None:
        return nested("utter_part_charge_service", sum=money(fee.outstanding))
    return nested("utter_part_charge", title=fee.title, sum=money(fee.outstanding))
