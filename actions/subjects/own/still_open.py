"""Words to a deed that waits for a yes, and are none: whether it is done, how it stands, that it shall not be, or where.

Nothing is done by any of them. What is asked or said beside is heard for itself.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from actions.dialogue.branches_named import branches_refused, branches_wanted
from actions.dialogue.holding_back import forbids
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import hold_line
from actions.rasa.registry import PatronReply
from actions.subjects.account.lost_card import tells_block_filed
from actions.subjects.holds.hold_conditions import tells_cost_of_cancelling
from actions.subjects.holds.holds_lapsing import tell_lapsing
from actions.subjects.holds.holds_moved import move_to
from crm.library_info import directory
from crm.library_info.branch_names import GENERIC
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.speech.done_asked import asked_done
from language.requests.speech.others import find_others
from language.requests.speech.yes_and_no import find_word

__all__ = ["hears_of_open"]

_DEEDS = {"hold": "hold", "cancel_hold": "cancel", "move_hold": "move", "block_card": "block", "renew": "renew"}
_SENTENCE = re.compile(r"[^.!?؟…;؛\n]+[.!?؟…;؛]*")
# How the reservation stands that is not made yet.
_STATUS = re.compile(
    r"\b(?:what(?:'s| is) (?:its|the) (?:status|place)|its status|(?:my|which|what) (?:place|position|number)\b|where am i in (?:the )?(?:queue|line)|how many (?:are )?(?:before|ahead))"
    r"|(?<!\w)(?:وضعیتش|status ?ش?|نفر چندم\w{0,3}|چندمم|چندمین نفر\w{0,2}|نوبتم (?:چند|کی)\w{0,3})(?!\w)|\b(?:status\w{0,2} chi\w{0,3}|nafare? chandom\w{0,2}|chandomam)\b"
)
_THERE_STILL = re.compile(
    r"\bstill (?:there|in place|mine|on|valid|the same)\b|\bsame (?:place|spot)\b|(?<!\w)(?:هنوز )?سر ?جاش\w{0,3}(?!\w)|(?<!\w)هنوز (?:هست|دارم|مال من)\w{0,3}(?!\w)|\bsar(?:e)? jash\w{0,3}\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:instead|rather|better|change|changed|switch|move|moved|send|sent|make it|go to|go there|closer|nearer)\b|(?<!\w)(?:عوض\w*|تغییر\w*|بهتر\w*|به ?جا\w*|بفرست\w*|منتقل\w*|بزن\w*|بذار\w*|بزار\w*|باشه)(?!\w)|\b(?:avaz|taghir|behtar\w*|bejash|befrest\w*|bezan\w*|bezar\w*|change)\b"
)
_MOST_WORDS = 45


async def hears_of_open(turn: Turn) -> LookStep:
    """Say of what waits for a yes that it is not done yet, that it is left, or where it shall be; the rest is heard on."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    deed = _DEEDS.get(str(pending.get("do")))
    if not pending and turn.patron is not None and await tells_block_filed(turn):
        return LookStep.DONE
    if turn.is_payload or turn.patron is None or deed is None or pending.get("awaits") != "yes":
        return LookStep.ON
    if not pending.get("question") or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if deed == "cancel" and (step := await _stays(turn, pending)) is not LookStep.ON:
        return step
    if deed == "hold" and (step := await _elsewhere(turn, pending)) is not LookStep.ON:
        return step
    return await _not_done(turn, pending, deed)


async def _not_done(turn: Turn, pending: dict[str, Any], deed: str) -> LookStep:
    """Say that nothing is done before the yes, where it is asked whether it is, or how the reservation stands."""
    asked = asked_done(turn.text)
    rest = asked.rest if asked is not None and asked.deed in ("", deed) else None
    acted = deed == "renew" and any(act.act == "renew" and act.result != "told" for act in turn.thread.acts())
    if rest is None and deed == "hold" and turn.intent == "hold_status" and _STATUS.search(_said(turn)):
        own = await own_things(turn)
        rest = "" if not own.named_holds and find_others(turn.text) is None else None
    if rest is None or acted:
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
    if deed == "cancel" and turn.intent == "cancel_hold":
        # Beside it only its cost is asked of cancelling; which one goes, was said.
        await tells_cost_of_cancelling(turn)
        return LookStep.DONE
    return _go_on(turn, rest)


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


async def _elsewhere(turn: Turn, pending: dict[str, Any]) -> LookStep:
    """Ask anew about the other branch that is named for a reservation that waits for its yes: «نه مرکزی نه، سعدی بزن»."""
    known = await directory.branches(turn.store)
    at = str((pending.get("args") or {}).get("branch"))
    others = [one for one in branches_wanted(turn.text, known) if one.code != at]
    if not others and (slip := _misspelt(turn.text, known, at)) is not None:
        others = [slip]
    if len(others) != 1 or asks_of_opening(turn.text) or _ASKS_OF_COPIES.search(_said(turn)):
        return LookStep.ON
    said, word = _said(turn), find_word(turn.text)
    no = (word is not None and word.leads and word.kind == "no") or at in branches_refused(turn.text, known)
    if not (no or _ELSEWHERE.search(said)) or orders_to_cancel(turn.text):
        return LookStep.ON
    own = await own_things(turn)
    if own.named_loans or (own.named_holds and find_others(turn.text) is None and not _THIS_TOO.search(said)):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hold", 1.0, {}
    await run_pending(turn, PatronReply("branch", text=others[0].code))
    for one in own.named_holds if _THIS_TOO.search(said) else ():
        waits = turn.slot("pending")
        await move_to(turn, one, others[0].code, plainly=False)
        now = turn.slot("pending")
        if now and waits and now != waits and "older" not in now:
            turn.set("pending", {**now, "older": {key: value for key, value in waits.items() if key != "older"}})
    return LookStep.DONE


def _misspelt(text: str, known: Sequence[Branch], at: str) -> Branch | None:
    """Give the other branch that a text may name with a slip in a short name: «سدی»; what is asked is asked anew only."""
    words = re.findall(r"[^\W\d_]{3,20}", fold(text))
    found = [
        one
        for one in known
        if one.code != at
        and any(
            DamerauLevenshtein.distance(word, name, score_cutoff=1) == 1 and word[0] == name[0] and word[-1] == name[-1]
            for each in one.name.values()
            for name in re.findall(r"[^\W\d_]{4,20}", fold(each))
            if name not in GENERIC
            for word in words
        )
    ]
    return found[0] if len(found) == 1 else None


# "Does Saadi have a copy instead?" is asked of the catalogue.
_ASKS_OF_COPIES = re.compile(
    r"\b(?:cop(?:y|ies)|(?:does|do|has|have|is|are) (?:\w+ ){1,3}(?:have|got|it in)|where|address|phone|parking)\b|(?<!\w)(?:نسخه\w*|دارند?|دارن|داره|دارید|دارین|کجاست|کجاس|آدرس|نشانی|پارکینگ)(?!\w)|\b(?:noskhe|daran|dare|kojast)\b"
)
_THIS_TOO = re.compile(
    r"\b(?:this one|it)\b[^.?!]{0,12}\band\b|(?<!\w)(?:این|همین|اون)(?:و| رو| را| یکی\w{0,3})? و(?!\w)|\b(?:in|hamin|oo?n)o? va\b"
)


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
