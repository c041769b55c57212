"""Well-known works with what readers remember of each, found by the title and the author of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from language.normalise import fold
from language.scripts import is_latin, skeleton

__all__ = ["RememberedWork", "RememberedWorks"]

_FILE = Path(__file__).with_name("works.tsv")
_COLUMNS = 4
_BETWEEN = " | "
# A subtitle, the same title in another language, who is responsible.
_FURTHER = re.compile(r"[:؛;/(=]|\s[-–—]\s")
_NO_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s(?=\w)")
# Who has translated, drawn or edited it is not its author.
_HELPERS = re.compile(
    r"ترجمه|مترجم|برگردان|به کوشش|به اهتمام|تصحیح|ویراست|تصویرگر|translat|illustrat|adapted|edited", re.IGNORECASE
)
_NAMES = re.compile(r"[؛;،,/&()]|\s(?:و|and)\s")
# What two spellings of a name share at least, in one script by their letters and in two by their consonants; a name of
# fewer consonants has to have the same ones.
_SAME_LETTERS, _SAME_SOUND, _SHORT_SOUND = 84.0, 80.0, 3
# A title without an author is met by a work where it has so many words.
_TELLING_WORDS = 2


@dataclass(frozen=True, slots=True)
class RememberedWork:
    """A work: its names, who made it, and what is remembered of it in each language."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    told: tuple[tuple[str, str], ...]


class RememberedWorks:
    """All works that something is told of, by their folded titles; made for as long as a catalogue is read."""

    def __init__(self, file: Path = _FILE) -> None:
        self._by_title: dict[str, list[RememberedWork]] = {}
        for work in _read(file):
            for name in {_key(title) for title in work.titles} - {""}:
                self._by_title.setdefault(name, []).append(work)

    def of(self, title: str, authors: str | None) -> RememberedWork | None:
        """Give the work that a title of a catalogue is an edition of; None where there is none, or it is another's."""
        whole, first = _key(title), _key(_FURTHER.split(title.strip(), maxsplit=1)[0])
        for name in dict.fromkeys((whole, first)):
            for work in self._by_title.get(name, ()):
                if _is_by(work, authors or "", is_telling=name == whole and len(title.split()) >= _TELLING_WORDS):
                    return work
        return None


def _read(file: Path) -> Iterator[RememberedWork]:
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) != _COLUMNS:
            continue
        titles, authors, english, persian = columns
        told = tuple((language, text) for language, text in (("en", english), ("fa", persian)) if text)
        yield RememberedWork(_parts(titles), _parts(authors), told)


def _parts(column: str) -> tuple[str, ...]:
    return tuple(part for part in column.split(_BETWEEN) if part)


def _key(title: str) -> str:
    """Give the letters of a folded title, without its article."""
    return _NO_WORD.sub("", _ARTICLE.sub("", fold(title)))


def _is_by(work: RememberedWork, authors: str, *, is_telling: bool) -> bool:
    """Tell whether one of those who made a work is among the authors of a title."""
    if not work.authors:
        return True
    named = [name for part in re.split("[؛;]", authors) if not _HELPERS.search(part) for name in _NAMES.split(part)]
    given = [words for name in named if (words := _words(name))]
    if not given:
        return is_telling
    known = [words for author in work.authors if (words := _words(author))]
    return any(_is_same(one, other) for one in known for other in given)


def _words(name: str) -> list[str]:
    return _NO_WORD.sub(" ", fold(name).replace("\u200c", "")).split()


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names are one person's, by their last words or by all of them."""
    if is_latin(one[-1]) == is_latin(other[-1]):
        last = fuzz.ratio(one[-1], other[-1]) >= _SAME_LETTERS
        return (last and _may_be_first(one, other)) or set(one) <= set(other) or set(other) <= set(one)
    return _sounds_alike(skeleton(one[-1]), skeleton(other[-1])) or _sounds_alike(
        "".join(map(skeleton, one)), "".join(map(skeleton, other))
    )


def _may_be_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the names before the last are alike, or one is an initial or missing: neither of two brothers."""
    if len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0]:
        return True
    return fuzz.ratio(one[0], other[0]) >= _SAME_LETTERS


def _sounds_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORT_SOUND:
        return one == other != ""
    return fuzz.ratio(one, other) >= _SAME_SOUND
