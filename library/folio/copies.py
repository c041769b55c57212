"""Copies of titles: which there are our own catalogue says; where each stands, edge-patron does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from library.embedded.base import HouseRules
from library.folio.part import FolioPart
from library.remote.own_copies import OwnCopy
from library.values import BranchAvailability, BranchRef

__all__ = ["Copies"]


class Copies(FolioPart):
    """Copies as our catalogue has them; whether they are on the shelf is not known."""

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        """Name the branches that have a title, the main one first; every branch where we have no copies of it."""
        if await self._names(title_id) is None:
            return []
        house = await self._house()
        copies = (await self._own_copies([title_id]))[title_id]
        refs = house.places.refs()
        if not any(copy.branch_id in refs for copy in copies):
            return [_unseen(ref, (), house) for ref in refs.values()]
        by_branch = {key: [copy for copy in copies if copy.branch_id == key] for key in refs}
        return [_unseen(refs[key], here, house) for key, here in by_branch.items() if here]

    async def waiting(self, title_id: str) -> int | None:
        """Say that nobody knows how many wait for a title."""
        return None

    async def _counts(self, title_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Count nothing: how many copies stand free is not known."""
        return {}


def _unseen(ref: BranchRef, here: Sequence[OwnCopy], house: HouseRules) -> BranchAvailability:
    shown = here[0] if here else None
    return BranchAvailability(
        branch=ref,
        available=0,
        total=len(here),
        call_number=shown.call_number if shown else "",
        shelf=shown.shelf if shown else "",
        # Of a title without copies in our catalogue, FOLIO says when it is asked for.
        for_loan=not here or any(house.rules.lends(copy.item_type) for copy in here),
        is_seen=False,
    )
