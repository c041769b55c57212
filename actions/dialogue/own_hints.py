"""A patron's own things that are hinted at: by another edition's title, a short word of the title, by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from language.requests.own.own_names import find_hinted, find_own
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from library.values import Hold, Loan, Title

__all__ = ["with_hints"]


async def with_hints(turn: Turn, own: OwnThings, kind: str) -> OwnThings:
    """Name among the loans or reservations the one that the words hint at, where they name none and hint at one."""
    things: Sequence[Loan | Hold] = own.loans if kind == "loan" else own.holds if kind == "hold" else ()
    if turn.is_payload or own.named or not things:
        return own
    found = await _by_edition(turn, things)
    if found is None and len(things) > 1:
        found = _by_word(turn, things) or await _by_kind(turn, things)
    if isinstance(found, Loan):
        return replace(own, named_loans=(found,))
    return replace(own, named_holds=(found,)) if isinstance(found, Hold) else own


async def _by_edition(turn: Turn, things: Sequence[Loan | Hold]) -> Loan | Hold | None:
    """Give the one whose work is named by the title that it has in another language."""
    titles: list[Title] = []
    owners: list[Loan | Hold] = []
    for thing in things:
        for edition in await turn.library.editions(thing.title_id) if thing.title_id else []:
            titles.append(edition)
            owners.append(thing)
    places = find_own(turn.text, [one.title for one in titles], [one.author for one in titles]) if titles else ()
    found = {owners[place].id: owners[place] for place in places}
    return next(iter(found.values())) if len(found) == 1 else None


def _by_word(turn: Turn, things: Sequence[Loan | Hold]) -> Loan | Hold | None:
    places = find_hinted(turn.text, [f"{one.title} {one.author}" for one in things])
    return things[places[0]] if len(places) == 1 else None


async def _by_kind(turn: Turn, things: Sequence[Loan | Hold]) -> Loan | Hold | None:
    """Give the one that is what the words say: the poems, the film, the English one."""
    wish = read_wish(turn.text).wish
    if not (wish.forms or wish.kinds or wish.genres or wish.language):
        return None
    titles = [(thing, await turn.library.title(thing.title_id)) for thing in things if thing.title_id]
    found = [thing for thing, title in titles if title is not None and _is(title, wish)]
    return found[0] if len(found) == 1 else None


def _is(title: Title, wish: ReadingWish) -> bool:
    genres = {*title.genres, title.form}
    return (
        (not wish.forms or title.form in wish.forms or bool(genres & set(wish.forms)))
        and (not wish.kinds or title.kind in wish.kinds)
        and all(genres & set(genre.split("|")) for genre in wish.genres)
        and (not wish.language or title.language == wish.language)
    )
