"""Which of the patron's things are meant by words without a name: "the other two", «اون یکی», "those two"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from actions.dialogue.latin_titles import own_named
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.speech.others import Others, find_others, find_those

__all__ = ["names_beside", "others_left", "others_meant", "spoken_in_turn", "those_meant"]

_PAIR = 2
_OWN = frozenset({"loan", "hold"})
_BEHIND = re.compile(r"[.!?؟;؛\n]+")
# "The other one, from Achebe", «اون یکی، سلوچ»: what stands right behind names that other one.
_NAMED_SO = re.compile(
    r"\s{0,2}(?:[,،:(–-]|\b(?:from|by|of|called|i mean|i meant)\b|(?<!\w)(?:مال|از|یعنی|که)(?!\w)|\b(?:male|yani)\b)[\s,،:]{0,3}"
    r"(?!(?:and|but|or|not|no|keep|leave|renew|cancel|because|as|since|so|if|و|ولی|اما|یا|نه|چون)\b)(?P<name>[^,،.;!?؟()\n]{2,60})"
)
# "The other one, Emma is finished" says something of another.
_SAYS = re.compile(
    r"\b(?:is|isn't|was|are|has|have|i|i'm|i've|i'll|when|will|can|stays?|goes|no|not|don't)\b|(?<!\w)(?:رو|را|است|هست|بود|شد|کی|تا|نه|نمی|خوندم|دارم|بمونه)(?!\w)"
)
# "Great, the other one too" names no Gatsby.
_PRAISE = re.compile(
    r"(?:^|(?<=[.!?,;] ))(?:great|good|perfect|lovely|wonderful|nice|cool)(?= ?[.!,;]|$| (?:thanks|thank|and|so|then|work|service)\b)"
)
# What was told of one thing, without saying of which: the words that asked for it may name it.
_NAMELESS = frozenset({"", "fee", "title"})


class _Named(Protocol):
    @property
    def id(self) -> str:
        """The library system's id."""

    @property
    def title(self) -> str:
        """The title a patron knows it by."""


def others_meant[T: _Named](
    turn: Turn, kind: str, things: Sequence[T], words: str | None = None
) -> tuple[T, ...] | None:
    """Give the things of a kind that words mean by "the other one", "the other two", "the rest".

    None where they speak of no others; nothing where it cannot be told which, since what the others stand beside was
    not spoken of, or more, or fewer, are left than were said.
    """
    text = turn.text if words is None else words
    said = None if turn.is_payload else _others_in(text)
    if said is None or said.kind != "other":
        return None
    before, behind = _apart(text, said)
    called = _NAMED_SO.match(behind)
    named = _named(called["name"], things) if called is not None and not _SAYS.search(called["name"]) else set()
    if len(named) == max(said.count, 1):
        return _of(things, named)
    bases = [named] if (named := _named(f"{before} . {behind}", things)) else _spoken(turn, kind, things)
    ids = {thing.id for thing in things}
    for base in bases[:1] if said.count <= 1 else bases:
        left = ids - base
        if left and len(left) == (said.count or len(left)):
            return _of(things, left)
    if said.count > 1:
        # "Renew all but Emma. When are the other two due?": beside the one that the patron left out.
        return _of(things, next((base for base in bases if len(base) == said.count), set()))
    if said.count == 1 and bases and len(seen := set(turn.shown(kind)) & ids) == _PAIR and len(seen - bases[0]) == 1:
        return _of(things, seen - bases[0])
    # Beside a thing of another kind, or a title that is being reserved, the only one of its kind.
    last = turn.thread.last
    beside = said.count == 1 and not bases and last is not None and (last.kind in _OWN or last.act == "hold")
    return tuple(things) if beside and len(ids) == 1 and not _points_at(turn, kind, ids) else ()


def _others_in(text: str) -> Others | None:
    """Find words for the others; "when does the other arrive" has no noun, and points at one."""
    if (said := find_others(text)) is not None or find_pointer(text) is not Pointer.OTHER:
        return said
    found = _OTHER.search(fold(text))
    return Others("other", 1, *found.span()) if found is not None else None


_OTHER = re.compile(r"\bthe other\b")


def others_left[T: _Named](turn: Turn, kind: str, things: Sequence[T], words: str | None = None) -> tuple[T, ...]:
    """Give the things among which words like "the other one" leave the choice: all beside the one spoken of last."""
    said = None if turn.is_payload else _others_in(turn.text if words is None else words)
    bases = _spoken(turn, kind, things) if said is not None and said.kind == "other" else []
    return _of(things, {thing.id for thing in things} - bases[0]) if bases else ()


def those_meant[T: _Named](turn: Turn, kind: str, things: Sequence[T]) -> tuple[T, ...] | None:
    """Give the things of a kind that words mean by "those two", "both"; None where they speak of none.

    They are those that the message names, with the other one that was spoken of; else those that were told last.
    """
    said = None if turn.is_payload else find_those(turn.text)
    if said is None:
        return None
    named = _named(turn.text, things)
    bases = _spoken(turn, kind, things)
    if len(named) == said.count:
        return _of(things, named)
    if len(named) == said.count - 1:
        alone = next((base - named for base in bases if len(base - named) == 1), None)
        return _of(things, named | alone) if alone is not None and find_others(turn.text) is not None else ()
    if named:
        return ()
    if (group := next((base for base in bases if len(base) == said.count), None)) is not None:
        return _of(things, group)
    if len(things) == said.count:
        return tuple(things)
    singles = list(dict.fromkeys(one for base in bases if len(base) == 1 for one in base))
    return _of(things, set(singles)) if len(singles) == said.count and len(bases) == len(singles) else ()


def names_beside[T: _Named](turn: Turn, things: Sequence[T]) -> bool:
    """Tell whether a thing is named beside words like "the other one"."""
    return bool(_named(turn.text, things))


def spoken_in_turn(turn: Turn, kind: str) -> list[str]:
    """Give the things of a kind that the last turns spoke of one by one, in the order in which they did."""
    acts = [act for act in turn.thread.acts(kind=kind) if act.things]
    if not acts or any(len(act.things) > 1 for act in acts):
        return []
    return list(dict.fromkeys(act.things[0] for act in reversed(acts)))


def _spoken[T: _Named](turn: Turn, kind: str, things: Sequence[T]) -> list[set[str]]:
    """Give what was spoken of, the newest first, as far as it is less than all: the one pointed at, then the acts'."""
    ids = {thing.id for thing in things}
    # As it was when this was said: what the turn itself has pointed at since is that other one.
    shown = turn.slots.get("shown") or {}
    focus = shown.get("at") if shown.get("kind") == kind else None
    found = [{str(focus)}] if focus in ids else []
    for kept in reversed(turn.thread.turns):
        acts = [Act.unpacked(act) for act in reversed(kept.get("acts", []))]
        # What one order did and could not do is one; what it left is beside that.
        found.append({one for act in acts if act.kind == kind and act.result != "left" for one in act.things} & ids)
        for act in acts:
            if act.kind == kind:
                found.append(set(act.things) & ids)
            elif act.kind in _NAMELESS:
                found.append(_named(f"{act.title} . {act.words}", things))
    return [one for at, one in enumerate(found) if one and one != ids and one not in found[:at]]


def _points_at(turn: Turn, kind: str, ids: set[str]) -> bool:
    """Tell whether the talk is about the only one there is: beside that there is no other."""
    shown = turn.slots.get("shown") or {}
    told = {one for act in turn.thread.acts(kind=kind) for one in act.things}
    return bool((set(shown.get("ids") or ()) if shown.get("kind") == kind else set()) & ids or told & ids)


def _apart(text: str, said: Others) -> tuple[str, str]:
    folded = fold(text).replace("’", "'")
    return folded[: said.start], folded[said.end :]


def _named[T: _Named](words: str, things: Sequence[T]) -> set[str]:
    words = _PRAISE.sub("", fold(words))
    if not words.strip(" ."):
        return set()
    titles, authors = [one.title for one in things], [str(getattr(one, "author", "")) for one in things]
    return {things[place].id for place in own_named(words, titles, authors)}


def _of[T: _Named](things: Sequence[T], ids: set[str]) -> tuple[T, ...]:
    return tuple(thing for thing in things if thing.id in ids)
