"""The choice among several things: by a button, by place in a list, by name, with what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.dialogue.describing import Named, described
from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant, spoken_in_turn, those_meant
from actions.dialogue.references import is_beyond, pointed
from actions.dialogue.selecting import selected
from actions.dialogue.turn import Turn
from actions.dialogue.wording import without_request
from language.choices import Choice, find_choice
from language.normalise import fold, squash
from language.numerals import number_of
from language.requests.deeds.returning import tells_return
from language.requests.own.own_names import may_be_name
from language.requests.own.own_words import is_own_words
from language.requests.speech.ordinals import find_places
from language.requests.speech.others import find_others, orders_those
from language.requests.speech.questions import orders
from language.requests.speech.request import Request, read_request
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.speech.vocabulary import GENERIC, POINTING
from language.requests.titles.names import as_said, find_named
from language.requests.titles.title_names import may_be_title

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
    if named:
        # "Renew the two due on Monday, I haven't opened Emma yet": the one that is named is one of these.
        return Pick(_ordered_by_day(turn, things, named) or named, others=_as_said(turn, others))
    due = selected(turn, things)
    if due is not None and not _gives_reason(turn.text):
        return Pick(due, of=0 if due else 1)
    untold = _untold(turn, kind, things)
    if not untold and (found := described(turn, kind, things)):
        return Pick(found)
    if choice is not None and choice.kind == "all":
        if choice.resolve(len(whole)):
            return Pick(tuple(whole), everything=True)
        # "Both" of more than two are those two that were spoken of.
        return Pick(those) if (those := _those(turn, kind, things)) else Pick(of=choice.count)
    if choice is not None and choice.kind == "rest":
        return Pick(rest_of(turn, kind, things))
    # Without a list on the screen «the second one» would be a guess.
    if choice is not None and len(order) == 1 and len(spoken := spoken_in_turn(turn, kind)) > 1:
        # "Cancel the first" after one was told of, and then another: there is no list but the talk.
        order = [thing for wanted in spoken for thing in things if thing.id == wanted]
    if choice is not None and order:
        places = [place for place in choice.resolve(len(order)) if 0 <= place < len(order)]
        if places:
            return Pick(tuple(order[place] for place in places), everything=choice.kind == "except")
    thing = pointed(turn, kind)
    if thing is not None and any(one.id == thing for one in things):
        return Pick(tuple(one for one in things if one.id == thing))
    if untold:
        # "Renew the other one" of several, beside nothing that was spoken of: which, is still to be said.
        return Pick(of=1)
    if (those := _those(turn, kind, things)) and len(those) < len(things):
        return Pick(those)
    if request is not None and request.count:
        every = request.count == len(whole)
        return Pick(tuple(whole) if every else (), everything=every, of=0 if every else request.count)
    if is_beyond(turn, kind):
        return _beyond(turn, kind, things)
    return Pick(unknown="" if choice is not None else _unknown(turn))


def _untold[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> bool:
    """Tell whether words mean the other one, or so many others, and it cannot be told which."""
    said = None if turn.is_payload else find_others(turn.text)
    if said is None or said.kind != "other" or not said.count or len(things) == 1:
        return False
    return others_meant(turn, kind, things) == ()


def _those[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give those two that were spoken of, where a verb is said of them, as it is not in "I've read both"."""
    return (those_meant(turn, kind, things) or ()) if not turn.is_payload and orders_those(turn.text, kind) else ()


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


def _ordered_by_day[T: Named](turn: Turn, things: Sequence[T], named: Sequence[T]) -> tuple[T, ...]:
    """Give what the order itself speaks of by when it is due, where a name stands beside it and is one of these."""
    if turn.is_payload:
        return ()
    said = [words for sentence in sentences(turn.text) for words in clauses(sentence.words)]
    order = " ".join(" ".join(words) for words in said if deed_of(words) and orders(words))
    due = selected(turn, things, order) if order else None
    titles = [thing.title for thing in things]
    if not due or not set(named) < set(due) or find_named(order, titles).places:
        return ()
    return () if own_named(order, titles, _authors(things)) else due


def _without[T: Named](turn: Turn, kind: str, request: Request, whole: Sequence[T], things: Sequence[T]) -> Pick[T]:
    """Pick all but what is left out, or of what is named all but that; nothing where a part of it is not understood."""
    titles = [thing.title for thing in things]
    left, unread = _left_out(turn, kind, request.left_out, things)
    wanted = find_named(request.wanted, titles) if not request.whole else None
    named = [things[place] for place in wanted.places] if wanted else []
    # "No need to renew the card, renew Emma": a clause that fits nothing does not undo what is ordered by name.
    unread = [part for part in unread if not (named and _is_clause(part) and not _has_place(part, len(things)))]
    if unread and not left and not request.whole and not any(map(_may_be_left, unread)):
        # "I want to RENEW Emma. Not search for it, not a summary of it": what says something else leaves none out.
        named = named or [things[place] for place in own_named(" ".join(request.wanted), titles, _authors(things))]
        unread = unread if not named else []
    if unread:
        part = next((part for part in unread if not _is_clause(part) and not _is_condition(part)), ())
        if part and not left and not any(map(_is_clause, unread)):
            part = tuple(word for word in request.left_out if word not in ",،")
        return Pick(unknown=as_said(turn.text, without_request(" ".join(part))), left_unknown=True)
    chosen = tuple(thing for thing in (named or whole) if thing not in left)
    return Pick(
        chosen, everything=not named, left=left, others=_as_said(turn, wanted.others) if wanted and named else ()
    )


def _left_out[T: Named](
    turn: Turn, kind: str, words: Sequence[str], things: Sequence[T]
) -> tuple[tuple[T, ...], list[tuple[str, ...]]]:
    """Give what words leave out, and the parts of them that fit nothing."""
    titles = [thing.title for thing in things]
    found = [things[place] for place in find_named(words, titles).places]
    order = [thing for wanted in turn.shown(_kind(turn)) for thing in things if thing.id == wanted]
    said = {word for thing in found for word in fold(thing.title).split()}
    unread = []
    for part in _parts_left_out(words):
        fitting = () if _is_condition(part) else _fitting(turn, kind, part, things, order)
        found += fitting
        # «جنگ و صلح» is one title of two parts.
        if not fitting and not set(part) <= said:
            unread.append(part)
    return tuple(dict.fromkeys(found)), unread


def _fitting[T: Named](
    turn: Turn, kind: str, part: Sequence[str], things: Sequence[T], order: Sequence[T]
) -> tuple[T, ...]:
    """Give the things that a part of what is left out speaks of: by name, by day, by kind or by place."""
    titles, words = [thing.title for thing in things], " ".join(part)
    places = find_named(part, titles).places or own_named(words, titles, _authors(things))
    if places:
        return tuple(things[place] for place in places)
    if fitting := selected(turn, things, words) or described(turn, kind, things, words):
        return fitting
    choice, number = find_choice(words), _number(words)
    in_list = choice.resolve(len(order)) if choice else find_places(words, len(order))
    if not in_list and 0 < number <= len(order):
        in_list = (number - 1,)
    return tuple(order[place] for place in in_list) if order else ()


def _number(word: str) -> int:
    try:
        return number_of(word)
    except KeyError:
        return 0


def _parts_left_out(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Part what is left out at its commas and joints; beside a denied clause, what can be no name is left away."""
    found: list[tuple[str, ...]] = []
    for group in _split(words, frozenset(",،")):
        parts = _split(group, _JOINTS)
        first, *rest = parts
        found.append(first)
        found += [part for part in rest if not _is_clause(first) or may_be_name(" ".join(part))]
    return found


def _split(words: Sequence[str], at: frozenset[str]) -> list[tuple[str, ...]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word in at:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def _is_clause(words: Sequence[str]) -> bool:
    """Tell whether words that leave something out are a clause, "no need to renew the card", and no name."""
    return deed_of(words) is not None


def _may_be_left(words: Sequence[str]) -> bool:
    """Tell whether words of what is left out may be a title, or say which by a place."""
    said = " ".join(words)
    return may_be_title(said) or find_choice(said) is not None


def _is_condition(words: Sequence[str]) -> bool:
    """Tell whether words say when, and leave nothing out: "but not before the first is checked"."""
    said = [word for word in words if word not in _NOTHING_YET]
    return bool(said) and said[0] in _CONDITIONS


def _has_place(words: Sequence[str], count: int) -> bool:
    said = " ".join(words)
    return find_choice(said) is not None or bool(find_places(said, count))


_JOINTS = frozenset("and or nor & و یا va ya".split())
_NOTHING_YET = frozenset("not only just نه فقط na faghat".split())
_CONDITIONS = frozenset(
    "before after until till unless if when while as once قبل بعد وقتی اگه اگر تا مگه ghabl bad age ta vaghti".split()
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
    taken = done | set(turn.taken(kind)) | _coming_back(turn, kind)
    return tuple(thing for thing in things if taken and thing.id not in taken)


def _coming_back(turn: Turn, kind: str) -> set[str]:
    """Give the one loan of each turn that its writer spoke of bringing back: the rest are those beside it."""
    acts = turn.thread.acts(kind=kind) if kind == "loan" else ()
    return {act.things[0] for act in acts if len(act.things) == 1 and tells_return(act.words)}


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
    if turn.is_payload:
        return tuple(things[place] for place in found.places), found.others
    places: Sequence[int] = found.places
    if not places and turn.entities.get("title"):
        places = find_named(" , ".join(turn.entities["title"]), titles).places
    authors = _authors(things)
    own = own_named(" ".join(words) if words is not None else turn.text, titles, authors)
    if not places:
        return tuple(things[place] for place in own), () if own else found.others
    # «کوری و bigane»: what is named beside, in its own way, is none of the names that fit nothing.
    more = [place for place in own if place not in places] if set(places) <= set(own) else []
    beside = [titles[place] for place in more], [authors[place] for place in more]
    others = tuple(one for one in found.others if not (more and own_named(one, *beside)))
    return tuple(things[place] for place in (*places, *more)), others


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
