"""An event of one's own: who would like to hold one at the library asks for none of those that are coming."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["holds_own"]

_OF_ONES_OWN = r"(?:events?|workshops?|talks?|lectures?|readings?|(?:book )?launch(?:es)?|presentations?|exhibitions?|concerts?|recitals?|performances?|screenings?|story ?(?:times?|hours?)|ceremon(?:y|ies)|signings?)"
_CIRCLE = r"(?:clubs?|circles?|groups?|evenings?|nights?)"
# A seat in a workshop is no workshop.
_WHOLE = r"(?! (?:places?|seats?|spots?|tickets?|fees?|rooms?|slots?|registrations?|bookings?|cards?)\b)"
_EVENT_EN = rf"(?:{_OF_ONES_OWN}|{_CIRCLE}|class(?:es)?|courses?|sessions?)\b{_WHOLE}"
# What is held stands right behind the verb: "a small concert", "our exhibition", and not "a seat for the talk".
_NOT_BETWEEN = r"(?!(?:the|this|that|your|for|to|at|in|on|of|by|from|with|about|before|after|during|until|and|or|than|late|when|if)\b)"
_A = rf"(?:a|an|some|one|another|our own|my own|free|regular|weekly|monthly) (?:{_NOT_BETWEEN}\w+ ){{0,4}}?"
_HELD_EN = rf"(?:{_A}{_EVENT_EN}|(?:my|our) (?:{_NOT_BETWEEN}\w+ ){{0,2}}?{_OF_ONES_OWN}\b{_WHOLE})"
# Somebody of one's own would …
_WOULD = r"(?:would|could|can|may|might|want|like|love|happily|gladly|also|to|be|able|allowed|glad|plan|hope|wish|am|are|going|planning|hoping|willing|happy|offer(?:ing)?|really)"
_I_WOULD = (
    rf"(?:\b(?:i|we)(?:'(?:d|ll|m|re)(?: {_WOULD}){{0,6}}|(?: {_WOULD}){{1,6}})"
    rf"|\band (?:would|want|hope|plan|wish)(?: {_WOULD}){{1,5}}"
    r"|\b(?:can|could|may|might|shall|should|do|would) (?:i|we)(?: (?:also|please|perhaps|maybe|ever|just|be able to|be allowed to|like to|want to)){0,3}"
    r"|\b(?:am i|are we) (?:allowed|able|free|permitted|welcome) to|\b(?:let|allow|permit) (?:me|us)(?: to)?|\bpossible (?:for (?:me|us) )?to)"
)
_HALL = r"(?:halls?|auditorium|venue|event space|space)"
_EVENT_FA = r"(?<!\w)(?:مراسم|برنامه|کارگاه|سخنرانی|کلاس|دوره|نشست|جلسه|نمایشگاه|کنسرت|اجرا|شب شعر|باشگاه|حلقه|رونمایی|جشن|همایش|کتاب ?خوانی|شعر ?خوانی|قصه ?گویی)\w{0,4}"
_PLAIN_FA = r"(?:(?!(?:رو|را|به|از|در|برای|واسه|دست|که)(?!\w))\w+)"
_EVENT_FIN = r"(?:barname|kargah|kelas|jalase|namayeshgah|bashgah)\w*"
# … hold it.
_HOLDS = re.compile(
    rf"{_I_WOULD} (?:hold|host|organi[sz]e|run|give|lead|teach|launch|put on|set up|stage) {_HELD_EN}"
    rf"|{_I_WOULD} start (?:a|an|our own|my own) (?:{_NOT_BETWEEN}\w+ ){{0,3}}?{_CIRCLE}\b{_WHOLE}"
    rf"|\b{_EVENT_EN}[^!]{{0,60}}{_I_WOULD} (?:start|host|run|organi[sz]e|set up|hold) one\b(?! of\b)"
    rf"|{_I_WOULD} launch (?:it|(?:my|our|a) (?:\w+ ){{0,3}}?(?:book|novel|collection|poems|poetry|magazine))\b"
    rf"|{_I_WOULD} present (?:my|our) (?:\w+ ){{0,3}}?(?:book|novel|collection|poems|poetry|research|work|project)\b[^.?!]{{0,30}}\b(?:at|in) (?:(?:one of )?your (?:branch|librar|hall)\w*|the hall)"
    rf"|{_I_WOULD} (?:use|rent|hire|have) (?:the|your|a|one of your) (?:\w+ )?{_HALL} for (?:a|an|our|my) (?:{_NOT_BETWEEN}\w+ ){{0,3}}?{_OF_ONES_OWN}\b"
    rf"|{_EVENT_FA}(?: {_PLAIN_FA}| (?:در|تو|توی) \w+){{0,5}}(?: (?:رو|را))? (?:برگزار|برپا|اجرا|بر ?پا|راه ?اندازی) ?(?:ب?کنم|کنیم|بکنیم)(?!\w)"
    rf"|(?:برگزاری|برپایی|راه ?اندازی)(?:\u200c?ی)? (?:\w+ ){{0,2}}{_EVENT_FA}[^.؟?!]{{0,40}}(?:فراهم|ممکن|امکان|اجازه|مجاز|هماهنگ|میسر)|امکان برگزاری (?:\w+ )?{_EVENT_FA}"
    rf"|(?<!رو )(?<!را )(?<!\w)(?:یه|یک) {_EVENT_FA}(?: {_PLAIN_FA}){{0,3}} (?:بذارم|بذاریم|بگذارم|بگذاریم|راه بندا(?:زم|زیم)|راه بیندازم|راه بیندازیم)(?!\w)"
    rf"|(?<!\w)(?:یه|یک) (?:سخنرانی|کارگاه|نشست|کنسرت|اجرا)\w{{0,2}}(?: {_PLAIN_FA}){{0,2}} (?:بدم|بدیم|بدهم|بدهیم)(?!\w)"
    rf"|\b{_EVENT_FIN}(?: \w+){{0,4}} bargozar kon(?:am|im)\b|\bye {_EVENT_FIN}(?: (?!(?:ro|ra|be|az)\b)\w+){{0,2}} (?:bezar(?:am|im)|rah bendaz\w+)\b"
)
# … and does not only wish to come to one that is held.
_COMES = re.compile(r"\b(?:sign up|register|attend|join|take part|come to|go to)\b|(?:شرکت|ثبت ?نام) (?:کن|می ?کن)\w*")


def holds_own(text: str) -> bool:
    """Tell whether somebody would like to hold an event of their own at the library: "I'd happily start a book club"."""
    said = fold(text).replace("’", "'")
    found = _HOLDS.search(said)
    return found is not None and _COMES.search(found[0]) is None
