"""Several titles in one order to reserve: named together, left out again, added, or taken by their places.

Nothing is reserved by it: the branch, and then a yes to all of them, is asked for.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.dialogue.own_things import own_things
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import titles_listed
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.holds.branch_wished import branch_wished
from actions.subjects.holds.hold_pickup import where
from actions.subjects.holds.names_ordered import named_in_order
from actions.subjects.titles.settled_titles import show_titles
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.standing_titles import standing_titles
from actions.subjects.titles.titles import is_titled
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_renew
from language.requests.deeds.reserving_several import (
    OrderedParts,
    asks_whether_together,
    is_for_both,
    means_rest,
    points_at_other,
    read_order,
)
from language.requests.speech.questions import Condition
from language.requests.speech.request import read_request
from language.requests.titles.names import find_named
from language.requests.titles.ordinary_words import is_ordinary
from library.values import Title

__all__ = ["Ordered", "orders_several", "place_several", "titles_ordered"]

# So many titles are taken of one message, and so many words are an order.
_MOST, _SEVERAL, _MOST_WORDS = 5, 2, 60
_SURE, _SHORTEST_NAME = 0.75, 3
# Read as one of these, a message that orders in so many words is an order.
_MAY_ORDER = frozenset(
    "hold search_book recommendation borrow nlu_fallback out_of_scope shelf_location affirm deny chitchat greet renew"
    " cancel cancel_hold hold_status loan_policy facilities location change_language suggest_purchase account".split()
)
# While a reservation is being made these speak of it.
_OF_THE_MAKING = _MAY_ORDER - {"suggest_purchase", "recommendation", "account"}
_MAKING = frozenset({"hold", "hold_at", "hold_title"})
# One of them is wanted: which, is asked.
_OR = re.compile(r"\b(?:or|either|whichever)\b|(?<!\w)(?:یا|یکیش\w{0,3}|هرکدوم|هر کدوم)(?!\w)|\b(?:ya|yekish\w{0,3})\b")
_CONDITION = re.compile(r"(?<!\w)(?:if|unless|in case|اگه|اگر|age|agar)(?!\w)[^,،.!?؟\n]{2,80}[,،]", re.IGNORECASE)
_LONGER = re.compile(
    r"\b(?:longer|extend\w{0,4}|extra (?:time|days|week)|some more (?:time|days))\b|(?<!\w)(?:بیشتر|تمدید|تا هفته|دیرتر)(?!\w)|\b(?:bishtar|tamdid)\b"
)
_ONLY = re.compile(r"\b(?:only|just)\b|(?<!\w)(?:فقط|تنها)(?!\w)|\bfaghat\b")
_FIRST_FEW = re.compile(r"\bthe (?:first|last) (?:two|three|four|2|3|4)\b", re.IGNORECASE)
_SECOND_THOUGHT = re.compile(r"^\W{0,4}(?:on )?second thoughts?\b[ ,]{0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ordered:
    """The titles that an order names, and the names in it that the catalogue has not."""

    titles: tuple[Title, ...]
    missing: tuple[str, ...] = ()


async def orders_several(turn: Turn) -> LookStep:
    """Take an order for several titles, or what it changes in those that are being reserved, and ask for the rest."""
    if turn.is_payload or word_count(turn.text) > _MOST_WORDS or orders_to_renew(turn.text):
        return LookStep.ON
    order = read_order(turn.text, surely=_is_surely(turn))
    pending: dict[str, Any] = turn.slot("pending") or {}
    making = pending.get("do") in _MAKING
    if not making and pending:
        return LookStep.ON
    args: dict[str, Any] = (pending.get("args") or {}) if making else {}
    base = await _spoken_of(turn, args)
    if turn.patron is not None and await _reshapes(turn, order, base, args):
        return LookStep.DONE
    if making and len(base) >= _SEVERAL and args.get("titles") and asks_whether_together(turn.text):
        # Where each of them is in tells it; the question that waits is asked again behind.
        turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
        await show_found(turn, base, "utter_search_several")
        return LookStep.DONE
    if turn.patron is not None and _is_surely(turn) and points_at_other(turn.text):
        # "Put it at Saadi, with my other one": the one that is named stays as it is.
        held, spoken = (await own_things(turn)), await spoken_of(turn)
        known = {one.title_id for one in held.holds}
        if spoken is not None and spoken.id not in known and held.named_holds and not args.get("titles"):
            await place_several(turn, Ordered((spoken,)))
            return LookStep.DONE
    if turn.intent not in _MAY_ORDER or not (order.ordered or _is_surely(turn)) or orders_to_cancel(turn.text):
        return LookStep.ON
    if not order.ordered and await _is_of_own(turn):
        return LookStep.ON
    ordered = await titles_ordered(turn, order)
    if ordered is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hold", 1.0, {}
    if turn.patron is not None and _OR.search(fold(turn.text)):
        await show_titles(turn, "hold", ordered.titles)
        return LookStep.DONE
    if turn.patron is None:
        ask_sign_in(turn, "hold", {"title": [title.title for title in ordered.titles]})
        return LookStep.DONE
    added = [*base, *ordered.titles] if making and order.adds and args.get("titles") else list(ordered.titles)
    await place_several(turn, Ordered(tuple(added), ordered.missing), args)
    return LookStep.DONE


async def titles_ordered(turn: Turn, order: OrderedParts | None = None) -> Ordered | None:
    """Give the titles that an order names, where they are several, or one of them is not known; else None."""
    order = order or read_order(turn.text, surely=True)
    if any([await standing_titles(turn, found[0]) for found in _CONDITION.finditer(turn.text)]):
        # "If Dune is in, reserve Emma": what it hangs on is not ordered.
        return None
    found, missing = await named_in_order(turn, order.wanted)
    if not found and order.adds and (one := await _beside_held(turn, order.before)) is not None:
        # "I have Dune reserved, add Emma": only that comes to it.
        return Ordered((one,))
    if not found and any(is_for_both(part) for part in order.wanted):
        found, missing = await named_in_order(turn, order.before)
    if order.left and found:
        names = [title.title for title in found]
        out = {place for part in order.left for place in _meant(part, names)}
        found = [title for place, title in enumerate(found) if place not in out]
    if not found or len(found) + len(missing) < _SEVERAL or len(found) > _MOST:
        return None
    return Ordered(tuple(found), tuple(missing))


async def _is_of_own(turn: Turn) -> bool:
    """Tell whether words that order nothing by themselves speak of what the patron has: moved, or kept longer."""
    if _LONGER.search(fold(turn.text)):
        return True
    own = await own_things(turn) if turn.patron is not None else None
    return own is not None and own.named and not read_order(turn.text, surely=True).adds


async def _beside_held(turn: Turn, parts: Sequence[str]) -> Title | None:
    """Give the one title that is named beside those that the patron has reserved already."""
    own = await own_things(turn) if turn.patron is not None else None
    if own is None or not own.named_holds:
        return None
    found, _ = await named_in_order(turn, parts)
    new = [title for title in found if not any(is_titled(one.title, title.title) for one in own.holds)]
    return new[0] if len(new) == 1 else None


def _is_surely(turn: Turn) -> bool:
    return turn.intent == "hold" and turn.confidence >= _SURE


async def _spoken_of(turn: Turn, args: dict[str, Any]) -> list[Title]:
    """Give the titles that are being reserved, or of which one was asked for, or the list just shown."""
    ids = args.get("titles") if "branch" in args or "title" in args else args.get("ids")
    if not ids:
        return await titles_shown(turn)
    found = [await turn.library.title(str(one)) for one in ids]
    return [title for title in found if title is not None]


async def _reshapes(turn: Turn, order: OrderedParts, base: Sequence[Title], args: dict[str, Any]) -> bool:
    """Take some of several titles: without those left out, by their places, or only those that are named."""
    if len(base) < _SEVERAL or (turn.intent not in _OF_THE_MAKING and not order.ordered):
        return False
    if not args and not (order.ordered or _is_surely(turn) or (order.left and means_rest(turn.text))):
        return False
    names = [title.title for title in base]
    said = [*order.wanted, *order.before]
    out = {place for part in order.left for place in _meant(part, names)}
    named = [place for part in said for place in _meant(part, names) if place not in out]
    only = _ONLY.search(fold(" ".join(said))) is not None
    chosen = _places(said, len(base), single="ids" in args or (only and bool(args)))
    if turn.text.rstrip().endswith(("?", "؟")) and not order.ordered:
        return False
    if out:
        kept = chosen or named if not means_rest(" ".join(said)) else []
        meant = kept or [place for place in range(len(base)) if place not in out]
    elif chosen and (len(chosen) < len(base) or order.ordered):
        meant = chosen
    elif named and only:
        meant = named
    else:
        return False
    if orders_to_cancel(turn.text) and not out:
        return False
    titles = [base[place] for place in dict.fromkeys(meant) if place not in out]
    if not titles or (not out and not order.ordered and not args):
        return False
    turn.intent, turn.confidence, turn.moves = "hold", 1.0, {}
    await place_several(turn, Ordered(tuple(titles)), args)
    return True


def _meant(part: str, names: Sequence[str]) -> list[int]:
    """Give the places of the titles that a part names, if only by a word that no other has: "Gatsby"."""
    if places := find_named(part, names).places:
        return list(places)
    said = set(re.findall(r"\w+", fold(part)))
    words = [{word for word in re.findall(r"\w+", fold(name)) if _tells(word)} for name in names]
    alone = [own - set().union(*(words[:at] + words[at + 1 :])) for at, own in enumerate(words)]
    return [at for at, own in enumerate(alone) if own & said]


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_NAME and not is_ordinary(word)


def _places(said: Sequence[str], count: int, *, single: bool) -> list[int]:
    """Give the places of a list that are taken: several of them, or `single` one where one was asked for."""
    for part in said:
        clear = _SECOND_THOUGHT.sub("", part)
        counted = _FIRST_FEW.search(clear)
        # "The first two will do": whatever is said behind.
        choice = find_choice(counted[0] if counted is not None else clear)
        places = choice.resolve(count) if choice is not None and choice.kind != "rest" else []
        if len(places) >= (1 if single else _SEVERAL):
            return places
    return []


async def place_several(turn: Turn, ordered: Ordered, args: dict[str, Any] | None = None) -> None:
    """Ask for the branch of all that is ordered, or for the yes to it; `args`: what was agreed on till now."""
    turn.set("pending", None)
    turn.entities = {}
    if ordered.missing:
        turn.say("utter_hold_none_of", status="answered", titles=titles_listed(ordered.missing))
    chosen = list({title.id: title for title in ordered.titles}.values())[:_MOST]
    if_free = read_request(turn.text, "hold").condition is Condition.FREE
    await where(turn, chosen, if_free=if_free, branch=await branch_wished(turn, chosen, (args or {}).get("branch")))
