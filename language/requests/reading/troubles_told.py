"""Troubles that are told, and a book for them that is asked for beside: "can't sleep. book for that?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["find_told_trouble"]

_CALM = ("calm", "آرامش")
# What is told, and the words by which titles on it are found, those that name it first.
_FELT = (
    (
        re.compile(
            r"\b(?:(?:can't|cant|cannot|can not|couldn't|don't|haven't|hardly|barely) (?:\w{2,8} )?(?:sleep|slept)|sleepless|insomnia|khab\w{0,2} nemi\w{3,6})\b|(?<!\w)(?:خوابم? ?نمی ?\w{2,5}|بی ?خواب\w{0,3})(?!\w)"
        ),
        ("sleep", "خواب", *_CALM),
    ),
    (
        re.compile(r"\b(?:anxi\w{2,4}|panic\w{0,4}|nervous|worr(?:y|ied|ies))\b|اضطراب|دلشوره|\bezterab\w{0,2}\b"),
        ("anxiety", "اضطراب", "stress", "استرس"),
    ),
    (re.compile(r"\bstress\w{0,3}\b|استرس|\besteres\w{0,2}\b"), ("stress", "استرس", "anxiety", "اضطراب")),
    (
        re.compile(r"\b(?:can't|cant|cannot|couldn't) (?:\w{2,8} )?(?:concentrate|focus)\b|تمرکز"),
        ("concentrate", "concentration", "تمرکز"),
    ),
)
_BOOK = r"\b(?:books?|something to read|anything to read)\b"
_HELPS = (
    r"(?:that|which|to)(?: (?:can|could|might|would|will))? helps?(?: (?:me|one|people))?(?: (?:with|for|against|in))?"
)
# A book for what has been told.
_FOR_IT = re.compile(
    rf"{_BOOK}(?: there)? (?:{_HELPS} (?:this|that|it)|(?:for|against|about|on) (?:this|that))(?= ?(?:$|[.?!,;)]))"
    r"|\b(?:do you have|have you(?: got)?|got|is there) (?:anything|something) (?:that|which) helps?(?: me)? (?:with|against|for) (?:this|that|it)(?= ?(?:$|[.?!]))"
    r"|\b(?:is there|have you(?: got)?|do you have|got) (?:an?|any|some) books?(?= ?(?:$|[.?!]))"
    r"|(?<!\w)(?:کتاب|کتابی)(?: چیزی)? (?:هست|دارید|دارین|سراغ دارید) ?(?:برای|برا|واسه) (?:این|همین|اون)(?: (?:حال\w{0,3}|مشکل\w{0,3}))?(?= ?(?:$|[.؟?!،,]))"
)
# A book that calms is one for a trouble, whatever it is.
_CALMS = re.compile(
    rf"{_BOOK} (?:that|which|to) (?:(?:like|just|kind of|sort of|really)?[ .…]{{1,4}}){{0,3}}(?:(?:can|could|might|would|will) )?calms? (?:me|you|one|us|my (?:nerves|mind))(?: down)?\b"
    r"|(?<!\w)(?:کتاب|کتابی)(?: چیزی)?(?: (?:می ?خوام|می ?خواهم|هست|دارید|دارین|بدید|بدین|بده|معرفی کنید|معرفی کنین)){0,2}(?: (?:که|برای|برا|واسه|تا|این|اینکه|این که|آدم|من|یکم|یه کم|یه ذره|کمی|باهاش|ازش)){0,6}(?: (?:اعصابم|ذهنم|دلم|فکرم|مغزم|منو|من رو))?(?: (?:یکم|یه کم|یه ذره|کمی)){0,2} (?:آر(?:و|ا)م)(?:م)? ?(?:شم|شه|شوم|شود|بشم|بشه|کنه|کند|بکنه)(?!\w)"
    r"|\bketabi? (?:(?:mikham|hast|darid|darin) )?(?:ke )?(?:(?:ye|yekam|asabam) ){0,2}ar(?:oo|u|a)m(?:am)? (?:kone|sham|besham|she|beshe)\b"
)
# There is something else to say of these.
_ELSE = re.compile(
    r"\b(?:beats?|hits?|hurts?|abus\w{1,4}|afraid of (?:him|her|my)|can't (?:go on|take it|any ?more|anymore)|cannot go on|die[sd]?|dying|dead|kill\w{0,3}|suicid\w{1,4}|my (?:loans?|holds?|fines?|card|books?)|overdue|renew\w{0,3}|fine[sd]?|owe|rooms?|seats?|appointment|doctor on|not? (?:a |any |more )?books?|don't (?:want|need) (?:a |any )?books?)\b"
    r"|(?<!\w)(?:می ?زنه|می ?زند|کتک\w{0,3}|بمیر\w{0,3}|مردن|مرگ|خودکشی|تمدید|جریمه|رزرو|اتاق|کتابم|کتاب ?هام|کتابام|کارتم|نمی ?خوام|نمیتونم ادامه)(?!\w)|\b(?:tamdid|jarime|mizane|bemiram|khodkoshi)\b"
)
_MOST = 420  # letters


def find_told_trouble(folded: str) -> tuple[str, ...]:
    """Give the words by which titles on a trouble are found that a text tells and asks a book for; none for none."""
    calms = _CALMS.search(folded)
    if len(folded) > _MOST or _ELSE.search(folded) is not None:
        return ()
    felt = next((words for told, words in _FELT if told.search(folded)), ())
    asked = _FOR_IT.search(folded)
    if felt and asked is not None and any(told.search(folded[: asked.start()]) for told, _ in _FELT):
        return felt
    return _CALM if calms is not None else ()
