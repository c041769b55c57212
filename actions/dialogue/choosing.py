"""The choice among several things: by a button, by place in a list, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from actions.dialogue.references import POINTING, pointed
from actions.dialogue.turn import Turn
from actions.dialogue.wording import best_match, without_request
from language.choices import Choice, find_choice
from language.normalise import fold, squash

__all__ = ["Named", "Pick", "by_name", "choice_of", "pick"]

# What names no title, although it may stand where one could: "renew my books".
GENERIC = frozenset(
    fold(word)
    for word in (
        "my the all both them it this that these those book books item items loan loans hold"
        " holds reservation reservations stuff thing things everything again one ones too also"
        " still be can please renewed extended کتاب کتابم کتابمو کتاب‌ها کتابها کتابهام کتاب‌هام"
        " کتابام کتابامو کتاب‌هامو کتاب‌هایم همه همهٔ همش همشون تمام هم باز دوباره امانت امانتم"
        " امانت‌ها امانتام امانت‌هام امانت‌هایم امانت‌هامو رزرو رزروم رزرومو رزروها رزروهام"
        " رزروهامو من این اون همین رو را و ها هام هامو ام"
    ).split()
)


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str:
        """The library system's id."""

    @property
    def title(self) -> str:
        """The title a patron knows it by."""


@dataclass(frozen=True, slots=True)
class Pick[T: Named]:
    """The result of a choice: the things, whether all were meant, or the name that fits none."""

    things: tuple[T, ...] = ()
    everything: bool = False
    unknown: str = ""


def pick[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> Pick[T]:
    """Find which of the things the turn means; nothing picked when it does not say.

    A place («دومی») counts in the list that was just shown, where one of this kind was.
    """
    ref = turn.entity("ref")
    if ref and ref.startswith(f"{kind}:"):
        chosen = tuple(thing for thing in things if thing.id == ref.partition(":")[2])
        return Pick(chosen, unknown="" if chosen else ref.partition(":")[2])
    order = [thing for wanted in turn.shown(kind) for thing in things if thing.id == wanted]
    named = by_name(turn, things)
    if named:
        return Pick(named)
    choice = choice_of(turn)
    if choice is not None and choice.kind == "all":
        whole = order if len(order) == len(things) else things
        return Pick(tuple(whole), everything=True) if choice.resolve(len(whole)) else Pick()
    # Without a list on the screen «the second one» would be a guess.
    if choice is not None and order:
        if choice.kind == "rest":
            taken = turn.taken(kind)
            return Pick(tuple(thing for thing in order if taken and thing.id not in taken))
        places = [place for place in choice.resolve(len(order)) if 0 <= place < len(order)]
        if places:
            return Pick(tuple(order[place] for place in places))
    thing = pointed(turn, kind)
    if thing is not None and any(one.id == thing for one in things):
        return Pick(tuple(one for one in things if one.id == thing))
    title = turn.entity("title") or ""
    generic = choice is not None or not (set(fold(without_request(title)).split()) - GENERIC - POINTING)
    return Pick(unknown="" if generic else title)


def by_name[T: Named](turn: Turn, things: Sequence[T]) -> tuple[T, ...]:
    """Give the things whose barcode or title the turn names."""
    barcode = turn.entity("barcode")
    if barcode:
        return tuple(thing for thing in things if squash(getattr(thing, "barcode", "")) == squash(barcode))
    chosen: list[T] = []
    titles = [thing.title for thing in things]
    for words in turn.entities.get("title") or [without_request(turn.text)]:
        place = best_match(words, titles)
        if place is not None and things[place] not in chosen:
            chosen.append(things[place])
    return tuple(chosen)


def choice_of(turn: Turn) -> Choice | None:
    """Give the choice from a list that the turn's button or words make."""
    value = turn.entity("which")
    if value:
        try:
            return Choice.from_value(value)
        except ValueError:
            return find_choice(value)
    return None if turn.is_payload else find_choice(turn.text)
