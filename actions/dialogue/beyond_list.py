"""References beyond what was shown: «اون یکی» of one, "the fifth" of three. They are answered as references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from actions.dialogue.thread import Act
from actions.dialogue.turn import Fact, LookStep, Turn, nested
from actions.facts.choices import menu
from language.requests.speech.pointing import Pointing, find_pointing

__all__ = ["point_beyond", "say_beyond"]

# After these, what only points is about titles, loans or reservations.
_LISTING = frozenset(
    "search_book shelf_location recommendation new_arrivals hold renew cancel_hold loans hold_status".split()
)
# Of these a "no" says more, and a score is a number.
_SETTLING = frozenset({"cancel", "rate", "human_help"})
_SUGGESTING = frozenset({"recommendation", "new_arrivals"})
_LOOKED_AT = {"title": "search_book", "loan": "loans", "hold": "hold_status"}
_PAIR = 2
_SURE = 0.85
_STEPS = {"next": 1, "previous": -1}
_MORE = "reading:more"


class _Titled(Protocol):
    @property
    def title(self) -> str:
        """The title a patron knows it by."""


async def point_beyond(turn: Turn) -> LookStep:
    """Answer words that only point, and at nothing that was shown: the next suggestion, or that there is no other."""
    pointing = None if turn.is_payload or turn.intent in _SETTLING else find_pointing(turn.text)
    last = turn.thread.last
    if pointing is None or (last is not None and last.act not in _LISTING):
        return LookStep.ON
    if turn.intent == "hours" and turn.confidence >= _SURE:
        # "Is that one open?" asks of a branch.
        return LookStep.ON
    shown = turn.slot("shown") or {}
    kind, ids = str(shown.get("kind") or ""), list(shown.get("ids") or [])
    if not ids:
        if pointing.kind in ("neither", "both", "cheaper") or (last is None and turn.intent in _SUGGESTING):
            return LookStep.ON
        if turn.intent == "hold" or not any(letter.isalpha() for letter in turn.text):
            # The handler asks what; a bare number points at nothing.
            return LookStep.ON
        turn.say("utter_reference_none", status="clarified")
        return LookStep.DONE
    kept = turn.recall("reading")
    suggested = kind == "title" and bool(kept) and ids == kept.get("last")
    step = _STEPS.get(pointing.kind)
    at = turn.focus(kind)
    if step is not None and at in ids and 0 <= ids.index(at) + step < len(ids):
        _look_at(turn, kind, ids[ids.index(at) + step])
        return LookStep.RUN
    if pointing.kind == "other" and at in ids and len(ids) == _PAIR:
        _look_at(turn, kind, ids[1 - ids.index(at)])
        return LookStep.RUN
    if suggested and pointing.kind in ("other", "next", "neither") and not (len(ids) > 1 and at and step is None):
        turn.intent, turn.confidence, turn.entities = "recommendation", 1.0, {"ref": [_MORE]}
        turn.text, turn.is_payload = "", True
        return LookStep.RUN
    if pointing.kind == "cheaper":
        _stay(turn, last)
        turn.say("utter_reference_no_price")
        return LookStep.DONE
    if pointing.kind == "both":
        return _both(turn, kind, ids, pointing)
    if pointing.kind == "neither":
        return LookStep.ON
    if len(ids) > 1 and (pointing.kind == "other" or (step is not None and at is None)):
        _stay(turn, last)
        turn.say("utter_which_one", status="clarified")
        return LookStep.DONE
    if pointing.kind == "place" and pointing.choice is not None and pointing.choice.resolve(len(ids)):
        return LookStep.ON
    if kind != "title":
        return await _beyond_own(turn, kind, ids)
    _stay(turn, last)
    return await _beyond_titles(turn, ids)


def _stay(turn: Turn, last: Act | None) -> None:
    """Keep what was spoken of: what only points, and at nothing, leads nowhere else."""
    if last is not None:
        turn.intent = last.act
        turn.acts.append(last)


def _both(turn: Turn, kind: str, ids: Sequence[str], pointing: Pointing) -> LookStep:
    """Take "both" of two titles as a wish to have them: a reservation asks before it is made."""
    if kind != "title" or pointing.choice is None or not pointing.choice.resolve(len(ids)):
        return LookStep.ON
    turn.intent, turn.confidence, turn.entities = "hold", 1.0, {"which": [pointing.choice.to_value()]}
    turn.text, turn.is_payload = "", True
    return LookStep.RUN


# A renewal that was ordered had one of these.
_ORDERED = frozenset({"done", "refused"})


def _look_at(turn: Turn, kind: str, thing: str) -> None:
    """Do with a thing of the list what was done with the one before it; a suggestion is looked at."""
    again = str((turn.slot("shown") or {}).get("act") or "")
    if again == "renew" and not any(act.act == "renew" and act.result in _ORDERED for act in turn.thread.acts()):
        # A loan whose day was told was renewed by nobody: its neighbour is not, either.
        again = ""
    turn.intent = again if again not in ("", *_SUGGESTING) else _LOOKED_AT[kind]
    turn.confidence, turn.entities, turn.text, turn.is_payload = 1.0, {"ref": [f"{kind}:{thing}"]}, "", True


async def _beyond_titles(turn: Turn, ids: Sequence[str]) -> LookStep:
    title = await turn.library.title(ids[0]) if len(ids) == 1 else None
    say_beyond(turn, "title", [title] if title is not None else [], len(ids))
    return LookStep.DONE


async def _beyond_own(turn: Turn, kind: str, ids: Sequence[str]) -> LookStep:
    """Turn to the patron's only other loan or reservation, or list them; say where there is no other one."""
    if turn.patron is None or kind not in _LOOKED_AT:
        return LookStep.ON
    things = await (turn.library.loans if kind == "loan" else turn.library.holds)(turn.patron_id)
    others = [one for one in things if one.id not in ids]
    if len(ids) > 1 or not others:
        say_beyond(turn, kind, [one for one in things if one.id in ids], len(ids))
        return LookStep.DONE
    if len(others) == 1:
        _look_at(turn, kind, others[0].id)
    else:
        turn.intent, turn.confidence, turn.entities = _LOOKED_AT[kind], 1.0, {}
        turn.text, turn.is_payload = "", True
    return LookStep.RUN


def say_beyond(turn: Turn, kind: str, things: Sequence[_Titled], count: int) -> None:
    """Say that there was only this one, or only so many: `things` as far as they are known, `count` of them."""
    if count == 1:
        name: Fact = nested("utter_part_title", title=things[0].title) if things else None
        turn.say(
            "utter_reference_only_title" if kind == "title" else "utter_reference_only",
            status="clarified",
            title=name,
            choices=menu("search_book", "recommendation") if kind == "title" else [],
        )
    else:
        turn.say("utter_reference_count", status="clarified", count=count)
