"""What was just done is taken back in the same breath as something else is wished for: "no wait, leave it. just …"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.sign_in import say_sign_in
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.waiting_deeds import CONTROLS
from actions.facts.choices import librarian
from actions.facts.lines import titles_listed
from actions.rasa.registry import HANDLERS, UNDOINGS, undoes
from actions.subjects.holds.hold_pickup import where
from actions.subjects.moves.questions import RULES
from language.normalise import fold
from language.requests.deeds.being_told import asks_how_told
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.speech.denials import denies
from language.requests.speech.taking_back import find_taken_back

__all__ = ["hears_taken_back", "reserved_anew"]

_WISHES_WORD = re.compile(
    r"\b(?:tell|text|message|notify|inform|remind|e?mail|let) (?:me|us)\b.{0,12}\b(?:when|once|as soon|if|know)\b"
    r"|خبر(?:م|مون)? ?(?:کن|بد|کنید|کنین|بدید|بدین)\w*|(?:بگو|بگید|بگین|بگویید)(?: بهم)? (?:کی|وقتی|هر ?وقت|هروقت)|(?:وقتی|هر ?وقت|هروقت) \w+(?: \w+)? (?:بگو|بگید|بگین|خبر)"
    r"|\bkhabar\w* (?:kon|bed)\w*|\b(?:begu|begoo|begin|begid) (?:key|vaghti)\b"
)

# Until then, or only then, is to be done what stands before; "when are you open" asks something else.
_ON_CONDITION = re.compile(
    r"(?:(?:but|and|only|just|rather|فقط|ولی|اما|و) )*"
    r"(?:(?:if|once|until|till|unless|as soon as|as long as|in case|provided|after|before)\b"
    r"|when(?:ever)? (?!(?:is|are|am|do|does|did|will|can|could|would|should|was|were)\b)\w"
    r"|(?:وقتی|هر ?وقت|هر ?موقع|هرگاه|اگه|اگر|به شرط\w*|به محض\w*|مگه|مگر|تا(?! (?:کی|چند|ساعت چند)(?!\w)))(?!\w)|(?:age|agar|vaghti|har vaght)\b)"
)


async def hears_taken_back(turn: Turn) -> bool:
    """Take back what the last turn did, where the message begins so; what else it wishes for is the turn then.

    Tells whether all of it is answered. What was only cancelled is taken back by any of these words; the rest, as a
    whole message, by a cancel (`agreeing.undo`).
    """
    done = None if turn.is_payload or turn.slot("pending") else turn.thread.just_done()
    if done is None or not done.undo or done.undo not in UNDOINGS or (turn.patron is None and done.kind == "hold"):
        return False
    taken = find_taken_back(turn.text)
    if taken is None:
        return False
    cancelled = done.undo == "hold_cancelled"
    if not (taken.stays if cancelled else taken.cancels and taken.rest):
        return False
    if not cancelled and ((taken.stays and denies(turn.text)) or _ON_CONDITION.match(taken.rest)):
        # "Cancel it when Emma comes", «لغوش کن وقتی رسید» orders nothing yet.
        return False
    rest = turn.rest
    turn.intent, turn.prior = "cancel", done
    await UNDOINGS[done.undo](turn, done)
    turn.prior = None
    if not taken.rest:
        return True
    if done.kind == "hold" and (_WISHES_WORD.search(fold(taken.rest)) or asks_how_told(taken.rest, spoken_of=True)):
        # What is to come is a reservation that is made anew first: how one hears of it is told, and nothing promised.
        await RULES["hold.notice"].tell(turn)
        return True
    # The words that take it back name the deed: of what else is wished they say nothing.
    spoken = {*CONTROLS, "cancel_hold", done.act}
    read = rest.intent if rest is not None and rest.intent not in spoken else None
    read = read or next((name for name, _ in turn.ranking if name in HANDLERS and name not in spoken), None)
    turn.text, turn.moves = taken.rest, {}
    turn.intent = read or "nlu_fallback"
    turn.confidence = rest.confidence if rest is not None and read == rest.intent else 0.0
    turn.entities = dict(rest.entities) if rest is not None else {}
    return False


@undoes("hold_cancelled")
async def reserved_anew(turn: Turn, act: Act) -> None:
    """Say that a cancelled reservation is gone, and ask whether to make it anew at the same branch; a yes does it."""
    if turn.patron is None:
        say_sign_in(turn)
        return
    taken = find_taken_back(turn.text)
    if orders_to_cancel(turn.text) and (taken is None or not taken.stays):
        # "Yes, cancel it" once more: it is done.
        turn.acts.append(act)
        turn.say("utter_hold_cancelled", title=titles_listed([act.title]))
        return
    dropped: dict[str, Any] = turn.recall("dropped") or {}
    found = [await turn.library.title(str(one["title"])) for one in dropped.values() if one.get("title")]
    titles = [title for title in found if title is not None]
    branches = {str(one["branch"]) for one in dropped.values() if one.get("branch")}
    names = titles_listed([title.title for title in titles] or [act.title])
    turn.intent = "cancel"
    if not titles:
        turn.say("utter_hold_cancel_stands", status="refused", titles=names, choices=[librarian()])
        return
    turn.say("utter_hold_cancel_stands", titles=names)
    turn.entities = {}
    await where(turn, titles, branch=branches.pop() if len(branches) == 1 else None)
