"""What one comes to the circulation desk for: to join, to get a card, to pay, to collect what is reserved."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["names_desk_errand"]

_ERRAND = re.compile(
    r"\b(?:to |i |we |and )(?:register|join|sign up|enrol+)\b|\b(?:become|becoming) (?:a )?members?\b|\bregister(?:ing)? (?:as|for) (?:a )?(?:members?|membership|cards?)\b"
    r"|\b(?:get|getting|make|pick up|collect|fetch|replace) (?:a|my|the|our|her|his) (?:new |replacement |lost |library |membership ){0,2}cards?\b"
    r"|\b(?:pay|settle|clear) (?:a|an|my|the|our|off|what i)\b[^.?!]{0,16}\b(?:fines?|fees?|debts?|dues|owe)\b"
    r"|\b(?:pick up|collect|fetch|get) (?:a|my|the|our|what i) ?(?:\w+ )?(?:reserv(?:ed|ations?)|holds?)\b"
    r"|(?<!\w)عضو ?(?:ب?ش(?:م|ه|یم|ن|ود|وم|ویم)|شدن|کنم)|(?<!\w)(?:برای|برا|واسه ی?) ?(?:عضویت|ثبت ?نام|عضو شدن)|(?<!\w)ثبت ?نام (?:کنم|کنیم|کنه|کرد|بکنم)"
    r"|(?<!\w)کارت\w{0,3} (?:(?:عضویت|کتابخونه|کتابخانه|المثنی|تازه|جدید|رو|را|هم) ?){0,3}(?:بگیر(?:م|یم|ه|ن)|گرفت|تحویل|عوض|درست)"
    r"|(?<!\w)(?:جریمه|بدهی|دیرکرد)\w{0,4} (?:(?:رو|را|هم) ){0,2}(?:بد(?:م|یم|ه|هم)|داد(?:ن)?|پرداخت|تسویه|صاف|بپرداز\w{1,2})|(?<!\w)(?:رزرو\w{0,4}|رزرو(?:ی|شده|ی که کردم)) (?:(?:رو|را|هم) ){0,2}(?:بگیر|تحویل)"
    r"|\bozv ?(?:besh|sh)\w{1,3}|\bsab?te? ?nam k[oa]n?\w{1,3}|\bkart\w{0,3} (?:ro )?begir\w{1,3}|\b(?:jarime|bedehi)\w{0,3} (?:ro )?(?:bed\w{1,3}|pardakht)"
)
# One registers for these at no desk, and what is paid or fetched for them has its own.
_NOT_THERE = re.compile(
    r"\b(?:queue|waiting list|events?|workshops?|class(?:es)?|courses?|story|clubs?|talks?|tours?|exhibitions?|newsletters?|wi-?fi|rooms?|print\w*|scan\w*|exams?)\b"
    r"|برنامه|کارگاه|کلاس|دوره|قصه|باشگاه|نمایشگاه|خبرنامه|وای ?فای|اتاق|پرینت|چاپ|کنکور|\b(?:barname|kargah|kelas|otagh|print)\w*"
)


def names_desk_errand(text: str) -> bool:
    """Tell whether a text names what is done at the circulation desk: "until when can I come to register?"."""
    said = fold(text).replace("’", "'")
    return _ERRAND.search(said) is not None and _NOT_THERE.search(said) is None
