"""Words to a deed that waits for a yes, and are none: whether it is done, how it stands, that it shall not be, or where.

Nothing is done by any of them. What is asked or said beside is heard for itself.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.holding_back import forbids
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import hold_line
from actions.subjects.account.lost_card import tells_block_filed
from actions.subjects.holds.hold_conditions import tells_cost_of_cancelling
from actions.subjects.holds.holds_lapsing import tell_lapsing
from actions.subjects.own.open_elsewhere import hears_elsewhere
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.done_asked import asked_done
from language.requests.speech.yes_and_no import find_word

__all__ = ["hears_of_open"]

_DEEDS = {"hold": "hold", "cancel_hold": "cancel", "move_hold": "move", "block_card": "block", "renew": "renew"}
_SENTENCE = re.compile(r"[^.!?؟…;؛\n]+[.!?؟…;؛]*")
# How the reservation stands that is not made yet, and not a word more.
_STATUS = re.compile(
    r"(?:what(?:'s| is) )?(?:its|the) (?:status|place)|status|(?:which|what(?:'s| is)?)(?: my)? (?:place|position|number)(?: am i(?: in| on)?)?(?: (?:in|on) the (?:queue|line|list))?|where am i in (?:the )?(?:queue|line)"
    r"|(?:الان |حالا )?(?:وضعیتش|وضعیت|status ?ش?)(?: (?:چیه|چی شد|چطوره|چیست|چگونه است))?|(?:الان |حالا )?(?:نفر چندمم?|چندمم|نفر چندم هستم|چندمین نفرم)|(?:status\w{0,2} chi\w{0,3}|nafare? chandom\w{0,2}|chandomam)"
)
_COURTESY = re.compile(
    r"(?:(?:ok|okay|so|and|then|well|thanks|thank you|lovely|great|perfect|please|now|or not|good|right|fine|hi|hello|خب|خوب|پس|اوکی|مرسی|ممنون|لطفا|الان|سلام|باشه|khob|mersi)(?: |$)){0,8}"
)
_PARTS = re.compile(r"[.,،;؛!?؟\n…]+")
_QUESTION = re.compile(
    r"[?؟]|\b(?:when|where|what|how|which|why|who)\b|(?<!\w)(?:کی|کجا|چه|چی|چطور|چرا|کدوم|چقدر)(?!\w)"
)
# What an act of each deed is called in the thread.
_ACTS = {"hold": "hold", "cancel": "cancel_hold", "renew": "renew"}
_THERE_STILL = re.compile(
    r"\bstill (?:there|in place|mine|on|valid|the same)\b|\bsame (?:place|spot)\b|(?<!\w)(?:هنوز )?سر ?جاش\w{0,3}(?!\w)|(?<!\w)هنوز (?:هست|دارم|مال من)\w{0,3}(?!\w)|\bsar(?:e)? jash\w{0,3}\b"
)
_MOST_WORDS = 45


async def hears_of_open(turn: Turn) -> LookStep:
    """Say of what waits for a yes that it is not done yet, that it is left, or where it shall be; the rest is heard on."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    deed = _DEEDS.get(str(pending.get("do")))
    # Whether the request to block the card is to be withdrawn may be asked still.
    of_block = not pending or pending.get("do") == "withdraw_case"
    if of_block and turn.patron is not None and await tells_block_filed(turn):
        return LookStep.DONE
    if turn.is_payload or turn.patron is None or deed is None or pending.get("awaits") != "yes":
        return LookStep.ON
    if not pending.get("question") or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if deed == "cancel" and (step := await _stays(turn, pending)) is not LookStep.ON:
        return step
    if deed == "hold" and (step := await hears_elsewhere(turn, pending)) is not LookStep.ON:
        return step
    return await _not_done(turn, pending, deed)


async def _not_done(turn: Turn, pending: dict[str, Any], deed: str) -> LookStep:
    """Say that nothing is done before the yes, where it is asked whether it is, or how the reservation stands."""
    asked = asked_done(turn.text)
    rest = asked.rest if asked is not None and asked.deed in ("", deed) and not _did(turn, deed, asked.deed) else None
    if rest is None and deed == "hold" and turn.intent == "hold_status" and _asks_only_how_it_stands(turn):
        rest = ""
    if rest is None or not _leaves_question(turn, rest, deed):
        return LookStep.ON
    costs = deed == "cancel" and turn.intent == "cancel_hold" and word_count(rest) > 0
    if costs and not await tells_cost_of_cancelling(turn):
        return LookStep.ON
    question = dict(pending["question"]["facts"])
    choices = question.pop("choices", [])
    turn.set("pending", {**pending, "age": 0, "repeated": True})
    turn.say(
        "utter_not_done_yet",
        status="clarified",
        question=nested(pending["question"]["answer"], **question),
        choices=choices,
    )
    if costs:
        turn.answers.insert(0, turn.answers.pop())
        return LookStep.DONE
    return _go_on(turn, rest)


def _did(turn: Turn, deed: str, named: str) -> bool:
    """Tell whether something was done or refused before what waits, and may be what is asked after."""
    acts = [act for act in turn.thread.acts() if act.result in ("done", "refused")]
    if deed == "renew" and any(act.act == "renew" and act.result != "told" for act in turn.thread.acts()):
        return True
    return any(not named or deed not in _ACTS or act.act == _ACTS[deed] for act in acts)


def _leaves_question(turn: Turn, rest: str, deed: str) -> bool:
    """Tell whether what stands beside is nothing but a question: no yes, no refusal, no order, no branch."""
    said = fold(rest)
    if _COURTESY.fullmatch(" ".join(_PARTS.sub(" ", said).split())):
        return True
    if turn.intent in _WORDS or orders_to_cancel(rest) or orders_to_hold(rest) or orders_to_renew(rest):
        return False
    if word_count(rest) < _OWN_WORDS or any(_is_word(part) for part in _PARTS.split(said)):
        return False
    return deed == "block" or _QUESTION.search(said) is not None


def _is_word(part: str) -> bool:
    """Tell whether a part of a text has a yes, a no or a cancel at its edges, and not only an "ok"."""
    word = None if _COURTESY.fullmatch(part.strip()) else find_word(part)
    return word is not None and word.kind != "heard"


_WORDS = frozenset({"affirm", "deny", "cancel"})


def _asks_only_how_it_stands(turn: Turn) -> bool:
    """Tell whether nothing but the state of the reservation that waits is asked, where none was told of since."""
    last = turn.thread.last
    if last is not None and last.kind == "hold":
        return False
    parts = [part.strip() for part in _PARTS.split(_said(turn))]
    left = [part for part in parts if not _COURTESY.fullmatch(part)]
    return bool(left) and all(_STATUS.fullmatch(_COURTESY.sub("", part, count=1)) for part in left)


async def _stays(turn: Turn, pending: dict[str, Any]) -> LookStep:
    """Keep a reservation that is not to be cancelled after all, and go on with what is asked beside: "is it still there?"."""
    parts = [part.strip() for part in _SENTENCE.findall(turn.text) if part.strip(" .!?؟…")]
    kept = [part for part in parts if forbids(part, "cancel") and not part.endswith(("?", "؟"))]
    rest = [part for part in parts if part not in kept]
    asks = any(part.endswith(("?", "؟")) or _THERE_STILL.search(fold(part)) for part in rest)
    if not kept or not asks or any(orders_to_cancel(part) for part in rest):
        return LookStep.ON
    held = [str(one) for one in (pending.get("args") or {}).get("holds", [])]
    own = await own_things(turn)
    if any(one.id not in held for one in own.named_holds):
        return LookStep.ON
    turn.set("pending", None)
    turn.say("utter_hold_kept")
    still = " ".join(part for part in rest if _THERE_STILL.search(fold(part)))
    for one in own.holds if still else ():
        if one.id in held:
            turn.did("hold_status", kind="hold", things=[one.id], title=one.title, result="told")
            turn.say("utter_hold_state", title=one.title, state=hold_line(one)["state"], copies=None)
    if not still:
        await tell_lapsing(turn)
    return _go_on(turn, " ".join(part for part in rest if not _THERE_STILL.search(fold(part))))


def _said(turn: Turn) -> str:
    return fold(turn.text).replace("’", "'")


def _go_on(turn: Turn, rest: str) -> LookStep:
    """Leave the turn to the words that are left; done where these say nothing of their own."""
    if word_count(rest) < _OWN_WORDS:
        return LookStep.DONE
    turn.text = rest
    turn.entities = {name: [one for one in values if one in rest] for name, values in turn.entities.items()}
    turn.entities = {name: values for name, values in turn.entities.items() if values}
    return LookStep.ON


_OWN_WORDS = 3
