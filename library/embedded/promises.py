"""Copies on the shelf that are promised: those for which somebody waits are nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import Row

from crm import records

__all__ = ["CopyOnShelf", "WaitingHold", "promised"]


class CopyOnShelf(Protocol):
    """A copy on the shelf."""

    @property
    def id(self) -> int:
        """Its own id."""

    @property
    def branch_id(self) -> object:
        """Where it stands."""


class WaitingHold(Protocol):
    """A hold that waits, perhaps for one certain copy."""

    @property
    def item_id(self) -> int | None:
        """The copy, if only one will do."""

    @property
    def pickup_branch_id(self) -> object:
        """Where it is to be collected."""


def promised(
    free: Iterable[records.Item | Row[*tuple[Any, ...]] | CopyOnShelf],
    waiting: Sequence[records.Hold | Row[*tuple[Any, ...]] | WaitingHold],
) -> set[int]:
    """Give the ids of the free copies that those who wait will get: one each, at their own branch where there is one.

    `free` are copies of one title that stand on the shelf and are lent, `waiting` the holds on it, first come first.
    """
    left = {copy.id: copy for copy in free}
    given: set[int] = set()
    for hold in waiting:
        if not left:
            break
        if hold.item_id is not None:
            # Waits for this very copy.
            if hold.item_id in left:
                given.add(left.pop(hold.item_id).id)
            continue
        copy = next((one for one in left.values() if one.branch_id == hold.pickup_branch_id), None)
        copy = copy or next(iter(left.values()))
        given.add(left.pop(copy.id).id)
    return given
