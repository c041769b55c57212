"""Renewals that a message narrows to some of several: "only those due first", «نه همه، فقط ابله و کوری».

What was not spoken of is never renewed with it: of "yes, those two" behind a question about four it is asked which.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.latin_titles import own_named
from actions.dialogue.selecting import selected
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals import fates_told
from actions.subjects.renewals.renewals_asked import choose
from actions.subjects.renewals.renewals_done import do
from actions.subjects.renewals.renewals_going_on import asks_something, speaks_of_another_fate
from actions.subjects.renewals.renewing_rest import leaves_untold
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.denials import denies
from language.requests.speech.phrases import words_of
from language.requests.speech.quantity import count_of
from language.requests.speech.selecting import find_selection, only_part, without_not_only
from language.requests.speech.sentences import deed_of, sentences
from language.requests.speech.yes_and_no import find_word
from library.values import Loan

__all__ = ["narrows_renewal"]

_MOST_WORDS = 30
# What complains, or tells, orders nothing by naming a loan.
_TOLD = frozenset("complaint case_add report_fault suggestion praise lost_item rate fines".split())
# What was, would be or is left, on what condition, and what one only needs or has read.
_NO_ORDER = re.compile(
    r"\b(?:if|unless|wanted|was|were|had|supposed|until|till|leave|except|apart from|already)\b|\bi(?:'ve| have)? (?:just |only )+(?:read|wanted|need|have|got|borrowed|took|finished|saw|returned)\b|\b(?:stays?|keep|kept)\b"
    r"|(?<!\w)(?:اگه|اگر|قرار بود|بمون\w{0,3}|بماند|بذار\w{0,3}|دست نزن\w{0,3}|بجز|به جز|غیر از|الا)(?!\w)"
    r"|تمدید\w{0,3} (?:شد|شده|بشه|بشود|میشه|میشود)(?!\w)|(?<!\w)(?<!تموم )(?<!تمام )(?:میشه|میشود) (?:\w{1,12} ){0,2}تمدید"
    r"|\btamdid (?:shod|shode|beshe|mishe)\b|\b(?:age|bemoon\w{0,2}|bemun\w{0,2}|bezar|joz)\b"
)
# Other questions wait for words, a score or a place of their own.
_WAITING = frozenset({"told", "words", "score", "branch"})


async def narrows_renewal(turn: Turn) -> bool:
    """Renew of what is talked of only what a message narrows itself to; False where it narrows nothing."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("awaits") in _WAITING:
        return False
    if without_not_only(turn.text) != turn.text:
        # "All of them, not just the first" narrows nothing.
        return False
    if word_count(turn.text) > _MOST_WORDS or turn.intent in ("emergency", "cancel_hold"):
        return False
    waits = pending.get("do") == "renew"
    if await leaves_untold(turn):
        # "Only that one, don't touch the rest" names none that is left.
        return False
    part = only_part(turn.text)
    unordered = _narrows_unordered(turn, part)
    if not (waits or unordered or (part and _speaks_of_renewing(turn))):
        return False
    await in_own_titles(turn)
    part = only_part(turn.text)
    out = await turn.library.loans(turn.patron_id)
    if fates_told(turn, turn.text, out) is not None:
        # "Renew all of them, only Blindness I'll bring back": what is named is what is left out.
        return False
    asked = [loan for loan in out if loan.id in (pending.get("args") or {}).get("ids", ())] if waits else list(out)
    kept = _kept(asked, part) if _orders_nothing(turn.text) else ()
    if kept:
        # «فقط ابله رو می‌خوام بمونه»: the others are not wanted longer, and of this one it is asked first.
        turn.intent = "renew"
        turn.set("pending", None)
        await check(turn, kept)
        return True
    # "And which of them is due next?" asks, whatever question waits.
    narrows = (
        not asks_something(turn.text)
        and _NO_ORDER.search(fold(turn.text)) is None
        and turn.intent not in _TOLD
        and (part or find_selection(turn.text) is not None)
    )
    narrowed = _chosen(turn, asked, part) or _those(turn, asked, part) if narrows else ()
    if narrowed:
        turn.intent = "renew"
        turn.set("pending", None)
        if unordered or turn.text.rstrip().endswith(("?", "؟")):
            # Where nothing was ordered, it is asked first.
            await check(turn, narrowed)
        else:
            await do(turn, narrowed)
        return True
    if part and _POINTS.fullmatch(_bare(part)) and own_named(turn.text, *_names_of(asked)):
        # "I want the Trial renewed, only this one": which, is said in the order itself.
        return False
    if len(asked) > 1 and _POINTS.fullmatch(_bare(part)) and _THEM_ALL.search(part) is None:
        # "Only that" behind a list of several: which, is still to be said.
        turn.intent = "renew"
        choose(turn, asked)
        return True
    if waits and not part and _agrees_to_fewer(turn.text, len(asked)):
        turn.intent = "renew"
        choose(turn, asked)
        return True
    return False


def _kept(asked: Sequence[Loan], part: str) -> tuple[Loan, ...]:
    """Give the loans named behind "only" that are wanted longer, in words that order nothing."""
    first = _SENTENCE_END.split(part)[0]
    if _WANTED.search(first) is None or denies(first):
        return ()
    return tuple(asked[place] for place in own_named(first, *_names_of(asked)))


def _names_of(loans: Sequence[Loan]) -> tuple[list[str], list[str]]:
    return [loan.title for loan in loans], [loan.author for loan in loans]


def _orders_nothing(text: str) -> bool:
    """Tell whether a text neither orders a renewal nor says yes to one."""
    word = find_word(text)
    return not orders_to_renew(text) and (word is None or word.kind != "yes")


_SENTENCE_END = re.compile(r"[.!?؟؛;\n]")
_WANTED = re.compile(
    r"\b(?:want|need|like) to (?:keep|hold on to)\b|\b(?:want|need|like)\b[^.?!]{1,40}\bto stay\b|(?:می ?خوا\w{1,4}|لازم)[^.؟?!]{0,20}(?:بمون\w{0,3}|بمان\w{0,3}|نگه\w*)|(?:بمون\w{0,3}|نگه ?دارم)(?!\w)"
    r"|\bmikh\w{1,3}\b[^.?!]{0,20}\b(?:bemu?n\w{0,2}|bemoon\w{0,2}|negah)\w*|\bbemoo?ne\b"
)


def _narrows_unordered(turn: Turn, part: str) -> bool:
    """Tell whether "not everything, only those that end first" is said where nothing else is talked of."""
    last = turn.thread.last
    if not part or turn.slot("pending") or (last is not None and last.kind != "loan"):
        return False
    said = fold(turn.text)
    return turn.intent in _NO and _NOT_ALL.search(said) is not None


def _those(turn: Turn, asked: Sequence[Loan], part: str) -> tuple[Loan, ...]:
    """Give the loans told of last where "only those two", «فقط همون دوتا» means these, and so many."""
    found, last = _POINTS.fullmatch(_bare(part)), turn.thread.last
    if found is None or last is None or last.kind != "loan":
        return ()
    told = tuple(loan for loan in asked if loan.id in last.things)
    count = max((count_of((each, "of")) for each in words_of(found[0])), default=0) or _COUNTS.get(found["fa"] or "", 0)
    wanted = count or (1 if found["one"] else 0)
    return told if told and (wanted == len(told) or (not wanted and 1 < len(told) < len(asked))) else ()


def _bare(part: str) -> str:
    """Give the words behind "only" without the order and the courtesy."""
    return re.sub(r"\s+", " ", _COURTESY.sub(" ", part)).strip(" .!،,")


_NO = frozenset({"deny", "renew", "loans", "cancel", "nlu_fallback", "out_of_scope", "search_book"})
_NOT_ALL = re.compile(
    r"\bnot (?:all|every\w*)\b|(?<!\w)نه (?:همه|همش|همشون|کل|تمام)\w*|(?<!\w)(?:همه|همش|همشون)\w*(?: ?(?:رو|را))? نه(?!\w)|\bna (?:hame|hamash)\w*|\bhame\w*(?: ro)? na\b"
)
_COURTESY = re.compile(
    r"\b(?:please|pls|plz|renew|extend|thanks|thank you|now|for me|lotfan|tamdid|kon\w*|ro)\b|(?<!\w)(?:لطفا|لطفاً|تمدید|کن\w*|رو|را|بشه|بشن|ممنون|مرسی|برام)(?!\w)"
)
_COUNTS = {"دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "do": 2, "se": 3, "chahar": 4}
# "Just renew them" means the list, as far as it goes (actions.subjects.renewals.renewals_meant).
_THEM_ALL = re.compile(r"\b(?:them|those|these)\b(?! (?:one|two|three|\d))|(?<!\w)(?:اونا|اینا|همینا|همونا)\w{0,4}")
_POINTS = re.compile(
    r"(?P<one>(?:that|this|it)(?: (?:one|book))?|(?:این|اون|آن|همین|همون|همان)(?: ?(?:یکی|یه دونه))?|(?:hamoo?n|hamin|oo?n|in)(?: ?yeki)?)"
    r"|(?:those|these|them|the)(?: (?:two|three|four|five|six|ones?|books?))?|(?:این|اون|آن|همین|همون|همان) ?(?P<fa>دو|سه|چهار|پنج) ?تا(?:یی|شون)?|(?:اینا|اونا|آنها|همینا|همونا)(?:و|رو)?"
    r"|(?:hamoo?n|hamin|oo?n|in) ?(?:do|se|chahar) ?ta|(?:hamoo?na|hamina|oo?na|ina)"
)


def _speaks_of_renewing(turn: Turn) -> bool:
    last = turn.thread.last
    said = any(deed_of(sentence.words) == "renew" for sentence in sentences(turn.text))
    if turn.intent == "renew" and last is not None and last.kind == "loan":
        return True
    return said or (last is not None and last.act == "renew" and last.kind == "loan")


def _chosen(turn: Turn, asked: Sequence[Loan], part: str) -> tuple[Loan, ...]:
    """Give the loans that the words, or those behind "only", name, or speak of by their day or place."""
    words = part or turn.text
    if speaks_of_another_fate(words):
        # "I just finished Emma" narrows nothing.
        return ()
    due = selected(turn, asked, words)
    if due is not None:
        return due
    if not part:
        return ()
    if places := own_named(part, *_names_of(asked)):
        alone = own_named(_LEFT_ALONE.sub(" ", part), *_names_of(asked))
        if not alone and len(rest := [loan for at, loan in enumerate(asked) if at not in places]) == 1:
            # «فقط همون، به گتسبی کار نداشته باش»: what is to be left alone is not what is meant.
            return tuple(rest)
        return tuple(asked[place] for place in alone)
    order = [loan for wanted in turn.shown("loan") for loan in asked if loan.id == wanted]
    choice = find_choice(part)
    if choice is None or choice.kind not in ("indexes", "last"):
        return ()
    return tuple(order[place] for place in choice.resolve(len(order)))


_LEFT_ALONE = re.compile(
    r"\b(?:leave|don't touch|do not touch|forget(?: about)?|not) [^.,;!?]{2,40}?(?: alone| be| out)?(?=[.,;!?]|$)"
    r"|(?<!\w)(?:به|با) [^.؟?!،,]{2,40} (?:کاری?|دست) (?:نداشته باش|نزن)\w{0,3}(?!\w)|(?<!\w)[^.؟?!،,]{2,30} (?:رو|را) (?:ول ?کن|بی ?خیال|دست نزن|نه)\w{0,3}(?!\w)"
    r"|\b(?:be|ba) [^.?!,]{2,40} (?:kari?|dast) (?:nadashte bash|nazan)\w{0,3}\b"
)


def _agrees_to_fewer(text: str, count: int) -> bool:
    """Tell whether a yes speaks of fewer things than were asked about: "yes, those two" of four."""
    word = find_word(text)
    counted = max((count_of((each, "of")) for each in words_of(text)), default=0)
    return word is not None and word.kind == "yes" and 0 < counted < count
