"""What was read already, and the wish for something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.reading.reading_words import tokens

__all__ = ["READ_THESE", "reads_others", "wished_anew", "wishes_another", "wishes_it_in", "wishes_past_placed"]

# Who has read most of what was shown wants others, and none like these.
READ_THESE = re.compile(
    r"\b(?:(?:i|we|he|she|they)(?:'ve| have|'s| has)? )?(?:already )?(?:read|seen|know|had) (?:already )?(?:(?:most|many|some|a lot|half|several|all|nearly all|almost all|both|all but one)(?: of)? (?:these|those|them|it)|these|those|them(?: all)?)(?: already| before)?\b"
    r"|(?:^|(?<=[،,.؛!؟?] )|(?<=ولی )|(?<=اما )|(?<=که ))(?:(?:این|اون)\w{0,3} ?(?:رو |را )?)?(?:همه|بیشتر|اکثر|خیلی|نصف|چند ?تا)\w{0,6}(?: از)?(?: (?:اینا|اینها|اونا|شون|اینارو))?(?: ?(?:رو|را|و))? (?:قبلا )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
    r"|(?<!\w)(?:اینا|اینها|این ?ها|اونا|اونها|اینارو|اونارو)(?: ?(?:رو|را|و))? (?:همه\w{0,4} |قبلا )?(?:رو )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
    r"|\b(?:ina|inaro|ino|hame\w{0,4}|bishtar\w{0,5}|aksar\w{0,5})(?: ro)? (?:ghablan )?kh(?:u|oo)nd\w{1,4}\b"
)
_READ_IT = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already |just )?(?:read|seen|finished|had|got) (?:it|that|this|them|those|these|both|all|(?:the )?(?:first|second|third|last|other)(?: one)?)\b"
    r"|(?<!\w)(?:این\w*|اون\w*|همین|همون|اولی\w*|دومی\w*|سومی\w*|آخری\w*|همه\w*|هر ?دو\w*) ?(?:رو |را )?(?:قبلا |قبلاً )?(?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم|ه|است)(?!\w)|\b(?:ino|uno|oono|avvali|avali|dovomi|sevomi)(?: ro)? (?:ghablan )?khund\w*"
)
_ANOTHER = re.compile(
    r"\b(?:any(?:thing|one)?|some(?:thing)?|another|else|other|more|what about|how about|have you got|do you have)\b|(?<!\w)(?:چیزی|چیز|یه ?چیز\w*|یکی|دیگه|دیگر|دیگه ?ای|معرفی|پیشنهاد|دارید|دارین)(?!\w)|\b(?:chizi?|dige|yeki|moarefi|darid|darin)\b"
)


def reads_others(text: str) -> bool:
    """Tell whether a text says that what was shown, or most of it, was read already."""
    return READ_THESE.search(" ".join(tokens(text))) is not None


def wishes_another(text: str) -> bool:
    """Tell whether a text says that something shown was read, and wishes for something else."""
    said = fold(text).replace("’", "'")
    read = _READ_IT.search(said)
    return read is not None and _ANOTHER.search(said, read.end()) is not None


def wished_anew(text: str) -> str:
    """Give what is wished for behind the words that something shown was read; empty where nothing else is."""
    said = fold(text).replace("’", "'")
    read = _READ_IT.search(said)
    if read is None or _ANOTHER.search(said, read.end()) is None:
        return ""
    return said[read.end() :].strip(" .,;:!?؟،؛")


_PLACED = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already |just )?(?:read|finished) (?:the )?(?:first|second|third|fourth|fifth|last)(?: (?:one|two|book))?(?: already| before)?\b"
    r"|(?<!\w)(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری)(?:ه|ا|و|یه)? ?(?:رو |را )?(?:که )?(?:هم )?(?:قبلا |قبلاً |خودم )?(?:خونده?|خوانده?) ?(?:م|ام|ایم|یم|ه|است)(?!\w)|\b(?:avvali|avali|dovomi|sevomi|akhari)(?:o|e)?(?: ro)? (?:ghablan )?kh(?:u|oo)nd\w*"
)
# All that is said besides: another, and at most that it shall be in.
_ONE_MORE = re.compile(
    r"[ .,،;!؛]*(?:(?:so|and|but|then|please|can you|could you|do you have|have you got|i'd like|give me|show me|suggest|recommend|و|ولی|پس|لطفا) ){0,3}"
    r"(?:(?:another(?: one)?|something else|anything else|any others?|one more|a different one)(?: please| then| like (?:it|that|these)| instead){0,2}"
    r"|(?:یکی|یه ?چیز|چیز|(?:یه |یک )?(?:کتاب|رمان)) ?(?:دیگه|دیگر|دیگری|دیگه ?ای)(?: (?:لطفا|هم|بگو|بگید|بگین|بده|بدید|بدین|معرفی کن\w{0,3}|پیشنهاد (?:کن|بده|بدید|بدین)|دارید|دارین|داری|می ?خوام)){0,2}|(?:yeki|ye ?chiz\w?|ye ?ketab\w?) ?dige\w{0,2}(?: (?:begoo?|lotfan|bede|darid|darin|moarefi kon\w{0,3})){0,2})"
    r"(?P<rest>[ .,،;!?؟؛]*(?:$|(?:[.,،;]|(?=that |which )| (?=which))(?!.{0,50}(?:\b(?:by|from|same|wrote|about|copy)\b|همین نویسنده|همون نویسنده|نسخه|مال))[^.?؟!]{1,50}[.?؟!]*$))"
)
_OTHER_PLACE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last)\b|(?<!\w)(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری)|\b(?:avvali|dovomi|sevomi)"
)
_IN_NOW = re.compile(
    r"\b(?:that(?:'s| is)|which is|if it(?:'s| is)|is) (?:actually |also |currently )?(?:in|available|on the shel\w{1,3}|there|not out)(?: (?:now|right now|today|at the moment))?(?= ?(?:$|[.,;!?]))|\b(?:available|in) (?:now|right now|today)\b|\bon the shel(?:f|ves)\b"
    r"|(?<!\w)(?:موجود|تو قفسه|توی قفسه|آزاد)(?!\w)|\b(?:mojood|mojud)\b"
)


def wishes_past_placed(text: str) -> bool:
    """Tell whether a text says that one of a list, by its place, was read, and wishes for another and for none of the list."""
    said = fold(text).replace("’", "'")
    read = _PLACED.search(said)
    if read is None or _OTHER_PLACE.search(said, read.end()) is not None:
        return False
    more = _ONE_MORE.fullmatch(said, read.end())
    return more is not None and (not more["rest"].strip(" .,،;!?؟؛") or _IN_NOW.search(more["rest"]) is not None)


def wishes_it_in(text: str) -> bool:
    """Tell whether a text wishes for something that is in now."""
    return _IN_NOW.search(fold(text).replace("’", "'")) is not None
