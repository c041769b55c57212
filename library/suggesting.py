"""Suggestions of something to read: which titles meet a wish, in which order, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from language.genres import NARRATIVE
from language.requests.reading.places_told import NAMES_TOLD
from language.requests.reading.reading_refused import same_place, within
from language.requests.reading.wish import ReadingWish, comes_from
from library.stock import Shelved, Stock
from library.values import Why

__all__ = ["Liked", "Match", "is_any_story", "matches", "relaxations", "says_enough"]

# An adult's book may be for the last years of youth as well, a child's no longer for the first ones of it.
_AUDIENCE_AGES = {"children": (3, 12), "teens": (12, 17), "adults": (18, 99)}
# What was written in Persian carries years of the Jalali calendar.
_LAST_JALALI, _JALALI = 1500, 621
# Of a liked title's genres so much is shared at least by one that is like it.
_ALIKE = 0.25
# Says little of what a book is like.
# What is for the one of these is read by the other.
_GROWN_UP = frozenset({"teens", "adults"})
_PALE = frozenset({"classic", "stories", "textbook"})
_READABLE = ("book",)
# Without these what is left has to say more than that it is a story.
_TELLING = frozenset({"topics", "like", "genres"})
# No picture book has more pages, though its own are not known.
_PICTURE_PAGES = 60


@dataclass(frozen=True, slots=True)
class Liked:
    """What a wish is like: the name, the genres and the forms of it, and the keys of what it is itself."""

    name: str
    genres: Counter[str] = field(default_factory=Counter)
    forms: frozenset[str] = frozenset()
    audience: str = ""
    keys: frozenset[int] = frozenset()

    @classmethod
    def of(cls, name: str, titles: Sequence[Shelved]) -> Liked:
        """Describe what one or several titles are like."""
        genres = Counter(genre for one in titles for genre in one.genres)
        forms = frozenset(one.form for one in titles if one.form)
        audiences = Counter(one.audience for one in titles if one.audience)
        audience = audiences.most_common(1)[0][0] if audiences else ""
        return cls(name, genres, forms, audience, frozenset(one.key for one in titles))

    def shares(self, title: Shelved) -> tuple[str, ...]:
        """Give the genres that a title has with it."""
        return tuple(genre for genre in title.genres if genre in self.genres)

    def likeness(self, title: Shelved) -> float:
        """Measure how like it a title is, from 0 to 1: the genres that both have, of those that either has."""
        weights = {genre: (0.3 if genre in _PALE else 1.0) for genre in (*self.genres, *title.genres)}
        most = max(self.genres.values(), default=1)
        both = sum(weights[genre] * self.genres[genre] / most for genre in self.shares(title))
        all_of = sum(weights[genre] * self.genres[genre] / most for genre in self.genres)
        other = sum(weights[genre] for genre in title.genres if genre not in self.genres)
        total = all_of + 0.5 * other
        return both / total if total else 0.0


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
    given = _Given(wish, liked, by if wish.author else None, frozenset(fresh) if wish.new else None, on)
    hinted_only = None if wish or not hints else set().union(*about.values())
    alike = stock.of_kinds(liked.genres) if wish.like and liked is not None else None
    found = []
    for key in stock.candidates(wish, given.by, given.fresh, on, alike, hinted_only):
        one = stock.titles.get(key)
        if one is None or one.id in besides or key in refused or (liked is not None and key in liked.keys):
            continue
        why = _reasons(one, given)
        if why is not None:
            found.append(Match(one, _score(one, wish, liked), tuple(why)))
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


@dataclass(frozen=True, slots=True)
class _Given:
    """A wish with what is known of its parts: the keys of the author's titles, of new ones, of those on its topics."""

    wish: ReadingWish
    liked: Liked | None
    by: Collection[int] | None
    fresh: Collection[int] | None
    on: Collection[int] | None


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


def relaxations(wish: ReadingWish, language: str = "") -> list[tuple[str, ReadingWish]]:
    """Give the wish without each of its parts, what matters least first; for whom it is stays as long as it can.

    `language` is spoken: who wishes for what was written in it reads in it.
    """
    if "language" in wish.genres and wish.topics:
        # Who wants to learn a language is helped by no book in another form of anything else.
        kept = ("most_pages", "least_pages", "since", "until", "origin", "new", "without", "kinds", "language", "forms")
        return [(part, wish.lacking(part)) for part in kept if getattr(wish, part)]
    if wish.forms == ("nonfiction",) and wish.topics:
        # Criticism of one author is not met by what is written about others.
        return [
            (part, wish.lacking(part)) for part in ("language", "most_pages", "since", "until") if getattr(wish, part)
        ]
    parts = ["topics", "most_pages", "least_pages", "since", "until", "origin", "new", "series", "like", "without"]
    if wish.like and wish.genres:
        # "Like it, but shorter": what kind it is has been said beside.
        parts.insert(1, parts.pop(parts.index("like")))
    found = [(part, wish.lacking(part)) for part in parts if getattr(wish, part)]
    if wish.origin == language and not wish.language:
        found = [(part, replace(one, language=language) if part == "origin" else one) for part, one in found]
    if wish.since and wish.until:
        found = [(part, one) for part, one in found if part not in ("since", "until")]
        found.append(("since", wish.lacking("since").lacking("until")))
    for genre in reversed(wish.genres):
        rest = tuple(one for one in wish.genres if one != genre)
        found.append((f"genres {genre}", replace(wish, genres=rest)))
    found += [
        (part, wish.lacking(part))
        for part in ("forms", "language", "author", "kinds", "audience")
        if getattr(wish, part)
    ]
    # "A novel set in Iran", "a novel like that one", "a novel about dinosaurs" are not met by any novel.
    return [(part, one) for part, one in found if says_enough(one) and not _leaves_little(part, one)]


def _leaves_little(part: str, left: ReadingWish) -> bool:
    """Tell whether nothing of what was asked is in a wish any more without a part of it."""
    if part.startswith("genres") and (left.origin or left.audience):
        return False
    return part.split()[0] in _TELLING and is_any_story(left)


def is_any_story(wish: ReadingWish) -> bool:
    """Tell whether a wish says no more of a book than that it tells a story."""
    told = wish.genres or wish.kinds or wish.topics or wish.like or wish.author or wish.ages
    return not told and set(wish.forms) <= NARRATIVE


def says_enough(wish: ReadingWish) -> bool:
    """Tell whether what is left of a wish says what kind of book it is: a language or a length alone does not."""
    return bool(wish.genres or wish.forms or wish.kinds or wish.topics or wish.like or wish.author or wish.ages)


def _reasons(title: Shelved, given: _Given) -> list[Why] | None:
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


def _score(title: Shelved, wish: ReadingWish, liked: Liked | None) -> float:
    score = 0.5 * math.log1p(title.borrowed)
    genres = (*title.genres, title.form)
    for genre in wish.genres:
        place = min((genres.index(one) for one in genre.split("|") if one in genres), default=len(genres))
        score += 2.0 - 0.4 * place
    if liked is not None:
        score += 6.0 * liked.likeness(title) + (0.5 if title.form in liked.forms else 0.0)
    if not wish.ages and not wish.audience and title.audience == "children":
        score -= 1.5
    if title.form == "textbook" or "textbook" in title.genres or title.form == "reference":
        score -= 1.0
    if wish.ages and title.ages is not None and title.ages[1] is not None:
        # A book for just that age rather than one for many years.
        score += 1.0 / (1 + title.ages[1] - title.ages[0])
    if (title.series_number or 1) > 1:
        score -= 1.0
    return score + (0.2 if title.has_summary else 0.0)


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
