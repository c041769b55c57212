"""Where a title stands on the shelves, branch by branch, with its call number."""

from __future__ import annotations

import re

from actions.dialogue import values
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.facts.lines import by_title
from actions.facts.shelves import shelf_of
from actions.rasa.registry import handles
from actions.subjects.catalogue.found_titles import FEW, found
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.library_info.places import note
from actions.subjects.titles.settled_titles import picked_title
from actions.subjects.titles.titles import SHORT, look_up, named_title, without_branch
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.poets import means_poet
from library.values import SearchPage, Title

__all__ = ["shelf_location"]


def shelved(query: str, page: SearchPage) -> Title | None:
    """Give the one title that a search for a place is about: the only one, or the one of that very name."""
    if page.corrected or not page.titles:
        return None
    top = page.titles[0]
    return top if page.total == 1 or says(query, SHORT.split(top.title)[0]) else None


# A part of the house that is named: «بخش کودک» names no title with that word in it; "in which section is Dune?" does.
_SECTION = re.compile(
    r"(?<!\w)(?<!کدوم )(?<!کدام )(?<!چه )(?:بخش|قسمت|سالن|گوشه) \w"
    r"|(?<!which )(?<!what )\b(?:sections?|area|corner|department)\b|(?<!kodum )\b(?:bakhsh|ghesmat|qesmat)e? \w"
)

# What asks for the place, and is no part of a name.
_PLACE = re.compile(
    r"\b(?:shelf|shelves|number|call|mark|where|which|is|the|of|on)\b|(?<!\w)(?:شماره|قفسه|ردیف|راهنما|جای|کدوم|کدام|کجا\w{0,3}|تو|توی|در)(?!\w)"
)


@handles("shelf_location")
async def shelf_location(turn: Turn) -> None:
    """Tell where a title stands, branch by branch; the library's own note for everything else."""
    title = await picked_title(turn)
    if title is None and _SECTION.search(fold(turn.text)) is not None:
        await note(turn, "shelf_location")
        return
    if title is None and (turn.entity("title") or turn.entity("author") or turn.entity("isbn")):
        query, page = await look_up(turn)
        title = shelved(query, page)
        # A word of many titles is rather a section («تاریخ»); a few, or an author's, can be shown.
        if title is None and page.titles and not page.corrected and (page.author or page.total <= FEW):
            await found(turn, query, page)
            return
    elif title is None:
        place = _PLACE.sub(" ", await values.without_branch(turn, fold(without_branch(turn))))
        title = await named_title(turn) or await title_named(turn, place)
    branch = None if turn.is_payload else await directory.find_branch(turn.store, turn.text)
    places = await turn.library.availability(title.id) if title else []
    shelves = [place for place in places if place.call_number or place.shelf]
    if title is not None and branch is not None and not means_poet(turn.text):
        there = [place for place in shelves if place.branch.code == branch.code]
        if not there or any(place.available for place in there):
            await tell_where(turn, title, branch)
            return
        # It is out, and has its place all the same.
        shelves = there
    if title is None or not shelves:
        await note(turn, "shelf_location")
        return
    turn.point("title", title.id, "shelf_location")
    turn.say(
        "utter_shelf",
        title=by_title(title.title, title.author),
        places={
            "list": [
                {"branch": place.branch.name, "call_number": place.call_number, "shelf": await shelf_of(turn, place)}
                for place in shelves
            ],
            "line": "utter_line_shelf",
        },
    )
