"""A name that stands somewhere in a sentence: the title or the author whose whole name some of its words are."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.speech.vocabulary import COURTESY, GENERIC, POINTING
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import is_said_around
from library.search.words import CHATTER, words
from library.values import SearchPage, Title

__all__ = ["QUOTED", "capitalised_names", "name_within"]

_CAPITALISED = re.compile(r"(?:[A-Z][\w'’.-]*)(?: (?:(?:of|the|and|in|to|a|de|van|von|al) )?[A-Z][\w'’.-]*)*")
# "The Shadow of the Wind": small words stand together in it.
_JOINED = re.compile(
    r"[A-Z][\w'’.-]*(?: (?:(?:of|the|and|in|to|a) ){0,2}[A-Z][\w'’.-]*){0,5} (?:of|and|in|to) (?:the|a) [A-Z][\w'’.-]*"
)
_SHORT = re.compile(r"[:؛;/(]")
# A sentence ends here, and no initial: "Title is Dune Messiah. Can you buy it?".
_FULL_STOP = re.compile(r"(?<=[a-z]{4})\. (?=[A-Z])")
# Of so many words at most runs of so many are looked up.
_MOST_WORDS, _RUNS = 14, (3, 2)
_SHORTEST = 4
_LOOKED_AT = 5
_FEW_WORDS = 6
QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,80})[»”\"]")
_CLAUSE = re.compile(r"[.,،:;؛!?؟\n–—]+| - ")
_MOST_CLAUSES, _FEW_LEFT = 5, 3
_SIGNS = ".,:;!?؟،؛«»\"'()"
# What may stand beside an author's name in so few words.
_BESIDE = frozenset(
    "other others another more else okay what about from have have got دیگه دیگر بازم هم چی دارین دارید داری دارن".split()
)
# At neither end of a name that is looked up as a run of words.
_EDGES = frozenset(fold(word) for word in (*COURTESY, *GENERIC, *POINTING)) | CHATTER


async def name_within(turn: Turn, text: str) -> tuple[str, SearchPage] | None:
    """Give the name of a title or an author that stands in a text, and what it finds; None where none does."""
    for name in dict.fromkeys(
        (
            *QUOTED.findall(text),
            *capitalised_names(text),
            *_runs(text),
            *_carried(text),
            *_alone(text),
            *_clauses(text),
        )
    ):
        page = await turn.library.search(name, limit=_LOOKED_AT, exactly=True)
        if not page.titles or page.corrected:
            continue
        # Written as a name, or in Latin letters among Persian ones: the article may be left out of it.
        bare = name.isascii() and (name != name.lower() or not text.isascii())
        named = tuple(one for one in page.titles if _is_whole(name, one, bare=bare))
        if named and not page.author:
            # "Dune", and not “Dune Messiah” beside it.
            return name, replace(page, titles=named, total=len(named))
        if page.author:
            return name, page
    return await _last_name(turn, text)


def _alone(text: str) -> Iterator[str]:
    """Give what is left of each clause without its ordinary words: "I ask again: do you have 1984 or not"."""
    for clause in _CLAUSE.split(fold(text))[:_MOST_CLAUSES]:
        copy = find_copy(clause)
        said = words(copy.rest if copy is not None else clause)
        left = [word for word in said if word not in _EDGES and not is_ordinary(word)]
        if 0 < len(left) <= _FEW_LEFT and len("".join(left)) >= _SHORTEST:
            yield " ".join(left)


def _carried(text: str) -> Iterator[str]:
    """Give what stands in a long text behind the word for a book, or before what asks for it: «کتاب طاعون رو می‌خوام»."""
    said = words(text)
    if len(said) <= _MOST_WORDS:
        return
    ends = [at for at, word in enumerate(said) if word in _MARKS][:_MOST_CARRIED]
    starts = [at + 1 for at, word in enumerate(said) if word in _BOOK][:_MOST_CARRIED]
    spans = [(start, start + length) for start in starts for length in range(_LONGEST_CARRIED, 0, -1)]
    spans += [(max(0, end - length), end) for end in ends for length in range(_LONGEST_CARRIED, 1, -1)]
    for start, end in spans:
        run = said[start:end]
        if run and run[0] not in _EDGES and run[-1] not in _EDGES and not all(map(is_ordinary, run)):
            yield " ".join(run)


# A title of one word is one in so many words behind the word for a book alone.
_MARKS = frozenset("رو را ro دارید دارین داری هست موجوده darin darid".split())
_BOOK = frozenset("کتاب رمان ketab ketabe roman romane book novel".split())
_MOST_CARRIED, _LONGEST_CARRIED = 3, 4


def _clauses(text: str) -> Iterator[str]:
    """Give a clause of several words without what stands at its ends: «پله پله تا ملاقات خدا چی، اونو دارین؟»."""
    for clause in _CLAUSE.split(fold(text))[:_MOST_CLAUSES]:
        said = list(words(clause))
        while said and (said[0] in _EDGES or is_said_around(said[0])):
            said.pop(0)
        while said and (said[-1] in _EDGES or is_said_around(said[-1])):
            said.pop()
        if _LONGEST_CARRIED <= len(said) <= _LONGEST_CLAUSE:
            yield " ".join(said)


_LONGEST_CLAUSE = 8


def _is_whole(name: str, title: Title, *, bare: bool = False) -> bool:
    whole, said = words(_SHORT.split(title.title)[0]), words(name)
    # "Kite Runner" is the whole of it but for its article; of "The Reader" one word is left.
    return "".join(said) == "".join(whole) or (bare and whole[:1] == ("the",) and len(said) > 1 and said == whole[1:])


async def _last_name(turn: Turn, text: str) -> tuple[str, SearchPage] | None:
    """Give the author whose name is the only word of a few that may name anything: "ok, other Kafka?"."""
    said = [word.strip(_SIGNS) for word in fold(text).split()]
    named = [word for word in said if len(word) >= _SHORTEST and word not in _EDGES and word not in _BESIDE]
    if len(named) != 1 or len(said) > _FEW_WORDS:
        return None
    page = await turn.library.search(author=named[0], limit=_LOOKED_AT, exactly=True)
    return (named[0], page) if page.titles and page.author and not page.corrected else None


def capitalised_names(text: str) -> Iterator[str]:
    """Give the names by their capital letters; a single word at the start of a sentence is none."""
    text = _FULL_STOP.sub(" . ", text)
    yield from (found[0] for found in _JOINED.finditer(text))
    for found in _CAPITALISED.finditer(text):
        # "The Great Gatsby I think": the pronoun begins what is said of it.
        name = found[0].strip(".").removesuffix(" I")
        if " " not in name and (len(name) < _SHORTEST or _starts(text[: found.start()])):
            continue
        if not set(words(name)) <= _EDGES:
            yield name
        first, _, rest = name.partition(" ")
        if " " in rest and fold(first) in _ASKING and _starts(text[: found.start()]):
            # "Is The Plague in?": what the sentence begins with is no part of it.
            yield rest


_ASKING = frozenset("is are was do does did have has can could and or so but if when where".split())


def _starts(before: str) -> bool:
    """Tell whether a sentence starts behind this."""
    said = before.rstrip()
    return not before or said.endswith((".", "!", "?")) or "\n" in before[len(said) :]


def _runs(text: str) -> Iterator[str]:
    """Give the runs of words that may be a name, the longer ones first."""
    said = fold(text).replace("؟", " ").replace("?", " ").replace("،", " ").replace(",", " ").replace(".", " ").split()
    if len(said) > _MOST_WORDS:
        return
    for length in _RUNS:
        for start in range(len(said) - length + 1):
            run = said[start : start + length]
            if run[0] not in _EDGES and run[-1] not in _EDGES:
                yield " ".join(run)
