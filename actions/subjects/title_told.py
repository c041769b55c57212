"""What is told of one title: author, length, what it is about, its series, what else its author wrote."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import choice, item, librarian
from actions.facts.lines import availability, by_title, language_name
from actions.rasa.registry import follows_up
from actions.subjects.found_titles import show_found, show_title
from language.requests.request import Kind, read_request
from language.requests.sentences import clauses, deed_of, sentences
from language.requests.title_questions import WHEREABOUTS, find_title_questions, without_questions
from library.search.words import telling
from library.values import Title

__all__ = ["in_focus", "tell", "volumes"]

# Read so surely as one of these, a message is about something else than the title.
_ELSEWHERE = frozenset(
    "hours fines loans renew hold_status cancel_hold room_booking wifi print_scan complaint human_help account"
    " card_registration location goodbye greet thanks".split()
)
_SURE = 0.85
_EDITIONS = (2, 3)
# Of an author's other titles so many are shown, of so many that are found.
_SHOWN, _LOOKED_AT = 5, 8
_TRANSLATED = re.compile(r"(?:ترجمهٔ|translated by)\s+(.+)$")


@follows_up
async def question(turn: Turn) -> bool:
    """Answer all that is asked about the title in focus, or about the one it names; tell whether anything was."""
    if turn.is_payload or (turn.intent in _ELSEWHERE and turn.confidence >= _SURE):
        return False
    asked = find_title_questions(turn.text)
    if not asked:
        return False
    title = await _asked_about(turn)
    if title is None:
        if len(turn.shown("title")) > 1 and not _names(turn):
            turn.say("utter_which_one", status="clarified")
            return True
        return False
    await tell(turn, title, *asked)
    if turn.intent != "hold" or not _orders_hold(turn.text):
        return True
    # What is ordered beside is done as well.
    turn.entities = {**turn.entities, "ref": [f"title:{title.id}"]}
    turn.text = without_questions(turn.text)
    return False


def _orders_hold(text: str) -> bool:
    """Tell whether a text orders a reservation, whatever else it asks."""
    named = any(deed_of(words) == "hold" for sentence in sentences(text) for words in clauses(sentence.words))
    return named and read_request(text, "hold").kind is Kind.ORDER


async def _asked_about(turn: Turn) -> Title | None:
    """Give the title that a question names, or the one in focus when it names none."""
    words = _names(turn)
    if len(words) > 1:
        page = await turn.library.search(words, limit=1)
        if page.titles and not page.corrected and not page.author:
            return page.titles[0]
        if page.titles or len(words.split()) > 2:
            return None
    return await in_focus(turn)


def _names(turn: Turn) -> str:
    """Give the words of a question that may name its title."""
    words = [word for word in telling(without_questions(turn.text)) if word not in _POINTING]
    return " ".join(words)


_POINTING = frozenset(
    "it this that one he she they his her its the book novel film is was does did has have and also so can you tell me"
    " too please them there"
    " این اون آن همین همون کتاب کتابه رمان فیلم ش اش شو هم خب حالا راستی اولی دومی سومی یکی کتابش و ست س رو را بگو"
    " میشه بگید بگین میخوره میدونی میدونید ham o va".split()
)


async def in_focus(turn: Turn) -> Title | None:
    """Give the title that the talk is about: the last one told of, or the only one shown."""
    shown = turn.shown("title")
    key = turn.focus("title") or (shown[0] if len(shown) == 1 else None)
    if key is None and len(shown) in _EDITIONS:
        # Editions of one work in two languages: the one in the language that is spoken.
        titles = [title for one in shown if (title := await turn.library.title(one)) is not None]
        own = [title for title in titles if title.language == turn.language]
        return own[0] if len(own) == 1 else None
    return await turn.library.title(key) if key else None


async def tell(turn: Turn, title: Title, *asked: str) -> None:
    """Answer all that was asked of a title, in the order of asking; what the catalogue does not say is not said.

    Whether it is in, and where, is told as a search tells it; what that says already is not said again.
    """
    turn.point("title", title.id, "search_book")
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
        _unknown(turn, title)


async def _pages(turn: Turn, title: Title) -> None:
    if title.pages:
        turn.say("utter_title_pages", title=title.title, pages=title.pages)
    else:
        _unknown(turn, title)


async def _year(turn: Turn, title: Title) -> None:
    if title.year:
        turn.say("utter_title_year", title=title.title, year={"digits": str(title.year)})
    else:
        _unknown(turn, title)


async def _about(turn: Turn, title: Title) -> None:
    if title.summary:
        turn.say("utter_title_about", title=title.title, summary=title.summary, choices=[_reserve(title)])
    else:
        _unknown(turn, title)


async def _publisher(turn: Turn, title: Title) -> None:
    if title.publisher:
        turn.say("utter_title_publisher", title=title.title, publisher=title.publisher)
    else:
        _unknown(turn, title)


async def _language(turn: Turn, title: Title) -> None:
    original = title.original_language
    if not title.language:
        _unknown(turn, title)
        return
    turn.say(
        "utter_title_language",
        title=by_title(title.title, title.author),
        language=language_name(title.language),
        original=nested("utter_part_original", language=language_name(original))
        if original not in ("", title.language)
        else None,
    )


async def _original(turn: Turn, title: Title) -> None:
    if title.original_language:
        turn.say("utter_title_original", title=title.title, language=language_name(title.original_language))
    else:
        _unknown(turn, title)


async def _translator(turn: Turn, title: Title) -> None:
    if _TRANSLATED.search(title.author):
        await _author(turn, title)
    elif title.original_language and title.original_language == title.language:
        await _original(turn, title)
    else:
        _unknown(turn, title)


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
        _unknown(turn, title)
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


async def volumes(turn: Turn, series: str, language: str = "") -> list[Title]:
    """Give the volumes of a series, in order."""
    page = await turn.library.search(series, limit=60)
    found = [one for one in page.titles if one.series == series and language in ("", one.language)]
    return sorted(found, key=lambda one: (one.language, one.series_number or 0))


async def volume_lines(turn: Turn, titles: list[Title]) -> Fact:
    """Make lines of volumes, each with its number."""
    lines = [
        {
            "number": nested("utter_part_volume", number=one.series_number) if one.series_number is not None else None,
            "title": by_title(one.title, one.author),
            "availability": availability(await turn.library.availability(one.id)),
        }
        for one in titles
    ]
    return {"list": lines, "line": "utter_line_volume"}


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
        _unknown(turn, title)
    elif not others:
        turn.say("utter_title_only_one", title=title.title, author=name)
    else:
        rest = page.total - (len(page.titles) - len(others)) - _SHOWN
        more = nested("utter_part_more", count=rest) if rest > 0 else None
        await show_found(turn, others[:_SHOWN], "utter_search_author", author=name, more=more)


def _unknown(turn: Turn, title: Title) -> None:
    turn.say("utter_title_unknown", title=title.title, choices=[librarian()])


def _reserve(title: Title) -> Fact:
    return choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")


_TOLD: dict[str, Callable[[Turn, Title], Awaitable[None]]] = {
    "author": _author,
    "pages": _pages,
    "year": _year,
    "series": _series,
    "others": _others,
    "language": _language,
    "original": _original,
    "translator": _translator,
    "publisher": _publisher,
    "ages": _ages,
    "about": _about,
}
