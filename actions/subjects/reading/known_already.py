"""Titles that a wish for something to read names as read, owned or known, and authors whom it names as not wanted."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.dialogue.turn import Turn
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.reading.terms import is_known
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["author_refused", "known_already", "words_known"]

_WHO = r"\b(?:i|he|she|we|they|everyone|everybody|my \w{3,12})(?:'ve|'s| have| has| had)?"
_NAME = r"[^.,;:!?\n]{3,60}?"
_KNOWN = (
    re.compile(
        rf"{_WHO} (?:already |all |both |in fact |just |only |also ){{0,2}}(?:read|own|owns|finished|devoured|known|know|knows|got|have) (?P<what>{_NAME})(?= ?(?:[.,;:!?\n]|$)| (?:already|twice|by heart|but|so|since|at home|and now|last|recently)\b)"
    ),
    re.compile(
        rf"(?:^|[.,;:!?\n] ?)(?:and |but |so |no |not ){{0,2}}(?P<what>{_NAME}),? (?:that one |that |this one )?(?:i|he|she|we)(?:'ve| have|'s| has)? (?:already |all )?(?:read|own|owns|know|knows|known|had|got)\b"
    ),
    re.compile(
        r"(?:^|[.،؛:!؟?,\n] ?|(?<!\w)(?:و|ولی|اما|که) )(?P<what>[^.،؛:!؟?,\n]{3,60}?)(?: ?(?:رو|را)|(?<=[^\W\d_])و)?(?: (?:که|هم|قبلا|قبلاً|پیش ?تر|پیشتر|کامل|همه|همشو|همش|کلا)){0,3} (?:خونده|خوانده|خوندم|خواندم|خوندن|خوندیم|دیده)(?: ?(?:ام|ایم|م|یم|ند|است))?(?!\w)"
    ),
    re.compile(
        r"\b(?P<what>[a-z' ]{3,50}?) (?:ro|ra|o) (?:ghablan |hame |kamel )?(?:kh(?:u|oo)nd(?:am|e|eam)|hefzam)\b"
    ),
)
_JOINED = re.compile(r" (?:and|or|و|یا|va|ya) ")
_FEWEST, _LONGEST = 3, 7
# So many titles have one name in common, of a series.
_SERIES = 20


async def known_already(turn: Turn) -> tuple[str, ...]:
    """Give the ids of the titles that are named as read already, with their other editions and the rest of a series."""
    ids: list[str] = []
    for name in _named(turn.text):
        title = await title_named(turn, name)
        if title is not None:
            ids += [title.id, *(one.id for one in await turn.library.editions(title.id))]
        elif len(name.split()) > 1:
            page = await turn.library.search(name, limit=_SERIES, exactly=True)
            ids += [] if page.corrected or page.author else [one.id for one in page.titles]
    return tuple(dict.fromkeys(ids))


def words_known(text: str) -> frozenset[str]:
    """Give the words of the names that a text tells as read, owned or known already: they are no subject."""
    return frozenset(word for name in _named(text) for word in name.split())


def _named(text: str) -> Iterator[str]:
    said = fold(text).replace("’", "'")
    for pattern in _KNOWN:
        for found in pattern.finditer(said):
            for name in {found["what"], *_JOINED.split(found["what"])}:
                words = name.strip(" «»\"'").split()
                if words and len(words) <= _LONGEST and not all(is_ordinary(one) or is_known(one) for one in words):
                    yield " ".join(words)


_REFUSED = re.compile(
    r"\b(?:but not|not|no more|except(?: for)?|other than|anything but|anyone but|apart from)\s+(?:by |from |anything by |another )?(?P<name>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{2,20}){0,2})"
    r"|(?<!\w)(?:غیر از|به غیر از|به جز|بجز|جز)\s+(?:کتاب ?های |آثار |کارای |کارهای )?(?P<fa>[^\W\d_]\w{2,15}(?: [^\W\d_]\w{2,15}){0,2})"
    r"|(?<!\w)نه (?:از )?(?P<no>[^\W\d_a-z]\w{2,15}(?: [^\W\d_a-z]\w{2,15})?)(?= ?(?:$|[.،؛!؟]))"
)


async def author_refused(turn: Turn) -> str:
    """Give the author, as the catalogue writes the name, whose works are expressly not wanted; empty where none is."""
    for found in _REFUSED.finditer(fold(turn.text)):
        words = next(filter(None, found.groups())).split()
        for length in range(len(words), 0, -1):
            run = words[:length]
            if any(is_known(word) or is_ordinary(word) for word in run) or len("".join(run)) <= _FEWEST:
                continue
            page = await turn.library.search(author=" ".join(run), limit=1, exactly=length == 1)
            if page.titles and page.author and (length > 1 or not page.corrected):
                return page.author
    return ""
