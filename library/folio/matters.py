"""What notices need of patrons, out of each one's own account: edge-patron has no list of anybody else's."""

from __future__ import annotations

from collections.abc import Sequence

from library.folio.holds import Holds, held_of
from library.folio.loans import lent_of
from library.values import DueLoan, HoldState, NoticeMatter, ReadyHold

__all__ = ["NoticeMatters"]


class NoticeMatters(Holds):
    """Loans, and requests that are ready."""

    async def notice_matter(self, patron_ids: Sequence[int]) -> dict[int, NoticeMatter]:
        """Read what notices need of some patrons, one account after the other."""
        house = await self._house()
        found = {}
        for one in patron_ids:
            own = await self._own(one)
            if own is None:
                continue
            account = await self._folio.account(own.external_id, loans=True, holds=True)
            loans = [lent_of(each) for each in account.loans]
            found[one] = NoticeMatter(
                loans=tuple(DueLoan(each.name, each.due) for each in loans),
                ready=tuple(
                    # FOLIO tells until when it is wanted at all, and not until when it is kept on the shelf.
                    ReadyHold(each.name, None, self._branch_at(each.service_point, house))
                    for each in held_of(account.holds)
                    if each.state is HoldState.READY
                ),
            )
        return found
