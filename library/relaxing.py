"""A wish without some of its parts, where nothing meets all of it."""

from __future__ import annotations

from dataclasses import replace

from language.genres import NARRATIVE
from language.requests.reading.wish import ReadingWish

__all__ = ["is_any_story", "relaxations", "says_enough"]

# Without these what is left has to say more than that it is a story.
_TELLING = frozenset({"topics", "like", "genres"})


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
