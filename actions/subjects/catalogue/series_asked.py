"""What is asked of a series: the volume after the one that was read, how many the catalogue has, whether all are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.dialogue.turn import Fact, LookStep, Turn, as_count, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import OfferedChoice, item, librarian
from actions.facts.lines import is_seen, language_name, listed, titles_listed
from actions.subjects.catalogue.found_titles import FEW, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.volumes import volume_lines, volumes
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.spotted_titles import spotted_series, spotted_titles
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ordinals import find_place
from language.requests.titles.copies import find_copy
from language.requests.titles.series_asked import (
    asks_of_reading_order,
    find_series_questions,
    names_more,
    number_read,
    tells_of_reading,
    wishes_to_be_suggested,
)
from language.requests.titles.title_questions import volume_of
from language.requests.titles.volumes_asked import counts_volumes
from library.values import Title

__all__ = ["series_everywhere", "tells_of_series"]

_HEARD_SO = frozenset(
    "search_book recommendation borrow loans children events nlu_fallback out_of_scope shelf_location".split()
)
# Read as these, nothing but a name tells that a series is meant.
_NAMED_SO = frozenset("loans children events".split())
_LONGEST, _FEW_CLAUSE, _FEW_WORDS, _TWO = 45, 12, 4, 2
_SURE = 0.75
# Which volume it was told of last: "is the second one in?" after it is the second volume.
_TOPIC = "series"


@dataclass(frozen=True, slots=True)
class _Series:
    """The volumes of a series in the order of their numbers, in all languages; the one that words name, if they do."""

    volumes: tuple[Title, ...]
    named: Title | None = None
    is_said: bool = False


async def tells_of_series(turn: Turn) -> LookStep:
    """Tell of the series that is named, or of the one of the title spoken of, what is asked of it."""
    if turn.is_payload or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    after = _told_of_series(turn)
    counts = after and word_count(turn.text) <= _FEW_CLAUSE and counts_volumes(turn.text)
    if (turn.intent not in _HEARD_SO and not (counts and turn.intent == "loan_policy" and turn.confidence < _SURE)) or (
        orders_to_hold(turn.text) or orders_to_renew(turn.text)
    ):
        return LookStep.ON
    # "How many in total?" of what was just told of counts its volumes, and no loans.
    asked = find_series_questions(turn.text) or (("count",) if counts else ())
    order = asks_of_reading_order(turn.text)
    placed = after and word_count(turn.text) <= _FEW_CLAUSE and number_read(turn.text) is not None
    if not (asked or order or placed):
        return LookStep.ON
    if (turn.intent == "recommendation" or not asked) and wishes_to_be_suggested(turn.text):
        # "She has read all seven, anything similar?" wishes for something else.
        return LookStep.ON
    series = await _meant(turn)
    waits = not turn.leaves_room
    if series is None or ((waits or not (asked or placed)) and not series.is_said):
        return LookStep.ON
    if not series.volumes:
        return await _tells_no_series(turn, series, asked)
    turn.read_as("search_book")
    turn.settled = True
    if not waits:
        turn.set("pending", None)
    await _answer(turn, series, asked)
    return LookStep.DONE


def _told_of_series(turn: Turn) -> bool:
    """Tell whether a series was told of just now, or a volume alone and a few words name the place of another."""
    last = turn.thread.last
    if any(act.topic == _TOPIC for act in list(turn.thread.acts())[:_TWO]):
        return True
    few = word_count(turn.text) <= _FEW_WORDS
    return few and last is not None and last.act == "search_book" and len(turn.shown("title")) == 1


async def _meant(turn: Turn) -> _Series | None:
    """Give the series of a title that words name, the one they name itself, or that of the title spoken of."""
    standing = [one.title for one in await spotted_titles(turn)]
    for title in standing:
        if title.series:
            return _Series(await series_everywhere(turn, [title]), title, is_said=True)
    if (named := await spotted_series(turn)) is not None:
        return _Series(await series_everywhere(turn, named.titles), is_said=True)
    if standing:
        return _Series((), standing[0], is_said=True)
    if turn.intent in _NAMED_SO or names_more(turn.text):
        return None
    shown = await titles_shown(turn)
    place = find_place(turn.text, len(shown)) if len(shown) > 1 and not _told_of_series(turn) else None
    if place is not None:
        return _Series(await series_everywhere(turn, [shown[place]]) if shown[place].series else (), shown[place])
    with_series = [one for one in shown if one.series]
    spoken = await spoken_of(turn) or await title_before(turn)
    of = spoken if spoken is not None and spoken.series else next(iter(with_series), None)
    if of is not None:
        known = await series_everywhere(turn, [of])
        if spoken is not None or {one.id for one in shown} <= {one.id for one in known}:
            return _Series(known, of if len(shown) == 1 or spoken is not None else None)
    return _Series((), spoken) if spoken is not None and _asks_of_volumes(turn) else None


def _asks_of_volumes(turn: Turn) -> bool:
    """Tell whether a title without a series is asked how many volumes it has, and nothing is named."""
    last = turn.thread.last
    if last is not None and "volumes" in last.topic.split():
        return True
    return "count" in find_series_questions(turn.text) or turn.moves.get("title.series", 0.0) >= _LIKELY


_LIKELY = 0.5


async def series_everywhere(turn: Turn, titles: Sequence[Title]) -> tuple[Title, ...]:
    """Give the volumes of the series of some titles, and of the same series in other languages."""
    found: dict[str, Title] = {}
    for name in dict.fromkeys(one.series for one in titles):
        found |= {one.id: one for one in await volumes(turn, name)}
    others: dict[str, None] = {}
    for one in list(found.values())[:_TWO]:
        others |= dict.fromkeys(each.series for each in await turn.library.editions(one.id) if each.series)
    for name in others:
        found |= {one.id: one for one in await volumes(turn, name)}
    numbered = [one for one in found.values() if one.series_number is not None]
    return tuple(sorted(numbered, key=lambda one: (one.series_number or 0, one.language)))


async def _tells_no_series(turn: Turn, series: _Series, asked: Sequence[str]) -> LookStep:
    """Say of a title whose record names no series what is not known of its volumes, and whether it is in."""
    title = series.named
    if title is None or not set(asked) & {"count", "all"} or title.kind == "dvd":
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    await tell(turn, title, "volumes")
    if "all" in asked:
        await show_title(turn, title)
    return LookStep.DONE


async def _answer(turn: Turn, series: _Series, asked: Sequence[str]) -> None:
    language = _language(turn, series)
    number = number_read(turn.text)
    reads = tells_of_reading(turn.text)
    told = False
    if "last" in asked:
        last = max(one.series_number or 0 for one in series.volumes)
        await _show(turn, series, last, language)
        told = True
    elif "next" in asked:
        before = number if number is not None else series.named.series_number if series.named else None
        if before is not None:
            await _tell_next(turn, series, before, language)
            told = True
    elif number is not None and not {"count", "all"} & set(asked) and (volume_of(turn.text) or _told_of_series(turn)):
        await _show(turn, series, number, language, reads=reads)
        told = True
    if {"count", "all"} & set(asked) or not told:
        shown, focus = turn.changes.get("shown"), turn.focus("title")
        await _tell_all(turn, series, language, counts="count" in asked)
        if told and focus is not None:
            # "Is it in?" goes on with the next one, and not with the whole series.
            turn.set("shown", shown)
            turn.point("title", focus, "search_book")
    title = series.volumes[0]
    focus = turn.focus("title")
    things = [focus] if focus is not None else [one.id for one in series.volumes if one.language == title.language]
    turn.did("search_book", kind="title", things=things, title=title.series, topic=_TOPIC, result="told")


def _language(turn: Turn, series: _Series) -> str:
    """Give the language in which a series is meant: asked for, of the title named, or of the chat if it has any."""
    copy = find_copy(turn.text)
    if copy is not None and copy.language:
        return copy.language
    if series.named is not None and (series.is_said or len(turn.shown("title")) == 1):
        return series.named.language
    there = {one.language for one in series.volumes}
    return turn.language if turn.language in there else next(iter(sorted(there)))


async def _tell_next(turn: Turn, series: _Series, before: int, language: str) -> None:
    """Tell which volume follows one, and show it; where there is none, which there are."""
    read = _of_number(series, before, language)
    name = (
        read.title
        if read is not None
        else nested("utter_part_volume_of", number=before, series=_name(series, language))
    )
    following = _of_number(series, before + 1, language)
    if following is None:
        await _lacks(turn, series, before + 1, language)
        return
    only = language_name(following.language) if following.language != language else None
    turn.say(
        "utter_series_next",
        read=name,
        number=before + 1,
        title=following.title,
        only=nested("utter_part_series_only", language=only) if only is not None else None,
    )
    await show_title(turn, following)


async def _show(turn: Turn, series: _Series, number: int, language: str, *, reads: bool = False) -> None:
    title = _of_number(series, number, language)
    if title is None:
        await _lacks(turn, series, number, language)
    elif reads:
        await _tell_next(turn, series, number, language)
    else:
        await show_title(turn, title)


async def _lacks(turn: Turn, series: _Series, number: int, language: str) -> None:
    """Say that a volume is not there, and which of the series are."""
    known = _in(series, language)
    turn.show("title", [one.id for one in known])
    turn.say(
        "utter_search_no_volume",
        number=number,
        series=_name(series, language),
        titles=await volume_lines(turn, known),
        choices=_choices(known),
    )


async def _tell_all(turn: Turn, series: _Series, language: str, *, counts: bool) -> None:
    """Tell how many volumes the catalogue has, which of them are out, and which numbers it lacks."""
    known = _in(series, language)
    places = {one.id: await turn.library.availability(one.id) for one in known}
    out = [one for one in known if not any(place.available for place in places[one.id])]
    seen = all(is_seen(each) for each in places.values())
    numbers = {one.series_number or 0 for one in known}
    gaps = [number for number in range(1, max(numbers) + 1) if number not in numbers]
    others = [one for one in series.volumes if one.language != known[0].language]
    state: Fact = None
    if seen:
        state = (
            nested("utter_part_series_out", titles=titles_listed(one.title for one in out))
            if out
            else nested("utter_part_series_in" if len(known) > 1 else "utter_part_series_one_in")
        )
    turn.show("title", [one.id for one in known])
    turn.say(
        "utter_series_told",
        series=_name(series, language),
        count=as_count(len(known), "volume"),
        titles=await volume_lines(turn, known),
        state=state,
        gaps=nested("utter_part_series_gaps", numbers=listed(gaps)) if gaps else None,
        others=nested(
            "utter_part_series_others",
            language=language_name(others[0].language),
            numbers=listed(one.series_number for one in others if one.language == others[0].language),
        )
        if others
        else None,
        total=nested("utter_part_series_total") if counts else None,
        choices=[*_choices(known), librarian()],
    )


def _in(series: _Series, language: str) -> list[Title]:
    """Give the volumes in a language; those of another one where there are none in it."""
    own = [one for one in series.volumes if one.language == language and one.kind != "dvd"]
    return _one_each(own or [one for one in series.volumes if one.language == series.volumes[0].language])


def _one_each(titles: Sequence[Title]) -> list[Title]:
    """Give one title for each number: a printed one before the same as an audiobook."""
    kept: dict[int, Title] = {}
    for one in sorted(titles, key=lambda each: each.kind != "book"):
        kept.setdefault(one.series_number or 0, one)
    return [kept[number] for number in sorted(kept)]


def _of_number(series: _Series, number: int, language: str) -> Title | None:
    found = [one for one in series.volumes if one.series_number == number]
    found.sort(key=lambda one: (one.language != language, one.kind != "book"))
    return found[0] if found else None


def _name(series: _Series, language: str) -> str:
    return _in(series, language)[0].series


def _choices(titles: Sequence[Title]) -> list[OfferedChoice]:
    return [item("search_book", "title", one) for one in titles[:FEW]]
