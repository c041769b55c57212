"""Lateness in words: how many days late a patron speaks of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.aligned import align
from language.numerals import ENGLISH_COUNT, PERSIAN_COUNT, number_of

__all__ = [
    "MOST_DAYS",
    "asks_by_day",
    "asks_sum",
    "asks_sum_to_pay",
    "days_late",
    "keeps_on",
    "leaves_unpaid",
    "own_debt",
]

#: Nobody means more days than these.
MOST_DAYS = 730

_SPAN = re.compile(
    rf"(?<![^\W_])(?:(?P<half>half an?) |(?P<couple>a couple of|couple of) )?"
    rf"(?P<count>{ENGLISH_COUNT}|{PERSIAN_COUNT}|an?|\d{{1,3}}|yek|ye|do|se|char|chahar|panj|shish|haft|hasht|noh|dah)?"
    r"(?: ?تا)? ?(?P<unit>days?|weeks?|fortnights?|months?|روزه?|هفته(?: ?ای)?|ماهه?|rooz|ruz|hafte|mah)(?![^\W_])"
)
_DAYS = {"d": 1, "ر": 1, "r": 1, "w": 7, "ه": 7, "h": 7, "f": 14, "m": 30, "م": 30}
_FINGLISH = {"yek": 1, "ye": 1, "do": 2, "se": 3, "char": 4, "chahar": 4, "panj": 5, "shish": 6, "haft": 7, "hasht": 8,
             "noh": 9, "dah": 10}  # fmt: skip
_OWN = re.compile(
    r"\bhow much do (?:you (?:want|need|get)|i (?:have|need) to pay)(?: from me| you)?(?: now| for (?:this|it|that))?\W*$|"
    r"\bi owe\b|\bdo i owe\b|\bi'?ve? (?:got )?(?:a |any )?(?:fines?|debts?|fees?)\b|\bhave i (?:got )?(?:a "
    r"|any )?(?:fines?|fees?|debts?)\b"
    r"|\bdo i have (?:a |any )?(?:fines?|fees?|debts?|charges?)\b|\bmy (?:own |current |total |outstanding "
    r"|library )?(?:fines?|fees?|debts?|balance|charges?|bill)\b"
    r"|\bam i fined\b|\bon my (?:card|account|record)\b|\bwas i (?:fined|charged)\b|\bwhy (?:was|were|have"
    r"|am|did) i\b|\bi was (?:fined|charged)\b|\bcharged me\b"
    r"|(?:جریمه|جریمم|جریمهم|بدهی|بدهیم|بدهکاری) ?(?:ام|م|مو|من|هام|هامو|های من)(?![^\W_])|جریم(?:م|مو|ه ام)(?![^\W_])"
    r"|(?:جریمه|بدهی|قرض|طلب) (?:ای )?(?:ثبت شده )?(?:دارم|داشتم|شدم|خوردم|کردید|کردین|نوشتن|نوشتید|به اسمم|روی کارتم)"
    r"|(?:بدهی|جریمه|بدهکاری)(?:ی|های)? (?:خود|خودم|خودمو|بنده|اینجانب)(?![^\W_])"
    r"|بدهکار(?:م| هستم|ی دارم)|حسابم|کارتم|برام (?:جریمه|بدهی)|(?:jarime|bedehi)(?:am|m|mo| man| daram)\b|bedehkaram"
)


def days_late(text: str) -> int | None:
    """Give the number of days that a text speaks of: "5 days late" is 5, «یه هفته دیر» is 7; None for none."""
    for match in _SPAN.finditer(align(text).text):
        unit = _DAYS[match["unit"][0]]
        if match["couple"]:
            count = 2
        elif match["count"]:
            word = match["count"]
            count = _FINGLISH[word] if word in _FINGLISH else 1 if word in ("a", "an") else number_of(word)
        else:
            continue
        days = count * unit // (2 if match["half"] else 1)
        if 0 < days <= MOST_DAYS:
            return days
    return None


# Who does not bring it back on a day asks what it costs from then on.
_KEEPS = re.compile(
    r"\b(?:if|what if|suppose|in case)\b[^.?!]{0,25}\b(?:don't|dont|do not|can't|cant|cannot|can not|won't|wont|didn't|not|never)\b[^.?!]{0,14}\b(?:return|bring|give|hand|take|renew)\b"
    r"|(?<![^\W_])(?:اگه|اگر|age|agar)(?![^\W_])[^.?!؟]{0,40}(?:نیارم|نیاورم|نیارمش|(?:پس|تحویل|تحویلش) (?:ندم|ندهم|ندمش)|بر ?نگردونم\w*|بر ?نگردانم|(?:return|renew|برگشت) ?نکنم|نرسونم|نبرم|nayaram|(?:pas|tahvil) nadam|bar ?nagard\w+|nakonam)"
)
_BY_DAY = re.compile(
    r"\b(?:per|a|each|every) day\b|\bdaily\b|(?<![^\W_])(?:روزی|هر روز|هرروز|روزانه)(?![^\W_])|\b(?:ruzi|roozi|har ru?o?z|ruzane|roozane)\b"
)


_UNPAID = re.compile(
    r"\b(?:if|what if|suppose|in case)\b[^.?!]{0,20}\b(?:don't|dont|do not|never|can't|cannot|won't|refuse to)\b[^.?!]{0,10}\b(?:pay|paid|settle)\b"
    r"|(?<![^\W_])(?:اگه|اگر|age|agar)(?![^\W_])[^.?!؟]{0,24}(?:پرداخت ?نکنم|نپردازم|پولشو ندم|جریمه ?\w{0,3} ?(?:رو |را )?ندم|ندهم|ندمش|بدهی\w* (?:رو |را )?ندم|pardakht nakonam|nadam|napardazam)"
)
_SUM = re.compile(
    r"\bhow much (?:is it|is that|do i|must i|exactly|in total|altogether|am i)\b|\bwhat do i owe\b|(?<![^\W_])(?:چقدر|چقد|چه ?قدر|چنده|چه مبلغی)(?![^\W_])|\bcheghad\w*\b|\bchande\b"
)


# How much is to be paid now; of a day, a copy or a card that costs something, and of the way, it is not asked.
_TO_PAY = re.compile(
    r"\b(?:what|how much)(?: exactly| money| then)? (?:do|must|should|will) (?:i|we) (?:actually |still |really |now |even )?(?:have |need |got )?(?:to )?(?:pay|owe)(?: (?:you|now|then|today|exactly|in total|altogether|please))?(?=\W{0,4}$|[.?!,;])"
    r"|(?<![^\W_])(?:چقدر|چقد|چه ?قدر|چند|چه مبلغی)(?: \w{1,8}){0,2} (?:باید )?(?:بدم|بدهم|بپردازم|پرداخت کنم|واریز کنم|بدهکارم)(?=\W{0,4}$|[.؟?!،])|(?<![^\W_])باید (?:چقدر|چقد|چند|چه مبلغی)(?: \w{1,8})? (?:بدم|بدهم|بپردازم|پرداخت کنم|واریز کنم)(?=\W{0,4}$|[.؟?!،])"
    r"|\b(?:cheghad\w{0,2}|chand)(?: \w{1,8}){0,2} (?:bayad )?(?:bedam|bepardazam|pardakht konam|bedehkaram)(?=\W{0,4}$|[.?!,])|\bbayad (?:cheghad\w{0,2}|chand) (?:bedam|bepardazam|pardakht konam)(?=\W{0,4}$|[.?!,])"
)
# "To whom do I pay, and what do I owe?" asks for the way, too.
_WAY = re.compile(
    r"\bhow (?!much\b)|\b(?:whom?|where|which way|online|cash|instal\w{3,8})\b"
    r"|(?<![^\W_])(?:چطور\w{0,2}|چه ?طور\w{0,2}|چجوری|چه ?جوری|چگونه|کجا|به کی|آنلاین|نقدی?|قسطی?)(?![^\W_])|\b(?:chetor\w{0,2}|che ?ju?o?o?ri|koja|be ki)\b"
)
_SUPPOSES = re.compile(r"\bif\b|(?<![^\W_])(?:اگه|اگر|age|agar)(?![^\W_])")


def asks_sum_to_pay(text: str) -> bool:
    """Tell whether a text asks how much is to be paid, and not in which way."""
    said = align(text).text
    return all((_TO_PAY.search(said), not _SUPPOSES.search(said), not _WAY.search(said)))


def leaves_unpaid(text: str) -> bool:
    """Tell whether a text supposes that what is owed is not paid."""
    return _UNPAID.search(align(text).text) is not None


def asks_sum(text: str) -> bool:
    """Tell whether a text asks how much is owed."""
    return _SUM.search(align(text).text) is not None


def keeps_on(text: str) -> bool:
    """Tell whether a text supposes that something is not brought back: "if I don't return it tomorrow"."""
    return _KEEPS.search(align(text).text) is not None


def asks_by_day(text: str) -> bool:
    """Tell whether a text speaks of what each day of lateness costs."""
    return _BY_DAY.search(align(text).text) is not None


def own_debt(text: str) -> bool:
    """Tell whether a text asks after what the patron owes, and not after fines in general."""
    return bool(_OWN.search(align(text).text))
