"""What is asked of several titles at once: how many copies, which has more, whether all are in, in one branch or where."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.titles.copy_questions import asks_where_all, find_copy_question

__all__ = [
    "counts_another",
    "counts_editions_together",
    "find_several_question",
    "means_both",
    "picks_some",
    "points_and_names",
]

_MORE = re.compile(
    r"\b(?:most cop(?:y|ies|ys)|(?:more|fewer|fewest|enough|scarcer|rarer) (?:cop(?:y|ies|ys)|of (?:either|these|those|them|the (?:first|second|other))|(?:\w+ )?(?:of|or)))\b|\bwhich (?:one |of (?:them|these|those) )?(?:has|have|do you have|is there)(?: got)? (?:the )?(?:more|most)\b|\b(?:have|got|hold|stock) (?:the )?(?:more|most)\b|\b(?:even )?(?:scarcer|rarer|more plentiful)\b"
    r"|(?<!\w)(?:نسخه ?(?:ی |های )?(?:بیشتر\w{0,4}|کمتر\w{0,4})|(?:بیشتر|کمتر)\w{0,3} (?:نسخه|دار\w{2,3}|هست\w{0,2})|(?:کدوم|کدام)[\w ]{0,5}(?:بیشتر|کمتر|زیادتر)\w{0,3})(?!\w)|\b(?:bishtar|kamtar)\w{0,3} (?:noskhe|dar\w{1,3}|hast\w{0,2})|\bkodu?o?m\w{0,4} (?:noskhash |noskhehash )?(?:bishtar|kamtar|ziadtar)\w{0,3}\b"
)
# Copies of what is named beside it: "I need 25 copies. How many do you have?"
_HOW_MANY = re.compile(
    r"\bhow many (?:do (?:you|u)|(?:have|ve) (?:you|u)|are there|does the library|of (?:it|them|those|these|that one)|there are)\b(?! (?:books|films|people|days|branches|seats))|(?<!\w)(?:چند ?تا|چنتا|چندتا) (?:ازش|ازشون|از (?:این|اون|آن)\w*|دار\w{2,3}|هست\w{0,2}|موجود\w*)(?!\w)|\bchand ?ta (?:azash|dar\w{1,3}|hast|mojud\w*)\b"
)
_COPIES = re.compile(r"\bcop(?:y|ies|ys)\b|(?<!\w)نسخه\w*|(?<!\w)\d{1,3} ?تا(?!\w)|\bno?skhe\w*|\benough of\b")
_TOGETHER = re.compile(
    r"\b(?:in|at|from) (?:the )?(?:same|one|a single) (?:branch|library|place|building|trip|go)\b|\bsame place\b|\bin one (?:go|trip|place)\b|\bone branch\b|\bgo to two\b|\b(?:both|two|all) (?:of (?:them|these|those) )?together\b(?= at| in|[?.!]|$)"
    r"|(?<!\w)(?:(?:تو|توی|در|از)(?: ی?)? ?(?:یه|یک|همون|همان|ی) (?:شعبه|جا|کتابخ\w+)\w{0,3}|یه جا(?: هست\w{0,2}| دار\w{2})|(?:دو|۲|2) ?(?:تا )?(?:جا|شعبه)\w{0,2} (?:باید )?(?:برم|بریم|بروم)|باید دو جا|با هم (?:تو|در|توی) )(?!\w)|\b(?:tu|too|dar|az) ?(?:ye|yek) (?:shobe|ja|ketabkh\w+)\w{0,3}|\bdo ?ja (?:bayad )?(?:beram|berim)\b"
)
_IN = re.compile(
    r"\b(?:available|in (?:right )?(?:now|rite now|today|at the moment|stock)|(?:are|is) (?:they |both |either |any |all |each |[^?.!]{0,60} )?(?:(?:of )?(?:them|these|those) )?(?:both |all |either )?(?:in|there|free|out|at)\b|on the shelf|(?:do|does) (?:you|u|the library) have|have (?:you|u) got|(?:you|u|anybody) got|^got|which branch|where (?:are|can|do|is)|at [A-Z]?\w+)\b"
    r"|(?<!\w)(?:موجود\w{0,4}|هست\w{0,3}|دار(?:ین|ید|ی|ن)\w{0,2}|آزاد\w{0,2}|(?:کدوم|کدام) شعبه\w{0,4}|کجا\w{0,4}|تو قفسه\w{0,2})(?!\w)|\b(?:mo[jz]ud\w{0,4}|hast\w{0,3}|dar(?:in|id|i|an)\w{0,2}|kodu?o?m shobe\w{0,3}|koja\w{0,3})\b"
)
_BOTH = re.compile(
    r"\b(?:both|either|neither|each|the two|all (?:of (?:them|these|those)|three|four)|which (?:one|of (?:them|these|those|the two))|of (?:these|those|them|the two)|they|them|those|these|which has|which have)\b"
    r"|(?<!\w)(?:هر ?(?:دو|سه|چهار)(?:تا|تاش|شون|ش|شو|یشان|تاشون)?|جفت(?:ش|شون|شو|شان)?|دوتا(?:ش|شون|شو)|هیچ ?(?:کدوم|کدام)\w{0,4}|(?:کدوم|کدام)(?:ش|شون|شان|شو| ?یک| یکی| ?یکیش)|این ?(?:دو|ها|ا)|اون ?(?:دو|ها|ا)|آن ?(?:دو|ها)|یکیش|یکی از)(?!\w)"
    r"|\b(?:har ?(?:do|se)(?:ta|tash|shun)?|joft(?:esh|eshun)?|do ?ta(?:sh|shun)|hich ?kodu?o?m\w{0,4}|kodu?o?m(?:esh|eshun|yeki)|in(?:a|ha)|oon(?:a|ha)|una)\b"
)
_POINTING = re.compile(
    r"\b(?:that one|this one|it)\b|(?<!\w)(?:اون|این|همون|همین|آن|اونو|اینو)(?!\w)(?! (?:تعداد|روز|هفته|ماه|شعبه))|\b(?:oon|un|in|hamun|hamin)\b"
)
_ELSE = re.compile(
    r"\b(?:better|longest|shortest|newest|oldest|thinnest|best|(?:have|got|stock) (?:it|that one)(?= |\W*$)|longer|shorter|thicker|easier|funnier|scarier|first to|written|wrote|pages|(?:what|is|are) [^?.!]{0,30}\babout(?=\W*$|[?.!])|cheaper|bigger|closer|nearer|before|renew\w*|cancel\w*|on loan to me|my (?:loans?|books?|holds?|reservations?)|due|fine|like (?:that|it|this|them|those)|similar|suggest\w*|recommend\w*|same (?:author|man|writer|woman))\b"
    r"|(?<!\w)(?:بهتر\w{0,3}|کوتاه ?تر\w{0,2}|بلند ?تر\w{0,2}|آسون ?تر\w{0,2}|نوشته\w{0,3}|صفحه\w{0,3}|درباره\w{0,2}|ارزون\w{0,4}|تمدید\w{0,3}|جریمه\w{0,3}|لغو|امانت ?هام|کتاب ?هام|لازم\w{0,3}|باز\w{0,2})(?!\w)|\b(?:behtar|kutah ?tar|safhe|tamdid|jarime|laghv|arzun|khalvat)\w{0,3}\b"
)
_EDITIONS = re.compile(
    r"\b(?:english and persian|persian and english|(?:both|all|any|either) (?:languages?|editions?)|in (?:any|either|both) language|(?:would )?also (?:accept|take|do|be fine)|(?:persian|english|farsi) (?:ones? |copies )?(?:too|as well|also|would do))\b|(?:فارسی و انگلیسی|انگلیسی و فارسی|هر دو زبان)|\bfarsi (?:o|va) englisi\b"
)


@kept
def find_several_question(text: str) -> str | None:
    """Find what a text asks of titles: "most", "copies", "together" or "in"; None where it is none of these."""
    said = fold(text).replace("’", "'")
    if _ELSE.search(said):
        return None
    if _MORE.search(said):
        return "most"
    if find_copy_question(text) == "copies" or (_HOW_MANY.search(said) and _COPIES.search(said)):
        return "copies"
    if _TOGETHER.search(said) or asks_where_all(text):
        return "together"
    return "in" if _IN.search(said) else None


def means_both(text: str) -> bool:
    """Tell whether words mean several that were spoken of: "both", "either of those", «کدومش»."""
    return _BOTH.search(fold(text)) is not None


def points_and_names(text: str) -> bool:
    """Tell whether words point at the one spoken of, beside another that they may name: "that one or Animal Farm?"."""
    return _POINTING.search(fold(text)) is not None


def counts_editions_together(text: str) -> bool:
    """Tell whether copies in all languages are to be counted: "English and Persian together"."""
    return _EDITIONS.search(fold(text)) is not None


_SOME = re.compile(
    r"\b(?:which|any|some|one|none)(?: ones?)? of (?:these|those|them)\b|\bwhich ones?\b|(?<!\w)(?:کدوم|کدام|هیچ ?کدوم|هیچ ?کدام)\w{0,4}(?!\w)|\bkodu?o?m\w{0,4}\b"
)


def picks_some(text: str) -> bool:
    """Tell whether words ask for those of a list that are so, and not of each of them."""
    return _SOME.search(fold(text)) is not None


_COPIES_OF = re.compile(
    r"\bcop(?:y|ies|ys) of (?!(?:it|this|that|them|these|those|each|both|either|the two)\b)(?:the )?"
)


def counts_another(text: str, title: str) -> bool:
    """Tell whether copies are asked for of something else than a title that only stands in the text."""
    said = fold(text)
    found = _COPIES_OF.search(said)
    return found is not None and not said[found.end() :].startswith(fold(title).removeprefix("the ").split()[0])
