"""Titles that were found: one with all that is known of its copies, several as a list with a button for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import says
from actions.facts.choices import choice, item, menu
from actions.facts.lines import title_line, titles_listed
from actions.facts.shelves import standing
from actions.subjects.catalogue.at_branch import LOOKED_AT, first_there, is_in, place_heard, tell_there
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.near_titles import near_titles
from library.values import BranchAvailability, SearchPage, Title

__all__ = ["FEW", "QUOTED", "found", "nearly_named", "show_found", "show_title"]

# So many titles can be shown to choose from.
FEW = 5
# A name in quotation marks.
QUOTED = re.compile(r"[«“]([^«»“”]{4,80})[»”]")
# An answer with one of these facts says itself where the titles are, or that nobody sees it.
_PLACES = frozenset({"at", "branch", "branches", "utter_titles_not_seen"})


async def show_found(
    turn: Turn, titles: Sequence[Title], answer: str, *, behind: Sequence[Title] = (), **facts: Fact
) -> None:
    """Show a list of titles with their availability, and a button to each; first those in at a branch that is named.

    `behind` are those that come after the ones shown, should any of them be in there.
    """
    place = await place_heard(turn) if _PLACES.isdisjoint({answer, *facts}) else None
    known: dict[str, list[BranchAvailability]] = {}
    if place is not None:
        ordered, there, known = await first_there(turn, [*titles, *behind], place.codes)
        titles = ordered[: len(titles)]
        tell_there(turn, place, [one for one in there if one in titles], of=len(titles))
    turn.show("title", [title.id for title in titles])
    seen = [known[one.id] if one.id in known else await turn.library.availability(one.id) for one in titles]
    lines = [title_line(title, places, acts=True) for title, places in zip(titles, seen, strict=True)]
    choices = [item("search_book", "title", title) for title in titles]
    turn.say(answer, titles={"list": lines, "line": "utter_line_title"}, choices=choices, **facts)


async def show_title(turn: Turn, title: Title, *, corrected: bool = False, query: str = "") -> None:
    """Show one title with its availability, and offer to reserve it; of a branch that is named, whether it is in."""
    place = await place_heard(turn)
    if place is not None and len(place.branches) == 1 and not corrected:
        await tell_where(turn, title, place.branches[0])
        return
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    facts = title_line(title, places)
    turn.say(
        "utter_search_one_similar" if corrected else "utter_search_one",
        query=query,
        title=facts["title"],
        availability=facts["availability"],
        isbn=facts["isbn"],
        **await standing(turn, title, places),
        summary=title.summary or None,
        choices=[choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")]
        if any(place.for_loan for place in places)
        else [],
    )
    if place is not None:
        tell_there(turn, place, [title] if is_in(places, place.codes) else [], of=1)


async def nearly_named(turn: Turn) -> bool:
    """Show the titles that words name with a slip in them; false where they name none, or only describe."""
    if turn.describes:
        return False
    name, page = await near_titles(turn, turn.text)
    if len(page.titles) == 1:
        await show_title(turn, page.titles[0], corrected=page.corrected, query=name)
    elif page.titles:
        await found(turn, name, page)
    return bool(page.titles)


async def found(turn: Turn, query: str, page: SearchPage) -> None:
    """Show what a search found, an author's titles as such."""
    answer = "utter_search_similar" if page.corrected else "utter_search_author" if page.author else "utter_search"
    rest = page.total - len(page.titles)
    quoted = QUOTED.search(turn.text) if page.author and not turn.is_payload else None
    if quoted and not await _is_there(turn, quoted[1]):
        # Of the author of a title that is not there: that it is not is said first.
        turn.say("utter_hold_none_of", titles=titles_listed([quoted[1]]), choices=menu("suggest_purchase"))
    await show_found(
        turn,
        page.titles,
        answer,
        behind=await _behind(turn, query, page),
        count=page.total,
        query=query,
        author=page.author or None,
        more=nested("utter_part_more", count=rest) if rest > 0 else None,
    )
    ids = turn.shown("title")
    turn.remember(searched={"query": query, "author": page.author, "last": ids, "seen": ids})


async def _behind(turn: Turn, query: str, page: SearchPage) -> list[Title]:
    """Give what the same search finds besides, where a branch is named at which some of it may be in."""
    if page.total <= len(page.titles) or page.corrected or await place_heard(turn) is None:
        return []
    every = await (
        turn.library.search(author=page.author, limit=LOOKED_AT)
        if page.author
        else turn.library.search(query, limit=LOOKED_AT)
    )
    known = {one.id for one in page.titles}
    same = every.total == page.total and known <= {one.id for one in every.titles}
    return [one for one in every.titles if one.id not in known] if same else []


async def _is_there(turn: Turn, quoted: str) -> bool:
    """Tell whether what is quoted is a title, or an author, that there is; the author who was read is one."""
    if says(turn.entity("author") or "", quoted) or (await turn.library.search(quoted, limit=1)).titles:
        return True
    return bool((await turn.library.search(author=quoted, limit=1)).titles)
