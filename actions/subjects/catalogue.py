"""Catalogue actions: whether the library has a title and where it is available, new titles, recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import says, search_words
from actions.facts.choices import choice, librarian, menu
from actions.facts.lines import by_title, title_line
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.places import note
from actions.subjects.titles import SHORT, look_up, named_title, picked_title
from language.normalise import fold
from library.values import SearchPage, Title

__all__ = ["new_arrivals", "recommendation", "search_book", "shelf_location"]

# So many titles can be shown to choose from.
FEW = 5


@handles("search_book")
async def search_book(turn: Turn) -> None:
    """Tell whether the library has what was asked for, and where it is free."""
    picked = await picked_title(turn)
    if picked is not None:
        await one(turn, picked)
        return
    await search(turn, None)


@pending_action("search")
async def search_words_given(turn: Turn, _args: object, reply: PatronReply) -> None:
    """Search for the words that were asked for."""
    await search(turn, search_words(reply.text) or reply.text)


async def search(turn: Turn, words: str | None) -> None:
    """Search and show up to five titles with their availability."""
    query, page = await look_up(turn, words)
    if not query:
        turn.await_("search", "words")
        turn.say("utter_search_what", status="clarified")
    elif not page.titles:
        turn.show("title", [])
        turn.say(
            "utter_search_none",
            query=query,
            choices=[*menu("suggest_purchase"), librarian()],
        )
    elif len(page.titles) == 1:
        await one(turn, page.titles[0], corrected=page.corrected, query=query)
    else:
        await found(turn, query, page)


async def found(turn: Turn, query: str, page: SearchPage) -> None:
    """Show what a search found, an author's titles as such."""
    answer = "utter_search_similar" if page.corrected else "utter_search_author" if page.author else "utter_search"
    rest = page.total - len(page.titles)
    await several(
        turn,
        page.titles,
        answer,
        count=page.total,
        query=query,
        author=page.author or None,
        more=nested("utter_part_more", count=rest) if rest > 0 else None,
    )


async def one(turn: Turn, title: Title, *, corrected: bool = False, query: str = "") -> None:
    """Show one title with its availability, and offer to reserve it."""
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    facts = title_line(title, places)
    call = next((place.call_number for place in places if place.call_number), title.call_number)
    turn.say(
        "utter_search_one_similar" if corrected else "utter_search_one",
        query=query,
        title=facts["title"],
        availability=facts["availability"],
        call_number=nested("utter_part_call_number", call_number=call) if call else None,
        choices=[choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")]
        if any(place.for_loan for place in places)
        else [],
    )


async def several(turn: Turn, titles: Sequence[Title], answer: str, **facts: Fact) -> None:
    """Show a list of titles with their availability."""
    turn.show("title", [title.id for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id)) for title in titles]
    turn.say(answer, titles={"list": lines, "line": "utter_line_title"}, **facts)


def shelved(query: str, page: SearchPage) -> Title | None:
    """Give the one title that a search for a place is about: the only one, or the one of that very name."""
    if page.corrected or not page.titles:
        return None
    top = page.titles[0]
    return top if page.total == 1 or says(query, SHORT.split(top.title)[0]) else None


@handles("shelf_location")
async def shelf_location(turn: Turn) -> None:
    """Tell where a title stands, branch by branch; the library's own note for everything else."""
    title = await picked_title(turn)
    if title is None and (turn.entity("title") or turn.entity("author") or turn.entity("isbn")):
        query, page = await look_up(turn)
        title = shelved(query, page)
        # A word of many titles is rather a section («تاریخ»); a few, or an author's, can be shown.
        if title is None and page.titles and not page.corrected and (page.author or page.total <= FEW):
            await found(turn, query, page)
            return
    elif title is None:
        title = await named_title(turn)
    places = await turn.library.availability(title.id) if title else []
    shelves = [place for place in places if place.call_number or place.shelf]
    if title is None or not shelves:
        await note(turn, "shelf_location")
        return
    turn.point("title", title.id, "shelf_location")
    turn.say(
        "utter_shelf",
        title=by_title(title.title, title.author),
        places={
            "list": [
                {"branch": place.branch.name, "call_number": place.call_number, "shelf": place.shelf or None}
                for place in shelves
            ],
            "line": "utter_line_shelf",
        },
    )


@handles("new_arrivals")
async def new_arrivals(turn: Turn) -> None:
    """List what came in lately, on a topic when one was named."""
    topic = turn.entity("topic")
    titles = await turn.library.new_arrivals(5, 60, subject=topic) if topic else []
    if not titles:
        titles = await turn.library.new_arrivals(5, 60)
    if titles:
        await several(turn, titles, "utter_new_arrivals")
    else:
        turn.say("utter_new_arrivals_none")


# Kinds of books that are asked for by a plain word, under the word that catalogues have among their subjects.
_GENRES = {
    "رمان": "رمان", "داستان کوتاه": "داستان کوتاه", "داستان": "داستان", "شعر": "شعر", "کودک": "کودک", "بچه": "کودک",
    "نوجوان": "نوجوان", "فیلم": "فیلم", "novel": "fiction", "fiction": "fiction", "story": "fiction", "poem": "poetry",
    "poetry": "poetry", "children": "children", "kids": "children", "thriller": "detective", "crime": "detective",
    "detective": "detective", "fantasy": "fantasy", "film": "cinema",
}  # fmt: skip


def genre(text: str) -> str | None:
    """Name the kind of book that a text asks for in plain words."""
    folded = fold(text)
    return next((subject for word, subject in _GENRES.items() if fold(word) in folded), None)


@handles("recommendation")
async def recommendation(turn: Turn) -> None:
    """Suggest titles that many borrow and that stand free now; never from what was borrowed before."""
    subject = turn.entity("topic") or turn.entity("author") or genre(turn.text)
    titles = await turn.library.recommend(subject=subject, limit=5) if subject else []
    if subject and not titles:
        titles = list((await turn.library.search(subject, limit=5)).titles)
    if titles and subject:
        await several(turn, titles, "utter_recommend_on", subject=subject)
        return
    titles = await turn.library.recommend(language=turn.language, limit=5) or await turn.library.recommend(limit=5)
    if titles:
        await several(turn, titles, "utter_recommend")
    else:
        turn.say("utter_recommend_none")
