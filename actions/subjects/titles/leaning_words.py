"""Words that lean on titles just shown are no title of their own: what they ask is asked of the one they point at."""

from __future__ import annotations

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.purchases.purchase_wishes import not_there, offer_to_register, title_spoken_of
from actions.subjects.catalogue.title_told import tell
from actions.subjects.moves.title import ask_of
from actions.subjects.titles.no_titles import is_no_title
from actions.subjects.titles.spoken_of import spoken_of, title_before
from actions.subjects.titles.titles import is_titled
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.already_read import wishes_another
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.speech.ordinals import find_place
from language.requests.titles.leaning import (
    asks_how_it_is,
    asks_to_bring,
    asks_to_buy_unless_there,
    is_only_place,
    names_nothing,
)
from language.requests.titles.title_questions import find_title_questions
from language.writing import quoted
from library.values import Title

__all__ = ["asks_of_pointed", "leaves_no_names", "offers_to_buy", "wishes_it_brought"]

_OF_TITLES = frozenset(
    "search_book recommendation shelf_location new_arrivals hold borrow location suggest_purchase nlu_fallback"
    " out_of_scope chitchat".split()
)
_SURE, _LEANING, _LIKELY = 0.8, 0.5, 0.6
_THINGS = frozenset({"title", "loan", "hold"})
_MOST_WORDS, _LONGEST, _LOOKED_AT = 40, 60, 3
_POINTERS = frozenset({"it", "that", "this", "them", "those", "that one", "this one"})
_QUOTES = frozenset('«»“”"')


async def leaves_no_names(turn: Turn) -> LookStep:
    """Leave out what was taken for a title or an author and is none, where titles are spoken of; go on in any case."""
    if turn.is_payload or turn.intent not in _OF_TITLES or not _QUOTES.isdisjoint(turn.text):
        return LookStep.ON
    if turn.entity("title") in _POINTERS and not turn.entity("author"):
        # "Have you got it?" is no novel of Stephen King's.
        _leave_out(turn, "title")
    shown = bool(turn.shown("title"))
    if not shown and not any(act.kind in _THINGS for act in turn.thread.acts()):
        return LookStep.ON
    for name in ("title", "author"):
        said = turn.entity(name)
        if said and (await _is_no_name(turn, said, shown=shown)):
            _leave_out(turn, name)
    return LookStep.ON


def _leave_out(turn: Turn, name: str) -> None:
    turn.entities = {entity: values for entity, values in turn.entities.items() if entity != name}


async def _is_no_name(turn: Turn, said: str, *, shown: bool) -> bool:
    """Tell whether what was cut out as a name only points, or says where, and is no name that the catalogue has."""
    rest = await _without_branches(turn, said)
    points = is_only_place(said) and shown
    nothing = not rest or (names_nothing(said) and fold(said) != fold(turn.text))
    # "What about Dune?" names another one, be it none of ours.
    leans = _leans(turn) and find_ellipsis(turn.text) is None and (rest != fold(said) or is_no_title(turn.text, said))
    if not (points or nothing or leans):
        return False
    page = await turn.library.search(said, limit=_LOOKED_AT)
    return page.corrected or not (page.author or any(is_titled(one.title, said) for one in page.titles))


async def _without_branches(turn: Turn, said: str) -> str:
    known = await directory.branches(turn.store)
    return " ".join(word for word in fold(said).split() if not branches_named(word, known))


def _leans(turn: Turn) -> bool:
    """Tell whether a message surely leans on what was told, and asks of a title."""
    if turn.sides.get("leans", {}).get("true", 0.0) < _LEANING:
        return False
    of_title = sum(share for name, share in turn.moves.items() if name.startswith("title."))
    return max(of_title, turn.move_kinds.get("title", 0.0)) >= _LEANING


async def asks_of_pointed(turn: Turn) -> LookStep:
    """Tell of the one that is placed in a list what is asked of it: "is the first one scary?"."""
    shown = turn.shown("title")
    if not shown or not _may_be_of_title(turn) or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    place = find_place(turn.text, len(shown))
    if place is None or orders_to_cancel(turn.text) or wishes_another(turn.text):
        return LookStep.ON
    asked = find_title_questions(turn.text)
    if "others" in asked:
        return LookStep.ON
    likeliest = max(turn.moves, key=lambda name: turn.moves[name], default="")
    likely = likeliest in _TOLD and turn.moves[likeliest] >= _LIKELY and turn.intent != "recommendation"
    if not (asks_how_it_is(turn.text) or asked or likely):
        return LookStep.ON
    title = await turn.library.title(shown[place])
    if title is None:
        return LookStep.ON
    if asks_how_it_is(turn.text) and not title.summary:
        # Nothing is known of it: that is said of what it is about.
        asked = asked or ("about",)
    name = "" if asked else "title.opinion" if asks_how_it_is(turn.text) else likeliest
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    if not name:
        turn.show("title", shown)
        await tell(turn, title, *asked)
        return LookStep.DONE
    if await ask_of(turn, title, name):
        return LookStep.DONE
    turn.settled = False
    return LookStep.ON


# What is told of one title, and orders nothing.
_TOLD = frozenset(
    "title.pages title.about title.opinion title.author title.year title.ages title.publisher title.translator".split()
)


async def offers_to_buy(turn: Turn) -> LookStep:
    """Offer to pass on a wish for the title spoken of: "if you don't have it, can you buy it"."""
    if not _may_be_of_title(turn) or not asks_to_buy_unless_there(turn.text):
        return LookStep.ON
    missed = await not_there(turn)
    title = await _spoken(turn) if not missed else None
    name = title.title if title is not None else missed or await title_spoken_of(turn)
    if not name:
        return LookStep.ON
    # It may be there all the same: nothing is filed before a yes.
    in_quotes = quoted(name, turn.language)
    turn.read_as("suggest_purchase")
    turn.settled = True
    offer_to_register(turn, name, f"{turn.text}\n{in_quotes}")
    return LookStep.DONE


async def wishes_it_brought(turn: Turn) -> LookStep:
    """Order the title spoken of for where it shall be brought: "Saadi is far, could they send it to Central?"."""
    if not _may_be_of_title(turn) or orders_to_renew(turn.text) or orders_to_cancel(turn.text):
        return LookStep.ON
    last = turn.thread.last
    if last is None or last.kind != "title" or not asks_to_bring(turn.text):
        return LookStep.ON
    title = await _spoken(turn)
    if title is None:
        return LookStep.ON
    known = await directory.branches(turn.store)
    wishing = next((part for part in _parts(turn.text) if asks_to_bring(part)), "")
    named = branches_named(wishing, known)
    if len(named) != 1:
        return LookStep.ON
    turn.read_as("hold")
    turn.entities = {"ref": [f"title:{title.id}"], "branch": [named[0].name[turn.language]]}
    # Where it is now is no place to collect it.
    turn.text = wishing
    return LookStep.RUN


def _parts(text: str) -> list[str]:
    parts = [""]
    for sign in text:
        parts[-1] += sign
        if sign in ".!?؟;؛,،\n":
            parts.append("")
    return parts


def _may_be_of_title(turn: Turn) -> bool:
    if turn.is_payload or not turn.leaves_room:
        return False
    if turn.recall("emergency") is not None or word_count(turn.text) > _MOST_WORDS:
        return False
    return turn.intent in _OF_TITLES or turn.confidence < _LIKELY


async def _spoken(turn: Turn) -> Title | None:
    return await spoken_of(turn) or await title_before(turn)
