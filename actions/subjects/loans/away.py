"""Days on which the patron is away: which loans come due then, and renewing those before: "what's due while I'm gone?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.facts.lines import loan_line
from actions.subjects.loans import loan_days
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_asked import choose
from language.dates import find_dates
from language.normalise import fold
from language.requests.speech.sentences import deed_of, sentences

__all__ = ["hears_of_days_away"]

_AWAY = re.compile(
    r"\b(?:travel\w*|away|gone|abroad|out of (?:town|the country)|on (?:holiday|vacation|a trip|leave)|on my (?:trip|travels|holiday)|not (?:here|in town|around)|leaving|fly(?:ing)? out)\b"
    r"|(?<!\w)(?:سفر\w{0,4}|مسافرت\w{0,4}|نیستم|نیستیم|نباشم|تعطیلاتم|خارج(?:م|ه)?)(?!\w)|\b(?:safar\w*|mosaferat\w*|nistam|nabasham)\b"
)
_DUE = re.compile(
    r"\b(?:due|come (?:due|up)|comes (?:due|up)|fall(?:s)? due|expir\w+|run(?:s)? out|deadlines?|overdue)\b"
    r"|(?<!\w)(?:موعد\w*|مهلت\w*|سررسید\w*|تموم می ?ش\w*|تمام می ?ش\w*|می ?افت\w*|برمی ?گرد\w*|دیر می ?ش\w*)(?!\w)|\b(?:moed\w*|mohlat\w*|sarresid\w*|tamoo?m mish\w*)\b"
)
_WHICH = re.compile(
    r"\b(?:which|what|anything|any|everything|whatever|all|how many|those)\b|(?<!\w)(?:کدوم\w*|کدام\w*|چی\w{0,3}|هر ?چی|هرچه|چند ?تا\w*|اونایی\w*|آنهایی|چیزی)(?!\w)|\b(?:kodo?u?m\w*|chi|harchi|chand ?ta)\b"
)
_THE = re.compile(r"\b(?:back|return\w*|until|till|to)\b (?:\w+ ){0,3}?the (?P<day>[\w-]+)")
_ORDINALS = {
    word: at
    for at, words in enumerate(
        (
            "first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th|tenth 10th|eleventh 11th|twelfth 12th"
            "|thirteenth 13th|fourteenth 14th|fifteenth 15th|sixteenth 16th|seventeenth 17th|eighteenth 18th|nineteenth 19th|twentieth 20th"
            "|twenty-first 21st|twenty-second 22nd|twenty-third 23rd|twenty-fourth 24th|twenty-fifth 25th|twenty-sixth 26th|twenty-seventh 27th|twenty-eighth 28th|twenty-ninth 29th|thirtieth 30th|thirty-first 31st"
        ).split("|"),
        1,
    )
    for word in words.split()
}
_FIRST = re.compile(
    r"\bwhich\b[^.?!]{0,40}\b(?:first|soonest)\b|(?:کدوم|کدام)\w*[^.؟?!]{0,30}(?:اول|زودتر)|\bkodo?u?m\w*[^.?!]{0,30}\b(?:aval|zoodtar)\b"
)
_READ = frozenset({"loans", "renew", "out_of_scope", "nlu_fallback"})
_LONGEST = 120  # days


async def hears_of_days_away(turn: Turn) -> bool:
    """Tell which loans come due while the patron is away, or what renewing those would come to; nothing is done by it."""
    if turn.is_payload or turn.patron is None or (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return False
    said = fold(turn.text).replace("’", "'")
    if _AWAY.search(said) is None or turn.intent not in _READ:
        return False
    span = _span(turn, said)
    if span is not None:
        turn.remember(away=[day.isoformat() for day in span])
    else:
        kept = turn.recall("away")
        span = (date.fromisoformat(kept[0]), date.fromisoformat(kept[1])) if kept else None
    if span is None or _DUE.search(said) is None or _WHICH.search(said) is None:
        return False
    own = await own_things(turn)
    if own.named_holds or not own.loans:
        return False
    first, last = span
    due = sorted((loan for loan in own.loans if first <= loan.due_date <= last), key=lambda one: one.due_date)
    renewing = any(deed_of(sentence.words) == "renew" for sentence in sentences(turn.text))
    if not due and not renewing:
        # None of them: what is asked is answered as it is without those days.
        return False
    turn.moves = {}
    if _FIRST.search(said):
        await loan_days.first(turn, own)
    turn.intent = "renew" if renewing else "loans"
    if renewing:
        turn.set("pending", None)
        # Where none is due then, all of them were not ordered: which, is asked.
        if due:
            await check(turn, due)
        else:
            choose(turn, own.loans)
        return True
    turn.show("loan", [one.id for one in due])
    turn.did("loans", kind="loan", things=[one.id for one in due], result="told")
    turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in due], "line": "utter_line_loan_only"})
    return True


def _span(turn: Turn, said: str) -> tuple[date, date] | None:
    """Give the first and the last day away, where a message names both; "until the twelfth" is that of the month named."""
    days = find_dates(turn.text, turn.today)
    if not days:
        return None
    # "… and the other two I can bring on Monday" names a day before, which is none of those away.
    first, last = days[0].first, max(days[0].last, days[1].last if len(days) > 1 else days[0].last)
    if first == last:
        found = next((_ORDINALS[one["day"]] for one in _THE.finditer(said) if one["day"] in _ORDINALS), None)
        if found is None:
            return None
        last = _day_after(first, found)
    return (first, last) if turn.today <= last and first <= last <= first + timedelta(days=_LONGEST) else None


def _day_after(first: date, number: int) -> date:
    """Give the first day with a number in its month that is not before a day."""
    day = first
    while day.day != number and day < first + timedelta(days=62):
        day += timedelta(days=1)
    return day
