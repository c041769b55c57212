"""Which of a patron's own things a move is about: the sign-in where the record is needed, and the asking back."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from actions.dialogue.describing import described
from actions.dialogue.own_hints import with_hints
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import hold_line, loan_line
from actions.rasa.registry import HANDLERS, MOVES, PatronReply, listens, move, pending_action
from actions.subjects.account.without_account import told_to_everybody
from language.choices import find_choice
from language.normalise import fold
from language.requests.own.own_names import find_own
from language.requests.own.own_wholes import speaks_of_all
from language.requests.speech.denials import denied_of, without_denied
from language.requests.speech.sentences import deed_at
from library.values import Hold, Loan

__all__ = ["Answer", "ask_which", "holds_meant", "loans_meant", "of_own", "one_hold", "one_loan"]

Answer = Callable[[Turn, OwnThings], Awaitable[bool]]

# "That one, no, the other", «هشت کتابو نه نه ملت عشقو».
_NO = re.compile(r"\b(?:no|nope|nah|i mean|wait)\b|(?<!\w)(?:نه|نخیر|یعنی|منظورم)(?!\w)")
# Questions that ask the same of something else have so few words, and one of these or no more than its name.
_FEW = 5
_REPEATING = re.compile(
    r"^(?:and|what about|how about|both|all|together|the)\b|\?$|؟$"
    r"|(?<!\w)(?:چی|چطور|هم|جفت\w*|هر ?دو\w*|همه\w*|روی هم)(?!\w)"
)
# The intent whose handler is nearest to the moves of a kind: what waits for a sign-in is kept by it.
_OF_RECORD = frozenset({"fines", "account", "renew", "hold", "cancel_hold", "loans", "hold_status"})
_OWN = re.compile(r"\b(?:my|mine|i|i've|i'm|me)\b|(?<!\w)(?:من|منو|برام|\w{2,}م)(?!\w)|\b(?:man|\w{3,}am)\b")
_INTENTS = {"loan": "loans", "hold": "hold_status", "fee": "fines", "card": "account"}


def of_own(*names: str) -> Callable[[Answer], Answer]:
    """Register what answers moves from the patron's record; whoever is not signed in is asked to, once."""

    def register(answer: Answer) -> Answer:
        for name in names:
            move(name)(_asked(name, answer))
        return answer

    return register


def _asked(name: str, answer: Answer) -> Callable[[Turn], Awaitable[bool]]:
    async def asked(turn: Turn) -> bool:
        intent = _INTENTS[name.partition(".")[0]]
        if turn.patron is None:
            if any(act.act == "lost_card" for act in turn.thread.acts()) or _is_general(turn):
                # Nobody needs to sign in with a card that is gone, nor for a rule.
                return False
            if await told_to_everybody(turn):
                return True
            turn.intent = intent
            ask_sign_in(turn, intent, {}, move=name)
            return True
        before, turn.intent = turn.intent, intent
        own = await with_hints(turn, await own_things(turn), name.partition(".")[0])
        if await answer(turn, own):
            turn.remember(own_move={"name": name, "at": turn.first_id})
            return True
        turn.intent = before
        return False

    return asked


def _is_general(turn: Turn) -> bool:
    """Tell whether somebody who is not signed in asks for a rule: nothing in the words, or their reading, is theirs."""
    resumes = (turn.slot("resume") or {}).get("intent") is not None
    entry = HANDLERS.get(turn.intent)
    own = turn.intent in _OF_RECORD or (entry is not None and entry.needs_patron)
    return not (resumes or own or _OWN.search(fold(turn.text)))


@listens
async def repeats_move(turn: Turn) -> bool:
    """Answer "and the second?", "what about both" as what was just asked of another thing; False for anything else."""
    last = turn.recall("own_move") or {}
    turns = turn.thread.turns
    fresh = bool(turns) and turns[-1].get("message") == last.get("at")
    waits = turn.slot("pending") is not None
    if turn.is_payload or turn.patron is None or waits or not fresh or word_count(turn.text) > _FEW:
        return False
    own = await own_things(turn)
    kind = str(last["name"]).partition(".")[0]
    meant = holds_meant(turn, own) if kind == "hold" else loans_meant(turn, own)
    if not meant or any(deed_at(word) for word in fold(turn.text).split()) or not _REPEATING.search(fold(turn.text)):
        return False
    return await MOVES[str(last["name"])](turn)


def one_loan(turn: Turn, own: OwnThings, among: Sequence[Loan] | None = None) -> Loan | None:
    """Give the one loan that is meant: named, described, pointed at, spoken of last, or the only one; else None."""
    meant = loans_meant(turn, own)
    if meant:
        return meant[0] if len(meant) == 1 else None
    return own.loan(turn, among)


def one_hold(turn: Turn, own: OwnThings, among: Sequence[Hold] | None = None) -> Hold | None:
    """Give the one reservation that is meant, as `one_loan` does."""
    meant = holds_meant(turn, own)
    if meant:
        return meant[0] if len(meant) == 1 else None
    return own.hold(turn, among)


def loans_meant(turn: Turn, own: OwnThings) -> tuple[Loan, ...]:
    """Give the loans that the words themselves mean, what is denied left out; none where they mean none of them."""
    return _meant(turn, "loan", own.loans, own.named_loans)


def holds_meant(turn: Turn, own: OwnThings) -> tuple[Hold, ...]:
    """Give the reservations that the words themselves mean, what is denied left out."""
    return _meant(turn, "hold", own.holds, own.named_holds)


def _meant[T: (Loan, Hold)](turn: Turn, kind: str, things: Sequence[T], named: Sequence[T]) -> tuple[T, ...]:
    if turn.is_payload or not things:
        return ()
    if len(named) > 1 and (corrected := _corrected(turn.text, things)):
        return corrected
    if named:
        return tuple(named)
    if found := described(turn, kind, things):
        return tuple(found)
    order = in_order(turn, kind, things)
    choice = find_choice(turn.text)
    if choice is not None and (places := choice.resolve(len(order))):
        return tuple(order[place] for place in places)
    return tuple(order) if speaks_of_all(fold(turn.text), len(order)) else ()


def _corrected[T: (Loan, Hold)](text: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give what is meant of several things named: not what is denied, and what is named after a "no"."""
    titles, authors = [one.title for one in things], [one.author for one in things]
    out = set(find_own(denied_of(text), titles, authors))
    kept = find_own(without_denied(text), titles, authors)
    if kept and out - set(kept):
        return tuple(things[place] for place in kept if place not in out)
    *before, last = _NO.split(fold(text))
    return tuple(things[place] for place in find_own(last, titles, authors)) if before else ()


def in_order[T: (Loan, Hold)](turn: Turn, kind: str, things: Sequence[T]) -> list[T]:
    """Give the things as they were last told one after the other: the list shown, else the order they came up in."""
    shown = turn.shown(kind)
    if len(shown) < 2:
        acts = list(turn.thread.acts(kind=kind))
        many = next((list(act.things) for act in acts if len(act.things) > 1), [])
        shown = many or [thing for act in reversed(acts) for thing in act.things]
    known = {one.id: one for one in things}
    order = [known[one] for one in dict.fromkeys(shown) if one in known]
    return order if len(order) > 1 else list(things)


def ask_which(turn: Turn, name: str, things: Sequence[Loan] | Sequence[Hold]) -> bool:
    """Ask which of the things is meant, and answer the move about that one then."""
    kind = name.partition(".")[0]
    turn.show(kind, [one.id for one in things])
    turn.await_(
        "own_move", "one", ids=[one.id for one in things], titles=[one.title for one in things], move=name,
        kind=kind, text=turn.text,
    )  # fmt: skip
    lines = [hold_line(one) if isinstance(one, Hold) else loan_line(one) for one in things]
    turn.say(f"utter_which_{kind}", status="clarified", things={"list": lines, "line": f"utter_line_{kind}"})
    return True


@pending_action("own_move", signed_in=True)
async def which_told(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Answer the move about the thing that was chosen."""
    if reply.kind != "places":
        turn.await_("own_move", "one", **args)
        turn.say("utter_which_one", status="clarified")
        return
    turn.point(str(args["kind"]), args["ids"][reply.places[0]], "move")
    turn.text = str(args["text"])
    await MOVES[str(args["move"])](turn)
