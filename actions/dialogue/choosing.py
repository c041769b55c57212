"""The choice among several things: by a button, by place in a list, by name, with what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.dialogue.describing import Named, described
from actions.dialogue.latin_titles import own_named
from actions.dialogue.references import is_beyond, pointed
from actions.dialogue.selecting import selected
from actions.dialogue.turn import Turn
from actions.dialogue.wording import without_request
from language.choices import Choice, find_choice
from language.normalise import fold, squash
from language.requests.names import as_said, find_named
from language.requests.ordinals import find_places
from language.requests.own_words import is_own_words
from language.requests.request import Request, read_request
from language.requests.vocabulary import GENERIC, POINTING

__all__ = ["Named", "Pick", "by_name", "choice_of", "pick", "request_of", "rest_of"]


@dataclass(frozen=True, slots=True)
class Pick[T: Named]:
    """The result of a choice.

    things: what is meant. everything: all of them were meant, or all but `left`. left: what is to be left alone.
    unknown: the name that fits none of the things, or (with `left_unknown`) an exception that fits none.
    others: names beside those that were found, which fit none. of: so many of them, but not which.
    beyond: another one, or a place, that the list just shown has not.
    """

    things: tuple[T, ...] = ()
    everything: bool = False
    unknown: str = ""
    left: tuple[T, ...] = ()
    left_unknown: bool = False
    others: tuple[str, ...] = ()
    of: int = 0
    beyond: bool = False


def request_of(turn: Turn, deed: str) -> Request:
    """Read what the turn's words say of a deed; a button orders it."""
    return Request() if turn.is_payload else read_request(turn.text, deed)


def pick[T: Named](turn: Turn, kind: str, things: Sequence[T], request: Request | None = None) -> Pick[T]:
    """Find which of the things the turn means; nothing picked when it does not say.

    A place («دومی») counts in the list that was just shown, where one of this kind was.
    """
    ref = turn.entity("ref")
    if ref and ref.startswith(f"{kind}:"):
        # A notice's button names all that it is about.
        wanted = ref.partition(":")[2].split(",")
        chosen = tuple(thing for thing in things if thing.id in wanted)
        return Pick(chosen, unknown="" if chosen else ref.partition(":")[2])
    order = [thing for wanted in turn.shown(kind) for thing in things if thing.id == wanted]
    whole = order if len(order) == len(things) else list(things)
    choice = choice_of(turn)
    out = " ".join(request.left_out) if request is not None else ""
    if request is not None and out:
        return _without(turn, kind, request, whole, things)
    named, others = _named(turn, things, request)
    due = selected(turn, things)
    if named and not (due and set(named) < set(due)):
        # "The two due on Monday, I haven't opened Emma yet": the one that is named is one of these.
        return Pick(named, others=_as_said(turn, others))
    if due is not None and not _gives_reason(turn.text):
        return Pick(due, of=0 if due else 1)
    if found := described(turn, kind, things):
        return Pick(found)
    if choice is not None and choice.kind == "all":
        return Pick(tuple(whole), everything=True) if choice.resolve(len(whole)) else Pick(of=choice.count)
    if choice is not None and choice.kind == "rest":
        return Pick(rest_of(turn, kind, things))
    # Without a list on the screen «the second one» would be a guess.
    if choice is not None and order:
        places = [place for place in choice.resolve(len(order)) if 0 <= place < len(order)]
        if places:
            return Pick(tuple(order[place] for place in places), everything=choice.kind == "except")
    thing = pointed(turn, kind)
    if thing is not None and any(one.id == thing for one in things):
        return Pick(tuple(one for one in things if one.id == thing))
    if request is not None and request.count:
        every = request.count == len(whole)
        return Pick(tuple(whole) if every else (), everything=every, of=0 if every else request.count)
    if is_beyond(turn, kind):
        return _beyond(turn, kind, things)
    return Pick(unknown="" if choice is not None else _unknown(turn))


def _gives_reason(text: str) -> bool:
    """Tell whether a text speaks of all and says of none which: "renew all my books, they are due tomorrow"."""
    said = fold(text)
    return _ALL.search(said) is not None and _ALL_THAT.search(said) is None


_ALL = re.compile(r"\b(?:all|every(?:thing|one)?|both)\b|(?<!\w)(?:همه|تمام|کل|هرچی)|\b(?:hame|harchi)")
_ALL_THAT = re.compile(
    r"\b(?:all|every\w*|those|the ones)\b(?: (?!is\b|are\b)\w{1,20}){0,3} (?:that|which|due|by|before|until)\b"
    r"|(?:همه|هرچی|هر چی|تمام)\w{0,8}(?: \w{1,20}){0,3} (?:که|تا|مهلت)"
    r"|\b(?:hame|harchi)\w{0,8}(?: \w{1,20}){0,3} (?:ke|ta)\b"
)


def _beyond[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> Pick[T]:
    """Pick what is pointed at outside of the list shown: the only other one; nothing where several may be meant."""
    shown, at = turn.shown(kind), turn.focus(kind)
    others = [thing for thing in things if thing.id != (at or shown[0])]
    placed = find_choice(turn.text) is not None
    if not placed and at is not None and len(others) == 1:
        return Pick(tuple(others))
    return Pick(beyond=not others or (placed and len(shown) > 1))


def _without[T: Named](turn: Turn, kind: str, request: Request, whole: Sequence[T], things: Sequence[T]) -> Pick[T]:
    """Pick all but what is left out, or of what is named all but that."""
    titles = [thing.title for thing in things]
    out = find_named(request.left_out, titles)
    left = tuple(things[place] for place in out.places)
    words = " ".join(request.left_out)
    left = left or tuple(things[place] for place in own_named(words, titles, _authors(things)))
    left = left or selected(turn, things, words) or described(turn, kind, things, words)
    if not left:
        choice = find_choice(words)
        order = [thing for wanted in turn.shown(_kind(turn)) for thing in things if thing.id == wanted]
        places = choice.resolve(len(order)) if choice else find_places(words, len(order))
        left = tuple(order[place] for place in places) if order else ()
    if not left:
        unknown = without_request(" ".join(word for word in request.left_out if word not in ",،"))
        return Pick(unknown=as_said(turn.text, unknown), left_unknown=True)
    wanted = find_named(request.wanted, titles) if not request.whole else None
    named = [things[place] for place in wanted.places] if wanted else []
    chosen = tuple(thing for thing in (named or whole) if thing not in left)
    return Pick(
        chosen, everything=not named, left=left, others=_as_said(turn, wanted.others) if wanted and named else ()
    )


def _as_said(turn: Turn, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(as_said(turn.text, name) for name in names)


def rest_of[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give the things that are left beside those just seen to, of the list shown or of all; nothing where none were."""
    order = [thing for wanted in turn.shown(kind) for thing in things if thing.id == wanted]
    return _rest(turn, kind, order) or _rest(turn, kind, things)


def _rest[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give what is left beside the things that were just seen to; nothing where there were none."""
    done = {one for act in turn.thread.acts(kind=kind) if act.result in ("done", "refused") for one in act.things}
    taken = done | set(turn.taken(kind))
    return tuple(thing for thing in things if taken and thing.id not in taken)


def _kind(turn: Turn) -> str:
    return str((turn.slot("shown") or {}).get("kind") or "")


def by_name[T: Named](turn: Turn, things: Sequence[T]) -> tuple[T, ...]:
    """Give the things whose barcode or title the turn names."""
    return _named(turn, things, None)[0]


def _named[T: Named](turn: Turn, things: Sequence[T], request: Request | None) -> tuple[tuple[T, ...], tuple[str, ...]]:
    barcode = turn.entity("barcode")
    if barcode:
        return tuple(thing for thing in things if squash(getattr(thing, "barcode", "")) == squash(barcode)), ()
    titles = [thing.title for thing in things]
    words = request.wanted if request is not None and request.wanted else None
    given = " , ".join(turn.entities.get("title") or []) if turn.is_payload else turn.text
    found = find_named(words if words is not None else given, titles)
    chosen = [things[place] for place in found.places]
    if not chosen and turn.entities.get("title"):
        chosen = [things[place] for place in find_named(" , ".join(turn.entities["title"]), titles).places]
    if not chosen and not turn.is_payload:
        said = " ".join(words) if words is not None else turn.text
        chosen = [things[place] for place in own_named(said, titles, _authors(things))]
        return tuple(chosen), () if chosen else found.others
    return tuple(chosen), found.others


def _authors(things: Sequence[Named]) -> list[str]:
    return [str(getattr(thing, "author", "")) for thing in things]


def _unknown(turn: Turn) -> str:
    """Give the title that was named and fits nothing; words of the request are none."""
    title = turn.entity("title") or ""
    bare = without_request(title)
    if not set(fold(bare).split()) - GENERIC - POINTING or is_own_words(title):
        return ""
    return as_said(title, bare) if len(squash(bare)) > 2 else ""


def choice_of(turn: Turn) -> Choice | None:
    """Give the choice from a list that the turn's button or words make."""
    value = turn.entity("which")
    if value:
        try:
            return Choice.from_value(value)
        except ValueError:
            return find_choice(value)
    return None if turn.is_payload else find_choice(turn.text)
