"""Volumes of a series, in their order: the one that is asked for, and all there are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import search_words
from actions.facts.choices import item
from actions.facts.lines import availability, by_title, language_name, listed, titles_listed
from actions.subjects.catalogue.found_titles import FEW, show_found, show_title
from actions.subjects.titles.near_titles import near_titles
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import is_titled, name_in
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.requests.titles.title_questions import volume_of, volumes_of
from library.search.words import words
from library.values import Title

__all__ = ["Volume", "answer_volume", "asked_volume", "volume_lines", "volumes"]

_MANY = 40
# Of so many words runs of so many are looked up, and none so short.
_MOST_WORDS, _LONGEST, _SHORTEST = 8, 3, 4
_SENTENCES = re.compile(r"[.!?؟\n]+")


@dataclass(frozen=True, slots=True)
class Volume:
    """Which volume was asked for: its number, the series as its titles stand there, those meant, the words of it.

    language: the one it was asked for in; empty for any. others: the volume in the other languages, where it is not.
    """

    number: int
    series: tuple[Title, ...]
    meant: tuple[Title, ...]
    words: str
    language: str = ""
    others: tuple[Title, ...] = ()


async def asked_volume(turn: Turn) -> Volume | None:
    """Find which volume of a series the turn asks for, by the name of the series or of the one just shown."""
    asked = next((one for part in _SENTENCES.split(turn.text) if (one := volume_of(part)) is not None), None)
    if asked is None:
        return None
    number, rest = asked
    copy = find_copy(rest)
    language = _last_language(rest) or (copy.language if copy else "")
    said = search_words(copy.rest if copy else rest)
    name = name_in(said)
    series: list[Title] = []
    if name:
        series = await _series_of(turn, said) or await _series_of(turn, name) or await _series_within(turn, name)
        series = series or await _series_near(turn, name)
        series = await _whole(turn, series)
    else:
        shown = [one for one in await titles_shown(turn) if one.series]
        series = await volumes(turn, shown[0].series, "" if language else shown[0].language) if shown else []
    if not series:
        return await _numbered(turn, number, rest)
    series.sort(key=lambda one: (one.language != (language or turn.language), one.series_number or 0))
    same = [one for one in series if one.series_number == number]
    meant = [one for one in same if language in ("", one.language)]
    meant.sort(key=lambda one: one.language != turn.language)
    return Volume(number, tuple(series), tuple(meant), rest, language, () if meant else tuple(same))


async def _numbered(turn: Turn, number: int, said: str) -> Volume | None:
    """Find the title that is another with a number behind it: of “Persepolis” the second, “Persepolis 2”."""
    first = await title_named(turn, turn.text) or await spoken_of(turn)
    if first is None or number < _SECOND:
        return None
    name = _SHORT.split(first.title)[0].strip()
    page = await turn.library.search(title=f"{name} {number}", limit=_MANY, exactly=True)
    found = tuple(one for one in page.titles if is_titled(one.title, f"{name} {number}")) if not page.corrected else ()
    return Volume(number, (first,), found, said) if found else None


_SECOND = 2
_SHORT = re.compile(r"[:؛;/(]")


def _last_language(text: str) -> str:
    """Give the language named last: "in Persian? in English then" takes the one before back; empty for one or none."""
    first = find_copy(text)
    then = find_copy(first.rest, brief=True) if first is not None and first.language else None
    if first is None or then is None or not then.language:
        return ""
    said = fold(text)
    places = {
        one: max(said.rfind(word) for word in _LANGUAGES.get(one, ("",))) for one in (first.language, then.language)
    }
    return max(places, key=lambda one: places[one])


_LANGUAGES = {"en": ("انگلیسی", "english", "englisi"), "fa": ("فارسی", "persian", "farsi")}


async def _series_within(turn: Turn, name: str) -> list[Title]:
    """Give the titles of the series whose name, or a part of it, some of the words are."""
    said = name.split()[:_MOST_WORDS]
    for length in range(min(_LONGEST, len(said) - 1), 0, -1):
        for start in range(len(said) - length + 1):
            run = " ".join(said[start : start + length])
            found = await _series_of(turn, run) if len(run) >= _SHORTEST else []
            if found and set(words(run)) <= set(words(found[0].series)):
                return found
    return []


async def _series_near(turn: Turn, name: str) -> list[Title]:
    """Give the titles of the series whose name has a slip in it: "harry poter"."""
    _, page = await near_titles(turn, name)
    return [one for one in page.titles if one.series and one.series_number is not None]


async def _series_of(turn: Turn, name: str) -> list[Title]:
    """Give the numbered titles of the series that a name finds first."""
    if not words(name):
        return []
    page = await turn.library.search(name, limit=_MANY)
    if page.corrected or not page.titles or not page.titles[0].series:
        return []
    return [one for one in page.titles if one.series and one.series_number is not None]


async def _whole(turn: Turn, found: list[Title]) -> list[Title]:
    """Give the volumes found with the others of the same series, whose records may not have the name that was said."""
    names = {one.series for one in found}
    others = [one for series in sorted(names) for one in await volumes(turn, series)]
    return list({one.id: one for one in (*found, *others) if one.series_number is not None}.values())


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
            "ref": f"title:{one.id}",
        }
        for one in titles
    ]
    return {"list": lines, "line": "utter_line_volume"}


async def answer_volume(turn: Turn) -> bool:
    """Answer which volume of a series there is; false when no series is meant."""
    asked = await asked_volume(turn)
    if asked is None:
        return False
    if await _answer_several(turn, asked):
        return True
    if len(asked.meant) == 1:
        await show_title(turn, asked.meant[0])
    elif asked.meant:
        await show_found(turn, asked.meant[:FEW], "utter_search", more=None, query=asked.words)
    elif asked.others:
        # This volume there is, but not in the language that was asked for.
        have = listed(language_name(one) for one in dict.fromkeys(other.language for other in asked.others))
        await show_found(
            turn, asked.others[:FEW], "utter_edition_only", language=language_name(asked.language), have=have
        )
        if len(asked.others) == 1:
            turn.point("title", asked.others[0].id, "search_book")
    else:
        turn.show("title", [title.id for title in asked.series])
        turn.say(
            "utter_search_no_volume",
            number=asked.number,
            series=asked.series[0].series,
            titles=await volume_lines(turn, list(asked.series)),
            choices=[item("search_book", "title", title) for title in asked.series[:FEW]],
        )
    return True


async def _answer_several(turn: Turn, asked: Volume) -> bool:
    """Answer for each of several volumes that are named side by side, «جلد ۴ و ۵»; False where it is one."""
    numbers = volumes_of(turn.text)
    languages = [one.language for one in asked.meant] or [one.language for one in asked.series]
    if len(numbers) < _SECOND:
        return False
    there = [
        one
        for number in numbers
        for one in asked.series
        if one.series_number == number and one.language in languages[:1]
    ]
    if not there:
        return False
    await show_found(turn, there[:FEW], "utter_search_several")
    lacking = [number for number in numbers if all(one.series_number != number for one in there)]
    if lacking:
        name = asked.series[0].series
        turn.say("utter_hold_none_of", titles=titles_listed(f"{name} {number}" for number in lacking))
    return True
