"""Reservations wished at another branch: a plain order is told from a question or a wish, and from all that is neither.

An order is plain where each word of it belongs to an order: with a condition, a doubt or a telling in it, it is none.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from language.normalise import fold

__all__ = ["Elsewhere", "find_elsewhere", "is_doubtful"]


class Elsewhere(str, Enum):
    """How a text wishes for another branch."""

    ORDER = "order"
    ASK = "ask"  # asked or wished, or ordered beside words that may take it back


_PART = re.compile(r"[^.,،;؛!?؟\n]+[?؟]?")
_TURN = re.compile(r"\b(?:only|just)\b(?! if\b)|(?<!\w)(?:فقط|ولی|اما)(?!\w)|\b(?:faghat|vali|amma)\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TAKING = re.compile(
    r"\b(?:take|collect|get|pick|fetch|grab|send|sent|deliver\w*|bring|move|transfer|switch|have it|have them)\b|\binstead\b|\brather\b|\bchange\b"
    r"|(?:تحویل )?(?:می ?)?(?:بگیرم|گیرم|بردارم|ببرم)(?:ش|شون|شو)?(?!\w)|(?<!\w)ببر(?:ید|ین|ش|شون|یدش|ینش|یدشون|ینشون)?(?!\w)|بفرست\w*|(?:منتقل|عوض|جا ?به ?جا|جابجا)|تغییر|به ?جای|محل تحویل|\b(?:begiram|migiram|bardaram|befrest\w*|avaz|jabeja|montaghel|taghir|be ?jaye?|tahvil)\b"
)
_MAY = re.compile(
    r"\b(?:can|could|may|might|possible|instead|rather)\b|می ?ش(?:ه|ود|د)(?!\w)|می ?تون\w+|می ?توان\w+|ممکن\w*|امکان\w*|به ?جا|\b(?:mishe|mitoo?n\w*|momken\w*)\b"
)
_WISHED = re.compile(
    r"^\W*(?:(?:please|pls|plz|kindly|just|then|and|so|ok|okay|yes|no|well|actually)\W+)*(?:send|move|change|transfer|switch|bring|deliver|have|make)\b|\b(?:please|pls|plz|instead|rather)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:really |much )?(?:want|like|prefer|need|love)\b|\b(?:can|could|would) you\b"
    r"|(?<!\w)(?:(?:بفرست|ببر)(?:ید|ین|ش|شون|یدش|ینش|یدشون|ینشون)?|(?:منتقل|عوض|جا ?به ?جا|جابجا|تغییر)\w{0,3} (?:کن|کنید|کنین|بده|بدید|بدین|بدهید)|به ?جا\w*|می ?خوا(?:م|یم|هم|هیم)|لطفا|میشه|می ?تونم)(?!\w)"
    r"|\b(?:befrest(?:in|id|esh|inesh|ineshun|eshun)?|(?:avaz|montaghel|jabeja|taghir)\w{0,3} (?:kon|konid|konin|bede|bedid|bedin)|mikham|lotfan|mishe|mitunam)\b"
)
# "I wondered whether I could" only asks.
_POLITE = re.compile(
    r"\b(?:i (?:was|am|'m)|i'm|i)? ?(?:just )?(?:wonder\w*|wanted to (?:ask|know)|want to (?:ask|know)|would like to (?:ask|know)|'d like to (?:ask|know))(?: you)? (?:if|whether) (?=(?:i|we|you|it|they) (?:can|could|may|might)\b)"
    r"|می ?خواستم (?:بدونم|ببینم|بپرسم)|\bmikhastam (?:bedunam|bebinam|beporsam)\b"
)
# What was, what others say, and what is only supposed.
_TOLD = re.compile(
    r"\b(?:was|were|had|did|been|wanted|asked|ordered|requested|supposed|told|says?|said|heard?|hear|hopes?|thought|think|guess|suppose|know|promised|agreed|used to|ago|yesterday|last (?:week|month|time|year)|already|always|usually|sometimes|must|have to|wish)\b"
    r"|(?<!\w)(?:قرار|بود\w*|ن?گفت\w*|می ?گ(?:ن|ه|ند|وید|ویند|ید|ین)|شنید\w*|خواست\w*|می ?خواست\w*|فرستاد\w*|کرد(?:م|ی|ین|ید|ن|ند|ه\w*)?|داد\w*|شده?(?:م|ن|ه)?|رفت\w*|اومد\w*|فکر|قبلا|دیروز|پریروز|همیشه|معمولا|کاش\w*|باید)(?!\w)"
    r"|\b(?:gharar|bud\w*|bood\w*|goft\w*|mig(?:an|e|in)|shenid\w*|khast\w*|mikhast\w*|ferestad\w*|kard\w*|dad\w*|shod\w*|fekr|diruz|dirooz|hamishe|kash|bayad)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|as long as|so long as|on condition)\b|(?<!\w)(?:اگه|اگر|چنانچه|به شرط\w*|در صورتی)(?!\w)|\b(?:age|agar)\b"
)
# What an order is bound to, and what takes it back.
_BOUND = re.compile(
    r"\b(?:if|unless|provided|as long as|so long as|in case|on condition|assuming|when|once|until|maybe|perhaps|whether|not sure|no|not|never|nobody|without|cannot|\w+n't|dont|cant|wont)\b"
    r"|(?<!\w)(?:اگه|اگر|چنانچه|شرط\w*|صورتی|در صورت|وقتی|شاید|نه|نمی ?\w+|ن(?:فرست|کن|بر|ده|دید|دین|ذار)\w*|نباید|نیست\w*|ندار\w*|لازم)(?!\w)"
    r"|\b(?:age|agar|vaghti|shayad|na|nemi\w+|nafrest\w*|nakon\w*|nade|nadid|nabayad|nist|nadar\w*|lazem)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:never ?mind|forget (?:it|that|about it)|no need|changed my mind|leave (?:it|them)|don'?t bother|or not|except\w*|apart from|other than|all but|but not|not both|not all|not yet)\b"
    r"|(?<!\w)(?:به ?جز|بجز|جز|غیر از|به غیر|مگر|هنوز نه|فعلا نه)(?!\w)|\b(?:be ?joz|joz|gheyr)\b"
    r"|بی ?خیال|(?<!\w)(?:ولش|منصرف|پشیمون|پشیمان|لازم نیست|نمی ?خواد|نمی ?خواهد)|\b(?:bikhial|velesh|monsaref|pashimun|nemikhad)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:why|how|when|what|who|where|which)\b|(?<!\w)(?:چرا|چطور\w*|چجوری|چگونه|چقدر|چقد|چند\w*|کی|تا کی|چی|کجا\w*|کدوم\w*|کدام\w*)(?!\w)|\b(?:chera|chetor\w*|chejuri|cheghadr\w*|chand\w*|key|koja\w*|kodum\w*)\b"
)
_ENGLISH = (
    "please pls plz kindly just ok okay yes yeah so then and well thanks thank you hi hello sure right now"
    " both all of them the two three these those this that it my our reservation reservations hold holds book books"
    " actually title titles item items first second third last one to at from over place pick up pickup point branch library location collection instead for me there"
)
_PERSIAN = (
    "لطفا لطفن بی زحمت خواهشا پس خب خوب بله آره اره باشه مرسی ممنون ممنونم متشکرم الان هر این اون اینا اونا اینها آنها تا رو را و به از تو برای برام واسم من"
    " اولی دومی سومی آخری شعبه‌شو شعبشو شعبه‌اش شو بذار بذارش بذارید بذارین محل تحویل تحویلش تحویلشون شعبه شعبه‌ی شعبهٔ شعبشون شعبش کتابخانه کتابخانه‌ی کتابخونه"
    " lotfan bi zahmat pas khob bale are bashe mersi mamnun mamnoon alan har in un ina una ro ra o va be az baraye baram vasam man ta mahale tahvil shobe shobeye ketabkhune"
)
_CLOSED = frozenset(word for each in f"{_ENGLISH} {_PERSIAN}".split() for word in fold(each).split())
_COUNTED = re.compile(r"^(?:هر)?(?:دو|سه|جفت|همه|رزرو|کتاب)\w*$|^(?:har)?(?:do|joft|hame|rezerv|ketab)\w*$")
_COMMAND = re.compile(
    r"^(?:send|move|change|transfer|switch|bring|deliver|make|(?:بفرست|ببر)(?:ید|ین|ش|شون|یدش|ینش|یدشون|ینشون)?|befrest(?:in|id|esh|inesh|eshun|ineshun)?"
    r"|(?:منتقل|عوض|جابجا|تغییر)(?:ش|شون)?|(?:avaz|montaghel|jabeja|taghir)(?:esh|eshun)?)$"
)
_HELPING = frozenset("کن کنید کنین بده بدید بدین بدهید kon konid konin bede bedid bedin".split())
_VERBS = re.compile(r"^(?:منتقل|عوض|جابجا|تغییر|avaz|montaghel|jabeja|taghir)")
_WISHING = frozenset("i we i'd we'd would want like to take collect get fetch have pick them up".split())
_MERE_NO = re.compile(r"^\W*(?:no|nope|نه|na)\W*$")
# "Don't cancel them" beside it takes nothing back.
_NO_CANCEL = re.compile(
    r"^\W*(?:(?:no|please|نه|لطفا|na)\W+)*(?:(?:don't|do not) cancel(?: (?:it|them|both|anything))?|(?:لغو|کنسل)\w* نکن\w*|(?:laghv|cancel|kansel)\w* nakon\w*)\W*$"
)


def find_elsewhere(text: str, names: Iterable[str] = ()) -> Elsewhere | None:
    """Tell how a text wishes to collect elsewhere, of branches and titles so named; None where it does not."""
    whole = fold(text).replace("’", "'")
    said = _POLITE.sub(" ", whole)
    if not _TAKING.search(said) or _TAKEN_BACK.search(said):
        return None
    named = frozenset(word for name in names for word in _WORD.findall(fold(name)))
    parts = [part.strip() for part in _PART.findall(said) if _WORD.search(part)]
    return Elsewhere.ORDER if _orders(parts, named) else _asks(parts, bool(set("?؟") & set(text)) or said != whole)


def is_doubtful(text: str) -> bool:
    """Tell whether a text only tells of moving something, binds it to a condition, or takes it back."""
    said = _POLITE.sub(" ", fold(text).replace("’", "'"))
    taking = [part for part in _PART.findall(said) if _TAKING.search(part) and not _is_reason(part)]
    told = any(_TOLD.search(part) for part in taking)
    return told or _CONDITION.search(said) is not None or _TAKEN_BACK.search(said) is not None


def _orders(parts: Sequence[str], named: frozenset[str]) -> bool:
    pieces = [piece.strip() for part in parts for piece in _TURN.split(part) if _WORD.search(piece)]
    ordered = [piece for piece in pieces if _is_order(piece, named)]
    beside = [piece for piece in pieces if piece not in ordered]
    if beside and _MERE_NO.match(beside[0]) and pieces[0] == beside[0]:
        beside = beside[1:]
    return bool(ordered) and all(_is_closed(piece, named) or _NO_CANCEL.match(piece) for piece in beside)


def _asks(parts: Sequence[str], asked: bool) -> Elsewhere | None:
    taking = [part for part in parts if _TAKING.search(part)]
    if any(_TOLD.search(part) for part in taking if not _is_reason(part)):
        return None
    if asked:
        may = [part for part in parts if _MAY.search(part)]
        otherwise = any(_OTHERWISE.search(part) for part in (*taking, *may))
        return Elsewhere.ASK if may and not otherwise else None
    wished = [part for part in parts if _WISHED.search(part)]
    if not any(part in wished for part in taking) or any(_BOUND.search(part) for part in (*taking, *wished)):
        return None
    # A condition stands in a part of its own, too.
    return None if any(_BOUND.match(part) for part in parts) else Elsewhere.ASK


def _is_order(part: str, named: frozenset[str]) -> bool:
    words = [word for word in _WORD.findall(part) if word not in named]
    commands = [word for word in words if _COMMAND.match(word)]
    rest = [word for word in words if word not in commands]
    helped = any(word in _HELPING for word in rest)
    if len(commands) != 1 or "?" in part or "؟" in part or helped != bool(_VERBS.match(commands[0])):
        return False
    if commands[0].isascii() and commands[0] in "send move change transfer switch bring deliver".split():
        # An English order begins with its verb, but for courtesy: "you send both to Saadi" tells.
        before = words[: words.index(commands[0])]
        if "you" in before and "thank" not in before:
            return False
    return all(word in _CLOSED or word in _HELPING or _COUNTED.match(word) for word in rest)


def _is_closed(part: str, named: frozenset[str]) -> bool:
    """Tell whether a part says no more than courtesy, or once more where things are to be collected."""
    words = [word for word in _WORD.findall(part) if word not in named]
    if "?" in part or "؟" in part:
        return False
    return all(word in _CLOSED or word in _WISHING or _COUNTED.match(word) for word in words)


def _is_reason(part: str) -> bool:
    """Tell whether a part only gives a reason with a word of moving in it: «محل کارم عوض شده»."""
    return re.search(r"عوض شد|منتقل شد|جابجا شد|\b(?:avaz|montaghel|jabeja) shod", part) is not None
