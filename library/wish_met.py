"""Why a title meets a wish, and how well."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from language.requests.reading.wish import ReadingWish, comes_from
from library.liked import Liked
from library.stock import Shelved
from library.values import Why

__all__ = ["WishGiven", "reasons", "score"]

# An adult's book may be for the last years of youth as well, a child's no longer for the first ones of it.
_AUDIENCE_AGES = {"children": (3, 12), "teens": (12, 17), "adults": (18, 99)}
# What was written in Persian carries years of the Jalali calendar.
_LAST_JALALI, _JALALI = 1500, 621
# Of a liked title's genres so much is shared at least by one that is like it.
_ALIKE = 0.25
# What is for the one of these is read by the other.
_GROWN_UP = frozenset({"teens", "adults"})
_READABLE = ("book",)
# No picture book has more pages, though its own are not known.
_PICTURE_PAGES = 60


@dataclass(frozen=True, slots=True)
class WishGiven:
    """A wish with what is known of its parts: the keys of the author's titles, of new ones, of those on its topics."""

    wish: ReadingWish
    liked: Liked | None
    by: Collection[int] | None
    fresh: Collection[int] | None
    on: Collection[int] | None


def reasons(title: Shelved, given: WishGiven) -> list[Why] | None:
    """Give why a title meets a wish; None when a part of it is not met."""
    wish, liked = given.wish, given.liked
    why: list[Why] = []
    if title.kind not in (wish.kinds or _READABLE):
        return None
    if wish.kinds:
        why.append(Why("kinds", (title.kind,)))
    if wish.ages or wish.audience:
        ages = _ages(title)
        if ages is None or not _fits(ages, wish, title):
            return None
        youngest, oldest = ages
        why.append(Why("ages", (title.audience,), (youngest, oldest) if title.ages is not None else ()))
    held = {*title.genres, title.form}
    for genre in wish.genres:
        met = [each for each in genre.split("|") if each in held]
        if not met:
            return None
        why.append(Why("genres", (met[0],)))
    if wish.forms:
        if title.form not in wish.forms and not set(wish.forms) & set(title.genres):
            return None
        why.append(
            Why("forms", (title.form if title.form in wish.forms else next(f for f in wish.forms if f in held),))
        )
    if set(wish.without) & (held | {title.kind, title.audience}):
        return None
    short_anyway = title.pages is None and title.form == "picture" and not wish.least_pages
    if short_anyway and wish.most_pages >= _PICTURE_PAGES:
        why.append(Why("forms", ("picture",)))
    elif wish.most_pages or wish.least_pages:
        if not title.pages or title.pages < wish.least_pages or title.pages > (wish.most_pages or math.inf):
            return None
        why.append(Why("pages", (), (title.pages,)))
    if wish.language:
        if title.language != wish.language:
            return None
        why.append(Why("language", (title.language,)))
    if wish.origin:
        original = title.original_language
        if not comes_from(original, wish.origin):
            return None
        why.append(Why("origin", (original,)))
    if wish.series and not title.series:
        return None
    if wish.not_from and title.original_language in wish.not_from:
        return None
    if wish.since or wish.until:
        year = _year(title)
        if year is None or year < wish.since or year > (wish.until or 9999):
            return None
        why.append(Why("year", (), (title.year or year,)))
    if wish.author:
        if given.by is None or title.key not in given.by:
            return None
        why.append(Why("author", (wish.author,)))
    if wish.new:
        if given.fresh is None or title.key not in given.fresh:
            return None
        why.append(Why("new"))
    if wish.topics:
        if given.on is None or title.key not in given.on:
            return None
        why.append(Why("topics", wish.topics))
    if wish.like:
        if liked is None or liked.likeness(title) < _ALIKE or not _same_readers(liked, title, wish):
            return None
        why.append(Why("like", liked.shares(title)[:3]))
    return why


def _same_readers(liked: Liked, title: Shelved, wish: ReadingWish) -> bool:
    """Tell whether a title is for the readers of what it shall be like, unless the wish says for whom."""
    if wish.ages or wish.audience or not liked.audience:
        return True
    return title.audience == liked.audience or {title.audience, liked.audience} == _GROWN_UP


def _ages(title: Shelved) -> tuple[int, int] | None:
    if title.ages is not None:
        return title.ages[0], title.ages[1] if title.ages[1] is not None else 99
    return _AUDIENCE_AGES.get(title.audience)


def _fits(ages: tuple[int, int], wish: ReadingWish, title: Shelved) -> bool:
    if wish.ages:
        if title.ages is None and title.audience == "adults":
            return False
        return ages[0] <= wish.ages[0] and wish.ages[-1] <= ages[1]
    if title.audience == wish.audience:
        return True
    if title.ages is None or wish.audience == "adults":
        return False
    first, last = _AUDIENCE_AGES[wish.audience]
    return (
        ages[0] >= first and min(ages[1], 18) >= last - 1 and ages[0] <= last
        if wish.audience == "teens"
        else ages[1] <= last
    )


def _year(title: Shelved) -> int | None:
    if title.year is None:
        return None
    return title.year + _JALALI if title.year < _LAST_JALALI and title.original_language == "fa" else title.year


def score(title: Shelved, wish: ReadingWish, liked: Liked | None) -> float:
    """Measure how well a title meets a wish, beside the others that do."""
    points = 0.5 * math.log1p(title.borrowed)
    genres = (*title.genres, title.form)
    for genre in wish.genres:
        place = min((genres.index(one) for one in genre.split("|") if one in genres), default=len(genres))
        points += 2.0 - 0.4 * place
    if liked is not None:
        points += 6.0 * liked.likeness(title) + (0.5 if title.form in liked.forms else 0.0)
    if not wish.ages and not wish.audience and title.audience == "children":
        points -= 1.5
    if title.form == "textbook" or "textbook" in title.genres or title.form == "reference":
        points -= 1.0
    if wish.ages and title.ages is not None and title.ages[1] is not None:
        # A book for just that age rather than one for many years.
        points += 1.0 / (1 + title.ages[1] - title.ages[0])
    if (title.series_number or 1) > 1:
        points -= 1.0
    return points + (0.2 if title.has_summary else 0.0)
