"""Suggestions of something to read: which titles meet a wish, in which order, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from language.requests.reading.places_told import NAMES_TOLD
from language.requests.reading.reading_refused import same_place, within
from language.requests.reading.wish import ReadingWish
from library.liked import Liked
from library.stock import Shelved, Stock
from library.values import Why
from library.wish_met import WishGiven, reasons, score

__all__ = ["Match", "matches"]


@dataclass(frozen=True, slots=True)
class Match:
    """A title that meets a wish, how well, and why."""

    shelved: Shelved
    score: float
    why: tuple[Why, ...]


def matches(
    stock: Stock,
    wish: ReadingWish,
    *,
    liked: Liked | None = None,
    by: Collection[int] | None = None,
    hints: Sequence[str] = (),
    fresh: Collection[int] = (),
    besides: Collection[str] = (),
    language: str = "",
) -> list[Match]:
    """Give the titles that meet all of a wish, best first.

    `liked` says what it shall be like, `by` holds the keys of the author's titles, `fresh` those of what came in
    lately. Of `hints`, words that may or may not be a subject, those count that some of the titles are about; a title
    that merely has such a word in its name is no reason ("graded readers" wish for no “The Reader”).
    `besides` are ids that are left out. Where the wish names no language, titles in `language` are preferred: others
    are given only when there are none.
    """
    # By another name of some places a title counts where it is told of, and not where somebody is called so.
    told = [
        {
            key
            for name in within(word)
            for key in (stock.about(name) if name != word and name in NAMES_TOLD else stock.on((name,)))
        }
        for word in wish.topics
    ]
    on = set.intersection(*told) if told else None
    refused = frozenset[int]().union(
        *(stock.about(name) for word in wish.not_on for name in same_place(word)),
    )
    about = {hint: stock.about(hint) for hint in hints}
    given = WishGiven(wish, liked, by if wish.author else None, frozenset(fresh) if wish.new else None, on)
    hinted_only = None if wish or not hints else set().union(*about.values())
    alike = stock.of_kinds(liked.genres) if wish.like and liked is not None else None
    found = []
    for key in stock.candidates(wish, given.by, given.fresh, on, alike, hinted_only):
        one = stock.titles.get(key)
        if one is None or one.id in besides or key in refused or (liked is not None and key in liked.keys):
            continue
        why = reasons(one, given)
        if why is not None:
            found.append(Match(one, score(one, wish, liked), tuple(why)))
    if language and not wish.language and wish.ages and wish.ages[-1] <= _OLDEST_CHILD:
        # A child reads the language that is spoken, whatever is nearer in another.
        found = [match for match in found if match.shelved.language == language] or found
    hinted = _hinted(found, about, "" if wish.language else language)
    if hinted or not wish:
        found = hinted
    own = [match for match in found if match.shelved.language == language]
    if language and not wish.language and own:
        found = own
    if not (_may_be_for_children(wish) or (about and hinted)):
        found = [match for match in found if not _is_for_children(match.shelved)] or found
    found.sort(key=lambda match: (-match.score, match.shelved.key))
    return _mixed(found)


# What these ask for is told in books for children more than in others.
_OF_CHILDREN = frozenset(
    {
        "animals",
        "feelings",
        "bedtime",
        "first_words",
        "dinosaurs",
        "vehicles",
        "school",
        "folk",
        "fantasy",
        "friendship",
    }
)
_OLDEST_CHILD = 13


def _may_be_for_children(wish: ReadingWish) -> bool:
    """Tell whether a wish says for whom it is, names what it shall be, or asks for what children read."""
    named = wish.ages or wish.audience or wish.author or wish.like or wish.series or wish.topics
    genres = {one for genre in wish.genres for one in genre.split("|")}
    return bool(named) or not wish or bool(_OF_CHILDREN & genres) or bool({"picture", "graphic"} & set(wish.forms[:1]))


def _is_for_children(title: Shelved) -> bool:
    ages = title.ages
    return (
        title.audience == "children" or title.form == "picture" or bool(ages and ages[1] and ages[1] <= _OLDEST_CHILD)
    )


def _hinted(found: Sequence[Match], about: Mapping[str, Collection[int]], language: str) -> list[Match]:
    """Give those with the most of the hints, the reason named; all when there is no hint, none when none has one.

    Those in `language` come first: one thing may be named in several words, and none of them is foreign to it.
    """
    if not about:
        return list(found)
    held = [(match, tuple(hint for hint, keys in about.items() if match.shelved.key in keys)) for match in found]
    spoken = [(match, own) for match, own in held if own and match.shelved.language == language]
    held = spoken or held
    most = max((len(own) for _, own in held), default=0)
    return [replace(match, why=(*match.why, Why("topics", own))) for match, own in held if own and len(own) == most]


def _mixed(found: list[Match]) -> list[Match]:
    """Put further titles of an author who stands there already behind the first of the others."""
    seen: Counter[str] = Counter()
    placed = []
    for match in found:
        author = match.shelved.by
        placed.append((match.score - 0.8 * seen[author], match))
        seen[author] += bool(author)
    placed.sort(key=lambda each: (-each[0], each[1].shelved.key))
    return [match for _, match in placed]
