"""What lateness comes to where things are brought back on different days: "this one today, the other one on Saturday"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import money
from actions.subjects.fines.fines import late_cost, supposed_fee
from actions.subjects.own.own_editions import in_own_titles
from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from library.values import Loan, Money

__all__ = ["tells_of_days_apart"]

_PARTS = re.compile(
    r"[,،;؛.!?؟\n]+|\s(?:and|then|but)\s|\s(?:و|بعد|ولی)\s|\s(?:va|o|bad|vali)\s|\s(?=(?:the )?other one\b)|\s(?=اون یکی)"
)
_IF = re.compile(r"\b(?:if|when|suppose|age|agar)\b|(?<!\w)(?:اگه|اگر|وقتی)(?!\w)")
_BRINGS = re.compile(
    r"\b(?:bring|return|find|(?:give|hand|take)(?: \w+){0,4} (?:back|in))\b|(?<!\w)(?:بیار\w{0,3}|برگرد\w*|پس ?(?:ب|م)\w*|تحویل)(?!\w)|\b(?:biar\w*|bargard\w*|pas)\b"
)
_PAYS = re.compile(
    r"\b(?:pay|costs?|fines?|fined|fees?|charged?|how much|owe|rials?)\b|(?<!\w)(?:چقدر|چه ?قدر|جریمه\w*|هزینه\w*|بدهی\w*|چند (?:میشه|می ?شود)|چند ریال|چند تومن)(?!\w)|\b(?:cheghad\w*|jarime\w*)\b"
)
_ASKS_ELSE = re.compile(
    r"\b(?:where|open|can|may|could|please|allowed|renew|keep|when do|room)\b|(?<!\w)(?:کجا\w*|باز\w*|می ?تونم|میشه|تمدید\w*|جا)(?!\w)"
)
_OTHER = re.compile(r"\b(?:the )?other(?: one| book)?\b|(?<!\w)(?:اون|آن) ?یکی\w{0,3}|(?<!\w)دیگری(?!\w)|\boo?n ?yeki")
_ONE = re.compile(
    r"\b(?:only )?(?:one|this one|that one)(?: of them)?\b|(?<!\w)(?:یکی\w{0,3}|یه دونه|این یکی|اینو|این)(?!\w)|\b(?:yeki\w{0,2}|ino)\b"
)
_LATER = re.compile(r"\blater\b|(?<!\w)(?:بعدش|بعد از اون|دیرتر)(?!\w)|\bbadesh\b")
_THEN = re.compile(
    r"\b(?:by|until|till) then\b|\bthat (?:same )?day\b|(?<!\w)(?:تا (?:اون|آن) ?(?:موقع|وقت|روز)|(?:اون|آن|همون|همان) ?روز)(?!\w)|\bta (?:oo?n )?(?:moghe|vaght|rooz)\b"
)
_BY_THEN = re.compile(r"\b(?:by|until|till) then\b", re.IGNORECASE)
_RENEWS = re.compile(r"\b(?:renew|extend)\w*|تمدید|\btamdid")
_TWO, _SURE = 2, 0.75
_MOST_WORDS = 45


async def tells_of_days_apart(turn: Turn) -> bool:
    """Say what each of two loans costs on the day it is brought back, and both together; False for anything else."""
    then = _day_told(turn)
    read = turn.intent in _READ or (then is not None and turn.confidence < _SURE)
    if turn.is_payload or turn.patron is None or turn.slot("pending") or not read:
        return False
    said = fold(turn.text)
    if not (_IF.search(said) and _BRINGS.search(said)) or word_count(turn.text) > _MOST_WORDS:
        return False
    # After a sum for a day, "and if I only find this one by then, the other a week later?" goes on with it.
    goes_on = then is not None and _RENEWS.search(said) is None
    pays = _PAYS.search(said) is not None or goes_on or (turn.intent == "fines" and _ASKS_ELSE.search(said) is None)
    if not pays or orders_to_renew(turn.text):
        return False
    if then is None and len([day for day in find_dates(turn.text, turn.today) if day.last >= turn.today]) != _TWO:
        return False
    await in_own_titles(turn)
    out = await turn.library.loans(turn.patron_id)
    days = _days(turn, out, then)
    if days is None:
        return False
    (first, on), (second, then) = days
    sums = [await supposed_fee(turn, on, None, loans=[first]), await supposed_fee(turn, then, None, loans=[second])]
    turn.intent = "fines"
    await _add_up(turn, days)
    return all(sums)


_READ = frozenset({"fines", "return", "loans", "out_of_scope", "nlu_fallback"})


def _day_told(turn: Turn) -> date | None:
    """Give the day for which a sum was just told, where the words lean on it: "by then"."""
    last = turn.thread.last
    if last is None or last.act != "fines" or last.day_span is None or not _THEN.search(fold(turn.text)):
        return None
    return last.day_span[1] if last.day_span[1] >= turn.today else None


def _days(turn: Turn, out: Sequence[Loan], told: date | None = None) -> list[tuple[Loan, date]] | None:
    """Give two loans with the days on which they are brought back; None where it is not plain which comes when."""
    titles, authors = [one.title for one in out], [one.author for one in out]
    found: list[tuple[list[int], str, date]] = []
    for part in _PARTS.split(_BY_THEN.sub("by that day", turn.text)):
        spans, said = find_dates(part, turn.today), fold(part)
        which = "other" if _OTHER.search(said) else "one" if _ONE.search(said) else ""
        if told is not None and not spans and _THEN.search(said):
            found.append((own_named(part, titles, authors), which, told))
            continue
        if len(spans) != 1 or spans[0].last < turn.today:
            continue
        day = spans[0].last
        if _LATER.search(fold(spans[0].text)) and found:
            # "A week later" than the first.
            day = found[0][2] + (day - turn.today)
        found.append((own_named(part, titles, authors), which, day))
    if len(found) != _TWO:
        return None
    (named, which, on), (also, other, then) = found
    if len(named) == 1 and len(also) == 1 and named != also:
        return [(out[named[0]], on), (out[also[0]], then)]
    late = [loan for loan in out if loan.overdue] or list(out)
    if len(named) == 1 and other == "other":
        rest = [loan for loan in late if loan is not out[named[0]]]
        return [(out[named[0]], on), (rest[0], then)] if len(rest) == 1 else None
    same = len(late) == _TWO and len({(loan.due_date, loan.item_type) for loan in late}) == 1
    if which == "one" and other == "other" and not named and not also and same:
        # Which of them comes first makes no difference.
        return [(late[0], on), (late[1], then)]
    return None


async def _add_up(turn: Turn, days: Sequence[tuple[Loan, date]]) -> None:
    """Put the sum of both under the second, where both cost something."""
    costs = [await late_cost(turn, loan, day) for loan, day in days]
    told = [one for one in costs if one is not None and one.minor > 0]
    if len(told) == _TWO and turn.answers[-1][0] == "utter_fines_supposed":
        total = Money(sum(one.minor for one in told), told[0].currency)
        turn.answers[-1][1]["total"] = nested("utter_part_supposed_total", total=money(total))
