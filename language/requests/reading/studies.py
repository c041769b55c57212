"""What a thesis or another paper is on, for which something to read is wished: its subject, and the field that it is in."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.likeness import likens
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_words import FILLING, tokens
from language.requests.reading.terms import find_terms, singular
from language.requests.reading.wish import ReadingWish
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["read_study", "study_subjects"]

_PAPER = r"(?:thesis|dissertation|essay|term paper|seminar paper|research paper|research)"
_MINE = rf"(?:my|our) (?:[a-z']{{2,12}} ){{0,2}}?{_PAPER}(?: in [a-z ]{{3,30}}?)?"
_OWN = rf"(?:(?:an?|the) (?:\w{{3,10}} )?|(?:master'?s? |phd |doctoral |bachelor'?s? ))?{_PAPER}(?: (?:of|for) (?:the |my )?(?:master'?s?|phd|doctorate|bachelor'?s?)(?: degree)?)?"
_PAPER_FA = r"(?:پایان ?نامه|رساله|تحقیق|مقاله|پروژه|thesis|payan ?name)"
_PAPER_LATIN = r"(?:payan ?name|payanname)"
_MINE_FA = rf"{_PAPER_FA}(?: ?(?:ام|م|مون|مان)| (?:\w{{1,9}} )?(?:من|بنده|خودم|ارشدم|دکترام|دکتریم))"
_ABOUT_FA = r"(?:درباره|در ?مورد|با موضوع|راجع به|روی|در زمینه)(?: ی)?"
_WORKS_FA = r"(?:است|هست|می ?نویس(?:م|یم)|کار می ?کن(?:م|یم))"
# The paper is one's own, and is being written.
_ON = re.compile(
    rf"\b(?:(?:i|we)(?:'m| am|'re| are)? (?:(?:now|still|currently|just) )?(?:write|writing|preparing|working on) (?:{_MINE}|{_OWN})(?: in [a-z ]{{3,30}}?)?|for {_MINE}|my supervisor wants \w{{1,8}} sources) (?:on|about) (?P<what>[^.;:!?]{{3,140}})"
    rf"|\b{_MINE} (?:is on|is about|deals with) (?P<told>[^.;:!?]{{3,140}})"
    rf"|(?<!\w)(?:برای|برا|واسه) {_MINE_FA}(?: \w{{1,12}}){{0,3}}? {_ABOUT_FA} (?P<fa>[^.؟?!؛]{{3,120}})"
    rf"|(?<!\w){_MINE_FA}(?: \w{{1,12}}){{0,3}}? {_ABOUT_FA} (?P<fa_told>[^.؟?!؛]{{3,120}}?)(?= {_WORKS_FA}(?!\w))"
    # «موضوعم …», "my topic is …", said beside the paper.
    rf"|(?<!\w){_MINE_FA}(?: (?:دنبال )?(?:منبع|منابع|کتاب) (?:می ?گردم|می ?خوام|می ?خواهم|لازم دارم))?(?: ?[،,])? (?:(?:و|که) )?موضوع(?:م|ش|مون|ش هم|م هم| من)(?: هم)? (?P<fa_topic>[^.؟?!؛]{{3,120}})"
    r"|\bmy (?:(?:master'?s?|phd|doctoral|bachelor'?s?|final) )?(?:thesis|dissertation|(?:term|seminar|research) paper)(?: ?[.,;:])? (?:and )?(?:(?:my|the|its) )?(?:topic|subject) is (?:on |about )?(?P<topic>[^.;:!?]{3,140})"
    rf"|\b{_PAPER_LATIN}\w{{0,3}}[^.?!]{{0,40}} (?:darbareye?|darbare|dar morede?|rajebe?) (?P<latin>[^.?!]{{3,100}})"
)
_FIELD = re.compile(
    rf"\b(?:student (?:of|in)|(?:{_PAPER}|master's|degree|phd) in|studying|study) (?P<en>[a-z]{{3,14}}(?: [a-z]{{3,14}}){{0,2}})"
    r"|(?<!\w)دانشجوی?(?: ی)? (?:(?:کارشناسی|ارشد|دکترا|دکتری|سال|ترم|اول|دوم|سوم|آخر|رشته) ){0,4}(?P<fa>\w{3,14}(?: \w{3,14}){0,1})"
    rf"|(?<!\w){_PAPER_FA}\w{{0,4}} (?P<of>\w{{3,12}})(?!\w)"
)
# A book on something is asked for by itself.
_ASKED_ON = re.compile(
    r"\b(?:which|what|any|some|have|need|want) (?:books?|material|literature|titles)(?: (?:do |that )?you (?:hold|have|got))?(?: (?:on|about)) |(?<!\w)کتاب\w{0,3} (?:درباره|در ?مورد|راجع به)(?!\w)"
)
# Where what it is on ends: when it was, for whom, and what is asked.
_ENDS = re.compile(
    r" (?:, ?that is|and (?:the way|how|your|i|my|we|would|could)|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|next)|since the|in particular|at the|for (?:my|the|a))\b.*$"
    # "On water, migration and gender" goes on behind the comma.
    r"|(?<=\w) ,(?! (?!books|articles|sources|papers)[a-z-]{3,16}(?: , [a-z-]{3,16}){0,3}(?: ,)? and (?!books|articles|sources|papers|more|please)[a-z-]{3,16} ?$).*$"
    r"| (?:در دهه\w{0,4}|در سال\w{0,4}|هستم|است|ه|می ?نویسم|کار می|کتاب|دنبال|چه|چی|منبع|منابع|تو شهر\w{0,4})(?!\w).*$"
)
_BUT = re.compile(r"\bbut\b|(?<!\w)(?:ولی|اما)(?!\w)")
# On stories papers are written with stories.
_ON_STORIES = re.compile(
    r"\b(?:literature|literary|fiction|fantasy|novels?|stor(?:y|ies)|poe(?:try|ms?)|dystopi\w{1,3}|folklore|myths?)\b|(?<!\w)(?:ادبیات|ادبی|رمان|داستان|شعر)\w{0,3}(?!\w)"
)
_SAYS_LITTLE = frozenset(
    "use uses old role effect effects case study studies question development period time crisis crises problem problems issue issues challenge challenges بحران چالش چالشهای نقش تاثیر بررسی مطالعه موردی".split()
)
_MOST = 4
_PREPOSITIONS = frozenset(
    "from of in to on among by between through during under after at for since از در به بر بین میان تا".split()
)
_JOINED = re.compile(r" ?[,،/] ?| (?:and|or|as well as|و|یا|va) ")
# «تهرانه» says which city it is.
_IS_PLACE = re.compile(r"(?<!\w)(تهران|ایران|شیراز|اصفهان|مشهد|تبریز|کرج|اهواز|یزد|رشت|کرمان)ه(?!\w)")


def read_study(text: str) -> ReadingWish | None:
    """Give the wish for what is on the subject of a paper, its field as the genre; None where no paper is told of."""
    plain = " ".join(tokens(text))
    found = _ON.search(plain)
    if (
        found is None
        or _BUT.search(found[0])
        or _asks_otherwise(text, plain.replace(found[0], " , "))
        or _ON_STORIES.search(plain)
        or _ASKED_ON.search(plain)
        or likens(_liked_part(plain))
    ):
        return None
    what = _subject_of(found)
    terms = list(find_terms(what, frozenset(what)))
    field = _FIELD.search(plain)
    of = (next(filter(None, field.groups())) if field is not None else "").split()
    genres = [value for _, _, slot, value in (*find_terms(of), *terms) if slot == "genres"]
    wish = ReadingWish(genres=tuple(genres[:1]), topics=_telling(what)[:_MOST])
    return wish if wish else None


def study_subjects(text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Give the subjects of a paper, of each all of its words and those that say most: "water and migration" are two."""
    found = _ON.search(" ".join(tokens(text)))
    if found is None:
        return ()
    parts = [part.split() for part in _JOINED.split(" ".join(_subject_of(found)))]
    subjects = ((_telling(part), _telling(_head_of(part))) for part in parts)
    return tuple(dict.fromkeys(subject for subject in subjects if subject[0]))[:_MOST]


def _head_of(part: list[str]) -> list[str]:
    """Give what stands before the first preposition, and of Persian words that stand by themselves the first that says something."""
    at = next((place for place, word in enumerate(part) if place and word in _PREPOSITIONS), len(part))
    first = _telling(part[:at])[:1]
    return list(first) if first and not first[0].isascii() else part[:at]


def _subject_of(found: re.Match[str]) -> list[str]:
    """Give the words of what a paper is on."""
    said = _IS_PLACE.sub(r"\1", next(filter(None, found.groups())))
    return _ENDS.sub("", f" {said}").split()


def _telling(what: list[str]) -> tuple[str, ...]:
    """Give the words that name a subject."""
    words = (
        singular(word.removesuffix("'s"))
        for start, end, slot, _ in find_terms(what, frozenset(what))
        for word in what[start:end]
        if slot in ("word", "origin", "")
        and word not in FILLING | _SAYS_LITTLE
        and not is_ordinary(word)
        and len(word) > 2
    )
    # «آب» is a subject, though of two letters.
    return tuple(dict.fromkeys((*(word for word in what if word == "آب"), *words)))


def _asks_otherwise(text: str, rest: str) -> bool:
    """Tell whether a text says of the book more than a subject, or beside the paper tells of another one."""
    wish, beside = read_wish(text).wish, read_wish(rest).wish
    if set(wish.packed()) - {"genres", "topics", "untold", "origin"}:
        return True
    field = _FIELD.search(rest)
    own = {value for _, _, slot, value in find_terms(field[0].split()) if slot == "genres"} if field else set()
    return bool(set(beside.genres) - own or beside.topics)


def _liked_part(plain: str) -> str:
    """Give the words that may say what something shall be like: "I would like to know" says nothing of it."""
    return "" if re.search(r"\b(?:would|should|i'd) (?:\w{2,6} )?like\b", plain) else plain
