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
from actions.subjects.holds.names_ordered import mark_names, words_of_branches
from actions.subjects.titles.settled_titles import show_titles
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import SHORT
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_renew
from language.requests.deeds.plain_orders import PlainOrder, mark, read_plain
from language.requests.deeds.reserving_several import asks_whether_together, points_at_other, read_order, sentences_in
from language.requests.speech.questions import Condition
from language.requests.speech.request import read_request
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
# So it may be asked whether they come together.
_OF_COPIES = frozenset("hold hold_status search_book shelf_location borrow nlu_fallback".split())
# A sentence with one of these beside an order may take it back.
_DOUBTS = re.compile(
    r"\b(?:if|unless|until|not|never|no|instead|otherwise|cancel|\w{2,6}n't)\b|(?<!\w)(?:اگه|اگر|نه|نمی|نیست|نکن\w*|مگه|وگرنه|لغو)(?!\w)|\b(?:age|agar|na|nemi\w*|vagarna)\b"
)
_LONGER = re.compile(
    r"\b(?:longer|extend\w{0,4}|extra (?:time|days|week)|some more (?:time|days))\b|(?<!\w)(?:بیشتر|تمدید|تا هفته|دیرتر)(?!\w)|\b(?:bishtar|tamdid)\b"
)


@dataclass(frozen=True, slots=True)
class Ordered:
    """The titles that an order names, and the names in it that the catalogue has not."""

    titles: tuple[Title, ...]
    missing: tuple[str, ...] = ()
    either: bool = False
    adds: bool = False


async def orders_several(turn: Turn) -> LookStep:
    """Take an order for several titles, or what it changes in those that are being reserved, and ask for the rest."""
    if turn.is_payload or word_count(turn.text) > _MOST_WORDS or orders_to_renew(turn.text):
        return LookStep.ON
    pending: dict[str, Any] = turn.slot("pending") or {}
    making = pending.get("do") in _MAKING
    if not making and pending:
        return LookStep.ON
    args: dict[str, Any] = (pending.get("args") or {}) if making else {}
    reshapes = _may_reshape(turn)
    base = await _spoken_of(turn, args) if making or reshapes else []
    if reshapes and await _reshapes(turn, base, args):
        return LookStep.DONE
    waits = making and len(base) >= _SEVERAL and args.get("titles")
    if waits and turn.intent in _OF_COPIES and asks_whether_together(turn.text):
        # Where each of them is in tells it; the question that waits is asked again behind.
        turn.read_as("search_book", keeps_named=True)
        await show_found(turn, base, "utter_search_several")
        return LookStep.DONE
    if turn.patron is not None and _is_surely(turn) and points_at_other(turn.text):
        # "Put it at Saadi, with my other one": the one that is named stays as it is.
        held, spoken = (await own_things(turn)), await spoken_of(turn)
        known = {one.title_id for one in held.holds}
        if spoken is not None and spoken.id not in known and held.named_holds and not args.get("titles"):
            await place_several(turn, Ordered((spoken,)))
            return LookStep.DONE
    order = read_order(turn.text, surely=_is_surely(turn))
    if turn.intent not in _MAY_ORDER or not (order.ordered or _is_surely(turn)) or orders_to_cancel(turn.text):
        return LookStep.ON
    if not order.ordered and await _is_of_own(turn):
        return LookStep.ON
    ordered = await titles_ordered(turn)
    if ordered is None:
        return LookStep.ON
    turn.read_as("hold", keeps_named=True)
    if turn.patron is not None and ordered.either:
        await show_titles(turn, "hold", ordered.titles)
        return LookStep.DONE
    if turn.patron is None:
        ask_sign_in(turn, "hold", {"title": [title.title for title in ordered.titles]})
        return LookStep.DONE
    added = [*base, *ordered.titles] if making and ordered.adds and args.get("titles") else list(ordered.titles)
    await place_several(turn, Ordered(tuple(added), ordered.missing), args)
    return LookStep.DONE


async def titles_ordered(turn: Turn) -> Ordered | None:
    """Give the titles of a message that only orders, where they are several, or one of them is not known; else None."""
    marked = await mark_names(turn, turn.text)
    places = await words_of_branches(turn)
    plain: list[PlainOrder] = []
    told: list[int] = []
    for sentence in sentences_in(marked.text):
        read = read_plain(sentence, places)
        asks = sentence.rstrip().endswith(("?", "؟"))
        if read is not None and not (asks and not read_order(sentence).ordered):
            plain.append(read)
        elif names := re.findall(r"zzt(\d+)", sentence):
            told += [int(one) for one in names]
        elif asks or _DOUBTS.search(sentence):
            return None
    named = [place for one in plain for place in one.named]
    left = {place for one in plain for place in one.left}
    if told and (named or left or not any(one.points and one.ordered for one in plain)):
        # What else is said of a title is no order for it.
        return None
    titles = [marked.titles[place] for place in dict.fromkeys(named or told) if place not in left]
    count = len(titles) + len(marked.missing)
    if not titles or not count >= _SEVERAL or len(titles) > _MOST or any(one.only or one.rest for one in plain):
        return None
    if not (_is_surely(turn) or any(one.ordered for one in plain)):
        return None
    adds = any(one.adds for one in plain) and not any(one.instead for one in plain)
    return Ordered(tuple(titles), marked.missing, either=any(one.either for one in plain), adds=adds)


async def _is_of_own(turn: Turn) -> bool:
    """Tell whether words that order nothing by themselves speak of what the patron has: moved, or kept longer."""
    if _LONGER.search(fold(turn.text)):
        return True
    own = await own_things(turn) if turn.patron is not None else None
    return own is not None and own.named and not read_order(turn.text, surely=True).adds


def _is_surely(turn: Turn) -> bool:
    return turn.intent == "hold" and turn.confidence >= _SURE


async def _spoken_of(turn: Turn, args: dict[str, Any]) -> list[Title]:
    """Give the titles that are being reserved, or of which one was asked for, or the list just shown."""
    ids = args.get("titles") if "branch" in args or "title" in args else args.get("ids")
    if not ids:
        return await titles_shown(turn)
    found = [await turn.library.title(str(one)) for one in ids]
    return [title for title in found if title is not None]


def _may_reshape(turn: Turn) -> bool:
    """Tell whether a message may take some of several titles, before these are looked up."""
    asks = turn.text.rstrip().endswith(("?", "؟"))
    return turn.patron is not None and turn.intent in _OF_THE_MAKING and not asks


async def _reshapes(turn: Turn, base: Sequence[Title], args: dict[str, Any]) -> bool:
    """Take some of several titles: without those left out, by their places, or only those that are named."""
    if not len(base) >= _SEVERAL:
        return False
    said = read_plain(_marked(turn.text, [title.title for title in base]), await words_of_branches(turn))
    if said is None or said.either or (not args and not said.ordered):
        return False
    counted = [place for part in said.places for place in _places(part, len(base))]
    if said.left:
        meant = (counted or list(said.named)) if not said.rest else []
        meant = meant or list(range(len(base)))
    elif counted and (said.only or len(counted) >= _SEVERAL) and not said.named and not said.rest:
        meant = counted
    elif said.named and said.only and not said.rest and not said.places:
        meant = list(said.named)
    elif said.all_of == len(base) and said.ordered and not said.named and not args.get("titles"):
        # "Put both in": of those that were shown.
        meant = list(range(len(base)))
    else:
        return False
    titles = [base[place] for place in dict.fromkeys(meant) if place not in said.left]
    if not titles:
        return False
    turn.read_as("hold", keeps_named=True)
    await place_several(turn, Ordered(tuple(titles)), args)
    return True


def _marked(text: str, names: Sequence[str]) -> str:
    """Put a mark in place of each title that a text names, if only by a word that no other has: "Gatsby"."""
    said = fold(text)
    short = [fold(SHORT.split(name)[0]) for name in names]
    for at in sorted(range(len(short)), key=lambda one: -len(short[one])):
        bare = re.sub(r"^(?:the|a|an) ", "", short[at])
        said = re.sub(rf"(?<!\w)(?:(?:the|a|an) )?{re.escape(bare)}(?!\w)", mark(at), said)
    words = [{word for word in re.findall(r"\w+", fold(name)) if _tells(word)} for name in names]
    for at, own in enumerate(words):
        alone = own - set().union(*(words[:at] + words[at + 1 :]))
        for word in alone:
            said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", mark(at), said)
    return said


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_NAME and not is_ordinary(word)


def _places(said: str, count: int) -> list[int]:
    """Give the places of a list that some words take."""
    choice = find_choice(said)
    return list(choice.resolve(count)) if choice is not None and choice.kind != "rest" else []


async def place_several(turn: Turn, ordered: Ordered, args: dict[str, Any] | None = None) -> None:
    """Ask for the branch of all that is ordered, or for the yes to it; `args`: what was agreed on till now."""
    turn.set("pending", None)
    turn.entities = {}
    if ordered.missing:
        turn.say("utter_hold_none_of", status="answered", titles=titles_listed(ordered.missing))
    chosen = list({title.id: title for title in ordered.titles}.values())[:_MOST]
    if_free = read_request(turn.text, "hold").condition is Condition.FREE
    await where(turn, chosen, if_free=if_free, branch=await branch_wished(turn, chosen, (args or {}).get("branch")))
