"""Troubles of one's own that a book shall help with: stress, worry, a mind that does not rest or keep to its work."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.troubles_told import find_told_trouble

__all__ = ["HELPING", "OF_TROUBLES", "asks_against_trouble", "asks_for_help_in_books", "find_trouble"]

#: What books on them are told as.
OF_TROUBLES = "psychology|self_help|health"
# What is done about a trouble, and other words for one, is no subject beside it.
HELPING = frozenset(
    "deal dealing cope coping manage managing management reduce reducing reduction beat overcome overcoming fight relief control focus stressed anxious calm study studying"
    " کاهش مدیریت کنترل مقابله رفع درمان کردن".split()
)
# How a trouble is said, and the words by which titles on it are found, those that name it first.
_NAMED = (
    (re.compile(r"^(?:anxi|panic|worry)|^(?:اضطراب|دلشوره)|^ezterab"), ("anxiety", "اضطراب", "stress", "استرس")),
    (re.compile(r"^(?:stress)|^استرس|^esteres"), ("stress", "استرس", "anxiety", "اضطراب")),
    (re.compile(r"^(?:concentrat|focus)|^تمرکز|^tamarkoz"), ("concentrate", "concentration", "تمرکز")),
    (re.compile(r"^calm|^آر(?:و|ا)م|^ar"), ("calm", "آرامش")),
)
_WORD = r"(?:stress|anxiety|anxieties|anxious|panic|panicking|worry|worrying|concentration|concentrating|concentrate|focus|focusing)"
_DOES = r"(?:deal(?:ing)? with|cop(?:e|ing) with|manag(?:e|ing)|reduc(?:e|ing)|beat(?:ing)?|overcom(?:e|ing)|fight(?:ing)?|control(?:ling)?|reliev(?:e|ing)|against|less|stop|improv(?:e|ing))"
_LITTLE = r"(?:(?:my|your|the|this|too much|a bit of|exam|everyday|daily|work) ){0,2}"
# The trouble is all that is named: "stress", and no stress on metals, no focus groups.
_ENDS = r"(?= ?(?:$|[.?!,;:)]|(?:please|thanks?|and (?:anxiety|stress|worry|panic)|or (?:anxiety|stress|worry|panic)|at (?:work|school|home)|in (?:persian|english|farsi|exams?)|before|during|when|relief|management|for (?:exams?|students?|me|myself|my exams?))\b))"
_WORD_FA = r"(?:استرس|اضطراب|دلشوره|تمرکز)"
_DOES_FA = (
    r"(?:کم کردن|کم شدن|کاهش|رفع|مدیریت|کنترل|مقابله با|غلبه بر|درمان|از بین بردن|بیشتر شدن|افزایش|تقویت|بالا بردن)"
)
_CALMED_FA = r"(?:(?:این که|اینکه) )?(?:(?:آدم|باهاش|با آن|یکم|یه کم|کمی|یه ذره|یه خورده|من|منو) ){0,3}(?P<%s>آر(?:و|ا)م) (?:شم|شه|شوم|شود|بشم|بشه|بشوم|بشود|کنه|کند|بگیر\w{1,3})(?!\w)"
_ENDS_FA = r"(?:م|مون|ت|ش)?(?= ?(?:$|[.؟?!،,;؛:)]|(?:من|خودم|امتحان\w{0,3}|کنکور|کار|روزانه|دارید|دارین|داری|هست|هستش|می ?خوام|می ?خواستم|معرفی|پیشنهاد|بدید|بدین|لطفا|سراغ|و (?:اضطراب|استرس|دلشوره))(?!\w)))"
_LINK_FA = r"(?:برای|برا|واسه|درباره|درباره ی|در ?مورد|راجع به|راجب|ضد)"
_BOOK_FA = (
    r"(?<!\w)(?:کتاب|کتابی|کتابای|کتابایی|کتابهایی|کتابهای)(?: (?:چیزی|خوبی?|هست|هستش|دارید|دارین|داری|می ?خوام|سراغ))*"
)
# A book on it, or one that helps with it: both stand in one clause, and nothing else between them.
_TROUBLE = re.compile(
    rf"(?<!\bmy )(?<!\bown )(?<!\byour )\b(?:books?|something to read|anything to read) (?:about that ?, ?)?(?:"
    rf"(?:about|on|for|against|to help with) (?:(?:how to )?{_DOES} )?{_LITTLE}(?P<en>{_WORD}){_ENDS}"
    rf"|(?:about |on |for )?how to (?:(?:{_DOES} )?{_LITTLE}|(?:study|sleep|read|work|learn) when (?:you're|you are|i'm|i am|one is|we are|we're) (?:so |very |too )?)(?P<how>{_WORD}){_ENDS}"
    rf"|to {_DOES} {_LITTLE}(?P<does>{_WORD}){_ENDS}"
    rf"|(?:that|which) (?:(?:can|could|might|would|will) )?(?:helps?|reduces?|eases?) (?:(?:me|you|one|people|us|to) ){{0,2}}(?:(?:with|against|{_DOES}) )?{_LITTLE}(?P<helps>{_WORD}){_ENDS}"
    r"|(?:that|which|to) (?:(?:can|could|might|would|will) )?(?P<calms>calms?) (?:me|you|one|us|my nerves|my mind)(?: down)?\b)"
    rf"|{_BOOK_FA} (?:که )?{_LINK_FA} (?:{_DOES_FA} )?(?P<fa>{_WORD_FA}){_ENDS_FA}"
    rf"|{_BOOK_FA} (?:که|{_LINK_FA}) {_CALMED_FA % 'calmed'}"
    rf"|{_BOOK_FA} که (?:(?:به|تو|توی|در|برای) )?(?:(?:کم کردن|کاهش) )?(?P<eased>{_WORD_FA})(?:م|مون|ت|ش)? (?:رو |را )?(?:کمک|کم|کمتر|بهتر|بیشتر|زیاد|آر(?:و|ا)م) (?:کنه|کند|می ?کنه|می ?کند|بکنه)(?!\w)"
    rf"|(?<!\w)(?:برای|برا|واسه|ضد) (?:{_DOES_FA} )?(?P<first>{_WORD_FA})(?:م|مون)? (?:(?:امتحان|کنکور|یه|یک|چه) ){{0,2}}(?:کتاب|کتابی|کتابای|کتابایی)(?!\w)"
    r"|\bketab\w{0,3} (?:(?:hast|darid|darin|mikham) )?(?:ke )?(?:baraye|bara|vase|darbareye|zedde|ke) (?:(?:adam|bahash|yekam) ){0,2}(?:kam kardane )?(?P<latin>e?stress|esteres|ezterab|tamarkoz|ar(?:oo|u|a)m(?= (?:sham|she|besham|beshe|kone)\b))\b(?= ?(?:$|[.?!,]|(?:darid|darin|dari|hast|mikham|moarefi|pishnahad|bedid|emtehan|sham|she|besham|beshe|kone)\b))"
)
# None of it is wanted, or no more.
_REFUSED = re.compile(
    r"\b(?:no|not|n't|never|without|enough|stop|tired of|sick of)\b[^.?!;]{0,30}$|\b\w{2,5}n't\b[^.?!;]{0,30}$|(?<!\w)(?:به جز|غیر از|بجز)(?!\w)[^.؟?!،,]{0,20}$"
)
_REFUSED_FA = re.compile(r"^[^.؟?!،,]{0,30}(?<!\w)(?:نمی ?خوا\w{1,4}|نباش\w{1,3}|نه|کافی\w{0,3}|خسته\w{0,3})(?!\w)")
# Any book of that kind is asked for, and no copy of one's own: "is there some book about …", «کتابی چیزی هست برای …».
_ANY_BOOK = re.compile(
    r"\b(?:is there|are there|do you have|have you(?: got)?|got|recommend|suggest|looking for|(?:i|we) (?:need|want)|i(?:'d| would) like) (?:an?|any|some) (?:good )?books?\b"
    r"|(?<!\w)(?:کتابی|کتاب چیزی|کتابی چیزی|(?:یه|یک|چه) کتاب\w{0,2}|کتابایی|کتابهایی)(?!\w)[^.؟?!،,]{0,60}(?<!\w)(?:هست|هستش|دارید|دارین|داری|سراغ|معرفی|پیشنهاد|می ?خوام|می ?خواستم)(?!\w)"
    r"|\b(?:ye )?ketabi?\b[^.?!,]{0,60}\b(?:hast|darid|darin|soragh|moarefi|pishnahad|mikham)\b"
)
# All that may be told beside it: of a loan, a room, a fee, of blows or of despair there is something else to say.
_BESIDE = frozenset(
    "i im i'm i've am is are get got feel been have has had having can cant can't cannot not concentrate focus sleep study studying concentrating focusing stress stressed stressful anxious anxiety worried nervous"
    " exam exams final finals test tests week month tomorrow next before because so very really too much all the time a an any anymore more bit of at night nights work school my me and but on in it that with for lately these days"
    " hi hello hey salam please thanks thank you some book books good about how to there do i'd would like want need looking recommend suggest"
    " سلام همش همه ش خیلی استرس اضطراب دلشوره تمرکز دارم داریم میگیرم می گیرم ندارم شبا شب ها شبها هم خوابم نمیبره نمی بره امتحان امتحانا امتحانم امتحانات کنکور فردا هفته دیگه بعد نزدیکه من و که لطفا ممنون این روزا روزها چون زیاد زیادی یه کم"
    " کتاب کتابی کتابایی چیزی هست هستش دارید دارین داری سراغ معرفی کنید کنین می کنید میکنید خوام میخوام می پیشنهاد بدید بدین برای برا واسه چه"
    " ketab ketabi darin darid hast emtehan daram esteres stress ezterab kheili hamash baraye bara vase mikham lotfan farda nazdike".split()
)
_OF_EXAMS = re.compile(r"\b(?:exams?|finals|tests) (?:are|is) (?:killing|stressing) me\b")
_TOLD = re.compile(
    r"\b(?:concentrat\w{1,3}|focus\w{0,3}|stress\w{0,3}|anxi\w{2,4}|worried|nervous|sleep|exams?|finals|tests?|h(?:i|ello|ey)|please|thanks?|salam|emtehan|esteres|ezterab)\b|استرس|اضطراب|دلشوره|تمرکز|خوابم|امتحان|کنکور|سلام|لطفا|ممنون"
)
_WORDS = re.compile(r"[\w']+")
_CLAUSES = re.compile(r"[.,،;؛:!?؟\n…]+")
# Where one lives, and no life that is told of.
_LIVES_IN = re.compile(
    r"\b(?:i|we) (?:now )?live (?:abroad|here|(?:in|near) (?:iran|tehran|karaj|shiraz|isfahan|tabriz|mashhad|rasht|qom|narvan|this (?:city|town|country)|(?:the|your) (?:city|town|centre|center|library)))\b"
)
# Who speaks of life and death is heard elsewhere, and asks for no book.
_OF_LIFE = re.compile(
    r"\b(?:live|alive|life|die|dying|dead|death|suicid\w{0,4}|kill(?:ed)?|killing (?:my|him|her)\w{0,4}|hurt(?:ing)? myself|exist|end (?:it|everything|things)|(?:not|wasn't|weren't|isn't) (?:be )?here)\b"
    r"|(?<!\w)(?:زنده|زندگی\w{0,3}|بمیر\w{0,3}|می ?میر\w{0,3}|مردن|مرگ|خودکشی|بکش(?:م|ه)|نباشم|باشم که|راحت ?(?:شم|بشم)|تموم(?:ش)? (?:کنم|کنه|شه|بشه))(?!\w)|\b(?:zende|zendegi|bemiram|mordan|khodkoshi|nabasham)\b"
)


def find_trouble(folded: str) -> tuple[str, ...]:
    """Give the words by which titles on a trouble are found that a whole text wants a book to help with; none for none."""
    return _find_named(folded) or _find_told(folded)


def _find_told(folded: str) -> tuple[str, ...]:
    return () if _OF_LIFE.search(_LIVES_IN.sub(" ", folded)) is not None else find_told_trouble(folded)


def _find_named(folded: str) -> tuple[str, ...]:
    found = _TROUBLE.search(folded)
    if found is None or _OF_LIFE.search(folded) is not None:
        return ()
    before, behind = folded[: found.start()], folded[found.end() :]
    if _REFUSED.search(before) or _REFUSED_FA.search(behind) or not _is_all(before, behind):
        return ()
    said = next(filter(None, found.groups()))
    return next((words for start, words in _NAMED if start.search(said)), ())


def _is_all(before: str, behind: str) -> bool:
    """Tell whether beside the book for a trouble nothing is told but of that trouble, of exams and of sleep."""
    beside = _OF_EXAMS.sub("exams", f"{before} book {behind}")
    clauses = [part for part in _CLAUSES.split(beside) if part.strip()]
    told = all("book" in part or _ANY_BOOK.search(part) or _TOLD.search(part) for part in clauses)
    return told and set(_WORDS.findall(beside)) <= _BESIDE


def asks_for_help_in_books(folded: str) -> bool:
    """Tell whether a folded text asks for any book that helps with a trouble, and tells of nothing else but that."""
    return _ANY_BOOK.search(folded) is not None and bool(_find_named(folded))


def asks_against_trouble(folded: str) -> bool:
    """Tell whether a folded text tells a trouble and asks a book against it: "can't sleep. book for that?"."""
    return bool(_find_told(folded))
