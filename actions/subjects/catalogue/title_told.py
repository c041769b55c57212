"""What is told of one title: author, length, what it is about, its series, what else its author wrote."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import choice, item, librarian
from actions.facts.lines import by_title, language_name
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.catalogue.volumes import volume_lines, volumes
from language.requests.titles.title_questions import WHEREABOUTS
from library.values import Title

__all__ = ["tell"]

# Of an author's other titles so many are shown, of so many that are found.
_SHOWN, _LOOKED_AT = 5, 8
_TRANSLATED = re.compile(r"(?:ترجمهٔ|translated by)\s+(.+)$")


async def tell(turn: Turn, title: Title, *asked: str) -> None:
    """Answer all that was asked of a title, in the order of asking; what the catalogue does not say is not said.

    Whether it is in, and where, is told as a search tells it; what that says already is not said again.
    """
    turn.point("title", title.id, "search_book")
    turn.did("search_book", kind="title", things=[title.id], title=title.title, topic=" ".join(asked), result="told")
    searched = [aspect for aspect in asked if aspect in WHEREABOUTS]
    for aspect in asked:
        if searched and aspect == searched[0]:
            await show_title(turn, title)
        elif aspect not in WHEREABOUTS and not (searched and _said_by_search(title, aspect)):
            await _TOLD[aspect](turn, title)


def _said_by_search(title: Title, aspect: str) -> bool:
    """Tell whether an answer of the search says as much of a title."""
    return (aspect == "author" and bool(title.author)) or (aspect == "about" and bool(title.summary))


async def _author(turn: Turn, title: Title) -> None:
    if title.author:
        turn.say("utter_title_author", title=by_title(title.title, title.author), choices=[_reserve(title)])
    else:
        _unknown(turn, title, "author")


async def _pages(turn: Turn, title: Title) -> None:
    if title.pages:
        turn.say("utter_title_pages", title=title.title, pages=title.pages)
    else:
        _unknown(turn, title, "pages")


async def _year(turn: Turn, title: Title) -> None:
    if title.year:
        turn.say("utter_title_year", title=title.title, year={"digits": str(title.year)})
    else:
        _unknown(turn, title, "year")


async def _about(turn: Turn, title: Title) -> None:
    if title.summary:
        turn.say("utter_title_about", title=title.title, summary=title.summary, choices=[_reserve(title)])
    else:
        _unknown(turn, title, "about")


async def _publisher(turn: Turn, title: Title) -> None:
    if title.publisher:
        turn.say("utter_title_publisher", title=title.title, publisher=title.publisher)
    else:
        _unknown(turn, title, "publisher")


async def _language(turn: Turn, title: Title) -> None:
    original = title.original_language
    if not title.language:
        _unknown(turn, title, "language")
        return
    turn.say(
        "utter_title_language",
        title=title.title,
        language=language_name(title.language),
        original=nested("utter_part_original", language=language_name(original))
        if original not in ("", title.language)
        else None,
    )


async def _original(turn: Turn, title: Title) -> None:
    if title.original_language:
        turn.say("utter_title_original", title=title.title, language=language_name(title.original_language))
    else:
        _unknown(turn, title, "original")


async def _translator(turn: Turn, title: Title) -> None:
    if _TRANSLATED.search(title.author):
        await _author(turn, title)
    elif title.original_language and title.original_language == title.language:
        await _original(turn, title)
    else:
        _unknown(turn, title, "translator")


async def _ages(turn: Turn, title: Title) -> None:
    ages: Fact = None
    if title.ages is not None:
        first, last = title.ages
        ages = (
            nested("utter_why_ages", first=first, last=last)
            if last is not None
            else nested("utter_why_age_up", first=first)
        )
    elif title.audience:
        ages = nested(f"utter_audience_{title.audience}")
    if ages is None:
        _unknown(turn, title, "ages")
    else:
        turn.say("utter_title_ages", title=title.title, ages=ages)


async def _series(turn: Turn, title: Title) -> None:
    if not title.series:
        turn.say("utter_title_no_series", title=title.title, choices=[librarian()])
        return
    known = await volumes(turn, title.series, title.language)
    numbered = title.series_number is not None
    turn.show("title", [one.id for one in known])
    turn.say(
        "utter_title_series" if numbered else "utter_title_series_unnumbered",
        title=title.title,
        series=title.series,
        number=title.series_number,
        titles=await volume_lines(turn, known),
        choices=[item("search_book", "title", one) for one in known if one.id != title.id],
    )


async def _volumes(turn: Turn, title: Title) -> None:
    if title.series:
        await _series(turn, title)
    else:
        _unknown(turn, title, "volumes")


async def _edition(turn: Turn, title: Title) -> None:
    """Say that the catalogue does not tell the edition, and what it tells of its age."""
    _unknown(turn, title, "edition")
    if title.year:
        await _year(turn, title)


async def _others(turn: Turn, title: Title) -> None:
    name = re.split(r"[؛;]", title.author)[0].strip()
    page = await turn.library.search(author=name, limit=_LOOKED_AT) if name else None
    others = (
        [one for one in page.titles if one.id != title.id and one.title != title.title]
        if page and not page.corrected
        else []
    )
    if page is None or page.corrected:
        # What else there is cannot be said of one whose name finds nothing.
        _unknown(turn, title, "author" if page is None else "others")
    elif not others:
        turn.say("utter_title_only_one", title=title.title, author=name)
    else:
        ids = [one.id for one in others[:_SHOWN]]
        turn.remember(searched={"query": name, "author": name, "last": ids, "seen": [title.id, *ids]})
        rest = page.total - (len(page.titles) - len(others)) - _SHOWN
        more = nested("utter_part_more", count=rest) if rest > 0 else None
        await show_found(turn, others[:_SHOWN], "utter_search_author", author=name, more=more)


def _unknown(turn: Turn, title: Title, aspect: str) -> None:
    what = nested(f"utter_aspect_{aspect}")
    turn.say("utter_title_unknown", title=title.title, what=what, choices=[librarian()])


def _reserve(title: Title) -> Fact:
    return choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")


_TOLD: dict[str, Callable[[Turn, Title], Awaitable[None]]] = {
    "author": _author,
    "pages": _pages,
    "year": _year,
    "series": _series,
    "volumes": _volumes,
    "edition": _edition,
    "others": _others,
    "language": _language,
    "original": _original,
    "translator": _translator,
    "publisher": _publisher,
    "ages": _ages,
    "about": _about,
}
