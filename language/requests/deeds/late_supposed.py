"""Lateness that is supposed: what things would cost that come back on a day, or so many days after their due day."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.deeds.lateness import days_late
from language.requests.deeds.pleas import asks_to_waive

__all__ = [
    "OF_CLOSED_DAYS", "asks_for_all", "asks_for_both", "asks_in_tomans", "asks_late_cost", "asks_of_closed_days", "counts_from_due",
    "joins_named", "only_counts", "spans_of_days", "supposed_clause", "supposed_part", "until_at", "words_left",
]  # fmt: skip

# Who supposes it brings things back, in the first person; or things are simply late.
_SUPPOSED = re.compile(
    r"\b(?:(?:if|suppos(?:e|ing)|in case|let's say)(?: that)? (?:i|we)|(?:should|were) (?:i|we))\b[^.?!;]{0,40}?\b(?:bring|brought|return(?:ed)?|hand(?:ed)?|drop(?:ped)?|manage|keep|kept|(?:give|gave|take|took)(?= (?:\w{1,9} ){1,4}back))\b"
    r"|(?<!\w)(?:اگه|اگر|اگ|چنانچه|در ?صورتی ?که|فرض (?:کن\w{0,3}|می ?کن\w{0,3})(?: که)?)(?!\w)[^.؟?!؛]{0,60}?(?<!\w)(?:(?:ن?بیار|نیار|ن?می ?آ?ار|ن?می ?آور|بیاور|نیاور)(?:م|یم)|بر ?ن?(?:می ?)?گرد(?:ون|ان)(?:م|یم)|(?:پس|تحویل)(?:ش|شون|شان)? (?:ن?بد|ند|ن?ده|بده|ن?می ?د|ن?می ?ده)(?:م|یم)|نگه(?:ش|شون)? ن?(?:می ?)?دار(?:م|یم))(?:ش|شون|شان)?(?!\w)"
    r"|(?<!\w)(?:اگه|اگر|اگ)(?: مثلا)?(?: \w{1,5} (?:روز|هفته))? دیر ?(?:بشه|شه|بشود|شود|شد|کنم)(?!\w)"
    r"|\b(?:age|agar)\b[^.?!]{0,50}?\b(?:n?a?biy?ar|miy?ar|nayar|bar ?gard(?:oo?n|un)|(?:pas|tahvil) (?:bed|mid))(?:am|im)\w{0,4}\b"
)
_SUM = r"(?:costs?|pay|owe|come to|add up to|be charged|(?:charge|fine|fee|total|sum|amount|penalty)(?! (?:to|for (?!both|all|it|them))))\b"
_COST = re.compile(
    r"\bhow mu?t?ch(?=\W*$|(?: (?:is|would|will|do|does|must|should|shall|to))? (?:it|that|this|they|i|we|you|both|all|altogether|in (?:all|total)|pay|the (?:late )?(?:fine|fee|charge|cost|total|sum|bill))\b)"
    rf"|\bwhat(?:'s|s)?(?: (?:is|would|will|does|do|must|should|i|we|i'd|it|that|this|they|both|the|my|late|total|final|whole|really|then|have|to|be|me)){{1,6}} {_SUM}|\bwhat's the {_SUM}"
    r"|(?<!\w)(?:چقدر?\w{0,2}|چه ?قدر\w{0,2})(?= (?:جریم|می ?ش|باید|دیرکرد|در ?میاد|خواهد|هزینه|پول|بدم|برام|است|برای هر|واسه هر)|\W*$)|(?<!\w)(?:چنده|چند(?=\W*$| ?می ?ش| ریال| تو?م[نا]))"
    r"|جریم\w{0,4} (?:چق|چه ?قدر|چند)|(?<!\w)مبلغ\w{0,2}(?: \w{3,6})? (?:چق|چه ?قدر|چند)|\b(?:cheghad\w{0,2}|chande?)(?= (?:mish|jarime|bayad|rial|tom)|\W*$)"
)
# What is asked beside a day and is no sum of lateness; a book of anybody's is no loan.
_ELSE = re.compile(
    r"\b(?:renew\w*|extend\w*|borrow\w*|reserv\w*|take (?:another|one more|out)|lost|lose|damag\w*|waive\w*|where|card renewal|membership|a (?:book|novel|film|dvd))\b"
    r"|تمدید|رزرو|امانت بگیر|کتاب دیگ|گم (?:ش|کر)|خراب|پاره|کجا|عضویت|(?<!\w)(?:یه|یک) کتاب(?!\w)|(?<!\w)کتابی(?!\w)|\b(?:tamdid|rezerv|gom)"
)
_SENTENCE = re.compile(r"[.?!؟]{1,4}(?:\s{1,8}|$)")
_STOP = re.compile(r"[,،;؛.?!؟]")


@kept
def supposed_part(text: str) -> str | None:
    """Give what is said from the "if I bring" on in a sentence that asks what it costs; None where none does."""
    for sentence in _SENTENCE.split(_folded(text)):
        found = _SUPPOSED.search(sentence)
        if found is not None and _COST.search(sentence) is not None:
            return sentence[found.start() :]
    return None


def supposed_clause(part: str) -> str:
    """Give of such a part only what is brought back, and when: to its comma, or to what is asked of the cost."""
    found = _SUPPOSED.search(part)
    at = found.end() if found is not None else 0
    ends = [one.start() for one in (_STOP.search(part, at), _COST.search(part, at)) if one is not None]
    return part[: min(ends, default=len(part))]


_KNOWN = frozenset(
    "if suppose supposing in case let's say that should were i we to and then just only bring brought return returned hand handed drop dropped"
    " manage keep kept give gave take took back off it them both all everything this these those the two three four five six seven eight nine"
    " ten my our book books novels loans items one ones other of on by until till til before after past over beyond date day days deadline due"
    " week weeks month months fortnight late later longer than allowed overdue a an half couple not don't can't do can their its morning evening"
    " afternoon noon next coming following is are was only each for"
    " اگه اگر اگ چنانچه در صورتی صورتیکه درصورتی که فرض مثلا من ما هر دو دوتا دوتاش دوتاشون دوتاشو دوتارو هردو هردوتا هردوش هردوشون سه چهار پنج"
    " شش شیش هفت هشت نه ده تا تاش تاشون رو را کتاب کتابا کتابها کتابهای کتابام کتابهام کتابم کتابمو کتابو کتابارو کتابامو کتابهامو کتابهایم این"
    " اون آن اینو اونو اینا اینارو اونا همه همش همشو همشون همشونو جفتش جفتشو جفتشون جفتشونو روز روزه هفته ماه یه یک یکی دیر دیرتر تاخیر با بعد پس از"
    " موعد موعدش موعدشون مهلت مهلتش تاریخ تاریخش سررسید برای واسه هم فقط دیگه دیگر بعدی آینده صبح عصر ظهر شب ساعت کن کنید کنین کنم"
    " age agar masalan har do dota dotasho ro ketab ketabo ketabaro ino oono hame hamasho rooz ruz hafte ye yek se dir dirtar bad az moed mohlat ta".split()
)


def words_left(clause: str, *known: str) -> list[str]:
    """Give the words of a clause that are no days, no things in general and none of those known: titles, dates."""
    said = _SUPPOSED_VERB.sub(" ", clause)
    for one in sorted(known, key=len, reverse=True):
        said = said.replace(_folded(one), " ")
    return [word for word in re.findall(r"[\w']+", said) if word not in _KNOWN and not word.isdigit()]


_SUPPOSED_VERB = re.compile(
    r"(?<!\w)(?:(?:ن?بیار|نیار|ن?می ?آ?ار|ن?می ?آور|بیاور|نیاور|بر ?ن?(?:می ?)?گرد(?:ون|ان))(?:م|یم)|(?:پس|تحویل)(?:ش|شون|شان)? \w{1,4}(?:م|یم)|نگه(?:ش|شون)? ن?(?:می ?)?دار(?:م|یم))(?:ش|شون|شان)?(?!\w)|دیر ?(?:بشه|شه|بشود|شود|شد|کنم)(?!\w)"
    r"|\b(?:n?a?biy?ar|miy?ar|nayar|bar ?gard(?:oo?n|un)|(?:pas|tahvil) (?:bed|mid))(?:am|im)\w{0,4}\b"
)


def asks_late_cost(text: str) -> bool:
    """Tell whether a text supposes that one's things come back on a day or late, and asks what that costs."""
    return supposed_part(text) is not None and _ELSE.search(_folded(text)) is None and not asks_to_waive(text)


def spans_of_days(text: str) -> set[int]:
    """Give all the numbers of days that a text speaks of: {2, 5} of "two days late and the other five days"."""
    parts = re.split(r"[,،;؛]| (?:and|و|va) ", _folded(text))
    return {days for part in parts if (days := days_late(part)) is not None}


_FROM_DUE = re.compile(
    r"\b(?:late\w{0,4}|overdue|(?:after|past|beyond|over)(?: (?:the|its|their|that|my))?(?: due)? (?:date|day|deadline)|after (?:it|they) (?:is|are|was|were) due)\b"
    r"|(?<!\w)(?:دیر|دیرتر|تاخیر|دیرکرد|(?:بعد|پس) از (?:موعد|مهلت|تاریخ|سررسید)\w{0,3})(?!\w)|\b(?:dir|dirtar|takhir|bad az (?:moed|mohlat|tarikh)\w{0,4})\b"
)


def counts_from_due(text: str) -> int | None:
    """Give the days after the due day that a text supposes: "two days after the date"; None where it counts from no due day."""
    return days_late(text) if _FROM_DUE.search(_folded(text)) else None


_ALL = re.compile(
    r"\b(?:both|all of (?:them|these|those)|the (?:two|three|four)(?: of them)?|the lot|everything|all (?:two|three|four|five|my)|each of them)\b"
    r"|(?<!\w)(?:هر ?(?:دو|سه|چهار)(?:تا)?\w{0,4}|هر ?(?:کدوم|کدام)\w{0,4}|جفت\w{0,4}|همه\w{0,4}|دو ?تا(?:ش|شون|یی)\w{0,2})(?!\w)|\b(?:har ?do\w{0,7}|joft\w{0,5}|hame\w{0,5}|har ?koodoo?m\w{0,4})\b"
)


def asks_for_all(text: str) -> bool:
    """Tell whether a text speaks of all of several things: "for both", «برای هر دوتاش»."""
    return _ALL.search(_folded(text)) is not None


_BOTH = re.compile(r"\b(?:both|the two|all two)\b|(?<!\w)(?:هر ?دو|جفت|دو ?تا)|\b(?:har ?do|joft)")


def asks_for_both(text: str) -> bool:
    """Tell whether a text speaks of two things together: "both", «هر دوتاش»."""
    return _BOTH.search(_folded(text)) is not None


_JOINS = re.compile(r"\bthe same (?:hold|go|appl)\w{0,3}\b|\b(?:together|along) with (?:it|that|this|the other)\b")


def joins_named(text: str) -> bool:
    """Tell whether what is named comes beside what was spoken of: "does the same hold for The Hobbit?"."""
    return _JOINS.search(_folded(text)) is not None


_UNTIL = re.compile(r"\b(?:until|till|til|up to|ta)\b|(?<!\w)تا(?!\w)")


def until_at(text: str) -> int | None:
    """Give where a text says "until"; None where it does not."""
    found = _UNTIL.search(text)
    return found.start() if found is not None else None


_MORE = frozenset(
    "and no so i meant mean the total in all both of them two three four books days day week weeks late for each if how much what about then"
    " altogether one five six seven eight nine ten a an و نه منظورم جمع جمعش مجموع کل هر دو دوتا دوتاش دوتاشون سه چهار پنج شش هفت ده کتاب تا روز هفته"
    " برای واسه یه یک چقدر چقدره چند میشه دیر اگه va na har dota dotash rooz hafte ye baraye cheghad mishe".split()
)


def only_counts(text: str) -> bool:
    """Tell whether a text gives nothing but days and how many things: "and both of them, five days?"."""
    return all(word in _MORE or word.isdigit() for word in re.findall(r"[\w']+", _folded(text)))


# Days that count are asked of; a fee, only where the day is one on which the library is closed.
_SHUT = r"(?:(?:public |bank )?holidays?|closed days?|days (?:that |when |on which )?(?:you|the library)(?:'re| are| is) closed?|(?:you|library)(?:'re| are| is) closed?|shut)"
_COUNTED = r"(?:count\w{0,3}|includ\w{1,3}|added)"
_FINED = r"(?:charged?|(?:be|get|am|are) fined|pay (?:the|a|any) fine)\b(?! for)"
_WEEK_FA, _SHUT_FA = r"(?:جمعه|پنج ?شنبه)(?: ?ها| هم| و (?:جمعه|پنج ?شنبه|تعطیل))", r"(?:تعطیل|بسته|آخر هفته)"
_COUNTED_FA = r"(?:حساب (?:ن?می|شه|شود|بش)|حسابه|محاسبه|منظور|جزو|جزء|به ?شمار|شمرده|اضافه می|count)"
OF_CLOSED_DAYS = re.compile(
    rf"\b(?:fridays?|thursdays?|weekends?|{_SHUT})\b[^.!?]{{0,50}}\b{_COUNTED}\b|\b{_COUNTED}\b[^.?!]{{0,30}}\b(?:fridays?|thursdays?|weekends?|{_SHUT})\b"
    rf"|\b{_SHUT}\b[^.!?]{{0,30}}\b{_FINED}|\bcharged? for (?:the )?(?:fridays|thursdays|weekends?|{_SHUT})\b"
    rf"|(?<!\w)(?:{_WEEK_FA}|{_SHUT_FA})[^.؟?!]{{0,40}}{_COUNTED_FA}|(?<!\w){_SHUT_FA}[^.؟?!]{{0,20}}جریمه ?(?:هم )?(?:دار|می ?ش|ن?می ?خور)"
    r"|\b(?:jom'?e\w{0,3}|panjshanbe\w{0,3}|tatil\w{0,4})\b ham\b[^.?!]{0,30}\b(?:hesab|mohasebe|jarime|joz\w{0,2}|count)\b"
)


def asks_of_closed_days(text: str) -> bool:
    """Tell whether a text asks if days on which the library is closed count for lateness."""
    return OF_CLOSED_DAYS.search(_folded(text)) is not None


_TOMANS = re.compile(
    r"\b(?:how many|in|to|as) to+mans?\b|(?<!\w)(?:چند|به|چقدر) (?:تومن|تومان)(?!\w)|\b(?:chand|be) to+ma?n\b"
)


_RIALS = re.compile(
    r"\brials?\b|ریال|\bnot (?:in|to|as) tomans?\b|(?:تومن|تومان) نه(?!\w)|نه (?:به|چند) (?:تومن|تومان)"
)


def asks_in_tomans(text: str) -> bool:
    """Tell whether a text asks for a sum in tomans."""
    said = _folded(text)
    return _TOMANS.search(said) is not None and _RIALS.search(said) is None


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
