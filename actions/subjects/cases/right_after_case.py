"""What is said right after something was filed: who gets a suggested title first, a detail put right, a word missed."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_contact import is_skip
from actions.subjects.facts.facts import answer_as
from actions.subjects.facts.unmarked_questions import asks_unmarked
from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.objections import contests
from language.requests.own.belonging import belongs_to

__all__ = ["asks_who_is_first", "misses_word", "puts_right", "tells_who_is_first", "without_reason"]

# So likely it adds to the case.
_ADDS = 0.5


def asks_who_is_first(text: str) -> bool:
    """Tell whether a text asks who gets a title first that was suggested: "do I get it first?"."""
    return _FIRST_MINE.search(fold(without_reason(text)).replace("’", "'")) is not None


async def tells_who_is_first(turn: Turn, matter: str) -> bool:
    """Tell who gets a title first that was suggested, where that is asked, whatever reason stands beside it."""
    if matter != "suggest_purchase" or not asks_who_is_first(turn.text) or contests(turn.text):
        return False
    if not await answer_as(turn, matter, **_AM_FIRST, alone=True):
        return False
    turn.intent, turn.settled = matter, True
    return True


_AM_FIRST = {"fa": "اگر پیشنهادم خریده شود اول به من می‌رسد؟", "en": "Do I get the book first if you buy it?"}
_FIRST_MINE = re.compile(
    r"\b(?:do|will|would|can|am|shall|is|are) (?:i|it|we)\b[^.?!]{0,30}\b(?:dibs|priority|next in line)\b"
    # It is the title that is got first: a list, a letter or a bill is something else.
    r"|\b(?:do|will|would|can|could|may|shall) (?:i|we) (?:(?:then|also|still|really|be (?:able|allowed) to|get to) )?(?:get|have|borrow|read|receive|take) (?:it|that|this|one|(?:a|the|that|this|my) (?:first )?(?:\w+ )?(?:book|novel|copy|title|dvd|audiobook))(?: (?:home|then|when it (?:comes|arrives)|once it(?:'s| is) (?:here|there|bought)))? first\b"
    r"|\b(?:am|are|will|would|shall|can) (?:i|we)(?: be)?(?: the| among the| in line| on the list)? first\b(?! (?:asked|told|to (?:pay|sign|register))\b)|\b(?:will|would|does|is|can) (?:it|that|the (?:book|copy|title))(?: (?:be|come|go|kept|given|reserved|lent|offered)){1,3} (?:to|for) (?:me|us) first\b|\bis it mine first\b|\b(?:kept|reserved|held|set aside) for me\b[^.!]{0,20}\?|\bwho(?:ever)? (?:gets|comes|is) (?:it )?first\b"
    r"|(?<!\w)(?:اول|اولین نفر|زودتر از (?:همه|بقیه))(?: از همه)? (?:به |مال |برای )?(?:من|خودم|ما|خودمون)(?!\w)(?![^.؟?!،]{0,24}(?<!\w)(?:باید|پول\w{0,3}|هزینه\w{0,2}|فرم|فهرست\w{0,3}|لیست\w{0,3}|خبر|زنگ|ایمیل|ثبت ?نام|امضا|بگ(?:ید|ین)|میگ(?:ید|ین)|نشون|نشان)(?!\w))|(?<!\w)(?:نوبت|نفر) اول (?:من|خودم|با من)|هر ?ک(?:ی|س)\w{0,3} زودتر|\b(?:aval|avval) (?:be |male )?(?:man|khodam)\b"
)


def puts_right(turn: Turn, age: int) -> bool:
    """Tell whether a "no" right after a case puts a detail of it right: "not yesterday, sorry, Tuesday"."""
    waits = (turn.slot("pending") or {}).get("do")
    if turn.intent not in _REFUSING or waits not in {None, "contact"} or age > 1:
        return False
    if {"?", "؟"} & set(turn.text) or asks_unmarked(turn.text) or word_count(turn.text) <= 1:
        return False
    corrects = bool(find_dates(turn.text, turn.today)) and _corrects(turn)
    # What is to be forgotten, or refused for one comes oneself, is no detail of it, however much it tells.
    refuses = turn.intent == "cancel" or _REFUSED.search(fold(turn.text).replace("’", "'")) is not None
    adds = turn.moves.get("case.add", 0.0) >= _ADDS
    return corrects or (adds and not refuses and not is_skip(turn))


def _corrects(turn: Turn) -> bool:
    """Tell whether a text that names a day puts it right: by a word of correcting, or by a "not" before a day."""
    said = fold(turn.text).replace("’", "'")
    if _TO_COME.search(said) or _FORGETS.search(said):
        return False
    days = find_dates(turn.text, turn.today)
    return _RIGHTED.search(said) is not None or any(_NOT_BEFORE.search(fold(turn.text[: day.start])) for day in days)


_REFUSING = frozenset({"deny", "cancel"})
_RIGHTED = re.compile(
    r"\b(?:sorry|i mean|i meant|wait|actually|rather|correction|my mistake|mistaken|it was|it's been|that was|it happened|instead|wrong)\b|(?<!\w)(?:ببخشید|ببخشین|معذرت|منظورم|اشتباه\w{0,5}|یعنی|درستش|بود|بوده|شد)(?!\w)|\b(?:bebakhshid|manzuram|manzooram|eshtebah|yani|bud|bood)\b"
)
_NOT_BEFORE = re.compile(r"(?:\bnot(?: (?:on|in|at|since|from))?|(?<!\w)نه|\bna) ?$")
# Who comes, calls or looks for oneself is not to be reached.
_TO_COME = re.compile(
    r"\b(?:i'll|i will|i'm going to|i am going to|i can|i'm|we'll|we will) (?:\w+ )?(?:come|coming|drop|pass|stop|call|ring|look|check|ask|be (?:there|in|back)|pop|go|visit)\b|(?<!\w)(?:میام|می ?آیم|میایم|سر ?می ?زنم|زنگ ?می ?زنم|می ?پرسم|پیگیری می ?کنم|مراجعه می ?کنم)(?!\w)|\b(?:miam|miyam|sar mizanam|zang mizanam)\b"
)
_FORGETS = re.compile(
    r"\b(?:forget (?:it|that|about)|never ?mind|leave it|work(?:s|ed|ing) again|no longer|not needed|sorted|fixed itself|found it)\b|(?<!\w)(?:ولش|ول کن\w*|بی ?خیال\w*|لازم نیست|نمی ?خوا\w+|درست شد|پیدا شد|پیداش کردم|فراموشش? کن\w*)(?!\w)|\b(?:velesh|bikhial|lazem nist|dorost shod|peyda shod)\b"
)
_REFUSED = re.compile(
    rf"\bno,? (?:thanks|thank you|need)\b|\bthanks?(?: you)?,? (?:but )?no\b|(?<!\w)نه[،,]? ?(?:ممنون|مرسی|متشکر|لازم)|\bna,? ?(?:mamnun|mersi|merci)|{_TO_COME.pattern}|{_FORGETS.pattern}"
)


def misses_word(turn: Turn, number: str, matter: str) -> bool:
    """Tell whether a patron misses a word about what was filed: "you have not said anything about the lamp"."""
    found = _MISSED.search(fold(turn.text).replace("’", "'"))
    if found is None:
        return False
    of_what = next((words for words in found.groups() if words), "")
    told = " ".join(str(one["words"]) for one in turn.recall("told") or [] if one["number"] == number)
    words = [word for word in re.findall(r"\w+", of_what) if len(word) > _SHORT]
    return any(word in fold(told) for word in words) or belongs_to(of_what, told, matter)


_SHORT = 3
_MISSED = re.compile(
    r"\b(?:you|nobody|no one) (?:(?:have|has|had) not|haven't|hasn't|hadn't|did not|didn't|never|still haven't|don't) (?:yet )?(?:said?|told?|mention(?:ed)?|answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|touch(?:ed)?)(?: me| us)?(?: (?:anything|a word|a thing|nothing))?(?: (?:about|on|to|of|regarding))? (?P<en>[^.?!,]{3,50})"
    r"|(?:درباره|در ?مورد|راجع به|از|واسه|برای)(?: ?ی)? (?P<fa>[^.؟?!،]{3,40}?) (?:که )?(?:هیچی|چیزی|جوابی|حرفی|هیچ حرفی) (?:نگفت\w*|ننوشت\w*|نداد\w*|نزد\w*)|(?:جواب|پاسخ) (?P<ans>[^.؟?!،]{3,30}?) (?:رو|را|و) (?:هم )?نداد\w*"
    r"|\b(?:darbare|dar morede|raje be) (?P<latin>[^.?!,]{3,40}?) (?:hichi|chizi|javabi) (?:nagoft\w*|nadad\w*)"
)


def without_reason(text: str) -> str:
    """Leave out the reason that stands behind a question: "do I get it first? Because last year …"."""
    found = _REASON.search(text)
    return text[: found.start() + 1] if found is not None else text


_REASON = re.compile(
    r"[?؟]\s{0,2}(?:because|cause|since|as|only|i ask because|i'm asking because|last (?:time|year|month)|چون|چونکه|آخه|اخه|زیرا|پارسال|دفعه\w* (?:پیش|قبل)|سری (?:پیش|قبل)|cho+n|akhe|parsal)(?!\w)[^?؟]*$",
    re.IGNORECASE,
)
