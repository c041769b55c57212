"""An event of one's own: who would like to hold one at the library asks for none of those that are coming."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["holds_own"]

_EVENT_EN = r"(?:events?|workshops?|talks?|lectures?|class(?:es)?|courses?|(?:book |reading |conversation |chess )?(?:clubs?|circles?|groups?|evenings?|nights?)|readings?|book launch\w*|launch\w*|presentations?|exhibitions?|concerts?|performances?|screenings?|story ?(?:times?|hours?)|sessions?|ceremon\w+|signings?)"
_EVENT_FA = r"(?:مراسم|برنامه|کارگاه|سخنرانی|کلاس|دوره|نشست|جلسه|نمایشگاه|کنسرت|اجرا|شب شعر|باشگاه|حلقه|رونمایی|جشن|همایش|کتاب ?خوانی|شعر ?خوانی|قصه ?گویی)\w{0,4}"
# Somebody of one's own holds it …
_HOLDS = re.compile(
    rf"\b(?:i|we)(?:'d|'ll)?(?: (?:would|could|can|may|might|want|like|love|happily|gladly|also|to|be|able|allowed|glad|make|plan|hope|wish|am|are|going|planning|hoping|willing|happy|offer\w*)){{0,6}} (?:hold|host|organi[sz]e|run|give|lead|start|launch|present|put on|set up|teach|make|do|arrange|stage)\b(?! (?:it|them|up|back|away) (?:back|up|to the desk))[^.?!]{{0,60}}\b{_EVENT_EN}"
    rf"|\b(?:our|my)(?: own| little| small)? {_EVENT_EN}[^.?!]{{0,40}}\b(?:at (?:yours|your|the library|one of)|in (?:your|one of your|the library))\b"
    rf"|\b(?:present|launch) (?:it|my|our) [^.?!]{{0,40}}\b(?:at|in) (?:one of )?(?:your|the) (?:branch|librar|hall)\w*"
    rf"|\b(?:present|launch) (?:it|my (?:new )?book|our (?:new )?book)\b[^.?!]{{0,40}}\b(?:branch|librar|hall)\w*"
    rf"|{_EVENT_FA}(?: \w+){{0,5}} (?:برگزار|برپا|اجرا|بر ?پا|راه ?اندازی) ?(?:ب?کنم|کنیم|بکنیم)(?!\w)|(?:برگزاری|برپایی|راه ?اندازی)(?:\u200c?ی)? (?:\w+ ){{0,2}}{_EVENT_FA}[^.؟?!]{{0,40}}(?:فراهم|ممکن|امکان|اجازه|مجاز|می ?توان|هماهنگ|میسر|بفرمای|می ?کنید|دارید)|امکان برگزاری (?:\w+ )?{_EVENT_FA}"
    rf"|{_EVENT_FA}(?: \w+){{0,3}} (?:بذارم|بذاریم|بگذارم|بگذاریم|راه بندا(?:زم|زیم)|راه بیندازم|بگیرم اینجا|بدم|بدیم)(?!\w)"
    rf"|\b{_EVENT_EN}\b[^!]{{0,60}}\b(?:i|we)(?:'d|'ll)?(?: \w+){{0,3}} (?:start|host|run|organi[sz]e|set up) one\b"
    r"|\b(?:barname|kargah|kelas|jalase|namayeshgah|bashgah)\w*(?: \w+){0,4} (?:bargozar konam|bargozar konim|bezaram|bezarim|rah bendaz\w+)\b"
)
# … and does not only wish to come to one that is held.
_COMES = re.compile(r"\b(?:sign up|register|attend|join|take part|come to|go to)\b|(?:شرکت|ثبت ?نام) (?:کن|می ?کن)\w*")


def holds_own(text: str) -> bool:
    """Tell whether somebody would like to hold an event of their own at the library: "I'd happily start a book club"."""
    said = fold(text).replace("’", "'")
    found = _HOLDS.search(said)
    return found is not None and _COMES.search(found[0]) is None
