"""The parts of a message that ask: its one question among other sentences, its last clause, or each of several."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crm.knowledge.asked_kinds import kinds_of, named_people
from crm.knowledge.aspects import tells
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import named_words

__all__ = [
    "FEWEST_WORDS",
    "WANTS",
    "AskedPart",
    "asked_beside",
    "asked_parts",
    "asking_clause",
    "clauses_of",
    "tells_want",
    "wants_of",
    "without_wants",
]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?؟\n:…]+[.!?؟\n:…]*")
_ASKED = ("?", "؟")
# Where a clause begins that asks, behind other words.
_CLAUSE = re.compile(
    r"(?:[,،;؛–—:]|\s-)\s*(?:(?:and|so|but|then|also|or|و|ولی|پس)\s+)?"
    r"(?P<asks>(?:is|are|do|does|did|can|could|may|might|must|should|will|would|have|has|what|when|where|which|who|whom"
    r"|how|why|was|were|any|آیا|کجا|چطور|چگونه|چند|کی|کدام|کدوم|میشه|می‌شه|می‌شود|چه|چی|امکان)\b)",
    re.IGNORECASE,
)
FEWEST_WORDS = 3


def clauses_of(text: str) -> list[str]:
    """Give the clauses of a message that each say what they are about, in their order; none where it has only one."""
    # Of runs of blanks the first is enough.
    lines = [" ".join(line.split()) for line in text.splitlines()]
    pieces = [piece.strip(" ,،.;؛") for piece in _BETWEEN.split("\n".join(lines))]
    clauses = [each for each in pieces if _count(each) >= _FEWEST_OF_PART and telling(each)]
    return clauses[:_MOST_CLAUSES] if len(clauses) > 1 else []


# Between two clauses, each of which may ask for something else.
_BETWEEN = re.compile(r"(?<=[.!?؟])\s|\n| ?[,،;؛] ?| (?:and|also|or|but|plus|و|یا|ولی|راستی|va|ya) ", re.IGNORECASE)
_MOST_CLAUSES = 4


def asked_beside(text: str, fewest: int = 1) -> str | None:
    """Give the one question of a message of several sentences.

    None where it has none or several, or where that has less than the `fewest` words that say what it is about.
    """
    sentences: list[str] = [part.strip() for part in _SENTENCE.findall(text) if _count(part)]
    asked = [part for part in sentences if part.rstrip().endswith(_ASKED)]
    # «دو تا سؤال: …» is followed by what is asked, with a mark or without.
    question = asked[0] if len(asked) == 1 else sentences[-1] if not asked and _is_introduced(text) else None
    if question is None or len(sentences) < 2 or len(telling(question)) < fewest:
        return None
    return question


def asking_clause(text: str, fewest: int = 1) -> str | None:
    """Give the last clause of a sentence that asks by itself: "perfect, one more thing, is there a lift?"."""
    found = [match.start("asks") for match in _CLAUSE.finditer(text)]
    clause = text[found[-1] :] if found else ""
    return clause if _count(clause) >= FEWEST_WORDS and len(telling(clause)) >= fewest else None


def _is_introduced(text: str) -> bool:
    """Tell whether the last words stand behind a colon."""
    before, colon, after = text.rpartition(":")
    return bool(colon) and _count(before) > 0 and _count(after) > 0


def _count(text: str) -> int:
    return len(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part of a message that asks: its words, what it plainly wants of its thing (WANTS), and whom it names.

    `named`: it only names another thing ("… or large print?"), and asks by the words of the part before it;
    `marked`: no word of it asks, but the mark behind it.
    """

    text: str
    wants: frozenset[str]
    people: frozenset[str]
    named: bool = False
    marked: bool = False


# What a part plainly wants of what it is about, by words that ask for it in any part of a sentence.
_WANTS = {
    "price": re.compile(
        r"\bhow much\b(?! (?:of|time|can|may|longer|notice)\b)|\b(?:costs?|prices?|fees?|charged?)\b|\bset me back\b|\bis (?:it|that|this|there) free\b|\bfree(?: of charge)?\W*$|\b(?:have|need) to pay\b|\bdo (?:i|we) pay\b"
        r"|(?<!\w)(?:هزین(?:ه|ش)\w*|قیمت\w*|مبلغ\w*|چند ?تومن\w*|چنده|رایگان\w*|مجانی\w*|پولی\w*|چقدر? (?:می ?ش\w+|در ?میا\w+|باید (?:بد|پول)\w*|پول\w*))(?!\w)|(?<!\w)پول ?(?:هم )?(?:دار[هد]|می ?خو?ا\w+|می ?گیر\w+|بگیر\w+|باید|لازم\w*)(?!\w)"
        r"|\b(?:hazin\w*|pool[iy]\w*|pul[iy]\w*|majani\w*|raygan\w*|chande)\b|\bp(?:oo|u)l (?:ham )?(?:dar[ae]d?|mikha\w*|migir\w*|begir\w*|bayad|lazem\w*)\b"
    ),
    "papers": re.compile(
        r"\b(?:what|which) (?:documents?|papers|id|identification|proof)\b|\b(?:documents|papers) (?:do|should|must|are)\b|\bwhat (?:do|should|must) (?:i|we|he|she|they) (?:need to |have to )?(?:bring|show)\b|\bwhat to bring\b"
        r"|(?:چه|کدوم|کدام) ?(?:مدرک|مدارک)\w*|(?<!\w)مدارک\w*(?!\w)|چی (?:باید )?(?:بیار|همراه)\w*|\bche (?:madarek|madrak)\w*|\bmadarek\w*|\bchi (?:bayad )?(?:biar|biyar)\w*"
    ),
    "duration": re.compile(
        r"\bhow long\b|\bhow many (?:days|weeks|hours)\b|\buntil when\b"
        r"|(?<!\w)(?:چند (?:روز|هفته|وقت|ساعت)\w*|چن (?:روز|وقت)\w*|چقدر? طول|چه مدت\w*|مدت\w*|تا کی|(?:مدت )?زمان(?:ش|شون| آن| اون)? ?(?:هم )?(?:چگونه|چقدر|چه ?قدر|چطور|چند))(?!\w)|\bchand (?:ruz|rooz|hafte|vaght|saat)|\bta kei?y?\b"
    ),
    "ready": re.compile(
        r"\b(?:same day|on the spot|straight away|right away|there and then|while i wait)\b|(?<!\w)(?:همون|همان) (?:روز|موقع|لحظه|جا)(?!\w)|\bham[ou]n (?:ruz|rooz|moghe)\b|\bwhen (?:is|will) (?:it|the card|my card)\b|(?<!\w)کی (?:کارت\w*|آماده|میدین|می ?دهید|حاضر)|کارتو? کی"
    ),
    "place": re.compile(
        r"\bwhere\b|\bwhich (?:branch|floor|desk)\b|(?<!\w)(?:کجا\w*|(?:کدوم|کدام) (?:شعبه|طبقه)\w*)(?!\w)|\bkoja\w*|\bkodu?o?m shobe"
    ),
    "booking": re.compile(
        r"\b(?:need|have|got|do we|do i)\b[^.?!]{0,15}\b(?:book|reserve|register|sign up|booking)\b|\b(?:needs?|any) (?:a )?(?:booking|registration)\b|\bin advance\b|\bjust (?:show|turn) up\b"
        r"|(?:از قبل|قبلش)[^.؟?!]{0,12}(?:رزرو|نوبت|وقت|ثبت ?نام)|(?:باید|لازمه?)[^.؟?!]{0,15}(?:رزرو|ثبت ?نام|اسم ?(?:نویسی|بنویس))|(?:رزرو|ثبت ?نام)[^.؟?!]{0,12}(?:لازم|می ?خوا|باید|کنیم|کرد)|\baz ghabl rezerv"
    ),
}
WANTS = tuple(_WANTS)
# By what an entry tells of what is no aspect (aspects.py).
_TOLD = {
    "papers": re.compile(
        r"\bidentity\b|\bpassport|\bbirth certificate|\blicence|\bphotograph|\bpapers\b|شناسایی|شناسنامه|کارت (?:ملی|آمایش|دانشجویی|اقامت)|گذرنامه|عکس|گواهی|مدارک"
    ),
    "ready": re.compile(
        r"\bsame day\b|\bat once\b|\bimmediately\b|\bon the spot\b|\bwhile you wait\b|همان (?:روز|لحظه|وقت)|بی ?درنگ"
    ),
    "booking": re.compile(
        r"\bbook\w*|\breserv|\bregist|\bsign up\b|\bjust come\b|\bappointment|رزرو|ثبت ?نام|نام ?نویسی|وقت قبلی|بیایید"
    ),
}
_PARTS = re.compile(
    r"[.!?؟\n]+|[،؛;]|,(?!\d)|\s(?:and|or|but|plus)\s(?:also\s)?|(?<=\w)\s(?:و|یا|ولی)\s|(?<=\w)\s(?:o|ya|va|vali)\s",
    re.IGNORECASE,
)
# What makes a part a question where it plainly wants none of these.
_ASKING = frozenset({"leave", "there", "person", "way", "number", "time", "which", "need"})
_LONGEST, _MOST_PARTS, _FEWEST_OF_PART = 400, 3, 2


def asked_parts(text: str) -> list[AskedPart]:
    """Give the parts of a message that ask for different things, in their order; none where it asks for one.

    A part that wants nothing by itself goes on with the one before it: "how much is it? and for my son?".
    """
    if len(text) > _LONGEST:
        # Of a letter its questions count.
        text = " ".join(one.strip() for one in _SENTENCE.findall(text) if one.rstrip().endswith(_ASKED))
    if len(text) > _LONGEST:
        return []
    found: list[AskedPart] = []
    for piece, mark in _pieces(text):
        said = fold(piece).replace("’", "'")
        wants = wants_of(piece)
        people = named_people(said)
        if not said:
            continue
        if wants and found and not found[-1].wants and not _asks(fold(found[-1].text)):
            # What is only named first is what is asked about: "replacement card, how much?".
            found[-1] = AskedPart(f"{found[-1].text} {piece}", wants, found[-1].people | people)
        elif found and wants and (wants, people) == (found[-1].wants, found[-1].people):
            # "Do we have to book, or just turn up?" asks for one thing.
            found[-1] = AskedPart(f"{found[-1].text} {piece}", wants, people)
        elif wants or _is_part(said, people, first=not found):
            found.append(AskedPart(piece, wants, people))
        elif found and "child" in people - found[-1].people and found[-1].wants:
            found.append(AskedPart(f"{found[-1].text} {piece}", found[-1].wants, people))
        elif found and _is_marked(said, mark):
            found.append(AskedPart(piece, wants, people, marked=True))
        elif found and not found[-1].wants and _asks_what_there_is(fold(found[-1].text)) and _names(piece):
            found.append(AskedPart(piece, wants, people, named=True))
        elif found:
            last = found[-1]
            found[-1] = AskedPart(f"{last.text} {piece}", last.wants, last.people | people)
        else:
            found.append(AskedPart(piece, wants, people))
    found = [one for one in found if one.wants or one.named or one.marked or _asks(fold(one.text))]
    different = {(one.wants, one.people) if one.wants else one.text for one in found}
    return found if 1 < len(found) <= _MOST_PARTS and len(different) == len(found) else []


def wants_of(text: str) -> frozenset[str]:
    """Name what a text plainly wants of its thing, as WANTS names it."""
    said = fold(text).replace("’", "'")
    return frozenset(name for name, pattern in _WANTS.items() if pattern.search(said))


def without_wants(text: str) -> str:
    """Give the folded words of a text without those by which it wants something of its thing."""
    said = fold(text).replace("’", "'")
    for pattern in _WANTS.values():
        said = pattern.sub(" ", said)
    return said


def _pieces(text: str) -> list[tuple[str, str]]:
    """Give what stands between the ends of clauses, each with the mark behind it."""
    ends = [(match.start(), match.end(), match.group()) for match in _PARTS.finditer(text)] + [(len(text), 0, "")]
    starts = [0, *(end for _, end, _ in ends[:-1])]
    pieces = [(text[start:stop].strip(), mark) for start, (stop, _, mark) in zip(starts, ends, strict=True)]
    return [part for piece, mark in pieces for part in _two_wants(piece, mark)]


def _two_wants(piece: str, mark: str) -> list[tuple[str, str]]:
    """Cut a piece in two where it asks for a second thing that nothing joins to the first: "how much how long"."""
    said = fold(piece).replace("’", "'")
    starts = sorted((match.start(), name) for name, one in _WANTS.items() if (match := one.search(said)) is not None)
    for (_, first), (at, second) in pairwise(starts):
        behind, before = said[at:], said[:at]
        if first != second and _ASKS_FIRST.match(behind) and min(_count(before), _count(behind)) >= _FEWEST_OF_PART:
            return [(before.strip(), ""), (behind.strip(), mark)]
    return [(piece, mark)]


# What begins so asks by itself.
_ASKS_FIRST = re.compile(
    r"(?:how (?:much|long|many)|what|where|which|when)\b|(?:چقدر?|چه ?قدر|چند|چن|کجا|کی|تا کی|چه)(?:\w{0,3})(?!\w)|(?:che?ghad\w*|chand\w*|koja\w*|ta key?)\b"
)


def _is_part(said: str, people: frozenset[str], *, first: bool) -> bool:
    """Tell whether a piece asks by itself, by words that ask."""
    return _asks(said) and _count(said) >= _FEWEST_OF_PART and (first or _is_question(said, people))


def _is_marked(said: str, mark: str) -> bool:
    """Tell whether a piece asks as a clause of its own with a mark behind it, and says not only who asks or for whom."""
    if not mark.startswith(_ASKED) or _count(said) < _FEWEST_OF_CLAUSE or _asks(said) or _SAYS_WHO.search(said):
        return False
    return bool(telling(named_words(said)))


def tells_want(entry: KnowledgeEntry, want: str) -> bool:
    """Tell whether an entry tells what a part wants of its thing."""
    pattern = _TOLD.get(want)
    if pattern is not None:
        return any(pattern.search(fold(text)) for text in entry.text.values())
    return any(tells(text, want) for text in entry.text.values() if text)


def _names(piece: str) -> bool:
    """Tell whether a few words may name a thing, and no person."""
    return _count(piece) <= _LONGEST_NAME and bool(telling(piece)) and not named_people(fold(piece))


_LONGEST_NAME = 3
# With the mark behind it a clause of so many words asks whatever they are.
_FEWEST_OF_CLAUSE = 4
_SAYS_WHO = re.compile(
    r"^\W*(?:(?:and|or|but|also|so|plus) )?(?:for|our|my|we|we're|i'm|i am|with)\b|^\W*(?:(?:و|یا|ولی|هم) )?(?:برای|برا|واسه|واسه ی|ما)(?!\w)|^\W*(?:(?:va|o) )?(?:baraye|vase|ma)\b"
)
# Behind what opens a sentence so, something is asked.
_OPENS = re.compile(
    r"^\W*(?:(?:so|then|and|also|ok|okay|please|but) )*(?:can|could|may|is|are|do|does|will|would|should|must)\b (?!you\b)"
)
# A question that names nothing of its own asks no second thing, unless it is for somebody else.
_QUESTION = re.compile(
    r"^\W*(?:(?:so|then|and|also|ok|okay|please|but) )*(?:can|could|may|is|are|do|does|will|would|should|must|which|what|when|who|whom|how|where)\b"
    r"|(?<!\w)(?:می ?ش(?:ه|ود)|می ?تون\w*|می ?توان\w*|آیا|کی|چی|چه|کدوم|کدام|دارید|دارین|لازمه|باید|هستید|هست)(?!\w)|\b(?:mishe|mitun\w*|mitoon\w*|darid|darin|bayad|koja|key)\b"
)


def _is_question(said: str, people: frozenset[str]) -> bool:
    return _QUESTION.search(said) is not None and bool(people or telling(named_words(said)))


def _asks_what_there_is(said: str) -> bool:
    return "there" in kinds_of(said)


def _asks(said: str) -> bool:
    return bool(kinds_of(said) & _ASKING) or _OPENS.search(said) is not None
