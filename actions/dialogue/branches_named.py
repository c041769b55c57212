"""Branches that a message about a reservation names: where it is wanted, where it is not, and where it comes from."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.library_info.branch_names import match_branch
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["REFUSED", "branches_named", "branches_refused", "branches_wanted"]

# "Bagh-Ferdows, not Central", «مرکزی نه، سعدی»: what is refused is none to collect at.
REFUSED = re.compile(
    r"\b(?:not|instead of|rather than) (?:at |the )?[^\W_]{1,20}(?: branch| library)?"
    r"|(?<![^\W_])[^\W_]{1,20} (?:دیگه |دیگر )?(?:(?:تو |سر |در )?(?:مسیرم|راهم|نزدیکم|نزدیکمون) ?)?(?:نیست|نمی ?رم|نمی ?روم|نمی ?رسم|دوره)(?=\W|$)"
    r"|(?<![^\W_])[^\W_]{1,20} (?:نه|نباشه)(?=\W|$)|به ?جای [^\W_]{1,20}|بجای [^\W_]{1,20}"
)
# Parts of a message that speak of one place each.
_PARTS = re.compile(
    r"[.,،;؛!?؟\n]+|(?<!where )\b(?:but|(?=keep\b|leave\b))|(?<!\w)(?:ولی|اما|(?=(?:همون|همین)(?:جا)? \w))|\b(?:vali|amma|(?=hamun |hamoon ))"
)
# A part with one of these wants nothing at the place that it names.
_NOT_THERE = re.compile(
    r"(?<!why )\b(?:don't|dont|do not)(?! (?:you|mind|forget|hesitate|worry)\b)|\b(?:never|rather not|no need|not to|without|wouldn't)\b"
    r"|\bi (?:really |just )?(?:can't|cannot|can not|couldn't|won't|will not|am unable)\b|\b(?:too far|far away|is far|it's far|out of (?:my|the) way)\b|\banywhere but\b"
    r"|(?<!\w)(?:ن(?:کن|فرست|ذار|زار|گذار)\w*|نبر(?:ش|ید|ین|یدش|ینش)?|نیار(?:ش|ید|ین|یدش|ینش)?|نده|ندید|ندین|نره|نیاد|نباشه|نمیخوا[مد]\w*|نمی ?رس\w*|نمی ?رم|نمی ?تونم|دور(?:ه|ست|تره)|لازم نیست|غیر از|جز)(?!\w)"
    r"|\b(?:nakon\w*|nafrest\w*|nabar(?:id|in|esh)|nemikham|nemiresam|nemitunam|nare|nayad|dure|doore|dooreh)\b|\bna(?:bashe)?\W*$"
)
# "Don't move it" forbids it wherever another part says that it might go.
_NO_MOVING = re.compile(
    r"^\W*(?:please |no |so )*(?:don't|dont|do not|never)\W*$"
    r"|(?<!why )\b(?:don't|dont|do not|never|no need to|rather not)(?: (?:please|just|want|like|you|to|me))* (?:move|send|transfer|switch|bring|change)(?= (?:it|that|this|them|anything|my (?:reservation|hold|book)|the (?:branch|reservation|hold|book))\b|\W*$)"
    r"|(?<!\w)(?:عوض|منتقل|انتقال|جابجا|تغییر)\w*(?: رو)? ن(?:کن|ده|دید|دین)\w*|(?<!\w)(?:نفرست\w*|نبر(?:ش|ید|ین|یدش|ینش)?)(?!\w)|(?<!\w)نمیخوا(?:م|د)(?: \w+){0,2} (?:عوض|منتقل|جابجا)"
    r"|\b(?:avaz|montaghel|jabeja|taghir)\w* na(?:kon|de|did)\w*|\bnafrest\w*"
)
# Where it comes from, and not where it is collected: "from Saadi to Central", «از سعدی بیاد مرکزی».
_FROM = re.compile(
    r"(?P<got>\b(?:collect|pick|picked|get|fetch|take|grab)\b(?: \w+){0,3}? )?\bfrom (?P<place>(?:(?!(?:to|into|at|in|and|over|instead)\b)[^\W_]+[ -]?){1,3})(?P<to>(?:to|into|over)\b)?"
)
_AZ = re.compile(
    r"(?:(?<!\w)از|\baz) (?P<place>(?:(?!(?:به|ببر|بیار|بیاد|بفرست|منتقل|انتقال|بذار|برسون|عوض|be|bebar|biar|biad|befrest|bezar)\w*)[^\W_]+ ?){1,3})"
)
_GOT = re.compile(r"بگیر|میگیر|تحویل|بردار|بر ?می ?دار|\b(?:begir|migir|tahvil|bardar)")


def branches_named(text: str, known: Sequence[Branch]) -> list[Branch]:
    """Give every branch that a text names: of two, neither is the one that is meant by itself."""
    said = fold(text)
    return [one for one in known if _named(said, one)]


def branches_wanted(text: str, known: Sequence[Branch]) -> list[Branch]:
    """Give the branches of a text at which something may be wanted: not those refused, and not where it comes from.

    None at all where a part of the text forbids to move anything.
    """
    refused = branches_refused(text, known)
    return [one for one in branches_named(text, known) if one.code not in refused]


def branches_refused(text: str, known: Sequence[Branch]) -> frozenset[str]:
    """Give the codes of the branches that a text names only to refuse them, or as where something comes from."""
    wanted: set[str] = set()
    named = branches_named(text, known)
    forbidden = False
    for part in _PARTS.split(fold(text).replace("’", "'")):
        here = [one for one in named if _named(part, one)]
        if not here:
            forbidden = forbidden or _NO_MOVING.search(part) is not None
        elif _NOT_THERE.search(part) is None:
            left = REFUSED.sub(" ", part)
            if len(named) > 1:
                # "From Saadi, please" alone says where it is collected.
                left = _AZ.sub(_without_az, _FROM.sub(_without_from, left))
            wanted |= {one.code for one in here if _named(left, one)}
    return frozenset(one.code for one in named if forbidden or one.code not in wanted)


def _named(said: str, branch: Branch) -> bool:
    return match_branch(said, [(branch.code, branch.name["fa"], branch.name["en"], branch.is_main)]) is not None


def _without_from(found: re.Match[str]) -> str:
    return found[0] if found["got"] and not found["to"] else " "


def _without_az(found: re.Match[str]) -> str:
    behind = found.string[found.start() : found.end() + 12]
    return found[0] if _GOT.search(behind) else " "
