"""What entries answer of what they are about, in numbers: how a question agrees with many of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from crm.knowledge.agreement import RARE, AnsweredAspects, Asking
from crm.knowledge.asked_kinds import KINDS, PEOPLE

__all__ = ["AnswersInNumbers"]

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


class AnswersInNumbers:
    """What each of some entries answers, a row each."""

    def __init__(self, answered: Sequence[AnsweredAspects]) -> None:
        self._kinds = _table([[one.kinds.get(kind, 0.0) for kind in KINDS] for one in answered], len(KINDS))
        self._people = _table([[float(each in one.people) for each in PEOPLE] for one in answered], len(PEOPLE))
        self._yes_or_no = np.asarray([float(one.yes_or_no) for one in answered], dtype=np.float64)

    def agreement(self, asks: Asking, places: Places) -> Numbers:
        """Give in numbers how entries answer what is asked, [entries, 4].

        They are the share of its ways that ask the same kind of thing, whether hardly one does, whether people are
        named of whom it does not speak, and whether it answers with a yes or no what asks for more.
        """
        found = np.zeros((len(places), 4), dtype=np.float64)
        same = self._kinds[np.ix_(places, [KINDS.index(kind) for kind in asks.kinds])]
        if asks.kinds and len(places):
            found[:, 0] = same.sum(axis=1) / len(asks.kinds)
            found[:, 1] = same.max(axis=1) < RARE
        found[:, 2] = self.of_other_people(asks, places)
        found[:, 3] = self._yes_or_no[places] * asks.what
        return found

    def of_other_people(self, asks: Asking, places: Places) -> Numbers:
        """Tell of entries whether people are named of whom they do not speak, [entries]."""
        people = [PEOPLE.index(each) for each in asks.people]
        return np.asarray((self._people[np.ix_(places, people)] == 0.0).any(axis=1), dtype=np.float64)


def _table(rows: list[list[float]], width: int) -> Numbers:
    return np.asarray(rows, dtype=np.float64).reshape(len(rows), width)
