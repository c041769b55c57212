"""Which title is meant in talk about titles: by what it is about, beside what is had, was read or is not wanted."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold

__all__ = ["TitlePick", "find_pick"]

_ADJECTIVE = r"(?:other|small|short|shorter|thin|thinner|little|slim|sad|long|big|thick|old|older|newer|funny|famous|scary|easy|english|persian)"
# "The book about bees" is looked for; "the one", "the other book" and "that book of hers" are of those spoken of.
_ONE = rf"(?:(?:the|that)(?: {_ADJECTIVE}){{0,3}} one|the other(?: {_ADJECTIVE}){{0,2}} (?:book|novel|story)|(?:the|that)(?: {_ADJECTIVE}){{0,2}} (?:book|novel|story)(?= (?:by|of) (?:him|her|them|his|hers|theirs)\b))(?: (?:by|of) (?:him|her|them|his|hers|theirs))?"
# What tells one: the words stand behind "the one with", «اون یکی که», "un yeki ke", or beside "the sad one,".
_TOLD = (
    re.compile(
        rf"\b{_ONE},? (?:with|about|where(?! (?:is|are|can|do|does|did|could|to|exactly)\b)|in which|whose|set (?:in|on|at))\s(?P<told>[^.?!؟;\n]{{2,120}})"
    ),
    re.compile(
        rf"\b(?:the|that)(?: {_ADJECTIVE}){{1,3}} (?:one|book|novel|story), (?P<told>(?:the|a|an|that|with|about|where)\s[^.?!؟;\n]{{4,120}})"
    ),
    re.compile(
        r"(?<!\w)(?:اون|آن|همون|همان)(?:ی|یکی)? ?(?:(?:یکی )?(?:کتاب|رمان|داستان|قصه)\w{0,3} که|یکی که|که (?=(?:درباره|راجع|در مورد|داستانش|موضوعش))) ?(?P<told>[^.؟?!؛\n]{3,160})"
    ),
    re.compile(
        r"(?<!\w)(?:اون|آن) ?یکی[،,]? (?P<told>(?:درباره|راجع به|در مورد|با|توش)\s[^.؟?!؛\n]{3,120})"
    ),
    re.compile(
        r"\b(?:u|oo|o|hamu|hamoo|hamo)ni? ?(?:(?:yeki ?)?(?:ketab|roman|dastan)\w{0,2} ke|yeki ?ke|ke (?=darbare|raje|dar mored)) ?(?P<told>[^.?!\n]{3,160})"
    ),
)  # fmt: skip
# With these its clause begins: "my son is the one with" tells of no book.
_LEAD = re.compile(
    r"(?:(?:oh|no|yes|yeah|yep|ok|okay|well|and|but|so|now|actually|sorry|hm+|then|please|hi|hello|just|also|maybe|i think|i (?:mean|meant|want|need|wanted)|you mean|i(?:'d| would) (?:like|prefer|rather have)|i(?:'m| am) (?:after|looking for|thinking of)|i(?:'ll| will| do) (?:take|want)|(?:what|how) about|do you (?:have|mean)|have you got|can i (?:have|get|borrow|reserve)|could i have|can you (?:hold|reserve|find)|give me|show me|tell me about|hold|reserve|order|find|take|if|it|that|is|was|it's|that's|where|where's|what|what's|(?!not)[\w-]+'s (?:book|novel)) ?){0,6}"
    r"|(?:(?:نه|آره|اره|بله|خب|پس|و|ولی|اما|ببخشید|سلام|راستی|منظورم|منظور من|حالا|یعنی|لطفا|سپاسگزارم|ممنون) ?){0,4}"
    r"|(?:(?:na|are|areh|bale|khob|pas|va|vali|bebakhshid|salam|manzooram|manzuram|hala|yani|lotfan) ?){0,4}"
)
# A thing or somebody told more nearly: "your librarian, the one with the glasses".
_TOLD_NEARLY = re.compile(
    r"(?:^|\s)(?:my|your|our|his|her|their|the|a|an|this|that)(?: \w{1,20}){0,2} (?!ones?$|books?$|novels?$|stor(?:y|ies)$)\w{1,20}\s?$"
)
# What was said, done or written before tells a thing in another way, and so does who wrote it.
_TOLD_OTHERWISE = re.compile(
    r"\b(?:i|we|you)(?:'ve|'d| have| had)? (?:said|showed|mentioned|recommended|suggested|told|reserved|borrowed|ordered|asked|got|renewed|have|had|want|need)\b|\b(?:due|fine|fines|renew\w*|reserv\w+|overdue|queue|hold|loan|author|writer|translat\w+|my name|your|desk|staff|librarians?|counter|card|cards|parking|machines?)\b|\bfor (?:toddlers?|children|kids|babies|teens?|teenagers|adults|beginners)\b"
    r"|(?<!\w)(?:گفت\w{0,4}|نشون|نشان|رزرو\w{0,3}|امانت\w{0,3}|تمدید\w{0,2}|گرفتم|گرفته ?ام|بردم|دستم\w{0,2}|دارم|موعد\w{0,2}|سفارش|معرفی|پیشنهاد|میخوام|می ?خواستم|خواستم|نویسنده\w{0,5}|نوشته\w{0,4}|مترجم\w{0,4}|ترجمه\w{0,4}|جریمه\w{0,3}|نوبت\w{0,3}|کارت\w{0,3}|کتابدار\w{0,4}|کارمند\w{0,4}|پشت میز|شعبه\w{0,3})(?!\w)"
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
# Who wrote it, named: no more than some words.
_BY = r"(?: (?:by|of|from) (?:him|her|them|his|hers|theirs|the same (?:author|writer)|(?P<by{0}>(?!(?:others?|another|someone|somebody|different|any\w*|a|an|the|my|your|our)\b)[^\W\d_][\w.'-]{{0,20}}(?: [^\W\d_][\w.'-]{{0,20}}){{0,3}}?)))?"
_HAVE = r"(?: (?:do you have|have you got|have you|are there|is there|is in|do you keep|did (?:he|she|they) write|has (?:he|she) written))?"
_BESIDES = r"(?: (?:besides|except|apart from|other than|but) .{2,80})?"
# A whole clause that wishes for another one, and for nothing beside it: "another day" and "what else is new" do not.
_OTHERS = (
    re.compile(
        r"(?:(?:and|but|so|no|ok|okay|then|well|please|hi|hello|i want|i need|i would like|i'd like|i'll take|give me|show me|do you have|have you got|have you|can i have|is there|are there|what about|how about|got|(?:and )?while .{2,60}?) ){0,4}"
        rf"(?:another|some other|any other|other|the other|(?:a|the|his|her) (?:new|newest|latest|next)) ?(?:ones?|books?|novels?|titles?|works?)?{_BY.format(1)}(?: then| please| in (?:english|persian|farsi)){{0,2}}"
    ),
    re.compile(
        rf"(?:(?:and|but|so|no|ok|okay|then|well|do you have|have you got|have you|is there|so while .{{2,60}}?|while .{{2,60}}?|.{{2,90}} while i(?:'m| am) waiting) ){{0,3}}(?:what|which|anything|something) (?:else|other (?:books?|novels?|titles?|works?|ones?)){_BY.format(2)}{_HAVE}{_BY.format(3)}(?: (?:in (?:english|persian|farsi)|please|then|too)){{0,2}}{_BESIDES}"
    ),
    re.compile(
        r"(?:(?:and|but|so|no|ok|okay|then|well|show me|give me|tell me|what about|how about|what are|which are) ){0,3}(?:the others?|the rest)(?: (?:then|please)){0,2}"
    ),
    re.compile(r"(?:(?:and|but|so) )?what(?:'s| is| are|s) the other (?:ones?|books?|novels?) about"),
    re.compile(
        r"(?:(?:نه|خب|پس|و|حالا|فقط|لطفا|ببخشید|سلام) ){0,3}(?:(?:یه|یک) )?(?:یکی|کتاب|رمان|اثر|آثار|چیز)\w{0,4} (?:دیگه|دیگر)\w{0,4}(?: (?:ازش|از (?:او|ایشون|ایشان|اون|همین نویسنده|همین)))?(?: (?:هم|ای|میخوام|می ?خواهم|دارید|دارین|هست|بدید|بدین|لطفا)){0,3}"
    ),
    re.compile(
        r"(?:(?:خب|پس|و|حالا) ){0,2}(?:از (?P<by4>.{2,40}?) )?(?:دیگه|دیگر) (?:چی|چه)(?: (?:کتاب|رمان|اثر|آثار)\w{0,4})?(?: (?:دارید|دارین|هست|نوشته))?"
    ),
    re.compile(r"(?:(?:خب|پس|و|حالا) ){0,2}بقیه\w{0,3}(?: (?:کتاب|رمان|اثر|آثار)\w{0,4})?(?: (?:چی|چیه|چیا|کدومن|رو بگین|رو بگید))?"),
    re.compile(
        r"(?:(?:خب|پس|و|حالا) ){0,2}(?:از (?P<by5>.{2,40}?) )?(?:به ?)?(?:غیر|جز)(?: از)? .{2,80}? (?:دیگه )?(?:چی|چه (?:کتاب|رمان|اثر|آثار)\w{0,4}|کتاب\w{0,3} (?:دیگه|دیگر)\w{0,3}) ?(?:دارید|دارین|هست|موجود است)"
    ),
    re.compile(
        r"(?:(?:na|khob|pas|va|hala|faghat|lotfan) ){0,3}(?:(?:ye|yek) )?(?:(?:yeki|ketab\w{0,2}|roman\w{0,2}) ?(?:dige|digar)\w{0,2}|(?:az (?P<by6>.{2,40}?) )?dige chi|baghi\w{0,3})(?: (?:ham|mikham|darid|darin|hast|lotfan)){0,3}"
    ),
    re.compile(r"(?:az (?P<by7>.{2,40}?) )?(?:be ?)?(?:gheyr|gheir|joz) (?:az )?.{2,80}? (?:dige )?(?:chi|che ketab\w{0,3}) ?(?:darid|darin|hast)"),
)  # fmt: skip
# What is asked of it behind: "the one about the mice too hard for her?".
_TAIL = re.compile(
    r", (?:where|is|are|do|does|have|has|can|could|when|how|which|hold|reserve|please)\b[^\n]{0,120}$| (?:you mean|i mean|or did i)\b[^\n]{0,120}$"
    r"|[،,] ?(?:هست|موجود\w{0,3}|کجا\w{0,3}|دارید|دارینش|کدوم شعبه)(?!\w)[^\n]{0,120}$"
    r"| (?:(?:is|was|are) (?:it|that|this|in|out|there|available)|too|any good|suitable|ok|okay|then|please|after all)(?: [^,]{0,60})?$"
    r"|[،,]? ?(?:کدوم\w{0,4}|کدام(?: است)?|چیه|چیست|اسمش چی\w{0,2}(?: بود)?|رو میخوام|kodu?o?me?|kodoome?|chie)$"
)
_OTHER = re.compile(
    r"(?:(?:and|no|but|what about|how about|i meant|i mean|is) ){0,2}the other (?:one|book|novel)(?: then| (?:by|of) (?:him|her|them))?(?: (?:in|there|too))?"
    r"|(?:(?:و|نه|پس|خب|منظورم) ){0,2}(?:(?:اون|آن) ?یکی(?:ش|ه)?|آن دیگری)(?: (?:چی|چطور|رو میگم|هست|کدومه))?"
    r"|(?:(?:va|na|pas|khob) ){0,2}[uo]{1,2}n ?yeki(?:sh)?(?: (?:chi|chetor|ro migam|hast|kodume))?"
)


@dataclass(frozen=True, slots=True)
class TitlePick:
    """What picks a title in talk about titles; all of it folded.

    told: the words by which one is told. out: each of them names what is not meant. others: another is asked for;
    by: whose, where it is named. other: a clause says nothing but "the other one". rest: the clauses that are none of
    these.
    """

    told: str
    out: tuple[str, ...]
    others: bool
    other: bool
    rest: tuple[str, ...]
    by: str


@kept
def find_pick(text: str) -> TitlePick | None:
    """Find by what a text picks a title: what it is about, and what is not meant; None where it does neither."""
    said = fold(text).replace("’", "'")
    out: list[str] = []
    rest: list[str] = []
    clauses = [part.strip(" \"'«»“”:") for part in _CLAUSE.split(said)]
    for clause in clauses:
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
    wished = [match for clause in clauses for pattern in _OTHERS if (match := pattern.fullmatch(clause))]
    by = next((name for match in wished for name in match.groupdict().values() if name), "")
    others = bool(wished) and not any(map(_NOT_BY.match, out))
    other = any(_OTHER.fullmatch(clause) for clause in rest)
    return TitlePick(told, tuple(out), others, other, tuple(rest), by) if told or other or (out and others) else None


# «نه از اورول», "not by Orwell": the others are not wished for.
_NOT_BY = re.compile(r"(?:by|from|anything) |(?:him|her|them)\b|(?:از|مال) ")


# "The other one, the long one" tells of nothing.
_NO_TELLING = re.compile(rf"(?:the|that)(?: {_ADJECTIVE}){{0,3}} (?:one|book|novel|story)")


def _told(said: str) -> str:
    for pattern in _TOLD:
        for found in pattern.finditer(said):
            if (
                _NO_TELLING.fullmatch(found["told"].strip()) is None
                and _TOLD_OTHERWISE.search(found["told"]) is None
                and _tells_book(said[: found.start()])
            ):
                return _TAIL.sub("", found["told"]).strip()
    return ""


def _tells_book(before: str) -> bool:
    """Tell whether what stands before "the one with" lets it be a book."""
    start = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    lead = before[start:].strip(" \"'«»“”:")
    earlier = before[:start].rstrip(" \n")
    if _LEAD.fullmatch(lead) is None:
        return False
    return bool(lead) or not earlier.endswith((",", "(", "،")) or _TOLD_NEARLY.search(earlier[:-1]) is None
