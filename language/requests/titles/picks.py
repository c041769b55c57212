"""Which title is meant in talk about titles: by what it is about, beside what is had, was read or is not wanted."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold

__all__ = ["Pick", "find_pick"]

_ADJECTIVE = r"(?:other|small|short|shorter|thin|thinner|little|slim|sad|long|big|thick|old|older|newer|funny|famous|scary|easy|english|persian)"
_ONE = r"(?:one|book|novel|story)"
# What tells one: the words stand behind "the one with", «اون یکی که», "un yeki ke", or beside "the sad one,".
_TOLD = (
    re.compile(
        rf"\b(?:the|that)(?: {_ADJECTIVE}){{0,3}} {_ONE}(?: (?:by|of) (?:him|her|them))?,? (?:with|about|where(?! (?:is|are|can|do|does|did|could|to|exactly)\b)|in which|whose|set (?:in|on|at))\s(?P<told>[^.?!؟;\n]{{2,120}})"
    ),
    re.compile(
        rf"\b(?:the|that)(?: {_ADJECTIVE}){{1,3}} {_ONE}, (?P<told>(?:the|a|an|that|with|about|where)\s[^.?!؟;\n]{{4,120}})"
    ),
    re.compile(
        r"(?<!\w)(?:اون|آن|همون|همان)(?:ی|یکی)? ?(?:یکی )?(?:(?:کتاب|رمان|داستان|قصه)\w{0,3} )?که (?P<told>[^.؟?!؛\n]{3,160})"
    ),
    re.compile(
        r"(?<!\w)(?:اون|آن) ?یکی[،,]? (?P<told>(?:درباره|راجع به|در مورد|با|توش)\s[^.؟?!؛\n]{3,120})"
    ),
    re.compile(
        r"\b(?:u|oo|o|hamu|hamoo|hamo)ni? ?(?:yeki ?)?(?:(?:ketab|roman|dastan)\w{0,2} )?ke (?P<told>[^.?!\n]{3,160})"
    ),
)  # fmt: skip
# What was said, done or written before tells a thing in another way, and so does who wrote it.
_TOLD_OTHERWISE = re.compile(
    r"\b(?:i|we|you)(?:'ve|'d| have| had)? (?:said|showed|mentioned|recommended|suggested|told|reserved|borrowed|ordered|asked|got|renewed|have|had|want|need)\b|\b(?:due|fine|fines|renew\w*|reserv\w+|overdue|queue|hold|loan|author|writer|translat\w+|my name)\b"
    r"|(?<!\w)(?:گفت\w{0,4}|نشون|نشان|رزرو\w{0,3}|امانت\w{0,3}|تمدید\w{0,2}|گرفتم|گرفته ?ام|بردم|دستم\w{0,2}|دارم|موعد\w{0,2}|سفارش|معرفی|پیشنهاد|میخوام|می ?خواستم|خواستم|نویسنده\w{0,5}|نوشته\w{0,4}|مترجم\w{0,4}|ترجمه\w{0,4}|جریمه\w{0,3}|نوبت\w{0,3})(?!\w)"
    r"|\b(?:goft\w{1,4}|reserv\w*|rezerv\w*|amanat\w*|tamdid\w*|gereft\w*|bordam|dastam\w*|daram|mikham|nevisand\w*|nevesht\w*|motarjem\w*|tarjom\w*)\b"
)
_CLAUSE = re.compile(r"[.!?؟؛;،,\n()]+|\s[-–—]\s")
_OUT = (
    re.compile(
        r"^(?:(?:oh|well|but|and|so|no|ok|okay|actually|sorry|hm|hmm|hello|hi|again) ){0,3}(?:i|we|she|he)(?:'ve| have|'s| has)? (?:already |just )?(?:got|have|had|read|own|seen|finished|know|tried) (?:already )?(?P<out>.{2,120})$"
    ),
    re.compile(r"(?:^|\b(?:but|and|please|definitely|just) )not (?P<out>.{2,80})$"),
    re.compile(r"\b(?:except|besides|apart from|other than|instead of|rather than|but for) (?P<out>.{2,80})$"),
    re.compile(r"^(?P<out>.{2,60}?) i(?:'ve| have)? (?:already )?(?:own|got|have|read|know|had)\b"),
    re.compile(
        r"^(?P<out>.{2,80}?) ?(?:رو|را) (?:(?:که|قبلا|خودم|تازه|هم|همه) ){0,2}(?:خونده?م|خوندیم|خواندم|خوانده ?ا?م|خونده ?ا?م|دارم|دیدم|خریدم|گرفتم|بلدم|حفظم)(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:به ?)?(?:غیر|جز) (?:از )?(?P<out>.{2,60}?)(?= که | چی | چه |$)"),
    re.compile(r"^(?:نه|ن) (?P<out>.{2,60})$"),
    re.compile(
        r"^(?P<out>.{2,80}?) ?(?:ro|ra|o) (?:(?:ke|ghablan|khodam|taze|ham) ){0,2}(?:kh(?:u|oo|o)nd\w{1,4}|khandam|daram|didam|kharidam|hefzam)\b"
    ),
    re.compile(r"\b(?:be ?)?(?:gheyr|gheir|ghair|joz) (?:az )?(?P<out>.{2,60}?)(?= ke | chi | che |$)"),
    re.compile(r"^na (?P<out>.{2,60})$"),
)  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:another(?: one)?|(?:new|newest|latest|next) (?:one|book|novel) by|(?:the |an |some )?other (?:ones?|books?|novels?|titles?|works?)|the others?|others|(?:what|anything|something|which|who) else|the rest)\b"
    r"|(?<!\w)(?:(?:اون|آن) ?یکی\w{0,3}|آن دیگری|یکی دیگه\w{0,3}|(?:چی|چه|چیز|چیزی|کتاب|رمان|اثر|آثار)\w{0,3} (?:دیگه|دیگر)\w{0,4}|(?:دیگه|دیگر) چ[یه]\w{0,5}|بقیه\w{0,3}|غیر از|به ?جز|جز)(?!\w)"
    r"|\b(?:[uo]{1,2}n ?yeki\w{0,2}|yeki ?dige|dige chi|chi ?dige|chize? ?dige\w{0,2}|baghi\w{0,3}|gheyr az|gheir az|be ?joz)\b"
)
# What is asked of it behind: "the one about the mice too hard for her?".
_TAIL = re.compile(
    r", (?:where|is|are|do|does|have|has|can|could|when|how|which|hold|reserve|please)\b[^\n]{0,120}$| (?:you mean|i mean|or did i)\b[^\n]{0,120}$"
    r"|[،,] ?(?:هست|موجود\w{0,3}|کجا\w{0,3}|دارید|دارینش|کدوم شعبه)(?!\w)[^\n]{0,120}$"
    r"| (?:(?:is|was|are) (?:it|that|this|in|out|there|available)|too|any good|suitable|ok|okay|then|please)(?: [^,]{0,60})?$"
    r"|[،,]? ?(?:کدوم\w{0,4}|کدام(?: است)?|چیه|چیست|اسمش چی\w{0,2}(?: بود)?|رو میخوام|kodu?o?me?|kodoome?|chie)$"
)
_OTHER = re.compile(
    r"(?:(?:and|no|but|what about|how about|i meant|i mean|is) ){0,2}the other (?:one|book|novel)(?: then| (?:by|of) (?:him|her|them))?(?: (?:in|there|too))?"
    r"|(?:(?:و|نه|پس|خب|منظورم) ){0,2}(?:(?:اون|آن) ?یکی(?:ش|ه)?|آن دیگری)(?: (?:چی|چطور|رو میگم|هست|کدومه))?"
    r"|(?:(?:va|na|pas|khob) ){0,2}[uo]{1,2}n ?yeki(?:sh)?(?: (?:chi|chetor|ro migam|hast|kodume))?"
)


@dataclass(frozen=True, slots=True)
class Pick:
    """What picks a title in talk about titles; all of it folded.

    told: the words by which one is told. out: each of them names what is not meant. others: another is asked for.
    other: a clause says nothing but "the other one". rest: the clauses that are none of these.
    """

    told: str
    out: tuple[str, ...]
    others: bool
    other: bool
    rest: tuple[str, ...]


@kept
def find_pick(text: str) -> Pick | None:
    """Find by what a text picks a title: what it is about, and what is not meant; None where it does neither."""
    said = fold(text).replace("’", "'")
    out: list[str] = []
    rest: list[str] = []
    for clause in (part.strip(" \"'«»“”:") for part in _CLAUSE.split(said)):
        found = next((match for pattern in _OUT if (match := pattern.search(clause))), None)
        if found is not None:
            out.append(found["out"])
        elif clause:
            rest.append(clause)
    told = _told(said)
    if told and any(told.startswith(clause) or told in clause or clause.endswith(told) for clause in out):
        # "I've read the one about the housewife": it is told, and not the one that is meant.
        after = said[said.find(told) + len(told) :]
        told = _told(after)
    others = _OTHERS.search(said) is not None
    other = any(_OTHER.fullmatch(clause) for clause in rest)
    return Pick(told, tuple(out), others, other, tuple(rest)) if told or other or (out and others) else None


def _told(said: str) -> str:
    for pattern in _TOLD:
        found = pattern.search(said)
        if found is not None and _TOLD_OTHERWISE.search(found["told"]) is None:
            return _TAIL.sub("", found["told"]).strip()
    return ""
