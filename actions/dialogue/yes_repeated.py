"""A yes beside words that only say the same again: "yes, Clean Code only", "OK, change it then"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.dialogue.values import values_of
from actions.dialogue.waiting_deeds import deed_of
from actions.rasa.registry import PatronReply
from language.normalise import fold
from language.requests.speech.denials import denies
from language.requests.speech.yes_and_no import Word, puts_off
from library.values import Hold, Loan

__all__ = ["repeats_yes"]

# "OK, change it then"; what is put off, refused or asked changes nothing.
_CHANGES_IT = re.compile(
    r"^(?!.*(?:\b(?:not|n't|don't|never|no need|leave|wait|later|yet|first|but|if)\b|\?|؟|(?<!\w)(?:نه|ن(?:کن|ده|دید|دین)\w*|نمیخوا\w*|لازم نیست|صبر|بعدا|اول|ولی|اما|اگه|اگر)(?!\w)))"
    r".*(?:\b(?:change|move|switch|transfer|send) (?:it|that|this|them)\b|(?<!\w)(?:عوضش|عوض|تغییرش|تغییر|منتقلش|منتقل|جابجاش|جابجا|بفرستش|بفرستینش)(?!\w)|\b(?:avazesh|avaz|taghiresh|taghir|befrestesh|montaghelesh) ?(?:kon\w*|bed\w*)?)"
)
# Said beside a yes, these deny nothing.
_HARMLESS = re.compile(
    r"\b(?:no (?:problem|worries)|not at all|don't (?:worry|mind)|why not)\b|(?:مشکلی|ایرادی|اشکالی) ?(?:نیست|ندار\w*)|چرا که نه|چرا نه"
)
# What a waiting action does is mostly the intent of its name.
_ACT_OF = {"hold_at": "hold", "hold_title": "hold", "cancel_hold_which": "cancel_hold", "complain": "complaint"}


async def repeats_yes(turn: Turn, word: Word) -> bool:
    """Do what waits for a yes, where the other words of the message only say the same again."""
    pending = turn.slot("pending")
    if pending.get("awaits") != "yes" or asks_first(turn.text) or puts_off(turn.text):
        return False
    if forbids(turn.text, deed_of(pending)) or _ONLY_THEN.search(fold(turn.text)):
        return False
    act = _ACT_OF.get(str(pending.get("do")), str(pending.get("do")))
    values = await values_of(turn, word.rest)
    same_branch = values.only and values.branch is not None and values.branch.code == pending["args"].get("branch")
    same_act = turn.rest is not None and turn.rest.intent == act and not turn.rest.entities and not values.any
    # "OK, change it then": the deed that is asked about, in other words.
    same_deed = act == "move_hold" and not values.any and _CHANGES_IT.search(fold(turn.text)) is not None
    same_deed = same_deed and not denies(_HARMLESS.sub(" ", fold(turn.text)))
    if not (same_branch or same_act or same_deed or await _names_just_that(turn, pending, word.rest)):
        return False
    turn.intent = "affirm"
    return await run_pending(turn, PatronReply("yes"))


async def _names_just_that(turn: Turn, pending: dict[str, Any], rest: str) -> bool:
    """Tell whether the words beside a yes only name again what waits for it: "yes, Clean Code only"."""
    args = pending.get("args") or {}
    asked = {str(one) for one in args.get("holds") or args.get("loans") or ()}
    if not asked or turn.patron is None:
        return False
    own = await own_things(turn)
    named: list[Hold | Loan] = [*own.named_holds, *own.named_loans]
    if {str(one.id) for one in named} != asked:
        return False
    theirs = {word for one in named for word in fold(f"{one.title} {one.author}").split()}
    return all(word in theirs or word in _JUST for word in re.findall(r"[\w']+", fold(rest)))


_JUST = frozenset(
    "only just please pls that this one the it book of by فقط همون همین همان اون این یکی لطفا رو را کتاب از faghat hamun hamin un lotfan ro ketab".split()
)
# "Do it, but only the day after it is due" is a yes to something else.
_ONLY_THEN = re.compile(
    r"\bonly (?:when|if|after|once|before|on|from|at|the day|the week|tomorrow|next|in|as long as|until)\b|\b(?:unless|provided|as long as)\b"
    r"|(?:فقط|تنها) (?:وقتی|اگه|اگر|بعد|قبل|روز|فردا|هفته|تا)(?!\w)|(?<!\w)(?:به شرط\w*|مگر)(?!\w)|\bfaghat (?:vaghti|age|bad|ghabl|ruz|rooz|farda|ta)\b"
)
