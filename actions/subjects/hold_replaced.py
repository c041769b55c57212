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
from actions.subjects.hold_pickup import where
from actions.subjects.titles import SHORT, is_titled, without_collecting
from actions.subjects.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.normalise import fold
from language.requests.cancelling import orders_to_cancel
from language.requests.denials import denies
from language.requests.taking_back import find_taken_back
from library.values import Title

__all__ = ["hears_other_title", "orders_title_beside_holds"]

# What waits while a reservation is being made.
_MAKING = frozenset({"hold", "hold_at", "hold_title"})
# What was being reserved is not wanted.
_GIVEN_UP = re.compile(
    r"\b(?:cancel|scrap|drop|forget|scratch|skip|leave) (?:it|that|this|that one|this one|about it|about that|the (?:reservation|hold|first one))\b|\bnever ?mind\b|\b(?:changed|change) my mind\b"
    r"|\b(?:don't|do not|no longer) (?:want|need) (?:it|that|this|that one|this one)\b|\b(?:don't|do not) (?:reserve|hold) (?:it|that|this)\b"
    r"|(?<!\w)(?:(?:ول|لغو|کنسل|حذف|باطل)(?:ش)? ?(?:کن|کنید|کنین)|بی ?خیال(?:ش|شو)?(?: شو)?|(?:دیگه )?نمی ?خوا(?:م|مش|هم)|پشیمون شدم|پشیمان شدم|منصرف شدم|(?:رزرو|رزروش) ن(?:کن|کنید|کنین))(?!\w)"
    r"|\b(?:vel|laghv|kansel|cancel)(?:e?sh)? kon\w*|\bbi ?khial\w*|\bnemikham(?:esh)?\b|\bpashim(?:oo|u)n shodam\b"
)
# What is wanted stands beside these.
_WANTED = re.compile(
    r"\b(?:get|give|bring|find) me\b|\b(?:put|set) (?:me )?(?:aside|down)\b|\b(?:reserve|hold|order|book) (?:me )?(?!it\b|that\b|this\b)|\bon hold\b|\bi(?:'d| would)? (?:want|like|love|prefer|rather|need)\b|\bi(?:'ll| will) (?:take|have)\b|\bi wanted\b"
    r"|\b(?:can|could|may|let) (?:i|me|you) (?:have|get|take|reserve)\b|\bi meant?\b|\bmake (?:it|that)\b|\b(?:take|want|prefer)\b|\binstead\b|\brather\b|\b(?:sounds?|is|looks?|would be) better\b|\bit is\b$|\bin (?:its|that) place\b|\bswitch\b|\badd\b|\bfinal answer\b|\bjust\b|\bonly\b"
    r"|(?<!\w)(?:می ?خوا(?:م|مش|هم|ستم)|رزرو|بیار\w*|بذار\w*|بزار\w*|بگذار\w*|بده|بدید|بدین|بگیر\w*|به ?جا(?:ش|ی)?|بجا(?:ش|ی)?|عوضش|بهتره|ترجیح|منظورم|همون|همان|فقط|باشه|برام|برایم|واسم|اضافه)(?!\w)"
    r"|\b(?:mikham\w*|rezerv\w*|biar\w*|bezar\w*|bede|begir\w*|be ?jash|avazesh|behtare|manz(?:oo|u)ram|ham(?:oo|u)n|faghat|bashe|baram)\b"
)
# Said before a title that is meant in place of another: what is left behind these words is a name or none.
_LEADS = re.compile(
    r"^\W{0,9}(?:(?:no|nope|nah|oh|hmm?|wait|hang on|hold on|actually|sorry|oops|well|ok|okay|please|then|so|just|make it|i mean|i meant|not that(?: one)?|نه|نخیر|وایسا|وایستا|صبر کن|ببخشید|راستش|اصلا|خب|پس|لطفا|منظورم|na|vaysa|sabr kon|bebakhshid|rastesh|aslan|khob|pas)(?!\w)\W{0,9}){0,6}"
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
    if len(turn.text.split()) > _MOST_WORDS or _BOUND.search(_said(turn.text)):
        return LookStep.ON
    args = pending.get("args") or {}
    before = [str(one) for one in args.get("titles") or [args.get("title")] if one]
    meant = None if pending["do"] == "hold_title" else await _other_title(turn, before)
    gives_up = _gives_up(turn.text)
    if meant is None:
        if not gives_up or await _of_another_hold(turn):
            return LookStep.ON
        return await _given_up(turn)
    turn.set("pending", None)
    turn.intent, turn.confidence, turn.entities, turn.moves = "hold", 1.0, {}, {}
    titles = [meant.title]
    if meant.beside and not gives_up:
        found = [await turn.library.title(one) for one in before]
        titles = [*(title for title in found if title is not None), meant.title]
    await where(turn, titles, branch=await _branch(turn, titles, args))
    return LookStep.DONE


# What may be said of reserving a title, or of having a reservation elsewhere.
_COLLECTED = re.compile(
    r"\b(?:pick(?:ed|ing)?[ -]?(?:it |them |that )?up|collect\w*|reserve|hold|put aside|set aside)\b"
    r"|(?<!\w)(?:رزرو|تحویل\w*|بگیرم|میگیرم|برمیدارم|بردارم)(?!\w)|\b(?:rezerv|tahvil\w*|begiram|bardaram)\b"
)


async def orders_title_beside_holds(turn: Turn) -> LookStep:
    """Take an order for a title that is not among the patron's reservations as that, and move none of them.

    "Jane Eyre, and pick up at Central" names a branch, too; what stands already is left where it is.
    """
    said = _said(turn.text)
    if turn.is_payload or turn.patron is None or turn.slot("pending"):
        return LookStep.ON
    if _COLLECTED.search(said) is None:
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
    turn.intent, turn.confidence, turn.entities, turn.moves = "hold", 1.0, {}, {}
    await where(turn, [meant.title], branch=await _branch(turn, [meant.title], {}))
    return LookStep.DONE


async def _asks_for_another(turn: Turn, said: str) -> LookStep:
    """Tell of a title that somebody would rather have than what they reserved: "is there Jane Eyre? I'd rather …"."""
    last = turn.thread.last
    if last is None or last.kind != "hold" or _IN_PLACE.search(said) is None or _HAVING.search(said) is None:
        return LookStep.ON
    title = await title_named(turn, turn.text)
    holds = await turn.library.holds(turn.patron_id)
    if title is None or not holds or any(is_titled(one.title, title.title) for one in holds):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
    turn.entities = {"ref": [f"title:{title.id}"]}
    return LookStep.RUN


def _said(text: str) -> str:
    return fold(text).replace("’", "'")


def _gives_up(text: str) -> bool:
    """Tell whether what was being reserved is not wanted; a question, or "don't cancel it", gives nothing up."""
    if text.rstrip().endswith(("?", "؟")):
        return False
    taken = find_taken_back(text)
    if taken is not None and taken.stays and not taken.cancels and not _GIVEN_UP.search(_said(text)):
        return False
    found = _GIVEN_UP.search(_said(text))
    kept = re.search(r"\b(?:don't|do not|never) (?:cancel|drop|scrap|forget)\b|(?:لغو|کنسل|حذف|باطل)\w* ن", _said(text))
    return kept is None and (found is not None or orders_to_cancel(text))


async def _of_another_hold(turn: Turn) -> bool:
    """Tell whether a reservation that stands already is named, or meant by its kind: "cancel my reservation of Dune"."""
    own = await own_things(turn)
    if own.named_holds:
        return True
    mine = re.search(r"\bmy (?:\w+ )?(?:reservations?|holds?)\b|(?<!\w)رزرو(?:م|هام|های من|ام)(?!\w)", _said(turn.text))
    return bool(own.holds) and mine is not None


async def _given_up(turn: Turn) -> LookStep:
    """Let go of what was being reserved; what else the message wishes for is the turn then."""
    turn.set("pending", None)
    rest = _rest(turn.text)
    wished = _WANTED.search(_said(rest)) is not None and len(rest.split()) > 1 and not denies(rest)
    if not wished:
        turn.intent = "cancel"
        turn.say("utter_hold_left")
        return LookStep.DONE
    turn.text, turn.moves, turn.confidence = rest, {}, 1.0
    turn.intent = "recommendation" if _SOMETHING.search(_said(rest)) else "hold"
    turn.entities = {
        name: kept for name, said in turn.entities.items() if (kept := [one for one in said if one in rest])
    }
    return LookStep.RUN


def _rest(text: str) -> str:
    """Give what stands behind the last words that give something up; empty for nothing."""
    parts = [part.strip() for whole in _PARTS.split(text) for part in _JOINED.split(whole) if part.strip()]
    at = max((place for place, part in enumerate(parts) if _gives_up(part)), default=-1)
    behind = parts[at + 1 :] if at >= 0 else []
    return ", ".join(part for part in behind if _LEADS.sub("", _said(part), count=1).strip())


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
    whole = await title_of_words(turn, alone) if alone else None
    if whole is not None and is_titled(whole.title, alone):
        return whole
    left = _GIVEN_UP.sub(" ", said)
    # Without the branch, which may stand right behind the name.
    title = whole or await title_named(turn, left)
    if title is None:
        # What is left without the words of wanting may be a name of a single word: "get me Dracula".
        title = await title_of_words(turn, _AROUND.sub(" ", _BESIDE.sub(" ", _WANTED.sub(" ", alone))))
    if title is None:
        return None
    around = _said(left).replace(fold(SHORT.split(title.title)[0]).strip(), " ")
    if (
        not (_WANTED.search(around) or (whole is not None and _BESIDE.search(around)))
        or denies(around)
        or (_HAVING.search(around) and not _ASKED_FOR.search(around))
    ):
        return None
    return title


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
