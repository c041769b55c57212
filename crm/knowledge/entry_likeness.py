"""How like a question the entries are, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["LIKE", "Likeness", "Nearest", "Numbers", "Places"]

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(slots=True)
class Likeness:
    """How like a question an entry is, in numbers from 0 to 1 or so.

    `title` is by the words of the nearest of its title and the ways to ask for it; `asked`, `several`, `told` and
    `named` are by its vectors: of the nearest way to ask for it (None without any) and of the nearest few, of what it
    tells, of its further words; `leaning` of what is asked after something of its topic.

    `covered` is the share of the question's words, of those that stand anywhere, that it has, and `unknown` the
    share of those that stand nowhere. `kind`, `other_kind`, `other_people` and `only_yes` say how it answers what is
    asked of that (crm.knowledge.agreement).
    """

    covered: float = 0.0
    title: float = 0.0
    asked: float | None = None
    several: float = 0.0
    told: float = 0.0
    named: float = 0.0
    leaning: float = 0.0
    unknown: float = 0.0
    kind: float = 0.0
    other_kind: float = 0.0
    other_people: float = 0.0
    only_yes: float = 0.0


# The columns of `Nearest.numbers`: the fields of a likeness, in their order.
LIKE = {name: column for column, name in enumerate(Likeness.__dataclass_fields__)}


@dataclass(frozen=True, slots=True)
class Nearest:
    """The entries that are like a question in something, by their places, ascending or not.

    `numbers` has a row for each and the columns LIKE, 0 where a likeness has None; `by_vector` tells of which the
    vectors were compared. [entries], [entries, LIKE], [entries].
    """

    places: Places
    numbers: Numbers
    by_vector: npt.NDArray[np.bool_]

    def only(self, which: npt.NDArray[np.bool_]) -> Nearest:
        """Give those of some rows."""
        return Nearest(self.places[which], self.numbers[which], self.by_vector[which])
