"""Titles of the catalogue: finding them, and settling which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.choosing import choice_of
from actions.dialogue.references import pointed
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import says, search_words, without_request
from actions.facts.choices import item
from actions.facts.lines import title_line, titles_listed
from actions.subjects.terms import asked_kind
from crm.library_info import directory
from language.choices import find_choice
from language.isbn import find_isbns
from language.normalise import fold, squash
from language.requests.names import as_said, find_named, parts_of
from language.requests.own_words import is_own_words
from language.requests.sentences import has, spaced
from language.requests.vocabulary import COMMANDS, CONDITIONS, COURTESY, POINTING
from library.values import SearchPage, Title

__all__ = [
    "SHORT",
    "found_titles",
    "is_searchable",
    "look_up",
    "named_title",
    "picked_title",
    "several_titles",
    "settled_titles",
    "show_titles",
]

SHOWN = 5
# So many titles are looked up of one message.
MOST_NAMED = 5
_ENGLISH = ("in english", "english version", "english edition", "the english one", "english one", "english copy",
            "انگلیسیش", "انگلیسیشو", "نسخه انگلیسی", "به انگلیسی", "زبان اصلی", "انگلیسی باشه", "englisish",
            "englisi")  # fmt: skip
_PERSIAN = ("in persian", "in farsi", "persian version", "persian edition", "the persian one", "persian one",
            "farsi version", "persian translation", "فارسیش", "فارسیشو", "نسخه فارسی", "به فارسی", "ترجمه فارسی",
            "فارسی باشه", "farsish", "farsi")  # fmt: skip
# A title goes on to this sign; what follows is rarely said.
SHORT = re.compile(r"[:؛;/(]")


async def look_up(turn: Turn, words: str | None = None) -> tuple[str, SearchPage]:
    """Search for what the turn names; gives what was looked for and what was found.

    Words of one's own ("I am blind") that are in no title are not looked for: nothing is given then.
    """
    query, page = await _looked_up(turn, words)
    if (not page.titles or page.corrected) and (
        is_own_words(query) or is_own_words(words or turn.entity("title") or "")
    ):
        return "", SearchPage()
    return query, page


async def _looked_up(turn: Turn, words: str | None) -> tuple[str, SearchPage]:
    title, author, topic = turn.entity("title"), turn.entity("author"), turn.entity("topic")
    title = title if title and is_searchable(title) else None
    isbn = turn.entity("isbn") or next((each.digits for each in find_isbns(words or turn.text)), None)
    if isbn:
        return isbn, await turn.library.search(isbn=isbn, limit=SHOWN)
    text = words if words is not None else search_words(_without_branch(turn))
    if not is_searchable(text) or (words is not None and not words):
        text = ""
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


def is_searchable(words: str) -> bool:
    """Tell whether words can be looked for: nothing, or a bare number of a list, cannot."""
    bare = squash(words)
    return len(bare) >= 2 and not (bare.isdigit() and len(bare) <= 2)


async def found_titles(turn: Turn, words: str | None = None) -> list[Title]:
    """Give the titles that the turn's words fit, of the kind and the language that were asked for.

    One alone when the words hold its very name, however many translations of others there are.
    """
    text = without_request(words) if words is not None else None
    query, page = await look_up(turn, text)
    titles = _of_copy(turn, page.titles)
    exact = [title for title in titles if _same(title.title, turn.entity("title") or query)]
    if not exact and not page.corrected:
        named = find_named(words if words is not None else turn.text, [SHORT.split(one.title)[0] for one in titles])
        exact = [titles[place] for place in named.places]
    return exact if exact else titles


def _of_copy(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Keep the titles of the kind and the language of copy that the turn asks for."""
    kind = None if turn.is_payload else asked_kind(turn.text)
    language = None
    if not turn.is_payload:
        language = "en" if says(turn.text, *_ENGLISH) else "fa" if says(turn.text, *_PERSIAN) else None
    found = [one for one in titles if kind != "dvd" or one.kind == "dvd"]
    return [one for one in found if language is None or one.language == language]


async def several_titles(turn: Turn) -> tuple[list[Title], list[str]] | None:
    """Give the titles that a list of names names, and the names of it that fit none; None for one name.

    A title may contain «و» or "and" itself: the whole is looked up before its parts.
    """
    named = search_words(_without_branch(turn))
    parts = _searchable(named)
    if len(parts) < 2:
        named = " , ".join(turn.entities.get("title") or [])
        parts = _searchable(named)
    if len(parts) < 2 or len(parts) > MOST_NAMED:
        return None
    whole = await turn.library.search(named, limit=SHOWN)
    if any(_same(title.title, named) for title in whole.titles):
        return None
    titles: list[Title] = []
    missing: list[str] = []
    at = 0
    while at < len(parts):
        # The longest run of parts that is the name of one title: «جنگ و صلح» in a list of three.
        for end in range(len(parts), at, -1):
            joined = parts[at] if end == at + 1 else _joined(named, parts[at:end])
            title = await _titled(turn, joined, exactly=end > at + 1)
            if title is not None or end == at + 1:
                break
        if title is not None:
            titles.append(title)
        elif not is_own_words(parts[at]) and not set(parts[at].split()) & (COMMANDS | COURTESY):
            missing.append(as_said(turn.text, parts[at]))
        at = end
    if not titles or len(titles) + len(missing) < 2:
        return None
    return titles, missing


def _searchable(named: str) -> list[str]:
    parts = (without_request(part) for part in parts_of(named))
    return [part for part in parts if is_searchable(part) and not has(spaced(part.split()), CONDITIONS)]


def _joined(named: str, parts: Sequence[str]) -> str:
    """Give the words of a name from the first of its parts to the last, with what joins them."""
    folded = fold(named)
    start = folded.find(parts[0])
    end = folded.find(parts[-1], start) + len(parts[-1]) if start >= 0 else -1
    return folded[start:end] if 0 <= start < end else " ".join(parts)


async def _titled(turn: Turn, name: str, *, exactly: bool) -> Title | None:
    """Give the title of a name: of that very name, or, for a part alone, the only one that fits."""
    page = await turn.library.search(title=name, limit=SHOWN)
    titles = _of_copy(turn, page.titles)
    exact = [one for one in titles if _same(one.title, name)]
    if exact:
        return next((one for one in exact if one.language == turn.language), exact[0])
    return titles[0] if len(titles) == 1 and not page.corrected and not exactly else None


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
        talked_of = turn.focus("title") if turn.intent == "hold" else None
        thing = pointed(turn, "title") or talked_of or (None if len(shown) > 1 else shown[0])
        return await turn.library.title(thing) if thing is not None else None
    return None


def _names_something(text: str) -> bool:
    return bool(set(fold(search_words(text)).split()) - POINTING)


def points_only(text: str) -> bool:
    """Tell whether words point at what was shown and name nothing: «رزروش کن برام», "reserve it"."""
    words = set(fold(text).split())
    return bool(words & POINTING) and not _names_something(text)


async def settled_titles(turn: Turn, action: str) -> list[Title]:
    """Settle the titles to act on; asks, and gives none, when none or too many fit.

    Of several names each is settled; a name that fits nothing is said.
    """
    title = await picked_title(turn)
    if title is not None:
        return [title]
    if (both := await _shown_together(turn)) is not None:
        return both
    if not turn.is_payload and len(turn.shown("title")) > 1 and points_only(turn.text):
        # «رزروش کن» after two: which of them?
        again = [await turn.library.title(one) for one in turn.shown("title")]
        await show_titles(turn, action, [one for one in again if one is not None])
        return []
    listed = None if turn.is_payload else await several_titles(turn)
    if listed is not None:
        titles, missing = listed
        if missing:
            turn.say("utter_hold_none_of", status="answered", titles=titles_listed(missing))
        return titles
    # «دومی» without a list names nothing that could be searched for.
    titles = [] if find_choice(turn.text) and not turn.entity("title") else await found_titles(turn)
    words = turn.entity("title") or search_words(_without_branch(turn))
    own = bool(words) and (is_own_words(words) or await _is_branch(turn, words))
    if len(titles) == 1 and not (own and not _named_in(turn.text, titles[0])):
        return titles
    if titles and not own:
        await show_titles(turn, action, titles)
        return []
    turn.await_(f"{action}_title", "words", **_branch_of(turn))
    if not own and not find_choice(turn.text) and is_searchable(words):
        kind = asked_kind(turn.text)
        if kind == "dvd" and (await look_up(turn))[1].titles:
            turn.say("utter_hold_no_kind", status="clarified", query=words, kind=nested("utter_part_kind_dvd"))
        else:
            turn.say("utter_hold_not_found", status="clarified", query=words)
    else:
        turn.say("utter_hold_what", status="clarified")
    return []


def _named_in(text: str, title: Title) -> bool:
    return bool(find_named(text, [title.title]).places)


async def _is_branch(turn: Turn, words: str) -> bool:
    """Tell whether words name nothing but a branch: «مرکزی لطفا» is no author."""
    if len(words.split()) > 3:
        return False
    return await directory.find_branch(turn.store, words) is not None


def _branch_of(turn: Turn) -> dict[str, str]:
    branch = turn.entity("branch")
    return {"branch": branch} if branch else {}


async def _shown_together(turn: Turn) -> list[Title] | None:
    """Give the titles of the list just shown that are meant together: "reserve both", «هر دو رو رزرو کن»."""
    shown = turn.shown("title")
    choice = choice_of(turn)
    places = choice.resolve(len(shown)) if choice and shown and not turn.entity("title") else []
    if len(places) < 2 or len(places) > MOST_NAMED:
        return None
    found = [await turn.library.title(shown[place]) for place in places]
    return [title for title in found if title is not None]


async def show_titles(turn: Turn, action: str, titles: Sequence[Title]) -> None:
    """Show the titles that fit and ask which one is meant."""
    ids = [title.id for title in titles]
    turn.show("title", ids)
    turn.await_(f"{action}_title", "one", ids=ids, titles=[title.title for title in titles], **_branch_of(turn))
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
