"""The days that a message asks about: read, named by a closing of the library, or not read and so to be asked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from actions.dialogue.turn import Fact, Turn, nested
from crm.library_info.named_days import find_named_days
from language.dates import DateSpan, find_dates
from language.normalise import fold
from language.unread_days import speaks_of_a_day

_CLOSED = re.compile(
    r"^\W*(?:when |while )?(?:you are|you're|you|it's|it is|is|are|که)\b[^?]*(?:closed|shut|تعطیل|بسته)"
    # … or set aside: "tomorrow is out. Saturday then?", «فردا که هیچی. شنبه؟».
    r"|^\W*(?:is|'s|s) (?:out(?! of)|no good|no use|too early|too late|not possible|impossible)\b|^\W*(?:won't|wont|doesn't|doesnt|can't|cant) (?:work|do|make it)\b"
    # … or on which one cannot come oneself: "Friday I can't, we have guests", «جمعه نمی‌تونم».
    r"|^\W*(?:i|we) (?:can't|cant|cannot|can not|won't|wont|couldn't)\b|^\W*(?:i'm|im|i am|we're|we are) (?:not (?:there|here|around|free|available|in)|away|busy|working|out of town)\b"
    r"|^\W*(?:که |رو |را |هم )?(?:نمی ?(?:تونم|توانم|تونیم|توانیم|رسم|رسیم)|نیستم|نیستیم|وقت ندار(?:م|یم)|(?:کار|مهم(?:و|ا)ن|کلاس|جلسه|شیفت) ?دار(?:م|یم)|سر ?کارم)(?!\w)|^\W*(?:nemitun\w+|nemitoo?nam|nemiresam|nistam|nistim)\b"
    r"|^\W*(?:که |ک )?(?:هیچی(?!\w)|(?:هیچ|نه|نمی ?(?:رسم|تونم|توانم|شه|شود|رسیم|تونیم)|نمیشه|نمیرسم|گذشت)\W*$)|^\W*ke? ?(?:hichi\b|(?:nemi\w+|na)\W*$)"
)
# … or refused before it is named: "not Friday", "any day but Friday", «به جز جمعه»; at nine («ساعت نه») refuses nothing.
_REFUSED = re.compile(
    r"\b(?:not|except(?: for)?|apart from|other than|(?:any|every|all)(?:thing| other)?(?: (?:days?|times?|evenings?|mornings?))? but|(?:i|we) (?:can't|cant|cannot|won't) (?:do|make|come|manage)(?: it)?)(?: on)? ?$|(?<!\w)(?:به ?جز|جز|غیر ?از|به ?غیر ?از|(?<!ساعت )(?<!سر )(?<!تا )(?<!از )(?<!بعد )نه)(?: روز)? ?$|\b(?:joz|gheyr az|bejoz|be joz)(?: ruz\w*)? ?$"
)
# Of two days the one that is said to suit is asked about: "I could come Thursday but Friday is better".
_BETTER = re.compile(
    r"^\W*(?:is|would be|'d be|might be|works|suits me|fits|does|looks|sounds) (?:much |a lot |even |far |probably )?better\b"
    r"|^\W*(?:که |رو |را |هم |برام |برای من |واسم ){0,2}(?:راحت ?تر|بهتر)(?:ه|م|ه برام| است|ه واسم| می ?(?:شه|شود|تونم))(?! ?یا)(?!\w)|^\W*(?:behtare|rahattare|rahattaram)\b(?! ya)"
)
# … or on which only something of one's own is: "are you open late tonight? I have my exam on Saturday".
_OWN = re.compile(
    r"\b(?:my|our|his|her|an?|the) (?:\w+ ){0,3}(?:exams?|tests?|exma|quiz|finals?|midterms?|interview|presentation|deadline|flight|train|wedding|birthday|appointment|operation)(?: (?:is|are|'s))?(?: \w+){0,1} ?(?:on|until|before)? ?$"
    r"|(?:امتحان|آزمون|ازمون|کنکور|مصاحبه|پرواز|عروسی|تولد|عمل|ارائه|ددلاین)\w{0,3}(?: \w+){0,2} ?$|\b(?:emtehan|azmoo?n|konkoo?r|mosahebe|parvaz)\w{0,3}(?: \w+){0,2} ?$"
)
_ITS_END = re.compile(
    r"^\W*(?:امتحان|آزمون|ازمون|کنکور|مصاحبه|پرواز|عروسی)\w{0,3} (?:دارم|داریم|داره|است)|^\W*(?:emtehan|azmoo?n|konkoo?r|parvaz)\w{0,3} dar\w{1,2}\b"
)

__all__ = ["AskedDays", "asked_days", "days_joined", "without_set_aside"]


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The first and the last day asked about; none where no day was spoken of, or (`unread`) none could be read.

    `contradicted`: a weekday was named beside the date, and it is another one. `name`: of the closing, {"fa", "en"}.
    """

    first: date | None = None
    last: date | None = None
    unread: bool = False
    contradicted: bool = False
    name: dict[str, str] | None = None

    @property
    def remark(self) -> Fact:
        """Say which weekday the date is, where the message has it wrong."""
        if not self.contradicted or self.first is None:
            return None
        return nested("utter_part_other_weekday", weekday={"weekday": self.first.isoformat()})


def without_set_aside(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Leave out a day that is only said to be closed beside another one: «فردا که تعطیل است، امروز تا کی؟»."""
    left, better, end = [], [], 0
    for span in spans:
        start = max(text.find(span.text, end), end)
        end = start + len(span.text)
        clause = fold(re.split(r"[،,؛;.؟!]", text[end:], maxsplit=1)[0])
        before = fold(re.split(r"[،,؛;.؟!?]", text[:start])[-1])
        if not (_CLOSED.search(clause) or _REFUSED.search(before) or _OWN.search(before) or _ITS_END.search(clause)):
            left.append(span)
        if _BETTER.search(clause):
            better.append(span)
    return better or left or spans


async def asked_days(turn: Turn) -> AskedDays:
    """Read the days that a turn asks about; one that was not read is never today."""
    spans = without_set_aside(turn.text, find_dates(turn.text, turn.today)) or find_dates(
        turn.entity("date") or "", turn.today
    )
    named = None if turn.is_payload else await find_named_days(turn.store, turn.text, turn.today)
    # What the library itself calls by a name («نوروز») is as long as the library says.
    if spans and (named is None or not spans[0].is_range):
        return AskedDays(spans[0].first, spans[0].last, contradicted=spans[0].contradicted)
    if named is not None:
        return AskedDays(named.first, named.last, name=named.reason)
    return AskedDays(unread=not turn.is_payload and speaks_of_a_day(turn.text))


def days_joined(text: str, today: date) -> list[date]:
    """Give the days that a text joins to the first one, each a day of its own: of "Friday and Saturday" the second."""
    spans = without_set_aside(text, find_dates(text, today))
    found: list[date] = []
    for one, other in pairwise(spans):
        if not _JOINED.fullmatch(text[one.end : other.start]) or other.is_range:
            break
        found.append(other.first)
    return found[:_MOST_JOINED]


_MOST_JOINED = 2
_JOINED = re.compile(r"[ ,،]{0,3}(?:and|or|&|و|یا|o|va|ya)[ ,،]{1,3}(?:(?:on|the|next|for|روز|هم) )?", re.IGNORECASE)
