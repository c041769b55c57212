"""Some of several things by when they are due: "the two that are due first", "whatever is due by Sunday", «اون که زودتره»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.numerals import number_of
from language.requests.speech.exceptions import is_whole
from language.requests.speech.sentences import deed_of, sentences

__all__ = [
    "Selection",
    "find_selection",
    "only_part",
    "part_fallback",
    "without_not_only",
    "without_other_kept",
    "without_rest_left",
]

_THING = r"(?:ones?|books?|loans?|items?|things?|titles?|that|which|whatever|what(?:'s| is)|every\w*|anything|those|all|any|two|three|four|five|six)"
_DUE = r"(?:due|expir\w+|end(?:s|ing)?|running out|runs? out|run out|com(?:e|es|ing) up|fall(?:s)? due|(?:have|has|need|needs)? ?to (?:go|be brought|be returned|come) back|go(?:es)? back|must go back)"
_FIRST = re.compile(
    rf"\b{_THING}\b[^.!?]{{0,30}}\b{_DUE}\b(?: back)?(?: (?!before\b|by\b|on\b|in\b|until\b|within\b|the\b)\w+)? (?:first|soonest|earliest|next\b(?! \w*(?:day|week|month)))\b"
    r"|\b(?:soonest|earliest|nearest|closest|most urgent)(?: (?:due|ones?|two|three|four|book|loan|date|deadline))?\b|\b(?:first|next) (?:ones? )?(?:to be )?due\b|\bdue (?:first|soonest|earliest|next(?! \w*(?:day|week|month)))\b"
    r"|(?:که|اونا\w{0,5}|همونا\w{0,5}|هر ?(?:کدوم|کدام|چی)\w{0,5}|مهلت\w{0,5}|موعد\w{0,5}|سررسید\w{0,5}|تا(?:یی|ی)|یکی\w{0,5}|کتاب(?:ی|ایی|هایی)|مورد(?:ی|هایی))[^.!؟]{0,25}(?:زودتر|زود تر|نزدیک ?تر)\w*|(?:زودترین|نزدیک ?ترین) (?:مهلت|موعد|سررسید|تاریخ)"
    r"|\b(?:ke|un\w*|oon\w*|hamun\w*|hamoon\w*|harkod\w*|har kod\w*|tayi|taee|yeki|mohlat\w*)\b[^.!?]{0,25}\bz(?:u|oo|o)d ?tar\w*"
)
_LAST = re.compile(
    rf"\b{_THING}\b[^.!?]{{0,30}}\b{_DUE}\b(?: back)?(?: \w+)? (?:last|latest)\b|\bdue (?:last|latest)\b"
    r"|(?:که|اونا\w{0,5}|هر ?(?:کدوم|کدام)\w{0,5}|مهلت\w{0,5}|موعد\w{0,5}|تا(?:یی|ی)|یکی\w{0,5})[^.!؟]{0,25}(?:دیرتر|دورتر)\w*|(?:دیرترین|دورترین) (?:مهلت|موعد|تاریخ)"
)
_DAY_EN = r"(?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:st|nd|rd|th)?)"
_DAY_FA = r"(?:امروز|پس ?فردا|فردا|(?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه|\d{1,2} \w{2,9})"
_DAY_LATIN = r"(?:emru?oo?z|pas ?farda|farda|(?:yek|do|se|chahar|panj)? ?shanbe|jom'?e)"
_WITHIN = re.compile(
    rf"\b{_THING}\b(?:(?! until\b| till\b)[^.!?]){{0,20}}\b{_DUE}\b(?P<en> [^.!?]{{2,40}})"
    r"|(?:که|هر ?چی|هر ?(?:کدوم|کدام)|اونا\w*|آنها\w*)(?P<fa>[^.!؟]{0,12}(?:تا|قبل از|پیش از|برای|مال|مهلت\w*|موعد\w*|سررسید\w*|این|همین)[^.!؟]{2,30}(?:مهلت\w*|وقت\w*|موعد\w*|سررسید\w*|تموم|تمام|باید|ه|هست\w*|است|دارن\w*))"
    r"|\b(?:ke|harchi|unayi|oonayi)\b(?P<latin>[^.!?]{0,12}\b(?:ta|ghabl az|mohlat\w*|in|hamin)\b[^.!?]{2,30})"
    # "The one that I have to bring back tomorrow", «اون که فردا موعدشه», "oon ke farda movedeshe".
    rf"|\b(?:the|that) (?:one|book)s? (?:that |which )?(?:i (?:have|need|am supposed|must|should)|i'm supposed)(?: got)?(?: to)? (?:bring|give|take|return)(?: back)?(?P<en_back> (?:on |by )?(?:the )?{_DAY_EN}\b)"
    rf"|(?<!\w)(?:اون|آن|همون|همان|این|همین|کتاب|یکی)(?:ی|ها|ا|هایی|ایی|ای)?(?: ?یکی)?(?: ?(?:رو|را))? که (?P<fa_due>{_DAY_FA}(?: \w{{1,10}})?) (?:(?:موعد|مهلت|سر ?رسید|وقت)(?:ش|شه|شون|شونه|ه)?|باید (?:بیارم|پس بدم|برگردونم|برگرده|تحویل بدم)\w{{0,4}})(?!\w)"
    rf"|\b(?:oo?n|un|hamoo?n|hamun|ketab|yeki)(?:i|o|yi|ayi|ha)?(?: ?yeki)?(?: ro)? ke (?P<latin_due>{_DAY_LATIN}) (?:(?:mo'?e?d|moved|mohlat|sar ?resid|vaght)\w{{0,5}}|bayad (?:biaram|pas bedam|bargardoonam|bargardunam)\w{{0,3}})\b"
)
_SAYING_NOTHING = frozenset("please pls now for me on my card today's and then too also thanks".split())
_BEFORE = re.compile(r"\bbefore\b|(?:قبل|پیش) از|\bghabl az\b")
_BY = re.compile(r"\b(?:by|until|till|up to|no later than)\b|(?<!\w)تا(?!\w)|\bta\b")
# "If not, at least Emma": what is ordered for all of them is tried for that one, too.
_AT_LEAST = re.compile(
    r"(?:(?:\b(?:or|and|but) )?\bif (?:not(?: possible)?|(?:that|it|this)(?:'s| is| does)?(?:n't| not) (?:possible|work\w*|allowed)|you can't|you cannot|they can't|only one(?: is possible)?)[ ,]*(?:then )?at (?:the very )?least|\bor (?:else )?(?:just )?at (?:the very )?least) (?P<en>[^.?!]{2,60})$"
    r"|(?:(?<!\w)و )?(?<!\w)(?:اگه|اگر|اگرم|اگه ?م)(?: ?هم)? (?:نمی ?شه|نمی ?شود|نمیشه|نشد|نشه|ممکن نیست|امکانش نیست)[ ،,]*(?:لااقل|حداقل|دست ?کم) (?P<fa>[^.؟?!]{2,60})$"
    r"|\b(?:va )?\b(?:age|agar)(?: ?ham)? (?:nemishe|nashod|nashe)[ ,]*(?:laaghal|la aghal|hadaghal) (?P<latin>[^.?!]{2,60})$"
)
_COUNT = re.compile(
    r"\b(?P<en>one|two|three|four|five|six|seven|[1-9])\b(?! (?:days?|weeks?|months?|times?|more))"
    r"|(?<!\w)(?P<fa>یک|دو|سه|چهار|پنج|شش|[1-9۱-۹]) ?(?:تا|مورد|کتاب|جلد)|(?<!\w)(?P<pair>دوتا|سه‌تا|دوتایی)|\b(?P<latin>do|se|chahar|[2-9]) ?ta\b"
)
_LATIN = {"do": 2, "se": 3, "chahar": 4}
_ONLY = re.compile(
    r"(?<!not )(?<!the )\b(?:only|just|merely|nothing but|no more than)\b|(?<!\w)(?:فقط|تنها|صرفا|صرفاً)(?!\w)|\b(?:faghat|faqat|fght)\b"
)
_NOT_ONLY = re.compile(
    r"[,;.]?\s{0,2}(?:\band )?\bnot (?:only|just|merely|simply) [^.,;!?]{2,60}$|[,،;.]?\s{0,2}(?:\bو )?(?<!\w)نه (?:فقط|تنها|صرفا) [^.,،;؛!؟?]{2,60}$|[,;.]?\s{0,2}\bna (?:faghat|faqat|tanha) [^.,;!?]{2,60}$"
)
# "The others not", «بقیه نه» leaves out only what is not named anyway.
_REST_LEFT = re.compile(
    r"[,،;.]?\s{0,2}(?:\b(?:and|but) )?(?:\b(?:not|leave|without|no need for|don't renew|don't touch) (?:out )?(?:the |any of the |my )?(?:rest|others?|other ones|remaining(?: ones)?)\b(?: alone| as (?:it is|they are)| out)?|\bthe (?:rest|others?|other ones|remaining ones) (?:not|no|can wait|can stay|stays?|may wait|alone|as (?:it is|they are))\b)"
    r"|[,،;.]?\s{0,2}(?:و |ولی )?(?<!\w)(?:بقیه|باقی|مابقی)\w*(?: ?(?:رو|را|ش|شون))? (?:نه|نمی ?خواد|نمی ?خوام|لازم نیست|دست نزن\w*|نکن\w*|باشه|بمونه|بماند|همین ?جوری\w*)(?!\w)"
    r"|[,;.]?\s{0,2}\b(?:va |vali )?baghi\w* (?:ro )?(?:na|nemikham|nemikhad|bemoone|nakon\w*)\b"
)


# Where another clause begins.
_CLAUSE = re.compile(
    r"(?<=[,.;،؛!])|(?=\b(?:but|and|while)\b)|(?=\bthe (?:other|rest)\b)|(?<=[\s])(?=(?:اون|آن) ?یکی|بقیه|باقی|ولی|اما|دومی|اولی)|\s(?=(?:oon|un) ?yeki|vali|baghi)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:the|my|that) (?:other|rest|second|first|last)\b|(?<!\w)(?:اون|آن) ?یکی|(?<!\w)(?:بقیه|باقی|دومی|اولی)|\b(?:oon|un) ?yeki|\bbaghi"
)
_KEPT = re.compile(
    r"\b(?:matters?|important|keep|kept|stays?|stay|remains?|want|need|more|leave|still|like)\b|مهم|نگه|بمون|بمان|بماند|میخوا|می خوا|لازم|باشه|باشد|\b(?:mohem|negah|bemun|bemoon|mikham|bashe)"
)


@dataclass(frozen=True)
class Selection:
    """Some of several things: "first", "last" by their last day, or "within" the days that `words` name.

    `count`: so many of them, 0 where that is not said. `before`: the day named is no longer one of them; `by`: all days
    until then count, too.
    """

    kind: str
    count: int = 0
    words: str = ""
    before: bool = False
    by: bool = False


@kept
def find_selection(text: str) -> Selection | None:
    """Find which things a text speaks of by when they are due; None where it does not say so."""
    said = fold(text).replace("’", "'")
    for kind, pattern in (("first", _FIRST), ("last", _LAST)):
        if pattern.search(said) is not None:
            return Selection(kind, _count(said))
    found = _WITHIN.search(said)
    if found is None:
        return None
    # What is said behind a comma tells of something else: "the two due on Monday, I haven't opened Emma yet".
    words = re.split("[,،;؛]", next((one for one in found.groups() if one), ""))[0]
    if not set(words.split()) - _SAYING_NOTHING:
        return None
    count = _count(said[: found.end()].replace(words, " "))
    return Selection("within", count, words, _BEFORE.search(words) is not None, _BY.search(words) is not None)


def _count(said: str) -> int:
    found = _COUNT.search(said)
    if found is None:
        return 0
    if found["pair"]:
        return number_of(found["pair"][:2]) if found["pair"].startswith("دو") else 3
    word = found["en"] or found["fa"] or found["latin"]
    return _LATIN.get(word) or number_of(word)


@kept
def only_part(text: str) -> str:
    """Give what a message narrows itself to, behind "only", «فقط»; empty where it does not."""
    found = list(_ONLY.finditer(fold(text)))
    return fold(text)[found[-1].end() :].strip() if found else ""


def part_fallback(text: str) -> tuple[str, str]:
    """Part an order of all into it and what is at least to be done: "renew both; if not, at least" and "Emma".

    The second is empty where nothing is said of that.
    """
    said = fold(text).strip(" .!")
    found = _AT_LEAST.search(said)
    rest = said[: found.start()].strip(" .,;،؛!?؟") if found is not None else ""
    ordered = _orders_all(rest)
    return (rest, found["en"] or found["fa"] or found["latin"]) if found is not None and ordered else (text, "")


def _orders_all(text: str) -> bool:
    all_of = any(deed_of(sentence.words) and is_whole(sentence.words) for sentence in sentences(text))
    return all_of or (_BOTH.search(text) is not None and any(deed_of(one.words) for one in sentences(text)))


_BOTH = re.compile(r"(?<!\w)(?:هر ?(?:دو|سه|چهار)|جفت|دو ?تا)\w*|\b(?:har ?do|joft|do ?ta)\w*")


def without_not_only(text: str) -> str:
    """Give an order of all without "not just the first", which leaves out nothing."""
    rest = _NOT_ONLY.sub("", fold(text).strip(" .!"))
    ordered = _orders_all(rest)
    return rest if ordered and rest != fold(text).strip(" .!") else text


def without_rest_left(text: str) -> str:
    """Give an order without "not the others", «بقیه نه»: what it names is all that it orders."""
    return _REST_LEFT.sub(" ", fold(text)).strip() if _REST_LEFT.search(fold(text)) else text


def without_other_kept(text: str, deed: str) -> str:
    """Give an order of a deed without the clauses that only say that the other is wanted: "the other matters more"."""
    parts = [part for part in _CLAUSE.split(text) if part and part.strip()]
    left = [part for part in parts if not _keeps_other(part, deed)]
    ordered = any(deed_of(sentence.words) == deed for part in left for sentence in sentences(part))
    return " ".join(part.strip(" ,،") for part in left) if ordered and len(left) < len(parts) else text


def _keeps_other(part: str, deed: str) -> bool:
    said = fold(part)
    orders_it = any(deed_of(sentence.words) == deed for sentence in sentences(part))
    return not orders_it and _OTHER.search(said) is not None and _KEPT.search(said) is not None
