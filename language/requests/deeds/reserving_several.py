"""An order to reserve, clause by clause: which name what is wanted, which what is left out, and which only ask."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold

__all__ = [
    "OrderedParts",
    "asks_whether_together",
    "points_at_branch",
    "points_at_other",
    "read_order",
    "sentences_in",
]

_SENTENCES = re.compile(r"(?<=[.!?؟;؛\n])(?!\d)")
_CLAUSES = re.compile(
    r"[,،:;؛.!?؟\n–]+(?!\d)|\b(?:but|and (?=(?:leave|drop|skip|forget|not|only|just|the other|the rest)\b))"
    r"|(?<!\w)(?:ولی|اما|بلکه|vali|amma)(?!\w)|(?=(?<!\w)(?:بقیه|فقط|اون دو ?تا|آن دو|دو ?تای دیگه|baghiy?e|faghat)(?!\w))",
    re.IGNORECASE,
)
# What a clause with one of these names is not wanted.
_OUT = re.compile(
    r"\b(?:leave|leaving|take|drop|cut) (?:out|off)\b|\b(?:drop|skip|scratch|scrap|forget|remove|omit|exclude|without|except|minus)\b|\b(?:leave|take) (?:\w{1,14} ){1,5}(?:out|off)\b"
    r"|\b(?:don't|do not|no longer|not) (?:need|want|reserve|hold|add)\b|^\W{0,4}(?:(?:and|just|so|then|actually|no|sorry|wait|please|ok|okay|but|hmm|maybe)\W{1,3}){0,3}not (?!sure\b|only\b|yet\b|now\b|urgent\b|too\b)|\bno need for\b|\bchanged my mind (?:about|on)\b"
    r"|(?<!\w)(?:حذف|بدون|غیر از|به غیر|به جز|بجز|جز|منهای|بی ?خیال|ول ?کن\w{0,3}|ولش|صرف ?نظر|صرفنظر|منصرف|پشیمون|پشیمان|کنسل|لغو)(?!\w)|(?<!\w)ن(?:می ?خوا(?:م|مش|هم|د)|باشه|گیر(?:ید|ین)?|کن(?:ید|ین)?)(?!\w)|(?<!\w)(?:رو|را)? ?(?:بردار(?:ید|ین)?|خط بزن(?:ید|ین)?)(?!\w)|(?<!\w)\w{2,20} (?:رو )?نه\W{0,3}$|لازم (?:نیست|ندارم)"
    r"|\b(?:hazf|bedoone?|gheir az|be ?joz|bi ?khial|velesh|nemikham|monsaref|nabashe|nakon\w{0,3})\b|\bna\W{0,3}$"
)
# So a request is put: "can you reserve …?", «میشه … رزرو کنید؟».
_REQUESTS = re.compile(
    r"\b(?:can|could|would|will) you (?:please |kindly |also )?(?:reserve|hold|put|place|keep|save|set|book|add)\b|\b(?:can|could|may) (?:i|we) (?:please |also |just )?(?:reserve|have|get|take|hold|put|place|add|book)\b|\bwould it be possible to (?:reserve|place|put|have)\b"
    r"|(?<!\w)(?:می ?ش(?:ه|ود)|میشود|ممکنه|ممکن است|امکان(?:ش|ش هست)?|امکان دارد|میتون(?:ید|ین|م)|می ?توان(?:ید|م))(?!\w)|\b(?:mishe|mitoon(?:am|in|id)|momken\w{0,4})\b"
)
_ASKS = re.compile(
    r"\b(?:how|when|which|where|why|what|who)\b|(?<!\w)(?:چند\w{0,3}|کدوم\w{0,3}|کدام\w{0,3}|کجا|چطور\w{0,3}|چرا|چقدر|کی)(?!\w)|\b(?:chand\w{0,2}|kodo?o?m|chetor|chera|key)\b"
)
# What is reserved, in words that orders_to_hold does not take for an order by themselves.
_RESERVING = re.compile(
    r"\b(?:reserv(?:e|ing|ation)|(?:on|a) hold|holds? (?:on|for|of)\b|place (?:a )?holds?|put (?:\w{1,14} ){1,8}(?:on hold|aside)|put me (?:down|in))\b|(?<!\w)رزرو\w{0,4}(?!\w)|(?<!\w)(?:نگه ?(?:ش|شون)? ?دار\w{0,3}|کنار (?:بذار|بگذار)\w{0,3}|تو صف)(?!\w)|\b(?:rezerv|reserv)\w{0,3}\b|\bnegah? ?(?:esh|eshun)? ?dar\w{0,3}\b"
)
_WISHED = re.compile(
    r"\b(?:i'd|i would|we'd|we would) (?:like|love)\b|\b(?:i|we) (?:want|wish|need|intend)\b|\b(?:please|kindly|grateful|wish to|let me|i'll)\b"
    r"|(?<!\w)(?:می ?خوا(?:م|هم|ستم|یم)|قصد دارم|مایلم|لطفا|بی ?زحمت|خواهش|خواستم|تقاضا دارم|ثبت|درخواست|نمایم|بفرمایید|فرمایید)(?!\w)|\b(?:mikham|mikhastam|lotfan|bi ?zahmat)\b"
)
# "Put both in", «هر دو رو ثبت کن»: an order of those that were spoken of.
_PUT_THEM = re.compile(
    r"\b(?:put|get|give me|do|take|place|book) (?:me )?(?:them )?(?:both|all (?:of them|three|two)|the (?:first|last|other) (?:two|three))\b|^\W{0,4}(?:(?:ok|okay|yes|then|please|and|just) ){0,3}(?:the first|both|the last) (?:two|of them|three)?,? ?(?:please|then|at|for)\b"
    r"|(?:هر ?دو\w{0,5}|هر ?سه\w{0,5}|جفتش\w{0,5}|(?:دو|سه) (?:عنوان|کتاب|تای|مورد) (?:نخست|اول|آخر))(?: (?:رو|را|برام|برای من|لطفا)){0,3} (?:ثبت|بذار|بگذار|بزن|بگیر|بردار|بیار|می ?خوام|میخواهم)\w{0,4}"
    r"|\b(?:harde?o\w{0,4}|jofteshun\w{0,2})(?: (?:ro|baram|lotfan)){0,2} (?:sabt|bezar|bezan|begir|mikham)\w{0,3}"
)
# What may as well be told of what was reserved before, or asked.
_TOLD = re.compile(
    r"\b(?:i|we) (?:\w{1,12} ){0,2}(?:reserved|had reserved)\b|\b(?:i've|i have|we have) (?:\w{1,12} ){0,2}(?:reserved|on hold|a reservation|reservations)\b|(?<!\w)رزرو ?(?:کرده ?(?:ام|م|بودم|بودیم)|کردم|دارم|شده)(?!\w)|\brezerv\w{0,2} (?:kard\w{0,5}|daram)\b|\breserve (?:kard\w{0,5}|daram)\b"
)
_ADDS = re.compile(
    r"\b(?:too|also|as well|both|add)\b|(?<!\w)(?:هم|اضافه|همچنین)(?!\w)|\b(?:ham|hamchenin|ezafe)\b", re.IGNORECASE
)
_AS_OTHER = re.compile(
    r"\b(?:with|like|as|beside|next to|together with) (?:my|the) (?:other|first|earlier|old) (?:one|reservation|hold|book)s?\b"
    r"|(?<!\w)(?:کنار|پیش|همراه) (?:همون|همان|اون|آن|رزرو)(?!\w)|(?<!\w)با (?:همون|همان|اون|آن) (?:یکی|رزرو)\w{0,3}(?!\w)|\bkenare? (?:hamoo?n|oo?n)\b"
)
# Whether they come at once is asked of them, of their being got, and of nothing else.
_TOGETHER = re.compile(
    r"\b(?:(?:can|could|may|will|would|do) (?:i|we) (?:get|have|collect|pick up|fetch) (?:(?:any |either |both |all |one )?(?:of )?(?:them|it|these|those)|both|all (?:three|two)|the (?:books|two|three))(?: up)?"
    r"|(?:will|can|could|would|do) (?:they|both|these|all of them|both of them|one of them|any of them) (?:all |both )?(?:come|arrive|be ready|be there|be in))(?: (?:all|both|any|much|a bit|here))? (?:sooner|earlier|faster|quicker|at the same time|together|in one (?:go|trip|visit)|all at once)\b(?! (?:on|than)\b)"
    r"|(?<!\w)(?:هر ?دو\w{0,5}|هر ?سه\w{0,5}|جفتش\w{0,5}|همه ?ش\w{0,5}|اینا|اونا|یکیش\w{0,3}|یکی ?شون)(?: (?:رو|را|از|توی|تو|می ?تونم|می ?شه)){0,3} (?:زودتر|سریع ?تر|با ?هم|هم ?زمان|یه ?جا|یک ?جا|در یک مراجعه)(?: \w{1,12}){0,3}? (?:می ?رس\w{1,4}|برس\w{1,4}|می ?آ?یا\w{1,3}|بیا\w{1,3}|آماده|بگیر\w{1,3}|می ?گیرم|تحویل)"
    r"|\b(?:harde?o\w{0,4}|jofteshun)(?: ro)? (?:zudtar|zoodtar|ba ?ham|yeja)(?: \w{1,12}){0,2}? (?:mires\w{0,3}|beres\w{0,3}|miad|begiram|amade)\b"
)
_THERE = re.compile(
    r"\b(?:the )?same (?:branch|library|place|location|pick-?up)\b|\b(?:change|make|switch|put|move|send|bring|transfer|reserve|hold|have|collect|get|pick)(?: (?:it|them|this|that|both|all|up|for me|on hold)){0,3} (?:to|at|from|in) there\b(?=\W|$)(?! \w)|\bthere too\b"
    r"|(?<!\w)(?:هم[ویا]?[نم]|همان|همین) ?(?:شعبه\w{0,2}|جا\w{0,3}|کتابخ[او]نه)(?!\w)|\bham[iou]{1,2}n ?(?:sho'?be\w{0,2}|ja\w{0,2}|branch)\b|(?<!\w)همون branch\b"
)
# A sentence with one of these wants nothing there.
_NOT_THERE = re.compile(
    r"\b(?:not|never|no|without|where|who|which|why|when|if|was|were|\w{2,6}n't|cannot|is it|are they|different|another)\b"
    r"|(?<!\w)(?:نه|نمی|نمی\w+|نیست\w{0,2}|نباش\w{0,3}|نکن\w{0,3}|نذار\w{0,3}|نبر\w{0,3}|نیار\w{0,3}|جز|بجز|غیر|که|اگه|اگر|چرا|کدوم|کدام|بود|بودم|رفتم|گم)(?!\w)|\b(?:na|nemi\w{1,8}|nabashe|ke|age|chera|bud\w{0,2})\b"
)


def sentences_in(text: str) -> list[str]:
    """Part a text at the signs that end its sentences, which stay with them; a number's point ends none."""
    return [one for one in _SENTENCES.split(text) if one.strip()]


def _points(text: str, pattern: re.Pattern[str]) -> bool:
    sentences = (fold(one).replace("’", "'") for one in sentences_in(text))
    return any(pattern.search(one) and not _NOT_THERE.search(one) for one in sentences)


@dataclass(frozen=True, slots=True)
class OrderedParts:
    """The parts of an order to reserve.

    wanted: those that may name what is to be reserved. before: what is told or asked beside; an order that only points
    ("both") may mean what that names.
    left: those that name what is not. ordered: whether any of it orders in so many words. adds: whether something comes
    to what was spoken of before.
    """

    wanted: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    ordered: bool = False
    adds: bool = False


@kept
def read_order(text: str, *, surely: bool = False) -> OrderedParts:
    """Part a message by what it says of titles; `surely`: it was read as an order to reserve, whatever its words."""
    wanted: list[str] = []
    before: list[str] = []
    left: list[str] = []
    ordered = False
    for sentence in sentences_in(text):
        said = fold(sentence).replace("’", "'")
        asks = sentence.rstrip().endswith(("?", "؟")) and (
            _REQUESTS.search(said) is None or _ASKS.search(said) is not None
        )
        clauses = [one.strip() for one in _CLAUSES.split(sentence) if one and one.strip()]
        out = [one for one in clauses if _OUT.search(fold(one).replace("’", "'"))]
        tells = _TOLD.search(said) is not None
        here = not asks and not tells and _is_order(sentence, said)
        if not asks:
            left += out
        told = _without(sentence, out)
        if here and (not out or (told.strip(" ,،.") and _is_order(told, fold(told).replace("’", "'")))):
            ordered = True
        if told.strip(" ,،.:"):
            (wanted if not asks and not tells and (here or ordered or surely) else before).append(told)
    adds = any(_ADDS.search(fold(one)) for one in (*wanted, *before))
    return OrderedParts(tuple(wanted), tuple(before), tuple(left), ordered, adds)


def _is_order(part: str, said: str) -> bool:
    if orders_to_hold(part):
        return True
    if _PUT_THEM.search(said):
        return True
    return _RESERVING.search(said) is not None and (_WISHED.search(said) or _REQUESTS.search(said)) is not None


def _without(sentence: str, out: list[str]) -> str:
    for one in out:
        sentence = sentence.replace(one, " , ")
    return sentence


def asks_whether_together(text: str) -> bool:
    """Tell whether a text asks whether several come at once, or one of them sooner than the other."""
    return ("?" in text or "؟" in text) and _TOGETHER.search(fold(text)) is not None


def points_at_other(text: str) -> bool:
    """Tell whether a text wants something where another reservation is: "as my other one", «کنار همون کلیدر»."""
    return _points(text, _AS_OTHER)


def points_at_branch(text: str) -> bool:
    """Tell whether a text wants something where something else is: "same branch", «همون شعبه», "hamun ja"."""
    return _points(text, _THERE)
