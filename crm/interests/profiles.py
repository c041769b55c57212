"""Profiles of interests: the conditions that a title has to meet, in one form however they were said."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.errors import InvalidValue
from language.normalise import fold
from language.requests.reading.wish import ReadingWish
from language.stems import stems

__all__ = ["MOST_TERMS", "InterestProfile"]

MOST_TERMS = 12
MOST_KEY = 400
MOST_VALUE = 120


@dataclass(frozen=True, slots=True)
class InterestProfile:
    """Conditions as (kind, value), in order; kinds are crm.records.values.INTEREST_TERMS, "a|b" is either of two.

    What belongs to a wish of one moment (how long, how new, like which) is no part of an interest.
    """

    terms: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, wish: ReadingWish, *, series: str = "", words: Iterable[str] = ()) -> "InterestProfile":
        """Make the profile of a wish; `words` are free ones that a title has to be about.

        Raises InvalidValue when it is too much to be kept.
        """
        found = {
            *(("genre", genre) for genre in wish.genres),
            *(("form", form) for form in wish.forms),
            *(("kind", kind) for kind in wish.kinds),
            *(("without", one) for one in wish.without),
            *(("topic", stem) for topic in (*wish.topics, *words) for stem in stems(topic)),
        }
        if wish.ages:
            found.add(("age", f"{wish.ages[0]}-{wish.ages[-1]}"))
        elif wish.audience:
            found.add(("audience", wish.audience))
        for kind, value in (("language", wish.language), ("origin", wish.origin)):
            if value:
                found.add((kind, value))
        for kind, value in (("author", wish.author), ("series", series)):
            if value:
                found.add((kind, fold(value)))
        return cls.kept(found)

    @classmethod
    def kept(cls, terms: Iterable[tuple[str, str]]) -> "InterestProfile":
        """Make a profile of its terms; raises InvalidValue when they are too many or too long."""
        profile = cls(tuple(sorted(terms)))
        too_long = any(len(value) > MOST_VALUE for _, value in profile.terms) or len(profile.key) > MOST_KEY
        if too_long or len(profile.terms) > MOST_TERMS:
            raise InvalidValue("interest", "too much at once")
        return profile

    @property
    def key(self) -> str:
        """Give one text for all of it: the same for the same interest."""
        return "; ".join(f"{kind}={value}" for kind, value in self.terms)

    def values(self, kind: str) -> list[str]:
        """Give the values of a kind of term."""
        return [value for one, value in self.terms if one == kind]

    def __bool__(self) -> bool:
        """Tell whether it says what kind of title it is about: all but a language, or for whom, alone."""
        return any(kind not in ("language", "audience", "without") for kind, _ in self.terms)
