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
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already |just )?(?:read|seen|finished|had|got|know) (?:the )?(?:first|second|third|fourth|fifth|last)(?: (?:one|two|book))?\b"
    r"|(?<!\w)(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری)(?:ه|ا|و|یه)? ?(?:رو |را )?(?:که )?(?:هم )?(?:قبلا |قبلاً |خودم )?(?:خونده?|خوانده?|دیده?|دار) ?(?:م|ام|ایم|یم|ه|است)(?!\w)|\b(?:avvali|avali|dovomi|sevomi|akhari)(?:o|e)?(?: ro)? (?:ghablan )?kh(?:u|oo)nd\w*"
)
_ONE_MORE = re.compile(
    r"\b(?:another(?: one)?|something else|anything else|any others?|what else|one more|a different one)\b(?! (?:copy|branch|edition|day|time))"
    r"|(?<!\w)(?:یکی|یه ?چیز\w{0,2}|چیز\w{0,2}|(?:یه |یک )?(?:کتاب|رمان)\w{0,2}) (?:دیگه|دیگر|دیگری|دیگه ?ای)(?!\w)|(?<!\w)دیگه چی(?!\w)|\b(?:yeki|ye ?chiz\w?|ye ?ketab\w?) ?dige\w{0,2}\b"
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
    return _ONE_MORE.search(said, read.end()) is not None


def wishes_it_in(text: str) -> bool:
    """Tell whether a text wishes for something that is in now."""
    return _IN_NOW.search(fold(text).replace("’", "'")) is not None
