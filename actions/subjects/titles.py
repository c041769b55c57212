"""Titles of the catalogue: finding them, and settling which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.choosing import choice_of
from actions.dialogue.references import POINTING, pointed
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, search_words, without_request
from actions.facts.choices import item
from actions.facts.lines import title_line
from language.choices import find_choice
from language.isbn import find_isbns
from language.normalise import fold, squash
from library.values import SearchPage, Title

__all__ = ["SHORT", "found_titles", "look_up", "named_title", "one_title", "picked_title", "show_titles"]

SHOWN = 5
# A title goes on to this sign; what follows is rarely said.
SHORT = re.compile(r"[:؛;/(]")


async def look_up(turn: Turn, words: str | None = None) -> tuple[str, SearchPage]:
    """Search for what the turn names; gives what was looked for and what was found."""
    title, author, topic = turn.entity("title"), turn.entity("author"), turn.entity("topic")
    isbn = turn.entity("isbn") or next((each.digits for each in find_isbns(words or turn.text)), None)
    if isbn:
        return isbn, await turn.library.search(isbn=isbn, limit=SHOWN)
    text = words if words is not None else search_words(_without_branch(turn))
    if words is None and (title or author or topic):
        query = " ".join(part for part in (title, author, topic) if part)
        page = await turn.library.search(title=title, author=author, subject=topic, limit=SHOWN)
        if page.titles and not page.corrected:
            return page.author or query, page
        # An entity may be cut wrongly: the whole sentence, without its words of asking, decides.
        wider = await turn.library.search(text, limit=SHOWN) if text else page
        return (query, page) if page.titles and (wider.corrected or not wider.titles) else (query, wider)
    if not text:
        return "", SearchPage()
    page = await turn.library.search(text, limit=SHOWN)
    return (page.author if page.author and not page.corrected else text), page


async def named_title(turn: Turn) -> Title | None:
    """Give the title whose whole name stands in the sentence, though none was cut out of it."""
    text = search_words(_without_branch(turn))
    page = await turn.library.search(text, limit=SHOWN) if text else SearchPage()
    named = [title for title in page.titles if says(turn.text, SHORT.split(title.title)[0])]
    return named[0] if named and not page.corrected else None


async def found_titles(turn: Turn, words: str | None = None) -> list[Title]:
    """Give the titles that the turn's words fit; one alone when the words are its very name."""
    query, page = await look_up(turn, without_request(words) if words is not None else None)
    exact = [title for title in page.titles if _same(title.title, turn.entity("title") or query)]
    return exact if len(exact) == 1 else list(page.titles)


async def picked_title(turn: Turn) -> Title | None:
    """Give the title meant by a button or by its place in the list that was just shown."""
    ref = turn.entity("ref")
    if ref and ref.startswith("title:"):
        return await turn.library.title(ref.partition(":")[2])
    shown = turn.shown("title")
    if not shown or turn.entity("title") or turn.entity("author") or turn.entity("isbn"):
        return None
    choice = choice_of(turn)
    places = choice.resolve(len(shown)) if choice else []
    if len(places) == 1:
        return await turn.library.title(shown[places[0]])
    if not turn.is_payload and not _names_something(turn.text):
        # «همینو رزرو کن» right after one title, "the other one" after two.
        thing = pointed(turn, "title") or (None if len(shown) > 1 else shown[0])
        return await turn.library.title(thing) if thing is not None else None
    return None


def _names_something(text: str) -> bool:
    return bool(set(fold(search_words(text)).split()) - POINTING)


async def one_title(turn: Turn, action: str) -> Title | None:
    """Settle the one title to act on; asks, and gives None, when none or several fit."""
    title = await picked_title(turn)
    if title is not None:
        return title
    # «دومی» without a list names nothing that could be searched for.
    titles = [] if find_choice(turn.text) and not turn.entity("title") else await found_titles(turn)
    if len(titles) == 1:
        return titles[0]
    if titles:
        await show_titles(turn, action, titles)
    elif not find_choice(turn.text) and (search_words(turn.text) or turn.entity("title")):
        turn.await_(f"{action}_title", "words")
        turn.say("utter_hold_not_found", status="clarified", query=turn.entity("title") or search_words(turn.text))
    else:
        turn.await_(f"{action}_title", "words")
        turn.say("utter_hold_what", status="clarified")
    return None


async def show_titles(turn: Turn, action: str, titles: Sequence[Title]) -> None:
    """Show the titles that fit and ask which one is meant."""
    ids = [title.id for title in titles]
    turn.show("title", ids)
    turn.await_(f"{action}_title", "one", ids=ids, titles=[title.title for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id)) for title in titles]
    branch = turn.entity("branch")
    where = {"branch": branch} if branch else {}
    turn.say(
        "utter_hold_which",
        status="clarified",
        titles={"list": lines, "line": "utter_line_title"},
        choices=[item("hold", "title", title, **where) for title in titles],
    )


def _without_branch(turn: Turn) -> str:
    # Where it should be found is not what is looked for.
    branch = turn.entity("branch")
    return turn.text.replace(branch, " ") if branch else turn.text


def _same(title: str, query: str) -> bool:
    wanted = squash(query)
    return bool(wanted) and wanted in {squash(title), squash(SHORT.split(title)[0])}
