"""What a patron's own things cost that come back on a day, or so many days after theirs: of those spoken of, with the sum."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import money
from actions.rasa.registry import concludes
from actions.subjects.fines.fines import late_cost, supposed_fee, supposed_line
from actions.subjects.fines.late_together import kinds_counted
from actions.subjects.own.own_editions import in_own_titles
from language.dates import DateSpan, find_dates
from language.requests.deeds.late_supposed import (
    asks_for_all,
    asks_for_both,
    asks_in_tomans,
    asks_late_cost,
    counts_from_due,
    joins_named,
    only_counts,
    spans_of_days,
    supposed_clause,
    supposed_part,
    until_at,
    words_left,
)
from language.requests.deeds.lateness import days_late
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from library.values import Loan, Money

__all__ = ["in_tomans", "tells_if_late"]

# Read as one of these a sum of lateness may be asked for; read as the others only where that is not sure.
_READ = frozenset({"fines", "loan_policy", "loans", "return", "nlu_fallback", "out_of_scope"})
_MISREAD, _SURE = frozenset({"hold", "renew", "borrow", "search_book", "facilities", "hours", "clarify"}), 0.8
_FEW_WORDS, _TWO = 12, 2


async def tells_if_late(turn: Turn) -> bool:
    """Say what the loans that are meant cost on the day, or after the days, that are supposed; False for anything else."""
    if turn.is_payload or turn.patron is None or not _may_ask(turn):
        return False
    told = _told_before(turn)
    whole = asks_late_cost(turn.text)
    if not whole and not (told is not None and _goes_on(turn)):
        return False
    if orders_to_renew(turn.text) or orders_to_hold(turn.text):
        return False
    asked = turn.text
    await in_own_titles(turn)
    own = await own_things(turn)
    counted = sum(kinds_counted(turn.text).values())
    part = supposed_part(turn.text) if whole else turn.text
    # "Three books, four days each" of who has none of them out asks for the rule.
    fits = own.loans and part is not None and counted in {0, 1, len(own.loans)}
    if fits and part is not None and await _tell_part(turn, part, own, told, whole=whole):
        return True
    turn.text = asked
    return False


async def _tell_part(turn: Turn, part: str, own: OwnThings, told: Act | None, *, whole: bool) -> bool:
    """Say what the loans cost that a part of the text means; False where it leaves open which, or when."""
    found, spans = find_dates(part, turn.today), spans_of_days(part)
    days = next(iter(spans)) if len(spans) == 1 and (not whole or counts_from_due(part) is not None) else None
    plain = [one for one in found if days_late(one.text) is None]
    if whole and words_left(
        supposed_clause(part), *(loan.title for loan in own.named_loans), *(one.text for one in found)
    ):
        return False
    day = _day(part, plain, turn.today)
    loans = _meant(turn, own, told)
    if len(spans) > 1 or (plain and day is None) or (not loans and (len(own.loans) > 1 and day is None)):
        return False
    loans = loans or list(own.loans)
    if day is not None:
        turn.intent = "fines"
        return await supposed_fee(turn, day, None, loans=loans)
    if days is None:
        return False
    back = [loan.due_date + timedelta(days=days) for loan in loans]
    if min(back) < turn.today:
        # Later than that already: the account knows better.
        return False
    turn.intent = "fines"
    if len(set(back)) == 1:
        return await supposed_fee(turn, back[0], None, loans=loans)
    await _tell_each(turn, loans, days)
    return True


def _may_ask(turn: Turn) -> bool:
    # What waits for an answer may get it in the same breath.
    if turn.slot("pending") or turn.recall("emergency"):
        return False
    return turn.intent in _READ or (turn.intent in _MISREAD and turn.confidence < _SURE)


def _told_before(turn: Turn) -> Act | None:
    """Give the act of the last turn where it told of fines."""
    last = turn.thread.last
    return last if last is not None and last.act == "fines" and last.result == "told" else None


def _goes_on(turn: Turn) -> bool:
    """Tell whether a few words after a sum give only other days or other things of it: "both, seven days"."""
    few = word_count(turn.text) <= _FEW_WORDS and turn.intent in ("fines", "loan_policy", "nlu_fallback")
    several = asks_for_all(turn.text) or sum(kinds_counted(turn.text).values()) > 1
    return few and several and only_counts(turn.text) and days_late(turn.text) is not None


def _day(part: str, found: Sequence[DateSpan], today: date) -> date | None:
    """Give the day that is supposed: that of an "until", else the only one; none that is past."""
    coming = [one for one in found if one.last >= today]
    at = until_at(part)
    behind = [one for one in coming if at is not None and one.start >= at] or coming
    return behind[0].last if len({one.last for one in behind}) == 1 else None


def _meant(turn: Turn, own: OwnThings, told: Act | None) -> list[Loan]:
    """Give the loans that are meant: those named, all of them, or those spoken of; none where that is not said."""
    spoken = [loan for loan in own.loans if told is not None and loan.id in told.things]
    if not spoken and (loan := own.loan(turn)) is not None:
        spoken = [loan]
    if own.named_loans:
        return [*own.named_loans, *(loan for loan in spoken if joins_named(turn.text) and loan not in own.named_loans)]
    late = [loan for loan in own.loans if loan.overdue]
    if asks_for_both(turn.text) or sum(kinds_counted(turn.text).values()) == _TWO:
        return next((list(some) for some in (spoken, own.loans, late) if len(some) == _TWO), [])
    return list(own.loans) if asks_for_all(turn.text) or len(own.loans) == 1 else spoken


async def _tell_each(turn: Turn, loans: Sequence[Loan], days: int) -> None:
    """Tell what each loan costs so many days after its own due day, and all of them together."""
    costs = [await late_cost(turn, loan, loan.due_date + timedelta(days=days)) for loan in loans]
    lines = [supposed_line(loan, days, cost) for loan, cost in zip(loans, costs, strict=True)]
    turn.did("fines", kind="loan", things=[loan.id for loan in loans], result="told")
    turn.say("utter_loans_due", loans={"list": lines, "line": "utter_line_supposed"})
    known = [cost for cost in costs if cost is not None]
    if len(known) == len(costs) > 1 and (whole := sum(cost.minor for cost in known)):
        turn.say("utter_debt_total", total=money(Money(whole, known[0].currency)), charged=None, running=None)


@concludes
async def in_tomans(turn: Turn) -> None:
    """Give sums in tomans where they were asked for in tomans: ten rials are one."""
    if turn.is_payload or turn.intent != "fines" or not asks_in_tomans(turn.text):
        return
    turn.answers[:] = [(name, {key: _to_tomans(fact) for key, fact in facts.items()}) for name, facts in turn.answers]


def _to_tomans[F](fact: F) -> F:
    if isinstance(fact, dict):
        if fact.get("currency") == "IRR" and isinstance(fact.get("money"), int) and fact["money"] % 10 == 0:
            return {**fact, "money": fact["money"] // 10, "currency": "IRT"}  # type: ignore[return-value]
        return {key: _to_tomans(value) for key, value in fact.items()}  # type: ignore[return-value]
    return [_to_tomans(one) for one in fact] if isinstance(fact, list) else fact  # type: ignore[return-value]
