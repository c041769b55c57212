"""What a title is like: what the catalogue says of that, that it says no more, and no new list."""

from __future__ import annotations

from actions.dialogue.turn import Fact, LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import choice, librarian
from actions.facts.lines import by_title, listed
from actions.subjects.catalogue.title_told import tell
from actions.subjects.moves.title import ask_of
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.spotted_titles import spotted_titles
from actions.subjects.titles.titles_in_talk import title_of_act
from language.genres import GENRES
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ordinals import find_place
from language.requests.titles.character_asked import GENRES_OF, find_character
from language.requests.titles.title_questions import find_title_questions
from library.values import Title

__all__ = ["tells_character"]

_LONGEST, _MOST = 45, 3
_HEARD_SO = frozenset(
    "search_book recommendation shelf_location new_arrivals children nlu_fallback out_of_scope chitchat".split()
)
_OF_TITLES = frozenset("search_book recommendation shelf_location new_arrivals".split())


async def tells_character(turn: Turn) -> LookStep:
    """Tell what the catalogue says of what a title is like: whether it is scary, funny, sad or hard to read."""
    asked = find_character(turn.text)
    if turn.is_payload or turn.intent not in _HEARD_SO or not asked or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if not turn.leaves_room:
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    titles = await _meant(turn)
    if not titles:
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    beside = [one for one in find_title_questions(turn.text) if one in ("about", "pages", "ages", "author")]
    for title in titles[:_MOST]:
        tells_about = "about" in beside
        _say_of(turn, title, asked, summary=not tells_about)
        for aspect in beside:
            await ask_of(turn, title, f"title.{aspect}")
        if "ages" not in beside and "scary" in asked and title.ages is not None:
            await tell(turn, title, "ages")
    shown = turn.shown("title")
    if len(titles) == 1:
        turn.point("title", titles[0].id, "search_book")
    turn.did("search_book", kind="title", things=[one.id for one in titles], topic="opinion", result="told")
    if len(titles) > 1:
        turn.show("title", shown)
    return LookStep.DONE


async def _meant(turn: Turn) -> list[Title]:
    """Give the title that is named, placed or spoken of; of a few shown, none of which is meant more, all of them."""
    shown = await titles_shown(turn)
    place = find_place(turn.text, len(shown)) if shown else None
    if place is not None:
        return [shown[place]]
    named = await spotted_titles(turn)
    if named:
        return [named[0].title]
    last = turn.thread.last
    if last is None or (last.act not in _OF_TITLES and last.kind != "title"):
        return []
    spoken = await spoken_of(turn) or await title_before(turn)
    if spoken is not None:
        return [spoken]
    searched = await title_of_act(turn, last) if last.act == "search_book" else None
    if searched is not None and searched.id in {one.id for one in shown}:
        return [searched]
    return shown if 0 < len(shown) <= _MOST else []


def _say_of(turn: Turn, title: Title, asked: tuple[str, ...], *, summary: bool) -> None:
    """Say of each quality whether the catalogue tells of it, and what it tells of the title."""
    told: list[Fact] = []
    for quality in asked:
        genres = GENRES_OF[quality]
        has = [one for one in genres if one in title.genres]
        known = bool(genres) and bool(title.genres)
        state = "yes" if has else "no" if known else "unknown"
        told.append(nested(f"utter_part_character_{state}", what=nested(f"utter_character_{quality}")))
    filed = [nested(f"utter_genre_{one}") for one in title.genres if one in GENRES]
    turn.say(
        "utter_title_character",
        title=by_title(title.title, title.author),
        told={"list": told, "between": "line"},
        genres=nested("utter_part_character_genres", genres=listed(filed)) if filed else None,
        summary=nested("utter_part_character_summary", summary=title.summary) if summary and title.summary else None,
        choices=[choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}"), librarian()],
    )
