"""Pending questions: kept across interruptions, asked again, stacked."""

from __future__ import annotations

from typing import Any

from actions.dialogue.sureness import SURELY_OUTSIDE
from actions.dialogue.turn import ASIDE, ASKED_BACK, MAKING, PLEADED, Turn, nested
from actions.rasa.registry import PENDING_ACTIONS, PatronReply
from language.requests.cases.annoyance import is_annoyed
from language.requests.deeds.ordering import refuses_to_hold
from language.requests.speech.statements import is_courtesy, is_remark, states_only
from protocol.intents import intents_with

__all__ = ["ask_again", "ask_once_more", "bring_forward", "keep_waiting", "leave", "run_pending"]

# A question outlives this many other turns.
PATIENCE = 2
# These harm nobody while they wait: a way to be reached, and the block of a card that was lost.
_KEPT_ON = frozenset({"contact", "block_card"})
# What is lost by a yes: that counts only while the question was the last that was said.
_LOSES = frozenset({"cancel_hold", "withdraw_case", "forget_interests"})
# After these a waiting question is not asked again: they settle it, leave it, or ask something themselves.
SETTLING = intents_with("settles_question")
# What the actions that reserve begin with.
_RESERVING = ("hold", "reserve")
# What somebody has told is not lost by another wish: whether it is to be filed is asked again.
_TOLD = frozenset({"complaint", "report_fault", "website_problem", "lost_property", "librarian"})
# Who wishes for one of these has moved on: what waits for a yes is given up, a form waits on without a word.
_MOVING_ON = frozenset(
    "recommendation new_arrivals suggest_purchase suggestion complaint report_fault website_problem lost_property"
    " human_help room_booking lost_card donation".split()
)
# After these nothing is put again: they ask nothing that an answer could stand before.
_SAID = frozenset({"thanks", "praise", "insult"})
# An intent that is itself the answer to a question: a room, when it was asked what to reserve.
ANSWERED_BY = {"reserve": ("room_booking",), "search": ("search_book",)}


async def run_pending(turn: Turn, reply: PatronReply) -> bool:
    """Do the waiting action with what the patron gave; then an older question of the same message comes up again."""
    pending: dict[str, Any] | None = turn.slot("pending")
    if not pending or pending.get("do") not in PENDING_ACTIONS:
        return False
    turn.set("pending", None)
    await PENDING_ACTIONS[pending["do"]](turn, dict(pending.get("args") or {}), reply)
    _go_back(turn, pending)
    return True


def leave(turn: Turn) -> None:
    """Drop the waiting action."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    turn.set("pending", None)
    _go_back(turn, pending)


def bring_forward(turn: Turn, ref: str | None) -> None:
    """Let a button of the older of two questions answer that one; the other one waits behind it then."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    older = pending.get("older")
    if ref and older and older.get("ref") == ref:
        newer = {key: value for key, value in pending.items() if key != "older"}
        turn.set("pending", {**older, "older": newer})


def keep_waiting(turn: Turn, pending: dict[str, Any]) -> None:
    """Let a question wait through a turn about something else; it is asked again at the end of the first one only."""
    if str(pending.get("do")).startswith(_RESERVING) and not turn.is_payload and refuses_to_hold(turn.text):
        # "I don't want it reserved, which shelf is it on?" is not asked for a branch again.
        _give_up(turn, pending)
        return
    age = int(pending.get("age", 0)) + 1
    # A yes to what is not asked again would come to mean something else; a contact that is offered harms nothing.
    args = pending.get("args") or {}
    # With a key it is to be tried again: whether it was filed is not known.
    told = pending.get("do") == "file" and (args.get("matter") in _TOLD or bool(args.get("key")))
    told = told or pending.get("do") in PLEADED
    mere_yes = pending.get("awaits") == "yes" and pending.get("do") not in _KEPT_ON and not told
    unasked = mere_yes and not pending.get("question")
    aside = _is_aside(turn, pending)
    moved_on = turn.intent in _MOVING_ON or (not aside and any(act.result == "done" for act in turn.acts))
    if mere_yes and moved_on and not turn.is_payload:
        _give_up(turn, pending)
        return
    if age > PATIENCE or (unasked and turn.acts) or turn.intent in ANSWERED_BY.get(str(pending.get("do")), ()):
        _restore(turn, pending, moved_on=moved_on)
        return
    turn.set("pending", {**pending, "age": age})
    # What the turn itself asks, or the sign-in it waits for, comes first.
    asks = any(
        facts.get("status") == "clarified" or "sign_in" in (facts.get("custom") or {}) for _, facts in turn.answers
    )
    # Behind what is no answer it would look as if nothing had been heard.
    # What a lost card waits for is asked all the same.
    failed = bool(turn.answers) and all(facts.get("status") == "fallback" for _, facts in turn.answers)
    # What is surely nothing of the library's was heard as that.
    failed = failed and not (turn.intent == "out_of_scope" and turn.confidence >= SURELY_OUTSIDE)
    unheard = failed and pending.get("do") != "block_card"
    # What was only asked back for, to find something, is not asked again when the talk has moved on.
    mere = pending.get("do") in ASKED_BACK
    # Who is annoyed is answered, and not asked the same again.
    said = turn.intent in _SAID or is_courtesy(turn.text) or is_remark(turn.text) or is_annoyed(turn.text)
    # A greeting is none of that, and neither is who wants to hear a joke.
    said = said and turn.intent != "greet" and not (turn.intent == "chitchat" and not states_only(turn.text))
    # What was begun to be told is asked for again, also behind another telling.
    silent = (
        said
        or (moved_on and not turn.is_payload and pending.get("awaits") != "told" and not told)
        or (turn.intent == "chitchat" and states_only(turn.text))
    )
    settled = (turn.intent in SETTLING and not aside) or silent
    if not settled and not asks and not unheard and not mere and not pending.get("repeated"):
        turn.set("pending", {**turn.slot("pending"), "repeated": True})
        ask_again(turn, pending)
    elif mere_yes and pending.get("do") in _LOSES and not said:
        # "Wait, undo that, can it go to Saadi instead?", and then "fine": nothing is lost by a yes to something else.
        _give_up(turn, pending)


def _is_aside(turn: Turn, pending: dict[str, Any]) -> bool:
    """Tell whether what was done is another thing than the reservation that is being made: that one goes on."""
    done = [act.act for act in turn.acts if act.result == "done"]
    return bool(done) and pending.get("do") in MAKING and all(act in ASIDE for act in done)


def _give_up(turn: Turn, pending: dict[str, Any]) -> None:
    """Let go of a question; an older one of the same message that harms nobody, or tells something, waits on."""
    older: dict[str, Any] = pending.get("older") or {}
    kept = older.get("do") in _KEPT_ON or older.get("awaits") == "told"
    turn.set("pending", {**older, "age": 0} if kept else None)


def _restore(turn: Turn, pending: dict[str, Any], *, moved_on: bool) -> None:
    """Drop a question; the yes that waited before something was only asked back to be found is asked for again."""
    older: dict[str, Any] | None = pending.get("older")
    lost = pending.get("do") not in ASKED_BACK and (older or {}).get("do") not in PLEADED
    if older is None or lost or (moved_on and older.get("do") not in PLEADED) or older.get("awaits") != "yes":
        turn.set("pending", None)
        return
    turn.set("pending", {**older, "age": 0, "repeated": True})
    ask_again(turn, older)


def ask_once_more(turn: Turn) -> bool:
    """Put the open question again, since a bare yes does not answer it; False when there is none to put."""
    question = (turn.slot("pending") or {}).get("question")
    if question:
        turn.say(
            question["answer"], status="clarified", **{k: v for k, v in question["facts"].items() if k != "status"}
        )
    return bool(question)


def _go_back(turn: Turn, pending: dict[str, Any]) -> None:
    older = pending.get("older")
    if not older:
        return
    now: dict[str, Any] | None = turn.slot("pending")
    if now:
        turn.set("pending", {**now, "older": older})
        return
    turn.set("pending", {**older, "age": 0})
    ask_again(turn, older)


def ask_again(turn: Turn, pending: dict[str, Any]) -> None:
    """Ask a waiting question once more, where it was one."""
    question = pending.get("question")
    if not question:
        return
    facts = dict(question["facts"])
    choices = facts.pop("choices", [])
    if "note" in facts:
        # What the library says of it has been told: only the question comes back.
        facts["note"] = None
    turn.say(
        "utter_back_to_question", status="clarified", question=nested(question["answer"], **facts), choices=choices
    )
