"""A wish for something to read as its words say it, put right by what readers would tag its message with.

The words of a wish are read one by one; what is wished in other words, and what words around it only sound like, is
known from the tags of the whole message (engine/wished), where these are sure enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from language.genres import FORMS, GENRES
from language.requests.reading.length import LONG, SHORT
from language.requests.reading.terms import MOOD
from language.requests.reading.wish import ReadingWish

__all__ = ["SURE", "tagged", "tags_of"]

#: From so likely on a tag is taken for said. Tags that are quite unlikely are not told, and what is told by none of
#: them is not meant.
SURE = 0.3

_KINDS = {"audiobook": "audiobook", "large_print": "large_print", "braille": "braille", "ebook": "ebook", "film": "dvd"}
_UNTOLD = {
    "-sad": "not_sad", "-death": "not_sad", "-violence": "not_violent", "easy": "easy", "pictures": "pictures",
    "woman": "by_woman", "prize": "prize", "sad": "sad",
}  # fmt: skip
_LIGHT = "light"
# Every genre has to hold: with more of them nothing is left.
_MOST_GENRES = 2
# What is scary to somebody.
_SCARY = ("horror", "thriller")
_READERS = {"for:children": "children", "for:teens": "teens"}
# What tags can tell to be not meant: of these there are messages enough to learn from. With the others judged,
# too, more was lost than gained.
_JUDGED = frozenset({"humour", "horror", "animals", _LIGHT})
# Where one of these is wished for, a story of the other is not refused, and none is added.
_OPPOSED = {"romance": "-romance", "horror": "-scary", "sad": "-sad"}


def tags_of(wish: ReadingWish) -> frozenset[str]:
    """Give the tags that a wish would have, as readers give them."""
    found = {one for genre in wish.genres if genre != MOOD for one in genre.split("|")} | set(wish.forms)
    found |= {_LIGHT} if MOOD in wish.genres else set()
    found |= {tag for tag, kind in _KINDS.items() if kind in wish.kinds}
    found |= {tag for tag, code in _UNTOLD.items() if code in wish.untold}
    found |= {f"-{one}" for one in wish.without}
    found |= {tag for tag, audience in _READERS.items() if wish.audience == audience}
    found |= {"short"} if wish.most_pages else set()
    found |= {"long"} if wish.least_pages else set()
    found |= {f"in:{wish.language}"} if wish.language else set()
    found |= {f"from:{wish.origin}"} if wish.origin else set()
    found |= {tag for tag, value in (("like", wish.like), ("author", wish.author), ("topic", wish.topics)) if value}
    return frozenset(found)


def tagged(wish: ReadingWish, tags: Mapping[str, float] | None) -> ReadingWish:
    """Give a wish with what its message's tags surely say besides, and without what they say is not meant.

    `tags` has those that are not quite unlikely; None where none are known.
    """
    if not tags:
        return wish
    said = sorted((tag for tag, share in tags.items() if share >= SURE), key=lambda tag: -tags[tag])
    return _with_said(_without_unmeant(wish, tags), said)


def _without_unmeant(wish: ReadingWish, tags: Mapping[str, float]) -> ReadingWish:
    kept = tuple(
        genre
        for genre in wish.genres
        if any(one in tags for one in ((_LIGHT, *genre.split("|")) if genre == MOOD else genre.split("|")))
        or not set(genre.split("|")) <= _JUDGED
    )
    changes: dict[str, Any] = {"genres": kept}
    # A wish of which nothing else is known is not emptied.
    if wish.topics and "topic" not in tags and (kept or wish.lacking("topics").lacking("language")):
        changes["topics"] = ()
    return replace(wish, **changes)


def _with_said(wish: ReadingWish, said: Sequence[str]) -> ReadingWish:
    """Add what is said, the surest first, to what the words say."""
    own = tags_of(wish)
    new = [tag for tag in said if tag not in own and _OPPOSED.get(tag, "") not in own and f"-{tag}" not in own]
    changes: dict[str, Any] = {
        "genres": (*wish.genres, *_genres(new, wish)),
        "without": tuple(dict.fromkeys((*wish.without, *_refused(new)))),
        "untold": tuple(dict.fromkeys((*wish.untold, *(_UNTOLD[tag] for tag in new if tag in _UNTOLD)))),
        "kinds": wish.kinds or tuple(_KINDS[tag] for tag in new if tag in _KINDS),
        "forms": wish.forms or tuple(tag for tag in new if tag in FORMS and tag not in ("film", *GENRES))[:1],
        "audience": wish.audience or ("" if wish.ages else next((_READERS[tag] for tag in new if tag in _READERS), "")),
        "language": wish.language or _code(new, "in:"),
        "origin": wish.origin or _code(new, "from:"),
        "most_pages": wish.most_pages or (SHORT if "short" in new and not wish.least_pages else 0),
        "least_pages": wish.least_pages or (LONG if "long" in new and not wish.most_pages else 0),
    }
    return replace(wish, **changes)


def _genres(new: Sequence[str], wish: ReadingWish) -> tuple[str, ...]:
    """Give the genres to add: what is light is funny or of friendship, where nothing funny is named."""
    found = [MOOD if tag == _LIGHT else tag for tag in new if tag in (_LIGHT, *GENRES) and tag not in wish.forms]
    if "humour" in found or any("humour" in genre for genre in wish.genres):
        found = [genre for genre in found if genre != MOOD]
    return tuple(found[: max(0, _MOST_GENRES - len(wish.genres))])


def _refused(new: Sequence[str]) -> tuple[str, ...]:
    named = [tag[1:] for tag in new if tag[0] == "-" and tag[1:] in (*GENRES, *FORMS)]
    return (*named, *(_SCARY if "-scary" in new else ()))


def _code(new: Sequence[str], kind: str) -> str:
    """Give the language that is named in a tag of a kind; none where there are two."""
    codes = [tag.removeprefix(kind) for tag in new if tag.startswith(kind)]
    return codes[0] if len(codes) == 1 else ""
