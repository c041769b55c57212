"""What a wish is like: what one or several titles have in common, and how like them another is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from library.stock import Shelved

__all__ = ["Liked"]

# Says little of what a book is like.
_PALE = frozenset({"classic", "stories", "textbook"})


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
