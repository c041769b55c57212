"""The keeping of the thread at the end of a turn: its acts, what it offered, and what it said."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from actions.dialogue.thread import Offer, Thread
from actions.dialogue.turn import Turn

__all__ = ["fingerprint", "keep"]

# What is no act that could be repeated, changed or asked about.
_SOCIAL = frozenset(
    "greet goodbye thanks affirm deny cancel chitchat bot_challenge insult help human_help back_to_bot change_language"
    " sign_in sign_out signed_in stale_button nlu_fallback out_of_scope rate privacy praise".split()
)
# What a yes to a button does; a person, to whom the talk would go, is called by more than a yes.
_OFFERED = frozenset("hold renew suggest_purchase subscribe unsubscribe my_data sign_in search_book".split())
_BARE = frozenset({"search_book", "renew", "hold"})
_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?")


def keep(turn: Turn) -> None:
    """Put the turn into the thread."""
    if not turn.acts:
        _note(turn)
    readings = [name for name, _ in turn.ranking if name != turn.intent and name not in _SOCIAL]
    before = turn.slots.get("thread")
    kept = Thread.of(before).with_turn(
        turn.message_id,
        acts=turn.acts,
        offers=turn.offers or _buttons(turn),
        answers=[fingerprint(answer, facts) for answer, facts in turn.answers],
        readings=readings[:3],
    )
    if kept != before:
        turn.set("thread", kept)


def _note(turn: Turn) -> None:
    """Keep what the turn did where its handler has not said it: the intent, and what the message named."""
    if turn.intent in _SOCIAL or not turn.answers:
        return
    statuses = {str(facts.get("status")) for _, facts in turn.answers}
    asked = "clarified" in statuses or any("sign_in" in (facts.get("custom") or {}) for _, facts in turn.answers)
    shown = turn.changes.get("shown") or {}
    at = shown.get("at")
    turn.did(
        turn.intent,
        kind=str(shown.get("kind") or ""),
        things=[str(at)] if at else [str(one) for one in shown.get("ids", [])],
        title=turn.entity("title") or "",
        branch=turn.entity("branch") or "",
        result="asked" if asked else "refused" if "refused" in statuses else "told",
    )


def _buttons(turn: Turn) -> list[Offer]:
    """Give what the buttons of the last answer offer; nothing while a question waits for its own answer."""
    if turn.slot("pending") or not turn.answers:
        return []
    _, facts = turn.answers[-1]
    return [offer for button in facts.get("choices") or [] if (offer := _offer(button)) is not None]


def _offer(button: dict[str, Any]) -> Offer | None:
    found = _PAYLOAD.fullmatch(str(button.get("payload")))
    if found is None or found["intent"] not in _OFFERED:
        return None
    entities = json.loads(found["entities"]) if found["entities"] else {}
    # A bare "find a book" or "renew" of a menu offers nothing of its own; the button of a title shows that title.
    return Offer(found["intent"], entities) if entities or found["intent"] not in _BARE else None


def fingerprint(answer: str, facts: dict[str, Any]) -> str:
    """Give a short sign of an answer as it is read: its name and its facts, without buttons."""
    told = {name: fact for name, fact in facts.items() if name not in {"choices", "custom", "status"}}
    whole = json.dumps([answer, told], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(whole.encode(), digest_size=6).hexdigest()
