"""One's own words of a request against a title: "can my husband collect it?" names no book."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.sentences import has, lead_off, sentences, spaced
from language.requests.speech.vocabulary import phrases

__all__ = ["asks_for_another", "asks_for_him", "is_own_words", "tells_of_waiting"]

_ASKING = frozenset(
    "can could may might will would shall should must do does did is are am was were has have had why how when where"
    " what which who whose".split()
)
_SELF = frozenset("i i'm i'd i've i'll me my mine myself we us our ours you your yours u ur im ive he she they".split())
_VERBS = frozenset(
    "can could will would should collect pick get have has had is are am do does did need want go come bring take send"
    " let make know think find work works live stay keep help ask tell give put see use call".split()
)
_LETTER = phrases(
    "hope this finds you|finds you well|dear|sincerely|regards|yours faithfully|to whom it may|i am writing|i'm writing"
    "|my name is|thank you in advance|with respect|احتراما|با احترام|به استحضار|باستحضار|اینجانب|بنده|خواهشمند"
    "|ارادتمند|با سپاس|با تشکر|با عرض سلام|عرض ادب|حضورتان|حضور شما"
)
_PERSIAN = frozenset(
    "میتونم میتونه میتونی میتونید میتونیم نمیتونم میخوام میخوایم میخواد نمیخوام هستم هستیم نیستم دارم ندارم"
    " داریم کنم کنیم"
    " بگیره بگیرم بیاد بیام بیارم بیاره برم بره میام میاد میشه نمیشه میشم باشه باشم بدم بده شدم کردم رفتم"
    " گفتم میگم گم کنی"
    " کنید دارید دارین داره داری ندارید بشه بشم بودم بود خواهشمندم مایلم mitoonam mikham daram hastam mishe".split()
)
_KIN = frozenset(
    "husband wife son daughter mother father mom mum dad sister brother friend partner colleague neighbour neighbor kid"
    " child شوهرم همسرم زنم پسرم دخترم مادرم مامانم پدرم بابام خواهرم برادرم داداشم دوستم رفیقم همکارم بچم بچهم"
    " shoharam hamsaram pesaram dokhtaram madaram babam dustam".split()
)
_COLLECT = phrases(
    "collect|pick up|pick it up|pickup|fetch|get it for me|on my behalf|for me|instead of me|تحویل بگیره"
    "|بگیره|تحویل بگیرن"
    "|به جای من|بجای من|از طرف من|بیاد بگیره|بیاد ببره|tahvil begire|begire|be jaye man"
)
_SOMEBODY_ELSE = phrases(
    "someone else|somebody else|another person|یکی دیگه|یک نفر دیگه|کس دیگه|کسی دیگه"
    "|شخص دیگری|فرد دیگری|کس دیگری|شخص دیگه|فرد دیگه"
)
_SEVERAL = 2
# Who was spoken of before, with one thing more to collect.
_HE_TOO = re.compile(
    r"(?:^|[.!?]\s{1,3})(?:and |so |then )?(?:can|could|may) (?:he|she) (?:also |then )?(?:take|collect|fetch|pick up) (?:both|the two|all of them|them all)(?: (?:of them|too|as well|then|together)){0,2}[\s.?!]{0,4}$"
    r"|(?:^|[.!?؟]\s{1,3})(?:اون |او )?می ?(?:تونه|تواند) (?:هر ?دو\w{0,6}|جفتش\w{0,3}) (?:رو )?(?:با هم )?(?:بگیره|تحویل بگیره)[\s.?!؟]{0,4}$"
)
_WAITS = re.compile(
    r"\b(?:second|other|another) (?:one|book|reservation|hold)(?: (?:is|that's|that is))? (?:also )?(?:waiting|reserved|ready|on hold)\b"
)


def is_own_words(text: str) -> bool:
    """Tell whether words are somebody's own and no title's; a title of the catalogue is to be looked up before."""
    for sentence in sentences(text):
        words = [word for word in lead_off(sentence.words) if word not in ",،"]
        if not words:
            continue
        joined = spaced(words)
        if has(joined, _LETTER):
            return True
        if words[0] in _ASKING and any(word in _SELF | _VERBS for word in words[1:3]):
            return True
        verbs = sum(word in _VERBS for word in words)
        if any(word in _SELF for word in words) and (verbs or len(words) > 4):
            return True
        if sum(word in _PERSIAN for word in words) >= (1 if len(words) <= 4 or "من" in words else _SEVERAL):
            return True
        if any(word in _KIN for word in words) and len(words) > 2:
            return True
    return False


def asks_for_him(text: str) -> bool:
    """Tell whether all that is asked is whether somebody spoken of before may collect another one: "could he take both?"."""
    return _HE_TOO.search(fold(text)) is not None


def tells_of_waiting(text: str) -> bool:
    """Tell whether another one is said to wait for being collected."""
    return _WAITS.search(fold(text)) is not None


def asks_for_another(text: str) -> bool:
    """Tell whether somebody else is to collect it: "can my husband pick it up?"."""
    for sentence in sentences(text):
        joined = spaced(sentence.words)
        if has(joined, _COLLECT) and (any(word in _KIN for word in sentence.words) or has(joined, _SOMEBODY_ELSE)):
            return True
    return False
