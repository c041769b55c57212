"""The one title that is wanted beside another that was read, and what is wished for besides the titles named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["find_wanted", "known_parts", "points_at_author", "title_and_author", "wishes_others_than"]

_QUOTED = re.compile(r"[«“\"](?P<name>[^«»”\"]{2,80})[»”\"]")
_WANTS = re.compile(
    r"\b(?:want|need|looking for|after|would like|'d like|prefer|have you|do you have|got|is there)\b"
    r"|(?<!\w)(?:(?:ن?می ?)خوا\w{1,5}|دنبال\w{0,4}|لازم|دار(?:ید|ین|ی)|هست\w{0,2}|موجود\w{0,3})(?!\w)|\b(?:mikha\w{1,5}|donbal\w{0,3}|darid|darin|hast)\b"
)
# A name that is wanted, with no quotation marks around it.
_NAMED = (
    re.compile(
        r"\bi(?: would|'d)? (?:really |actually )?(?:want|need|like to have|am looking for|am after|prefer) (?P<name>[^.,;:!?\n]{3,60}?)(?=[.,;:!?\n]|$| (?:please|instead|this time|now|but|if)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?)(?:و |ولی |اما |حالا |این ?بار )?(?P<name>[^.،؛:!؟?,\n]{3,50}?) (?:رو|را) (?:حالا |این ?بار )?می[ \u200c]?(?:خوام|خواستم|خواهم)(?!\w)"
    ),
)
_POINTS = frozenset(
    "it that this one them these those something anything another other others more a an some to the این اون آن همین همون books novels stories films movies کتابها کتابهای کتابای رمانها رمانهای رمانای فیلمها فیلمهای فیلمای چند چندتا همه یه یک یکی چیز چیزی کتاب دیگه دیگر".split()
)
_MOST = 6
# What is said around a title: what kind of thing it is, and whose.
_KIND = re.compile(
    r"^(?:(?:the|that|this|your) )?(?:book|novel|film|movie|story|play)(?: (?:called|titled|named))? (?!about\b|on\b|by\b|of\b)|^(?:کتاب|رمان|فیلم|داستان|نمایشنامه)(?: ?(?:ی|ٔ|به نام))? ",
    re.IGNORECASE,
)
# "The Hobbit" is a name, "the book that …" none.
_THE_NAME = re.compile(r"[Tt]he [A-Z]")
_WHOSE = re.compile(
    r" (?:by|written by|نوشته[\u200c ]?ی?|نوشتهٔ|اثر|به قلم) (?P<author>[^.,;:!?]{2,40})$", re.IGNORECASE
)
_KNOWS = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has|'d| had)? (?:already |just |both |all )?(?:read|own|know|finished|devoured|got|had)\b"
    r"|\b(?:other than|besides|apart from|except(?: for)?|but not|not counting)\b"
    r"|(?<!\w)(?:خوند|خواند)(?:م|یم|ه|ه ?ا?م|ه ?ایم)(?!\w)|(?<!\w)(?:غیر|به ?غیر|جز|به ?جز|بجز|بغیر)(?!\w)|\bkh(?:u|oo)nd\w{1,4}\b|\b(?:gheyr|gheir|joz|bejoz) ?(?:az)?\b"
)
_OTHERS = re.compile(
    r"\b(?:another(?: one| book| novel| title)?|(?:a )?different (?:one|book|novel|title)|(?:something|anything|what|one) (?:else|different|other)|others?|any more|more)\b|\b(?:something|anything|one|book|novel)s? (?:by|from|of)\b[^.?!]{0,30}\b(?:other than|besides|apart from|except)\b"
    r"|(?<!\w)(?:دیگ[هر]\w{0,4}|متفاوت\w{0,2}|تازه ?ای)(?!\w)|(?<!\w)(?:غیر|به ?غیر|جز|به ?جز|بجز|بغیر)(?!\w)|\b(?:dige\w{0,3}|digar\w{0,2}|motafavet)\b|\b(?:gheyr|gheir|joz|bejoz) ?(?:az)?\b"
)


def _said(text: str) -> str:
    return fold(text).replace("’", "'")


def known_parts(text: str) -> list[str]:
    """Give the parts of a text that tell of what is named there that it was read, or that it is not meant."""
    return [part for part in _CLAUSE.split(text) if _KNOWS.search(_said(part))]


@kept
def wishes_others_than(text: str) -> bool:
    """Tell whether a text wishes for others than the titles that it names as known: "is there a different one?"."""
    said = _said(text)
    others = _KNOWS.search(said) is not None and _OTHERS.search(said) is not None
    return others and _NOT_THEIRS.search(said) is None


# Others by anybody but the author are another wish.
_NOT_THEIRS = re.compile(
    r"\bnot (?:anything |something |another )?(?:by|from)\b|\bby (?:others?|another|different|some(?:one|body)|any(?:one|body))\b|(?<!\w)نه (?:از|مال)(?!\w)|نویسنده ?(?:ی|های)? ?(?:دیگه|دیگر)"
)


@kept
def points_at_author(text: str) -> bool:
    """Tell whether a text points at the author of what it names: "anything else by her?", «دیگه چی ازش دارین؟»."""
    return _THEIRS.search(_said(text)) is not None


_THEIRS = re.compile(
    r"\b(?:by|from|of) (?:him|her|them|his|hers|theirs|(?:the )?(?:same|that|this) (?:author|writer|poet|novelist))\b|\b(?:has|did|does) (?:he|she|they) (?:else|write|written|have)\b"
    r"|(?<!\w)(?:ازش|ازشون|از (?:او|ایشون|ایشان|خودش|(?:همین|همون|همان) نویسنده))(?!\w)|\b(?:azash|azashun|az (?:un|oon|khodesh|hamin nevisande))\b"
)


@kept
def find_wanted(text: str) -> str:
    """Give the one name that is said to be wanted, as it is written; empty where none, or several, are.

    "I've read The Vegetarian, I want “Human Acts”": what stands in quotation marks, unless that is told as read.
    """
    quoted = [one["name"].strip() for one in _QUOTED.finditer(text)]
    if len(quoted) > 1:
        return ""
    if quoted:
        clause = next((part for part in _CLAUSE.split(text) if quoted[0] in part), "")
        return "" if known_parts(clause) or _WANTS.search(_said(text)) is None else quoted[0]
    for pattern in _NAMED:
        for found in pattern.finditer(text.replace("’", "'")):
            name = _KIND.sub("", found["name"].strip(" «»“”\"'"))
            words = fold(title_and_author(name)[0]).split()
            points = bool(words) and words[0] in _POINTS and not _THE_NAME.match(name)
            if words and len(words) <= _MOST and not points and not all(map(is_ordinary, words)):
                return name
    return ""


def title_and_author(name: str) -> tuple[str, str]:
    """Part a name into the title alone and whose it is said to be: "the novel Emma by Jane Austen"."""
    whose = _WHOSE.search(name)
    title = name[: whose.start()] if whose is not None else name
    return _KIND.sub("", title).strip() or title, whose["author"].strip() if whose is not None else ""


_CLAUSE = re.compile(r"[.,;!?؟،؛\n]+")
