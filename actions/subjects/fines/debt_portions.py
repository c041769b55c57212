"""Paying a debt in parts: which portion is meant, what is left then, and what has to be paid at least."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import librarian
from actions.facts.lines import money
from actions.subjects.facts.facts import answer_as
from actions.subjects.fines.debt_lines import SAYS_LATE, beside_told, line_meant, note_told, sum_left
from actions.subjects.fines.debts_asked import total
from language.normalise import fold
from language.requests.deeds.portions import find_portion
from library.values import Fee, FeeAccount, FeeKind, Money

__all__ = ["least", "part", "portion_meant"]

# How the library is asked what it says of these.
_IN_PARTS = {"fa": "جریمه را قسطی می‌شود داد؟", "en": "Can I pay in instalments?"}


async def part(turn: Turn, _own: OwnThings) -> bool:
    """Say what is known of paying a part, and what would be left then; without a rule it is for the desk to say."""
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor <= 0:
        running = sum_left(account.running, account.balance.currency)
        if not running.minor:
            note_told(turn)
            turn.say("utter_fines_none")
        elif not await answer_as(turn, "fines", **_IN_PARTS, about="instal|part|قسط|بخش", alone=True):
            # Nothing is charged yet: there is only what is running.
            return await total(turn, _own)
        return True
    portion = portion_meant(turn, account)
    before = len(turn.acts)
    if await answer_as(turn, "fines", fa=_IN_PARTS["fa"], en=_IN_PARTS["en"], about="instal|part|قسط|بخش", alone=True):
        del turn.acts[before:]
        note_told(turn)
        turn.say(
            "utter_debt_part_paid" if portion is not None else "utter_debt_part_of",
            total=money(account.balance),
            **(_after(account, portion) if portion is not None else {"least": least(account)}),
        )
        return True
    note_told(turn)
    paid = Money(sum(fee.paid.minor for fee in account.lines or () if fee.paid), account.balance.currency)
    turn.say(
        "utter_debt_part",
        total=money(account.balance),
        paid=nested("utter_part_debt_paid", amount=money(paid)) if paid.minor else None,
        least=least(account),
        choices=[librarian()],
    )
    return True


def portion_meant(turn: Turn, account: FeeAccount) -> Money | None:
    """Give the portion of the debt that is to be paid: half, a part that is named, or a sum; None where none is."""
    portion, whole = find_portion(turn.text), account.balance
    lines = [fee for fee in account.lines or () if fee.outstanding.minor > 0]
    sums = sorted(fee.outstanding.minor for fee in lines)
    if portion is not None and portion.kind == "sum":
        minor = portion.rials if whole.currency == "IRR" else 0
        return Money(minor, whole.currency) if 0 < minor < whole.minor else None
    if portion is not None and portion.kind == "half":
        return Money(whole.minor // 2, whole.currency)
    if portion is not None and len(sums) > 1:
        return Money(sums[0] if portion.kind == "smaller" else sums[-1], whole.currency)
    text, kept = turn.text, _LEFT_OPEN.sub(" ", turn.text)
    told = next((fee for fee in lines if fee.id == turn.recall("fee_told")), None)
    if told is not None and kept != text:
        # "Pay that one and leave the second open": what is left open is not paid.
        return told.outstanding
    turn.text = kept
    try:
        return _portion_named(turn, lines)
    finally:
        turn.text = text


_LEFT_OPEN = re.compile(
    r"(?:,? ?\band )?\b(?:leave|leaving|left|keep)\b (?:the |that )?(?:second|first|other|rest|bigger|smaller|larger|damage|late)(?: one| fee| charge)?(?: open| unpaid| for (?:now|later)| be| out)?",
    re.IGNORECASE,
)


def _portion_named(turn: Turn, lines: list[Fee]) -> Money | None:
    """Give what is left of the part of a debt that is named or pointed at; None where none is."""
    rest = beside_told(turn, lines)
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if len(rest) != 1 and SAYS_LATE.search(fold(turn.text)) and len(late) == 1:
        rest = late
    fee = rest[0] if len(rest) == 1 else line_meant(turn, lines) if len(lines) > 1 else None
    return fee.outstanding if fee is not None else None


def _after(account: FeeAccount, portion: Money) -> dict[str, Fact]:
    """Say what is left after paying a portion, and whether that stands against renewing and reserving."""
    rest = Money(account.balance.minor - portion.minor, portion.currency)
    limit = account.limit_to_renew
    name = None if limit is None else "utter_part_rest_within" if rest.minor <= limit.minor else "utter_part_rest_above"
    return {
        "portion": money(portion),
        "rest": money(rest),
        "then": nested(name, limit=money(limit)) if name is not None else None,
    }


def least(account: FeeAccount) -> Fact:
    """Say what has to be paid at least to renew and reserve again; None where nothing stands against it."""
    if account.limit_to_renew is None or account.balance.minor <= account.limit_to_renew.minor:
        return None
    over = Money(account.balance.minor - account.limit_to_renew.minor, account.balance.currency)
    return nested("utter_part_debt_least", limit=money(account.limit_to_renew), least=money(over))
