"""Parts of a wish made to agree with one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from language.requests.reading.wish import ReadingWish

__all__ = ["settled", "with_its_magic"]

# So old a child looks at pictures, and so old it reads them with a story told in them; the younger begins to read.
_OF_PICTURES, _OF_COMICS, _BEGINNING = 8, 12, 8
# Stories of a kind are told in pictures to the smallest only.
_SMALL = 6
_PRACTICAL = frozenset(
    "gardening crafts cooking computing programming ai technology sport language music art photography architecture"
    " medicine|health maths physics chemistry biology business law economics".split()
)


def with_its_magic(wish: ReadingWish) -> ReadingWish:
    """Take magic that is wished for like that of a book as that book has it: no tale of wizards where it is none."""
    if not wish.like or "fantasy" not in wish.genres:
        return wish
    return replace(wish, genres=tuple("fantasy|magic_realism" if one == "fantasy" else one for one in wish.genres))


def settled(wish: ReadingWish, rest: Sequence[str] = ()) -> ReadingWish:
    """Make parts agree: a reader's age says for whom, a genre that is a form as well is asked for once."""
    if wish.ages:
        oldest = wish.ages[-1]
        wish = replace(wish, audience="", ages=() if oldest >= 18 else wish.ages)
        if oldest >= 18:
            wish = replace(wish, audience="adults")
    if any("parenting" in genre.split("|") for genre in wish.genres):
        # The child is spoken of, and does not read.
        wish = replace(wish, ages=(), audience="" if wish.audience == "children" else wish.audience)
    wish = _in_pictures(wish, rest)
    genres = [genre for genre in wish.genres if genre not in wish.without]
    if wish.forms == ("picture",) and _PRACTICAL.intersection(genres) and not (wish.audience or wish.ages):
        # "A crochet book with pictures" is no picture book.
        wish = replace(wish, forms=())
    if "family" in genres and _PRACTICAL.intersection(genres):
        # A cookbook for family meals is no family saga.
        genres = [genre for genre in genres if genre != "family"]
    # "Something funny" is narrower than what is funny or of friendship.
    genres = [one for one in genres if "|" not in one or not set(one.split("|")) & (set(genres) - {one})]
    if "historical|history" in genres and set(wish.forms) & {"novel", "stories", "dvd"}:
        genres[genres.index("historical|history")] = "historical"
    if "romance" in genres and "history" in genres:
        # Love and history are found together in a story of the past.
        genres[genres.index("history")] = "historical"
    if "iran" in genres:
        genres = [genre for genre in genres if genre != "history"]
    if "scifi" in genres:
        genres = [genre for genre in genres if genre not in ("science", "fantasy")]
    if "fantasy" in wish.without and "scifi" in wish.without:
        genres = [genre for genre in genres if genre not in ("science", "fantasy")]
    return replace(wish, genres=tuple(genres))


def _in_pictures(wish: ReadingWish, rest: Sequence[str]) -> ReadingWish:
    """Take pictures, or little text, that are wished for a child as the picture books that the catalogue knows."""
    child = wish.audience == "children" or bool(wish.ages and wish.ages[0] <= _OF_COMICS)
    youngest = wish.ages[0] if wish.ages else 0
    small = not rest and (youngest <= _SMALL or not (wish.genres or wish.topics))
    if not child or wish.kinds or wish.author or wish.like or (wish.forms and "picture" not in wish.forms):
        return wish
    if "pictures" in wish.untold and small:
        forms = ("picture",) if youngest <= _OF_PICTURES else ("picture", "graphic")
        return replace(wish, forms=forms, untold=tuple(one for one in wish.untold if one != "pictures"))
    if "little_text" in wish.untold and wish.ages:
        told = tuple(one for one in wish.untold if one != "little_text")
        return replace(wish, untold=told, forms=("picture",) if youngest <= _BEGINNING else wish.forms)
    return wish
