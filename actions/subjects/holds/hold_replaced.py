"""Another title in place of the one that is being reserved, or none at all: "cancel it, I'd rather have Snow".

What waits for a branch or a yes is given up, so that no later yes reserves what is no longer wanted; the other title
is asked about anew.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.dialogue.branches_named import branches_wanted
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.subjects.holds.hold_pickup import where
from actions.subjects.titles.titles import SHORT, is_titled, without_collecting
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.denials import denies
from language.requests.speech.yes_and_no import find_word, leaves_as_is
from library.values import Title

__all__ = ["hears_other_title", "orders_title_beside_holds"]

# Read as one of these, a message may name another title; and read as one of the first, it may give the first one up.
_OF_HOLDS = frozenset({"hold", "cancel_hold", "cancel", "deny"})
_OF_TITLES = _OF_HOLDS | {"search_book", "recommendation"}
_UNREAD = frozenset({"nlu_fallback", "out_of_scope"})
# What waits while a reservation is being made.
_MAKING = frozenset({"hold", "hold_at", "hold_title"})
# What was being reserved is not wanted: so it is only where a clause says nothing else.
_GIVEN_UP = re.compile(
    r"\b(?:cancel|scrap|drop|forget|scratch|skip) (?:it|that|this|that one|this one|about it|about that|the (?:reservation|hold))\b|\bnever ?mind(?: (?:it|that))?\b|\bi(?:'ve| have)? changed my mind\b"
    r"|\bi? ?(?:don't|do not|no longer) (?:want|need) (?:it|that|this|that one|this one)(?: any ?more)?\b|\b(?:don't|do not) (?:reserve|hold) (?:it|that|this)\b"
    r"|(?<!\w)(?:(?:ول|لغو|کنسل|حذف|باطل)(?:ش)? ?(?:کن|کنید|کنین)|بی ?خیال(?:ش|شو)?(?: شو)?|(?:دیگه )?نمی ?خوا(?:م|مش|هم)|پشیمون شدم|پشیمان شدم|منصرف شدم|(?:رزرو|رزروش) ن(?:کن|کنید|کنین))(?!\w)"
    r"|\b(?:vel|laghv|kansel|cancel)(?:e?sh)? kon\w*|\bbi ?khial\w*|\bnemikham(?:esh)?\b|\bpashim(?:oo|u)n shodam\b"
)
# What is wanted stands beside these; of what else is wanted ("to complain", «بدونم») they say nothing.
_WANTED = re.compile(
    r"\b(?:get|give|bring|find) me\b|\bi(?:'d| would) (?:rather|prefer|like|love)(?: to)? (?:have|get|take|borrow)\b|\bi(?:'d| would) (?:rather|prefer|like|love) (?!to\b|you\b)|\bi (?:want|prefer|need) (?!to\b|you\b)|\bi (?:want|need) to (?:have|get|take|borrow)\b|\bi(?:'ll| will) (?:take|have)\b"
    r"|\b(?:can|could|may|let) (?:i|me|you) (?:have|get|take|reserve)\b|\bi meant?\b|^\W*make (?:it|that)\b|\b(?:sounds?|would be) better\b|\bswitch (?:it |that )?to\b|^\W*add\b"
    r"|(?<!\w)(?:می ?خوا(?:م|مش|هم)(?!.*(?<!\w)[بن]\w{2,8}م(?!\w))|بیار(?:ید|ین)?|بده|بدید|بدین|بهتره|ترجیح|منظورم|اضافه کن(?:ید|ین)?)(?!\w)"
    r"|\b(?:mikham(?:esh)?(?!.*\b[bn]\w{2,8}m\b)|biar(?:id|in)?|bede|behtare|manz(?:oo|u)ram|ezafe kon(?:id|in)?)\b"
)
# Said before a title that is meant in place of another: what is left behind these words is a name or none.
_LEADS = re.compile(
    r"^\W{0,9}(?:(?:no|nope|nah|oh|hmm?|wait|hang on|hold on|actually|sorry|oops|well|ok|okay|please|then|so|just|make it|i mean|i meant|not that(?: one)?|نه|نخیر|وایسا|وایستا|صبر کن|ببخشید|راستش|اصلا|خب|پس|لطفا|منظورم|همون|همان|na|vaysa|sabr kon|bebakhshid|rastesh|aslan|khob|pas)(?!\w)\W{0,9}){0,6}"
)
_TRAILS = re.compile(
    r"\W{0,9}(?:(?<!\w)(?:please|then|instead|rather|it is|i mean|i meant|was what i meant|رو|را|لطفا|بود|باشه|به جاش|بجاش|منظورم بود|ro|lotfan|bud|bood|bashe|be jash)\W{0,9}){0,4}$"
)
# A title named so comes beside the first one, and not in its place.
_BESIDE = re.compile(
    r"^\W{0,9}and\b|\b(?:too|also|as well|both|along with|add)\b|(?<!\w)(?:هم|اضافه|همراه|جفتش\w*|هردو)(?!\w)|\b(?:ham|hamrah)\b"
)
_IN_PLACE = re.compile(r"\b(?:instead|rather)\b|(?<!\w)(?:به ?جا(?:ش|ی)?|بجا(?:ش|ی)?|عوضش)(?!\w)|\bbe ?jash\b")
# What is bound to something, or told of somebody, orders nothing.
_BOUND = re.compile(
    r"\b(?:if|unless|in case|should i|would it|what about if)\b|(?<!\w)(?:اگه|اگر|مگه|شاید)(?!\w)|\b(?:age|agar|shayad)\b"
)
# What stands between a name and what orders it.
_AROUND = re.compile(
    r"\b(?:with|it|that|along)\b|(?<!\w)(?:رو|را|کن|کنید|کنین|باهاش|باهاشون|کنارش|اضافه|بی ?زحمت|لطفا)(?!\w)|\b(?:ro|kon|bahash|ezafe)\b"
)
_HAVING = re.compile(
    r"\b(?:do|have|is|are|does) (?:you|u|there|it|they)\b|\b(?:who|what|where|when|how|why|which)\b|(?<!\w)(?:دارین|دارید|داری|دارن|هست|موجوده|کیه|کجاست|چیه|چنده|چطوره|خوبه)(?!\w)|\b(?:darin|darid|dari|hast|mojude|kojast)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:can|could|may) (?:i|you|we) (?:please )?(?:have|get|take|reserve|hold|make|change|switch|put)\b|(?<!\w)می ?شه(?!\w)|\bmishe\b"
)
_PARTS = re.compile(r"[.,،;؛:!\n]+|[?؟]+|\b(?:but|and then|then)\b|(?<!\w)(?:ولی|اما|پس|بعدش)(?!\w)", re.IGNORECASE)
_JOINED = re.compile(r"\band\b|(?<!\w)و(?!\w)", re.IGNORECASE)
_SOMETHING = re.compile(
    r"\b(?:something|anything|another|some)\b|(?<!\w)(?:یه چیز|چیزی|یه کتاب|یکی دیگه|کتاب دیگه)(?!\w)|\byechi\w*"
)
# So many words are a name and what orders it.
_MOST_WORDS = 40
_OF_A_BRANCH = 3


@dataclass(frozen=True, slots=True)
class _Meant:
    title: Title
    beside: bool


async def hears_other_title(turn: Turn) -> LookStep:
    """Take up another title in place of the one that is being reserved, or give that one up where none is named.

    Nothing is reserved by it: the branch, or a yes, is asked for anew.
    """
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("do") not in _MAKING:
        return LookStep.ON
    if len(turn.text.split()) > _MOST_WORDS or _BOUND.search(_said(turn.text)) or _says_yes(turn.text):
        return LookStep.ON
    args = pending.get("args") or {}
    before = [str(one) for one in args.get("titles") or [args.get("title")] if one]
    orders = _may_order(turn) and pending["do"] != "hold_title"
    meant = await _other_title(turn, before) if orders else None
    gives_up = _gives_up(turn.text)
    if meant is None:
        return await _given_up(turn) if gives_up else LookStep.ON
    turn.set("pending", None)
    turn.read_as("hold")
    titles = [meant.title]
    if meant.beside and not gives_up:
        found = [await turn.library.title(one) for one in before]
        titles = [*(title for title in found if title is not None), meant.title]
    await where(turn, titles, branch=await _branch(turn, titles, args))
    return LookStep.DONE


async def orders_title_beside_holds(turn: Turn) -> LookStep:
    """Take an order for a title that is not among the patron's reservations as that, and move none of them.

    "Jane Eyre, and pick up at Central" names a branch, too; what stands already is left where it is.
    """
    said = _said(turn.text)
    if turn.is_payload or turn.patron is None or turn.slot("pending"):
        return LookStep.ON
    if not _may_order(turn) or (turn.intent != "hold" and not orders_to_hold(turn.text)):
        return await _asks_for_another(turn, said)
    if len(turn.text.split()) > _MOST_WORDS or _BOUND.search(said) or orders_to_cancel(turn.text):
        return LookStep.ON
    branches = await directory.branches(turn.store)
    if not branches_wanted(said, branches):
        return LookStep.ON
    own = await own_things(turn)
    if not own.holds or own.named:
        return LookStep.ON
    meant = await _other_title(turn, [str(one.title_id) for one in own.holds if one.title_id])
    if meant is None:
        return LookStep.ON
    turn.read_as("hold")
    await where(turn, [meant.title], branch=await _branch(turn, [meant.title], {}))
    return LookStep.DONE


async def _asks_for_another(turn: Turn, said: str) -> LookStep:
    """Tell of a title that somebody would rather have than what they reserved: "is there Jane Eyre? I'd rather …"."""
    last = turn.thread.last
    if (
        turn.intent not in _OF_TITLES | _UNREAD
        or last is None
        or last.kind != "hold"
        or _IN_PLACE.search(said) is None
        or _HAVING.search(said) is None
    ):
        return LookStep.ON
    title = await title_named(turn, turn.text)
    holds = await turn.library.holds(turn.patron_id)
    if title is None or not holds or any(is_titled(one.title, title.title) for one in holds):
        return LookStep.ON
    turn.read_as("search_book", keeps_named=True)
    turn.entities = {"ref": [f"title:{title.id}"]}
    return LookStep.RUN


def _said(text: str) -> str:
    return fold(text).replace("’", "'")


def _may_order(turn: Turn) -> bool:
    """Tell whether a message may order a title, as it was read: of nothing else, and nothing else is ordered by it."""
    if orders_to_renew(turn.text):
        return False
    return turn.intent in _OF_TITLES or (turn.intent in _UNREAD and orders_to_hold(turn.text))


def _says_yes(text: str) -> bool:
    word = find_word(text)
    return word is not None and "yes" in word.kinds


def _gives_up(text: str) -> bool:
    """Tell whether a clause says that what was being reserved is not wanted, and nothing else; "cancel it?" asks."""
    pieces = _pieces(text)
    if text.rstrip().endswith(("?", "؟")):
        pieces = pieces[:-1]
    return any(_is_giving_up(part) for part in pieces)


def _pieces(text: str) -> list[str]:
    return [part.strip() for whole in _PARTS.split(text) for part in _JOINED.split(whole) if part.strip()]


def _is_giving_up(part: str) -> bool:
    said = _said(part)
    left = _TRAILS.sub("", _LEADS.sub("", _GIVEN_UP.sub(" ", said), count=1)).strip()
    return not left and _GIVEN_UP.search(said) is not None


async def _given_up(turn: Turn) -> LookStep:
    """Let go of what was being reserved; a message that may ask or order something else runs as it was read."""
    said, rest = _said(turn.text), _rest(turn.text)
    if leaves_as_is(turn.text) or branches_wanted(said, await directory.branches(turn.store)):
        return LookStep.ON
    if (await own_things(turn)).holds and (orders_to_cancel(rest) or _OF_RESERVATIONS.search(said)):
        # One that stands already may be what is meant.
        return LookStep.ON
    turn.set("pending", None)
    asks = _WANTED.search(_said(rest)) or _SOMETHING.search(_said(rest)) or orders_to_hold(rest)
    asks = asks or orders_to_renew(rest) or orders_to_cancel(rest)
    if asks or (rest and turn.intent not in _OF_HOLDS):
        # What is given up is heard: the rest is what the message was read as.
        turn.text = rest
        return LookStep.ON
    turn.intent = "cancel"
    turn.say("utter_hold_left")
    return LookStep.DONE


_OF_RESERVATIONS = re.compile(r"\b(?:reservations?|holds?)\b|(?<!\w)رزرو\w*(?!\w)")


def _rest(text: str) -> str:
    """Give what a message says beside the words that give something up; empty for nothing."""
    left = [part for part in _pieces(text) if not _is_giving_up(part)]
    return ", ".join(part for part in left if _LEADS.sub("", _said(part), count=1).strip())


async def _other_title(turn: Turn, before: Sequence[str]) -> _Meant | None:
    """Give the title that is wanted beside or in place of those that are being reserved; None where none is."""
    asks = turn.text.rstrip().endswith(("?", "؟"))
    if asks and not (_ASKED_FOR.search(_said(turn.text)) or _IN_PLACE.search(_said(turn.text))):
        return None
    names = [title.title for one in before if (title := await turn.library.title(one)) is not None]
    for part in await _clauses(turn):
        if _GIVEN_UP.search(_said(part)) and not _WANTED.search(_GIVEN_UP.sub(" ", _said(part))):
            continue
        title = await _title_in(turn, part)
        if title is None or title.id in before or any(is_titled(title.title, name) for name in names):
            continue
        return _Meant(title, bool(_BESIDE.search(_said(part))) and not _IN_PLACE.search(_said(turn.text)))
    return None


async def _clauses(turn: Turn) -> list[str]:
    """Give the parts of a message that may name a title, the larger ones first: a title may hold "and" itself."""
    parts = [part.strip() for part in _PARTS.split(turn.text) if part.strip()]
    return list(dict.fromkeys([*parts, *(one.strip() for part in parts for one in _JOINED.split(part) if one.strip())]))


async def _title_in(turn: Turn, part: str) -> Title | None:
    """Give the title that a clause wants: it is the whole of it, or words of wanting stand beside its name."""
    said = without_collecting(part)
    alone = _TRAILS.sub("", _LEADS.sub("", _said(said), count=1))
    for name in dict.fromkeys([alone, _TRAILS.sub("", _BESIDE.sub(" ", alone)).strip()]):
        whole = await title_of_words(turn, name) if name else None
        if whole is not None and is_titled(whole.title, name):
            return whole
    left = _GIVEN_UP.sub(" ", said)
    if not (_WANTED.search(_said(left)) or orders_to_hold(part)):
        return None
    # Without the branch, which may stand right behind the name.
    title = await title_named(turn, left)
    if title is None:
        # What is left without the words of wanting may be a name of a single word: "get me Dracula".
        title = await title_of_words(turn, _AROUND.sub(" ", _BESIDE.sub(" ", _WANTED.sub(" ", alone))))
    if title is None:
        return None
    around = _said(left).replace(fold(SHORT.split(title.title)[0]).strip(), " ")
    if (
        not (orders_to_hold(part) or await _is_all_of_it(turn, around))
        or denies(around)
        or (_HAVING.search(around) and not _ASKED_FOR.search(around))
    ):
        return None
    return title


async def _is_all_of_it(turn: Turn, around: str) -> bool:
    """Tell whether nothing but words of wanting, and maybe a branch, stands around a name: no "to my list"."""
    if _WANTED.search(around) is None:
        return False
    left = _WANTED.sub(" ", _LEADS.sub("", around, count=1))
    left = " ".join(re.findall(r"\w+", _TRAILS.sub("", _AROUND.sub(" ", _BESIDE.sub(" ", left)))))
    return not left or (
        len(left.split()) <= _OF_A_BRANCH and len(branches_wanted(left, await directory.branches(turn.store))) == 1
    )


async def _branch(turn: Turn, titles: Sequence[Title], args: dict[str, object]) -> str | None:
    """Give the branch that is wanted: the one named beside the titles, or the one that was spoken of."""
    said = _said(turn.text)
    for title in titles:
        said = said.replace(fold(SHORT.split(title.title)[0]), " ")
    wanted = branches_wanted(said, await directory.branches(turn.store))
    if len(wanted) == 1:
        return wanted[0].code
    known = args.get("branch")
    if not known:
        return None
    return str(known)
