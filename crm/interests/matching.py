"""Matching: which new titles meet a profile. Every condition has to hold, as far as the catalogue says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crm.interests.profiles import InterestProfile
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import comes_from
from language.scripts import is_latin, skeleton
from language.stems import stems

__all__ = ["NewTitle", "NewTitles"]

# What a catalogue means where it names no ages.
_AUDIENCE_AGES = {"children": (3, 12), "teens": (12, 17), "adults": (18, 99)}
_GROWN = 99
_HELPERS = re.compile(r"ترجمه|مترجم|به کوشش|به اهتمام|تصحیح|ویراست|translat|illustrat", re.IGNORECASE)
_TRANSLATED = re.compile(r"ترجمه|مترجم|برگردان|translat", re.IGNORECASE)
_BETWEEN = re.compile(r"[,،/]|(?<=\s)(?:و|and|&)(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_LEAST_SOUND = 3


@dataclass(frozen=True, slots=True)
class NewTitle:
    """What the catalogue says of a title, as interests are compared with it."""

    id: int
    kind: str
    language: str
    origin: str
    audience: str
    ages: tuple[int, int] | None
    held: frozenset[str]
    series: str
    names: tuple[tuple[str, ...], ...]
    about: frozenset[str]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> NewTitle:
        """Make it of a row of title_record; where form and genres are not given, they are read from the subjects."""
        genres, form, audience = (row["genres"] or "").split(), row["form"] or "", row["audience"] or ""
        if not genres and not form and row["subjects"]:
            read = _read_of(row["subjects"])
            genres, form, audience = list(read[0]), read[1], audience or read[2]
        ages = None
        if row["age_from"] is not None:
            ages = row["age_from"], _GROWN if row["age_to"] is None else row["age_to"]
        described = " ".join(filter(None, (row["title"], row["subjects"], row["series"], row["summary"])))
        return cls(
            id=row["id"],
            kind=row["kind"],
            language=row["language"] or "",
            origin=row["original_language"] or _origin(row["language"] or "", row["authors"] or ""),
            audience=audience,
            ages=ages or _AUDIENCE_AGES.get(audience),
            held=frozenset({*genres, form, row["kind"], audience} - {""}),
            series=fold(row["series"] or ""),
            names=tuple(_names(row["authors"] or "")),
            about=frozenset(stems(described)),
        )

    def meets(self, profile: InterestProfile) -> bool:
        """Tell whether every condition holds."""
        return all(self._meets(kind, value) for kind, value in profile.terms if kind not in ("form", "kind")) and all(
            any(each in self.held for value in profile.values(kind) for each in value.split("|"))
            for kind in ("form", "kind")
            if profile.values(kind)
        )

    def _meets(self, kind: str, value: str) -> bool:
        if kind == "genre":
            return any(each in self.held for each in value.split("|"))
        if kind == "without":
            return value not in self.held
        if kind == "language":
            return self.language == value
        if kind == "origin":
            return comes_from(self.origin, value)
        if kind == "audience":
            return self.audience == value
        if kind == "age":
            youngest, _, oldest = value.partition("-")
            return self.ages is not None and self.ages[0] <= int(youngest) and int(oldest) <= self.ages[1]
        if kind == "author":
            return any(_is_named(words, name) for words in (tuple(_WORD.findall(value)),) for name in self.names)
        if kind == "series":
            return self.series == value
        return value in self.about


class NewTitles:
    """Some new titles, found by any of their properties."""

    def __init__(self, titles: Iterable[NewTitle]) -> None:
        self.titles = list(titles)
        self._by: dict[tuple[str, str], set[int]] = defaultdict(set)
        for place, title in enumerate(self.titles):
            for kind, value in _properties(title):
                self._by[kind, value].add(place)

    def meeting(self, profile: InterestProfile) -> list[NewTitle]:
        """Give the titles that meet a profile, in their order; none for one that says nothing of a title."""
        if not profile:
            return []
        narrow: set[int] | None = None
        for kind, value in profile.terms:
            found = self._having(kind, value)
            if found is not None and (narrow is None or len(found) < len(narrow)):
                narrow = found
        places = range(len(self.titles)) if narrow is None else sorted(narrow)
        return [self.titles[place] for place in places if self.titles[place].meets(profile)]

    def _having(self, kind: str, value: str) -> set[int] | None:
        """Give where the titles are that may meet one condition; None where that is not known beforehand."""
        if kind in ("genre", "topic", "series", "language", "audience"):
            name = "held" if kind == "genre" else kind
            return set().union(*(self._by.get((name, each), set()) for each in value.split("|")))
        if kind == "author":
            words = _WORD.findall(value)
            # By a word of the name, or by how the whole of it sounds in the other script.
            sound = self._by.get(("sound", "".join(map(skeleton, words))), set())
            return self._by.get(("name", words[0]), set()) | sound if words else set()
        return None


def _properties(title: NewTitle) -> Iterator[tuple[str, str]]:
    yield from (("held", one) for one in title.held)
    yield from (("topic", one) for one in title.about)
    yield from (("series", title.series), ("language", title.language), ("audience", title.audience))
    for name in title.names:
        yield from (("name", word) for word in name)
        yield "sound", "".join(map(skeleton, name))


@lru_cache(maxsize=4096)
def _read_of(subjects: str) -> tuple[tuple[str, ...], str, str]:
    wish = read_wish(subjects.replace(";", ".").replace("؛", ".")).wish
    genres = tuple(one for genre in wish.genres for one in genre.split("|"))
    return genres, wish.forms[0] if wish.forms else "", wish.audience


def _origin(language: str, authors: str) -> str:
    """Guess where a catalogue says nothing: what names no translator was written in its language, else in another."""
    if not language:
        return ""
    return f"!{language}" if _TRANSLATED.search(authors) else language


def _names(authors: str) -> Iterator[tuple[str, ...]]:
    """Give the words of each name, without those who translated or edited."""
    for part in re.split("[؛;]", authors):
        if _HELPERS.search(part):
            continue
        names = [tuple(_WORD.findall(fold(name))) for name in _BETWEEN.split(part)]
        if any(len(name) == 1 for name in names):
            # "Hedayat, Sadegh" is one name.
            names = [tuple(_WORD.findall(fold(part)))]
        yield from (name for name in names if name)


def _is_named(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if not wanted:
        return False
    if is_latin(wanted[-1]) == is_latin(name[-1]):
        return set(wanted) <= set(name)
    said, written = "".join(map(skeleton, wanted)), "".join(map(skeleton, name))
    return len(said) >= _LEAST_SOUND and said == written
